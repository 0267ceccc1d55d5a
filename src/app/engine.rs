//! The store, the rules in force and the templates, together.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::clock::Clock;
use super::error::AppError;
use crate::diagnostic::Diagnostic;
use crate::domain::channel::Channel;
use crate::domain::company::CompanyCode;
use crate::plan::policy::BatchFilter;
use crate::render::Renderer;
use crate::rules::set::{Batch, CompanyRules, RuleSet};
use crate::store::Store;

/// What every use case works with. Cheap to clone.
#[derive(Clone)]
pub struct Engine {
    pub store: Store,
    pub rules: Arc<RuleSet>,
    pub renderer: Arc<Renderer>,
}

/// One company and one batch, or what is sent by hand, on one day.
#[derive(Clone)]
pub struct Scope {
    pub rules: Arc<CompanyRules>,
    pub batch: Arc<Batch>,
    pub run_date: NaiveDate,
    pub channel: Channel,
}

impl Scope {
    pub fn company(&self) -> &CompanyCode {
        &self.rules.company.code
    }
}

/// Reads and checks rules and templates together; with several mistakes, all
/// of them are told.
///
/// # Errors
/// [`AppError::Files`].
pub fn load_files(rules: &Path, templates: &Path) -> Result<(RuleSet, Renderer), AppError> {
    together(crate::rules::load(rules, templates), Renderer::load(templates))
}

/// Both, or the mistakes of both.
///
/// # Errors
/// [`AppError::Files`].
pub fn together<R>(
    rules: Result<R, Vec<Diagnostic>>,
    renderer: Result<Renderer, Vec<Diagnostic>>,
) -> Result<(R, Renderer), AppError> {
    match (rules, renderer) {
        (Ok(rules), Ok(renderer)) => Ok((rules, renderer)),
        (rules, renderer) => {
            let mut problems = rules.err().unwrap_or_default();
            problems.extend(renderer.err().unwrap_or_default());
            Err(AppError::Files(problems))
        }
    }
}

/// The company that was named, or the only one.
///
/// # Errors
/// When it is unknown, or several exist and none was named.
pub fn company<'a>(rules: &'a RuleSet, name: Option<&str>) -> Result<&'a CompanyRules, AppError> {
    let known = || rules.companies.iter().map(|rules| rules.company.code.to_string()).collect();
    match (name, rules.companies.as_slice()) {
        (Some(name), companies) => companies
            .iter()
            .find(|rules| rules.company.code.as_str() == name)
            .ok_or_else(|| AppError::UnknownCompany { name: name.to_owned(), known: known() }),
        (None, [only]) => Ok(only),
        (None, _) => Err(AppError::WhichCompany { known: known() }),
    }
}

/// The batch that was named, or the first one.
pub(super) fn batch<'a>(rules: &'a RuleSet, name: Option<&str>) -> Result<&'a Batch, AppError> {
    let Some(name) = name else { return rules.batches.first().ok_or(AppError::NoBatch) };
    rules.batches.iter().find(|batch| batch.name == name).ok_or_else(|| AppError::UnknownBatch {
        name: name.to_owned(),
        known: rules.batches.iter().map(|batch| batch.name.clone()).collect(),
    })
}

impl Engine {
    /// What a batch covers: one scope per company, or only the company named.
    ///
    /// # Errors
    /// When the batch or the company is unknown, or the batch does not run for
    /// that company.
    pub fn scopes(
        &self,
        batch_name: Option<&str>,
        company_name: Option<&str>,
        clock: &Clock,
    ) -> Result<Vec<Scope>, AppError> {
        let batch = batch(&self.rules, batch_name)?;
        let covers = |rules: &CompanyRules| batch.runs_for(&rules.company.code);
        let companies: Vec<&CompanyRules> = match company_name {
            Some(name) => {
                let rules = company(&self.rules, Some(name))?;
                if !covers(rules) {
                    return Err(AppError::CompanyNotInBatch {
                        company: name.to_owned(),
                        batch: batch.name.clone(),
                    });
                }
                vec![rules]
            }
            None => self.rules.companies.iter().filter(|rules| covers(rules)).collect(),
        };
        let batch = Arc::new(batch.clone());
        Ok(companies
            .into_iter()
            .map(|rules| Scope {
                run_date: clock.run_date(rules.company.time_zone),
                rules: Arc::new(rules.clone()),
                batch: Arc::clone(&batch),
                channel: Channel::Batch,
            })
            .collect())
    }

    /// The batches that run for a company, in the order of the rules.
    pub fn batches_of<'a>(&'a self, company: &'a CompanyCode) -> impl Iterator<Item = &'a Batch> {
        self.rules.batches.iter().filter(|batch| batch.runs_for(company))
    }

    /// What a batch covers of one company: the batch named, or the first of
    /// the rules.
    ///
    /// # Errors
    /// When the batch or the company is unknown, or the batch does not run for
    /// that company.
    pub fn scope_of_batch(
        &self,
        batch_name: Option<&str>,
        company: &CompanyCode,
        clock: &Clock,
    ) -> Result<Scope, AppError> {
        let mut scopes = self.scopes(batch_name, Some(company.as_str()), clock)?;
        scopes.pop().ok_or(AppError::NoBatch)
    }

    /// What a company's items are looked at for ahead: the batch named where it
    /// runs for the company, else the first that does; by hand where none does.
    ///
    /// # Errors
    /// When the company is unknown.
    pub fn scope_ahead(
        &self,
        batch_name: Option<&str>,
        company: &CompanyCode,
        clock: &Clock,
    ) -> Result<Scope, AppError> {
        let named = self.batches_of(company).find(|batch| Some(batch.name.as_str()) == batch_name);
        match named.or_else(|| self.batches_of(company).next()) {
            Some(batch) => self.scope_of_batch(Some(&batch.name), company, clock),
            None => self.scope_by_hand(Some(company.as_str()), Channel::Mail, clock),
        }
    }

    /// What is sent by hand: it belongs to no batch, so that no filter leaves
    /// anything out. The languages to fall back on are those of the first
    /// batch.
    ///
    /// # Errors
    /// When the company is unknown or has to be named.
    pub fn scope_by_hand(
        &self,
        company_name: Option<&str>,
        channel: Channel,
        clock: &Clock,
    ) -> Result<Scope, AppError> {
        let rules = company(&self.rules, company_name)?;
        let run_date = clock.run_date(rules.company.time_zone);
        let name = channel.run_name().unwrap_or_default();
        Ok(self.no_batch(rules, name, channel, run_date))
    }

    fn no_batch(
        &self,
        rules: &CompanyRules,
        name: &str,
        channel: Channel,
        run_date: NaiveDate,
    ) -> Scope {
        let first = self.rules.batches.first();
        let batch = Batch {
            name: name.to_owned(),
            schedule: None,
            companies: vec![rules.company.code.clone()],
            filter: BatchFilter::default(),
            language_fallback: first.map_or_else(Vec::new, |batch| batch.language_fallback.clone()),
            origin: rules.origins.batch.clone(),
        };
        Scope { rules: Arc::new(rules.clone()), batch: Arc::new(batch), run_date, channel }
    }

    /// The scope of a recorded run, on its own date.
    ///
    /// # Errors
    /// When its company or batch is no longer in the rules.
    pub fn scope_of(&self, run: &crate::store::Run) -> Result<Scope, AppError> {
        let rules = company(&self.rules, Some(run.company.as_str()))?;
        if run.channel != Channel::Batch {
            return Ok(self.no_batch(rules, &run.batch, run.channel, run.run_date));
        }
        Ok(Scope {
            rules: Arc::new(rules.clone()),
            batch: Arc::new(batch(&self.rules, Some(&run.batch))?.clone()),
            run_date: run.run_date,
            channel: Channel::Batch,
        })
    }
}

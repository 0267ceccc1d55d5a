//! The rules that decide a case: those in force, or with sections of the case.

use std::collections::HashMap;
use std::sync::Arc;

use super::document::{CaseFile, CaseSection, GivenSection};
use super::given::Given;
use super::names::unknown;
use crate::diagnostic::{Diagnostic, Position};
use crate::plan::policy::{BatchFilter, Policy};
use crate::rules::RulesFolder;
use crate::rules::set::{Batch, CompanyRules, RuleSet};
use crate::rules::source::Place;
use crate::rules::yaml::document::RulesFile;
use crate::rules::yaml::values::Text;
use crate::rules::yaml::wrappers::At;
use crate::wording::msg;

/// One company and one batch under one set of rules.
pub struct Setting {
    pub rules: CompanyRules,
    pub batch: Batch,
    /// Of the batch.
    pub policy: Policy,
    /// The same without the batch's filter.
    pub by_hand: Policy,
    /// Codes of the status list.
    pub statuses: Vec<String>,
}

/// Where the sections of an overlay stand: the same sections are compiled once.
type Sections = Vec<(Arc<str>, Position)>;

/// Rules in force and compiled overlays.
pub struct Settings<'a> {
    folder: &'a RulesFolder,
    in_force: Arc<RuleSet>,
    /// `None` for sections with mistakes, which were told.
    overlaid: HashMap<Sections, Option<Arc<RuleSet>>>,
}

impl<'a> Settings<'a> {
    pub fn new(folder: &'a RulesFolder, in_force: RuleSet) -> Self {
        Self { folder, in_force: Arc::new(in_force), overlaid: HashMap::new() }
    }

    pub fn in_force(&self) -> &RuleSet {
        &self.in_force
    }

    /// What decides a case; mistakes are told in `problems`.
    pub fn of(
        &mut self,
        file: &CaseFile,
        case: &CaseSection,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Setting> {
        let overlay = overlay(case.rules.as_ref(), case.given.as_ref())
            .over(&overlay(file.rules.as_ref(), file.given.as_ref()));
        let rules = self.rules(&overlay, problems)?;
        let given = Given { own: case.given.as_ref(), file: file.given.as_ref() };
        let company = company(&rules, given.get(|given| given.company.as_ref()), problems)?;
        let named = given.get(|given| given.batch.as_ref());
        let batch = batch(&rules, company, named, &case.name.place, problems)?;
        let policy = company.policy(batch);
        let by_hand = Policy { filter: BatchFilter::default(), ..policy.clone() };
        Some(Setting {
            rules: company.clone(),
            batch: batch.clone(),
            policy,
            by_hand,
            statuses: rules.statuses.iter().map(|status| status.code.clone()).collect(),
        })
    }

    fn rules(
        &mut self,
        overlay: &RulesFile,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Arc<RuleSet>> {
        let sections: Sections = overlay
            .places()
            .into_iter()
            .map(|place| (Arc::clone(&place.file.name), place.at))
            .collect();
        if sections.is_empty() {
            return Some(Arc::clone(&self.in_force));
        }
        if let Some(known) = self.overlaid.get(&sections) {
            return known.clone();
        }
        let rules = self.folder.with(overlay).map(Arc::new).map_err(|mut found| {
            problems.append(&mut found);
        });
        self.overlaid.insert(sections, rules.clone().ok());
        rules.ok()
    }
}

/// The sections of a case or of a file, `switches` in short among them.
fn overlay(rules: Option<&RulesFile>, given: Option<&GivenSection>) -> RulesFile {
    let mut sections = rules.cloned().unwrap_or_else(RulesFile::empty);
    if let Some(switches) = given.and_then(|given| given.switches.as_ref()) {
        sections.switches = Some(switches.clone());
    }
    sections
}

fn company<'r>(
    rules: &'r RuleSet,
    named: Option<&At<Text>>,
    problems: &mut Vec<Diagnostic>,
) -> Option<&'r CompanyRules> {
    let Some(named) = named else { return rules.companies.first() };
    let code = named.value.0.as_str();
    let found = rules.companies.iter().find(|rules| rules.company.code.as_str() == code);
    if found.is_none() {
        let known = rules.companies.iter().map(|rules| rules.company.code.as_str());
        let message = msg!("rules-unknown-company", code = code);
        problems.push(unknown(&named.place, message, code, known));
    }
    found
}

fn batch<'r>(
    rules: &'r RuleSet,
    company: &CompanyRules,
    named: Option<&At<Text>>,
    case: &Place,
    problems: &mut Vec<Diagnostic>,
) -> Option<&'r Batch> {
    let code = &company.company.code;
    let mut for_company = rules.batches.iter().filter(|batch| batch.runs_for(code));
    let Some(named) = named else {
        let first = for_company.next();
        if first.is_none() {
            problems.push(case.error(msg!("cases-no-batch", company = code.as_str())));
        }
        return first;
    };
    let name = named.value.0.as_str();
    let known: Vec<&Batch> = for_company.collect();
    let found = known.iter().copied().find(|batch| batch.name == name);
    if found.is_none() {
        let message = msg!("cases-unknown-batch", name = name, company = code.as_str());
        let names = known.iter().map(|batch| batch.name.as_str());
        problems.push(unknown(&named.place, message, name, names));
    }
    found
}

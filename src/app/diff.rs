//! The next batch under two sets of rules and templates. Changes nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use super::clock::Clock;
use super::diff_error::{DiffError, Side};
use super::diff_side::TextSide;
use super::diff_texts::{Example, Piece, TextKey, Texts, Why};
use super::engine::{Engine, Scope};
use super::error::AppError;
use super::planning::{PAGE, each_page};
use super::progress::Progress;
use crate::compare::{CauseGroup, CustomerChanges, ItemChange, Rule, Sums, compare_customer};
use crate::domain::money::Money;
use crate::plan::facts::CustomerFacts;
use crate::plan::outcome::{CustomerPlan, totals};
use crate::plan::plan_customer;
use crate::rules::set::Attachments;

/// What is to be compared.
#[derive(Debug, Clone, Default)]
pub struct DiffRequest {
    /// The first batch of the new rules where none is named.
    pub batch: Option<String>,
    /// All companies of the batch where none is named.
    pub company: Option<String>,
    /// Examples of mails to keep of each level and kind of change.
    pub texts: usize,
    /// Items that change to keep one by one, of each company; all are counted.
    pub items: usize,
}

/// The next batch of every company under both sets.
#[derive(Debug)]
pub struct Differences {
    pub companies: Vec<Difference>,
    /// Companies that the batch runs for under one set only.
    pub only_before: Vec<String>,
    pub only_after: Vec<String>,
}

/// The next batch of one company under both sets.
#[derive(Debug)]
pub struct Difference {
    pub company: String,
    pub batch: String,
    pub run_date: NaiveDate,
    pub sums: Sums,
    /// Mails that read otherwise, those that differ in the same way together.
    pub texts: Vec<TextGroup>,
    /// As many as were asked for.
    pub items: First<ItemChange>,
    /// What goes with the mails, before and after; the files are not compared.
    pub attachments: (Attachments, Attachments),
}

/// The first of many, and how many there are besides.
#[derive(Debug)]
pub struct First<T> {
    pub kept: Vec<T>,
    pub cut: u64,
}

impl<T> First<T> {
    fn add(&mut self, more: Vec<T>, most: usize) {
        let room = most.saturating_sub(self.kept.len()).min(more.len());
        self.cut += (more.len() - room) as u64;
        self.kept.extend(more.into_iter().take(room));
    }
}

/// Mails that differ in the same way.
#[derive(Debug)]
pub struct TextGroup {
    pub key: TextKey,
    pub mails: u64,
    /// What they ask for now.
    pub amounts: Vec<Money>,
    /// Kept of the first few groups.
    pub example: Option<Example>,
}

/// A set of rules and templates, by its folders.
#[derive(Debug, Clone)]
pub struct Folders {
    pub rules: PathBuf,
    pub templates: PathBuf,
}

impl Folders {
    /// # Errors
    /// When both are the same folders: nothing could differ.
    pub fn must_differ_from(&self, other: &Self) -> Result<(), DiffError> {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if real(&self.rules) == real(&other.rules)
            && real(&self.templates) == real(&other.templates)
        {
            return Err(DiffError::SameFolders {
                rules: self.rules.display().to_string(),
                templates: self.templates.display().to_string(),
            });
        }
        Ok(())
    }
}

/// Compares the next batch under the rules and templates of `before` with that
/// under those of `after`, on the data of `after`.
///
/// # Errors
/// When the batch, or the company named, is on one side only, or the store
/// fails.
pub async fn diff(
    before: &Engine,
    after: &Engine,
    request: &DiffRequest,
    clock: &Clock,
    progress: &dyn Progress,
) -> Result<Differences, AppError> {
    let (old, new) = scopes(before, after, request, clock)?;
    let mut differences =
        Differences { companies: Vec::new(), only_before: Vec::new(), only_after: Vec::new() };
    let mut new_by_code: BTreeMap<_, _> =
        new.iter().map(|scope| (scope.company().clone(), scope)).collect();
    for old in &old {
        let Some(new) = new_by_code.remove(old.company()) else {
            differences.only_before.push(old.company().to_string());
            continue;
        };
        let work = Comparison { old, new, engines: (before, after) };
        differences.companies.push(work.compare(request, clock, progress).await?);
    }
    differences.only_after = new_by_code.keys().map(ToString::to_string).collect();
    if differences.companies.is_empty() {
        let Differences { only_before, only_after, .. } = differences;
        let error = DiffError::NoCommonCompany { before: only_before, after: only_after };
        return Err(error.into());
    }
    Ok(differences)
}

/// What the batch covers on each side.
fn scopes(
    before: &Engine,
    after: &Engine,
    request: &DiffRequest,
    clock: &Clock,
) -> Result<(Vec<Scope>, Vec<Scope>), AppError> {
    let first = |engine: &Engine| engine.rules.batches.first().map(|batch| batch.name.clone());
    let named = request.batch.clone().or_else(|| first(after)).or_else(|| first(before));
    let name = named.ok_or(AppError::NoBatch)?;
    let has = |engine: &Engine| engine.rules.batches.iter().any(|batch| batch.name == name);
    match (has(before), has(after)) {
        (true, false) => {
            return Err(DiffError::BatchOnOneSide { batch: name, side: Side::Before }.into());
        }
        (false, true) => {
            return Err(DiffError::BatchOnOneSide { batch: name, side: Side::After }.into());
        }
        _ => {}
    }
    let company = request.company.as_deref();
    let of = |engine: &Engine| engine.scopes(Some(&name), company, clock);
    match (of(before), of(after), company) {
        (Ok(old), Ok(new), _) => Ok((old, new)),
        (Ok(_), Err(_), Some(company)) => {
            Err(DiffError::CompanyOnOneSide { company: company.to_owned(), side: Side::Before }
                .into())
        }
        (Err(_), Ok(_), Some(company)) => {
            Err(DiffError::CompanyOnOneSide { company: company.to_owned(), side: Side::After }
                .into())
        }
        (_, Err(error), _) | (Err(error), ..) => Err(error),
    }
}

/// One company's batch on both sides.
struct Comparison<'a> {
    old: &'a Scope,
    new: &'a Scope,
    engines: (&'a Engine, &'a Engine),
}

/// One customer on both sides.
struct Compared {
    before: CustomerPlan,
    after: CustomerPlan,
    changes: CustomerChanges,
    /// By the position of the pair.
    texts: Vec<(usize, TextKey)>,
}

impl Comparison<'_> {
    /// Facts are read once and planned under both policies by all cores.
    async fn compare(
        &self,
        request: &DiffRequest,
        clock: &Clock,
        progress: &dyn Progress,
    ) -> Result<Difference, AppError> {
        let (old, new) = (self.old, self.new);
        let side = |scope: &Scope, engine: &Engine| {
            let renderer = Arc::clone(&engine.renderer);
            TextSide::new(Arc::clone(&scope.rules), Arc::clone(&scope.batch), renderer)
        };
        let texts = Arc::new(Texts::new(
            side(old, self.engines.0),
            side(new, self.engines.1),
            clock.mail_date(new.rules.company.time_zone),
        ));
        let run_date = new.run_date;
        let of_page = Arc::clone(&texts);
        let work = Arc::new(move |facts: &Arc<CustomerFacts>| customer(&of_page, facts, run_date));
        let mut difference = Difference {
            company: new.rules.company.name.clone(),
            batch: new.batch.name.clone(),
            run_date,
            sums: Sums::new(&old.rules.ladder, &new.rules.ladder),
            texts: Vec::new(),
            items: First { kept: Vec::new(), cut: 0 },
            attachments: (old.rules.options.attachments, new.rules.options.attachments),
        };
        each_page(self.engines.1, new, PAGE, progress, work, async |page: Vec<Compared>| {
            for compared in page {
                difference.add(&texts, compared, request);
            }
            Ok(())
        })
        .await?;
        Ok(difference)
    }
}

fn customer(texts: &Texts, facts: &Arc<CustomerFacts>, run_date: NaiveDate) -> Compared {
    let policies = (&texts.before.policy, &texts.after.policy);
    let before = plan_customer(policies.0, facts, run_date);
    let after = plan_customer(policies.1, facts, run_date);
    let changes = compare_customer(policies, &before, &after);
    let pairs = changes.pairs.iter().enumerate();
    let texts = pairs
        .filter_map(|(at, pair)| Some((at, texts.compare((&before, &after), pair)?)))
        .collect();
    Compared { before, after, changes, texts }
}

impl Difference {
    /// Mails of the new side that cannot be made, of those that read otherwise
    /// at the same level and about the same items.
    pub fn unmade(&self) -> u64 {
        let unmade = |group: &&TextGroup| match &group.key.why {
            Why::Words { pieces, .. } => pieces.contains(&Piece::Unmade),
            Why::Level | Why::Plan => false,
        };
        self.texts.iter().filter(unmade).map(|group| group.mails).sum()
    }

    /// Whether a template or a script of the new side fails, as a preview tells.
    pub fn has_failures(&self) -> bool {
        let script =
            |group: &CauseGroup| group.cause.rule == Rule::Script && group.cause.after.is_some();
        self.unmade() > 0 || self.sums.groups().iter().any(|group| script(group))
    }

    fn add(&mut self, texts: &Texts, compared: Compared, request: &DiffRequest) {
        let Compared { before, after, changes, texts: keys } = compared;
        self.sums.add(&before, &after, &changes);
        for (at, key) in keys {
            let pair = &changes.pairs[at];
            let Some(reminder) = pair.after.and_then(|at| after.reminders.get(at)) else {
                continue;
            };
            if matches!(key.why, Why::Words { .. }) {
                self.sums.add_text(reminder);
            }
            let position =
                self.group(key, |key| texts.example((&before, &after), pair, key), request.texts);
            let group = &mut self.texts[position];
            group.mails += 1;
            group.amounts = totals(group.amounts.iter().copied().chain(reminder.totals()));
        }
        self.items.add(changes.items, request.items);
    }

    /// The group of mails that differ in this way; the first few of a level
    /// keep an example.
    fn group(
        &mut self,
        key: TextKey,
        example: impl FnOnce(&TextKey) -> Option<Example>,
        most: usize,
    ) -> usize {
        if let Some(known) = self.texts.iter().position(|group| group.key == key) {
            return known;
        }
        let alike = self
            .texts
            .iter()
            .filter(|group| group.key.after == key.after && group.key.why.code() == key.why.code());
        let example = if alike.count() < most { example(&key) } else { None };
        self.texts.push(TextGroup { key, mails: 0, amounts: Vec::new(), example });
        self.texts.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::First;

    #[test]
    fn the_first_are_kept_and_all_are_counted() {
        for (most, expected, cut) in [(0, &[][..], 4), (3, &[1, 2, 3], 1), (4, &[1, 2, 3, 4], 0)] {
            let mut first = First { kept: Vec::new(), cut: 0 };
            first.add(vec![1, 2], most);
            first.add(vec![3, 4], most);
            assert_eq!((first.kept.as_slice(), first.cut), (expected, cut), "at most {most}");
        }
    }
}

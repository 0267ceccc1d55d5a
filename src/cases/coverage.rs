//! Which rules in force the cases exercise.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::setting::Setting;
use crate::domain::channel::Channel;
use crate::plan::outcome::{CustomerPlan, Reason};
use crate::plan::policy::{BatchFilter, Origin, RecipientSource};
use crate::rules::reference::HOOKS;
use crate::rules::set::{CompanyRules, RuleSet};
use crate::wording::{Message, msg};

/// A part of the rules that cases can exercise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Level(String),
    /// Days given to NA.
    Excluded(String),
    Exclusion(String),
    /// What a batch leaves out, and what it takes.
    FilterLeaves(String),
    FilterTakes(String),
    Hook(&'static str),
    Source(RecipientSource),
    /// A payment method that is never reminded.
    Method(String),
    MinimumAmount(&'static str),
    Creditors,
    Bornerel,
    FcContact,
}

impl Part {
    pub fn message(&self) -> Message {
        match self {
            Self::Level(code) => msg!("cases-part-level", level = code),
            Self::Excluded(bounds) => msg!("cases-part-excluded", bounds = bounds),
            Self::Exclusion(name) => msg!("cases-part-exclusion", name = name),
            Self::FilterLeaves(batch) => msg!("cases-part-filter-leaves", batch = batch),
            Self::FilterTakes(batch) => msg!("cases-part-filter-takes", batch = batch),
            Self::Hook(name) => msg!("cases-part-hook", name = *name),
            Self::Source(source) => msg!("cases-part-source", source = source.as_str()),
            Self::Method(method) => msg!("cases-part-method", method = method),
            Self::MinimumAmount(currency) => {
                msg!("cases-part-minimum", currency = *currency)
            }
            Self::Creditors => msg!("cases-part-creditors"),
            Self::Bornerel => msg!("cases-part-bornerel"),
            Self::FcContact => msg!("cases-part-fc-contact"),
        }
    }
}

/// A part of the rules at its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    pub file: Arc<str>,
    pub line: usize,
    pub part: Part,
}

impl Rule {
    fn new(part: Part, origin: &Origin) -> Self {
        Self { file: Arc::clone(&origin.file), line: origin.line, part }
    }
}

/// What cases did with a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exercise {
    Exercised,
    /// A condition that was looked at and never held, a hook that never
    /// answered.
    OnlyAsked,
    Never,
}

/// Every rule in force, and what the cases did with it.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    pub rules: Vec<(Rule, Exercise)>,
}

impl Coverage {
    pub fn exercised(&self) -> usize {
        self.rules.iter().filter(|(_, exercise)| *exercise == Exercise::Exercised).count()
    }

    pub fn missing(&self) -> impl Iterator<Item = &Rule> {
        self.rules
            .iter()
            .filter(|(_, exercise)| *exercise != Exercise::Exercised)
            .map(|(rule, _)| rule)
    }
}

/// What was seen while cases were played. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Seen(Arc<Mutex<Notes>>);

#[derive(Debug, Default)]
struct Notes {
    exercised: BTreeSet<Rule>,
    asked: BTreeSet<Rule>,
}

impl Seen {
    /// A part of the rules did something.
    pub fn exercised(&self, part: Part, origin: &Origin) {
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        notes.exercised.insert(Rule::new(part, origin));
    }

    /// A part of the rules was looked at.
    pub fn asked(&self, part: Part, origin: &Origin) {
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        notes.asked.insert(Rule::new(part, origin));
    }

    /// What a plan shows. Levels, days given to NA, filter and switches are
    /// the batch's: by hand nobody looks at days.
    pub fn plan(&self, setting: &Setting, plan: &CustomerPlan) {
        let origins = &setting.policy.origins;
        for reminder in &plan.reminders {
            if plan.channel == Channel::Batch
                && let Some(origin) = origins.levels.get(&reminder.level)
            {
                self.exercised(Part::Level(reminder.level.to_string()), origin);
            }
            if plan.channel.counts() {
                for to in &reminder.to {
                    self.exercised(Part::Source(to.source), &origins.recipients);
                }
            }
        }
        for skipped in &plan.skipped {
            self.reason(setting, &skipped.reason);
        }
        if plan.channel == Channel::Batch {
            self.batch(setting, plan);
        }
    }

    fn reason(&self, setting: &Setting, reason: &Reason) {
        let policy = &setting.policy;
        let origins = &policy.origins;
        match reason {
            Reason::NeverDunnedPaymentMethod { method } => {
                if let Some(method) = policy.never_dunned.get(method) {
                    self.exercised(Part::Method(method.to_owned()), &origins.payment_methods);
                }
            }
            Reason::BelowMinimum { open, .. } => {
                let part = Part::MinimumAmount(open.currency.code());
                self.exercised(part, &origins.minimum_amounts);
            }
            Reason::CreditorCustomer { .. } => self.exercised(Part::Creditors, &origins.options),
            Reason::DaysExcluded { days } => {
                for bounds in policy.ladder.excluded().iter().filter(|it| it.contains(*days)) {
                    let part = Part::Excluded(bounds.to_string());
                    self.exercised(part, &origins.excluded_level);
                }
            }
            _ => {}
        }
    }

    fn batch(&self, setting: &Setting, plan: &CustomerPlan) {
        let policy = &setting.policy;
        let batch = || setting.batch.name.clone();
        let left = |reason: &Reason| *reason == Reason::NotInBatch;
        if plan.skipped.iter().any(|skipped| left(&skipped.reason)) {
            self.exercised(Part::FilterLeaves(batch()), &setting.batch.origin);
        }
        if !plan.reminders.is_empty() {
            self.exercised(Part::FilterTakes(batch()), &setting.batch.origin);
        }
        let invoices = || plan.facts.invoices.iter();
        if policy.switches.bornerel {
            let mut items = invoices().flat_map(|facts| &facts.invoice.items);
            if items.any(|item| item.last_reminded_on.is_some()) {
                self.exercised(Part::Bornerel, &policy.origins.switches);
            }
        }
        if policy.switches.fc_contact_cli_fact && invoices().any(|it| it.ordering.is_some()) {
            self.exercised(Part::FcContact, &policy.origins.switches);
        }
    }

    /// What the cases did with the rules in force; what stands in a case's own
    /// sections is none of them.
    pub fn of(&self, rules: &RuleSet) -> Coverage {
        let notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all: BTreeSet<Rule> = all_rules(rules);
        let rules = all
            .into_iter()
            .map(|rule| {
                let exercise = if notes.exercised.contains(&rule) {
                    Exercise::Exercised
                } else if notes.asked.contains(&rule) {
                    Exercise::OnlyAsked
                } else {
                    Exercise::Never
                };
                (rule, exercise)
            })
            .collect();
        Coverage { rules }
    }
}

/// By file and line; what companies share counts once.
fn all_rules(rules: &RuleSet) -> BTreeSet<Rule> {
    let mut all = BTreeSet::new();
    for company in &rules.companies {
        of_company(company, &mut all);
    }
    for batch in rules.batches.iter().filter(|batch| batch.filter != BatchFilter::default()) {
        for part in [Part::FilterLeaves, Part::FilterTakes] {
            all.insert(Rule::new(part(batch.name.clone()), &batch.origin));
        }
    }
    all
}

fn of_company(rules: &CompanyRules, all: &mut BTreeSet<Rule>) {
    let origins = &rules.origins;
    let mut add = |part: Part, origin: &Origin| _ = all.insert(Rule::new(part, origin));
    for level in rules.ladder.levels() {
        if let Some(origin) = origins.levels.get(&level.code) {
            add(Part::Level(level.code.to_string()), origin);
        }
    }
    for bounds in rules.ladder.excluded() {
        add(Part::Excluded(bounds.to_string()), &origins.excluded_level);
    }
    for exclusion in &rules.exclusions {
        add(Part::Exclusion(exclusion.name.to_string()), &exclusion.origin);
    }
    for (hook, _) in HOOKS {
        if let Some(origin) = rules.scripts.hook_origin(hook) {
            add(Part::Hook(hook), &origin);
        }
    }
    for source in &rules.recipient_order {
        add(Part::Source(*source), &origins.recipients);
    }
    for method in rules.never_dunned.names() {
        add(Part::Method(method.to_owned()), &origins.payment_methods);
    }
    for currency in rules.minimum_amounts.keys() {
        add(Part::MinimumAmount(currency.code()), &origins.minimum_amounts);
    }
    if !rules.options.remind_creditors {
        add(Part::Creditors, &origins.options);
    }
    if rules.switches.bornerel {
        add(Part::Bornerel, &origins.switches);
    }
    if rules.switches.fc_contact_cli_fact {
        add(Part::FcContact, &origins.switches);
    }
}

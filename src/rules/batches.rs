//! Sections into batches, statuses, warnings and dispatch.

use std::collections::{BTreeMap, BTreeSet};

use super::script::compile::Compiler;
use super::set::{Batch, DispatchRules, Status, Warnings};
use super::source::Place;
use super::yaml::document::{
    BatchSection, DispatchSection, FilterSection, RulesFile, StatusSection, WarningsSection,
};
use super::yaml::values::{Code, LevelName};
use super::yaml::wrappers::At;
use crate::diagnostic::{Diagnostic, nearest};
use crate::domain::company::CompanyCode;
use crate::domain::level::EXCLUDED_CODE;
use crate::plan::policy::BatchFilter;
use crate::schedule::{LateRule, Schedule};
use crate::wording::msg;
use chrono::TimeDelta;
use rust_decimal::Decimal;

/// The names that batches may refer to; `None` where the sections that define
/// them have mistakes of their own.
pub(super) struct Known<'a> {
    companies: Option<BTreeSet<&'a str>>,
    levels: Option<BTreeSet<&'a str>>,
}

impl<'a> Known<'a> {
    pub(super) fn of(file: &'a RulesFile) -> Self {
        let companies = file.companies.as_ref().and_then(|section| section.value.as_ref());
        let common = file.levels.as_ref().map(|section| section.value.as_ref());
        let own = companies
            .into_iter()
            .flatten()
            .filter_map(|company| Some(&company.value.overrides.as_ref()?.levels.as_ref()?.value));
        let levels = match common {
            Some(None) => None,
            Some(Some(common)) => Some([common].into_iter().chain(own).collect::<Vec<_>>()),
            None => Some(own.collect()),
        };
        Self {
            companies: companies.map(|list| {
                list.iter().map(|company| company.value.code.value.0.as_str()).collect()
            }),
            levels: levels.map(|sections| {
                sections
                    .into_iter()
                    .flat_map(|section| section.levels.iter().map(|level| level.code.0.as_str()))
                    .collect()
            }),
        }
    }

    pub(super) fn check_company(&self, code: &At<Code>, problems: &mut Vec<Diagnostic>) {
        if let Some(known) = &self.companies
            && !known.contains(code.value.0.as_str())
        {
            let message = msg!("rules-unknown-company", code = &code.value.0);
            problems.push(unknown(&code.place, message, &code.value.0, known));
        }
    }

    pub(super) fn check_level(&self, level: &At<LevelName>, problems: &mut Vec<Diagnostic>) {
        let code = level.value.0.as_str();
        if let Some(known) = &self.levels
            && !known.contains(code)
        {
            let message = if code == EXCLUDED_CODE {
                msg!("rules-excluded-level-in-filter")
            } else {
                msg!("rules-unknown-level", code = code)
            };
            problems.push(unknown(&level.place, message, code, known));
        }
    }
}

/// Every batch without mistakes, in the order of the file.
pub fn batches(
    file: &RulesFile,
    scripts: &mut Compiler,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Batch> {
    let known = Known::of(file);
    let list = file.batches.as_ref().and_then(|section| section.value.as_ref());
    let mut seen: BTreeMap<&str, &Place> = BTreeMap::new();
    let mut batches = Vec::new();
    for section in list.into_iter().flatten() {
        let name = &section.value.name;
        if let Some(earlier) = seen.insert(&name.value.0, &name.place) {
            let message = msg!("rules-batch-twice", name = &name.value.0, line = earlier.at.line);
            problems.push(name.place.error(message));
        }
        batches.extend(batch(&section.value, &known, scripts, problems));
    }
    batches
}

fn batch(
    section: &BatchSection,
    known: &Known<'_>,
    scripts: &mut Compiler,
    problems: &mut Vec<Diagnostic>,
) -> Option<Batch> {
    let schedule = match (&section.schedule, section.time_zone) {
        (None, _) => None,
        (Some(schedule), Some(zone)) => Some(Schedule {
            cron: schedule.value.cron.clone(),
            expression: schedule.value.text.clone(),
            time_zone: zone.0,
            on_closed_days: section.on_closed_days.unwrap_or_default(),
            late: late_rule(section),
        }),
        (Some(schedule), None) => {
            problems.push(schedule.place.error(msg!("rules-schedule-without-zone")));
            return None;
        }
    };
    for code in section.companies.iter().flatten() {
        known.check_company(code, problems);
    }
    let filter = match &section.filter {
        Some(filter) => batch_filter(filter, known, scripts, problems)?,
        None => BatchFilter::default(),
    };
    Some(Batch {
        name: section.name.value.0.clone(),
        schedule,
        companies: section
            .companies
            .iter()
            .flatten()
            .map(|code| CompanyCode(code.value.0.as_str().into()))
            .collect(),
        filter,
        language_fallback: section
            .language_fallback
            .iter()
            .flatten()
            .map(|language| language.0.clone())
            .collect(),
        origin: section.name.place.origin(),
    })
}

/// From when on a start is missed, and what is done then.
fn late_rule(section: &BatchSection) -> LateRule {
    let usual = LateRule::default();
    LateRule {
        missed_after: section
            .missed_after_minutes
            .map_or(usual.missed_after, |it| TimeDelta::minutes(i64::from(it.unsigned()))),
        missed_runs: section.missed_runs.unwrap_or(usual.missed_runs),
    }
}

fn batch_filter(
    section: &FilterSection,
    known: &Known<'_>,
    scripts: &mut Compiler,
    problems: &mut Vec<Diagnostic>,
) -> Option<BatchFilter> {
    for level in section.levels.iter().flatten() {
        known.check_level(level, problems);
    }
    let when = match &section.when {
        Some(when) => Some(scripts.condition(when, problems)?),
        None => None,
    };
    Some(BatchFilter {
        currencies: section.currencies.iter().flatten().map(|currency| currency.0).collect(),
        customers: section.customers.iter().flatten().map(|code| code.0.clone()).collect(),
        levels: section.levels.iter().flatten().map(|level| level.value.0.clone()).collect(),
        when,
    })
}

pub(super) fn unknown(
    place: &Place,
    message: crate::wording::Message,
    word: &str,
    known: &BTreeSet<&str>,
) -> Diagnostic {
    let list: Vec<&str> = known.iter().copied().collect();
    place
        .error(message)
        .expecting(msg!("rules-expected-one-of", known = list.join(", ")))
        .suggesting(nearest(word, list))
}

/// The status list; a code stands in it once.
pub fn statuses(file: &RulesFile, problems: &mut Vec<Diagnostic>) -> Vec<Status> {
    let list: Option<&Vec<StatusSection>> =
        file.statuses.as_ref().and_then(|section| section.value.as_ref());
    let mut seen: BTreeMap<&str, &Place> = BTreeMap::new();
    for status in list.into_iter().flatten() {
        let At { value: code, place } = &status.code;
        if let Some(earlier) = seen.insert(&code.0, place) {
            let message = msg!("rules-status-twice", code = &code.0, line = earlier.at.line);
            problems.push(place.error(message));
        }
    }
    list.into_iter()
        .flatten()
        .map(|status| Status {
            code: status.code.value.0.clone(),
            label: status
                .label
                .0
                .iter()
                .map(|(language, text)| (language.0.clone(), text.0.clone()))
                .collect(),
        })
        .collect()
}

/// When a preview warns; what the file leaves out has a default.
pub fn warnings(section: Option<&WarningsSection>) -> Warnings {
    Warnings {
        flood_factor: section
            .and_then(|section| section.flood_factor)
            .map_or(Decimal::from(3), |factor| factor.0),
        flood_minimum: section
            .and_then(|section| section.flood_minimum)
            .map_or(50, |count| count.unsigned()),
        payments_older_than_days: section
            .and_then(|section| section.payments_older_than_days)
            .map_or(3, |days| days.unsigned()),
    }
}

/// How mails are handed over; what the file leaves out has a default.
pub fn dispatch(section: Option<&DispatchSection>) -> DispatchRules {
    DispatchRules {
        connections: section
            .and_then(|section| section.connections)
            .map_or(4, |count| count.unsigned()),
        attempts: section.and_then(|section| section.attempts).map_or(4, |count| count.unsigned()),
        first_delay_ms: section
            .and_then(|section| section.first_delay_ms)
            .map_or(1000, |delay| u64::from(delay.unsigned())),
        timeout_seconds: section
            .and_then(|section| section.timeout_seconds)
            .map_or(30, |seconds| u64::from(seconds.unsigned())),
    }
}

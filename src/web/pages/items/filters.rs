//! What is searched for: all of it stands in the address of the page, under
//! the names that the composer of reminders takes as well.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde::Serialize;

use super::words;
use crate::app::error::AppError;
use crate::domain::level::{EXCLUDED_CODE, LevelCode};
use crate::store::Criteria;
use crate::web::query::Choice;
use crate::web::visit::CompanyVisit;
use crate::wording::{Message, msg};

/// The word for items that have no level or no status, as on the command line.
const NONE: &str = "none";

const NAMES: [&str; 16] = [
    "text",
    "customer",
    "level",
    "status",
    "overdue",
    "remindable",
    "due_from",
    "due_to",
    "invoice_from",
    "invoice_to",
    "min",
    "max",
    "person",
    "currency",
    "promise_broken",
    "disputed",
];

/// Those that are folded away while they are not used.
const MORE: [&str; 9] = [
    "due_from",
    "due_to",
    "invoice_from",
    "invoice_to",
    "min",
    "max",
    "person",
    "currency",
    "status",
];

/// The criteria of an address.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    /// Names and values that say something.
    pub pairs: Vec<(String, String)>,
    pub criteria: Criteria,
    pub mistakes: Vec<Message>,
}

impl Filters {
    pub fn read(pairs: &[(String, String)]) -> Self {
        let mut found = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            if !value.is_empty() && NAMES.contains(&name.as_str()) {
                let kept = found.take(name, value).unwrap_or_else(|| value.to_owned());
                found.pairs.push((name.clone(), kept));
            }
        }
        found
    }

    /// Gives the value as it is kept where that is not as it was typed.
    fn take(&mut self, name: &str, value: &str) -> Option<String> {
        match name {
            "text" => self.criteria.text = Some(value.to_owned()),
            "customer" => self.criteria.customers.push(value.to_owned()),
            "level" => {
                self.criteria.levels.push((value != NONE).then(|| LevelCode::new(value)));
            }
            "status" => self.criteria.statuses.push((value != NONE).then(|| value.to_owned())),
            "overdue" => self.criteria.overdue = true,
            "remindable" => self.criteria.remindable = true,
            "promise_broken" => self.criteria.promise_broken = true,
            "disputed" => self.criteria.disputed = true,
            "person" => self.criteria.person = Some(value.to_owned()),
            "due_from" => self.criteria.due.0 = self.understood(value),
            "due_to" => self.criteria.due.1 = self.understood(value),
            "invoice_from" => self.criteria.invoiced.0 = self.understood(value),
            "invoice_to" => self.criteria.invoiced.1 = self.understood(value),
            "currency" => {
                let code = value.to_uppercase();
                self.criteria.currency = self.understood(&code);
                return Some(code);
            }
            "min" => {
                let amount = plain_amount(value);
                self.criteria.open.0 = self.amount(&amount);
                return Some(amount);
            }
            "max" => {
                let amount = plain_amount(value);
                self.criteria.open.1 = self.amount(&amount);
                return Some(amount);
            }
            _ => {}
        }
        None
    }

    fn understood<T: FromStr>(&mut self, value: &str) -> Option<T> {
        let understood = value.parse().ok();
        if understood.is_none() {
            self.mistakes.push(msg!("web-items-bad-value", value = value));
        }
        understood
    }

    /// The store keeps four decimals.
    fn amount(&mut self, value: &str) -> Option<Decimal> {
        self.understood::<Decimal>(value).map(|amount| amount.round_dp(4))
    }

    /// What the rules or the store find wrong with it.
    pub fn refused(&mut self, error: AppError) -> Result<(), crate::web::error::WebError> {
        self.mistakes.push(words::mistake(error)?);
        Ok(())
    }

    fn value(&self, name: &str) -> String {
        let found = self.pairs.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    fn has(&self, name: &str, value: &str) -> bool {
        self.pairs.iter().any(|(known, found)| known == name && found == value)
    }
}

/// `1 234,50` and `1234.50` alike.
fn plain_amount(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect()
}

/// The filters as form controls.
#[derive(Serialize)]
pub struct Form {
    text: String,
    customer: String,
    levels: Vec<Choice>,
    statuses: Vec<Choice>,
    persons: Vec<Choice>,
    due_from: String,
    due_to: String,
    invoice_from: String,
    invoice_to: String,
    min: String,
    max: String,
    currency: String,
    overdue: bool,
    remindable: bool,
    promise_broken: bool,
    disputed: bool,
    /// Some of those that are folded away are used.
    more: bool,
}

impl Form {
    /// # Errors
    /// When the store fails.
    pub async fn of(visit: &CompanyVisit, filters: &Filters) -> Result<Self, AppError> {
        let choice = |name: &str, value: &str, label: String| Choice {
            chosen: filters.has(name, value),
            value: value.to_owned(),
            label,
        };
        let ladder = visit.rules.ladder.levels().iter().map(|level| level.code.as_str());
        let mut levels: Vec<Choice> =
            vec![choice("level", NONE, visit.text(&msg!("web-items-never")))];
        levels.extend(ladder.map(|code| choice("level", code, code.to_owned())));
        levels.push(choice("level", EXCLUDED_CODE, EXCLUDED_CODE.to_owned()));
        let mut statuses: Vec<Choice> =
            vec![choice("status", NONE, visit.text(&msg!("web-items-no-status")))];
        statuses.extend(
            visit
                .engine
                .rules
                .statuses
                .iter()
                .map(|status| choice("status", &status.code, words::status(visit, &status.code))),
        );
        let mut persons = vec![Choice {
            value: String::new(),
            label: visit.text(&msg!("web-items-anybody")),
            chosen: false,
        }];
        let known = visit.engine.store.collaborators(visit.code()).await?;
        persons.extend(known.iter().map(|person| {
            choice("person", &person.code, format!("{} ({})", person.name, person.code))
        }));
        Ok(Self {
            text: filters.value("text"),
            customer: filters.value("customer"),
            levels,
            statuses,
            persons,
            due_from: filters.value("due_from"),
            due_to: filters.value("due_to"),
            invoice_from: filters.value("invoice_from"),
            invoice_to: filters.value("invoice_to"),
            min: filters.value("min"),
            max: filters.value("max"),
            currency: filters.value("currency"),
            overdue: filters.criteria.overdue,
            remindable: filters.criteria.remindable,
            promise_broken: filters.criteria.promise_broken,
            disputed: filters.criteria.disputed,
            more: filters.pairs.iter().any(|(name, _)| MORE.contains(&name.as_str())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Filters {
        let pairs: Vec<(String, String)> =
            pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        Filters::read(&pairs)
    }

    #[test]
    fn what_is_empty_or_unknown_says_nothing() {
        let filters = read(&[("text", "  "), ("level", ""), ("notice", "x"), ("min", "")]);
        assert_eq!(filters.criteria, Criteria::default());
        assert!(filters.pairs.is_empty());
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, expected) in [
            ("1 234,50", Some("1234.50")),
            ("1234.5", Some("1234.5")),
            ("1\u{202f}234", Some("1234")),
            ("much", None),
        ] {
            let filters = read(&[("min", typed)]);
            let expected = expected.map(|text| text.parse().expect("an amount"));
            assert_eq!(filters.criteria.open.0, expected, "{typed}");
            assert_eq!(filters.mistakes.len(), usize::from(expected.is_none()), "{typed}");
        }
    }

    #[test]
    fn none_stands_for_no_level() {
        let levels = read(&[("level", "none"), ("level", "N2")]).criteria.levels;
        assert_eq!(levels, [None, Some(LevelCode::new("N2"))]);
    }
}

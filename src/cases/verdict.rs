//! What was expected beside what was found.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::decided;
use super::document::AfterSection;
use super::found::{Became, Found};
use super::mails;
use super::play::State;
use super::result::{Decision, Failure};
use super::script::{Case, Expect};
use super::values::{Fate, NONE, OrNone};
use crate::domain::hold::HoldKind;
use crate::domain::identity::DueItemId;
use crate::domain::level::{LevelCode, Standing};
use crate::rules::source::Place;
use crate::wording::{Message, msg};

/// Everything that is not as expected.
pub fn judge(case: &Case, expect: &Expect, found: &Found<'_>, state: &State) -> Vec<Failure> {
    let mut failures = Vec::new();
    if let Some(fates) = &expect.items {
        for (place, id, fate) in fates {
            failures.extend(item(case, place, *id, fate, found));
        }
        let named: BTreeSet<DueItemId> = fates.iter().map(|(_, id, _)| *id).collect();
        failures.extend(unnamed(case, &expect.place, &named, found));
    }
    match &expect.mails {
        Some(expected) => failures.extend(mails::judge(case, &expect.place, expected, found)),
        None => failures.extend(mails::unmade(case, &expect.place, found)),
    }
    for (place, id, expected) in &expect.after {
        failures.extend(After { case, place, id: *id, found, state }.judge(expected));
    }
    failures
}

/// A text that is a value, not words.
pub fn said(text: impl Into<String>) -> Message {
    msg!("cases-value", text = text.into())
}

fn item(
    case: &Case,
    place: &Place,
    id: DueItemId,
    fate: &Fate,
    found: &Found<'_>,
) -> Option<Failure> {
    let looked = found.items.get(&id);
    let became = looked.map(|looked| &looked.became);
    let as_expected = match (fate, became) {
        (Fate::Reminded(None), Some(Became::Reminded(_))) => true,
        (Fate::Reminded(Some(level)), Some(Became::Reminded(Some(found)))) => level == *found,
        (Fate::Not(None), Some(Became::Not(_)) | None) => true,
        (Fate::Not(Some(code)), Some(Became::Not(reason))) => *code == reason.code(),
        _ => false,
    };
    if as_expected {
        return None;
    }
    let expected_level = match fate {
        Fate::Reminded(level) => level.as_ref(),
        Fate::Not(_) => None,
    };
    Some(Failure {
        step: None,
        line: place.at.line,
        what: said(case.items.shown(id)),
        expected: expected_fate(fate),
        found: became.map_or_else(|| msg!("cases-not-looked-at"), found_fate),
        decided: looked.and_then(|looked| decided::level(case, looked, expected_level)),
    })
}

fn expected_fate(fate: &Fate) -> Message {
    match fate {
        Fate::Reminded(Some(level)) => said(level.as_str()),
        Fate::Reminded(None) => msg!("cases-a-reminder"),
        Fate::Not(None) => msg!("cases-no-reminder"),
        Fate::Not(Some(code)) => msg!("cases-no-reminder-because", reason = *code),
    }
}

fn found_fate(became: &Became<'_>) -> Message {
    match became {
        Became::Reminded(Some(level)) => said(level.as_str()),
        Became::Reminded(None) => msg!("cases-a-reminder"),
        Became::Not(reason) => {
            msg!("cases-found-none", code = reason.code(), reason = reason.message())
        }
    }
}

/// Items that are reminded though no expectation names them.
fn unnamed(
    case: &Case,
    place: &Place,
    named: &BTreeSet<DueItemId>,
    found: &Found<'_>,
) -> Vec<Failure> {
    let others = found
        .items
        .iter()
        .filter(|(id, looked)| !named.contains(id) && matches!(looked.became, Became::Reminded(_)));
    others
        .map(|(id, looked)| Failure {
            step: None,
            line: place.at.line,
            what: said(case.items.shown(*id)),
            expected: msg!("cases-no-reminder-unnamed"),
            found: found_fate(&looked.became),
            decided: decided::level(case, looked, None),
        })
        .collect()
}

/// One item after an execution.
struct After<'a> {
    case: &'a Case,
    place: &'a Place,
    id: DueItemId,
    found: &'a Found<'a>,
    state: &'a State,
}

impl After<'_> {
    fn judge(&self, expected: &AfterSection) -> Vec<Failure> {
        let Some((invoice, item)) = self.state.item(self.id) else { return Vec::new() };
        let mut failures = Vec::new();
        if let Some(level) = &expected.level
            && level.0 != item.standing
        {
            let found = standing(&item.standing);
            let failure = self.failure(&msg!("cases-after-level"), standing(&level.0), found);
            let looked = self.found.items.get(&self.id);
            let decided = looked.and_then(|looked| decided::level(self.case, looked, None));
            failures.push(Failure { decided, ..failure });
        }
        if let Some(OrNone(date)) = &expected.reminded {
            let date = date.map(|date| date.0);
            if date != item.last_reminded_on {
                let found = day(item.last_reminded_on);
                failures.push(self.failure(&msg!("cases-after-reminded"), day(date), found));
            }
        }
        if let Some(OrNone(comment)) = &expected.comment {
            let comment = comment.as_ref().map(|comment| comment.0.as_str());
            let found = self.state.comments.get(&self.id).map(String::as_str);
            if comment != found {
                let (comment, found) = (quoted(comment), quoted(found));
                failures.push(self.failure(&msg!("cases-after-comment"), comment, found));
            }
        }
        if let Some(OrNone(date)) = &expected.expected_payment {
            let date = date.map(|date| date.0);
            let found = self.state.expected_payments.get(&self.id).copied();
            if date != found {
                let what = msg!("cases-after-expected-payment");
                let failure = self.failure(&what, day(date), day(found));
                failures.push(Failure { decided: Some(self.postponement()), ..failure });
            }
        }
        if let Some(holds) = &expected.holds {
            let expected: BTreeSet<HoldKind> = holds.iter().map(|hold| hold.0).collect();
            let found: BTreeSet<HoldKind> = invoice.holds.iter().map(|hold| hold.kind).collect();
            if expected != found {
                let (expected, found) = (kinds(&expected), kinds(&found));
                failures.push(self.failure(&msg!("cases-after-holds"), expected, found));
            }
        }
        failures
    }

    fn failure(&self, what: &Message, expected: Message, found: Message) -> Failure {
        let item = self.case.items.shown(self.id);
        Failure {
            step: None,
            line: self.place.at.line,
            what: msg!("cases-item-after", item = item, what = what.clone()),
            expected,
            found,
            decided: None,
        }
    }

    /// The option that moves expected payment dates.
    fn postponement(&self) -> Decision {
        let setting = &self.case.setting;
        let days = setting.rules.options.postpone_expected_payment_days;
        let origin = Some(setting.policy.origins.options.clone());
        Decision { origin, message: msg!("cases-postponement", days = days) }
    }
}

fn standing(standing: &Standing) -> Message {
    said(standing.code().unwrap_or(NONE))
}

fn day(date: Option<NaiveDate>) -> Message {
    said(date.map_or_else(|| NONE.to_owned(), |date| date.to_string()))
}

fn quoted(text: Option<&str>) -> Message {
    match text {
        Some(text) => msg!("cases-quoted", text = text),
        None => said(NONE),
    }
}

fn kinds(kinds: &BTreeSet<HoldKind>) -> Message {
    list(kinds.iter().map(|kind| kind.as_str()))
}

/// A list of values; `none` where there is nothing.
pub fn list<'a>(values: impl Iterator<Item = &'a str>) -> Message {
    let values: Vec<&str> = values.collect();
    if values.is_empty() { said(NONE) } else { said(values.join(", ")) }
}

/// The level of a mail; the follow-up has none.
pub fn level_of(level: Option<&LevelCode>) -> Message {
    said(level.map_or(NONE, LevelCode::as_str))
}

//! The mails that were expected beside those that were found.

use std::collections::BTreeSet;

use super::decided;
use super::document::MailSection;
use super::found::{Found, FoundMail, plain};
use super::pairing::pairs;
use super::result::{Decision, Failure};
use super::script::{Case, ExpectedMail};
use super::values::Texts;
use super::verdict::{level_of, list, said};
use crate::domain::address::EmailAddress;
use crate::domain::identity::DueItemId;
use crate::rules::source::Place;
use crate::wording::{Message, msg};

/// What decides a field of a mail.
#[derive(Clone, Copy)]
enum Decided {
    Level,
    Recipients,
    /// No rule of dunning.
    Elsewhere,
}

/// A field that differs.
struct Difference {
    field: Message,
    expected: Message,
    found: Message,
    decided: Decided,
}

/// Pairs mails that agree, then what is left by the fewest differences.
pub fn judge(
    case: &Case,
    place: &Place,
    expected: &[ExpectedMail],
    found: &Found<'_>,
) -> Vec<Failure> {
    let pairs = pairs(expected.len(), found.mails.len(), |wanted, mail| {
        differences(case, &expected[wanted], &found.mails[mail]).is_empty()
    });
    let met: BTreeSet<usize> = pairs.iter().copied().flatten().collect();
    let mut left: Vec<&FoundMail<'_>> = found
        .mails
        .iter()
        .zip(&pairs)
        .filter(|(_, pair)| pair.is_none())
        .map(|(mail, _)| mail)
        .collect();
    let unmatched =
        expected.iter().enumerate().filter(|(at, _)| !met.contains(at)).map(|(_, mail)| mail);
    let mut failures = Vec::new();
    for mail in unmatched {
        let nearest = (0..left.len()).min_by_key(|at| differences(case, mail, left[*at]).len());
        let Some(at) = nearest else {
            failures.push(Failure {
                step: None,
                line: mail.place.at.line,
                what: msg!("cases-mails"),
                expected: described(case, &mail.mail, mail.items.as_ref()),
                found: msg!("cases-no-such-mail"),
                decided: first_of(mail.items.as_ref())
                    .and_then(|id| found.items.get(&id))
                    .and_then(|looked| decided::level(case, looked, None)),
            });
            continue;
        };
        let nearest = left.remove(at);
        for difference in differences(case, mail, nearest) {
            failures.push(Failure {
                step: None,
                line: mail.place.at.line,
                what: msg!(
                    "cases-mail-about",
                    items = items(case, &nearest.items),
                    field = difference.field
                ),
                expected: difference.expected,
                found: difference.found,
                decided: decision(case, nearest, found, difference.decided),
            });
        }
    }
    failures.extend(left.into_iter().map(|mail| Failure {
        step: None,
        line: place.at.line,
        what: msg!("cases-mails"),
        expected: msg!("cases-no-further-mail"),
        found: msg!(
            "cases-mail-found",
            level = level_of(mail.level),
            to = list(mail.reminder.to.iter().map(|to| to.address.as_str())),
            items = items(case, &mail.items)
        ),
        decided: decision(case, mail, found, Decided::Level),
    }));
    failures
}

fn first_of(items: Option<&BTreeSet<DueItemId>>) -> Option<DueItemId> {
    items.and_then(|items| items.first().copied())
}

fn decision(
    case: &Case,
    mail: &FoundMail<'_>,
    found: &Found<'_>,
    decided: Decided,
) -> Option<Decision> {
    let looked = first_of(Some(&mail.items)).and_then(|id| found.items.get(&id))?;
    match decided {
        Decided::Level => decided::level(case, looked, None),
        Decided::Recipients => decided::recipients(case, looked),
        Decided::Elsewhere => None,
    }
}

fn items(case: &Case, items: &BTreeSet<DueItemId>) -> Message {
    list(items.iter().map(|id| case.items.shown(*id)))
}

/// Mails that cannot be made, where no mails are expected by themselves: a run
/// leaves them out.
pub fn unmade(case: &Case, place: &Place, found: &Found<'_>) -> Vec<Failure> {
    let unmade = found.mails.iter().filter_map(|mail| match &mail.text {
        Some(Err(error)) => Some((mail, error)),
        _ => None,
    });
    unmade
        .map(|(mail, error)| Failure {
            step: None,
            line: place.at.line,
            what: msg!(
                "cases-mail-with",
                level = level_of(mail.level),
                items = items(case, &mail.items)
            ),
            expected: msg!("cases-a-mail"),
            found: msg!("cases-not-rendered", error = error.message()),
            decided: None,
        })
        .collect()
}

/// An expected mail in a few words.
fn described(case: &Case, mail: &MailSection, about: Option<&BTreeSet<DueItemId>>) -> Message {
    let level = match &mail.level {
        Some(level) => said(level.0.as_str()),
        None => msg!("cases-a-mail"),
    };
    let to = mail.to.as_ref().map(written);
    let items = about.map(|about| items(case, about));
    match (to, items) {
        (Some(to), Some(items)) => {
            msg!("cases-mail-found", level = level, to = to, items = items)
        }
        (Some(to), None) => msg!("cases-mail-to", level = level, to = to),
        (None, Some(items)) => msg!("cases-mail-with", level = level, items = items),
        (None, None) => level,
    }
}

fn differences(case: &Case, expected: &ExpectedMail, found: &FoundMail<'_>) -> Vec<Difference> {
    let mail = &expected.mail;
    let mut all = Vec::new();
    let mut differs = |field: Message, expected: Message, found: Message, decided: Decided| {
        all.push(Difference { field, expected, found, decided });
    };
    if let Some(level) = &mail.level
        && Some(&level.0) != found.level
    {
        differs(
            msg!("cases-field-level"),
            said(level.0.as_str()),
            level_of(found.level),
            Decided::Level,
        );
    }
    let to: Vec<&EmailAddress> = found.reminder.to.iter().map(|to| &to.address).collect();
    if let Some(texts) = &mail.to
        && !same(texts, &to)
    {
        let found = list(to.iter().map(|to| to.as_str()));
        differs(msg!("cases-field-to"), written(texts), found, Decided::Recipients);
    }
    let cc: Vec<&EmailAddress> = found.reminder.cc.iter().collect();
    if let Some(texts) = &mail.cc
        && !same(texts, &cc)
    {
        let found = list(cc.iter().map(|cc| cc.as_str()));
        differs(msg!("cases-field-cc"), written(texts), found, Decided::Recipients);
    }
    if let Some(about) = &expected.items
        && *about != found.items
    {
        let found = items(case, &found.items);
        differs(msg!("cases-field-items"), items(case, about), found, Decided::Level);
    }
    if let Some(sent) = mail.sent
        && sent != found.sent
    {
        differs(msg!("cases-field-result"), result(sent), result(found.sent), Decided::Elsewhere);
    }
    let text = match &found.text {
        Some(Err(error)) => {
            let message = msg!("cases-not-rendered", error = error.message());
            differs(msg!("cases-field-text"), msg!("cases-a-mail"), message, Decided::Elsewhere);
            return all;
        }
        Some(Ok(text)) => Some(text),
        None => None,
    };
    if let Some(language) = &mail.language {
        let found = text.map_or(&found.reminder.language, |text| &text.language);
        if language.0 != *found {
            let (expected, found) = (said(language.0.as_str()), said(found.as_str()));
            differs(msg!("cases-field-language"), expected, found, Decided::Elsewhere);
        }
    }
    let Some(text) = text else { return all };
    if let Some(subject) = &mail.subject
        && plain(&subject.0) != plain(&text.subject)
    {
        let (expected, found) = (quoted(&subject.0), quoted(&text.subject));
        differs(msg!("cases-field-subject"), expected, found, Decided::Elsewhere);
    }
    for wanted in mail.contains.iter().flat_map(|texts| &texts.0) {
        if !text.all.contains(&plain(wanted)) {
            let found = msg!("cases-not-in-mail");
            differs(msg!("cases-field-text"), quoted(wanted), found, Decided::Elsewhere);
        }
    }
    all
}

/// Whether these are the same addresses, in any order and case.
fn same(texts: &Texts, found: &[&EmailAddress]) -> bool {
    let expected: Vec<Result<EmailAddress, _>> = texts.0.iter().map(|text| text.parse()).collect();
    let Ok(expected) = expected.into_iter().collect::<Result<Vec<EmailAddress>, _>>() else {
        return false;
    };
    let expected: BTreeSet<&EmailAddress> = expected.iter().collect();
    expected == found.iter().copied().collect()
}

fn written(texts: &Texts) -> Message {
    list(texts.0.iter().map(String::as_str))
}

fn quoted(text: &str) -> Message {
    msg!("cases-quoted", text = text)
}

fn result(sent: bool) -> Message {
    if sent { msg!("cases-sent") } else { msg!("cases-refused") }
}

//! What somebody asks to be reminded by hand, in their words, and what these
//! mean.

use std::collections::{BTreeMap, BTreeSet};

use super::engine::{Engine, Scope};
use super::error::AppError;
use crate::domain::address::EmailAddress;
use crate::domain::company::{CompanyCode, Sender};
use crate::domain::identity::DueItemId;
use crate::domain::letter::LetterFormat;
use crate::domain::level::{EXCLUDED_CODE, Ladder, LevelCode};
use crate::plan::level::Change;
use crate::plan::selection::{Choices, Way};
use crate::rules::set::{LetterGrouping, RuleSet};
use crate::store::{Criteria, FoundItem, Selection, Store};

/// What is to come of the selected items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Product {
    Mail,
    /// A mail that its author opens, may change, and sends.
    Draft,
    Letter(LetterFormat),
}

/// Items by their names, as `relance explain` takes them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    pub items: Vec<String>,
    pub criteria: Criteria,
    /// One level higher for each time that an item is named, from the level
    /// that was chosen for it, else from the proposed one.
    pub raise: Vec<String>,
    pub lower: Vec<String>,
    /// Items and the codes of their levels.
    pub levels: Vec<(String, String)>,
    pub drop: Vec<String>,
    pub again: bool,
    /// A collaborator's code or an address.
    pub from: Option<String>,
    /// Collaborators' codes or addresses.
    pub copies: Vec<String>,
}

/// A request understood.
#[derive(Clone)]
pub struct Task {
    pub scope: Scope,
    pub selection: Selection,
    pub choices: Choices,
    pub product: Product,
}

/// Looks up what a request names.
///
/// # Errors
/// When nothing is selected, or something that is named is unknown or
/// ambiguous.
pub async fn understand(
    engine: &Engine,
    scope: Scope,
    request: &Request,
    product: Product,
) -> Result<Task, AppError> {
    if request.items.is_empty() && request.criteria == Criteria::default() {
        return Err(AppError::NothingSelected);
    }
    check_criteria(&engine.rules, &scope.rules.ladder, &request.criteria)?;
    let (store, company) = (&engine.store, scope.company());
    let named = if request.items.is_empty() {
        None
    } else {
        let mut named = BTreeSet::new();
        for name in &request.items {
            named.extend(items(store, company, name).await?);
        }
        Some(named)
    };
    if let Some(named) = &named {
        refuse_unselected(store, company, request, named).await?;
    }
    let choices = Choices {
        way: match product {
            Product::Letter(_) => {
                let by_site = scope.rules.options.letter_grouping == LetterGrouping::BillingSite;
                Way::Letter { by_site }
            }
            Product::Mail | Product::Draft => Way::Mail,
        },
        levels: levels(store, &scope, request).await?,
        dropped: {
            let mut dropped = BTreeSet::new();
            for name in &request.drop {
                dropped.extend(items(store, company, name).await?);
            }
            dropped
        },
        again: request.again,
        sender: match &request.from {
            Some(text) => Some(person(store, company, text, &scope.rules.company.name).await?),
            None => None,
        },
        copies: {
            let mut copies = Vec::new();
            for text in &request.copies {
                copies.push(person(store, company, text, "").await?.address);
            }
            copies
        },
    };
    let selection = Selection { named, criteria: request.criteria.clone() };
    Ok(Task { scope, selection, choices, product })
}

/// A line whose level is changed, or that is dropped, is one of the selection:
/// anything else is a slip of the pen.
async fn refuse_unselected(
    store: &Store,
    company: &CompanyCode,
    request: &Request,
    named: &BTreeSet<DueItemId>,
) -> Result<(), AppError> {
    let Request { raise, lower, levels, drop, .. } = request;
    let changed = [raise, lower, drop].into_iter().flatten();
    for name in changed.chain(levels.iter().map(|(name, _)| name)) {
        if !items(store, company, name).await?.iter().any(|item| named.contains(item)) {
            return Err(AppError::NotSelected { name: name.clone() });
        }
    }
    Ok(())
}

/// Levels and statuses that no rule knows are slips of the pen.
///
/// # Errors
/// When there is one.
pub fn check_criteria(
    rules: &RuleSet,
    ladder: &Ladder,
    criteria: &Criteria,
) -> Result<(), AppError> {
    for level in criteria.levels.iter().flatten() {
        if level.as_str() != EXCLUDED_CODE {
            known_level(ladder, level.as_str())?;
        }
    }
    for status in criteria.statuses.iter().flatten() {
        if rules.statuses.iter().all(|known| known.code != *status) {
            let known = rules.statuses.iter().map(|known| known.code.clone()).collect();
            return Err(AppError::UnknownStatus { name: status.clone(), known });
        }
    }
    Ok(())
}

/// The level of this code.
///
/// # Errors
/// When the rules have none.
pub(super) fn known_level(ladder: &Ladder, code: &str) -> Result<LevelCode, AppError> {
    let levels = ladder.levels();
    levels.iter().map(|level| &level.code).find(|level| level.as_str() == code).cloned().ok_or_else(
        || AppError::UnknownLevel {
            name: code.to_owned(),
            known: levels.iter().map(|level| level.code.to_string()).collect(),
        },
    )
}

async fn levels(
    store: &Store,
    scope: &Scope,
    request: &Request,
) -> Result<BTreeMap<DueItemId, Change>, AppError> {
    let mut steps = BTreeMap::<DueItemId, i32>::new();
    for (names, step) in [(&request.raise, 1), (&request.lower, -1)] {
        for name in names {
            for item in items(store, scope.company(), name).await? {
                *steps.entry(item).or_default() += step;
            }
        }
    }
    let mut changes: BTreeMap<DueItemId, Change> =
        steps.iter().map(|(&item, &steps)| (item, Change::Steps(steps))).collect();
    let ladder = &scope.rules.ladder;
    for (name, level) in &request.levels {
        let level = known_level(ladder, level)?;
        for item in items(store, scope.company(), name).await? {
            let steps = steps.get(&item).copied().unwrap_or(0);
            changes.insert(item, Change::To(moved(ladder, &level, steps)));
        }
    }
    Ok(changes)
}

/// So many levels higher, or lower where negative, within the ladder.
fn moved(ladder: &Ladder, level: &LevelCode, steps: i32) -> LevelCode {
    let levels = ladder.levels();
    let rank = ladder.rank(level).unwrap_or(0);
    let steps = isize::try_from(steps).unwrap_or(0);
    let to = rank.saturating_add_signed(steps).min(levels.len().saturating_sub(1));
    levels.get(to).map_or_else(|| level.clone(), |found| found.code.clone())
}

/// The due items that a name means, of one customer.
async fn items(
    store: &Store,
    company: &CompanyCode,
    name: &str,
) -> Result<Vec<DueItemId>, AppError> {
    let found = store.find_item(company, name).await?;
    let Some(first) = found.first() else {
        return Err(AppError::UnknownItem { name: name.to_owned() });
    };
    if found.iter().any(|item| item.customer_code != first.customer_code) {
        let customers: BTreeSet<&String> =
            found.iter().map(|item: &FoundItem| &item.customer_code).collect();
        return Err(AppError::AmbiguousItem {
            name: name.to_owned(),
            customers: customers.into_iter().cloned().collect(),
        });
    }
    Ok(found.into_iter().map(|item| item.item).collect())
}

/// A collaborator by code, or an address such as `Name <a@b.example>`; an
/// address without a name goes by `unnamed`.
pub(super) async fn person(
    store: &Store,
    company: &CompanyCode,
    text: &str,
    unnamed: &str,
) -> Result<Sender, AppError> {
    if text.contains('@') {
        return free_address(text, unnamed)
            .ok_or_else(|| AppError::UnknownCollaborator { name: text.to_owned() });
    }
    let found = store.collaborator(company, text.trim()).await?;
    let Some(collaborator) = found else {
        return Err(AppError::UnknownCollaborator { name: text.to_owned() });
    };
    let address =
        collaborator.email.ok_or(AppError::NoEmail { collaborator: collaborator.code })?;
    Ok(Sender { name: collaborator.name, address })
}

fn free_address(text: &str, unnamed: &str) -> Option<Sender> {
    if text.contains(char::is_control) {
        return None;
    }
    let (name, address) = match text.trim().strip_suffix('>') {
        Some(rest) => rest.rsplit_once('<')?,
        None => ("", text),
    };
    let address: EmailAddress = address.parse().ok()?;
    let name = name.trim().trim_matches('"').trim();
    let name = if name.is_empty() { unnamed } else { name };
    Some(Sender { name: name.to_owned(), address })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_addresses() {
        for (text, expected) in [
            ("a@b.example", Some(("Société", "a@b.example"))),
            ("Alix Bernard <a@b.example>", Some(("Alix Bernard", "a@b.example"))),
            ("\"Bernard, Alix\" <a@b.example>", Some(("Bernard, Alix", "a@b.example"))),
            ("<a@b.example>", Some(("Société", "a@b.example"))),
            ("Alix\r\nBcc: x <a@b.example>", None),
            ("Alix a@b.example", None),
            ("Alix <a@b>", None),
            ("Alix a@b.example>", None),
        ] {
            let found = free_address(text, "Société");
            let found = found.as_ref().map(|it| (it.name.as_str(), it.address.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }
}

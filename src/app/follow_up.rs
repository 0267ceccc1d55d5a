//! Follow-up information: edited one by one or in bulk, its history, promises
//! and next actions.

use chrono::{NaiveDate, Utc};

use super::clock::Clock;
use super::engine::Engine;
use super::error::AppError;
use super::follow_up_error::FollowUpError;
use super::search;
use super::turn::turn;
use crate::diagnostic::nearest;
use crate::domain::channel::Channel;
use crate::domain::company::CompanyCode;
use crate::domain::follow_up::FollowUpEdit;
use crate::domain::identity::DueItemId;
use crate::plan::follow_up::DueState;
use crate::store::{Criteria, FollowUpChange, FoundItem, Noted, NotedItem};

/// Which due items are edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// Each `INVOICE`, `INVOICE/INSTALMENT`, or either after `CUSTOMER/`.
    Items(Vec<String>),
    /// All open items of the customer with this code.
    Customer(String),
    /// All open items that fit on this day.
    Matching(Box<Criteria>, NaiveDate),
}

/// The most items that a search may choose at once.
pub const MOST: u64 = 5_000;

/// Chosen items with what is noted on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// By due date.
    pub items: Vec<NotedItem>,
    /// What was seen: changes when somebody notes anything on one of them, or
    /// other items are meant.
    pub seen: String,
}

/// What an edit did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edited {
    pub changed: u64,
    pub unchanged: u64,
}

/// An open item with the day that is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub noted: NotedItem,
    /// The promised payment date, or the day of the next action; `None` for a
    /// next action without a day.
    pub day: Option<NaiveDate>,
    pub state: DueState,
    /// Days past that day; negative before it.
    pub days: i64,
}

/// Edits the selected items, all of them or none, under the lock of the
/// company's runs.
///
/// # Errors
/// When an item, the status or the person is unknown, a name means several
/// invoices, nothing is asked for, or a run is at work.
pub async fn note(
    engine: &Engine,
    company: &CompanyCode,
    selection: &Selection,
    edit: &FollowUpEdit,
    author: &str,
    clock: &Clock,
) -> Result<Edited, AppError> {
    if edit.is_empty() {
        return Err(FollowUpError::NothingToNote.into());
    }
    check_status(engine, edit)?;
    check_person(engine, company, edit).await?;
    let lock = turn(&engine.store, company).await?;
    let edited = edit_locked(engine, company, selection, edit, author, clock).await;
    lock.release().await;
    edited
}

async fn edit_locked(
    engine: &Engine,
    company: &CompanyCode,
    selection: &Selection,
    edit: &FollowUpEdit,
    author: &str,
    clock: &Clock,
) -> Result<Edited, AppError> {
    let items = selected(engine, company, selection).await?;
    write(engine, &items, edit, author, clock).await
}

async fn write(
    engine: &Engine,
    items: &[DueItemId],
    edit: &FollowUpEdit,
    author: &str,
    clock: &Clock,
) -> Result<Edited, AppError> {
    let changed = engine.store.edit_follow_up(items, edit, author, clock.now()).await?;
    Ok(Edited { changed, unchanged: (items.len() as u64).saturating_sub(changed) })
}

/// The open items of a selection with what is noted on them.
///
/// # Errors
/// When an item is unknown or a name means several invoices, more than
/// [`MOST`] fit, or the store fails.
pub async fn chosen(
    engine: &Engine,
    company: &CompanyCode,
    selection: &Selection,
) -> Result<Chosen, AppError> {
    let items = selected(engine, company, selection).await?;
    let items = engine.store.noted_of(company, &items).await?;
    let mut digest = blake3::Hasher::new();
    for noted in &items {
        digest.update(&noted.item.0.to_le_bytes());
        digest.update(format!("{:?}", noted.follow_up).as_bytes());
    }
    Ok(Chosen { items, seen: digest.finalize().to_hex().to_string() })
}

/// As [`note`], for open items only, and only where they are still as they
/// were seen: what somebody else noted meanwhile is not overwritten unseen.
///
/// # Errors
/// As [`note`], and [`FollowUpError::ChangedMeanwhile`].
pub async fn note_as_seen(
    engine: &Engine,
    company: &CompanyCode,
    selection: &Selection,
    seen: &str,
    edit: &FollowUpEdit,
    author: &str,
    clock: &Clock,
) -> Result<Edited, AppError> {
    if edit.is_empty() {
        return Err(FollowUpError::NothingToNote.into());
    }
    check_status(engine, edit)?;
    check_person(engine, company, edit).await?;
    let lock = turn(&engine.store, company).await?;
    let edited = async {
        let now = chosen(engine, company, selection).await?;
        if now.seen != seen {
            return Err(FollowUpError::ChangedMeanwhile.into());
        }
        let items: Vec<DueItemId> = now.items.iter().map(|noted| noted.item).collect();
        write(engine, &items, edit, author, clock).await
    }
    .await;
    lock.release().await;
    edited
}

/// The changes of each item that a name means, oldest first.
///
/// # Errors
/// When no item has that name or the store fails.
pub async fn changes(
    engine: &Engine,
    company: &CompanyCode,
    name: &str,
) -> Result<Vec<(FoundItem, Vec<FollowUpChange>)>, AppError> {
    let mut changes = Vec::new();
    for found in found(engine, company, name).await? {
        let of_item = engine.store.follow_up_changes(found.item).await?;
        changes.push((found, of_item));
    }
    Ok(changes)
}

/// Promised payment dates of open items, the earliest first.
///
/// # Errors
/// When the store fails.
pub async fn promises(
    engine: &Engine,
    company: &CompanyCode,
    as_of: NaiveDate,
) -> Result<Vec<Waiting>, AppError> {
    let noted = engine.store.noted_items(company, Noted::Promise).await?;
    Ok(noted.into_iter().map(|noted| waiting(noted.follow_up.promised_on, as_of, noted)).collect())
}

/// Next actions on open items, the earliest first; with `by`, those of one
/// person.
///
/// # Errors
/// When the store fails or nobody has that code.
pub async fn actions(
    engine: &Engine,
    company: &CompanyCode,
    as_of: NaiveDate,
    by: Option<&str>,
) -> Result<Vec<Waiting>, AppError> {
    if let Some(code) = by {
        known_person(engine, company, code).await?;
    }
    let noted = engine.store.noted_items(company, Noted::Action).await?;
    Ok(noted
        .into_iter()
        .filter(|noted| by.is_none() || noted.follow_up.next_action_by.as_deref() == by)
        .map(|noted| waiting(noted.follow_up.next_action_on, as_of, noted))
        .collect())
}

/// An item, and how far the day is that is waited for.
pub fn waiting(day: Option<NaiveDate>, as_of: NaiveDate, noted: NotedItem) -> Waiting {
    let days = day.map_or(0, |day| (as_of - day).num_days());
    let state = day.map_or(DueState::Ahead, |day| DueState::of(day, as_of));
    Waiting { noted, day, state, days }
}

fn check_status(engine: &Engine, edit: &FollowUpEdit) -> Result<(), AppError> {
    let Some(Some(code)) = &edit.status else { return Ok(()) };
    let known: Vec<&str> = engine.rules.statuses.iter().map(|it| it.code.as_str()).collect();
    if known.contains(&code.as_str()) {
        return Ok(());
    }
    Err(FollowUpError::UnknownStatus {
        code: code.clone(),
        nearest: nearest(code, known.iter().copied()),
        known: known.into_iter().map(str::to_owned).collect(),
    }
    .into())
}

async fn check_person(
    engine: &Engine,
    company: &CompanyCode,
    edit: &FollowUpEdit,
) -> Result<(), AppError> {
    match &edit.next_action_by {
        Some(Some(code)) => known_person(engine, company, code).await,
        _ => Ok(()),
    }
}

async fn known_person(engine: &Engine, company: &CompanyCode, code: &str) -> Result<(), AppError> {
    let known = engine.store.collaborator_codes(company).await?;
    if known.iter().any(|known| known == code) {
        return Ok(());
    }
    let nearest = nearest(code, known.iter().map(String::as_str));
    Err(FollowUpError::UnknownPerson { code: code.to_owned(), nearest }.into())
}

async fn selected(
    engine: &Engine,
    company: &CompanyCode,
    selection: &Selection,
) -> Result<Vec<DueItemId>, AppError> {
    let mut items: Vec<DueItemId> = Vec::new();
    match selection {
        Selection::Customer(code) => {
            if engine.store.customer(company, code).await?.is_none() {
                return Err(FollowUpError::UnknownCustomer { code: code.clone() }.into());
            }
            let noted = engine.store.noted_items(company, Noted::Customer(code)).await?;
            items.extend(noted.iter().map(|noted| noted.item));
        }
        Selection::Matching(criteria, on) => {
            let clock = Clock::new(Utc::now, Some(*on));
            let company = Some(company.as_str());
            let scope = engine.scope_by_hand(company, Channel::Mail, &clock)?;
            let found = search::search(engine, &scope, criteria, MOST + 1).await?;
            if found.len() as u64 > MOST {
                return Err(FollowUpError::TooMany { most: MOST }.into());
            }
            items.extend(found.iter().map(|found| found.line.item));
        }
        Selection::Items(names) => {
            for name in names {
                let found = found(engine, company, name).await?;
                refuse_several(name, &found)?;
                items.extend(found.iter().map(|found| found.item));
            }
        }
    }
    items.sort_unstable();
    items.dedup();
    Ok(items)
}

async fn found(
    engine: &Engine,
    company: &CompanyCode,
    name: &str,
) -> Result<Vec<FoundItem>, AppError> {
    let found = engine.store.find_item(company, name).await?;
    if found.is_empty() {
        return Err(AppError::UnknownItem { name: name.to_owned() });
    }
    Ok(found)
}

/// What is written must not land on an invoice that was not meant.
fn refuse_several(name: &str, found: &[FoundItem]) -> Result<(), AppError> {
    let mut invoices: Vec<String> =
        found.iter().map(|item| format!("{}/{}", item.customer_code, item.number)).collect();
    invoices.dedup();
    if invoices.len() > 1 {
        return Err(FollowUpError::SeveralInvoices { name: name.to_owned(), invoices }.into());
    }
    Ok(())
}

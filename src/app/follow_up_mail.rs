//! The actions of the customer follow-up: planned, rendered and recorded as a
//! run of their own. They never raise a level (domain document §7).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::batch_run::{Recorded, new_reminders};
use super::clock::Clock;
use super::engine::{Engine, Scope};
use super::error::AppError;
use super::follow_up_error::FollowUpError;
use super::mailing;
use super::planning::{Prepared, PreparedMail};
use super::preview::{self, Preview};
use super::report::{Rows, Tallies};
use super::request::person;
use super::rule_sets;
use crate::domain::company::Sender;
use crate::domain::follow_up::FollowUp;
use crate::domain::identity::{ContactId, DueItemId, InvoiceId};
use crate::plan::facts::CustomerFacts;
use crate::plan::follow_up::listed;
use crate::plan::follow_up_mail::{Action, Audience, plan_follow_up};
use crate::render::follow_up::FollowUpRequest;
use crate::render::mail::MailRequest;
use crate::store::{NewRun, Noted, RunIntent};

/// Whom to write to, in the words of the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Towards {
    /// Codes of listed contacts; all that have an address where none is named.
    Contacts(Vec<String>),
    InCharge,
    /// Codes of collaborators, or addresses.
    People(Vec<String>),
}

/// An action as the user asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Code of the customer.
    pub customer: String,
    pub towards: Towards,
    /// Numbers of the customer's invoices; all that are open where none is
    /// named.
    pub invoices: Vec<String>,
    /// A word of the sender, in the mail.
    pub note: Option<String>,
    /// A collaborator's code or an address.
    pub from: Option<String>,
    /// Collaborators' codes or addresses.
    pub copies: Vec<String>,
}

/// What an action would send; with `out`, each mail is written there as `.eml`
/// and `.html`. Changes nothing.
///
/// # Errors
/// When what is named is unknown, the store fails or a file cannot be written.
pub async fn preview(
    engine: &Engine,
    scope: &Scope,
    order: &Order,
    clock: &Clock,
    out: Option<&Path>,
) -> Result<(Preview, Rows), AppError> {
    let prepared = prepare(engine, scope, order, clock).await?;
    if let Some(out) = out {
        preview::create_dir(out).await?;
        preview::write_mails(out, &prepared).await?;
    }
    let (report, rows) = summed(scope, prepared);
    Ok((preview::of_report(engine, scope, clock, report).await?, rows))
}

/// The HTML part of the first mail of an action; `None` where it sends none.
///
/// # Errors
/// As [`preview`].
pub async fn html(
    engine: &Engine,
    scope: &Scope,
    order: &Order,
    clock: &Clock,
) -> Result<Option<String>, AppError> {
    let prepared = prepare(engine, scope, order, clock).await?;
    let mut mails = prepared.mails.into_iter();
    Ok(mails.find_map(|mail| mail.mail.ok()).map(|mail| mail.html))
}

/// Records an action before anything is sent.
///
/// # Errors
/// As [`preview`]; when another run is in progress or did not come to its end.
pub async fn record(
    engine: &Engine,
    scope: &Scope,
    order: &Order,
    author: &str,
    clock: &Clock,
    out: Option<&Path>,
) -> Result<(Recorded, Rows), AppError> {
    let store = &engine.store;
    let lock = store.lock_runs(scope.company()).await?;
    if let Some(unfinished) = store.unfinished_run(scope.company()).await? {
        return Err(AppError::Unfinished { run: unfinished.id });
    }
    let prepared = prepare(engine, scope, order, clock).await?;
    if let Some(out) = out {
        preview::create_dir(out).await?;
        preview::write_mails(out, &prepared).await?;
    }
    let run = store
        .begin_run(&NewRun {
            company: scope.company().clone(),
            channel: scope.channel,
            batch: scope.batch.name.clone(),
            author: author.to_owned(),
            run_date: scope.run_date,
            rules_digest: engine.rules.digest.clone(),
            intent: RunIntent::Send,
            forced_reason: None,
            created_at: clock.now(),
        })
        .await?;
    rule_sets::keep(engine, run, clock.now()).await?;
    store.record_reminders(run, new_reminders(&prepared)).await?;
    let (report, rows) = summed(scope, prepared);
    // What was chosen by hand stays chosen: there is nothing to compare.
    store.finish_recording(run, report.counts(), "").await?;
    let preview = preview::of_report(engine, scope, clock, report).await?;
    Ok((Recorded { run, preview, lock }, rows))
}

fn summed(scope: &Scope, prepared: Prepared) -> (Tallies, Rows) {
    let (mut report, mut rows) = (Tallies::new(&scope.rules.ladder), Rows::default());
    report.add(&prepared);
    rows.add(prepared);
    (report, rows)
}

async fn prepare(
    engine: &Engine,
    scope: &Scope,
    order: &Order,
    clock: &Clock,
) -> Result<Prepared, AppError> {
    let company = scope.company();
    let facts = engine.store.customer_facts(company, &order.customer).await?;
    let facts =
        facts.ok_or_else(|| FollowUpError::UnknownCustomer { code: order.customer.clone() })?;
    let action = understand(engine, scope, order, &facts).await?;
    let noted = engine.store.noted_items(company, Noted::Customer(&order.customer)).await?;
    let information: BTreeMap<DueItemId, FollowUp> =
        noted.into_iter().map(|noted| (noted.item, noted.follow_up)).collect();
    let plan = plan_follow_up(&scope.rules.policy(&scope.batch), &facts, &action, scope.run_date);
    let mail_date = clock.mail_date(scope.rules.company.time_zone);
    let mails = plan
        .reminders
        .iter()
        .map(|reminder| {
            let identity = mailing::message_id(&scope.rules.company, &plan, reminder);
            let message_id = of_moment(&identity, order.note.as_deref(), clock.now());
            let request = FollowUpRequest {
                mail: MailRequest {
                    rules: &scope.rules,
                    plan: &plan,
                    reminder,
                    language_fallback: &scope.batch.language_fallback,
                    message_id: &message_id,
                    date: mail_date,
                },
                note: order.note.as_deref(),
                information: &information,
                statuses: &engine.rules.statuses,
            };
            let mail = engine.renderer.follow_up_mail(&request);
            PreparedMail { message_id, format: None, mail, enclosures: Vec::new() }
        })
        .collect();
    Ok(Prepared { plan, mails })
}

/// The same may be said again to the same people on one day, on purpose: the
/// moment of recording tells the mails apart, and a receiver drops none.
fn of_moment(message_id: &str, note: Option<&str>, now: DateTime<Utc>) -> String {
    let Some((identity, host)) = message_id.split_once('.') else {
        return message_id.to_owned();
    };
    let text = format!("{identity}\n{}\n{}", now.to_rfc3339(), note.unwrap_or_default());
    format!("{}.{host}", &blake3::hash(text.as_bytes()).to_hex()[..32])
}

async fn understand(
    engine: &Engine,
    scope: &Scope,
    order: &Order,
    facts: &Arc<CustomerFacts>,
) -> Result<Action, AppError> {
    let (store, company) = (&engine.store, scope.company());
    let people = async |texts: &[String]| {
        let mut people: Vec<Sender> = Vec::new();
        for text in texts {
            people.push(person(store, company, text, "").await?);
        }
        Ok::<_, AppError>(people)
    };
    let audience = match &order.towards {
        Towards::Contacts(codes) => Audience::Contacts(contacts(facts, codes)?),
        Towards::InCharge => Audience::InCharge,
        Towards::People(texts) => Audience::Named(people(texts).await?),
    };
    let sender = match &order.from {
        Some(text) => Some(person(store, company, text, &scope.rules.company.name).await?),
        None => None,
    };
    let copies = people(&order.copies).await?.into_iter().map(|person| person.address).collect();
    Ok(Action { audience, invoices: invoices(facts, &order.invoices)?, sender, copies })
}

/// The listed contacts with these codes; each must have an address.
fn contacts(
    facts: &CustomerFacts,
    codes: &[String],
) -> Result<Option<BTreeSet<ContactId>>, FollowUpError> {
    if codes.is_empty() {
        return Ok(None);
    }
    let listed = listed(&facts.billed.contacts);
    let mut chosen = BTreeSet::new();
    for code in codes {
        let found = listed.iter().find(|listed| listed.contact.code == *code);
        let found = found.ok_or_else(|| FollowUpError::UnknownContact {
            code: code.clone(),
            known: listed.iter().map(|listed| listed.contact.code.clone()).collect(),
        })?;
        if found.address.is_none() {
            return Err(FollowUpError::ContactWithoutAddress { code: code.clone() });
        }
        chosen.insert(found.contact.id);
    }
    Ok(Some(chosen))
}

fn invoices(
    facts: &CustomerFacts,
    numbers: &[String],
) -> Result<Option<BTreeSet<InvoiceId>>, FollowUpError> {
    if numbers.is_empty() {
        return Ok(None);
    }
    let chosen = numbers.iter().map(|number| {
        let mut open = facts.invoices.iter().map(|facts| &facts.invoice);
        open.find(|invoice| invoice.number == number.trim())
            .map(|invoice| invoice.id)
            .ok_or_else(|| FollowUpError::NotOpen { number: number.clone() })
    });
    Ok(Some(chosen.collect::<Result<_, _>>()?))
}

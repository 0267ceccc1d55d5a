//! One contact's personal data: all of it to read, or out of the record.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::engine::Engine;
use super::error::AppError;
use super::sealing;
use super::trust_error::TrustError;
use super::turn::turn;
use crate::domain::address::EmailAddress;
use crate::domain::company::CompanyCode;
use crate::domain::identity::ReminderId;
use crate::store::{
    ContactEntry, ErasedPerson, ErasureOrder, NewAuditEntry, Person, PersonErasure, Store,
    TracedReminder,
};

/// The person that a name means: `CUSTOMER/CONTACT`, or an address.
///
/// # Errors
/// When the company knows nobody of that name, or several.
pub async fn find(store: &Store, company: &CompanyCode, name: &str) -> Result<Person, AppError> {
    let named = store.contacts_named(company, name).await?;
    if !named.is_empty() {
        return only(store, company, name, named).await;
    }
    let unknown = || TrustError::UnknownPerson { name: name.to_owned() };
    let address: EmailAddress = name.parse().map_err(|_| unknown())?;
    let with = store.contacts_with(company, &address).await?;
    if !with.is_empty() {
        return only(store, company, name, with).await;
    }
    let (company, addresses) = (company.clone(), vec![address]);
    let person = Person { company, contact: None, addresses, shared: Vec::new() };
    let traces = store.traces(&person).await?;
    if traces == crate::store::Traces::default() { Err(unknown().into()) } else { Ok(person) }
}

/// A contact of a customer, by their codes.
///
/// # Errors
/// When there is no such contact.
pub async fn contact(
    store: &Store,
    company: &CompanyCode,
    customer: &str,
    code: &str,
) -> Result<Person, AppError> {
    let name = format!("{customer}/{code}");
    let mut named = store.contacts_named(company, &name).await?;
    // A code may have a slash in it.
    named.retain(|entry| entry.customer_code == customer && entry.contact.code == code);
    if named.is_empty() {
        return Err(TrustError::UnknownPerson { name }.into());
    }
    only(store, company, &name, named).await
}

async fn only(
    store: &Store,
    company: &CompanyCode,
    name: &str,
    mut found: Vec<ContactEntry>,
) -> Result<Person, AppError> {
    match (found.pop(), found.is_empty()) {
        (Some(contact), true) => Ok(store.person(company, contact).await?),
        (last, _) => {
            let contacts = found.iter().chain(&last);
            let contacts = contacts
                .map(|entry| format!("{}/{}", entry.customer_code, entry.contact.code))
                .collect();
            Err(TrustError::SeveralPeople { name: name.to_owned(), contacts }.into())
        }
    }
}

/// A message that was sent to the person, or a letter.
pub struct ExportedMessage {
    /// Such as `reminder-12.eml`.
    pub name: String,
    pub content: Vec<u8>,
}

/// What is on record of a person.
pub struct Export {
    /// Its shape is in `docs/data_protection.md`.
    pub document: Value,
    pub messages: Vec<ExportedMessage>,
}

impl Export {
    /// The document with the messages in it: as text where they are text, else
    /// as Base64.
    pub fn one_document(&self) -> Value {
        let mut document = self.document.clone();
        let messages: Map<String, Value> = self
            .messages
            .iter()
            .map(|message| {
                let content = match std::str::from_utf8(&message.content) {
                    Ok(text) => text.to_owned(),
                    Err(_) => format!("data:;base64,{}", STANDARD.encode(&message.content)),
                };
                (message.name.clone(), Value::from(content))
            })
            .collect();
        if let Value::Object(fields) = &mut document {
            fields.insert("messages".to_owned(), Value::Object(messages));
        }
        document
    }
}

/// All that is on record of a person. Leaves an entry in the audit log without
/// their name.
///
/// # Errors
/// When the store fails.
pub async fn export(
    store: &Store,
    person: &Person,
    author: &str,
    now: DateTime<Utc>,
) -> Result<Export, AppError> {
    let traces = store.traces(person).await?;
    let mut messages = Vec::new();
    let mut reminders = Vec::with_capacity(traces.reminders.len());
    for reminder in &traces.reminders {
        let id = ReminderId(reminder.id);
        let content = store.message(id).await?.unwrap_or_default();
        let record = store.reminder_record(&person.company, id).await?;
        let ending = record.as_ref().and_then(|record| record.format).map(|it| it.extension());
        let name = format!("reminder-{}.{}", reminder.id, ending.unwrap_or("eml"));
        let lines = record.map(|record| record.lines).unwrap_or_default();
        let lines: Vec<Value> = lines
            .iter()
            .map(|line| {
                json!({
                    "invoice": line.invoice,
                    "instalment": line.instalment,
                    "due_date": line.due_date.to_string(),
                    "open_amount": line.open.amount.to_string(),
                    "currency": line.open.currency.code(),
                    "days_late": line.days_late,
                })
            })
            .collect();
        let file = (!content.is_empty()).then(|| name.clone());
        reminders.push(reminder_json(reminder, lines, file.as_deref()));
        if file.is_some() {
            messages.push(ExportedMessage { name, content });
        }
    }
    let history: Vec<Value> = traces
        .history
        .iter()
        .map(|record| {
            json!({
                "at": record.at.to_rfc3339(),
                "reminder": record.reminder,
                "result": record.result,
                "detail": record.detail,
                "author": record.author,
            })
        })
        .collect();
    let follow_up: Vec<Value> = traces
        .changes
        .iter()
        .map(|change| {
            json!({
                "at": change.at.to_rfc3339(),
                "invoice": change.invoice,
                "instalment": change.instalment,
                "author": change.author,
                "comment_before": change.comment_before,
                "comment_after": change.comment_after,
            })
        })
        .collect();
    let elsewhere: Vec<Value> = traces
        .elsewhere
        .iter()
        .map(|found| {
            json!({
                "where": format!("{}.{}", found.table, found.column),
                "row": found.id,
                "text": found.text,
            })
        })
        .collect();
    let document = json!({
        "exported_at": now.to_rfc3339(),
        "company": person.company.as_str(),
        "contact": person.contact.as_ref().map(contact_json),
        "addresses": person.addresses.iter().map(EmailAddress::as_str).collect::<Vec<_>>(),
        "shared_addresses": person.shared.iter().map(EmailAddress::as_str).collect::<Vec<_>>(),
        "reminders": reminders,
        "history": history,
        "follow_up": follow_up,
        "elsewhere": elsewhere,
    });
    let object = object(person);
    let action = "contact-exported";
    let entry = NewAuditEntry { actor: author, action, object: &object, detail: "" };
    store.audit(&entry, now).await?;
    Ok(Export { document, messages })
}

/// The company and the customer: the audit log names no contact.
fn object(person: &Person) -> String {
    match &person.contact {
        Some(entry) => format!("{}/{}", person.company, entry.customer_code),
        None => person.company.to_string(),
    }
}

fn contact_json(entry: &ContactEntry) -> Value {
    let contact = &entry.contact;
    json!({
        "customer": entry.customer_code,
        "customer_name": entry.customer_name,
        "code": contact.code,
        "name": contact.name,
        "language": contact.language,
        "decision_maker": contact.decision_maker,
        "principal": contact.principal,
        "financial": contact.financial,
        "receives_reminder": contact.receives_reminder,
        "receives_reminder_all_sites": contact.receives_reminder_all_sites,
        "receives_invoice": contact.receives_invoice,
        "identity_email": contact.identity_email,
        "customer_email": contact.customer_email,
        "sites": entry.sites,
    })
}

fn reminder_json(reminder: &TracedReminder, lines: Vec<Value>, file: Option<&str>) -> Value {
    json!({
        "id": reminder.id,
        "run": reminder.run,
        "run_date": reminder.run_date.to_string(),
        "channel": reminder.channel,
        "customer": reminder.customer_code,
        "level": reminder.level,
        "to": reminder.to,
        "cc": reminder.cc,
        "subject": reminder.subject,
        "message_id": reminder.message_id,
        "state": reminder.state.as_str(),
        "settled_at": reminder.settled_at.map(|at| at.to_rfc3339()),
        "detail": reminder.detail,
        "lines": lines,
        "message": file,
    })
}

/// What an erasure did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// What stands in place of the person.
    pub pseudonym: String,
    pub counts: ErasedPerson,
    /// Addresses that others use too, and that stay.
    pub shared: Vec<EmailAddress>,
}

/// Erases a person's data under the lock of the company's runs. What proves
/// that reminders were sent stays; who they were sent to, and the words, do not.
///
/// # Errors
/// When a reminder to the person waits, a run is at work, or the store fails.
pub async fn erase(
    engine: &Engine,
    person: &Person,
    author: &str,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Erased, AppError> {
    let pseudonym = format!("erased-{}", &Uuid::new_v4().simple().to_string()[..10]);
    let lock = turn(&engine.store, &person.company).await?;
    let order = ErasureOrder { author, reason, pseudonym: &pseudonym, now };
    let erased = engine.store.erase_person(person, order).await;
    lock.release().await;
    sealing::after_a_run(&engine.store, || now).await;
    match erased? {
        PersonErasure::Done(counts) => {
            Ok(Erased { pseudonym, counts, shared: person.shared.clone() })
        }
        PersonErasure::Waits { run } => Err(TrustError::Waits { run }.into()),
    }
}

/// Lets an erased contact or address come in again by import.
///
/// # Errors
/// When it was not erased.
pub async fn readmit(
    store: &Store,
    company: &CompanyCode,
    name: &str,
    author: &str,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let object = company.to_string();
    let entry =
        NewAuditEntry { actor: author, action: "contact-readmitted", object: &object, detail: "" };
    match store.readmit(company, name, &entry, now).await? {
        true => Ok(()),
        false => Err(TrustError::NotErased { name: name.to_owned() }.into()),
    }
}

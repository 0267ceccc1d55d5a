//! What there is of a person, and what was erased.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use crate::app::personal_data::{Erased, Export};
use crate::store::{Person, Traces};
use crate::wording::{UiLanguage, msg};

/// The document with the messages in it: as text where they are text, else as
/// Base64.
pub fn one_document(export: &Export) -> String {
    let mut document = export.document.clone();
    let messages: Map<String, Value> = export
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
    format!("{document:#}\n")
}

pub fn traces(person: &Person, traces: &Traces, language: UiLanguage) -> String {
    let name = match &person.contact {
        Some(entry) => {
            format!("{}/{} {}", entry.customer_code, entry.contact.code, entry.contact.name)
        }
        None => person.addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    };
    let message = msg!(
        "trust-traces",
        person = name,
        reminders = traces.reminders.len(),
        records = traces.history.len() + traces.changes.len(),
        elsewhere = traces.elsewhere.len()
    );
    format!("{}\n", message.in_language(language))
}

pub fn erased(erased: &Erased, language: UiLanguage) -> String {
    let counts = &erased.counts;
    let mut messages = vec![msg!(
        "trust-erased",
        pseudonym = &erased.pseudonym,
        reminders = counts.reminders,
        texts = counts.texts,
        elsewhere = counts.elsewhere
    )];
    if !erased.shared.is_empty() {
        let shared = erased.shared.iter().map(ToString::to_string).collect::<Vec<_>>();
        messages.push(msg!("trust-shared-stay", addresses = shared.join(", ")));
    }
    if counts.contact {
        messages.push(msg!("trust-not-imported-again"));
    }
    messages.iter().map(|message| format!("{}\n", message.in_language(language))).collect()
}

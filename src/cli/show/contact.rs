//! What there is of a person, and what was erased.

use crate::app::personal_data::Erased;
use crate::store::{Person, Traces};
use crate::wording::{UiLanguage, msg};

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

//! The names by which a case speaks of its due items.

use std::collections::{BTreeMap, BTreeSet};

use super::values::AsWritten;
use crate::diagnostic::{Diagnostic, nearest};
use crate::domain::identity::DueItemId;
use crate::domain::invoice::Invoice;
use crate::rules::source::Place;
use crate::rules::yaml::wrappers::At;
use crate::wording::{Message, msg};

/// `INVOICE` names all instalments of an invoice, `INVOICE/2` the second.
#[derive(Debug, Clone, Default)]
pub struct Items {
    named: BTreeMap<String, Vec<DueItemId>>,
    shown: BTreeMap<DueItemId, String>,
    /// Numbers of invoices with mistakes, which were told.
    mistaken: BTreeSet<String>,
}

impl Items {
    /// Notes an invoice whose items cannot be told.
    pub fn mistaken(&mut self, number: &str) {
        self.mistaken.insert(number.to_owned());
    }

    /// Notes the items of an invoice.
    pub fn add(&mut self, invoice: &Invoice) {
        self.mistaken.remove(&invoice.number);
        let ids: Vec<DueItemId> = invoice.items.iter().map(|item| item.id).collect();
        for item in &invoice.items {
            let full = format!("{}/{}", invoice.number, item.instalment);
            let shown = if ids.len() == 1 { invoice.number.clone() } else { full.clone() };
            self.shown.insert(item.id, shown);
            self.named.entry(full).or_insert_with(|| vec![item.id]);
        }
        // The number of an invoice comes before the instalment of another.
        self.named.insert(invoice.number.clone(), ids);
    }

    pub fn shown(&self, id: DueItemId) -> &str {
        self.shown.get(&id).map(String::as_str).unwrap_or_default()
    }

    pub fn all(&self) -> BTreeSet<DueItemId> {
        self.shown.keys().copied().collect()
    }

    /// The items of that name; an unknown name is told in `problems`.
    pub fn find(&self, name: &At<AsWritten>, problems: &mut Vec<Diagnostic>) -> Vec<DueItemId> {
        let text = name.value.0.as_str();
        let found = self.named.get(text).cloned();
        found.unwrap_or_else(|| {
            let invoice = text.rsplit_once('/').map_or(text, |(invoice, _)| invoice);
            if [text, invoice].iter().any(|number| self.mistaken.contains(*number)) {
                return Vec::new();
            }
            let message = msg!("cases-unknown-item", name = text);
            let known = self.shown.values().map(String::as_str);
            problems.push(unknown(&name.place, message, text, known));
            Vec::new()
        })
    }
}

/// A name that nothing has, with those that there are.
pub fn unknown<'a>(
    place: &Place,
    message: Message,
    word: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let problem = place.error(message);
    if known.is_empty() {
        return problem;
    }
    problem
        .expecting(msg!("rules-expected-one-of", known = known.join(", ")))
        .suggesting(nearest(word, known))
}

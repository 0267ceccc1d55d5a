//! Holds in force.

use serde_json::{Value, json};

use super::table::{Figures, Rows};
use crate::domain::hold::{Hold, HoldKind};
use crate::store::HeldInvoice;
use crate::wording::{Message, UiLanguage, msg};

pub fn kind(kind: HoldKind) -> Message {
    match kind {
        HoldKind::Manual => msg!("follow-up-kind-manual"),
        HoldKind::Automatic => msg!("follow-up-kind-automatic"),
        HoldKind::Temporary => msg!("follow-up-kind-temporary"),
    }
}

pub fn holds(held: &[HeldInvoice], language: UiLanguage) -> String {
    let figures = Figures::of(language);
    let mut rows = Rows::new(
        &[
            (msg!("cli-column-customer"), false),
            (msg!("follow-up-column-invoice"), false),
            (msg!("follow-up-column-hold"), false),
            (msg!("follow-up-column-since"), false),
            (msg!("follow-up-column-author"), false),
            (msg!("follow-up-column-comment"), false),
        ],
        language,
    );
    for HeldInvoice { invoice, hold } in held {
        rows.add(vec![
            format!("{} {}", invoice.customer_code, invoice.customer_name),
            invoice.number.clone(),
            kind(hold.kind).in_language(language),
            figures.date(hold.placed_on),
            hold.author.clone(),
            hold.comment.clone(),
        ]);
    }
    rows.to_string()
}

pub fn holds_json(held: &[HeldInvoice]) -> String {
    let held: Vec<Value> = held
        .iter()
        .map(|HeldInvoice { invoice, hold }| {
            let mut value = hold_json(hold);
            value["customer"] =
                json!({ "code": invoice.customer_code, "name": invoice.customer_name });
            value["invoice"] = json!(invoice.number);
            value
        })
        .collect();
    format!("{:#}\n", Value::Array(held))
}

pub fn hold_json(hold: &Hold) -> Value {
    json!({
        "kind": hold.kind.as_str(),
        "comment": hold.comment,
        "author": hold.author,
        "placed_on": hold.placed_on.to_string(),
    })
}

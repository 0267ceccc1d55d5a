//! The follow-up of one customer.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::follow_up::{follow_up_json, promise_state};
use super::json::money;
use super::table::{Figures, Rows};
use crate::app::customer_follow_up::{CustomerFollowUp, OpenItem};
use crate::domain::credit::{Credit, CreditKind};
use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::plan::facts::Suppressed;
use crate::plan::follow_up::{DueState, Listed, listed};
use crate::rules::set::Status;
use crate::wording::{Message, UiLanguage, msg};

pub fn on_off(on: bool) -> Message {
    if on { msg!("follow-up-on") } else { msg!("follow-up-off") }
}

/// The customer, its contacts, what is open, what is in its favour, the sums
/// and what was done last.
pub fn customer(shown: &CustomerFollowUp, statuses: &[Status], language: UiLanguage) -> String {
    let figures = Figures::of(language);
    let mut out = heading(shown, &figures, language);
    let contacts = listed(&shown.facts.billed.contacts);
    section(&mut out, &msg!("follow-up-contacts", count = contacts.len()), language);
    if !contacts.is_empty() {
        let _ = write!(out, "{}", contact_rows(&contacts, &shown.facts.suppressed, language));
    }
    section(&mut out, &msg!("follow-up-open-items", count = shown.items.len()), language);
    if !shown.items.is_empty() {
        let _ = write!(out, "{}", item_rows(&shown.items, statuses, &figures, language));
    }
    let credits = &shown.facts.credits;
    if !credits.is_empty() {
        section(&mut out, &msg!("follow-up-credits", count = credits.len()), language);
        let _ = write!(out, "{}", credit_rows(credits, &figures, language));
    }
    if !shown.totals.is_empty() {
        out.push('\n');
        let _ = write!(out, "{}", total_rows(shown, &figures, language));
    }
    if !shown.history.is_empty() {
        section(&mut out, &msg!("follow-up-last-records"), language);
        out.push_str(&super::history(&shown.history, language));
    }
    out
}

fn heading(shown: &CustomerFollowUp, figures: &Figures, language: UiLanguage) -> String {
    let customer = &shown.facts.billed.customer;
    let heading = msg!(
        "follow-up-heading",
        customer = format!("{} {}", customer.code, customer.name),
        account = &customer.account,
        date = figures.date(shown.as_of)
    );
    let switches = msg!(
        "follow-up-customer-switches",
        manual = on_off(customer.dunning.manual),
        automatic = on_off(customer.dunning.automatic)
    );
    format!("{}\n{}\n", heading.in_language(language), switches.in_language(language))
}

fn section(out: &mut String, title: &Message, language: UiLanguage) {
    let _ = writeln!(out, "\n{}", title.in_language(language));
}

fn contact_rows(contacts: &[Listed<'_>], suppressed: &Suppressed, language: UiLanguage) -> Rows {
    let mut rows = Rows::new(
        &[
            (msg!("follow-up-column-code"), false),
            (msg!("follow-up-column-name"), false),
            (msg!("follow-up-column-roles"), false),
            (msg!("follow-up-column-email"), false),
        ],
        language,
    );
    for Listed { contact, address } in contacts {
        let roles: Vec<String> =
            roles(contact).into_iter().map(|role| role.1.in_language(language)).collect();
        rows.add(vec![
            contact.code.clone(),
            contact.name.clone(),
            roles.join(", "),
            match address {
                Some(address) if suppressed.has(address) => {
                    let address = address.to_string();
                    msg!("mailbox-bad-address", address = address).in_language(language)
                }
                Some(address) => address.to_string(),
                None => msg!("follow-up-no-address").in_language(language),
            },
        ]);
    }
    rows
}

/// The names of a contact's roles, in JSON and in words.
fn roles(contact: &crate::domain::customer::Contact) -> Vec<(&'static str, Message)> {
    let flags = contact.roles;
    [
        (flags.decision_maker, ("decision_maker", msg!("follow-up-decision-maker"))),
        (flags.principal, ("principal", msg!("follow-up-principal"))),
        (flags.financial, ("financial", msg!("follow-up-financial"))),
    ]
    .into_iter()
    .filter_map(|(on, role)| on.then_some(role))
    .collect()
}

/// The columns that turn red: overdue, and with a broken promise.
const DUE: usize = 1;
const NOTES: usize = 7;

fn item_rows(
    items: &[OpenItem],
    statuses: &[Status],
    figures: &Figures,
    language: UiLanguage,
) -> Rows {
    let mut rows = Rows::new(
        &[
            (msg!("cli-column-item"), false),
            (msg!("cli-column-due"), false),
            (msg!("cli-column-days"), true),
            (msg!("cli-column-open"), true),
            (msg!("cli-column-level"), false),
            (msg!("follow-up-column-reminded"), false),
            (msg!("follow-up-column-status"), false),
            (msg!("follow-up-column-notes"), false),
            (msg!("follow-up-column-comment"), false),
        ],
        language,
    );
    for item in items {
        let noted = &item.noted;
        let cells = vec![
            noted.name(),
            figures.date(noted.due_date),
            item.days_late.to_string(),
            figures.money(&noted.open),
            noted.standing.code().unwrap_or_default().to_owned(),
            noted.last_reminded_on.map(|day| figures.date(day)).unwrap_or_default(),
            status(noted.follow_up.status.as_deref(), statuses, language),
            notes(item, figures, language).join("\n"),
            noted.follow_up.comment.clone(),
        ];
        let broken = item.promise == Some(DueState::Passed);
        rows.add_marked(cells, &[(DUE, item.days_late > 0), (NOTES, broken)]);
    }
    rows
}

/// Promise, dispute, next action and holds of an item, one a line.
fn notes(item: &OpenItem, figures: &Figures, language: UiLanguage) -> Vec<String> {
    let follow_up = &item.noted.follow_up;
    let mut notes = Vec::new();
    if let (Some(day), Some(state)) = (follow_up.promised_on, item.promise) {
        let days = item.days_late - (day - item.noted.due_date).num_days();
        let state_text = promise_state(state, days);
        let text = msg!("follow-up-note-promise", date = figures.date(day), state = state_text);
        notes.push(text.in_language(language));
    }
    if follow_up.disputed {
        notes.push(msg!("follow-up-note-dispute").in_language(language));
    }
    if follow_up.next_action_on.is_some() || follow_up.next_action_by.is_some() {
        let day = follow_up.next_action_on.map(|day| figures.date(day)).unwrap_or_default();
        let by = follow_up.next_action_by.clone().unwrap_or_default();
        let what = format!("{day} {by}").trim().to_owned();
        notes.push(msg!("follow-up-note-next", what = what).in_language(language));
    }
    for hold in &item.holds {
        let kind = super::holds::kind(hold.kind);
        let text = msg!("follow-up-note-hold", kind = kind, comment = &hold.comment);
        notes.push(text.in_language(language));
    }
    notes
}

/// The label of a status; its code where the rules have none any more.
fn status(code: Option<&str>, statuses: &[Status], language: UiLanguage) -> String {
    let Some(code) = code else { return String::new() };
    let tag = match language {
        UiLanguage::English => Language::ENGLISH,
        UiLanguage::French => Language::FRENCH,
    };
    let known = statuses.iter().find(|status| status.code == code);
    known.and_then(|status| status.label.get(&tag)).map_or(code, String::as_str).to_owned()
}

fn credit_rows(credits: &[Credit], figures: &Figures, language: UiLanguage) -> Rows {
    let mut rows = Rows::new(
        &[
            (msg!("follow-up-column-credit"), false),
            (msg!("follow-up-column-number"), false),
            (msg!("follow-up-column-date"), false),
            (msg!("cli-column-amount"), true),
        ],
        language,
    );
    for credit in credits {
        let kind = match credit.kind {
            CreditKind::CreditNote => msg!("follow-up-credit-note"),
            CreditKind::Payment => msg!("follow-up-payment"),
        };
        rows.add(vec![
            kind.in_language(language),
            credit.number.clone(),
            figures.date(credit.date),
            figures.money(&Money::new(credit.open_amount, credit.currency)),
        ]);
    }
    rows
}

fn total_rows(shown: &CustomerFollowUp, figures: &Figures, language: UiLanguage) -> Rows {
    let mut rows = Rows::new(
        &[
            (msg!("follow-up-column-currency"), false),
            (msg!("cli-column-open"), true),
            (msg!("follow-up-column-overdue"), true),
            (msg!("follow-up-column-credits"), true),
            (msg!("follow-up-column-balance"), true),
        ],
        language,
    );
    for (currency, total) in &shown.totals {
        let amount = |amount| figures.money(&Money::new(amount, *currency));
        rows.add(vec![
            currency.code().to_owned(),
            amount(total.open),
            amount(total.overdue),
            amount(total.credits),
            amount(total.balance()),
        ]);
    }
    rows
}

pub fn customer_json(shown: &CustomerFollowUp) -> String {
    let customer = &shown.facts.billed.customer;
    let contacts: Vec<Value> = listed(&shown.facts.billed.contacts)
        .into_iter()
        .map(|Listed { contact, address }| {
            json!({
                "code": contact.code,
                "name": contact.name,
                "roles": roles(contact).into_iter().map(|role| role.0).collect::<Vec<_>>(),
                "suppressed": address.as_ref().is_some_and(|it| shown.facts.suppressed.has(it)),
                "email": address.map(|address| address.to_string()),
            })
        })
        .collect();
    let items: Vec<Value> = shown.items.iter().map(item_json).collect();
    let credits: Vec<Value> = shown
        .facts
        .credits
        .iter()
        .map(|credit| {
            json!({
                "kind": credit.kind.as_str(),
                "number": credit.number,
                "date": credit.date.to_string(),
                "open": money(&Money::new(credit.open_amount, credit.currency)),
            })
        })
        .collect();
    let totals: Vec<Value> = shown
        .totals
        .iter()
        .map(|(currency, total)| {
            json!({
                "currency": currency.code(),
                "open": total.open.to_string(),
                "overdue": total.overdue.to_string(),
                "credits": total.credits.to_string(),
                "balance": total.balance().to_string(),
            })
        })
        .collect();
    let value = json!({
        "as_of": shown.as_of.to_string(),
        "customer": { "code": customer.code, "name": customer.name, "account": customer.account },
        "manual": customer.dunning.manual,
        "automatic": customer.dunning.automatic,
        "contacts": contacts,
        "items": items,
        "credits": credits,
        "totals": totals,
        "history": super::json::history_records(&shown.history),
    });
    format!("{value:#}\n")
}

fn item_json(item: &OpenItem) -> Value {
    let noted = &item.noted;
    let promise = item.promise.map(|state| match state {
        DueState::Passed => "broken",
        DueState::Today => "due_today",
        DueState::Ahead => "running",
    });
    json!({
        "invoice": noted.number,
        "instalment": noted.instalment,
        "due_date": noted.due_date.to_string(),
        "days_late": item.days_late,
        "open": money(&noted.open),
        "level": noted.standing.code(),
        "last_reminded_on": noted.last_reminded_on.map(|day| day.to_string()),
        "expected_payment_date": noted.expected_payment_date.map(|day| day.to_string()),
        "person_in_charge": noted.in_charge,
        "promise": promise,
        "follow_up": follow_up_json(&noted.follow_up),
        "holds": item.holds.iter().map(super::holds::hold_json).collect::<Vec<_>>(),
    })
}

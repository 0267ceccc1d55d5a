//! The many customers that are like most customers.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::builder::{Builder, INVOICES, REMINDERS, REMINDERS_OF_ALL_SITES};
use super::situations::reminded_on;
use super::words;
use crate::domain::credit::CreditKind;

/// Days late and chances in a hundred of an open item.
const LATE: [(std::ops::Range<i64>, u8); 6] =
    [(-60..1, 45), (1..16, 18), (16..31, 14), (31..61, 11), (61..91, 6), (91..260, 6)];

/// Levels with the days at which a batch reminds.
const REMINDED_AT: [(&str, i64, i64); 5] =
    [("N1", 5, 15), ("N2", 16, 30), ("N3", 31, 60), ("N4", 61, 90), ("N5", 91, 120)];

/// Payment methods and chances in a hundred.
const METHODS: [(&str, u8); 5] = [("VIR", 70), ("CHQ", 12), ("PRLV", 12), ("CB", 3), ("LCR", 3)];

/// Adds customers until there are so many, then shares out due items among
/// them until there are so many.
pub fn fill(builder: &mut Builder, customers: usize, due_items: usize) {
    let mut names: BTreeSet<String> =
        builder.set.customers.iter().map(|row| row.name.clone()).collect();
    let mut codes = Vec::new();
    while builder.set.customers.len() < customers {
        let name = new_name(builder);
        if names.insert(name.clone()) {
            codes.push((customer(builder, &name), method(builder)));
        }
    }
    while builder.set.due_items.len() < due_items && !codes.is_empty() {
        for (code, method) in &codes {
            if builder.set.due_items.len() < due_items && builder.percent(80) {
                invoice(builder, code, method);
            }
        }
    }
    for (code, _) in &codes {
        if builder.percent(6) {
            let open = builder.amount(30, 400);
            builder.credit(code, CreditKind::CreditNote, open);
        }
    }
}

fn new_name(builder: &mut Builder) -> String {
    let trade = builder.pick(words::TRADES, "Menuiserie");
    let family = builder.pick(words::LAST_NAMES, "Aubert");
    let form = builder.pick(words::FORMS, "SARL");
    format!("{trade} {family} {form}")
}

fn customer(builder: &mut Builder, name: &str) -> String {
    let manual = builder.percent(60);
    let automatic = builder.percent(95);
    let code = builder.customer(name, |row| {
        row.manual = Some(manual);
        row.automatic = Some(automatic);
    });
    let host = builder.host(&code);
    let email = builder.percent(70).then(|| format!("comptabilite@{host}"));
    builder.site(&code, "S1", "Siège", email);
    if builder.percent(25) {
        let email = builder.percent(50).then(|| format!("depot@{host}"));
        builder.site(&code, "S2", "Dépôt", email);
        builder.contact(&code, REMINDERS, &["S2"], |_| {});
    }
    if builder.percent(65) {
        builder.contact(&code, REMINDERS_OF_ALL_SITES, &["S1"], |_| {});
    }
    if builder.percent(40) {
        builder.contact(&code, INVOICES, &["S1"], |_| {});
    }
    code
}

fn method(builder: &mut Builder) -> &'static str {
    let mut chance = builder.rng.u8(0..100);
    for (method, share) in METHODS {
        if chance < share {
            return method;
        }
        chance -= share;
    }
    "VIR"
}

fn days_late(builder: &mut Builder) -> i64 {
    let mut chance = builder.rng.u8(0..100);
    for (days, share) in LATE {
        if chance < share {
            return builder.rng.i64(days);
        }
        chance -= share;
    }
    0
}

fn invoice(builder: &mut Builder, customer: &str, method: &str) {
    let late = days_late(builder);
    let amount = builder.amount(90, 4_500);
    let part_paid = builder.percent(6);
    let has_depot =
        builder.set.sites.iter().any(|row| row.customer == customer && row.code == "S2");
    let site = if has_depot && builder.percent(50) { "S2" } else { "S1" };
    let reminder = past_reminder(builder, late);
    builder.sell(customer, late, amount, |invoice, item| {
        invoice.payment_method = method.to_owned();
        invoice.billing_site = Some(site.to_owned());
        if part_paid {
            item.open_amount = (amount / Decimal::from(3)).round_dp(2);
        }
        if let Some((level, day)) = reminder.filter(|_| method != "PRLV") {
            reminded_on(item, level, day);
        }
    });
}

/// Most late items were reminded already: at the level of their days, or at
/// the level before.
fn past_reminder(builder: &mut Builder, late: i64) -> Option<(&'static str, chrono::NaiveDate)> {
    let chance = builder.rng.u8(0..100);
    let standing = REMINDED_AT.iter().rposition(|(_, from, _)| *from < late)?;
    let rank = match chance {
        0..65 => standing,
        65..88 => standing.checked_sub(1)?,
        _ => return None,
    };
    let (level, from, to) = REMINDED_AT.get(rank)?;
    let reminded_when = builder.rng.i64(*from..=(*to).min(late - 1).max(*from));
    Some((*level, builder.ago(late - reminded_when)))
}

//! The computation of fee and interest, with the rule behind each figure.

use std::fmt::Write as _;

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

use super::table::Figures;
use crate::app::charges::ItemCharges;
use crate::domain::money::Money;
use crate::plan::charges::{Interest, NotCharged, Period};
use crate::plan::policy::Origin;
use crate::wording::{Message, UiLanguage, msg};

/// Decimals of an amount that is shown before rounding.
const SHOWN: u32 = 6;

pub fn text(charges: &[ItemCharges], language: UiLanguage) -> String {
    let figures = Figures::of(language);
    charges.iter().map(|charges| one(charges, &figures, language)).collect()
}

fn one(charges: &ItemCharges, figures: &Figures, language: UiLanguage) -> String {
    let words = |message: Message| message.in_language(language);
    let heading = msg!(
        "charges-heading",
        item = format!("{}/{}", charges.invoice, charges.instalment),
        customer = format!("{} {}", charges.customer_code, charges.customer_name),
        open = figures.money(&charges.open),
        due = figures.date(charges.due_date),
        date = figures.date(charges.as_of),
        days = charges.days_late(),
        level = charges.level.as_str()
    );
    let mut out = words(heading);
    let mut line = |indent: usize, text: &str, origin: Option<&Origin>| {
        let place = origin.map(|origin| format!("  [{origin}]")).unwrap_or_default();
        let _ = write!(out, "\n{:indent$}{text}{place}", "");
    };
    match &charges.fee {
        Ok(fee) => {
            let message = msg!("charges-fee", amount = figures.money(&fee.amount));
            line(2, &words(message), Some(&fee.origin));
        }
        Err(reason) => {
            let message = msg!("charges-fee-none", reason = reason.message());
            line(2, &words(message), reason.origin());
        }
    }
    match &charges.interest {
        Ok(interest) => {
            line(2, &words(msg!("charges-interest")), None);
            if let Some(before) = interest.before_first_rate {
                line(4, &words(unrated(before, figures)), None);
            }
            for segment in &interest.segments {
                let message = msg!(
                    "charges-segment",
                    from = figures.date(segment.period.from),
                    to = figures.date(segment.period.to),
                    base = figures.money(&segment.base),
                    percent = figures.percent(segment.rate.percent),
                    days = segment.period.days(),
                    exact = figures.number(shown(segment.unrounded())),
                    amount = figures.money(&segment.amount)
                );
                line(4, &words(message), Some(&segment.rate.origin));
            }
            let total = figures.money(&interest.total);
            line(4, &words(msg!("charges-interest-total", total = total)), None);
        }
        Err(reason) => {
            let message = msg!("charges-interest-none", reason = reason.message());
            line(2, &words(message), reason.origin());
        }
    }
    let totals: Vec<String> = charges.totals().iter().map(|total| figures.money(total)).collect();
    line(2, &words(msg!("charges-total", total = totals.join(" + "))), None);
    out.push('\n');
    out
}

fn unrated(before: Period, figures: &Figures) -> Message {
    msg!(
        "charges-unrated",
        from = figures.date(before.from),
        to = figures.date(before.to),
        days = before.days()
    )
}

/// Enough decimals to check the rounding by hand.
fn shown(exact: Decimal) -> Decimal {
    exact.round_dp_with_strategy(SHOWN, RoundingStrategy::MidpointAwayFromZero)
}

pub fn json(charges: &[ItemCharges], language: UiLanguage) -> String {
    let charges: Vec<Value> = charges
        .iter()
        .map(|charges| {
            json!({
                "customer": { "code": charges.customer_code, "name": charges.customer_name },
                "invoice": charges.invoice,
                "instalment": charges.instalment,
                "due_date": charges.due_date.to_string(),
                "as_of": charges.as_of.to_string(),
                "days_late": charges.days_late(),
                "level": charges.level.as_str(),
                "open": money(&charges.open),
                "recovery_fee": match &charges.fee {
                    Ok(fee) => json!({
                        "amount": money(&fee.amount),
                        "rule": fee.origin.to_string(),
                    }),
                    Err(reason) => not_charged(reason, language),
                },
                "late_interest": match &charges.interest {
                    Ok(interest) => computed(interest),
                    Err(reason) => not_charged(reason, language),
                },
                "totals": charges.totals().iter().map(money).collect::<Vec<_>>(),
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(charges))
}

fn computed(interest: &Interest) -> Value {
    let segments: Vec<Value> = interest
        .segments
        .iter()
        .map(|segment| {
            json!({
                "from": segment.period.from.to_string(),
                "to": segment.period.to.to_string(),
                "days": segment.period.days(),
                "percent": segment.rate.percent.to_string(),
                "base": money(&segment.base),
                "unrounded": segment.unrounded().to_string(),
                "amount": money(&segment.amount),
                "rule": segment.rate.origin.to_string(),
            })
        })
        .collect();
    let before = interest.before_first_rate.map(|before| {
        json!({
            "from": before.from.to_string(),
            "to": before.to.to_string(),
            "days": before.days(),
        })
    });
    json!({
        "amount": money(&interest.total),
        "segments": segments,
        "before_first_rate": before,
    })
}

fn not_charged(reason: &NotCharged, language: UiLanguage) -> Value {
    json!({
        "amount": null,
        "reason": reason.code(),
        "explanation": reason.message().in_language(language),
        "rule": reason.origin().map(ToString::to_string),
    })
}

fn money(money: &Money) -> Value {
    json!({ "amount": money.amount.to_string(), "currency": money.currency.code() })
}

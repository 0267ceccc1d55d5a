//! Recovery fee and late interest of an item, with the rule behind each
//! figure.

use rust_decimal::RoundingStrategy;
use serde::Serialize;

use super::words;
use crate::app::charges::ItemCharges;
use crate::domain::language::Language;
use crate::plan::policy::Origin;
use crate::render::locale::Locale;
use crate::web::visit::CompanyVisit;
use crate::wording::{Message, UiLanguage, msg};

/// Decimals of an amount that is shown before rounding.
const SHOWN: u32 = 6;

#[derive(Serialize)]
pub struct Charges {
    instalment: u32,
    level: String,
    lines: Vec<Line>,
    total: String,
}

#[derive(Serialize)]
struct Line {
    text: String,
    /// File and line of the rule.
    place: Option<String>,
}

pub fn of(visit: &CompanyVisit, charges: &ItemCharges) -> Charges {
    let format = visit.format();
    let locale = Locale::of(&match visit.language {
        UiLanguage::English => Language::ENGLISH,
        UiLanguage::French => Language::FRENCH,
    });
    let mut lines = Vec::new();
    let mut line = |message: Message, origin: Option<&Origin>| {
        let place = origin.map(|origin| words::place(visit, origin));
        lines.push(Line { text: visit.text(&message), place });
    };
    match &charges.fee {
        Ok(fee) => {
            line(msg!("charges-fee", amount = format.money(&fee.amount)), Some(&fee.origin));
        }
        Err(reason) => {
            line(msg!("charges-fee-none", reason = reason.message()), reason.origin());
        }
    }
    match &charges.interest {
        Ok(interest) => {
            if let Some(before) = interest.before_first_rate {
                let unrated = msg!(
                    "charges-unrated",
                    from = format.day(before.from),
                    to = format.day(before.to),
                    days = before.days()
                );
                line(unrated, None);
            }
            for segment in &interest.segments {
                let exact = segment
                    .unrounded()
                    .round_dp_with_strategy(SHOWN, RoundingStrategy::MidpointAwayFromZero);
                let message = msg!(
                    "charges-segment",
                    from = format.day(segment.period.from),
                    to = format.day(segment.period.to),
                    base = format.money(&segment.base),
                    percent = locale.percent(segment.rate.percent),
                    days = segment.period.days(),
                    exact = locale.number(exact),
                    amount = format.money(&segment.amount)
                );
                line(message, Some(&segment.rate.origin));
            }
            line(msg!("charges-interest-total", total = format.money(&interest.total)), None);
        }
        Err(reason) => {
            line(msg!("charges-interest-none", reason = reason.message()), reason.origin());
        }
    }
    let totals: Vec<String> = charges.totals().iter().map(|total| format.money(total)).collect();
    Charges {
        instalment: charges.instalment,
        level: charges.level.to_string(),
        lines,
        total: totals.join(" + "),
    }
}

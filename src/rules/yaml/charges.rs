//! The section of charges: the recovery fee and late interest.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::read::{Read, Reader, section};
use super::tree::{Node, Value};
use super::values::{Flaw, LevelName, Text, checked, schema};
use super::wrappers::{At, Entries, Keyed};
use crate::wording::msg;

section! {
    /// What late payment adds to a debt between businesses; off where it is not
    /// given.
    ChargesSection {
        /// The flat recovery fee per overdue invoice; its amount is legal.recovery_fee.
        recovery_fee: Option<Keyed<FeeSection>>,
        /// Interest from the day after the due date, exact/365.
        late_interest: Option<Keyed<InterestSection>>,
    }
}

section! {
    /// The flat recovery fee per overdue invoice.
    FeeSection {
        /// True: reminders ask for it.
        enabled: bool,
        /// Only in reminders at these levels; left out: at all.
        levels: Option<Keyed<Vec<At<LevelName>>>>,
    }
}

section! {
    /// Late interest.
    InterestSection {
        /// True: reminders ask for it.
        enabled: bool,
        /// Only in reminders at these levels; left out: at all.
        levels: Option<Keyed<Vec<At<LevelName>>>>,
        /// The rates by rising date; days before the first bear no interest.
        rates: Option<Keyed<Vec<RateSection>>>,
        /// Other terms, by customer code: a rate, a table of rates, or off.
        customers: Option<Entries<Text, Keyed<CustomerTerms>>>,
    }
}

section! {
    /// A yearly rate.
    RateSection {
        /// The first day that it holds for.
        from: At<DayText>,
        /// Per cent a year.
        percent: Percent,
    }
}

section! {
    /// The terms of one customer: give percent or rates.
    AgreedSection {
        /// Per cent a year, for every day.
        percent: Option<Keyed<Percent>>,
        /// The rates by rising date.
        rates: Option<Keyed<Vec<RateSection>>>,
    }
}

/// What a customer owes in place of the common rates.
#[derive(Debug, Clone)]
pub enum CustomerTerms {
    /// Written `off`.
    Off,
    Agreed(AgreedSection),
}

impl Read for CustomerTerms {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Bool(false) => Some(Self::Off),
            Value::Text(text) if text == "off" => Some(Self::Off),
            Value::Mapping(_) => AgreedSection::read(node, reader).map(Self::Agreed),
            _ => reader.wrong_kind(node, msg!("charges-expected-terms")),
        }
    }
}

impl JsonSchema for CustomerTerms {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "CustomerTerms".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let agreed = generator.subschema_for::<AgreedSection>();
        json_schema!({"anyOf": [{"enum": ["off", false]}, agreed]})
    }
}

/// A civil date, `2026-01-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayText(pub NaiveDate);
schema!(DayText, {"type": "string", "format": "date"});

impl Read for DayText {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("charges-expected-date"), |text| {
            let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
            // Four digits of the year, two of month and day.
            day.filter(|_| text.len() == 10)
                .map(Self)
                .ok_or_else(|| Flaw::new(msg!("charges-expected-date")))
        })
    }
}

/// From 0 to 100, at most four decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent(pub Decimal);
schema!(Percent, {"anyOf": [
    {"type": "number", "minimum": 0, "maximum": 100},
    {"type": "string", "pattern": "^[0-9]{1,3}([.][0-9]{1,4})?$"}
]});

impl Read for Percent {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let percent = match &node.value {
            Value::Number(text) | Value::Text(text) => {
                let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
                Decimal::from_str_exact(text).ok().filter(|_| plain)
            }
            _ => None,
        };
        match percent.filter(|percent| *percent <= Decimal::ONE_HUNDRED && percent.scale() <= 4) {
            Some(percent) => Some(Self(percent)),
            None => reader.wrong_kind(node, msg!("charges-expected-percent")),
        }
    }
}

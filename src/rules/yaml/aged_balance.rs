//! The section of the aged balance: buckets, age, exchange rates.

use std::borrow::Cow;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::read::{Read, Reader, section};
use super::tree::{Node, Value};
use super::values::{Amount, CurrencyCode, DayCount, Flaw, checked, choice, schema};
use super::wrappers::{At, Entries};
use crate::balance::AgeBasis;
use crate::wording::msg;

section! {
    /// The aged balance (balance âgée).
    AgedBalanceSection {
        /// Ages in days from which a new bucket begins, rising; the first
        /// bucket lies below the first of them.
        buckets: Option<At<Vec<DayCount>>>,
        /// From which date ages are counted: invoice or due.
        age: Option<AgeBasis>,
        /// Per currency: units of the company's currency for one unit of it,
        /// one rate or a list of dated ones.
        exchange_rates: Option<Entries<CurrencyCode, RateList>>,
    }
}

section! {
    /// A rate and the day from which it holds.
    DatedRateSection {
        /// The first day of the rate.
        from: Day,
        /// Units of the company's currency for one unit.
        rate: Rate,
    }
}

const AGES: [(&str, AgeBasis); 2] = [("invoice", AgeBasis::Invoice), ("due", AgeBasis::Due)];

impl Read for AgeBasis {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        choice(node, reader, &AGES)
    }
}

impl JsonSchema for AgeBasis {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "AgeBasis".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"enum": AGES.map(|(word, _)| word)})
    }
}

/// A civil date, `2026-11-24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(pub NaiveDate);
schema!(Day, {"type": "string", "format": "date"});

impl Read for Day {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("balance-expected-date"), |text| {
            text.parse().map(Self).map_err(|_| Flaw::new(msg!("balance-expected-date")))
        })
    }
}

/// An exchange rate, above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate(pub rust_decimal::Decimal);
schema!(Rate, {"anyOf": [
    {"type": "number", "exclusiveMinimum": 0},
    {"type": "string", "pattern": "^[0-9]+([.][0-9]+)?$"}
]});

impl Read for Rate {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Amount(rate) = Amount::read(node, reader)?;
        // The limit keeps converted amounts within what can be added up.
        if rate.is_zero() || rate > rust_decimal::Decimal::from(1_000_000) {
            return reader.wrong_kind(node, msg!("balance-expected-rate"));
        }
        Some(Self(rate))
    }
}

/// The rates of one currency.
#[derive(Debug, Clone)]
pub enum RateList {
    One(Rate),
    Dated(Vec<DatedRateSection>),
}

impl Read for RateList {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.value {
            Value::List(_) => Vec::read(node, reader).map(Self::Dated),
            _ => Rate::read(node, reader).map(Self::One),
        }
    }
}

impl JsonSchema for RateList {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "RateList".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let rate = generator.subschema_for::<Rate>();
        let dated = generator.subschema_for::<DatedRateSection>();
        json_schema!({"anyOf": [rate, {"type": "array", "items": dated}]})
    }
}

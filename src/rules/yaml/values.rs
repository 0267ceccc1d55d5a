//! Single values of the rules files, checked where they are read.

use std::borrow::Cow;
use std::str::FromStr;

use chrono_tz::Tz;
use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::read::{Read, Reader, excerpt};
use super::tree::{Node, Value};
use crate::diagnostic::nearest;
use crate::domain::address::EmailAddress;
use crate::domain::language::Language;
use crate::domain::level::LevelCode;
use crate::domain::money::Currency;
use crate::plan::policy::RecipientSource;
use crate::wording::{Message, msg};

/// What is wrong with a text.
pub(crate) struct Flaw {
    expected: Message,
    did_you_mean: Option<String>,
}

impl Flaw {
    pub(crate) fn new(expected: Message) -> Self {
        Self { expected, did_you_mean: None }
    }

    pub(crate) fn suggesting(self, did_you_mean: Option<String>) -> Self {
        Self { did_you_mean, ..self }
    }
}

/// Reads a text and has it checked.
pub(crate) fn checked<T>(
    node: &Node,
    reader: &mut Reader,
    expected: Message,
    check: impl FnOnce(&str) -> Result<T, Flaw>,
) -> Option<T> {
    let Value::Text(text) = &node.value else {
        return reader.wrong_kind(node, expected);
    };
    check(text)
        .map_err(|flaw| {
            let problem = reader
                .error(node.at, msg!("rules-bad-value", text = excerpt(text)))
                .expecting(flaw.expected)
                .suggesting(flaw.did_you_mean);
            reader.problems.push(problem);
        })
        .ok()
}

macro_rules! schema {
    ($name:ident, $schema:tt) => {
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}
pub(crate) use schema;

/// A text in quotes or plain; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(pub String);
schema!(Text, {"type": "string", "minLength": 1});

impl Read for Text {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("rules-expected-text"), |text| {
            let trimmed = text.trim();
            if trimmed.is_empty() {
                return Err(Flaw::new(msg!("rules-expected-text")));
            }
            Ok(Self(trimmed.to_owned()))
        })
    }
}

/// `true` or `false`.
impl Read for bool {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.value {
            Value::Bool(value) => Some(value),
            _ => reader.wrong_kind(node, msg!("rules-expected-switch")),
        }
    }
}

/// A whole number from `LOW` to `HIGH`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole<const LOW: i64, const HIGH: i64>(i64);

impl<const LOW: i64, const HIGH: i64> Whole<LOW, HIGH> {
    /// The number; limits outside of `u32` are cut to it.
    pub fn unsigned(self) -> u32 {
        u32::try_from(self.0.max(0)).unwrap_or(u32::MAX)
    }

    /// The number; limits outside of `i32` are cut to it.
    pub fn signed(self) -> i32 {
        i32::try_from(self.0).unwrap_or(if self.0 < 0 { i32::MIN } else { i32::MAX })
    }
}

impl<const LOW: i64, const HIGH: i64> Read for Whole<LOW, HIGH> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let number = match &node.value {
            Value::Number(text) => text.parse().ok().filter(|n| (LOW..=HIGH).contains(n)),
            _ => None,
        };
        match number {
            Some(number) => Some(Self(number)),
            None => reader.wrong_kind(node, msg!("rules-expected-whole", low = LOW, high = HIGH)),
        }
    }
}

impl<const LOW: i64, const HIGH: i64> JsonSchema for Whole<LOW, HIGH> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("Whole_{LOW}_{HIGH}").into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "integer", "minimum": LOW, "maximum": HIGH})
    }
}

/// Days counted from a date; negative before it.
pub type Days = Whole<-36500, 36500>;
/// A number of days.
pub type DayCount = Whole<0, 36500>;
/// A number of days, at least one.
pub type PositiveDays = Whole<1, 36500>;

/// An exact decimal that is not negative, as written: `5.00` or `"5.00"`;
/// below a million billions, so that sums are exact too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount(pub Decimal);
schema!(Amount, {"anyOf": [
    {"type": "number", "minimum": 0},
    {"type": "string", "pattern": "^[0-9]+([.][0-9]+)?$"}
]});

impl Read for Amount {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let amount = match &node.value {
            Value::Number(text) | Value::Text(text) => {
                let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
                let bounded = |amount: &Decimal| *amount < Decimal::from(10_i64.pow(15));
                Decimal::from_str_exact(text).ok().filter(|amount| plain && bounded(amount))
            }
            _ => None,
        };
        match amount {
            Some(amount) => Some(Self(amount)),
            None => reader.wrong_kind(node, msg!("rules-expected-amount")),
        }
    }
}

/// An ISO 4217 currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrencyCode(pub Currency);
schema!(CurrencyCode, {"type": "string", "pattern": "^[A-Z]{3}$"});

impl Read for CurrencyCode {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("rules-expected-currency"), |text| {
            text.parse().map(Self).map_err(|_| Flaw {
                expected: msg!("rules-expected-currency"),
                did_you_mean: similar_currency(text),
            })
        })
    }
}

/// Currencies that rules are likely to name; others are accepted too.
fn similar_currency(text: &str) -> Option<String> {
    let upper = text.trim().to_ascii_uppercase();
    if upper.parse::<Currency>().is_ok() {
        return Some(upper);
    }
    let common = ["EUR", "USD", "GBP", "CHF", "CAD", "JPY", "XOF", "XAF", "XPF", "MAD", "TND"];
    nearest(&upper, common)
}

/// A language code such as `fr`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageCode(pub Language);
schema!(LanguageCode, {"type": "string", "pattern": "^[a-z]{2,3}$"});

impl Read for LanguageCode {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("rules-expected-language"), |text| {
            text.parse().map(Self).map_err(|_| Flaw::new(msg!("rules-expected-language")))
        })
    }
}

/// A time zone of the IANA database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(pub Tz);
schema!(Zone, {"type": "string", "examples": ["Europe/Paris"]});

impl Read for Zone {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("rules-expected-time-zone"), |text| {
            Tz::from_str(text).map(Self).map_err(|_| Flaw {
                expected: msg!("rules-expected-time-zone"),
                did_you_mean: similar_zone(text),
            })
        })
    }
}

fn similar_zone(text: &str) -> Option<String> {
    let zones = || chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let city = |zone: &&str| zone.rsplit('/').next().is_some_and(|c| c.eq_ignore_ascii_case(text));
    zones().find(city).map(str::to_owned).or_else(|| nearest(text, zones()))
}

/// Five fields of cron: minute, hour, day of the month, month, day of the week.
#[derive(Debug, Clone, PartialEq)]
pub struct CronText {
    pub cron: croner::Cron,
    pub text: String,
}
schema!(CronText, {"type": "string", "examples": ["0 7 * * 1-5"]});

impl Read for CronText {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("rules-expected-cron"), |text| {
            let parser = croner::parser::CronParser::builder()
                .seconds(croner::parser::Seconds::Disallowed)
                .year(croner::parser::Year::Disallowed)
                .build();
            match parser.parse(text) {
                Ok(cron) => Ok(Self { cron, text: text.to_owned() }),
                Err(_) => Err(Flaw::new(msg!("rules-expected-cron"))),
            }
        })
    }
}

/// An e-mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(pub EmailAddress);
schema!(Email, {"type": "string", "format": "email"});

impl Read for Email {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("rules-expected-email"), |text| {
            text.parse().map(Self).map_err(|_| Flaw::new(msg!("rules-expected-email")))
        })
    }
}

/// A short code without blanks: of a company, a status, a payment method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code(pub String);
schema!(Code, {"type": "string", "pattern": "^[^\\s]{1,40}$"});

impl Read for Code {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("rules-expected-code"), |text| {
            let fits = (1..=40).contains(&text.chars().count());
            if fits && !text.contains(char::is_whitespace) {
                Ok(Self(text.to_owned()))
            } else {
                Err(Flaw::new(msg!("rules-expected-code")))
            }
        })
    }
}

/// The code of a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelName(pub LevelCode);
schema!(LevelName, {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]{0,15}$"});

impl Read for LevelName {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("rules-expected-level-code"), |text| {
            let begins = text.starts_with(|c: char| c.is_ascii_alphabetic());
            let rest = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
            if begins && rest && text.len() <= 16 {
                Ok(Self(LevelCode::new(text)))
            } else {
                Err(Flaw::new(msg!("rules-expected-level-code")))
            }
        })
    }
}

/// A folder under `templates/`, such as `mail/N1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFolder(pub String);
schema!(TemplateFolder, {"type": "string", "pattern": "^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$"});

impl Read for TemplateFolder {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        checked(node, reader, msg!("rules-expected-template"), |text| {
            let well_formed = text.split('/').all(|part| {
                !part.is_empty()
                    && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
            });
            if well_formed {
                Ok(Self(text.to_owned()))
            } else {
                Err(Flaw::new(msg!("rules-expected-template")))
            }
        })
    }
}

/// A source of recipients (domain document §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceName(pub RecipientSource);
schema!(SourceName, {"enum": [
    "reminder_contacts", "recipients_tab", "invoice_contacts", "billing_site"
]});

impl Read for SourceName {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let names = RecipientSource::ORDERABLE.map(|source| (source.as_str(), source));
        choice(node, reader, &names).map(Self)
    }
}

/// Reads one of several words.
pub fn choice<T: Copy>(node: &Node, reader: &mut Reader, words: &[(&str, T)]) -> Option<T> {
    let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let expected = || msg!("rules-expected-one-of", known = known.join(", "));
    checked(node, reader, expected(), |text| {
        words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value).ok_or_else(|| Flaw {
            expected: expected(),
            did_you_mean: nearest(text, known.iter().copied()),
        })
    })
}

/// Reads one of some words, and shows them in the JSON Schema.
macro_rules! words {
    ($type:ident, $words:ident) => {
        impl Read for $type {
            fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
                choice(node, reader, &$words)
            }
        }
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"enum": $words.map(|(word, _)| word)})
            }
        }
    };
}
pub(crate) use words;

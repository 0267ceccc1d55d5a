//! Values as the API writes and takes them.

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::refusal::{Mistake, Refusal};
use crate::domain::money::{Currency, Money};
use crate::web::error::WebError;
use crate::wording::msg;

/// Characters of a code, a number or the name of an item.
pub const LONGEST_NAME: usize = 200;
/// Characters of a comment.
const LONGEST_COMMENT: usize = 2_000;
/// Names in one request.
const MOST_NAMES: usize = 1_000;

/// An exact amount with its currency.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Money)]
pub struct MoneyBody {
    #[schema(example = "1200.00")]
    pub amount: String,
    #[schema(example = "EUR")]
    pub currency: &'static str,
}

impl From<Money> for MoneyBody {
    fn from(money: Money) -> Self {
        Self { amount: money.amount.to_string(), currency: money.currency.code() }
    }
}

/// A customer in a list of something else.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerName {
    pub code: String,
    pub name: String,
}

/// A civil date such as `2026-12-31`, from 1970 to 2200.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(pub NaiveDate);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let day = (text.len() == 10).then(|| text.parse::<NaiveDate>().ok()).flatten();
        day.filter(|day| (1970..=2200).contains(&day.year()))
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom("a date from 1970-01-01 to 2200-12-31"))
    }
}

/// A decimal such as `1200.00`, of at most four decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount(pub Decimal);

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let most = Decimal::from(10_i64.pow(12));
        text.parse::<Decimal>()
            .ok()
            .filter(|amount| amount.abs() < most && amount.normalize().scale() <= 4)
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom("a decimal such as 1200.00"))
    }
}

/// A currency by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrencyCode(pub Currency);

impl<'de> Deserialize<'de> for CurrencyCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let currency = text.parse().map(Self);
        currency.map_err(|_| serde::de::Error::custom("an ISO 4217 code such as EUR"))
    }
}

/// Refuses parameters that are longer than anything they could mean.
///
/// # Errors
/// With status 400 when one is.
pub fn short<'a>(texts: impl IntoIterator<Item = &'a String>) -> Result<(), WebError> {
    let mut texts = texts.into_iter();
    if texts.any(|text| text.chars().nth(LONGEST_NAME).is_some()) {
        return Err(WebError::BadRequest(msg!("api-too-long", most = LONGEST_NAME)));
    }
    Ok(())
}

/// Refuses lists of names that are empty or too long.
///
/// # Errors
/// With status 422 when it is one.
pub fn names(field: &'static str, names: &[String]) -> Result<(), WebError> {
    if names.is_empty() || names.len() > MOST_NAMES {
        let message = msg!("api-count", most = MOST_NAMES);
        return Err(refused(field.to_owned(), message));
    }
    let long = |name: &String| name.chars().nth(LONGEST_NAME).is_some();
    match names.iter().position(long) {
        Some(place) => {
            Err(refused(format!("{field}[{place}]"), msg!("api-too-long", most = LONGEST_NAME)))
        }
        None => Ok(()),
    }
}

/// A name in a body.
///
/// # Errors
/// With status 422 when it is too long.
pub fn name(field: &'static str, name: Option<&String>) -> Result<(), WebError> {
    match name.filter(|name| name.chars().nth(LONGEST_NAME).is_some()) {
        Some(_) => Err(refused(field.to_owned(), msg!("api-too-long", most = LONGEST_NAME))),
        None => Ok(()),
    }
}

/// A comment of one or several lines, without other control characters, so
/// that it can be put into mails.
///
/// # Errors
/// With status 422 when it is none.
pub fn comment(field: &'static str, text: &str) -> Result<String, WebError> {
    if text.chars().nth(LONGEST_COMMENT).is_some() {
        return Err(refused(field.to_owned(), msg!("api-too-long", most = LONGEST_COMMENT)));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(refused(field.to_owned(), msg!("api-control-character")));
    }
    Ok(text.lines().collect::<Vec<_>>().join("\n").trim().to_owned())
}

fn refused(field: String, message: crate::wording::Message) -> WebError {
    Refusal::mistakes(vec![Mistake::of_field(field, message)]).into()
}

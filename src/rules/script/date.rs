//! Civil dates in scripts.

use chrono::{Datelike, NaiveDate};
use rhai::{Engine, EvalAltResult};

type Answer<T> = Result<T, Box<EvalAltResult>>;

/// A civil date. Dates compare with each other and with texts such as
/// `"2026-11-24"`; one minus another gives days; plus or minus days moves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub NaiveDate);

impl Date {
    fn parse(text: &str) -> Answer<Self> {
        text.parse().map(Self).map_err(|_| {
            crate::wording::msg!("rules-script-bad-date", text = text).to_string().into()
        })
    }

    fn plus(self, days: i64) -> Answer<Self> {
        chrono::Duration::try_days(days)
            .and_then(|days| self.0.checked_add_signed(days))
            .map(Self)
            .ok_or_else(|| crate::wording::msg!("rules-script-far-date").to_string().into())
    }
}

macro_rules! compare {
    ($engine:ident, $($text:literal $op:tt),+) => {$(
        $engine.register_fn($text, |one: Date, other: Date| one $op other);
        $engine.register_fn($text, |one: Date, other: &str| -> Answer<bool> {
            Ok(one $op Date::parse(other)?)
        });
        $engine.register_fn($text, |one: &str, other: Date| -> Answer<bool> {
            Ok(Date::parse(one)? $op other)
        });
    )+};
}

pub fn register(engine: &mut Engine) {
    engine.register_type_with_name::<Date>("date");
    engine.register_fn("date", Date::parse);
    engine.register_fn("to_string", |date: &mut Date| date.0.to_string());
    engine.register_fn("-", |one: Date, other: Date| (one.0 - other.0).num_days());
    engine.register_fn("+", |date: Date, days: i64| date.plus(days));
    engine.register_fn("-", |date: Date, days: i64| {
        date.plus(days.checked_neg().unwrap_or(i64::MAX))
    });
    compare!(engine, "==" ==, "!=" !=, "<" <, "<=" <=, ">" >, ">=" >=);
    engine.register_get("year", |date: &mut Date| i64::from(date.0.year()));
    engine.register_get("month", |date: &mut Date| i64::from(date.0.month()));
    engine.register_get("day", |date: &mut Date| i64::from(date.0.day()));
    engine.register_get("weekday", |date: &mut Date| {
        i64::from(date.0.weekday().number_from_monday())
    });
}

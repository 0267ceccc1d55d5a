//! Amounts, dates and moments as the visitor's language writes them.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;

use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::render::locale::Locale;
use crate::wording::UiLanguage;

pub struct Format(Locale);

impl Format {
    pub fn new(language: UiLanguage) -> Self {
        let language = match language {
            UiLanguage::English => Language::ENGLISH,
            UiLanguage::French => Language::FRENCH,
        };
        Self(Locale::of(&language))
    }

    /// With the currency.
    pub fn money(&self, money: &Money) -> String {
        self.0.money(money)
    }

    /// Without the currency.
    pub fn amount(&self, money: &Money) -> String {
        self.0.amount(money)
    }

    pub fn day(&self, day: NaiveDate) -> String {
        self.0.short_date(day)
    }

    /// Day, hour and minute in the company's time zone.
    pub fn moment(&self, at: DateTime<Utc>, zone: Tz) -> String {
        let at = at.with_timezone(&zone);
        format!("{} {}", self.0.short_date(at.date_naive()), at.format("%H:%M"))
    }

    pub fn count(&self, count: usize) -> String {
        self.0.number(Decimal::from(count))
    }
}

//! Messages, dates and amounts in the language of the page.

use chrono::{DateTime, Datelike, NaiveDate, Weekday};
use chrono_tz::Tz;
use rust_decimal::Decimal;

use super::model::Text;
use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::render::locale::Locale;
use crate::wording::{Message, UiLanguage, msg};

pub struct Pen {
    pub language: UiLanguage,
    locale: Locale,
}

impl Pen {
    pub fn new(language: UiLanguage) -> Self {
        let locale = match language {
            UiLanguage::English => Locale::of(&Language::ENGLISH),
            UiLanguage::French => Locale::of(&Language::FRENCH),
        };
        Self { language, locale }
    }

    pub fn code(&self) -> &'static str {
        match self.language {
            UiLanguage::English => "en",
            UiLanguage::French => "fr",
        }
    }

    pub fn words(&self, message: &Message) -> String {
        message.in_language(self.language)
    }

    pub fn text(&self, message: &Message) -> Text {
        Text::plain(self.words(message))
    }

    pub fn money(&self, money: &Money) -> String {
        self.locale.money(money)
    }

    pub fn percent(&self, percent: Decimal) -> String {
        self.locale.percent(percent)
    }

    pub fn number(&self, number: Decimal) -> String {
        self.locale.number(number)
    }

    /// `24 November 2026`.
    pub fn date(&self, date: NaiveDate) -> String {
        self.locale.long_date(date)
    }

    /// `24/11/2026`.
    pub fn short(&self, date: NaiveDate) -> String {
        self.locale.short_date(date)
    }

    pub fn weekday(&self, date: NaiveDate) -> String {
        self.day_of_week(date.weekday())
    }

    pub fn day_of_week(&self, day: Weekday) -> String {
        let day = match day {
            Weekday::Mon => "mon",
            Weekday::Tue => "tue",
            Weekday::Wed => "wed",
            Weekday::Thu => "thu",
            Weekday::Fri => "fri",
            Weekday::Sat => "sat",
            Weekday::Sun => "sun",
        };
        self.words(&msg!("handbook-weekday", day = day))
    }

    /// `07:00 CET (UTC+01:00)`.
    pub fn hour(&self, moment: &DateTime<Tz>) -> String {
        moment.format("%H:%M %Z (UTC%:z)").to_string()
    }

    /// Names one after the other.
    pub fn list<S: AsRef<str>>(&self, names: impl IntoIterator<Item = S>) -> String {
        let names: Vec<String> = names.into_iter().map(|name| name.as_ref().to_owned()).collect();
        names.join(", ")
    }
}

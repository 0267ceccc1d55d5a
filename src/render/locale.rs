//! Amounts, dates and counts as a language writes them, by ICU4X.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use chrono::{Datelike, NaiveDate};
use fixed_decimal::Decimal as FixedDecimal;
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_datetime::options::YearStyle;
use icu_decimal::DecimalFormatter;
use icu_experimental::dimension::currency::CurrencyType;
use icu_experimental::dimension::currency::formatter::CurrencyFormatter;
use icu_experimental::dimension::percent::formatter::PercentFormatter;
use icu_experimental::dimension::units::categorized_formatter::CategorizedFormatter;
use icu_experimental::dimension::units::options::Width;
use icu_experimental::measure::category::Duration;
use icu_locale_core::Locale as Tag;
use rust_decimal::Decimal;

use crate::domain::language::Language;
use crate::domain::money::{Currency, Money};

type DateFormat = FixedCalendarDateTimeFormatter<Gregorian, YMD>;
type MoneyFormat = CurrencyFormatter<DecimalFormatter>;
type PercentFormat = PercentFormatter<DecimalFormatter>;
type DurationFormat = CategorizedFormatter<Duration>;

/// The formats of one language. Shared and cached, since making a formatter
/// costs far more than using it.
#[derive(Clone)]
pub struct Locale(Arc<Formats>);

struct Formats {
    tag: Tag,
    short_date: Option<DateFormat>,
    long_date: Option<DateFormat>,
    days: Option<DurationFormat>,
    number: Option<DecimalFormatter>,
    percent: Option<PercentFormat>,
    /// By currency, made when first met.
    money: RwLock<BTreeMap<Currency, Option<Arc<MoneyFormat>>>>,
}

static LOCALES: LazyLock<RwLock<BTreeMap<Language, Locale>>> = LazyLock::new(RwLock::default);

impl Locale {
    /// English is written as in Europe (`en-GB`), where the invoices come from.
    pub fn of(language: &Language) -> Self {
        if let Some(known) = LOCALES.read().unwrap_or_else(PoisonError::into_inner).get(language) {
            return known.clone();
        }
        let made = Self(Arc::new(Formats::new(language)));
        LOCALES
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(language.clone())
            .or_insert(made)
            .clone()
    }

    /// `1 234,56 €`, `€1,234.56`: with the currency's own decimals.
    pub fn money(&self, money: &Money) -> String {
        let decimals = money.currency.decimals();
        let mut amount = money.amount;
        if amount.scale() < decimals {
            amount.rescale(decimals);
        }
        let amount = amount.to_string();
        match (self.0.money_format(money.currency), amount.parse::<FixedDecimal>()) {
            (Some(format), Ok(value)) => format.format_fixed_decimal(&value).to_string(),
            _ => money.to_string(),
        }
    }

    /// `1 234,56`, `1,234.56`: as [`Locale::money`], without the currency.
    pub fn amount(&self, money: &Money) -> String {
        let mut amount = money.amount;
        if amount.scale() < money.currency.decimals() {
            amount.rescale(money.currency.decimals());
        }
        self.number(amount)
    }

    /// `24 novembre 2026`, `24 November 2026`.
    pub fn long_date(&self, date: NaiveDate) -> String {
        formatted(self.0.long_date.as_ref(), date)
    }

    /// `24/11/2026`.
    pub fn short_date(&self, date: NaiveDate) -> String {
        formatted(self.0.short_date.as_ref(), date)
    }

    /// `1 234,567`, `1,234.567`: with the decimals that it is written with.
    pub fn number(&self, number: Decimal) -> String {
        let text = number.to_string();
        match (&self.0.number, text.parse::<FixedDecimal>()) {
            (Some(format), Ok(value)) => format.format(&value).to_string(),
            _ => text,
        }
    }

    /// `12,15 %`, `12.15%`: with the decimals that it is written with.
    pub fn percent(&self, percent: Decimal) -> String {
        let text = percent.to_string();
        match (&self.0.percent, text.parse::<FixedDecimal>()) {
            (Some(format), Ok(value)) => format.format(&value).to_string(),
            _ => format!("{text} %"),
        }
    }

    /// `1 jour`, `12 jours`, `1 day`: counted, in the plural that the language
    /// has for the number.
    pub fn days(&self, count: i64) -> String {
        match &self.0.days {
            Some(format) => format.format_fixed_decimal(&FixedDecimal::from(count)).to_string(),
            None => count.to_string(),
        }
    }
}

impl Formats {
    fn new(language: &Language) -> Self {
        let text = if language.as_str() == "en" { "en-GB" } else { language.as_str() };
        let tag: Tag = text.parse().unwrap_or(Tag::UNKNOWN);
        let date = |fields: YMD| {
            let fields = fields.with_year_style(YearStyle::Full);
            DateFormat::try_new((&tag).into(), fields).ok()
        };
        Self {
            short_date: date(YMD::short()),
            long_date: date(YMD::long()),
            days: DurationFormat::try_new_core((&tag).into(), Duration::day(), Width::Long.into())
                .ok(),
            number: DecimalFormatter::try_new((&tag).into(), Default::default()).ok(),
            percent: PercentFormat::try_new((&tag).into(), Default::default()).ok(),
            money: RwLock::default(),
            tag,
        }
    }

    fn money_format(&self, currency: Currency) -> Option<Arc<MoneyFormat>> {
        if let Some(known) =
            self.money.read().unwrap_or_else(PoisonError::into_inner).get(&currency)
        {
            return known.clone();
        }
        let made = currency
            .code()
            .parse::<CurrencyType>()
            .ok()
            .and_then(|code| {
                MoneyFormat::try_new_symbol((&self.tag).into(), code, Default::default()).ok()
            })
            .map(Arc::new);
        self.money
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(currency)
            .or_insert(made)
            .clone()
    }
}

/// Without data for the language, or outside the calendar's range: ISO.
fn formatted(format: Option<&DateFormat>, date: NaiveDate) -> String {
    let month = u8::try_from(date.month()).unwrap_or_default();
    let day = u8::try_from(date.day()).unwrap_or_default();
    match (format, Date::try_new_gregorian(date.year(), month, day)) {
        (Some(format), Ok(date)) => format.format(&date).to_string(),
        _ => date.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(amount: &str, currency: &str) -> Money {
        Money::new(amount.parse().expect("an amount"), currency.parse().expect("a currency"))
    }

    #[test]
    fn amounts_are_written_as_the_language_writes_them() {
        for (language, amount, currency, expected) in [
            ("fr", "1234.56", "EUR", "1\u{202f}234,56\u{a0}€"),
            ("fr", "-1234.5", "EUR", "-1\u{202f}234,50\u{a0}€"),
            ("fr", "1234567", "JPY", "1\u{202f}234\u{202f}567\u{a0}JP¥"),
            ("en", "1234.56", "EUR", "€1,234.56"),
            ("en", "1234.5", "USD", "US$1,234.50"),
            ("en", "0", "GBP", "£0.00"),
        ] {
            let locale = Locale::of(&language.parse().expect("a language"));
            assert_eq!(locale.money(&money(amount, currency)), expected, "{language} {amount}");
        }
    }

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        let date = "2026-11-24".parse().expect("a date");
        for (language, long, short) in [
            ("fr", "24 novembre 2026", "24/11/2026"),
            ("en", "24 November 2026", "24/11/2026"),
            ("de", "24. November 2026", "24.11.2026"),
        ] {
            let locale = Locale::of(&language.parse().expect("a language"));
            assert_eq!(locale.long_date(date), long, "{language}");
            assert_eq!(locale.short_date(date), short, "{language}");
        }
    }

    #[test]
    fn rates_are_written_as_the_language_writes_them() {
        for (language, percent, expected) in [
            ("fr", "12.15", "12,15\u{a0}%"),
            ("fr", "8", "8\u{a0}%"),
            ("en", "12.15", "12.15%"),
            ("de", "0.5", "0,5\u{a0}%"),
        ] {
            let locale = Locale::of(&language.parse().expect("a language"));
            let percent = percent.parse().expect("a rate");
            assert_eq!(locale.percent(percent), expected, "{language}");
        }
    }

    #[test]
    fn days_are_counted_in_the_plural_of_the_language() {
        for (language, count, expected) in [
            ("fr", 0, "0\u{a0}jour"),
            ("fr", 1, "1\u{a0}jour"),
            ("fr", 12, "12\u{a0}jours"),
            ("en", 0, "0 days"),
            ("en", 1, "1 day"),
            ("en", 1200, "1,200 days"),
        ] {
            let locale = Locale::of(&language.parse().expect("a language"));
            assert_eq!(locale.days(count), expected, "{language} {count}");
        }
    }
}

//! Amounts and dates as templates see them: written in the language of the
//! mail wherever they are printed, and formatted once.

use std::fmt;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

use crate::domain::money::Money;
use crate::render::locale::Locale;

/// An exact amount with its currency.
pub(in crate::render) struct Amount {
    money: Money,
    locale: Locale,
    text: OnceLock<Arc<str>>,
}

impl Amount {
    pub const FIELDS: &'static [&'static str] = &["currency", "is_positive"];

    pub fn value(money: Money, locale: &Locale) -> Value {
        Value::from_object(Self { money, locale: locale.clone(), text: OnceLock::new() })
    }

    pub fn text(&self) -> &Arc<str> {
        self.text.get_or_init(|| self.locale.money(&self.money).into())
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.money)
    }
}

impl Object for Amount {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "currency" => Some(self.money.currency.code().into()),
            "is_positive" => Some((self.money.amount > rust_decimal::Decimal::ZERO).into()),
            _ => None,
        }
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

/// A civil date; long where nothing else is asked for.
pub(in crate::render) struct Day {
    date: NaiveDate,
    locale: Locale,
    long: OnceLock<Arc<str>>,
    short: OnceLock<Arc<str>>,
}

impl Day {
    pub fn value(date: NaiveDate, locale: &Locale) -> Value {
        Value::from_object(Self {
            date,
            locale: locale.clone(),
            long: OnceLock::new(),
            short: OnceLock::new(),
        })
    }

    pub fn long(&self) -> &Arc<str> {
        self.long.get_or_init(|| self.locale.long_date(self.date).into())
    }

    pub fn short(&self) -> &Arc<str> {
        self.short.get_or_init(|| self.locale.short_date(self.date).into())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)
    }
}

impl Object for Day {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.long())
    }
}

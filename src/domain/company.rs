//! The companies that send reminders; nothing crosses companies.

use std::fmt;
use std::sync::Arc;

use chrono_tz::Tz;

use super::address::EmailAddress;
use super::language::Language;
use super::money::Currency;

/// The short code that every row of a company carries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CompanyCode(pub Arc<str>);

impl CompanyCode {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CompanyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name and an address that a mail is sent from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    pub name: String,
    pub address: EmailAddress,
}

/// Where customers pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankAccount {
    pub iban: String,
    pub bic: Option<String>,
}

/// A company as its customers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    pub code: CompanyCode,
    pub name: String,
    /// Lines of the postal address, in print order.
    pub address: Vec<String>,
    /// Registration shown in the foot of a mail (legal form, capital, RCS, VAT).
    pub legal: Option<String>,
    pub phone: Option<String>,
    pub currency: Currency,
    pub time_zone: Tz,
    pub language: Language,
    pub bank: Option<BankAccount>,
    pub sender: Sender,
}

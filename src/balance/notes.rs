//! What a reader of a balance must know beside its figures.

use chrono::NaiveDate;

use super::compute::Report;
use super::criteria::Criteria;
use crate::domain::money::{Currency, Money};
use crate::wording::{Message, msg};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Nothing is open that fits what was asked for.
    Nothing,
    /// The balance is of an earlier day, but what is open is known as of today
    /// only: what has been settled since is missing.
    OpenToday { today: NaiveDate },
    /// Operations dated after the balance are left out.
    LeftOut { operations: u64, amounts: Vec<Money> },
    /// Operations dated after the balance stand in its first bucket.
    DatedLater { operations: u64 },
    /// Currencies without a rate are not in the total in the company's
    /// currency.
    WithoutRate { currencies: Vec<Currency>, company: Currency },
}

pub(super) fn of(report: &Report, criteria: &Criteria, company: Currency) -> Vec<Note> {
    let mut notes = Vec::new();
    if report.accounts == 0 {
        notes.push(Note::Nothing);
    }
    if criteria.as_of < criteria.today {
        notes.push(Note::OpenToday { today: criteria.today });
    }
    if report.left_out.operations > 0 {
        let amounts = report.left_out.amounts.iter();
        notes.push(Note::LeftOut {
            operations: report.left_out.operations,
            amounts: amounts.map(|(currency, amount)| Money::new(*amount, *currency)).collect(),
        });
    }
    if report.dated_later > 0 {
        notes.push(Note::DatedLater { operations: report.dated_later });
    }
    let currencies = report.totals.in_company_currency().without_rate;
    if !currencies.is_empty() {
        notes.push(Note::WithoutRate { currencies, company });
    }
    notes
}

impl Note {
    /// The name used in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::OpenToday { .. } => "open_today",
            Self::LeftOut { .. } => "left_out",
            Self::DatedLater { .. } => "dated_later",
            Self::WithoutRate { .. } => "without_rate",
        }
    }

    /// Amounts and dates are written as the reader's language does.
    pub fn message(
        &self,
        money: impl Fn(&Money) -> String,
        date: impl Fn(NaiveDate) -> String,
    ) -> Message {
        match self {
            Self::Nothing => msg!("balance-note-nothing"),
            Self::OpenToday { today } => msg!("balance-note-open-today", today = date(*today)),
            Self::LeftOut { operations, amounts } => {
                let amounts: Vec<String> = amounts.iter().map(money).collect();
                msg!("balance-note-left-out", count = *operations, amounts = amounts.join(", "))
            }
            Self::DatedLater { operations } => {
                msg!("balance-note-dated-later", count = *operations)
            }
            Self::WithoutRate { currencies, company } => {
                let codes: Vec<&str> = currencies.iter().map(|currency| currency.code()).collect();
                msg!(
                    "balance-note-without-rate",
                    currencies = codes.join(", "),
                    company = company.code()
                )
            }
        }
    }
}

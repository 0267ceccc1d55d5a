//! What planning yields: reminders, and a reason for every item without one.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::facts::CustomerFacts;
use super::policy::{RecipientSource, ScriptError};
use crate::domain::address::EmailAddress;
use crate::domain::channel::Channel;
use crate::domain::company::Sender;
use crate::domain::hold::HoldKind;
use crate::domain::identity::HoldId;
use crate::domain::language::Language;
use crate::domain::letter::PostalAddress;
use crate::domain::level::{DayBounds, LevelCode};
use crate::domain::money::{Currency, Money};

/// Why an item is not reminded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    NotInBatch,
    Settled,
    NeverDunnedPaymentMethod {
        method: String,
    },
    AutomaticOff,
    ManualOff,
    ManualHold {
        comment: String,
    },
    AutomaticHold {
        comment: String,
    },
    TemporaryHold {
        comment: String,
    },
    SetToExcluded,
    DaysExcluded {
        days: i64,
    },
    Exclusion {
        name: Arc<str>,
    },
    BelowMinimum {
        open: Money,
        minimum: Decimal,
    },
    CreditorCustomer {
        balance: Money,
    },
    RefusedByHook {
        /// `eligible` or `level`.
        hook: &'static str,
        reason: String,
    },
    RemindedToday,
    /// Switch off: no level contains the days.
    NoLevel {
        days: i64,
    },
    AlreadyAtLevel {
        level: LevelCode,
    },
    /// At this level with a repeat that is not due yet.
    RepeatNotDue {
        level: LevelCode,
        days_since: i64,
        every: u32,
    },
    NeverLowered {
        current: LevelCode,
        proposed: LevelCode,
    },
    /// Switch on: the next level's bounds do not contain the days.
    OutsideBounds {
        level: LevelCode,
        bounds: DayBounds,
        days: i64,
        /// Counted from the last reminder; from the due date where there was
        /// none.
        reminded: bool,
    },
    /// The item stands at a level that the rules do not know, or a hook gives it
    /// one.
    UnknownLevel {
        level: LevelCode,
        /// The hook that gives it.
        hook: Option<&'static str>,
    },
    NoRecipient,
    /// Addresses were found, and nothing is sent to any of them.
    AddressesSuppressed {
        /// Never empty.
        addresses: Vec<EmailAddress>,
    },
    /// A letter, and no postal address is known.
    NoPostalAddress,
    ScriptFailed {
        error: ScriptError,
    },
}

/// Someone a reminder goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub address: EmailAddress,
    pub name: Option<String>,
    pub source: RecipientSource,
    pub language: Option<Language>,
}

/// An address that cannot be used (domain document §4: skipped and reported).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadAddress {
    pub text: String,
    pub source: RecipientSource,
    pub invoice: String,
    pub defect: Defect,
}

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defect {
    NotAnAddress,
    /// On the suppression list.
    Suppressed,
}

impl Defect {
    /// The name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotAnAddress => "not_an_address",
            Self::Suppressed => "suppressed",
        }
    }
}

/// Position of a due item within its customer's facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemRef {
    pub invoice: usize,
    pub item: usize,
}

/// One due item in a reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub item: ItemRef,
    /// Run date minus due date.
    pub days_late: i64,
    /// What is asked for.
    pub open: Money,
}

/// One mail or letter to be: items of one customer, one level, one set of recipients
/// and one set of copies (domain document §5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedReminder {
    pub level: LevelCode,
    pub language: Language,
    pub sender: Sender,
    /// Without duplicates; never empty for a mail, empty for a letter.
    pub to: Vec<Recipient>,
    pub cc: Vec<EmailAddress>,
    /// Where a letter goes; `None` for a mail.
    pub postal: Option<PostalAddress>,
    /// Never empty.
    pub lines: Vec<Line>,
    /// Set by the `subject` hook.
    pub subject: Option<String>,
    /// The sending account that a mail leaves by; none for a letter, or where
    /// the rules name no account.
    pub account: Option<Arc<str>>,
}

impl PlannedReminder {
    /// Sums per currency, in the order of the currencies' codes.
    pub fn totals(&self) -> Vec<Money> {
        totals(self.lines.iter().map(|line| line.open))
    }
}

/// An item that is not reminded, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    pub item: ItemRef,
    pub days_late: i64,
    pub reason: Reason,
}

/// The plan for one customer to be invoiced: each open item is either in
/// exactly one reminder or skipped with a reason.
#[derive(Debug, Clone)]
pub struct CustomerPlan {
    pub facts: Arc<CustomerFacts>,
    pub channel: Channel,
    pub run_date: NaiveDate,
    pub reminders: Vec<PlannedReminder>,
    pub skipped: Vec<Skipped>,
    pub bad_addresses: Vec<BadAddress>,
    /// Invoices (positions) that the batch takes, at a level of its filter, and
    /// that carry a temporary hold, lifted after the execution.
    pub temporary_holds: Vec<usize>,
}

impl CustomerPlan {
    /// A plan in which nothing is decided yet.
    pub fn new(facts: Arc<CustomerFacts>, channel: Channel, run_date: NaiveDate) -> Self {
        Self {
            facts,
            channel,
            run_date,
            reminders: Vec::new(),
            skipped: Vec::new(),
            bad_addresses: Vec::new(),
            temporary_holds: Vec::new(),
        }
    }

    /// The temporary holds to lift after the execution.
    pub fn temporary_hold_ids(&self) -> impl Iterator<Item = HoldId> + '_ {
        self.temporary_holds
            .iter()
            .filter_map(|&position| self.facts.invoices[position].invoice.hold(HoldKind::Temporary))
            .map(|hold| hold.id)
    }
}

/// Adds amounts currency by currency, never across.
pub fn totals(amounts: impl IntoIterator<Item = Money>) -> Vec<Money> {
    let mut sums = std::collections::BTreeMap::<Currency, Decimal>::new();
    for money in amounts {
        *sums.entry(money.currency).or_default() += money.amount;
    }
    sums.into_iter().map(|(currency, amount)| Money::new(amount, currency)).collect()
}

//! What late payment adds to a debt: a flat recovery fee per overdue invoice
//! and interest by a dated table of rates (domain document §9). Between
//! businesses only; off unless the rules switch it on.

mod interest;
mod rates;
mod reminder;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use interest::{Interest, Segment};
pub use rates::{Period, Rate, RateTable};
pub use reminder::{LineCharges, ReminderCharges, of};

use super::policy::Origin;
use crate::domain::customer::Customer;
use crate::domain::level::LevelCode;
use crate::domain::money::Money;

/// What the rules charge on top of a debt. Nothing by default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChargeRules {
    pub recovery_fee: Switched<FeeRule>,
    pub late_interest: Switched<InterestRule>,
}

/// A charge that is on, or off: by which rule, or by default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Switched<T> {
    On(T),
    Off(Option<Origin>),
}

impl<T> Default for Switched<T> {
    fn default() -> Self {
        Self::Off(None)
    }
}

impl<T> Switched<T> {
    fn rule(&self) -> Result<&T, NotCharged> {
        match self {
            Self::On(rule) => Ok(rule),
            Self::Off(origin) => Err(NotCharged::SwitchedOff { origin: origin.clone() }),
        }
    }
}

/// The levels at which something is charged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum AtLevels {
    #[default]
    All,
    Only(BTreeSet<LevelCode>),
}

impl AtLevels {
    fn check(&self, level: &LevelCode, origin: &Origin) -> Result<(), NotCharged> {
        match self {
            Self::Only(levels) if !levels.contains(level) => {
                Err(NotCharged::OtherLevel { level: level.clone(), origin: origin.clone() })
            }
            _ => Ok(()),
        }
    }
}

/// The flat recovery fee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeRule {
    /// Per overdue invoice, in the company's currency.
    pub amount: Money,
    pub levels: AtLevels,
    pub origin: Origin,
}

/// Late interest, exact/365.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestRule {
    pub rates: RateTable,
    pub levels: AtLevels,
    /// By customer code, in place of `rates`.
    pub customers: BTreeMap<String, Terms>,
    pub origin: Origin,
}

/// What was agreed with one customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Terms {
    Rates(RateTable),
    /// No interest at all.
    Off(Origin),
}

/// Why nothing is charged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotCharged {
    /// `None`: no rule speaks of it.
    SwitchedOff {
        origin: Option<Origin>,
    },
    Consumer,
    NotOverdue,
    OtherLevel {
        level: LevelCode,
        origin: Origin,
    },
    /// The customer pays no interest.
    Exempt {
        origin: Origin,
    },
    /// Every day late lies before the first rate of the table.
    BeforeFirstRate {
        origin: Origin,
    },
}

impl ChargeRules {
    /// Whether both charge the same, wherever it is written.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let fee = |rules: &Self| match &rules.recovery_fee {
            Switched::On(rule) => Some((rule.amount, rule.levels.clone())),
            Switched::Off(_) => None,
        };
        let interest = match (&self.late_interest, &other.late_interest) {
            (Switched::On(one), Switched::On(two)) => {
                let agreed = |(a, b): (&Terms, &Terms)| match (a, b) {
                    (Terms::Rates(one), Terms::Rates(two)) => one.says_the_same(two),
                    (Terms::Off(_), Terms::Off(_)) => true,
                    _ => false,
                };
                one.levels == two.levels
                    && one.rates.says_the_same(&two.rates)
                    && one.customers.keys().eq(two.customers.keys())
                    && one.customers.values().zip(two.customers.values()).all(agreed)
            }
            (Switched::Off(_), Switched::Off(_)) => true,
            _ => false,
        };
        fee(self) == fee(other) && interest
    }

    /// The fee of an invoice one of whose due items is `days_late` days late,
    /// in a reminder at `level`. It is owed once per invoice, whatever the
    /// number of instalments.
    ///
    /// # Errors
    /// Why there is none.
    pub fn fee(
        &self,
        debtor: &Customer,
        days_late: i64,
        level: &LevelCode,
    ) -> Result<&FeeRule, NotCharged> {
        let rule = self.recovery_fee.rule()?;
        owed(debtor, days_late)?;
        rule.levels.check(level, &rule.origin)?;
        Ok(rule)
    }
}

fn owed(debtor: &Customer, days_late: i64) -> Result<(), NotCharged> {
    match (debtor.consumer, days_late) {
        (true, _) => Err(NotCharged::Consumer),
        (false, ..=0) => Err(NotCharged::NotOverdue),
        (false, _) => Ok(()),
    }
}

//! Sums that can be added up in any order.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::story::Entry;
use crate::domain::money::{Currency, Money};

/// Items and what is open on them, currency by currency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sum {
    pub items: u64,
    amounts: BTreeMap<Currency, Decimal>,
}

impl Sum {
    pub fn add(&mut self, open: Money) {
        self.items += 1;
        *self.amounts.entry(open.currency).or_default() += open.amount;
    }

    pub fn merge(&mut self, other: &Self) {
        self.items += other.items;
        for (currency, amount) in &other.amounts {
            *self.amounts.entry(*currency).or_default() += amount;
        }
    }

    /// In the order of the currencies.
    pub fn amounts(&self) -> Vec<Money> {
        self.amounts.iter().map(|(&currency, &amount)| Money::new(amount, currency)).collect()
    }

    pub fn amount(&self, currency: Currency) -> Decimal {
        self.amounts.get(&currency).copied().unwrap_or_default()
    }

    pub fn currencies(&self) -> impl Iterator<Item = Currency> + '_ {
        self.amounts.keys().copied()
    }
}

/// Reminders with their items, each item counted as often as it is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    pub reminders: u64,
    pub asked: Sum,
}

impl Tally {
    pub(super) fn add(&mut self, entry: &Entry) {
        self.reminders += 1;
        for line in &entry.lines {
            self.asked.add(line.open);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.reminders += other.reminders;
        self.asked.merge(&other.asked);
    }
}

//! Sums per bucket and currency. Currencies are never added up; what is in
//! the company's currency was converted operation by operation, so that every
//! subtotal is the sum of what it is over.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::domain::money::Currency;

/// What operations in one currency come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrencySums {
    /// By bucket.
    pub buckets: Vec<Decimal>,
    pub total: Decimal,
    pub operations: u64,
    /// The same in the company's currency; `None` without a rate.
    pub converted: Option<Converted>,
}

/// Sums in the company's currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    pub buckets: Vec<Decimal>,
    pub total: Decimal,
}

impl CurrencySums {
    pub(super) fn new(buckets: usize) -> Self {
        Self {
            buckets: vec![Decimal::ZERO; buckets],
            total: Decimal::ZERO,
            operations: 0,
            converted: Some(Converted {
                buckets: vec![Decimal::ZERO; buckets],
                total: Decimal::ZERO,
            }),
        }
    }

    pub(super) fn add(&mut self, bucket: usize, amount: Decimal, converted: Option<Decimal>) {
        self.total += amount;
        self.operations += 1;
        if let Some(sum) = self.buckets.get_mut(bucket) {
            *sum += amount;
        }
        match (converted, &mut self.converted) {
            (Some(amount), Some(sums)) => {
                sums.total += amount;
                if let Some(sum) = sums.buckets.get_mut(bucket) {
                    *sum += amount;
                }
            }
            (None, sums) => *sums = None,
            (Some(_), None) => {}
        }
    }

    fn merge(&mut self, other: &Self) {
        self.total += other.total;
        self.operations += other.operations;
        add_all(&mut self.buckets, &other.buckets);
        match (&other.converted, &mut self.converted) {
            (Some(other), Some(sums)) => {
                sums.total += other.total;
                add_all(&mut sums.buckets, &other.buckets);
            }
            (None, sums) => *sums = None,
            (Some(_), None) => {}
        }
    }
}

fn add_all(sums: &mut [Decimal], others: &[Decimal]) {
    for (sum, other) in sums.iter_mut().zip(others) {
        *sum += other;
    }
}

/// Sums over several currencies, apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    buckets: usize,
    by_currency: BTreeMap<Currency, CurrencySums>,
}

/// What all currencies with a rate come to in the company's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanySums {
    pub buckets: Vec<Decimal>,
    pub total: Decimal,
    /// Currencies without a rate, which are not in it.
    pub without_rate: Vec<Currency>,
}

impl Sums {
    pub fn new(buckets: usize) -> Self {
        Self { buckets, by_currency: BTreeMap::new() }
    }

    pub(super) fn merge(&mut self, currency: Currency, sums: &CurrencySums) {
        self.of(currency).merge(sums);
    }

    fn of(&mut self, currency: Currency) -> &mut CurrencySums {
        let buckets = self.buckets;
        self.by_currency.entry(currency).or_insert_with(|| CurrencySums::new(buckets))
    }

    pub fn is_empty(&self) -> bool {
        self.by_currency.is_empty()
    }

    /// Each currency with its sums, by code.
    pub fn currencies(&self) -> impl ExactSizeIterator<Item = (Currency, &CurrencySums)> {
        self.by_currency.iter().map(|(currency, sums)| (*currency, sums))
    }

    pub fn currency(&self, currency: Currency) -> Option<&CurrencySums> {
        self.by_currency.get(&currency)
    }

    pub fn operations(&self) -> u64 {
        self.by_currency.values().map(|sums| sums.operations).sum()
    }

    /// In the company's currency, what has no rate left apart.
    pub fn in_company_currency(&self) -> CompanySums {
        let mut company = CompanySums {
            buckets: vec![Decimal::ZERO; self.buckets],
            total: Decimal::ZERO,
            without_rate: Vec::new(),
        };
        for (currency, sums) in &self.by_currency {
            match &sums.converted {
                Some(converted) => {
                    company.total += converted.total;
                    add_all(&mut company.buckets, &converted.buckets);
                }
                None => company.without_rate.push(*currency),
            }
        }
        company
    }
}

//! Operations account by account into groups and subtotals, handed on as soon
//! as they are complete.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::buckets::Buckets;
use super::criteria::{Criteria, Grouping, Needle};
use super::notes::{self, Note};
use super::operation::{Account, OpenAccount, Operation};
use super::rates::Rates;
use super::sums::{CurrencySums, Sums};
use crate::domain::money::Currency;

/// An operation with its age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgedOperation {
    pub operation: Operation,
    /// From its date to the balance's; negative when dated later.
    pub days: i64,
    pub bucket: usize,
    /// In the company's currency; `None` without a rate.
    pub converted: Option<Decimal>,
}

/// An account within a group.
#[derive(Debug, Clone)]
pub struct AccountBlock {
    pub account: Arc<Account>,
    /// By currency code.
    pub parts: Vec<CurrencyPart>,
}

impl AccountBlock {
    /// What the account comes to, per currency.
    pub fn sums(&self) -> Sums {
        let buckets = self.parts.first().map_or(0, |part| part.sums.buckets.len());
        let mut sums = Sums::new(buckets);
        for part in &self.parts {
            sums.merge(part.currency, &part.sums);
        }
        sums
    }
}

/// What an account has in one currency.
#[derive(Debug, Clone)]
pub struct CurrencyPart {
    pub currency: Currency,
    /// By date, document number and instalment; empty in a summary.
    pub operations: Vec<AgedOperation>,
    pub sums: CurrencySums,
}

/// What a group is about, in the order in which groups stand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKey {
    Currency(Currency),
    Bucket(usize),
    Person(PersonKey),
    /// Nobody is in charge.
    Nobody,
}

/// A collaborator in charge, by code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonKey {
    pub code: String,
    pub name: String,
}

/// Operations dated after the balance, which it leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeftOut {
    pub operations: u64,
    pub amounts: BTreeMap<Currency, Decimal>,
}

/// What the whole balance comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub accounts: u64,
    pub totals: Sums,
    pub left_out: LeftOut,
    /// Operations dated after the balance that are in it.
    pub dated_later: u64,
    /// What a reader must know.
    pub notes: Vec<Note>,
}

/// Takes a balance in its order: groups, where it has any, and in each the
/// accounts by code.
pub trait Sink {
    type Error;

    /// # Errors
    /// When it cannot be written.
    fn begin_group(&mut self, key: &GroupKey) -> Result<(), Self::Error>;

    /// # Errors
    /// When it cannot be written.
    fn account(&mut self, block: &AccountBlock) -> Result<(), Self::Error>;

    /// # Errors
    /// When it cannot be written.
    fn end_group(&mut self, key: &GroupKey, sums: &Sums) -> Result<(), Self::Error>;

    /// # Errors
    /// When it cannot be written.
    fn end(&mut self, report: &Report) -> Result<(), Self::Error>;
}

struct Group {
    blocks: Vec<AccountBlock>,
    sums: Sums,
}

/// A balance being made. Grouped by account, each account is handed on and
/// forgotten; other groups are held until all accounts are known.
pub struct Aging<'a> {
    criteria: &'a Criteria,
    buckets: &'a Buckets,
    rates: &'a Rates,
    company_currency: Currency,
    grouping: Grouping,
    /// Keep no operations, only sums.
    summary: bool,
    needle: Option<Needle>,
    /// Which buckets are shown.
    shown: Vec<bool>,
    groups: BTreeMap<GroupKey, Group>,
    report: Report,
}

impl<'a> Aging<'a> {
    pub fn new(
        criteria: &'a Criteria,
        buckets: &'a Buckets,
        rates: &'a Rates,
        company_currency: Currency,
        grouping: Grouping,
        summary: bool,
    ) -> Self {
        let asked: Vec<usize> = criteria.bucket_days.iter().map(|&days| buckets.of(days)).collect();
        Self {
            criteria,
            buckets,
            rates,
            company_currency,
            grouping,
            summary,
            needle: criteria.search.as_deref().and_then(Needle::new),
            shown: (0..buckets.count())
                .map(|bucket| asked.is_empty() || asked.contains(&bucket))
                .collect(),
            groups: BTreeMap::new(),
            report: Report {
                accounts: 0,
                totals: Sums::new(buckets.count()),
                left_out: LeftOut::default(),
                dated_later: 0,
                notes: Vec::new(),
            },
        }
    }

    /// Takes the next account, in the order of codes.
    ///
    /// # Errors
    /// When the sink fails.
    pub fn add<S: Sink>(&mut self, open: OpenAccount, sink: &mut S) -> Result<(), S::Error> {
        let OpenAccount { account, operations } = open;
        let whole = self.needle.as_ref().is_none_or(|needle| needle.in_account(&account));
        let mut by_currency: BTreeMap<Currency, Vec<AgedOperation>> = BTreeMap::new();
        for operation in operations {
            let found =
                whole || self.needle.as_ref().is_none_or(|needle| needle.in_operation(&operation));
            if !found || !self.criteria.take(&operation) {
                continue;
            }
            if let Some(aged) = self.age(operation) {
                by_currency.entry(aged.operation.amount.currency).or_default().push(aged);
            }
        }
        if let Some(minimum) = self.criteria.minimum {
            by_currency.retain(|_, operations| balance(operations).abs() >= minimum);
        }
        if by_currency.is_empty() {
            return Ok(());
        }
        self.report.accounts += 1;
        let account = Arc::new(account);
        if self.grouping == Grouping::Account {
            let block = self.block(account, by_currency);
            return sink.account(&block);
        }
        let mut groups: BTreeMap<GroupKey, BTreeMap<Currency, Vec<AgedOperation>>> =
            BTreeMap::new();
        for (currency, operations) in by_currency {
            for aged in operations {
                let group = groups.entry(self.key(&aged)).or_default();
                group.entry(currency).or_default().push(aged);
            }
        }
        for (key, by_currency) in groups {
            let block = self.block(Arc::clone(&account), by_currency);
            let buckets = self.buckets.count();
            let group = self
                .groups
                .entry(key)
                .or_insert_with(|| Group { blocks: Vec::new(), sums: Sums::new(buckets) });
            for part in &block.parts {
                group.sums.merge(part.currency, &part.sums);
            }
            group.blocks.push(block);
        }
        Ok(())
    }

    /// Hands on what is left, and the totals.
    ///
    /// # Errors
    /// When the sink fails.
    pub fn finish<S: Sink>(mut self, sink: &mut S) -> Result<Report, S::Error> {
        for (key, group) in self.groups {
            sink.begin_group(&key)?;
            for block in &group.blocks {
                sink.account(block)?;
            }
            sink.end_group(&key, &group.sums)?;
        }
        self.report.notes = notes::of(&self.report, self.criteria, self.company_currency);
        sink.end(&self.report)?;
        Ok(self.report)
    }

    /// `None` for what is dated after the balance or in a bucket not shown.
    fn age(&mut self, operation: Operation) -> Option<AgedOperation> {
        let as_of = self.criteria.as_of;
        let days = days_between(self.criteria.reference(&operation), as_of);
        let bucket = if operation.date > as_of { 0 } else { self.buckets.of(days) };
        if !self.shown.get(bucket).copied().unwrap_or(false) {
            return None;
        }
        let money = operation.amount;
        if operation.date > as_of {
            if !self.criteria.later {
                self.report.left_out.operations += 1;
                *self.report.left_out.amounts.entry(money.currency).or_default() += money.amount;
                return None;
            }
            self.report.dated_later += 1;
        }
        let converted = self.rates.convert(money, self.company_currency, as_of);
        Some(AgedOperation { operation, days, bucket, converted })
    }

    fn key(&self, aged: &AgedOperation) -> GroupKey {
        match (self.grouping, &aged.operation.person) {
            (Grouping::Bucket, _) => GroupKey::Bucket(aged.bucket),
            (Grouping::Person, Some(person)) => {
                GroupKey::Person(PersonKey { code: person.code.clone(), name: person.name.clone() })
            }
            (Grouping::Person, None) => GroupKey::Nobody,
            (Grouping::Account | Grouping::Currency, _) => {
                GroupKey::Currency(aged.operation.amount.currency)
            }
        }
    }

    /// Sums up what one account has, and adds it to the totals.
    fn block(
        &mut self,
        account: Arc<Account>,
        by_currency: BTreeMap<Currency, Vec<AgedOperation>>,
    ) -> AccountBlock {
        let mut parts = Vec::with_capacity(by_currency.len());
        for (currency, mut operations) in by_currency {
            let mut sums = CurrencySums::new(self.buckets.count());
            for aged in &operations {
                sums.add(aged.bucket, aged.operation.amount.amount, aged.converted);
            }
            self.report.totals.merge(currency, &sums);
            if self.summary {
                operations = Vec::new();
            } else {
                operations.sort_by(|a, b| {
                    let (a, b) = (&a.operation, &b.operation);
                    (a.date, &a.number, a.instalment).cmp(&(b.date, &b.number, b.instalment))
                });
            }
            parts.push(CurrencyPart { currency, operations, sums });
        }
        AccountBlock { account, parts }
    }
}

fn balance(operations: &[AgedOperation]) -> Decimal {
    operations.iter().map(|aged| aged.operation.amount.amount).sum()
}

fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

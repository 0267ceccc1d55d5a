//! The aged balance as lists show it: a line per account and currency, without
//! the operations, in any order.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::balance::{self, BalanceRequest};
use super::engine::Engine;
use super::error::AppError;
use super::kept::{Kept, Weight};
use crate::balance::{
    Account, AccountBlock, Converted, CurrencyPart, GroupKey, Grouping, Report, Sink, Sums,
};
use crate::domain::company::CompanyCode;
use crate::domain::money::Currency;
use crate::export::ExportError;
use crate::rules::set::{AgedBalance, CompanyRules};

/// Balances with other filters that are kept at once.
const MOST: usize = 32;
/// Lines of all balances that are kept: about 300 bytes each.
const MOST_LINES: usize = 400_000;

/// What an account has in one currency, within a group where there are any.
#[derive(Debug, Clone)]
pub struct Line {
    /// Which of the groups, from 0.
    pub group: usize,
    pub account: Arc<Account>,
    pub currency: Currency,
    pub buckets: Box<[Decimal]>,
    pub total: Decimal,
    /// The part of the total that is past its due date.
    pub overdue: Decimal,
    pub operations: u64,
    /// The same in the company's currency; `None` without a rate, and where
    /// the line is in that currency.
    pub converted: Option<Box<Converted>>,
}

/// Amounts past their due date, per currency.
pub type Overdue = BTreeMap<Currency, Decimal>;

/// What a group of lines comes to.
#[derive(Debug, Clone)]
pub struct Group {
    pub key: GroupKey,
    pub sums: Sums,
    pub overdue: Overdue,
}

/// What the lines go by, within their groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SortBy {
    #[default]
    Code,
    Name,
    Total,
    Overdue,
    /// What is in a bucket, from 0.
    Bucket(usize),
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Order {
    pub by: SortBy,
    pub descending: bool,
}

/// A whole balance without its operations.
pub struct Summary {
    /// Empty where the balance is grouped by account.
    pub groups: Vec<Group>,
    /// What is past its due date in the whole balance.
    pub overdue: Overdue,
    /// Of each group in turn, by code and currency.
    lines: Vec<Line>,
    pub report: Report,
    /// The places of the lines in the orders that were asked for.
    orders: Mutex<HashMap<Order, Arc<[u32]>>>,
}

impl Summary {
    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Some lines of an order: so many from a place on. Groups stay together.
    /// Amounts of one currency stay together too: they cannot be compared
    /// with those of another.
    pub fn lines(&self, order: Order, from: usize, count: usize) -> Vec<&Line> {
        if order == Order::default() {
            return self.lines.iter().skip(from).take(count).collect();
        }
        let places = self.places(order);
        let places = places.iter().skip(from).take(count);
        places.filter_map(|&place| self.lines.get(usize::try_from(place).ok()?)).collect()
    }

    fn places(&self, order: Order) -> Arc<[u32]> {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        let places = orders.entry(order).or_insert_with(|| {
            let mut places: Vec<(u32, &Line)> = (0..).zip(&self.lines).collect();
            // Stable: lines that are alike stay by code.
            places.sort_by(|(_, a), (_, b)| compare(order, a, b));
            places.into_iter().map(|(place, _)| place).collect()
        });
        Arc::clone(places)
    }
}

fn compare(order: Order, a: &Line, b: &Line) -> Ordering {
    let turned = |found: Ordering| if order.descending { found.reverse() } else { found };
    let amount = |line: &Line, bucket: usize| line.buckets.get(bucket).copied();
    let within = match order.by {
        SortBy::Code => turned(a.account.code.cmp(&b.account.code)),
        SortBy::Name => turned(a.account.name.cmp(&b.account.name)),
        SortBy::Total => a.currency.cmp(&b.currency).then(turned(a.total.cmp(&b.total))),
        SortBy::Overdue => a.currency.cmp(&b.currency).then(turned(a.overdue.cmp(&b.overdue))),
        SortBy::Bucket(bucket) => {
            let amounts = amount(a, bucket).cmp(&amount(b, bucket));
            a.currency.cmp(&b.currency).then(turned(amounts))
        }
    };
    a.group.cmp(&b.group).then(within)
}

impl Weight for Summary {
    fn weight(&self) -> usize {
        self.lines.len()
    }
}

/// What a balance depends on, but for the data.
#[derive(PartialEq)]
struct Question {
    company: CompanyCode,
    request: BalanceRequest,
    settings: AgedBalance,
    currency: Currency,
}

/// Balances that were asked for.
pub struct Summaries(Kept<Question, i64, Summary>);

impl Default for Summaries {
    fn default() -> Self {
        Self(Kept::new(MOST, MOST_LINES))
    }
}

impl Summaries {
    /// A balance without its operations, whether or not the request asks for
    /// them. It is as the data are at this moment.
    ///
    /// # Errors
    /// When an account is unknown or the store fails.
    pub async fn of(
        &self,
        engine: &Engine,
        rules: &Arc<CompanyRules>,
        mut request: BalanceRequest,
    ) -> Result<Arc<Summary>, AppError> {
        request.summary = true;
        let company = &rules.company;
        let version = engine.store.data_version(&company.code).await?;
        let question = Question {
            company: company.code.clone(),
            request: request.clone(),
            settings: rules.aged_balance.clone(),
            currency: company.currency,
        };
        let (engine, rules) = (engine.clone(), Arc::clone(rules));
        let compute = async || {
            // On a thread of its own: a million operations take a while, and
            // others are served meanwhile.
            let runtime = tokio::runtime::Handle::current();
            let work = move || runtime.block_on(computed(&engine, &rules, &request));
            tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Worker)?
        };
        // Reminders and follow-up change no amount: only imports do.
        self.0.get(question, version.imports, compute).await
    }
}

async fn computed(
    engine: &Engine,
    rules: &CompanyRules,
    request: &BalanceRequest,
) -> Result<Summary, AppError> {
    let mut collector = Collector::on(request.criteria.as_of, rules.company.currency);
    // With the operations, of which the collector keeps nothing but sums.
    let request = BalanceRequest { summary: false, ..request.clone() };
    let report = balance::balance(engine, rules, &request, &mut collector).await?;
    collector.lines.shrink_to_fit();
    Ok(Summary {
        groups: collector.groups,
        overdue: collector.overdue,
        lines: collector.lines,
        report,
        orders: Mutex::default(),
    })
}

struct Collector {
    as_of: NaiveDate,
    /// The company's.
    currency: Currency,
    groups: Vec<Group>,
    /// Of the group at hand.
    of_group: Overdue,
    overdue: Overdue,
    lines: Vec<Line>,
}

impl Collector {
    fn on(as_of: NaiveDate, currency: Currency) -> Self {
        Self {
            as_of,
            currency,
            groups: Vec::new(),
            of_group: Overdue::new(),
            overdue: Overdue::new(),
            lines: Vec::new(),
        }
    }
}

impl Sink for Collector {
    type Error = ExportError;

    fn begin_group(&mut self, _key: &GroupKey) -> Result<(), ExportError> {
        self.of_group.clear();
        Ok(())
    }

    fn account(&mut self, block: &AccountBlock) -> Result<(), ExportError> {
        for part in &block.parts {
            let operations = part.operations.iter().map(|aged| &aged.operation);
            let late = operations.filter(|operation| operation.is_overdue(self.as_of));
            let overdue: Decimal = late.map(|operation| operation.amount.amount).sum();
            *self.of_group.entry(part.currency).or_default() += overdue;
            *self.overdue.entry(part.currency).or_default() += overdue;
            let foreign = part.currency != self.currency;
            let converted = part.sums.converted.as_ref().filter(|_| foreign);
            self.lines.push(Line {
                // A group is added when it ends.
                group: self.groups.len(),
                account: Arc::clone(&block.account),
                currency: part.currency,
                buckets: part.sums.buckets.clone().into_boxed_slice(),
                total: part.sums.total,
                overdue,
                operations: part.sums.operations,
                converted: converted.map(|converted| Box::new(converted.clone())),
            });
        }
        Ok(())
    }

    fn end_group(&mut self, key: &GroupKey, sums: &Sums) -> Result<(), ExportError> {
        let overdue = std::mem::take(&mut self.of_group);
        self.groups.push(Group { key: key.clone(), sums: sums.clone(), overdue });
        Ok(())
    }

    fn end(&mut self, _report: &Report) -> Result<(), ExportError> {
        Ok(())
    }
}

/// The operations of one account, which the balance of a list opens.
pub struct AccountBalance {
    pub account: Arc<Account>,
    /// By currency.
    pub parts: Vec<CurrencyPart>,
    pub report: Report,
}

/// An account with its operations, under the filters of a balance; `None`
/// where nothing of it fits.
///
/// # Errors
/// When the account is unknown or the store fails.
pub async fn account(
    engine: &Engine,
    rules: &CompanyRules,
    request: &BalanceRequest,
    code: &str,
) -> Result<Option<AccountBalance>, AppError> {
    let request = BalanceRequest {
        codes: vec![code.to_owned()],
        grouping: Grouping::Account,
        summary: false,
        ..request.clone()
    };
    let mut opened = Opened(None);
    let report = balance::balance(engine, rules, &request, &mut opened).await?;
    Ok(opened.0.map(|AccountBlock { account, parts }| AccountBalance { account, parts, report }))
}

struct Opened(Option<AccountBlock>);

impl Sink for Opened {
    type Error = ExportError;

    fn begin_group(&mut self, _key: &GroupKey) -> Result<(), ExportError> {
        Ok(())
    }

    fn account(&mut self, block: &AccountBlock) -> Result<(), ExportError> {
        self.0 = Some(block.clone());
        Ok(())
    }

    fn end_group(&mut self, _key: &GroupKey, _sums: &Sums) -> Result<(), ExportError> {
        Ok(())
    }

    fn end(&mut self, _report: &Report) -> Result<(), ExportError> {
        Ok(())
    }
}

//! What a preview and a run tell: sums, which a run of any size can hold, and
//! the single reminders and items, which only a preview that shows them holds.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::planning::Prepared;
use crate::domain::address::EmailAddress;
use crate::domain::language::Language;
use crate::domain::letter::PostalAddress;
use crate::domain::level::{Ladder, LevelCode, Standing};
use crate::domain::money::Money;
use crate::plan::outcome::{BadAddress, CustomerPlan, ItemRef, Reason, totals};
use crate::render::mail::RenderError;
use crate::store::RunCounts;

/// How much there is of something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    pub reminders: u64,
    pub items: u64,
    pub amounts: Vec<Money>,
}

impl Tally {
    fn add(&mut self, items: u64, amounts: &[Money]) {
        self.reminders += 1;
        self.items += items;
        self.amounts = totals(self.amounts.iter().chain(amounts).copied());
    }
}

impl Tally {
    fn take_in(&mut self, other: &Self) {
        self.reminders += other.reminders;
        self.items += other.items;
        self.amounts = totals(self.amounts.iter().chain(&other.amounts).copied());
    }
}

#[derive(Serialize, Deserialize)]
struct Stored {
    total: StoredTally,
    by_level: Vec<(String, StoredTally)>,
    skipped_by_reason: BTreeMap<String, u64>,
    unrendered: u64,
    bad_addresses: u64,
    temporary_holds: u64,
}

#[derive(Serialize, Deserialize)]
struct StoredTally {
    reminders: u64,
    items: u64,
    /// With the codes of their currencies.
    amounts: Vec<(Decimal, String)>,
}

impl From<Tally> for StoredTally {
    fn from(tally: Tally) -> Self {
        let amounts = tally.amounts.iter();
        Self {
            reminders: tally.reminders,
            items: tally.items,
            amounts: amounts.map(|it| (it.amount, it.currency.code().to_owned())).collect(),
        }
    }
}

impl StoredTally {
    fn tally(self) -> Option<Tally> {
        let money =
            |(amount, code): (Decimal, String)| Some(Money::new(amount, code.parse().ok()?));
        let amounts = self.amounts.into_iter().map(money).collect::<Option<_>>()?;
        Some(Tally { reminders: self.reminders, items: self.items, amounts })
    }
}

/// The sums of what came out of planning and rendering one scope. Their size
/// does not depend on the number of customers.
#[derive(Debug)]
pub struct Tallies {
    pub total: Tally,
    /// In the order of the ladder.
    by_level: Vec<(LevelCode, Tally)>,
    /// Left-out items per reason, by the reason's code.
    pub skipped_by_reason: BTreeMap<String, u64>,
    /// Reminders whose mail could not be rendered.
    pub unrendered: u64,
    /// Addresses on record that are none.
    pub bad_addresses: u64,
    /// Invoices whose temporary hold will be lifted after the execution.
    pub temporary_holds: u64,
}

impl Tallies {
    /// What the record of a run says of its size.
    pub fn counts(&self) -> RunCounts {
        RunCounts {
            reminders: self.total.reminders,
            items: self.total.items,
            skipped: self.skipped(),
        }
    }

    /// Nothing yet, for a company with these levels.
    pub fn new(ladder: &Ladder) -> Self {
        let levels = ladder.levels().iter();
        Self {
            total: Tally::default(),
            by_level: levels.map(|level| (level.code.clone(), Tally::default())).collect(),
            skipped_by_reason: BTreeMap::new(),
            unrendered: 0,
            bad_addresses: 0,
            temporary_holds: 0,
        }
    }

    /// Takes in a customer's plan and mails.
    pub fn add(&mut self, prepared: &Prepared) {
        let Prepared { plan, mails } = prepared;
        for (reminder, mail) in plan.reminders.iter().zip(mails) {
            if mail.mail.is_err() {
                self.unrendered += 1;
                continue;
            }
            let (items, amounts) = (reminder.lines.len() as u64, reminder.totals());
            self.total.add(items, &amounts);
            self.at_level(&reminder.level).add(items, &amounts);
        }
        for skipped in &plan.skipped {
            self.skip(skipped.reason.code(), 1);
        }
        self.bad_addresses += plan.bad_addresses.len() as u64;
        self.temporary_holds += plan.temporary_holds.len() as u64;
    }

    fn skip(&mut self, code: &str, count: u64) {
        match self.skipped_by_reason.get_mut(code) {
            Some(sum) => *sum += count,
            None => _ = self.skipped_by_reason.insert(code.to_owned(), count),
        }
    }

    /// Takes in the sums of other customers.
    pub fn take_in(&mut self, other: &Self) {
        self.total.take_in(&other.total);
        for (level, tally) in &other.by_level {
            self.at_level(level).take_in(tally);
        }
        for (code, count) in &other.skipped_by_reason {
            self.skip(code, *count);
        }
        self.unrendered += other.unrendered;
        self.bad_addresses += other.bad_addresses;
        self.temporary_holds += other.temporary_holds;
    }

    /// As they are kept until the sums of all customers are put together.
    pub fn to_stored(&self) -> String {
        let stored = Stored {
            total: self.total.clone().into(),
            by_level: self
                .by_level
                .iter()
                .map(|(level, tally)| (level.to_string(), tally.clone().into()))
                .collect(),
            skipped_by_reason: self.skipped_by_reason.clone(),
            unrendered: self.unrendered,
            bad_addresses: self.bad_addresses,
            temporary_holds: self.temporary_holds,
        };
        // Numbers and texts only: it always is JSON.
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// `None` where the text does not read so.
    pub fn from_stored(text: &str) -> Option<Self> {
        let stored: Stored = serde_json::from_str(text).ok()?;
        let levels = stored.by_level.into_iter();
        Some(Self {
            total: stored.total.tally()?,
            by_level: levels
                .map(|(level, tally)| Some((LevelCode::new(&level), tally.tally()?)))
                .collect::<Option<_>>()?,
            skipped_by_reason: stored.skipped_by_reason,
            unrendered: stored.unrendered,
            bad_addresses: stored.bad_addresses,
            temporary_holds: stored.temporary_holds,
        })
    }

    fn at_level(&mut self, level: &LevelCode) -> &mut Tally {
        let known = self.by_level.iter().position(|(code, _)| code == level);
        let at = known.unwrap_or_else(|| {
            self.by_level.push((level.clone(), Tally::default()));
            self.by_level.len() - 1
        });
        &mut self.by_level[at].1
    }

    /// The levels that are reminded, in the order of the ladder.
    pub fn by_level(&self) -> impl Iterator<Item = (&LevelCode, &Tally)> {
        self.by_level.iter().filter(|(_, tally)| tally.reminders > 0).map(|(code, sum)| (code, sum))
    }

    /// Items without a reminder.
    pub fn skipped(&self) -> u64 {
        self.skipped_by_reason.values().sum()
    }

    /// Something that an administrator has to mend: a template or a script
    /// that failed.
    pub fn has_failures(&self) -> bool {
        self.unrendered > 0 || self.skipped_by_reason.contains_key("script_failed")
    }
}

/// Code and name of a customer, shared by the rows about it.
#[derive(Debug)]
pub struct CustomerName {
    pub code: String,
    pub name: String,
}

/// One reminder to be sent.
#[derive(Debug)]
pub struct ReminderRow {
    pub customer: Arc<CustomerName>,
    pub level: LevelCode,
    /// The language that the mail is written in.
    pub language: Language,
    pub to: Vec<EmailAddress>,
    pub cc: Vec<EmailAddress>,
    /// Where a letter goes.
    pub postal: Option<PostalAddress>,
    pub items: Vec<ItemRow>,
    pub totals: Vec<Money>,
    pub subject: String,
    pub message_id: String,
    /// The sending account, where the rules name any.
    pub account: Option<Arc<str>>,
}

/// A due item as people know it.
#[derive(Debug)]
pub struct ItemRow {
    pub invoice: String,
    pub instalment: u32,
    pub due_date: NaiveDate,
    pub days_late: i64,
    pub open: Money,
    pub standing: Standing,
    pub last_reminded_on: Option<NaiveDate>,
}

/// An item without a reminder.
#[derive(Debug)]
pub struct SkippedRow {
    pub customer: Arc<CustomerName>,
    pub item: ItemRow,
    pub reason: Reason,
}

/// A reminder whose mail could not be rendered: its items are left out.
#[derive(Debug)]
pub struct UnrenderedRow {
    pub customer: Arc<CustomerName>,
    pub level: LevelCode,
    pub items: Vec<ItemRow>,
    pub error: RenderError,
}

/// An address that cannot be used.
#[derive(Debug)]
pub struct BadAddressRow {
    pub customer: Arc<CustomerName>,
    pub bad: BadAddress,
}

/// Everything that came out of planning and rendering one scope, one by one.
#[derive(Debug, Default)]
pub struct Rows {
    pub reminders: Vec<ReminderRow>,
    pub skipped: Vec<SkippedRow>,
    pub unrendered: Vec<UnrenderedRow>,
    pub bad_addresses: Vec<BadAddressRow>,
}

impl Rows {
    /// Takes in a customer's plan and mails.
    pub fn add(&mut self, prepared: Prepared) {
        let Prepared { mut plan, mails } = prepared;
        let billed = &plan.facts.billed.customer;
        let customer =
            Arc::new(CustomerName { code: billed.code.clone(), name: billed.name.clone() });
        let skipped = std::mem::take(&mut plan.skipped);
        self.skipped.extend(skipped.into_iter().map(|skipped| SkippedRow {
            customer: Arc::clone(&customer),
            item: item_row(&plan, skipped.item, skipped.days_late),
            reason: skipped.reason,
        }));
        for (reminder, mail) in plan.reminders.iter().zip(mails) {
            let lines = reminder.lines.iter();
            let items = lines.map(|line| item_row(&plan, line.item, line.days_late)).collect();
            let (customer, level) = (Arc::clone(&customer), reminder.level.clone());
            match mail.mail {
                Ok(rendered) => self.reminders.push(ReminderRow {
                    customer,
                    level,
                    language: rendered.language,
                    to: reminder.to.iter().map(|to| to.address.clone()).collect(),
                    cc: reminder.cc.clone(),
                    postal: reminder.postal.clone(),
                    items,
                    totals: reminder.totals(),
                    subject: rendered.subject,
                    message_id: mail.message_id,
                    account: reminder.account.clone(),
                }),
                Err(error) => self.unrendered.push(UnrenderedRow { customer, level, items, error }),
            }
        }
        let bad_addresses = plan.bad_addresses.into_iter();
        self.bad_addresses.extend(
            bad_addresses.map(|bad| BadAddressRow { customer: Arc::clone(&customer), bad }),
        );
    }

    /// Takes in only what could not be rendered: what there is to mend, where
    /// the rest would be too much.
    pub fn add_unrendered(&mut self, prepared: Prepared) {
        if prepared.mails.iter().any(|mail| mail.mail.is_err()) {
            let mut one = Self::default();
            one.add(prepared);
            self.unrendered.append(&mut one.unrendered);
        }
    }
}

fn item_row(plan: &CustomerPlan, at: ItemRef, days_late: i64) -> ItemRow {
    let invoice = &plan.facts.invoices[at.invoice].invoice;
    let item = &invoice.items[at.item];
    ItemRow {
        invoice: invoice.number.clone(),
        instalment: item.instalment,
        due_date: item.due_date,
        days_late,
        open: Money::new(item.open_amount, invoice.currency),
        standing: item.standing.clone(),
        last_reminded_on: item.last_reminded_on,
    }
}

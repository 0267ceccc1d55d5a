//! What a preview and a run tell: reminders, items left out with the reason,
//! totals and warnings.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::planning::Prepared;
use crate::domain::level::LevelCode;
use crate::domain::money::Money;
use crate::plan::outcome::{BadAddress, CustomerPlan, ItemRef, Reason, totals};
use crate::render::mail::RenderError;

/// One reminder to be sent.
#[derive(Debug, Clone)]
pub struct ReminderRow {
    pub customer_code: String,
    pub customer_name: String,
    pub level: LevelCode,
    pub language: String,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub items: Vec<ItemRow>,
    pub totals: Vec<Money>,
    pub subject: String,
    pub message_id: String,
}

/// A due item as people know it.
#[derive(Debug, Clone)]
pub struct ItemRow {
    pub invoice: String,
    pub instalment: u32,
    pub due_date: NaiveDate,
    pub days_late: i64,
    pub open: Money,
}

/// An item without a reminder.
#[derive(Debug, Clone)]
pub struct SkippedRow {
    pub customer_code: String,
    pub customer_name: String,
    pub item: ItemRow,
    pub reason: Reason,
}

/// A reminder whose mail could not be rendered: its items are left out.
#[derive(Debug)]
pub struct UnrenderedRow {
    pub customer_code: String,
    pub level: LevelCode,
    pub items: Vec<ItemRow>,
    pub error: RenderError,
}

/// An address on record that is none.
#[derive(Debug, Clone)]
pub struct BadAddressRow {
    pub customer_code: String,
    pub bad: BadAddress,
}

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

/// Everything that came out of planning and rendering one scope.
#[derive(Debug, Default)]
pub struct Report {
    pub reminders: Vec<ReminderRow>,
    pub skipped: Vec<SkippedRow>,
    pub unrendered: Vec<UnrenderedRow>,
    pub bad_addresses: Vec<BadAddressRow>,
    /// Rank of the level and level, to its sums.
    pub by_level: BTreeMap<LevelCode, Tally>,
    pub total: Tally,
    /// Invoices whose temporary hold will be lifted after the execution.
    pub temporary_holds: u64,
}

impl Report {
    /// Takes in a customer's plan and mails.
    pub fn add(&mut self, prepared: Prepared) {
        let Prepared { plan, mails } = prepared;
        let customer = &plan.facts.billed.customer;
        for (reminder, mail) in plan.reminders.iter().zip(mails) {
            let items: Vec<ItemRow> = reminder
                .lines
                .iter()
                .map(|line| item_row(&plan, line.item, line.days_late))
                .collect();
            match mail.mail {
                Ok(rendered) => {
                    let totals = reminder.totals();
                    self.total.add(items.len() as u64, &totals);
                    self.by_level
                        .entry(reminder.level.clone())
                        .or_default()
                        .add(items.len() as u64, &totals);
                    self.reminders.push(ReminderRow {
                        customer_code: customer.code.clone(),
                        customer_name: customer.name.clone(),
                        level: reminder.level.clone(),
                        language: reminder.language.to_string(),
                        to: reminder.to.iter().map(|to| to.address.to_string()).collect(),
                        cc: reminder.cc.iter().map(ToString::to_string).collect(),
                        items,
                        totals,
                        subject: rendered.subject,
                        message_id: mail.message_id,
                    });
                }
                Err(error) => self.unrendered.push(UnrenderedRow {
                    customer_code: customer.code.clone(),
                    level: reminder.level.clone(),
                    items,
                    error,
                }),
            }
        }
        for skipped in &plan.skipped {
            self.skipped.push(SkippedRow {
                customer_code: customer.code.clone(),
                customer_name: customer.name.clone(),
                item: item_row(&plan, skipped.item, skipped.days_late),
                reason: skipped.reason.clone(),
            });
        }
        self.bad_addresses.extend(
            plan.bad_addresses.iter().map(|bad| BadAddressRow {
                customer_code: customer.code.clone(),
                bad: bad.clone(),
            }),
        );
        self.temporary_holds += plan.temporary_holds.len() as u64;
    }

    /// Left-out items per reason, by the reason's code.
    pub fn skipped_by_reason(&self) -> BTreeMap<&'static str, u64> {
        let mut counts = BTreeMap::new();
        for row in &self.skipped {
            *counts.entry(row.reason.code()).or_default() += 1;
        }
        counts
    }

    /// Something that an administrator has to mend: a template or a script
    /// that failed.
    pub fn has_failures(&self) -> bool {
        !self.unrendered.is_empty()
            || self.skipped.iter().any(|row| matches!(row.reason, Reason::ScriptFailed { .. }))
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
    }
}

//! The plan for items that somebody selected: mails and letters by hand
//! (domain document §7).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::customer::dedup_bad_addresses;
use super::facts::{Account, CustomerFacts, ItemContext};
use super::grouping::{self, Chosen};
use super::level::{self, Change};
use super::outcome::{
    BadAddress, CustomerPlan, Defect, ItemRef, PlannedReminder, Reason, Recipient, Skipped,
};
use super::policy::{Policy, RecipientSource};
use super::recipients::{self, Addressees};
use super::trace::Silent;
use super::{eligibility, postal};
use crate::domain::address::EmailAddress;
use crate::domain::channel::Channel;
use crate::domain::company::Sender;
use crate::domain::identity::DueItemId;
use crate::domain::level::LevelCode;

/// By which way the selected items are reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Mail,
    /// Grouped by customer to be invoiced, or by billing site as well.
    Letter {
        by_site: bool,
    },
}

impl Way {
    pub fn channel(self) -> Channel {
        match self {
            Self::Mail => Channel::Mail,
            Self::Letter { .. } => Channel::Letter,
        }
    }
}

/// What whoever selects items decides about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    pub way: Way,
    /// Lines whose proposed level is not taken.
    pub levels: BTreeMap<DueItemId, Change>,
    /// Lines taken out: nothing about them changes.
    pub dropped: BTreeSet<DueItemId>,
    /// Remind even what was reminded on that day already.
    pub again: bool,
    /// In place of the sender that the rules name.
    pub sender: Option<Sender>,
    /// Further copies of each mail.
    pub copies: Vec<EmailAddress>,
}

impl Choices {
    /// Nothing but what is proposed.
    pub fn proposed(way: Way) -> Self {
        Self {
            way,
            levels: BTreeMap::new(),
            dropped: BTreeSet::new(),
            again: false,
            sender: None,
            copies: Vec::new(),
        }
    }
}

/// Decides the selected items of a customer on `run_date`; the others are not
/// part of the plan.
pub fn plan_selection(
    policy: &Policy,
    facts: &Arc<CustomerFacts>,
    selected: &BTreeSet<DueItemId>,
    choices: &Choices,
    run_date: NaiveDate,
) -> CustomerPlan {
    let mut plan = CustomerPlan::new(Arc::clone(facts), choices.way.channel(), run_date);
    let account = Arc::new(Account::new(facts));
    let mut chosen = Vec::new();
    for (invoice, of_invoice) in facts.invoices.iter().enumerate() {
        for (item, due) in of_invoice.invoice.items.iter().enumerate() {
            if !selected.contains(&due.id) || choices.dropped.contains(&due.id) {
                continue;
            }
            let at = ItemRef { invoice, item };
            let context = ItemContext::of(&account, at, run_date, policy.switches.bornerel)
                .by(choices.way.channel());
            match decide(policy, &context, choices, &mut plan.bad_addresses) {
                Ok((level, addressees)) => {
                    let site = match choices.way {
                        Way::Letter { by_site: true } => of_invoice.invoice.billing_site,
                        _ => None,
                    };
                    chosen.push(Chosen { context, item: at, level, addressees, site });
                }
                Err(reason) => {
                    plan.skipped.push(Skipped { item: at, days_late: context.days_late, reason });
                }
            }
        }
    }
    grouping::group(policy, chosen, &mut plan);
    if let Some(sender) = &choices.sender {
        for reminder in &mut plan.reminders {
            reminder.sender = sender.clone();
        }
    }
    if choices.way != Way::Mail {
        address(&mut plan);
    }
    dedup_bad_addresses(&mut plan.bad_addresses);
    plan
}

/// The level that an item would be reminded at by hand on that day.
///
/// # Errors
/// The reason why it may not be reminded.
pub fn propose(
    policy: &Policy,
    facts: &Arc<CustomerFacts>,
    item: ItemRef,
    run_date: NaiveDate,
) -> Result<LevelCode, Reason> {
    let context =
        ItemContext::new(facts, item, run_date, policy.switches.bornerel).by(Channel::Mail);
    eligibility::check(policy, &context, &mut Silent)?;
    level::by_hand(policy, &context, None, false)
}

fn decide(
    policy: &Policy,
    context: &ItemContext,
    choices: &Choices,
    bad: &mut Vec<BadAddress>,
) -> Result<(LevelCode, Addressees), Reason> {
    eligibility::check(policy, context, &mut Silent)?;
    let change = choices.levels.get(&context.item().id);
    let level = level::by_hand(policy, context, change, choices.again)?;
    if choices.way != Way::Mail {
        return Ok((level, Addressees::default()));
    }
    let mut addressees = recipients::find(policy, context, &level, bad, &mut Silent)?;
    for copy in &choices.copies {
        if context.facts().suppressed.has(copy) {
            bad.push(BadAddress {
                text: copy.as_str().to_owned(),
                source: RecipientSource::Copies,
                invoice: context.invoice().number.clone(),
                defect: Defect::Suppressed,
            });
        } else if !is_known(&addressees.to, &addressees.cc, copy) {
            addressees.cc.push(copy.clone());
        }
    }
    Ok((level, addressees))
}

fn is_known(to: &[Recipient], cc: &[EmailAddress], address: &EmailAddress) -> bool {
    cc.contains(address) || to.iter().any(|recipient| recipient.address == *address)
}

/// Puts the postal address on each letter; one without any is not written.
fn address(plan: &mut CustomerPlan) {
    let reminders = std::mem::take(&mut plan.reminders);
    for reminder in reminders {
        match postal::of_lines(&plan.facts, &reminder.lines) {
            Some(address) => {
                plan.reminders.push(PlannedReminder { postal: Some(address), ..reminder });
            }
            None => plan.skipped.extend(reminder.lines.into_iter().map(|line| Skipped {
                item: line.item,
                days_late: line.days_late,
                reason: Reason::NoPostalAddress,
            })),
        }
    }
}

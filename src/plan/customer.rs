//! The plan for one customer: the one planning function that preview, run and
//! explanation share.

use std::sync::Arc;

use chrono::NaiveDate;

use super::facts::{Account, CustomerFacts, ItemContext};
use super::grouping::{self, Chosen};
use super::outcome::{BadAddress, CustomerPlan, ItemRef, Reason, Skipped};
use super::policy::Policy;
use super::recipients::{self, Addressees};
use super::trace::{Silent, Step, Steps, Trace};
use super::{eligibility, level};
use crate::domain::channel::Channel;
use crate::domain::hold::HoldKind;
use crate::domain::level::LevelCode;

/// Decides every open item of a customer on `run_date` (a civil date in the
/// company's time zone).
pub fn plan_customer(
    policy: &Policy,
    facts: &Arc<CustomerFacts>,
    run_date: NaiveDate,
) -> CustomerPlan {
    let mut plan = CustomerPlan::new(Arc::clone(facts), Channel::Batch, run_date);
    let account = Arc::new(Account::new(facts));
    let mut chosen = Vec::new();
    for (position, invoice) in facts.invoices.iter().enumerate() {
        let held = invoice.invoice.hold(HoldKind::Temporary).is_some();
        let mut taken = false;
        for item in 0..invoice.invoice.items.len() {
            let item = ItemRef { invoice: position, item };
            let context = ItemContext::of(&account, item, run_date, policy.switches.bornerel);
            let decision = decide(policy, &context, &mut plan.bad_addresses, &mut Silent);
            taken |= held && takes(policy, &context);
            match decision {
                Ok((level, addressees)) => {
                    chosen.push(Chosen { context, item, level, addressees, site: None });
                }
                Err(reason) => {
                    plan.skipped.push(Skipped { item, days_late: context.days_late, reason });
                }
            }
        }
        if taken {
            plan.temporary_holds.push(position);
        }
    }
    grouping::group(policy, chosen, &mut plan);
    dedup_bad_addresses(&mut plan.bad_addresses);
    plan
}

/// The steps of one item's decision, as [`plan_customer`] takes them.
pub fn explain_item(
    policy: &Policy,
    facts: &Arc<CustomerFacts>,
    item: ItemRef,
    run_date: NaiveDate,
) -> Vec<Step> {
    explain_in(policy, &Arc::new(Account::new(facts)), item, run_date)
}

/// As [`explain_item`], with the sums that the customer's items share.
pub fn explain_in(
    policy: &Policy,
    account: &Arc<Account>,
    item: ItemRef,
    run_date: NaiveDate,
) -> Vec<Step> {
    let mut steps = Steps::default();
    let context = ItemContext::of(account, item, run_date, policy.switches.bornerel);
    // The decision itself is read from the plan; here only its steps count.
    let _ = decide(policy, &context, &mut Vec::new(), &mut steps);
    steps.0
}

fn decide(
    policy: &Policy,
    context: &ItemContext,
    bad: &mut Vec<BadAddress>,
    trace: &mut impl Trace,
) -> Result<(LevelCode, Addressees), Reason> {
    eligibility::in_batch(policy, context, trace)?;
    eligibility::check(policy, context, trace)?;
    let level = level::choose(policy, context, trace)?;
    let addressees = recipients::find(policy, context, &level, bad, trace)?;
    Ok((level, addressees))
}

/// Whether an execution counts for a hold on the item's invoice: the batch's
/// filters take the item, at the level that it would have got without the hold.
fn takes(policy: &Policy, context: &ItemContext) -> bool {
    eligibility::in_batch(policy, context, &mut Silent).is_ok()
        && (policy.filter.levels.is_empty() || level::choose(policy, context, &mut Silent).is_ok())
}

/// An address on a contact is met once per invoice; it is reported once.
pub(super) fn dedup_bad_addresses(bad: &mut Vec<BadAddress>) {
    let mut seen = std::collections::HashSet::new();
    bad.retain(|bad| seen.insert((bad.text.clone(), bad.source)));
}

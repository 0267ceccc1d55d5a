//! Executions one after the other, each on what the last one left.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::coverage::Seen;
use super::found::{Found, FoundMail};
use super::result::Failure;
use super::script::{Case, Execution, Step};
use super::verdict;
use crate::domain::channel::Channel;
use crate::domain::identity::DueItemId;
use crate::domain::invoice::{DueItem, Invoice};
use crate::plan::aftermath::aftermath;
use crate::plan::facts::CustomerFacts;
use crate::plan::follow_up_mail::{Action, Audience, plan_follow_up};
use crate::plan::outcome::{CustomerPlan, PlannedReminder};
use crate::plan::{plan_customer, plan_selection};
use crate::render::Renderer;

/// The customers as the executions so far left them.
pub struct State {
    pub customers: Vec<Arc<CustomerFacts>>,
    /// The comment that the last reminder of an item appended.
    pub comments: BTreeMap<DueItemId, String>,
    /// The expected payment date that the last reminder of an item set.
    pub expected_payments: BTreeMap<DueItemId, NaiveDate>,
}

impl State {
    /// An item with its invoice.
    pub fn item(&self, id: DueItemId) -> Option<(&Invoice, &DueItem)> {
        self.customers.iter().flat_map(|facts| &facts.invoices).find_map(|facts| {
            let item = facts.invoice.items.iter().find(|item| item.id == id)?;
            Some((&facts.invoice, item))
        })
    }
}

/// Plays a case; what it exercises of the rules is noted in `seen`.
pub fn play(case: &Case, renderer: &Renderer, seen: &Seen) -> Vec<Failure> {
    let mut state = State {
        customers: case.customers.clone(),
        comments: BTreeMap::new(),
        expected_payments: BTreeMap::new(),
    };
    let mut failures = Vec::new();
    for (step, number) in case.steps.iter().zip(1..) {
        let plans = plans(case, step, &state);
        for plan in &plans {
            seen.plan(&case.setting, plan);
        }
        let mut found = Found::of(&plans);
        found.mails = mails(case, step, &plans, renderer);
        let unsent = found.mails.iter().filter(|mail| !mail.sent);
        let unsent: BTreeSet<*const PlannedReminder> =
            unsent.map(|mail| std::ptr::from_ref(mail.reminder)).collect();
        for (plan, facts) in plans.iter().zip(&mut state.customers) {
            let postpone = case.setting.rules.options.postpone_expected_payment_days;
            let is_sent =
                |reminder: &PlannedReminder| !unsent.contains(&std::ptr::from_ref(reminder));
            let after = aftermath(plan, postpone, is_sent);
            *facts = Arc::new(after.facts);
            for reminded in after.reminded {
                state.comments.insert(reminded.item, reminded.comment);
                if let Some(date) = reminded.expected_payment_date {
                    state.expected_payments.insert(reminded.item, date);
                }
            }
        }
        let several = (case.steps.len() > 1).then_some((number, step.date));
        if let Some(expect) = &step.expect {
            let mut of_step = verdict::judge(case, expect, &found, &state);
            for failure in &mut of_step {
                failure.step = several;
            }
            failures.append(&mut of_step);
        }
    }
    failures
}

/// One plan per customer; of customers that nobody selected, an empty one.
fn plans(case: &Case, step: &Step, state: &State) -> Vec<CustomerPlan> {
    let setting = &case.setting;
    let plan = |facts: &Arc<CustomerFacts>| match &step.execution {
        Execution::Batch => plan_customer(&setting.policy, facts, step.date),
        Execution::Selection(items, choices) => {
            plan_selection(&setting.by_hand, facts, items, choices, step.date)
        }
        Execution::FollowUp(items) => {
            let invoices = facts.invoices.iter().map(|facts| &facts.invoice);
            let selected = invoices
                .filter(|invoice| invoice.items.iter().any(|item| items.contains(&item.id)))
                .map(|invoice| invoice.id);
            let action = Action {
                audience: Audience::Contacts(None),
                invoices: Some(selected.collect()),
                sender: None,
                copies: Vec::new(),
            };
            plan_follow_up(&setting.by_hand, facts, &action, step.date)
        }
    };
    state.customers.iter().map(plan).collect()
}

/// Whether the server takes a mail: it refuses one when it refuses every address
/// that it goes to; of several, the others get it.
fn is_taken(reminder: &PlannedReminder, step: &Step) -> bool {
    let mut addresses = reminder.to.iter().map(|to| &to.address).chain(&reminder.cc).peekable();
    addresses.peek().is_none() || addresses.any(|address| !step.refused.contains(address))
}

/// Every mail as it reads, as in a run: one that cannot be made is not sent.
/// Letters and the follow-up are not made.
fn mails<'p>(
    case: &Case,
    step: &Step,
    plans: &'p [CustomerPlan],
    renderer: &Renderer,
) -> Vec<FoundMail<'p>> {
    let read = matches!(step.execution.channel(), Channel::Batch | Channel::Mail);
    let mut mails = Vec::new();
    for plan in plans {
        for reminder in &plan.reminders {
            let text = read.then(|| super::found::read(case, renderer, plan, reminder));
            let sent = is_taken(reminder, step) && !matches!(text, Some(Err(_)));
            mails.push(FoundMail::new(plan, reminder, sent, text));
        }
    }
    mails
}

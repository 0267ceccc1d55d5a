//! The actions of the customer follow-up: mails to the customer's contacts, to
//! the persons in charge, or with the follow-up information, about selected
//! invoices. They never raise a level (domain document §7).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::account;
use super::eligibility::binding;
use super::facts::{Account, CustomerFacts, ItemContext};
use super::follow_up::listed;
use super::outcome::{CustomerPlan, ItemRef, Line, PlannedReminder, Reason, Recipient, Skipped};
use super::policy::{Policy, RecipientSource};
use super::trace::Silent;
use crate::domain::address::EmailAddress;
use crate::domain::channel::Channel;
use crate::domain::company::Sender;
use crate::domain::identity::{ContactId, InvoiceId};
use crate::domain::language::Language;
use crate::domain::level::LevelCode;
use crate::domain::money::Money;

/// Whom an action writes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// Contacts that the follow-up lists: those chosen, or all with an address.
    Contacts(Option<BTreeSet<ContactId>>),
    /// The person in charge of each invoice, one mail per person.
    InCharge,
    /// The company's own people, or whoever is named; never empty.
    Named(Vec<Sender>),
}

impl Audience {
    pub fn channel(&self) -> Channel {
        match self {
            Self::Contacts(_) => Channel::FollowUp,
            Self::InCharge => Channel::InCharge,
            Self::Named(_) => Channel::Information,
        }
    }
}

/// What somebody chose in the customer follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    pub audience: Audience,
    /// The invoices chosen; all that are open where none is.
    pub invoices: Option<BTreeSet<InvoiceId>>,
    /// The company's own where nobody is named.
    pub sender: Option<Sender>,
    pub copies: Vec<EmailAddress>,
}

/// Plans an action on `run_date`. Items of invoices that may not be reminded by
/// hand are skipped with the reason, the others go on.
pub fn plan_follow_up(
    policy: &Policy,
    facts: &Arc<CustomerFacts>,
    action: &Action,
    run_date: NaiveDate,
) -> CustomerPlan {
    let mut plan = CustomerPlan::new(Arc::clone(facts), action.audience.channel(), run_date);
    let account = Arc::new(Account::new(facts));
    let mut allowed = Vec::new();
    for (invoice, facts) in facts.invoices.iter().enumerate() {
        let id = facts.invoice.id;
        if action.invoices.as_ref().is_some_and(|chosen| !chosen.contains(&id)) {
            continue;
        }
        for item in 0..facts.invoice.items.len() {
            let item = ItemRef { invoice, item };
            let context = ItemContext::of(&account, item, run_date, policy.switches.bornerel)
                .by(plan.channel);
            match permitted(policy, &context, plan.channel) {
                Ok(()) => allowed.push(line(&context, item)),
                Err(reason) => {
                    plan.skipped.push(Skipped { item, days_late: context.days_late, reason });
                }
            }
        }
    }
    let (addressed, without) = address(facts, &action.audience, allowed);
    plan.skipped.extend(without.into_iter().map(|(line, reason)| Skipped {
        item: line.item,
        days_late: line.days_late,
        reason,
    }));
    for (to, lines) in addressed {
        let Some(first) = lines.first() else { continue };
        let context = ItemContext::of(&account, first.item, run_date, policy.switches.bornerel)
            .by(plan.channel);
        match account::choose(policy, &context, &no_level()) {
            Ok(chosen) => {
                let mail = mail(policy, facts, action, to, lines);
                plan.reminders.push(PlannedReminder { account: chosen, ..mail });
            }
            Err(error) => plan.skipped.extend(lines.into_iter().map(|line| Skipped {
                item: line.item,
                days_late: line.days_late,
                reason: Reason::ScriptFailed { error: error.clone() },
            })),
        }
    }
    plan
}

/// An item at NA is never reminded, but its own people may speak of it.
fn permitted(policy: &Policy, context: &ItemContext, channel: Channel) -> Result<(), Reason> {
    match binding(policy, context, &mut Silent) {
        Err(Reason::SetToExcluded | Reason::DaysExcluded { .. })
            if channel != Channel::FollowUp =>
        {
            Ok(())
        }
        checked => checked,
    }
}

fn line(context: &ItemContext, item: ItemRef) -> Line {
    Line {
        item,
        days_late: context.days_late,
        open: Money::new(context.item().open_amount, context.invoice().currency),
    }
}

/// One mail: recipients of one language, and its lines.
type Addressed = (Vec<Recipient>, Vec<Line>);

/// A line that reaches nobody, and why.
type Unaddressed = (Line, Reason);

/// Mails with their recipients, and the lines that reach nobody.
fn address(
    facts: &CustomerFacts,
    audience: &Audience,
    lines: Vec<Line>,
) -> (Vec<Addressed>, Vec<Unaddressed>) {
    if lines.is_empty() {
        return (Vec::new(), Vec::new());
    }
    match audience {
        Audience::InCharge => by_person_in_charge(facts, lines),
        Audience::Named(people) => {
            let to = people.iter().map(|person| recipient(&person.name, &person.address, None));
            together(facts, vec![distinct(to)], lines)
        }
        Audience::Contacts(chosen) => {
            let mut by_language: BTreeMap<Option<Language>, Vec<Recipient>> = BTreeMap::new();
            for listed in listed(&facts.billed.contacts) {
                let contact = listed.contact;
                let wanted = chosen.as_ref().is_none_or(|chosen| chosen.contains(&contact.id));
                if let Some(address) = listed.address.filter(|_| wanted) {
                    let language = contact.language.clone();
                    let to = recipient(&contact.name, &address, language.clone());
                    let language = language.or_else(|| facts.billed.customer.language.clone());
                    by_language.entry(language).or_default().push(to);
                }
            }
            together(facts, by_language.into_values().map(distinct).collect(), lines)
        }
    }
}

/// Every line to each group of recipients that something can be sent to.
fn together(
    facts: &CustomerFacts,
    groups: Vec<Vec<Recipient>>,
    lines: Vec<Line>,
) -> (Vec<Addressed>, Vec<Unaddressed>) {
    let mut suppressed = Vec::new();
    let mut mails = Vec::new();
    for mut to in groups {
        to.retain(|to| {
            let open = !facts.suppressed.has(&to.address);
            if !open {
                suppressed.push(to.address.clone());
            }
            open
        });
        if !to.is_empty() {
            mails.push((to, lines.clone()));
        }
    }
    if !mails.is_empty() {
        return (mails, Vec::new());
    }
    let reason = match suppressed {
        none if none.is_empty() => Reason::NoRecipient,
        addresses => Reason::AddressesSuppressed { addresses },
    };
    (mails, lines.into_iter().map(|line| (line, reason.clone())).collect())
}

fn by_person_in_charge(
    facts: &CustomerFacts,
    lines: Vec<Line>,
) -> (Vec<Addressed>, Vec<Unaddressed>) {
    let mut mails: BTreeMap<EmailAddress, Addressed> = BTreeMap::new();
    let mut without = Vec::new();
    for line in lines {
        let person = facts.invoices.get(line.item.invoice);
        let person = person.and_then(|facts| facts.invoice.person_in_charge.as_ref());
        match person.and_then(|person| Some((person, person.email.as_ref()?))) {
            Some((_, email)) if facts.suppressed.has(email) => {
                let addresses = vec![email.clone()];
                without.push((line, Reason::AddressesSuppressed { addresses }));
            }
            Some((person, email)) => {
                let new = || (vec![recipient(&person.name, email, None)], Vec::new());
                mails.entry(email.clone()).or_insert_with(new).1.push(line);
            }
            None => without.push((line, Reason::NoRecipient)),
        }
    }
    (mails.into_values().collect(), without)
}

fn recipient(name: &str, address: &EmailAddress, language: Option<Language>) -> Recipient {
    Recipient {
        address: address.clone(),
        name: (!name.is_empty()).then(|| name.to_owned()),
        source: RecipientSource::ReminderContacts,
        language,
    }
}

fn distinct(recipients: impl IntoIterator<Item = Recipient>) -> Vec<Recipient> {
    let mut seen = BTreeSet::new();
    recipients.into_iter().filter(|to| seen.insert(to.address.clone())).collect()
}

/// Customers are written to in their language, the company's own people in
/// the company's.
fn mail(
    policy: &Policy,
    facts: &CustomerFacts,
    action: &Action,
    to: Vec<Recipient>,
    lines: Vec<Line>,
) -> PlannedReminder {
    let of_customer = || match action.audience {
        Audience::Contacts(_) => facts.billed.customer.language.clone(),
        Audience::InCharge | Audience::Named(_) => None,
    };
    let language = to.first().and_then(|to| to.language.clone()).or_else(of_customer);
    PlannedReminder {
        level: no_level(),
        language: language.unwrap_or_else(|| policy.company.language.clone()),
        sender: action.sender.clone().unwrap_or_else(|| policy.company.sender.clone()),
        cc: action
            .copies
            .iter()
            .filter(|cc| to.iter().all(|to| to.address != **cc) && !facts.suppressed.has(cc))
            .cloned()
            .collect(),
        to,
        postal: None,
        lines,
        subject: None,
        account: None,
    }
}

/// A follow-up mail counts for no level.
fn no_level() -> LevelCode {
    LevelCode::new("")
}

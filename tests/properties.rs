//! What holds of every plan, whatever the data.

#[path = "support/facts.rs"]
mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use relance::domain::address::EmailAddress;
use relance::domain::customer::Contact;
use relance::domain::hold::HoldKind;
use relance::domain::invoice::DueItem;
use relance::domain::level::{LevelCode, Standing};
use relance::domain::money::Currency;
use relance::plan::digest::FactsDigest;
use relance::plan::facts::{CustomerFacts, InvoiceFacts};
use relance::plan::outcome::{CustomerPlan, ItemRef, PlannedReminder};
use relance::plan::plan_customer;
use support::*;

const ADDRESSES: [&str; 5] =
    ["a@x.example", "A@X.example ", "b@x.example", "not an address", "c@y.example"];

fn some_item() -> impl Strategy<Value = DueItem> {
    (-20i64..150, 0u32..=3000, option::of(0usize..6), option::of(0i64..60)).prop_map(
        |(late, open, level, reminded)| {
            let mut item = item(0, "2026-11-24");
            item.due_date -= chrono::Duration::days(late);
            item.open_amount = decimal(&format!("{open}.00"));
            item.standing = match level {
                None => Standing::New,
                Some(5) => Standing::Excluded,
                Some(rank) => Standing::At(LevelCode::new(&format!("N{}", rank + 1))),
            };
            item.last_reminded_on =
                reminded.map(|days| date("2026-11-24") - chrono::Duration::days(days));
            item
        },
    )
}

fn some_addresses() -> impl Strategy<Value = Vec<String>> {
    vec((0..ADDRESSES.len()).prop_map(|index| ADDRESSES[index].to_owned()), 0..3)
}

fn some_invoice() -> impl Strategy<Value = InvoiceFacts> {
    (
        vec(some_item(), 1..4),
        some_addresses(),
        some_addresses(),
        any::<bool>(),
        any::<bool>(),
        option::weighted(0.2, 0usize..3),
    )
        .prop_map(|(items, to, copies, direct_debit, dollars, held)| {
            let mut facts = invoice(0, items);
            facts.invoice.recipients.to = to;
            facts.invoice.recipients.copies = copies;
            if direct_debit {
                facts.invoice.payment_method = "PRLV".into();
            }
            if dollars {
                facts.invoice.currency = "USD".parse().expect("a currency");
            }
            facts.invoice.holds = held.map(|kind| hold(HoldKind::ALL[kind])).into_iter().collect();
            facts
        })
}

fn some_contact() -> impl Strategy<Value = Contact> {
    (0..ADDRESSES.len(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(address, reminder, all_sites, invoice)| {
            let mut contact = contact(1, ADDRESSES[address]);
            contact.receives.reminder = reminder;
            contact.receives.reminder_all_sites = all_sites;
            contact.receives.invoice = invoice;
            contact
        },
    )
}

fn some_customer() -> impl Strategy<Value = CustomerFacts> {
    (vec(some_invoice(), 0..8), vec(some_contact(), 0..3), 0u32..4000).prop_map(
        |(invoices, contacts, credited)| {
            let mut facts = facts(invoices);
            facts.billed.contacts = contacts;
            facts.credits = vec![credit(&format!("{credited}.00"))];
            facts
        },
    )
}

fn plan(facts: &CustomerFacts, bornerel: bool) -> CustomerPlan {
    let mut policy = policy(LEVELS);
    policy.switches.bornerel = bornerel;
    policy.minimum_amounts.insert(Currency::EUR, decimal("10.00"));
    plan_customer(&policy, &Arc::new(facts.clone()), date("2026-11-24"))
}

fn lines(plan: &CustomerPlan) -> Vec<ItemRef> {
    plan.reminders.iter().flat_map(|reminder| &reminder.lines).map(|line| line.item).collect()
}

/// The same customer with nothing else open.
fn left_to(facts: &CustomerFacts, at: ItemRef) -> CustomerFacts {
    let mut alone = facts.clone();
    let mut invoice = facts.invoices[at.invoice].clone();
    invoice.invoice.items = vec![invoice.invoice.items[at.item].clone()];
    alone.invoices = vec![invoice];
    alone.credits.clear();
    alone
}

fn addressees(reminder: &PlannedReminder) -> (BTreeSet<EmailAddress>, BTreeSet<EmailAddress>) {
    let to = reminder.to.iter().map(|to| to.address.clone()).collect();
    (to, reminder.cc.iter().cloned().collect())
}

proptest! {
    #[test]
    fn each_item_is_reminded_once_or_left_out_with_a_reason(
        facts in some_customer(), bornerel: bool
    ) {
        let plan = plan(&facts, bornerel);
        let mut found = lines(&plan);
        found.extend(plan.skipped.iter().map(|skipped| skipped.item));
        let distinct: BTreeSet<ItemRef> = found.iter().copied().collect();
        let all: usize = facts.invoices.iter().map(|facts| facts.invoice.items.len()).sum();
        prop_assert_eq!(found.len(), distinct.len());
        prop_assert_eq!(distinct.len(), all);
    }

    #[test]
    fn direct_debit_settled_and_excluded_items_never_appear(
        facts in some_customer(), bornerel: bool
    ) {
        for at in lines(&plan(&facts, bornerel)) {
            let invoice = &facts.invoices[at.invoice].invoice;
            let item = &invoice.items[at.item];
            prop_assert_ne!(&invoice.payment_method, "PRLV");
            prop_assert!(item.open_amount > decimal("0"));
            prop_assert_ne!(&item.standing, &Standing::Excluded);
            prop_assert!(invoice.hold(HoldKind::Temporary).is_none());
            prop_assert!(invoice.hold(HoldKind::Automatic).is_none());
        }
    }

    #[test]
    fn two_reminders_differ_in_level_recipients_or_copies(facts in some_customer()) {
        let plan = plan(&facts, false);
        let mut keys = BTreeSet::new();
        for reminder in &plan.reminders {
            let (to, cc) = addressees(reminder);
            prop_assert!(!to.is_empty());
            prop_assert_eq!(to.len(), reminder.to.len(), "no duplicate recipient");
            prop_assert!(to.is_disjoint(&cc), "nobody twice in one mail");
            prop_assert!(keys.insert((reminder.level.clone(), to, cc)));
        }
    }

    /// Each line of a reminder, planned without the others, gets what its
    /// reminder has: groups never mix.
    #[test]
    fn a_reminder_suits_each_of_its_lines(facts in some_customer(), bornerel: bool) {
        // The minimum is an invoice's, not an item's.
        let mut policy = policy(LEVELS);
        policy.switches.bornerel = bornerel;
        let plan = |facts| plan_customer(&policy, &Arc::new(facts), date("2026-11-24"));
        for reminder in &plan(facts.clone()).reminders {
            for line in &reminder.lines {
                let alone = plan(left_to(&facts, line.item));
                prop_assert_eq!(alone.reminders.len(), 1);
                let own = &alone.reminders[0];
                prop_assert_eq!(&own.level, &reminder.level);
                prop_assert_eq!(addressees(own), addressees(reminder));
                prop_assert_eq!(own.lines[0].open, line.open);
            }
        }
    }

    #[test]
    fn levels_never_go_down_with_the_switch_off(facts in some_customer()) {
        let policy = policy(LEVELS);
        for reminder in &plan(&facts, false).reminders {
            let rank = policy.ladder.rank(&reminder.level);
            for line in &reminder.lines {
                let item = &facts.invoices[line.item.invoice].invoice.items[line.item.item];
                if let Standing::At(current) = &item.standing {
                    prop_assert!(policy.ladder.rank(current) < rank);
                }
            }
        }
    }

    #[test]
    fn the_same_facts_give_the_same_plan_and_digest(facts in some_customer(), bornerel: bool) {
        let (one, two) = (plan(&facts, bornerel), plan(&facts, bornerel));
        prop_assert_eq!(&one.reminders, &two.reminders);
        prop_assert_eq!(&one.skipped, &two.skipped);
        prop_assert_eq!(FactsDigest::of(&facts), FactsDigest::of(&facts.clone()));
    }

    #[test]
    fn a_changed_amount_changes_the_digest(facts in some_customer()) {
        prop_assume!(!facts.invoices.is_empty());
        let mut changed = facts.clone();
        changed.invoices[0].invoice.items[0].open_amount += decimal("0.01");
        prop_assert_ne!(FactsDigest::of(&facts), FactsDigest::of(&changed));
    }
}

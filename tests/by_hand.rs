//! Selected items, decided by the planner (domain document §2, §7).

#[path = "support/facts.rs"]
#[allow(dead_code, reason = "shared by tests that each use a part")]
mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use relance::domain::hold::HoldKind;
use relance::domain::identity::DueItemId;
use relance::domain::level::{DayBounds, Ladder, LevelCode, Standing};
use relance::plan::facts::CustomerFacts;
use relance::plan::level::Change;
use relance::plan::outcome::CustomerPlan;
use relance::plan::policy::Policy;
use relance::plan::selection::{Choices, Way};
use relance::plan::{plan_customer, plan_selection};
use support::*;

const RUN_DATE: &str = "2026-11-24";
const DUE: &str = "2026-11-09";
const LETTER: Way = Way::Letter { by_site: false };

fn select(policy: &Policy, facts: CustomerFacts, choices: &Choices) -> CustomerPlan {
    let all: BTreeSet<DueItemId> = facts
        .invoices
        .iter()
        .flat_map(|facts| facts.invoice.items.iter().map(|item| item.id))
        .collect();
    plan_selection(policy, &Arc::new(facts), &all, choices, date(RUN_DATE))
}

/// The levels of all lines, then the codes of the reasons.
fn outcome(plan: &CustomerPlan) -> String {
    let mut found: Vec<String> = plan
        .reminders
        .iter()
        .flat_map(|reminder| reminder.lines.iter().map(|_| reminder.level.to_string()))
        .collect();
    found.extend(plan.skipped.iter().map(|skipped| skipped.reason.code().to_owned()));
    found.join(" ")
}

/// One invoice of a customer with a postal address, 15 days late.
fn one(edit: impl FnOnce(&mut CustomerFacts)) -> CustomerFacts {
    let mut facts = facts(vec![invoice(1, vec![item(1, DUE)])]);
    facts.billed.customer.address = vec!["2 quai du Port".into(), "13002 Marseille".into()];
    edit(&mut facts);
    facts
}

fn standing(level: &str, reminded: Option<&str>) -> CustomerFacts {
    let (level, reminded) = (LevelCode::new(level), reminded.map(date));
    one(|facts| {
        let item = &mut facts.invoices[0].invoice.items[0];
        item.standing = Standing::At(level);
        item.last_reminded_on = reminded;
    })
}

#[test]
fn what_stops_the_batch_and_what_stops_a_reminder_by_hand() {
    let mut policy = policy(LEVELS);
    policy.minimum_amounts.insert(company().currency, decimal("10.00"));
    let held = |kind| one(|facts| facts.invoices[0].invoice.holds = vec![hold(kind)]);
    for (case, facts, batch, by_hand) in [
        ("nothing stops it", one(|_| ()), "N1", "N1"),
        (
            "17: direct debit",
            one(|facts| facts.invoices[0].invoice.payment_method = "PRLV".into()),
            "payment_method_never_dunned",
            "payment_method_never_dunned",
        ),
        ("20: automatic hold", held(HoldKind::Automatic), "automatic_hold", "N1"),
        ("21: manual hold", held(HoldKind::Manual), "N1", "manual_hold"),
        ("22: temporary hold", held(HoldKind::Temporary), "temporary_hold", "temporary_hold"),
        (
            "23: automatic off",
            one(|facts| facts.billed.customer.dunning.automatic = false),
            "automatic_off",
            "N1",
        ),
        (
            "manual off",
            one(|facts| facts.billed.customer.dunning.manual = false),
            "N1",
            "manual_off",
        ),
        (
            "24: set to NA",
            one(|facts| facts.invoices[0].invoice.items[0].standing = Standing::Excluded),
            "set_to_na",
            "set_to_na",
        ),
        (
            "39: not above the minimum",
            one(|facts| facts.invoices[0].invoice.items[0].open_amount = decimal("10.00")),
            "below_minimum",
            "below_minimum",
        ),
        (
            "40: creditor customer",
            one(|facts| facts.credits = vec![credit("1050.00")]),
            "creditor_customer",
            "creditor_customer",
        ),
        (
            "no recipient",
            one(|facts| facts.invoices[0].invoice.recipients.to.clear()),
            "no_recipient",
            "no_recipient",
        ),
    ] {
        let plan = plan_customer(&policy, &Arc::new(facts.clone()), date(RUN_DATE));
        assert_eq!(outcome(&plan), batch, "{case}, batch");
        let mail = select(&policy, facts.clone(), &Choices::proposed(Way::Mail));
        assert_eq!(outcome(&mail), by_hand, "{case}, mail");
        // A letter needs no e-mail address.
        let letter = if by_hand == "no_recipient" { "N1" } else { by_hand };
        let plan = select(&policy, facts, &Choices::proposed(LETTER));
        assert_eq!(outcome(&plan), letter, "{case}, letter");
        assert!(plan.temporary_holds.is_empty(), "a temporary hold is the batch's to lift");
    }
}

#[test]
fn days_given_to_na_are_not_reminded_by_hand_either() {
    let mut policy = policy(LEVELS);
    let excluded = DayBounds::new(0, Some(15)).expect("bounds");
    policy.ladder = Ladder::new(levels("N2 16..30"), vec![excluded]);
    let plan = select(&policy, one(|_| ()), &Choices::proposed(Way::Mail));
    assert_eq!(outcome(&plan), "days_given_to_na");
}

#[test]
fn the_proposed_level_is_the_next_one() {
    let policy = policy(LEVELS);
    for (case, facts, expected) in [
        ("none yet, whatever the days", one(|_| ()), "N1"),
        ("at N1", standing("N1", Some("2026-11-20")), "N2"),
        ("at N4", standing("N4", None), "N5"),
        ("at the last", standing("N5", None), "N5"),
        ("at a level of other rules", standing("N9", None), "unknown_level"),
        ("reminded today", standing("N1", Some(RUN_DATE)), "reminded_today"),
        ("reminded later than today", standing("N1", Some("2026-11-25")), "reminded_today"),
    ] {
        let plan = select(&policy, facts, &Choices::proposed(Way::Mail));
        assert_eq!(outcome(&plan), expected, "{case}");
    }
}

#[test]
fn lines_are_raised_lowered_and_put_at_a_level() {
    let policy = policy(LEVELS);
    let to = |level: &str| Change::To(LevelCode::new(level));
    for (current, change, expected) in [
        ("N2", Change::Steps(1), "N4"),
        ("N2", Change::Steps(-1), "N2"),
        ("N2", Change::Steps(-9), "N1"),
        ("N4", Change::Steps(9), "N5"),
        ("N5", Change::Steps(-1), "N4"),
        ("N3", to("N1"), "N1"),
        ("N9", to("N2"), "N2"),
        ("N1", to("N8"), "unknown_level"),
    ] {
        let mut choices = Choices::proposed(Way::Mail);
        choices.levels.insert(DueItemId(1), change.clone());
        let plan = select(&policy, standing(current, None), &choices);
        assert_eq!(outcome(&plan), expected, "{current}, {change:?}");
    }
    let again = Choices { again: true, ..Choices::proposed(Way::Mail) };
    assert_eq!(outcome(&select(&policy, standing("N1", Some(RUN_DATE)), &again)), "N2");
}

/// Three invoices of a customer: sites X, X and Y.
fn at_two_sites() -> CustomerFacts {
    let mut facts = facts(vec![
        invoice(1, vec![item(1, DUE)]),
        invoice(2, vec![item(2, "2026-11-12")]),
        invoice(3, vec![item(3, DUE)]),
    ]);
    facts.invoices[2].invoice.billing_site = Some(SITE_Y);
    facts.sites[0].address = vec!["1 rue X".into()];
    facts.sites[1].address = vec!["1 rue Y".into()];
    facts.billed.customer.address = vec!["1 rue du Siège".into()];
    facts
}

/// Lines and address of each reminder.
fn letters(plan: &CustomerPlan) -> Vec<(usize, String)> {
    let address = |reminder: &relance::plan::outcome::PlannedReminder| {
        reminder.postal.as_ref().map(|postal| postal.lines.join(", ")).unwrap_or_default()
    };
    plan.reminders.iter().map(|reminder| (reminder.lines.len(), address(reminder))).collect()
}

#[test]
fn mails_are_grouped_as_in_the_batch() {
    let plan = select(&policy(LEVELS), at_two_sites(), &Choices::proposed(Way::Mail));
    assert_eq!(plan.reminders.len(), 1, "same recipients, same level");
    let mut other = at_two_sites();
    other.invoices[1].invoice.recipients.copies = vec!["copie@durand.example".into()];
    let plan = select(&policy(LEVELS), other, &Choices::proposed(Way::Mail));
    assert_eq!(plan.reminders.len(), 2, "example 27");
}

#[test]
fn letters_are_grouped_by_customer_or_site_and_by_level() {
    let policy = policy(LEVELS);
    let by_site = Choices::proposed(Way::Letter { by_site: true });
    let headquarters = "Durand SA, 1 rue du Siège".to_owned();
    let (x, y) = ("Durand SA, Site 1, 1 rue X".to_owned(), "Durand SA, Site 2, 1 rue Y".to_owned());
    assert_eq!(
        letters(&select(&policy, at_two_sites(), &Choices::proposed(LETTER))),
        [(3, headquarters)]
    );
    let both = select(&policy, at_two_sites(), &by_site);
    assert_eq!(letters(&both), [(2, x.clone()), (1, y.clone())]);
    assert!(both.reminders.iter().all(|letter| letter.to.is_empty() && letter.cc.is_empty()));

    let mut raised = Choices::proposed(LETTER);
    raised.levels.insert(DueItemId(3), Change::Steps(1));
    let levels = select(&policy, at_two_sites(), &raised);
    assert_eq!(letters(&levels), [(2, x), (1, y)], "each letter is of one site now");
}

#[test]
fn a_letter_goes_to_an_address_that_is_known_or_is_not_written() {
    let policy = policy(LEVELS);
    let choices = Choices::proposed(LETTER);
    let without = |edit: fn(&mut CustomerFacts)| {
        let mut facts = at_two_sites();
        edit(&mut facts);
        select(&policy, facts, &choices)
    };
    let no_customer = without(|facts| facts.billed.customer.address.clear());
    assert_eq!(letters(&no_customer), [(3, "Durand SA, Site 1, 1 rue X".to_owned())]);
    let only_y = without(|facts| {
        facts.billed.customer.address.clear();
        facts.sites[0].address.clear();
    });
    assert_eq!(letters(&only_y), [(3, "Durand SA, Site 2, 1 rue Y".to_owned())]);
    let none = without(|facts| {
        facts.billed.customer.address = vec![" ".into()];
        facts.sites.iter_mut().for_each(|site| site.address.clear());
    });
    assert_eq!(outcome(&none), "no_postal_address no_postal_address no_postal_address");
}

#[test]
fn what_is_not_selected_is_no_part_of_the_plan() {
    let facts = Arc::new(at_two_sites());
    let selected = BTreeSet::from([DueItemId(2), DueItemId(3)]);
    let mut choices = Choices::proposed(Way::Mail);
    choices.dropped.insert(DueItemId(3));
    let plan = plan_selection(&policy(LEVELS), &facts, &selected, &choices, date(RUN_DATE));
    assert_eq!((plan.reminders.len(), plan.skipped.len()), (1, 0));
    assert_eq!(plan.reminders[0].lines.len(), 1);
}

#[test]
fn a_copy_that_is_a_recipient_already_is_none() {
    let mut choices = Choices::proposed(Way::Mail);
    for copy in ["CLIENT@durand.example", "chef@test.example", "chef@test.example"] {
        choices.copies.push(copy.parse().expect("an address"));
    }
    let plan = select(&policy(LEVELS), one(|_| ()), &choices);
    let copies: Vec<&str> = plan.reminders[0].cc.iter().map(|copy| copy.as_str()).collect();
    assert_eq!(copies, ["chef@test.example"]);
}

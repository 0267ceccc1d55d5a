//! The worked examples of the domain document (§11), decided by the planner.
//! Examples about what a run leaves behind (22, 33, 34) are in `tests/batch.rs`.

#[path = "support/facts.rs"]
mod support;

use std::sync::Arc;

use relance::domain::hold::HoldKind;
use relance::domain::invoice::DueItem;
use relance::domain::level::{LevelCode, Standing};
use relance::plan::facts::{CustomerFacts, InvoiceFacts};
use relance::plan::outcome::{CustomerPlan, ItemRef};
use relance::plan::plan_customer;
use relance::plan::policy::Policy;
use relance::plan::selection::propose;
use support::*;

const RUN_DATE: &str = "2026-11-24";

fn plan(policy: &Policy, facts: CustomerFacts, run_date: &str) -> CustomerPlan {
    plan_customer(policy, &Arc::new(facts), date(run_date))
}

/// The levels of all lines, or the code of the only reason.
fn outcome(plan: &CustomerPlan) -> String {
    let mut found: Vec<String> = plan
        .reminders
        .iter()
        .flat_map(|reminder| reminder.lines.iter().map(|_| reminder.level.to_string()))
        .collect();
    found.extend(plan.skipped.iter().map(|skipped| skipped.reason.code().to_owned()));
    found.join(" ")
}

fn one_item(edit: impl FnOnce(&mut DueItem), due: &str) -> CustomerFacts {
    let mut item = item(1, due);
    edit(&mut item);
    facts(vec![invoice(1, vec![item])])
}

fn at(level: &str, reminded: Option<&str>) -> impl FnOnce(&mut DueItem) {
    let (level, reminded) = (LevelCode::new(level), reminded.map(date));
    move |item| {
        item.standing = Standing::At(level);
        item.last_reminded_on = reminded;
    }
}

fn new(_: &mut DueItem) {}

#[test]
fn levels_by_the_due_date() {
    let shipped = policy(LEVELS);
    let mut before_due = policy("N1 -5..-1, N2 16..30");
    before_due.ladder = relance::domain::level::Ladder::new(
        levels("N1 -5..-1, N2 16..30"),
        vec![relance::domain::level::DayBounds::new(0, Some(15)).expect("bounds")],
    );
    let mut repeating = policy(LEVELS);
    let mut with_repeat = levels(LEVELS);
    with_repeat[4].repeat_every_days = Some(30);
    repeating.ladder = relance::domain::level::Ladder::new(with_repeat, Vec::new());

    for (number, policy, due, state, expected) in [
        (1, &shipped, "2026-11-20", one_item(new, "2026-11-20"), "no_level"),
        (2, &shipped, "2026-11-19", one_item(new, "2026-11-19"), "N1"),
        (3, &shipped, "2026-11-09", one_item(new, "2026-11-09"), "N1"),
        (4, &shipped, "2026-11-08", one_item(new, "2026-11-08"), "N2"),
        (5, &shipped, "2026-08-25", one_item(new, "2026-08-25"), "N5"),
        (6, &before_due, "2026-11-27", one_item(new, "2026-11-27"), "N1"),
        (7, &shipped, "2026-11-24", one_item(new, "2026-11-24"), "no_level"),
        (
            8,
            &shipped,
            "2026-11-12",
            one_item(at("N1", Some("2026-11-18")), "2026-11-12"),
            "already_at_level",
        ),
        (9, &shipped, "2026-11-04", one_item(at("N1", None), "2026-11-04"), "N2"),
        (10, &shipped, "2026-11-12", one_item(at("N3", None), "2026-11-12"), "never_lowered"),
        (11, &shipped, "2026-08-01", one_item(at("N5", None), "2026-08-01"), "already_at_level"),
        (12, &repeating, "2026-08-01", one_item(at("N5", Some("2026-10-20")), "2026-08-01"), "N5"),
    ] {
        assert_eq!(outcome(&plan(policy, state, RUN_DATE)), expected, "example {number}, {due}");
    }
}

#[test]
fn levels_by_the_last_reminder() {
    let mut policy = policy(LEVELS);
    policy.switches.bornerel = true;
    let due = "2026-06-01";
    for (number, state, expected) in [
        (13, one_item(new, "2026-11-10"), "N1"),
        (14, one_item(at("N1", Some("2026-11-04")), due), "N2"),
        (15, one_item(at("N1", Some("2026-11-14")), due), "outside_bounds"),
        (16, one_item(at("N5", Some("2026-08-20")), due), "N5"),
    ] {
        assert_eq!(outcome(&plan(&policy, state, RUN_DATE)), expected, "example {number}");
    }
}

#[test]
fn who_can_be_reminded_at_all() {
    let policy = policy(LEVELS);
    let due = "2026-11-09";
    let edit = |edit: fn(&mut CustomerFacts)| {
        let mut facts = one_item(new, due);
        edit(&mut facts);
        facts
    };
    for (number, facts, expected) in [
        (
            17,
            edit(|facts| facts.invoices[0].invoice.payment_method = "PRLV".into()),
            "payment_method_never_dunned",
        ),
        (18, one_item(|item| item.open_amount = decimal("0"), due), "settled"),
        (19, one_item(|item| item.open_amount = decimal("600.00"), due), "N1"),
        (
            20,
            edit(|facts| facts.invoices[0].invoice.holds = vec![hold(HoldKind::Automatic)]),
            "automatic_hold",
        ),
        (21, edit(|facts| facts.invoices[0].invoice.holds = vec![hold(HoldKind::Manual)]), "N1"),
        (
            22,
            edit(|facts| facts.invoices[0].invoice.holds = vec![hold(HoldKind::Temporary)]),
            "temporary_hold",
        ),
        (23, edit(|facts| facts.billed.customer.dunning.automatic = false), "automatic_off"),
        (24, one_item(|item| item.standing = Standing::Excluded, due), "set_to_na"),
    ] {
        assert_eq!(outcome(&plan(&policy, facts, RUN_DATE)), expected, "example {number}");
    }
}

#[test]
fn example_19_asks_for_what_is_open() {
    let facts = one_item(|item| item.open_amount = decimal("600.00"), "2026-11-09");
    let plan = plan(&policy(LEVELS), facts, RUN_DATE);
    assert_eq!(plan.reminders[0].lines[0].open.to_string(), "600.00 EUR");
}

#[test]
fn examples_20_to_22_by_hand() {
    let policy = policy(LEVELS);
    for (number, kind, expected) in [
        (20, HoldKind::Automatic, Ok(())),
        (21, HoldKind::Manual, Err("manual_hold")),
        (22, HoldKind::Temporary, Err("temporary_hold")),
    ] {
        let mut facts = one_item(new, "2026-11-09");
        facts.invoices[0].invoice.holds = vec![hold(kind)];
        let at = ItemRef { invoice: 0, item: 0 };
        let found = propose(&policy, &Arc::new(facts), at, date(RUN_DATE));
        let found = found.map(|_| ()).map_err(|reason| reason.code());
        assert_eq!(found, expected, "example {number}");
    }
}

#[test]
fn example_25_instalments_are_decided_separately() {
    let mut second = item(2, "2026-11-04");
    second.instalment = 2;
    let facts = facts(vec![invoice(1, vec![item(1, "2026-11-19"), second])]);
    let plan = plan(&policy(LEVELS), facts, RUN_DATE);
    let levels: Vec<&str> = plan.reminders.iter().map(|r| r.level.as_str()).collect();
    assert_eq!(levels, ["N1", "N2"]);
}

/// Invoices A and B, both at N1.
fn two_invoices(edit: impl FnOnce(&mut InvoiceFacts, &mut InvoiceFacts)) -> CustomerFacts {
    let mut a = invoice(1, vec![item(1, "2026-11-09")]);
    let mut b = invoice(2, vec![item(2, "2026-11-12")]);
    edit(&mut a, &mut b);
    facts(vec![a, b])
}

#[test]
fn grouping() {
    let recipients = |facts: &mut InvoiceFacts, to: &[&str]| {
        facts.invoice.recipients.to = to.iter().map(|text| (*text).to_owned()).collect();
    };
    for (number, facts, mails) in [
        (26, two_invoices(|_, _| ()), vec![2]),
        (
            27,
            two_invoices(|_, b| b.invoice.recipients.copies = vec!["copie@durand.example".into()]),
            vec![1, 1],
        ),
        (
            28,
            two_invoices(|a, b| {
                recipients(a, &["a@durand.example", "b@durand.example"]);
                recipients(b, &["B@DURAND.example ", "a@durand.example"]);
            }),
            vec![2],
        ),
    ] {
        let plan = plan(&policy(LEVELS), facts, RUN_DATE);
        let lines: Vec<usize> = plan.reminders.iter().map(|r| r.lines.len()).collect();
        assert_eq!(lines, mails, "example {number}");
    }
}

#[test]
fn recipients() {
    let no_tab = || {
        let mut facts = one_item(new, "2026-11-09");
        facts.invoices[0].invoice.recipients.to.clear();
        facts
    };
    let on_site_y = |all_sites: bool| {
        let mut facts = no_tab();
        let mut contact = contact(1, "dupont@durand.example");
        contact.receives.reminder_all_sites = all_sites;
        facts.billed.contacts = vec![contact];
        facts.invoices[0].invoice.billing_site = Some(SITE_Y);
        facts
    };
    let both_emails = {
        let mut facts = no_tab();
        let mut contact = contact(1, "perso@dupont.example");
        contact.customer_email = Some("dupont@durand.example".into());
        facts.billed.contacts = vec![contact];
        facts
    };
    let tab_and_contact = {
        let mut facts = one_item(new, "2026-11-09");
        facts.billed.contacts = vec![contact(1, "dupont@durand.example")];
        facts
    };
    let dupont_and_martin = {
        let mut facts = no_tab();
        let mut dupont = contact(1, "dupont@durand.example");
        dupont.receives.reminder = false;
        dupont.receives.invoice = true;
        facts.billed.contacts = vec![dupont];
        facts.sites[0].email = Some("martin@durand.example".into());
        facts
    };
    for (example, facts, expected) in [
        ("29", on_site_y(false), "no_recipient"),
        ("30", on_site_y(true), "dupont@durand.example"),
        ("31", both_emails, "dupont@durand.example"),
        ("32", tab_and_contact, "dupont@durand.example"),
        ("§4 Dupont and Martin", dupont_and_martin, "dupont@durand.example"),
    ] {
        let plan = plan(&policy(LEVELS), facts, RUN_DATE);
        let found = match plan.reminders.first() {
            Some(reminder) => {
                let to: Vec<&str> = reminder.to.iter().map(|to| to.address.as_str()).collect();
                to.join(" ")
            }
            None => plan.skipped[0].reason.code().to_owned(),
        };
        assert_eq!(found, expected, "example {example}");
    }
}

#[test]
fn examples_36_to_38_around_the_switch() {
    let due = "2026-07-07";
    let by_due_date = policy("N1 -5..10, N2 11..20");
    let mut by_last_reminder = by_due_date.clone();
    by_last_reminder.switches.bornerel = true;
    let by_hand = || one_item(at("N1", Some("2026-07-17")), due);
    for (example, policy, facts, run_date, expected) in [
        ("36a", &by_due_date, one_item(new, due), "2026-07-02", "N1"),
        ("36b", &by_due_date, one_item(new, due), "2026-07-17", "N1"),
        ("36c", &by_due_date, one_item(new, due), "2026-07-18", "N2"),
        ("37", &by_due_date, by_hand(), "2026-07-18", "N2"),
        ("38", &by_last_reminder, by_hand(), "2026-07-18", "outside_bounds"),
    ] {
        assert_eq!(outcome(&plan(policy, facts, run_date)), expected, "example {example}");
    }
}

#[test]
fn minimum_amounts_and_creditors() {
    let mut minimum = policy(LEVELS);
    minimum.minimum_amounts.insert(relance::domain::money::Currency::EUR, decimal("10.00"));
    let mut creditors_too = policy(LEVELS);
    creditors_too.remind_creditors = true;
    let open = |amount: &str| {
        let amount = decimal(amount);
        one_item(move |item| item.open_amount = amount, "2026-11-09")
    };
    let creditor = || {
        let mut facts = one_item(new, "2026-11-09");
        facts.credits = vec![credit("1050.00")];
        facts
    };
    for (example, policy, facts, expected) in [
        ("39", &minimum, open("10.00"), "below_minimum"),
        ("§2.6", &minimum, open("10.01"), "N1"),
        ("40", &policy(LEVELS), creditor(), "creditor_customer"),
        ("40, option on", &creditors_too, creditor(), "N1"),
    ] {
        assert_eq!(outcome(&plan(policy, facts, RUN_DATE)), expected, "example {example}");
    }
}

#[test]
fn an_item_reminded_on_the_run_date_waits_for_the_next_day() {
    let facts = one_item(at("N1", Some(RUN_DATE)), "2026-11-04");
    assert_eq!(outcome(&plan(&policy(LEVELS), facts, RUN_DATE)), "reminded_today");
}

//! One change of a rule at a time, on a customer with three invoices.

use std::fmt::Write as _;
use std::sync::Arc;

use relance::compare::{CustomerChanges, ItemChange, Kind, Outcome, compare_customer};
use relance::domain::level::{LevelCode, Standing};
use relance::plan::facts::CustomerFacts;
use relance::plan::plan_customer;
use relance::plan::policy::{Origin, Policy};

use super::facts::{contact, credit, date, facts, invoice, item};
use super::folders;

const TODAY: &str = "2026-11-24";

const BASE: &str = "batches: [{name: B}]\n";

/// Rules, YAML and script.
type Rules<'a> = (&'a str, &'a str);

fn policy((yaml, script): Rules<'_>) -> Policy {
    let batch = if yaml.contains("batches:") { "" } else { BASE };
    let rules = folders::load(&format!("{batch}{yaml}"), script)
        .unwrap_or_else(|problems| panic!("{yaml} {script}: {problems:#?}"));
    rules.companies[0].policy(&rules.batches[0])
}

/// F1 is 12 days late, F2 14 days, F3 30 days; each of 1,000.00 to the
/// invoice's recipient, with a contact that receives the invoices.
fn customer() -> CustomerFacts {
    let mut facts = facts(vec![
        invoice(1, vec![item(1, "2026-11-12")]),
        invoice(2, vec![item(2, "2026-11-10")]),
        invoice(3, vec![item(3, "2026-10-25")]),
    ]);
    let mut bookkeeper = contact(1, "livres@durand.example");
    bookkeeper.receives.reminder = false;
    bookkeeper.receives.invoice = true;
    facts.billed.contacts = vec![bookkeeper];
    facts
}

fn compare(before: Rules<'_>, after: Rules<'_>, facts: CustomerFacts) -> CustomerChanges {
    let (old, new) = (policy(before), policy(after));
    let (facts, today) = (Arc::new(facts), date(TODAY));
    let plans = (plan_customer(&old, &facts, today), plan_customer(&new, &facts, today));
    compare_customer((&old, &new), &plans.0, &plans.1)
}

/// The file and line, without the folder.
fn place(origin: Option<&Origin>) -> String {
    match origin {
        Some(origin) => {
            let file = origin.file.rsplit('/').next().unwrap_or_default();
            format!("{file}:{}", origin.line)
        }
        None => "-".to_owned(),
    }
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Reminded { level, to, cc, items } => {
            let list = |list: Vec<String>| list.join("+");
            let to = list(to.iter().map(ToString::to_string).collect());
            let cc = list(cc.iter().map(|cc| format!(" cc {cc}")).collect());
            let items = list(items.iter().map(|item| item.invoice.clone()).collect());
            format!("{level} {to}{cc} ({items})")
        }
        Outcome::Left(reason) => format!("[{}]", reason.code()),
    }
}

fn told(change: &ItemChange) -> String {
    let kinds: Vec<String> = change.kinds.iter().map(|kind| format!("{kind:?}")).collect();
    format!(
        "  {}: {}: {} → {}\n    {} → {}: {}\n",
        change.item.invoice,
        kinds.join(" "),
        outcome(&change.before),
        outcome(&change.after),
        place(change.cause.before.as_ref()),
        place(change.cause.after.as_ref()),
        change.cause.message(),
    )
}

#[test]
fn each_change_names_the_rule_responsible() {
    const NONE: Rules<'_> = ("", "");
    const EXCLUDED: &str = "exclusions: [{name: Large, when: item.open >= 1000}]\n";
    let cases: &[(&str, Rules<'_>, Rules<'_>)] = &[
        ("the same rules", NONE, NONE),
        (
            "N1 ends earlier",
            NONE,
            (
                "levels:\n  N1: {lower: 5, upper: 12, subject: S, template: mail/N1}\n  N2: {lower: 13, subject: S, template: mail/N2}\n",
                "",
            ),
        ),
        (
            "N1 begins later",
            NONE,
            (
                "levels:\n  N1: {lower: 13, upper: 15, subject: S, template: mail/N1}\n  N2: {lower: 16, subject: S, template: mail/N2}\n",
                "",
            ),
        ),
        (
            "days given to NA",
            (
                "levels:\n  N1: {lower: 5, upper: 12, subject: S, template: mail/N1}\n  N2: {lower: 13, subject: S, template: mail/N2}\n  NA: []\n",
                "",
            ),
            (
                "levels:\n  N1: {lower: 5, upper: 12, subject: S, template: mail/N1}\n  N2: {lower: 20, subject: S, template: mail/N2}\n  NA: [{lower: 13, upper: 19}]\n",
                "",
            ),
        ),
        ("RELCLI_BORNEREL on", NONE, ("switches: {RELCLI_BORNEREL: true}\n", "")),
        ("a minimum amount", NONE, ("minimum_amounts: {EUR: 1000}\n", "")),
        ("an exclusion", NONE, (EXCLUDED, "")),
        ("an exclusion goes", (EXCLUDED, ""), NONE),
        (
            "another exclusion",
            (EXCLUDED, ""),
            ("exclusions: [{name: Late, when: item.days_late > 1}]\n", ""),
        ),
        (
            "an exclusion, and one that does not apply",
            NONE,
            (
                "exclusions: [{name: Never, when: item.open < 0}, {name: Large, when: item.open >= 1000}]\n",
                "",
            ),
        ),
        ("a payment method", NONE, ("payment_methods: {never_dunned: [VIR]}\n", "")),
        ("creditors too", NONE, ("options: {remind_creditors: true}\n", "")),
        ("a filter of levels", NONE, ("batches: [{name: B, filter: {levels: [N2]}}]\n", "")),
        (
            "the same filter of levels, and N1 ends later",
            ("batches: [{name: B, filter: {levels: [N2]}}]\n", ""),
            (
                "batches: [{name: B, filter: {levels: [N2]}}]\nlevels:\n  N1: {lower: 5, upper: 30, subject: S, template: mail/N1}\n  N2: {lower: 31, subject: S, template: mail/N2}\n",
                "",
            ),
        ),
        (
            "a filter by condition",
            NONE,
            ("batches: [{name: B, filter: {when: item.days_late > 12}}]\n", ""),
        ),
        (
            "another order of recipients",
            NONE,
            ("recipients: {order: [invoice_contacts, recipients_tab]}\n", ""),
        ),
        ("a source of recipients goes", NONE, ("recipients: {order: [reminder_contacts]}\n", "")),
        (
            "copies of a level",
            (
                "levels:\n  N1: {lower: 5, upper: 15, subject: S, template: mail/N1}\n  N2: {lower: 16, subject: S, template: mail/N2}\n",
                "",
            ),
            (
                "levels:\n  N1: {lower: 5, upper: 15, subject: S, template: mail/N1}\n  N2: {lower: 16, subject: S, template: mail/N2, cc: [chef@test.example]}\n",
                "",
            ),
        ),
        (
            "the hook cc",
            NONE,
            ("", "fn cc(item, level) { if level == \"N1\" { [\"cc@test.example\"] } }"),
        ),
        ("the hook group_key", NONE, ("", "fn group_key(item, level) { item.invoice.number }")),
        (
            "the hook eligible refuses",
            NONE,
            ("", "fn eligible(item) { if item.days_late == 12 { return \"not yet\"; } }"),
        ),
        ("the hook eligible grants", (EXCLUDED, ""), (EXCLUDED, "fn eligible(item) { true }")),
        ("the hook level", NONE, ("", "\nfn level(item, proposed) { \"N2\" }")),
        (
            "the hook level refuses beside one that lets pass",
            ("", "fn eligible(item) { true }"),
            ("", "fn eligible(item) { true }\nfn level(item, proposed) { \"NA\" }"),
        ),
        (
            "the hook level gives a level that there is not",
            NONE,
            ("", "fn level(item, proposed) { if item.days_late == 30 { \"N9\" } }"),
        ),
        ("the hook level refuses", NONE, ("", "fn level(item, proposed) { \"NA\" }")),
        (
            "the hook recipients",
            NONE,
            ("", "fn recipients(item, level) { [\"hook@durand.example\"] }"),
        ),
        (
            "bounds under a hook that answers on both sides",
            ("", "fn level(item, proposed) { proposed }"),
            (
                "levels:\n  N1: {lower: 5, upper: 12, subject: S, template: mail/N1}\n  N2: {lower: 13, subject: S, template: mail/N2}\n",
                "fn level(item, proposed) { proposed }",
            ),
        ),
        (
            "copies under a hook that answers on both sides",
            (
                "levels:\n  N1: {lower: 5, upper: 15, subject: S, template: mail/N1}\n  N2: {lower: 16, subject: S, template: mail/N2}\n",
                "fn recipients(item, level) { [\"a@durand.example\"] }",
            ),
            (
                "levels:\n  N1: {lower: 5, upper: 15, subject: S, template: mail/N1}\n  N2: {lower: 16, subject: S, template: mail/N2, cc: [chef@test.example]}\n",
                "fn recipients(item, level) { [\"a@durand.example\"] }",
            ),
        ),
        (
            "the first of two exclusions becomes narrower",
            (
                "exclusions: [{name: A, when: item.open >= 1000}, {name: B, when: item.open >= 900}]\n",
                "",
            ),
            (
                "exclusions: [{name: A, when: item.open >= 5000}, {name: B, when: item.open >= 900}]\n",
                "",
            ),
        ),
        (
            "an exclusion is put before another",
            ("exclusions: [{name: B, when: item.open >= 900}]\n", ""),
            (
                "exclusions: [{name: A, when: item.open >= 1000}, {name: B, when: item.open >= 900}]\n",
                "",
            ),
        ),
        (
            "bounds under a filter of levels",
            (
                "levels:\n  N1: {lower: 5, upper: 13, subject: S, template: mail/N1}\n  N2: {lower: 14, subject: S, template: mail/N2}\nbatches: [{name: B, filter: {levels: [N1]}}]\n",
                "",
            ),
            (
                "levels:\n  N1: {lower: 5, upper: 20, subject: S, template: mail/N1}\n  N2: {lower: 21, subject: S, template: mail/N2}\nbatches: [{name: B, filter: {levels: [N1]}}]\n",
                "",
            ),
        ),
        (
            "a hook that fails",
            NONE,
            ("", "fn level(item, proposed) {\n  if item.days_late == 30 { item.open / 0 }\n}"),
        ),
    ];
    let mut found = String::new();
    for (name, before, after) in cases {
        let _ = writeln!(found, "{name}");
        let changes = compare(*before, *after, customer());
        for change in &changes.items {
            found.push_str(&told(change));
        }
    }
    insta::assert_snapshot!(found);
}

/// A customer with one invoice, 30 days late, at a level.
fn at(level: &str, reminded: &str) -> CustomerFacts {
    let mut item = item(1, "2026-10-25");
    item.standing = Standing::At(LevelCode::new(level));
    item.last_reminded_on = Some(date(reminded));
    facts(vec![invoice(1, vec![item])])
}

#[test]
fn items_that_were_reminded_before() {
    let levels = |n2: &str| {
        format!(
            "levels:\n  N1: {{lower: 5, upper: 15, subject: S, template: mail/N1}}\n  N2: {{lower: 16, subject: S, template: mail/N2{n2}}}\n"
        )
    };
    let repeated = levels(", repeat_every_days: 10");
    let only_one = "levels:\n  N1: {lower: 5, subject: S, template: mail/N1}\n";
    let base = levels("");
    let mut found = String::new();
    for (name, before, after, facts) in [
        ("N2 is repeated", &*base, &*repeated, at("N2", "2026-11-12")),
        ("N2 is gone", &*repeated, only_one, at("N2", "2026-11-12")),
        (
            "days count from the last reminder",
            &*base,
            &*format!("{base}switches: {{RELCLI_BORNEREL: true}}\n"),
            at("N1", "2026-11-22"),
        ),
    ] {
        let _ = writeln!(found, "{name}");
        for change in &compare((before, ""), (after, ""), facts).items {
            found.push_str(&told(change));
        }
    }
    insta::assert_snapshot!(found);
}

#[test]
fn creditors_are_reminded_where_the_option_says_so() {
    let mut facts = customer();
    facts.credits = vec![credit("5000.00")];
    let changes = compare(("", ""), ("options: {remind_creditors: true}\n", ""), facts);
    assert_eq!(changes.items.len(), 3);
    for change in &changes.items {
        assert_eq!(change.kinds, [Kind::Appears]);
        assert_eq!(change.cause.message().to_string(), "reminders to creditor customers: off → on");
    }
}

/// Thousands of items in one mail: what they share is found once, not for each.
#[test]
fn the_items_of_a_mail_share_its_list() {
    let many = (1..=5_000).map(|id| invoice(id, vec![item(id, "2026-11-12")])).collect();
    let after = ("options: {remind_creditors: true}\n", "fn level(item, proposed) { \"N2\" }");
    let changes = compare(("", ""), after, facts(many));
    assert_eq!(changes.items.len(), 5_000);
    let lists = |change: &ItemChange| match (&change.before, &change.after) {
        (Outcome::Reminded { items: one, .. }, Outcome::Reminded { items: two, .. }) => {
            (Arc::clone(one), Arc::clone(two))
        }
        other => panic!("reminded on both sides: {other:?}"),
    };
    let first = lists(&changes.items[0]);
    assert_eq!(first.0.len(), 5_000);
    for change in &changes.items {
        let (one, two) = lists(change);
        assert!(Arc::ptr_eq(&one, &first.0) && Arc::ptr_eq(&two, &first.1));
    }
}

/// An item that only loses or gains companions is put down to the rule that
/// moved them.
#[test]
fn companions_change_by_the_rule_that_moved_the_other() {
    let after = "levels:\n  N1: {lower: 5, upper: 13, subject: S, template: mail/N1}\n  N2: {lower: 14, subject: S, template: mail/N2}\n";
    let changes = compare(("", ""), (after, ""), customer());
    let kinds: Vec<(&str, &[Kind])> = changes
        .items
        .iter()
        .map(|change| (change.item.invoice.as_str(), change.kinds.as_slice()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("F1", [Kind::Group].as_slice()),
            ("F2", [Kind::Level, Kind::Group].as_slice()),
            ("F3", [Kind::Group].as_slice()),
        ]
    );
    for change in &changes.items {
        assert_eq!(change.cause.message().to_string(), "level N1: 5..15 → 5..13");
        assert_eq!(place(change.cause.after.as_ref()), "more.yaml:3");
    }
}

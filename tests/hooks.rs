//! Conditions and hooks at work: what they override, and their limits.

#[allow(dead_code, reason = "shared with the tests of the planner")]
#[path = "support/facts.rs"]
mod facts;
#[path = "support/rules.rs"]
mod folders;

use std::sync::Arc;
use std::time::{Duration, Instant};

use facts::{contact, credit, date, decimal, hold, invoice, item};
use relance::domain::hold::HoldKind;
use relance::domain::level::{LevelCode, Standing};
use relance::plan::facts::{CustomerFacts, ItemContext};
use relance::plan::outcome::{CustomerPlan, ItemRef, Reason};
use relance::plan::plan_customer;
use relance::plan::policy::Policy;
use relance::simulation::rule_of;

const TODAY: &str = "2026-11-24";

fn policy(yaml: &str, script: &str) -> Policy {
    let yaml = format!("batches: [{{name: B}}]\n{yaml}");
    let rules =
        folders::load(&yaml, script).unwrap_or_else(|problems| panic!("{script}: {problems:#?}"));
    rules.companies[0].policy(&rules.batches[0])
}

/// A customer with an invoice 12 days late of 1,000.00 and one 30 days late.
fn customer() -> CustomerFacts {
    facts::facts(vec![
        invoice(1, vec![item(1, "2026-11-12")]),
        invoice(2, vec![item(2, "2026-10-25")]),
    ])
}

fn plan(policy: &Policy, facts: CustomerFacts) -> CustomerPlan {
    plan_customer(policy, &Arc::new(facts), date(TODAY))
}

/// Level, recipients and copies of each reminder.
fn reminders(plan: &CustomerPlan) -> Vec<String> {
    plan.reminders
        .iter()
        .map(|reminder| {
            let to: Vec<&str> = reminder.to.iter().map(|to| to.address.as_str()).collect();
            let cc: Vec<&str> = reminder.cc.iter().map(|cc| cc.as_str()).collect();
            format!("{} to {} cc {}", reminder.level, to.join(","), cc.join(","))
        })
        .collect()
}

/// The `rhai` examples of the reference, by the hook that they write.
fn example(hook: &str) -> String {
    let text = include_str!("../docs/rules.md");
    let examples: Vec<&str> = text
        .split("```rhai\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .filter(|example| example.starts_with(&format!("fn {hook}(")))
        .collect();
    let [example] = examples.as_slice() else { panic!("one example of {hook}") };
    (*example).to_owned()
}

#[test]
fn without_hooks_the_policy_decides() {
    assert_eq!(
        reminders(&plan(&policy("", ""), customer())),
        ["N1 to client@durand.example cc ", "N2 to client@durand.example cc "]
    );
}

#[test]
fn eligible_refuses_with_its_reason() {
    let mut facts = customer();
    facts.invoices[0].invoice.items[0].open_amount = decimal("49.99");
    let plan = plan(&policy("", &example("eligible")), facts);
    assert_eq!(plan.reminders.len(), 1);
    assert_eq!(
        plan.skipped[0].reason,
        Reason::RefusedByHook { hook: "eligible", reason: "left to the telephone".to_owned() }
    );
}

#[test]
fn eligible_grants_what_is_configurable_and_not_what_binds() {
    let policy = policy("minimum_amounts: {EUR: 5000}\n", "fn eligible(item) { true }");
    let mut facts = customer();
    facts.credits.push(credit("9000.00"));
    assert_eq!(plan(&policy, facts.clone()).reminders.len(), 2);
    facts.invoices[0].invoice.holds.push(hold(HoldKind::Automatic));
    facts.invoices[1].invoice.payment_method = "PRLV".to_owned();
    assert_eq!(plan(&policy, facts).reminders.len(), 0);
}

#[test]
fn level_replaces_the_proposed_one() {
    let policy = policy("", "fn level(item, proposed) { if proposed == \"N1\" { \"N2\" } }");
    let found = reminders(&plan(&policy, customer()));
    assert_eq!(found, ["N2 to client@durand.example cc "], "both items in one mail");
}

#[test]
fn level_spares_consumers_the_formal_notice() {
    let levels = "levels:
  N1: {lower: 5, upper: 90, subject: Relance, template: mail/N1}
  N5: {lower: 91, subject: Mise en demeure, template: mail/N2}
";
    let policy = policy(levels, &example("level"));
    for (consumer, expected) in [(false, vec!["N1", "N5"]), (true, vec!["N1"])] {
        let mut facts = customer();
        facts.billed.customer.consumer = consumer;
        facts.invoices[1].invoice.items[0].due_date = date("2026-08-01");
        let plan = plan(&policy, facts);
        let found: Vec<&str> = plan.reminders.iter().map(|it| it.level.as_str()).collect();
        assert_eq!(found, expected, "consumer: {consumer}");
    }
}

/// What a hook that always answers a level does to an item 30 days late.
#[test]
fn level_neither_lowers_nor_repeats_more_than_the_policy() {
    const REPEATS: &str = "levels:
  N1: {lower: 5, upper: 15, subject: Relance, template: mail/N1}
  N2: {lower: 16, repeat_every_days: 10, subject: Relance, template: mail/N2}
";
    const BORNEREL: &str = "switches: {RELCLI_BORNEREL: true}\n";
    for (yaml, answer, standing, reminded, expected) in [
        ("", "N1", None, None, "N1"),
        ("", "N1", Some("N2"), Some("2026-11-01"), "never_lowered"),
        ("", "N2", Some("N2"), Some("2026-11-01"), "already_at_level"),
        ("", "N1", Some("N1"), Some("2026-11-01"), "already_at_level"),
        ("", "N2", Some("N1"), Some("2026-11-01"), "N2"),
        ("", "N2", Some("N9"), Some("2026-11-01"), "unknown_level"),
        (REPEATS, "N2", Some("N2"), Some("2026-11-15"), "repeat_not_due"),
        (REPEATS, "N2", Some("N2"), Some("2026-11-14"), "N2"),
        (BORNEREL, "N1", Some("N2"), Some("2026-11-01"), "N1"),
        (BORNEREL, "N9", Some("N1"), Some("2026-11-01"), "unknown_level"),
    ] {
        let script = format!("fn level(item, proposed) {{ \"{answer}\" }}");
        let mut facts = facts::facts(vec![invoice(1, vec![item(1, "2026-10-25")])]);
        let item = &mut facts.invoices[0].invoice.items[0];
        item.standing = standing.map_or(Standing::New, |at| Standing::At(LevelCode::new(at)));
        item.last_reminded_on = reminded.map(date);
        let plan = plan(&policy(yaml, &script), facts);
        let found = match plan.reminders.first() {
            Some(reminder) => reminder.level.as_str(),
            None => plan.skipped[0].reason.code(),
        };
        assert_eq!(found, expected, "{answer} to an item at {standing:?} of {reminded:?} {yaml}");
    }
}

#[test]
fn level_na_is_no_reminder() {
    let policy = policy("", "fn level(item, proposed) { if proposed == \"N2\" { \"NA\" } }");
    let found = reminders(&plan(&policy, customer()));
    assert_eq!(found, ["N1 to client@durand.example cc "]);
}

/// Where both hooks are written, the one that refuses stands behind the reason.
#[test]
fn the_hook_that_refuses_is_the_rule_behind_the_reason() {
    for (script, hook, said) in [
        ("fn eligible(item) { \"no\" }\nfn level(item, proposed) { \"NA\" }", "eligible", "no"),
        ("fn eligible(item) { true }\nfn level(item, proposed) { \"NA\" }", "level", "no level"),
        (
            "fn eligible(item) { true }\nfn level(item, proposed) { \"N9\" }",
            "level",
            "the hook level gives N9, a level that the rules do not know",
        ),
    ] {
        let policy = policy("", script);
        let reason = plan(&policy, customer()).skipped[0].reason.clone();
        let expected = policy.scripts.hook_origin(hook);
        assert!(expected.is_some(), "{script}");
        assert_eq!(rule_of(&policy, &reason), expected, "{script}: {reason:?}");
        assert!(reason.message().to_string().contains(said), "{}", reason.message());
    }
}

#[test]
fn recipients_replace_those_of_the_policy() {
    let mut facts = customer();
    facts.billed.contacts.push(contact(1, "contact@durand.example"));
    assert_eq!(
        reminders(&plan(&policy("", &example("recipients")), facts)),
        [
            "N1 to payables@durand.example cc director@durand.example",
            "N2 to contact@durand.example cc "
        ]
    );
}

#[test]
fn cc_adds_copies() {
    assert_eq!(
        reminders(&plan(&policy("", &example("cc")), customer())),
        [
            "N1 to client@durand.example cc sales@test.example",
            "N2 to client@durand.example cc sales@test.example"
        ]
    );
}

#[test]
fn group_key_keeps_apart() {
    let facts = |month: &str| {
        let mut facts = facts::facts(vec![
            invoice(1, vec![item(1, "2026-11-12")]),
            invoice(2, vec![item(2, "2026-11-12")]),
        ]);
        facts.invoices[1].invoice.date = date(month);
        facts
    };
    let policy = policy("", &example("group_key"));
    assert_eq!(plan(&policy, facts("2026-06-30")).reminders.len(), 1);
    assert_eq!(plan(&policy, facts("2026-07-01")).reminders.len(), 2);
}

#[test]
fn subject_gives_the_subject() {
    let policy = policy("", &example("subject"));
    let facts = Arc::new(customer());
    let context = ItemContext::new(&facts, ItemRef { invoice: 0, item: 0 }, date(TODAY), false);
    let level = policy.ladder.levels()[0].code.clone();
    let subject = |language: &str| {
        let language = language.parse().expect("a language");
        policy.scripts.subject(&context, &level, &language).expect("a subject")
    };
    assert_eq!(subject("fr").as_deref(), Some("Facture F1 du 2026-06-01"));
    assert_eq!(subject("en"), None);
    let origin = policy.scripts.hook_origin("subject").expect("an origin");
    assert!(origin.to_string().ends_with("hooks.rhai:1"), "{origin}");
    assert_eq!(policy.scripts.hook_origin("level"), None);
}

/// Whether a condition takes the first item of [`customer`].
fn holds(condition: &str) -> bool {
    let mut facts = customer();
    let first = &mut facts.invoices[0].invoice.items[0];
    first.promised_on = Some(date("2026-11-30"));
    first.last_reminded_on = Some(date("2026-11-14"));
    first.open_amount = decimal("0.30");
    let policy = policy(&format!("exclusions:\n  - name: E\n    when: |\n      {condition}\n"), "");
    let facts = Arc::new(facts);
    let context = ItemContext::new(&facts, ItemRef { invoice: 0, item: 0 }, date(TODAY), false);
    policy.scripts.condition(policy.exclusions[0].when, &context).expect("an answer")
}

#[test]
fn conditions_see_the_item() {
    for (condition, expected) in [
        ("item.days_late == 12 && item.days == 12", true),
        ("item.open == 0.10 + 0.20", true),
        ("item.open >= 1", false),
        ("item.amount - item.open == 999.70", true),
        ("item.invoice.currency == \"EUR\" && item.invoice.payment_method in [\"VIR\"]", true),
        ("item.invoice.reference == item.invoice.number", true),
        ("item.promised_on >= item.run_date", true),
        ("item.promised_on < \"2026-11-30\"", false),
        ("item.promised_on != () && item.promised_on - item.run_date == 6", true),
        ("item.due_date + 12 == item.run_date", true),
        ("date(\"2026-11-30\").weekday == 1", true),
        ("item.last_reminded_on?.day == 14", true),
        ("item.level == ()", true),
        ("item.customer.language == \"fr\"", false),
        ("item.customer.code == item.ordering_customer.code", true),
        ("item.site?.email == ()", true),
        ("item.person_in_charge == ()", true),
        ("item.customer.balance > 1000", true),
        ("item.invoice.temporary_hold || item.disputed", false),
    ] {
        assert_eq!(holds(condition), expected, "{condition}");
    }
}

/// Sums over a customer are made once: made for each item, they would take
/// minutes here.
#[test]
fn a_customer_may_have_very_many_items() {
    const COUNT: i64 = 20_000;
    let policy = policy(
        "exclusions: [{name: Owes little, when: \"item.customer.balance < 1000\"}]\n\
         minimum_amounts: {EUR: 10}\n",
        "",
    );
    let invoices = (1..=COUNT).map(|id| invoice(id, vec![item(id, "2026-11-12")])).collect();
    let plan = plan(&policy, facts::facts(invoices));
    assert_eq!(plan.reminders.len(), 1);
    assert_eq!(plan.reminders[0].lines.len() as i64, COUNT);
    let instalments = (1..=COUNT).map(|id| item(id, "2026-11-12")).collect();
    let plan =
        plan_customer(&policy, &Arc::new(facts::facts(vec![invoice(1, instalments)])), date(TODAY));
    assert_eq!(plan.reminders[0].totals()[0].to_string(), "20000000.00 EUR");
}

#[test]
fn conditions_may_call_functions_of_the_scripts() {
    let policy = policy(
        "exclusions: [{name: Small, when: \"is_small(item, 2000)\"}]\n",
        "fn is_small(item, limit) { item.open < limit }",
    );
    let plan = plan(&policy, customer());
    assert_eq!(plan.skipped[0].reason, Reason::Exclusion { name: "Small".into() });
}

#[test]
fn scripts_may_use_the_language() {
    let script = r#"
        fn eligible(item) {
            const LIMIT = 10;
            let codes = ["C1", "C2"].filter(|code| code.len > LIMIT - 9 && code != item.level);
            let total = 0;
            for (code, at) in codes { total += at; }
            for n in 0..3 { if n == 2 { break; } total += n; }
            try { throw "inner"; } catch (err) { total += err.len; }
            while total > 100 { total -= 1; }
            let by_level = switch item.level { () => 1, "N1" if total > 0 => 2, _ => 3 };
            let map = #{code: codes[0], total: total};
            let doubled = codes.map(Fn("double"));
            if map.code == "C1" && by_level == 1 && doubled[1] == "C2C2" && total == 7 {
                return `${item.customer.name} ${total}`;
            }
        }
        fn double(text) { text + text }
    "#;
    let plan = plan(&policy("", script), customer());
    assert_eq!(
        plan.skipped[0].reason,
        Reason::RefusedByHook { hook: "eligible", reason: "Durand SA 7".to_owned() }
    );
}

#[test]
fn a_failing_script_leaves_its_item_out_and_the_others_go_on() {
    let policy =
        policy("", "fn eligible(item) { if item.invoice.number == \"F2\" { throw \"no\" } }");
    let plan = plan(&policy, customer());
    assert_eq!(plan.reminders.len(), 1);
    let Reason::ScriptFailed { error } = &plan.skipped[0].reason else { panic!("a failure") };
    assert!(error.file.ends_with("hooks.rhai"));
    assert_eq!((error.line, error.message.as_str()), (1, "the script gave up: no"));
}

#[test]
fn scripts_that_run_away_are_stopped_at_once() {
    // Only this customer sets them off, so that they pass the trial at load.
    for (body, expected) in [
        ("loop { }", "the script did more than 20000 operations: is there an endless loop?"),
        ("again(item)", "the script called functions more than 16 deep"),
        ("let text = \"x\"; loop { text += text; }", "the script made a text of more than"),
        ("let list = [1]; loop { list += list; }", "the script made a text of more than"),
        ("let b = blob(); loop { b += blob(200, 1); }", "the script made a text of more than"),
        ("let f = Fn(\"sl\" + \"eep\"); f.call(10)", "sleep cannot be used in scripts"),
    ] {
        let script = format!(
            "fn eligible(item) {{ if item.customer.name == \"Durand SA\" {{ {body} }} }}\n\
             fn again(item) {{ eligible(item) }}\n\
             fn level(item, proposed) {{ if false {{ again(item) }} }}"
        );
        let policy = policy("", &script);
        let started = Instant::now();
        let plan = plan(&policy, customer());
        let took = started.elapsed();
        assert!(took < Duration::from_secs(1), "{body}: {took:?}");
        let Reason::ScriptFailed { error } = &plan.skipped[0].reason else {
            panic!("{body}: {:?}", plan.skipped[0].reason)
        };
        assert!(error.message.contains(expected), "{body}: {error}");
    }
}

#[test]
fn scripts_are_deterministic() {
    let policy = policy(
        "",
        "fn group_key(item, level) { let m = #{b: 1, a: item.open, c: level}; `${m}` }\n\
         fn level(item, proposed) { if item.days % 2 == 0 { proposed } else { \"NA\" } }",
    );
    let outcome = || {
        let plan = plan(&policy, customer());
        (plan.reminders, plan.skipped)
    };
    let once = outcome();
    assert_eq!((once.0.len(), once.1.len()), (2, 0));
    for _ in 0..20 {
        assert_eq!(outcome(), once);
    }
}

/// `cargo test --release --test hooks -- --ignored --nocapture conditions_per_second`
#[test]
#[ignore = "a measurement, not a check"]
fn conditions_per_second() {
    let condition = "item.days_late > 5 && item.open > 100 && !item.disputed && item.level == ()";
    let policy = policy(&format!("exclusions:\n  - name: E\n    when: {condition}\n"), "");
    let facts = Arc::new(customer());
    let context = ItemContext::new(&facts, ItemRef { invoice: 0, item: 0 }, date(TODAY), false);
    let (count, started) = (1_000_000, Instant::now());
    for _ in 0..count {
        assert_eq!(policy.scripts.condition(policy.exclusions[0].when, &context), Ok(true));
    }
    let rate = f64::from(count) / started.elapsed().as_secs_f64();
    println!("{rate:.0} four-clause conditions a second on one thread");
}

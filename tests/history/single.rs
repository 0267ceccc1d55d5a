//! One customer: what the record tells of a day, and what differs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use relance::domain::hold::HoldKind;
use relance::domain::identity::{DueItemId, InvoiceId, ReminderId, RunId};
use relance::domain::level::{LevelCode, Standing};
use relance::plan::past::{ItemPast, LiftedHold, Lifting, Noted, Past, RecordedLine};
use relance::plan::policy::{ConditionId, Exclusion, Policy};
use relance::simulation::{Against, AsKnown, Compared, Execution, Play, What, against};

use crate::facts::*;

/// 15 days late, 22 days late, 31 days late.
const DAYS: [&str; 3] = ["2026-11-24", "2026-12-01", "2026-12-10"];

/// One invoice due on 9 November, without a record.
fn unrecorded() -> Past {
    let facts = facts(vec![invoice(1, vec![item(1, "2026-11-09")])]);
    Past { facts, items: BTreeMap::from([(DueItemId(1), ItemPast::default())]), lifted: Vec::new() }
}

fn line(run: i64, on: &str, level: &str) -> RecordedLine {
    RecordedLine {
        run: RunId(run),
        reminder: ReminderId(run),
        on: date(on),
        own: true,
        level: LevelCode::new(level),
        level_before: Standing::New,
        open: decimal("1000.00"),
        sent: true,
    }
}

fn by_hand(run: i64, on: &str, level: &str) -> RecordedLine {
    RecordedLine { own: false, ..line(run, on, level) }
}

/// With these lines on record.
fn recorded(lines: &[RecordedLine]) -> Past {
    let mut past = unrecorded();
    past.items.insert(DueItemId(1), ItemPast { lines: lines.to_vec(), ..ItemPast::default() });
    past
}

/// Reminded as the levels of the worked examples do.
fn as_by_the_rules() -> Vec<RecordedLine> {
    DAYS.iter()
        .zip(["N1", "N2", "N3"])
        .zip(1..)
        .map(|((on, level), id)| line(id, on, level))
        .collect()
}

fn compared(policy: &Policy, past: Past) -> Compared {
    compared_on(policy, &DAYS.map(date), past)
}

fn compared_on(policy: &Policy, days: &[NaiveDate], past: Past) -> Compared {
    let runs: Vec<NaiveDate> = DAYS.map(date).to_vec();
    let all: BTreeSet<NaiveDate> = runs.iter().chain(days).copied().collect();
    let execution = |day: NaiveDate| {
        let at = runs.iter().position(|run| *run == day);
        let run = at.map(|at| RunId(i64::try_from(at).expect("few") + 1));
        Execution { day, run, played: days.contains(&day) }
    };
    carried_out(policy, &all.into_iter().map(execution).collect::<Vec<_>>(), past)
}

fn carried_out(policy: &Policy, executions: &[Execution], past: Past) -> Compared {
    let to = executions[executions.len() - 1].day;
    let play = Play { policy, days: &[], to, postpone_days: 10, payments: &AsKnown };
    against(&Against { play, executions }, past)
}

/// `01/12 N2 – already_at_level`: day, level on record, level by the rules,
/// and why not; `*` after an earlier difference.
fn told(compared: &Compared) -> Vec<String> {
    let level = |level: Option<&LevelCode>| level.map_or("–".to_owned(), ToString::to_string);
    compared
        .differences
        .iter()
        .map(|difference| {
            let what = &difference.what;
            let why = match what {
                What::OnlyRecorded { reason, .. } => {
                    reason.as_ref().map_or(" no_execution", |reason| reason.code())
                }
                _ => "",
            };
            let follows = if difference.follows { "*" } else { "" };
            let (recorded, simulated) = (level(what.recorded()), level(what.simulated()));
            let day = difference.day.format("%d/%m");
            let told = format!("{day} {recorded} {simulated} {}", why.trim());
            format!("{}{follows}", told.trim())
        })
        .collect()
}

#[test]
fn the_same_rules_do_the_same() {
    let compared = compared(&policy(LEVELS), recorded(&as_by_the_rules()));
    assert_eq!(told(&compared), [""; 0]);
    assert_eq!((compared.counts.same, compared.counts.differences()), (3, 0));
    let total = compared.total();
    assert_eq!(total.recorded, total.simulated);
    assert_eq!((total.recorded.reminders, total.recorded.asked.items), (3, 3));
    assert_eq!(total.recorded.asked.amount(relance::domain::money::Currency::EUR), decimal("3000"));
}

#[test]
fn other_rules_differ_where_they_decide_otherwise() {
    for (levels, expected) in [
        // N1 lasts longer: on the second day the item has it already.
        ("N1 5..25, N2 26..30, N3 31..", &["01/12 N2 – already_at_level"][..]),
        // N1 ends before the first day.
        ("N1 5..10, N2 11..30, N3 31..", &["24/11 N1 N2", "01/12 N2 – already_at_level*"]),
        ("N1 5..15, N2 16..30, N4 31..", &["10/12 N3 N4"]),
        ("N1 40..", &["24/11 N1 – no_level", "01/12 N2 – no_level*", "10/12 N3 – no_level*"]),
    ] {
        let compared = compared(&policy(levels), recorded(&as_by_the_rules()));
        assert_eq!(told(&compared), expected, "{levels}");
        assert_eq!(compared.counts.differences(), expected.len() as u64);
    }
}

#[test]
fn what_was_not_reminded_is_only_simulated() {
    let compared = compared(&policy(LEVELS), unrecorded());
    assert_eq!(told(&compared), ["24/11 – N1", "01/12 – N2*", "10/12 – N3*"]);
    let sums = &compared.per_day[&date("2026-11-24")][&LevelCode::new("N1")];
    assert_eq!((sums.recorded.reminders, sums.simulated.reminders), (0, 1));
}

#[test]
fn what_went_by_hand_is_a_fact() {
    // Raised by hand to N2 between the first two runs: the second run had
    // nothing to do, and the rules agree.
    let lines = [line(1, DAYS[0], "N1"), by_hand(9, "2026-11-27", "N2"), line(3, DAYS[2], "N3")];
    assert_eq!(told(&compared(&policy(LEVELS), recorded(&lines))), [""; 0]);
    // On the day of a run: before it by its number, or after it.
    for (run, expected) in [(1, &["01/12 N2 – reminded_today"][..]), (9, &[])] {
        let mut lines = as_by_the_rules();
        lines.insert(2, by_hand(run, DAYS[1], "N2"));
        assert_eq!(told(&compared(&policy(LEVELS), recorded(&lines))), expected, "run {run}");
    }
}

#[test]
fn a_settled_item_is_open_until_its_last_reminder() {
    let mut past = recorded(&as_by_the_rules()[..2]);
    past.facts.invoices[0].invoice.items[0].open_amount = decimal("0");
    let compared = compared(&policy(LEVELS), past);
    assert_eq!(told(&compared), [""; 0], "on the third day it is settled");
    assert_eq!(compared.settled, 1);
}

#[test]
fn what_was_open_is_what_the_next_reminder_asked_for() {
    let mut lines = as_by_the_rules();
    lines[1].open = decimal("600.00");
    lines[2].open = decimal("600.00");
    let mut past = recorded(&lines);
    past.facts.invoices[0].invoice.items[0].open_amount = decimal("10.00");
    let total = compared(&policy(LEVELS), past).total();
    assert_eq!(total.recorded.asked, total.simulated.asked);
    assert_eq!(
        total.simulated.asked.amount(relance::domain::money::Currency::EUR),
        decimal("2200.00")
    );
}

#[test]
fn a_reminder_that_did_not_go_out_leaves_nothing() {
    let mut lines = as_by_the_rules();
    lines[0].sent = false;
    // By these rules N1 serves on both days: that of the first did not go out.
    lines[1].level = LevelCode::new("N1");
    let compared = compared(&policy("N1 5..25, N2 26..30, N3 31.."), recorded(&lines));
    assert_eq!(told(&compared), [""; 0]);
    assert_eq!(compared.counts.not_sent, 1);
}

#[test]
fn an_invoice_exists_from_its_date_on() {
    let mut past = recorded(&as_by_the_rules()[2..]);
    past.facts.invoices[0].invoice.date = date("2026-12-05");
    assert_eq!(told(&compared(&policy(LEVELS), past)), [""; 0]);
}

#[test]
fn holds_count_while_they_were_in_force() {
    let held = |kind, placed: &str, lifted: Option<(&str, Lifting)>, lines: &[RecordedLine]| {
        let mut past = recorded(lines);
        let hold = relance::domain::hold::Hold { placed_on: date(placed), ..hold(kind) };
        match lifted {
            Some((on, by)) => {
                past.lifted.push(LiftedHold { invoice: InvoiceId(1), hold, on: date(on), by });
            }
            None => past.facts.invoices[0].invoice.holds.push(hold),
        }
        told(&compared(&policy(LEVELS), past))
    };
    let all = as_by_the_rules();
    let (temporary, automatic) = (HoldKind::Temporary, HoldKind::Automatic);
    let by_hand = Lifting::ByHand;
    for (kind, placed, lifted, lines, case) in [
        (temporary, "2026-11-20", Some((DAYS[0], Lifting::Batch)), &all[1..], "one execution"),
        (temporary, DAYS[0], Some((DAYS[0], Lifting::Batch)), &all[1..], "placed before the run"),
        (temporary, "2026-11-20", Some((DAYS[0], Lifting::OtherBatch)), &all[1..], "another batch"),
        (automatic, "2026-11-20", Some(("2026-12-05", by_hand)), &all[2..], "lifted by hand"),
        (automatic, "2026-11-20", Some((DAYS[1], by_hand)), &all[1..], "lifted on the day"),
        (automatic, DAYS[1], None, &all[..2], "placed after the mail of that day"),
        (automatic, "2026-11-25", None, &all[..1], "in force since"),
    ] {
        assert_eq!(held(kind, placed, lifted, lines), [""; 0], "{case}");
    }
    let found = held(automatic, "2026-11-25", None, &all);
    assert_eq!(found, ["01/12 N2 – automatic_hold", "10/12 N3 – automatic_hold*"]);
}

fn disputed_excluded() -> Policy {
    let mut policy = policy(LEVELS);
    let origin = policy.origins.batch.clone();
    policy.exclusions = vec![Exclusion { name: "Disputed".into(), when: ConditionId(0), origin }];
    policy.scripts = std::sync::Arc::new(TestScripts {
        condition: |_, context| context.item().disputed,
        ..TestScripts::default()
    });
    policy
}

#[test]
fn notes_count_from_the_day_after() {
    let policy = disputed_excluded();
    let mut past = recorded(&as_by_the_rules());
    let item = past.items.get_mut(&DueItemId(1)).expect("the item");
    item.notes.push(Noted {
        on: date(DAYS[1]),
        level_before: Standing::New,
        status_before: None,
        promised_on_before: None,
        disputed_before: false,
    });
    past.facts.invoices[0].invoice.items[0].disputed = true;
    assert_eq!(told(&compared(&policy, past)), ["10/12 N3 – exclusion"]);
}

#[test]
fn a_batch_may_run_twice_a_day() {
    let day = DAYS[0];
    let runs: Vec<Execution> = [1, 2]
        .map(|run| Execution { day: date(day), run: Some(RunId(run)), played: true })
        .into_iter()
        .chain([Execution { day: date(DAYS[1]), run: Some(RunId(3)), played: true }])
        .collect();
    let failed = RecordedLine { sent: false, ..line(1, day, "N1") };
    let next = line(3, DAYS[1], "N2");
    let hold = || relance::domain::hold::Hold {
        placed_on: date("2026-11-20"),
        ..hold(HoldKind::Temporary)
    };
    for (what, held, lines, expected, same) in [
        (
            "the second takes up what was held",
            true,
            vec![line(2, day, "N1"), next.clone()],
            &[][..],
            2,
        ),
        (
            "the first sent, the second had nothing to do",
            false,
            vec![line(1, day, "N1"), next.clone()],
            &[],
            2,
        ),
        ("the first did not reach it", false, vec![line(2, day, "N1"), next.clone()], &[], 2),
        (
            "the second tried again",
            false,
            vec![failed.clone(), line(2, day, "N1"), next.clone()],
            &[],
            2,
        ),
        ("it went out by neither", false, vec![failed, line(3, DAYS[1], "N2")], &[], 2),
        ("held, and nothing on record", true, vec![next], &["24/11 – N1"], 1),
    ] {
        let mut past = recorded(&lines);
        if held {
            let lifted = LiftedHold {
                invoice: InvoiceId(1),
                hold: hold(),
                on: date(day),
                by: Lifting::Batch,
            };
            past.lifted.push(lifted);
        }
        let compared = carried_out(&policy(LEVELS), &runs, past);
        assert_eq!(told(&compared), expected, "{what}");
        assert_eq!(compared.counts.same, same, "{what}");
        if expected.is_empty() {
            let total = compared.total();
            assert_eq!(total.recorded, total.simulated, "{what}");
        }
    }
}

#[test]
fn the_days_of_the_schedule_may_be_others() {
    let days = ["2026-11-24", "2026-11-30"].map(date);
    let compared = compared_on(&policy(LEVELS), &days, recorded(&as_by_the_rules()));
    let expected = ["30/11 – N2", "01/12 N2 – no_execution*", "10/12 N3 – no_execution*"];
    assert_eq!(told(&compared), expected);
}

#[test]
fn the_rule_that_decides_is_named() {
    let mut policy = policy("N1 5..25, N2 26..30, N3 31..");
    let origin = policy.origins.batch.clone();
    policy.origins.levels.insert(LevelCode::new("N1"), origin.clone());
    let compared = compared(&policy, recorded(&as_by_the_rules()));
    assert_eq!(compared.differences[0].rule, Some(origin));
}

//! What a simulation tells.

use std::sync::Arc;

use chrono::NaiveDate;
use relance::domain::hold::HoldKind;
use relance::domain::level::{LevelCode, Standing};
use relance::plan::facts::CustomerFacts;
use relance::plan::policy::{Origin, Policy};
use relance::simulation::{
    AsKnown, Behaviour, Groups, Measures, Payments, Play, Report, Step, busiest_window, play_all,
};

use crate::facts::*;
use crate::playing::{late, with_exclusions};

fn measures(days: &[NaiveDate]) -> Measures {
    Measures {
        from: days[0],
        to: days[days.len() - 1],
        more_than: 4,
        window: 30,
        stuck_after: 60,
        keep: 2,
    }
}

fn told(policy: &Policy, days: &[NaiveDate], customers: Vec<CustomerFacts>) -> Report {
    paying(policy, days, customers, &AsKnown, &measures(days))
}

fn paying(
    policy: &Policy,
    days: &[NaiveDate],
    customers: Vec<CustomerFacts>,
    payments: &dyn Payments,
    measures: &Measures,
) -> Report {
    let play = Play { policy, days, to: measures.to, postpone_days: 10, payments };
    play_all(&play, measures, customers.into_iter().map(Arc::new).collect())
}

/// Customer `C<number>` with items of these due dates, an invoice each.
fn customer_with(number: i64, due: &[&str]) -> CustomerFacts {
    let invoices = due.iter().enumerate().map(|(at, due)| {
        let id = number * 100 + i64::try_from(at).expect("few");
        invoice(id, vec![item(id, due)])
    });
    let mut facts = facts(invoices.collect());
    facts.billed.customer.code = format!("C{number}");
    facts
}

/// `level reason rule: invoices, of so many`.
fn groups(groups: &Groups) -> Vec<String> {
    let line = |(key, group): (&relance::simulation::GroupKey, &relance::simulation::Group)| {
        let level = key.level.as_ref().map_or("-", |(_, level)| level.as_str());
        let rule = group.rule.as_ref().map_or("-".to_owned(), ToString::to_string);
        let cases: Vec<&str> = group.cases.iter().map(|case| case.invoice.as_str()).collect();
        format!("{level} {} {rule}: {} of {}", key.reason, cases.join(" "), group.sum.items)
    };
    groups.iter().map(line).collect()
}

#[test]
fn a_window_counts_its_first_and_last_day() {
    for (mails, window, expected) in [
        ("", 30, ""),
        ("01", 30, "1 from 01 to 01"),
        ("01 10 20 30", 30, "4 from 01 to 30"),
        ("01 10 20 30", 29, "3 from 01 to 20"),
        ("01 10 20 30", 1, "1 from 01 to 01"),
        ("01 01 05 29 30 30", 2, "3 from 29 to 30"),
        ("01 01 05 29 30 30", 30, "6 from 01 to 30"),
        ("05 05 06 20 20 21", 7, "3 from 05 to 06"),
    ] {
        let days = mails.split_whitespace().map(|day| date(&format!("2026-11-{day}")));
        let days: Vec<NaiveDate> = days.collect();
        let found = busiest_window(&days, window).map_or(String::new(), |it| {
            format!("{} from {} to {}", it.mails, it.from.format("%d"), it.to.format("%d"))
        });
        assert_eq!(found, expected, "{mails:?} in {window} days");
    }
}

#[test]
fn customers_with_too_many_mails_are_named_the_busiest_first() {
    let dues = ["2026-11-01", "2026-11-03", "2026-11-05", "2026-11-07", "2026-11-09"];
    let customers = || {
        [3, 5, 4, 1, 5].into_iter().zip(1i64..).map(|(items, it)| customer_with(it, &dues[..items]))
    };
    let days = late(-10, 100);
    for (more_than, keep, expected, whole) in [
        (4, 10, vec!["C2 12", "C5 12", "C3 10", "C1 8"], 4),
        (8, 10, vec!["C2 12", "C5 12", "C3 10"], 3),
        (12, 10, vec![], 0),
        (4, 1, vec!["C2 12"], 4),
    ] {
        let measures = Measures { more_than, keep, ..measures(&days) };
        let report = paying(&policy(LEVELS), &days, customers().collect(), &AsKnown, &measures);
        let busy = report.busy();
        let busy = busy.iter().map(|busy| format!("{} {}", busy.customer, busy.busiest.mails));
        assert_eq!(busy.collect::<Vec<_>>(), expected, "more than {more_than}");
        assert_eq!(report.busy_customers, whole);
    }
}

#[test]
fn reminders_are_counted_per_day_and_level_and_currency() {
    let mut dollars = customer_with(2, &["2026-11-09", "2026-11-08"]);
    dollars.invoices[1].invoice.currency = "USD".parse().expect("a currency");
    let customers = vec![customer_with(1, &["2026-11-09", "2026-11-09"]), dollars];
    let report = told(&policy(LEVELS), &late(5, 16), customers);
    let rows: Vec<String> = report
        .per_day()
        .into_iter()
        .map(|(day, level, tally)| {
            let amounts: Vec<String> =
                tally.asked.amounts().iter().map(ToString::to_string).collect();
            let (reminders, items) = (tally.reminders, tally.asked.items);
            format!("{day} {level} {reminders} {items} {}", amounts.join(" + "))
        })
        .collect();
    assert_eq!(
        rows,
        [
            "2026-11-14 N1 2 4 3000.00 EUR + 1000.00 USD",
            "2026-11-24 N2 1 1 1000.00 USD",
            "2026-11-25 N2 2 3 3000.00 EUR",
        ]
    );
    assert_eq!((report.total.reminders, report.total.asked.items), (5, 8));
    assert_eq!((report.reminded_customers, report.reminded_items), (2, 4));
    assert_eq!(report.open.items, 4);
    let levels: Vec<(&str, u64)> =
        report.per_level().iter().map(|(level, sum)| (level.as_str(), sum.reminders)).collect();
    assert_eq!(levels, [("N1", 2), ("N2", 3), ("N3", 0), ("N4", 0), ("N5", 0)]);
}

#[test]
fn days_are_summed_up_by_week_and_month() {
    let report = told(&policy(LEVELS), &late(0, 100), vec![customer_with(1, &["2026-11-09"])]);
    let sums = |step: Step| -> Vec<String> {
        let periods = report.periods(step).into_iter();
        periods
            .map(|period| {
                let levels: Vec<String> =
                    period.levels.iter().map(|tally| tally.reminders.to_string()).collect();
                format!("{} {} {}", period.begin, levels.concat(), period.total.reminders)
            })
            .collect()
    };
    assert_eq!(
        sums(Step::Month),
        ["2026-11-01 11000 2", "2026-12-01 00100 1", "2027-01-01 00010 1", "2027-02-01 00001 1",]
    );
    let weeks = sums(Step::Week);
    assert_eq!(weeks.len(), 15);
    assert_eq!(weeks[0], "2026-11-09 10000 1");
    assert_eq!(weeks[1], "2026-11-16 00000 0", "also a week without reminders");
    assert_eq!(sums(Step::Day).len(), 101);
    for (to, step) in [
        ("2026-12-09", Step::Day),
        ("2026-12-10", Step::Week),
        ("2027-05-11", Step::Week),
        ("2027-05-12", Step::Month),
    ] {
        assert_eq!(Step::of(date("2026-11-09"), date(to)), step, "{to}");
    }
}

#[test]
fn items_that_no_level_catches_are_told_by_reason_and_rule() {
    let mut policy = with_exclusions();
    policy.origins.payment_methods = Origin { file: "relance.yaml".into(), line: 30 };
    policy.minimum_amounts.insert("EUR".parse().expect("a currency"), decimal("5.00"));
    let mut customers: Vec<CustomerFacts> =
        (1..=9).map(|number| customer_with(number, &["2026-11-09"])).collect();
    customers[0].invoices[0].invoice.holds = vec![hold(HoldKind::Automatic)];
    customers[1].invoices[0].invoice.items[0].disputed = true;
    customers[2].invoices[0].invoice.payment_method = "PRLV".into();
    customers[3].invoices[0].invoice.items[0].standing = Standing::Excluded;
    customers[4].invoices[0].invoice.recipients.to.clear();
    customers[5].invoices[0].invoice.items[0].open_amount = decimal("5.00");
    customers[6].billed.customer.dunning.automatic = false;
    // The last two are reminded, and not due yet.
    customers[8].invoices[0].invoice.items[0].due_date = date("2027-03-01");
    let days = late(0, 100);
    let report = told(&policy, &days, customers.clone());
    assert_eq!(
        groups(&report.never_caught),
        [
            "- automatic_hold -: F100 of 1",
            "- automatic_off -: F700 of 1",
            "- below_minimum rules/test.yaml:1: F600 of 1",
            "- exclusion relance.yaml:70: F200 of 1",
            "- no_recipient rules/test.yaml:1: F500 of 1",
            "- payment_method_never_dunned relance.yaml:30: F300 of 1",
            "- set_to_na rules/test.yaml:1: F400 of 1",
        ]
    );
    assert_eq!(report.not_yet.items, 1, "due in March");
    assert_eq!(groups(&report.stuck), Vec::<String>::new());

    // Five of one kind: two are kept, all are counted.
    let held = (1..=5).map(|number| {
        let mut facts = customers[0].clone();
        facts.invoices[0].invoice.number = format!("H{number}");
        facts
    });
    let report = told(&policy, &days, held.collect());
    assert_eq!(groups(&report.never_caught), ["- automatic_hold -: H1 H2 of 5"]);
}

#[test]
fn a_gap_between_levels_and_a_ladder_that_ends_catch_nothing() {
    let days = late(0, 100);
    let old = || vec![customer_with(1, &["2026-09-01"])];
    let report = told(&policy("N1 5..15, N2 16..60"), &days, old());
    assert_eq!(groups(&report.never_caught), ["- no_level -: F100 of 1"]);
    let report = told(&policy("N1 -90..-80, N2 200..210"), &days, old());
    assert_eq!(groups(&report.never_caught), ["- no_level -: F100 of 1"]);
}

#[test]
fn that_the_first_level_had_not_come_tells_nothing_where_there_is_more() {
    let mut nobody = customer_with(1, &["2026-11-09"]);
    nobody.invoices[0].invoice.recipients.to.clear();
    let report = told(&policy(LEVELS), &late(-60, 10), vec![nobody]);
    assert_eq!(groups(&report.never_caught), ["- no_recipient rules/test.yaml:1: F100 of 1"]);
    assert_eq!(report.never_caught.iter().next().map(|(_, it)| it.cases[0].executions), Some(6));
}

#[test]
fn items_stuck_at_a_level() {
    let at = |level: &str, reminded: Option<&str>| {
        let mut facts = customer_with(1, &["2026-11-09"]);
        let item = &mut facts.invoices[0].invoice.items[0];
        item.standing = Standing::At(LevelCode::new(level));
        item.last_reminded_on = reminded.map(date);
        facts
    };
    let held = |level: &str, reminded: Option<&str>| {
        let mut facts = at(level, reminded);
        facts.invoices[0].invoice.holds = vec![hold(HoldKind::Automatic)];
        facts
    };
    let new = || customer_with(1, &["2026-11-09"]);
    // N5 is 91 days late.
    for (what, facts, last, expected) in [
        ("at the last level since 60 days", new(), 151, vec!["N5 already_at_level -: F100 of 1"]),
        ("at the last level since 59 days", new(), 150, vec![]),
        (
            "held at N2 for long",
            held("N2", Some("2026-11-24")),
            75,
            vec!["N2 automatic_hold -: F100 of 1"],
        ),
        ("held at N2 for less", held("N2", Some("2026-11-24")), 74, vec![]),
        (
            "a level by hand, never reminded",
            held("N3", None),
            20,
            vec!["N3 automatic_hold -: F100 of 1"],
        ),
        (
            "a level that the rules do not know",
            at("X9", None),
            20,
            vec!["- unknown_level -: F100 of 1"],
        ),
        ("going on", at("N2", Some("2026-11-24")), 75, vec![]),
    ] {
        let report = told(&policy(LEVELS), &late(0, last), vec![facts]);
        assert_eq!(groups(&report.stuck), expected, "{what}");
        assert_eq!(groups(&report.never_caught), Vec::<String>::new(), "{what}");
    }
}

#[test]
fn what_is_paid_is_neither_stuck_nor_missed() {
    let paid = ["N1", "N2", "N3", "N4", "N5"].map(LevelCode::new);
    let all = Behaviour {
        paid: paid.map(|level| (level, "100".parse().expect("a share"))).into_iter().collect(),
        within: (3, 3),
        seed: 1,
    };
    let days = late(0, 200);
    let customers = vec![customer_with(1, &["2026-11-09", "2026-11-20"])];
    let report = paying(&policy(LEVELS), &days, customers, &all, &measures(&days));
    assert_eq!((report.paid.items, report.open.items), (2, 2));
    assert_eq!(report.total.reminders, 2);
    assert!(report.stuck.is_empty() && report.never_caught.is_empty());
}

#[test]
fn what_is_paid_after_the_last_execution_is_paid_within_the_period() {
    let all = Behaviour {
        paid: [(LevelCode::new("N1"), "100".parse().expect("a share"))].into_iter().collect(),
        within: (3, 3),
        seed: 1,
    };
    // Reminded 5 days late, and paid 3 days after: later than the last execution.
    let days = late(0, 6);
    for (until, paid, stuck) in [(7, 0, 1), (8, 1, 0), (30, 1, 0)] {
        let to = date("2026-11-09") + chrono::Duration::days(until);
        let measures = Measures { to, stuck_after: 0, ..measures(&days) };
        let mut late_payer = customer_with(1, &["2026-11-09"]);
        // Its other item is not due for long.
        late_payer.invoices[0].invoice.items.push(item(2, "2027-11-09"));
        let report = paying(&policy(LEVELS), &days, vec![late_payer], &all, &measures);
        assert_eq!((report.paid.items, report.open.items), (paid, 2), "until day {until}");
        assert_eq!(report.stuck.sum().items, stuck, "until day {until}");
    }
}

#[test]
fn the_report_is_the_same_on_any_number_of_threads() {
    let customers: Vec<CustomerFacts> = (1..=300)
        .map(|number| {
            let due: Vec<String> = (0..number % 5)
                .map(|at| {
                    (date("2026-11-09") - chrono::Duration::days(number * 7 % 130 - at * 20))
                        .to_string()
                })
                .collect();
            let mut facts =
                customer_with(number, &due.iter().map(String::as_str).collect::<Vec<_>>());
            if number % 11 == 0 {
                facts.billed.customer.dunning.automatic = false;
            }
            facts
        })
        .collect();
    let share =
        |level: &str, percent: &str| (LevelCode::new(level), percent.parse().expect("a share"));
    let behaviour = Behaviour {
        paid: [share("N1", "40"), share("N2", "30"), share("N5", "12.5")].into_iter().collect(),
        within: (2, 10),
        seed: 7,
    };
    let (policy, days) = (policy(LEVELS), late(0, 200));
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| paying(&policy, &days, customers.clone(), &behaviour, &measures(&days)))
    };
    let one = on(1);
    assert!(
        one.paid.items > 100 && one.busy_customers > 2,
        "something happens: {}",
        one.paid.items
    );
    for threads in [2, 5, 16] {
        assert!(on(threads) == one, "{threads} threads");
    }
}

//! `relance simulate` from the front door.

use crate::desk::{Books, Desk};
use relance::domain::hold::HoldKind;

const QUARTER: [&str; 5] = ["simulate", "--from", "2026-11-24", "--to", "2027-02-23"];

/// With the rules where the report names them.
fn desk() -> Desk {
    Desk { rules: "rules".into(), ..Desk::new() }
}

fn demo() -> Desk {
    let desk = desk();
    desk.relance(&["demo", "--as-of", "2026-11-24"]).expect(0);
    desk
}

/// Whether the first day has passed depends on today.
fn without_today(shown: &str) -> String {
    let lines = shown.lines().filter(|line| {
        !line.starts_with("The first day lies") && !line.starts_with("Le premier jour est")
    });
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_quarter_of_the_demonstration_company() {
    let desk = demo();
    let shown = desk.relance(&QUARTER).expect(0).out;
    insta::assert_snapshot!("quarter", without_today(&shown));
    let paid = ["--paid", "N1=40", "N2=30%", "N3=20", "N4=10", "--paid-within", "2..10"];
    let further = ["--seed", "7", "--more-than", "6", "--stuck-after", "45", "--lang", "fr"];
    let args = [&QUARTER[..], &paid, &further].concat();
    let shown = desk.relance(&args).expect(0).out;
    insta::assert_snapshot!("quarter_paid_in_french", without_today(&shown));
    assert_eq!(desk.relance(&args).expect(0).out, shown, "the same seed, the same report");
    assert_eq!(desk.history().len(), 0, "nothing is written");
}

#[tokio::test]
async fn data_and_tables() {
    let desk = desk();
    let books = Books::one_invoice("a@client.example")
        .invoice("C1", "=F2", "2026-11-01", "a@client.example")
        .hold("C1", "=F2", HoldKind::Automatic)
        .customer("C2")
        .invoice("C2", "G1", "2026-08-01", "b@autre.example");
    desk.fill(&books.set()).await;
    let csv = desk.folder.path().join("tables");
    let csv_text = csv.display().to_string();
    let args = [&QUARTER[..], &["--json", "--csv", &csv_text, "--more-than", "1"]].concat();
    let mut report = desk.relance(&args).expect(0).json();
    let begins = report[0]["begins"].take();
    assert!(begins.is_string(), "before today, today or after: {begins}");
    insta::assert_snapshot!("data", format!("{report:#}"));

    let read = |folder: &std::path::Path| -> String {
        ["per_day", "per_level", "busy_customers", "never_caught", "stuck"]
            .map(|name| {
                let path = folder.join(format!("{name}.csv"));
                format!("{name}\n{}", std::fs::read_to_string(path).expect("a table"))
            })
            .concat()
            .replace("\r\n", "\n")
    };
    insta::assert_snapshot!("tables", read(&csv));
    let french = [&QUARTER[..], &["--csv", &csv_text, "--lang", "fr"]].concat();
    let shown = desk.relance(&french).expect(0).out;
    assert!(shown.contains(&csv_text), "{shown}");
    let french = read(&csv);
    assert!(french.contains("2026-11-24;N1;1;1;1000,00\n"), "{french}");
    assert!(french.contains("C1;Client C1;'=F2;1;"), "no formula: {french}");
}

#[tokio::test]
async fn a_batch_without_schedule_is_played_every_day_and_that_is_said() {
    let desk = Desk::new();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    let weekend = ["simulate", "--from", "2026-11-21", "--to", "2026-11-22"];
    let shown = desk.relance(&weekend).expect(0).out;
    assert!(shown.contains("No execution (schedule 0 7 * * 1-5, Europe/Paris)"), "{shown}");
    desk.change_rules("relance.yaml", "    schedule: \"0 7 * * 1-5\"\n", "");
    desk.change_rules("relance.yaml", "    time_zone: Europe/Paris\n", "");
    let shown = desk.relance(&weekend).expect(0).out;
    assert!(shown.contains("2 executions: the batch has no schedule"), "{shown}");
    assert!(shown.contains("Reminded at least once: 1 item, 1 customer"), "{shown}");
}

#[tokio::test]
async fn a_script_that_fails_is_told_by_the_exit_code() {
    let desk = Desk::new();
    // The trial at load does not meet this invoice.
    let books = Books::default().customer("C1");
    let books = books.invoice("C1", "F9", "2026-11-09", "a@client.example");
    desk.fill(&books.set()).await;
    let hook = "fn eligible(item) {
        if item.invoice.number == \"F9\" && item.days_late > 20 { throw \"no\" }
    }";
    std::fs::write(desk.rules.join("hooks.rhai"), hook).expect("a script");
    let done = desk.relance(&QUARTER).expect(3);
    assert!(done.out.contains("A script failed at 1 item"), "{}", done.out);
    assert!(done.out.contains("Reminded at least once: 1 item,"), "until then: {}", done.out);
    let short = ["simulate", "--from", "2026-11-24", "--to", "2026-11-25"];
    desk.relance(&short).expect(0);
}

/// Each company has its own report and its own tables.
#[tokio::test]
async fn several_companies() {
    let desk = Desk::new();
    desk.add_company();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    let csv = desk.folder.path().join("tables");
    let csv_text = csv.display().to_string();
    let args = [&QUARTER[..], &["--json", "--csv", &csv_text]].concat();
    let reports = desk.relance(&args).expect(0).json();
    let counts: Vec<(&str, u64)> = reports
        .as_array()
        .expect("reports")
        .iter()
        .map(|report| {
            let reminders = report["total"]["reminders"].as_u64();
            (report["company"].as_str().expect("a code"), reminders.expect("a number"))
        })
        .collect();
    assert_eq!(counts, [("DEMO", 5), ("SECOND", 0)]);
    for (company, lines) in [("DEMO", 6), ("SECOND", 1)] {
        let table = std::fs::read_to_string(csv.join(company).join("per_day.csv"));
        assert_eq!(table.expect("a table").lines().count(), lines, "{company}");
    }
}

#[test]
fn what_makes_no_sense_is_a_usage_error() {
    let desk = demo();
    let quarter = |more: &[&'static str]| [&QUARTER[..], more].concat();
    for (args, expected) in [
        (vec!["simulate", "--from", "2026-11-24", "--to", "2026-11-23"], "before it begins"),
        (vec!["simulate", "--from", "2026-11-24", "--to", "2036-11-25"], "longer than 10 years"),
        (vec!["simulate", "--from", "2026-11-24"], "--to"),
        (quarter(&["--paid", "N9=40"]), "no level “N9”"),
        (quarter(&["--paid", "N1=40", "N1=50"]), "Two shares"),
        (quarter(&["--paid", "N1=140"]), "N1=140"),
        (quarter(&["--paid-within", "10..2"]), "10..2"),
        (quarter(&["--window", "0"]), "--window"),
        (quarter(&["--batch", "Nothing"]), "Nothing"),
    ] {
        let done = desk.relance(&args).expect(2);
        assert!(done.err.contains(expected), "{args:?}: {}", done.err);
    }
}

//! The demonstration company: what was sent for real, and what the rules
//! would have done.

use relance::domain::hold::HoldKind;
use relance::import::set::ImportSet;
use serde_json::{Value, json};

use crate::desk::{Books, Desk};

const DAYS: [&str; 3] = ["2026-11-24", "2026-12-01", "2026-12-15"];
const PERIOD: [&str; 6] = ["simulate", "--history", "--from", "2026-11-24", "--to", "2026-12-15"];

fn with<'a>(further: &[&'a str]) -> Vec<&'a str> {
    PERIOD.iter().copied().chain(further.iter().copied()).collect()
}

/// The company after three runs into the folder.
fn reminded() -> Desk {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", DAYS[0]]).expect(0);
    for day in DAYS {
        desk.relance(&["run", "--yes", "--as-of", day]).expect(0);
    }
    desk
}

fn compared(desk: &Desk, further: &[&str]) -> Value {
    let mut args = with(&["--json"]);
    args.extend(further);
    desk.relance(&args).expect(0).json()[0].clone()
}

#[test]
fn the_rules_that_sent_would_send_the_same() {
    let desk = reminded();
    let found = compared(&desk, &[]);
    assert_eq!(found["differences"], json!([]));
    assert_eq!(found["recorded_on"], json!(DAYS));
    assert_eq!(found["total"]["recorded"], found["total"]["simulated"]);
    let same = found["items"]["same"].as_u64().expect("a number");
    assert!(same > 1_000, "{same}");
    assert_eq!(found["last_reminder_unknown"], 0, "comments tell the dates");
    // From the middle on, the facts are those that the first run left.
    let args = ["simulate", "--history", "--from", "2026-12-01", "--to", "2026-12-15"];
    let shown = desk.relance(&args).expect(0).out;
    assert!(shown.contains("No difference at all"), "{shown}");
    assert!(shown.contains("2 executions on record"), "{shown}");

    the_switch_counts_from_dates_before(&desk);
    other_rules_name_the_items_that_differ(&desk);
}

/// With the switch on, dates of reminders before the first day decide.
fn the_switch_counts_from_dates_before(desk: &Desk) {
    desk.change_rules("relance.yaml", "RELCLI_BORNEREL: false", "RELCLI_BORNEREL: true");
    let found = compared(desk, &[]);
    assert!(found["items"]["only_recorded"].as_u64() > Some(0));
    desk.change_rules("relance.yaml", "RELCLI_BORNEREL: true", "RELCLI_BORNEREL: false");
}

fn other_rules_name_the_items_that_differ(desk: &Desk) {
    desk.change_rules("relance.yaml", "upper: 15", "upper: 20");
    desk.change_rules("relance.yaml", "lower: 16", "lower: 21");
    let found = compared(desk, &[]);
    for difference in found["differences"].as_array().expect("a list") {
        let first = difference["after_an_earlier_difference"] == false;
        let days = difference["days_late"].as_i64().expect("days");
        assert!(!first || (16..=20).contains(&days), "only these days are decided otherwise");
    }
    let items = &found["items"];
    let kinds = ["other_level", "only_recorded", "only_simulated"];
    let counts = kinds.map(|kind| items[kind].as_u64().expect("a number"));
    assert!(counts.iter().all(|count| *count > 0), "{items}");

    let folder = desk.folder.path();
    let [csv, svg, png] = ["tables", "chart.svg", "chart.png"].map(|it| folder.join(it));
    let [csv, svg, png] = [&csv, &svg, &png].map(|path| path.to_str().expect("a path"));
    let shown = desk.relance(&with(&["--csv", csv, "--chart", svg])).expect(0).out;
    for text in ["FA26007/1", "N1 serves", "already at N1", "relance.yaml:16", "Not known"] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    let table = std::fs::read_to_string(folder.join("tables/history.csv")).expect("a table");
    assert_eq!(table.lines().count() as u64, 1 + counts.iter().sum::<u64>());
    let head = table.lines().next().expect("headings");
    assert!(head.starts_with("day,what,customer,name,invoice,instalment,days_late,open"), "{head}");
    let sums = std::fs::read_to_string(folder.join("tables/history_per_day.csv")).expect("a table");
    assert_eq!(sums.lines().count(), 1 + 15, "three days, five levels");
    let chart = std::fs::read_to_string(svg).expect("a chart");
    assert!(chart.contains("On record") && chart.contains("role=\"img\""), "{chart}");

    let french = desk.relance(&with(&["--lang", "fr", "--chart", png])).expect(0).out;
    for text in ["s’applique", "Date des règlements inconnue", "Selon les règles"] {
        assert!(french.contains(text), "{text}: {french}");
    }
    let picture = std::fs::read(png).expect("a chart");
    let size = imagesize::blob_size(&picture).expect("a picture");
    assert_eq!((size.width, size.height), (1920, 960));
}

#[test]
fn days_of_the_schedule_are_played_where_asked_for() {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", DAYS[0]]).expect(0);
    let shown = desk.relance(&PERIOD).expect(0).out;
    assert!(shown.contains("No execution of this batch is on record"), "{shown}");
    let found = compared(&desk, &["--schedule"]);
    assert_eq!(found["played_on"].as_array().map(Vec::len), Some(16), "Mondays to Fridays");
    assert_eq!(found["total"]["recorded"]["reminders"], 0);
    assert_eq!(found["items"]["only_simulated"], found["total"]["simulated"]["items"]);
}

#[test]
fn charts_are_drawn_of_days_to_come_too() {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", DAYS[0]]).expect(0);
    let path = desk.folder.path().join("chart.svg");
    let file = path.to_str().expect("a path");
    let args = ["simulate", "--from", "2026-11-25", "--to", "2027-02-25", "--chart", file];
    let shown = desk.relance(&args).expect(0).out;
    assert!(shown.contains("Chart written to"), "{shown}");
    let chart = std::fs::read_to_string(&path).expect("a chart");
    assert!(["N1", "N5", "<title>", "Reminders per week"].iter().all(|it| chart.contains(it)));
}

#[test]
fn what_makes_no_sense_is_refused_before_anything_is_read() {
    let desk = Desk::new();
    for (args, expected) in [
        (with(&["--chart", "chart.pdf"]), "ends in .svg or .png"),
        (with(&["--paid", "N1=40"]), "--paid"),
        (vec!["simulate", "--from", DAYS[0], "--to", DAYS[1], "--schedule"], "--history"),
        (vec!["simulate", "--history", "--from", DAYS[1], "--to", DAYS[0]], "before it begins"),
    ] {
        let refused = desk.relance(&args).expect(2);
        assert!(refused.err.contains(expected), "{args:?}: {}", refused.err);
    }
}

/// Of four customers one pays, one has a wrong address, one is held until the
/// first run, and one is reminded by hand between the runs.
fn four_customers() -> ImportSet {
    let address = |name: &str| format!("{name}@durand.example");
    let mut books = Books::default();
    for (customer, invoice, to) in
        [("C1", "F1", "paying"), ("C2", "F2", "refuse550"), ("C3", "F3", "held"), ("C4", "F4", "a")]
    {
        let due = "2026-11-09";
        books = books.customer(customer).invoice(customer, invoice, due, &address(to));
    }
    let mut set = books.hold("C3", "F3", HoldKind::Temporary).set();
    for customer in &mut set.customers {
        customer.manual = Some(true);
    }
    set
}

#[tokio::test]
async fn failures_payments_holds_and_reminders_by_hand_are_part_of_the_record() {
    let (desk, _server) = Desk::with_server();
    desk.fill(&four_customers()).await;
    desk.relance(&["run", "--yes", "--as-of", DAYS[0]]).expect(4);
    desk.relance(&["remind", "F4", "--yes", "--as-of", "2026-11-27"]).expect(0);
    let mut paid = four_customers();
    paid.due_items[0].open_amount = 0.into();
    desk.fill(&paid).await;
    desk.relance(&["run", "--yes", "--as-of", DAYS[1]]).expect(4);
    desk.relance(&["run", "--yes", "--as-of", DAYS[2]]).expect(4);

    let found = compared(&desk, &[]);
    assert_eq!(found["differences"], json!([]));
    // N1 on the first day but for F3; N2 on the second but for F4; then N3.
    assert_eq!(found["items"]["same"], 3 + 2 + 3);
    assert_eq!(found["items"]["not_sent"], 3);
    assert_eq!(found["settled_since"], 1);
    let notes = found["notes"].as_array().expect("notes");
    let note = |text: &str| notes.iter().any(|it| it.as_str().is_some_and(|it| it.contains(text)));
    assert!(note("settled since") && note("did not go out"), "{notes:?}");
}

#[tokio::test]
async fn both_executions_of_a_day_are_played() {
    let desk = Desk::new();
    let books = Books::default().customer("C1").invoice("C1", "F1", "2026-11-09", "a@b.example");
    desk.fill(&books.hold("C1", "F1", HoldKind::Temporary).set()).await;
    for _ in 0..2 {
        desk.relance(&["run", "--yes", "--as-of", DAYS[0]]).expect(0);
    }
    let found = compared(&desk, &[]);
    assert_eq!((&found["differences"], &found["items"]["same"]), (&json!([]), &json!(1)));
    // The schedule would have had one execution on that day; the record tells
    // of two.
    let found = compared(&desk, &["--schedule"]);
    let of_the_day = found["differences"].as_array().expect("a list").iter();
    assert_eq!(of_the_day.filter(|it| it["day"] == DAYS[0]).count(), 0);
}

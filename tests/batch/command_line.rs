//! What the command line tells, in which language, and with which exit code.

use std::path::Path;

use crate::desk::{Books, Desk, Done, texts};
use crate::smtp::SmtpServer;
use relance::import::set::ImportSet;

const RUN_DATE: &str = "2026-11-24";
/// Nobody listens there.
const DEAD_SERVER: &str = "smtp://127.0.0.1:1";

fn preview(desk: &Desk) -> serde_json::Value {
    let done = desk.relance(&["preview", "--json", "--as-of", RUN_DATE]).expect(0);
    done.json()[0].clone()
}

async fn fill_second(desk: &Desk, set: &ImportSet) {
    let company = relance::domain::company::CompanyCode("SECOND".into());
    let store = desk.store().await;
    store.import(&company, set, chrono::Utc::now(), "test").await.expect("an import");
}

fn run(desk: &Desk, as_of: &str) -> Done {
    desk.relance(&["run", "--yes", "--as-of", as_of])
}

#[test]
fn the_preview_of_a_demonstration_is_the_run_that_follows() {
    for seed in ["1", "2", "3"] {
        let desk = Desk::new();
        desk.relance(&["demo", "--seed", seed, "--as-of", RUN_DATE]).expect(0);
        let previewed = desk.previewed(RUN_DATE);
        assert!(previewed.len() > 100, "seed {seed}: {} reminders", previewed.len());
        run(&desk, RUN_DATE).expect(0);
        let history = desk.history();
        let mut recorded: Vec<String> =
            texts(&history.into(), "message_id").into_iter().filter(|id| !id.is_empty()).collect();
        recorded.sort();
        assert_eq!(recorded, previewed, "seed {seed}");
    }
}

#[tokio::test]
async fn totals_stand_in_the_order_of_the_ladder() {
    let desk = Desk::new();
    desk.change_rules("relance.yaml", "  N1:", "  ZERO:");
    let books = Books::one_invoice("a@client.example")
        .invoice("C1", "F2", "2026-11-01", "a@client.example")
        .invoice("C1", "F3", "2026-10-01", "a@client.example");
    desk.fill(&books.set()).await;
    let previewed = preview(&desk);
    let levels: Vec<&String> = previewed["by_level"].as_object().expect("levels").keys().collect();
    assert_eq!(levels, ["ZERO", "N2", "N3"]);
    let shown = desk.relance(&["preview", "--as-of", RUN_DATE]).expect(0).out;
    let totals = shown.rsplit("Reminders").next().expect("totals");
    assert!(totals.find("ZERO") < totals.find("N2"), "{shown}");
}

#[tokio::test]
async fn a_reminder_tells_the_language_that_its_mail_is_written_in() {
    let desk = Desk::new();
    let mut set = Books::one_invoice("a@client.example").set();
    set.customers[0].language = Some("de".parse().expect("a language"));
    desk.fill(&set).await;
    assert_eq!(preview(&desk)["reminders"][0]["language"], "fr", "the first fallback");
}

#[tokio::test]
async fn the_preview_tells_when_the_batch_starts_by_itself() {
    let desk = Desk::new();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    let previewed = preview(&desk);
    // Of the day that is acted for, in the batch's time zone.
    assert_eq!(previewed["next_scheduled"], "2026-11-24T07:00:00+01:00");
    let shown = desk.relance(&["preview", "--lang", "fr", "--as-of", RUN_DATE]).expect(0).out;
    assert!(shown.contains("à 07:00 (Europe/Paris)"), "{shown}");

    desk.change_rules("relance.yaml", "    schedule: \"0 7 * * 1-5\"\n", "");
    desk.change_rules("relance.yaml", "    time_zone: Europe/Paris\n", "");
    assert_eq!(preview(&desk)["next_scheduled"], serde_json::Value::Null);
}

#[tokio::test]
async fn reasons_write_amounts_as_the_language_does() {
    let desk = Desk::new();
    let mut set = Books::one_invoice("a@client.example").set();
    set.due_items[0].open_amount = "4.50".parse().expect("an amount");
    desk.fill(&set).await;
    for (language, amount) in [("fr", "4,50\u{a0}€"), ("en", "€4.50")] {
        let args = ["preview", "--json", "--lang", language, "--as-of", RUN_DATE];
        let skipped = desk.relance(&args).expect(0).json()[0]["skipped"][0].clone();
        assert_eq!(skipped["reason"], "below_minimum");
        let text = skipped["explanation"].as_str().unwrap_or_default();
        assert!(text.contains(amount), "{text}");
    }
}

#[tokio::test]
async fn a_mail_that_fails_is_told_in_the_language_of_the_user() {
    let desk = Desk::new();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    let templates = desk.folder.path().join("templates");
    for level in ["N1", "N2", "N3", "N4", "N5"] {
        let folder = templates.join("mail").join(level).join("fr");
        std::fs::create_dir_all(&folder).expect("a folder");
        for (file, text) in
            [("subject.txt", "Rappel"), ("body.txt", "{{ montant }}"), ("body.html", "<p></p>")]
        {
            std::fs::write(folder.join(file), text).expect("a template");
        }
    }
    for level in ["N1", "N2", "N3", "N4", "N5"] {
        let letter = format!("    letter: letter/{level}\n");
        desk.change_rules("relance.yaml", &letter, "");
    }
    let with = |command: &[&str]| {
        let templates = templates.display().to_string();
        desk.relance(&[command, &["--templates", &templates, "--as-of", RUN_DATE]].concat())
    };
    for (language, text) in [("fr", "montant »"), ("en", "montant”")] {
        let shown = with(&["preview", "--lang", language]).expect(3).out;
        let line = shown.lines().find(|line| line.contains("C1 N1")).expect("the failure");
        assert!(line.contains("body.txt:1:") && line.contains(text), "{line}");
    }
    with(&["run", "--yes"]).expect(4);
}

#[tokio::test]
async fn an_item_of_any_company_is_explained() {
    let desk = Desk::new();
    desk.add_company();
    fill_second(&desk, &Books::one_invoice("a@client.example").set()).await;
    let explained = desk.relance(&["explain", "F1", "--as-of", RUN_DATE]).expect(0);
    assert!(explained.out.contains("N1"), "{}", explained.out);
    desk.relance(&["explain", "F2", "--as-of", RUN_DATE]).expect(2);
}

#[tokio::test]
async fn a_refused_company_does_not_hold_up_the_next() {
    let desk = Desk::new();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    run(&desk, "2026-11-25").expect(0);
    desk.add_company();
    fill_second(&desk, &Books::one_invoice("a@client.example").set()).await;

    let done = run(&desk, RUN_DATE).expect(5);
    assert!(done.err.contains("Ateliers Beaumont SAS"), "{}", done.err);
    assert!(done.err.contains("2026-11-25"), "{}", done.err);
    assert!(done.out.contains("1 sent"), "{}", done.out);
    assert_eq!(std::fs::read_dir(desk.outbox()).expect("the outbox").count(), 2);
}

#[tokio::test]
async fn a_server_that_cannot_be_used_stops_the_run() {
    let mut desk = Desk::new();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    desk.change_rules("relance.yaml", "first_delay_ms: 1000", "first_delay_ms: 1");
    desk.smtp_url = Some(DEAD_SERVER.to_owned());
    let stopped = run(&desk, RUN_DATE).expect(6);
    assert!(stopped.err.contains("relance resume"), "{}", stopped.err);
    desk.smtp_url = None;
    desk.relance(&["resume", "--yes"]).expect(5);
    assert!(!desk.outbox().exists(), "a folder does not take the place of a server");
    let server = SmtpServer::start(&[]);
    desk.smtp_url = Some(server.url());
    desk.relance(&["resume", "--yes"]).expect(0);
    assert_eq!(server.received().len(), 1);
}

#[test]
fn a_played_demonstration_never_goes_to_a_server() {
    let mut desk = Desk::new();
    desk.smtp_url = Some(DEAD_SERVER.to_owned());
    let played = desk.relance(&["demo", "--play", "--as-of", RUN_DATE]).expect(0);
    assert!(Path::new(&desk.outbox()).read_dir().expect("the outbox").count() > 100);
    assert_eq!(played.out.matches("items are not reminded").count(), 1, "{}", played.out);
}

#[test]
fn a_check_shows_warnings_and_passes() {
    let desk = Desk::new();
    let english = "    en: the rate applied by the European Central Bank to its most recent \
                   refinancing operation, plus 10 percentage points\n";
    desk.change_rules("relance.yaml", english, "");
    let checked = desk.relance(&["check"]).expect(0);
    assert!(checked.err.contains("late interest"), "{}", checked.err);
    assert!(checked.out.contains("in order"), "{}", checked.out);
}

#[test]
fn a_language_that_relance_does_not_speak_is_refused() {
    let desk = Desk::new();
    let refused = desk.relance(&["--lang", "de", "check"]).expect(2);
    assert!(refused.err.contains("fr, en"), "{}", refused.err);

    let mut command = desk.command(&["check"]);
    let output = command.env("LC_ALL", "de_DE.UTF-8").output().expect("the binary runs");
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("in order"));
}

#[test]
fn an_import_tells_how_far_it_is() {
    let desk = Desk::new();
    let folder = "tests/cases/good_csv/utf8_comma_iso";
    let done = desk.relance(&["--lang", "fr", "import", "csv", folder]).expect(0);
    let stages: Vec<&str> = done.err.lines().filter_map(|line| line.split(" : ").next()).collect();
    assert_eq!(stages, ["Lecture des lignes", "Enregistrement des lignes"]);
}

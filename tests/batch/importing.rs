//! What `relance import` does with folders and ledgers, good and bad.

use std::path::PathBuf;

use crate::desk::{Desk, Done, texts};

const GOOD: &str = "tests/cases/good_csv/windows_1252_semicolon_french";
const FEC: &str = "tests/data/fec/732830320FEC20251231_tab_utf8.txt";

/// A folder of CSV files on the desk.
fn folder(desk: &Desk, name: &str, files: &[(&str, &str)]) -> String {
    let folder: PathBuf = desk.folder.path().join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    for (file, text) in files {
        std::fs::write(folder.join(file), text).expect("a file");
    }
    folder.display().to_string()
}

fn import(desk: &Desk, folder: &str) -> Done {
    desk.relance(&["--lang", "en", "import", "csv", folder])
}

/// Customers, sites and collaborators that are known before.
fn with_customers() -> Desk {
    let desk = Desk::new();
    let customers = [
        ("collaborators.csv", "code;name\nAB;Anne Bernard\n"),
        ("customers.csv", "code;name\nC1;Dupont SARL\nC2;Martin SA\n"),
        ("sites.csv", "customer;code;name;email\nC1;S1;Siège;compta@dupont.example\n"),
    ];
    import(&desk, &folder(&desk, "customers", &customers)).expect(0);
    desk
}

/// Customers and open items, as the store has them.
async fn open(desk: &Desk) -> (u64, u64) {
    let counts = desk.store().await.open_counts(&Desk::company()).await.expect("a store");
    (counts.customers, counts.items)
}

#[tokio::test]
async fn the_same_folder_twice_changes_nothing() {
    let desk = Desk::new();
    let first = import(&desk, GOOD).expect(0);
    let before = open(&desk).await;
    let second = import(&desk, GOOD).expect(0);
    insta::assert_snapshot!(format!("{}\nagain\n{}", first.out, second.out));
    assert_eq!(open(&desk).await, before);
    assert_ne!(before, (0, 0));
}

#[tokio::test]
async fn open_items_of_a_ledger_can_be_previewed() {
    let desk = Desk::new();
    desk.relance(&["import", "fec", FEC]).expect(0);
    let preview = desk.relance(&["preview", "--json", "--as-of", "2026-03-02"]).expect(0).json();
    assert_eq!(preview[0]["payments_known_to"], "2026-01-26", "the latest entry");
    let reasons = texts(&preview[0]["skipped"], "reason");
    assert!(reasons.iter().any(|reason| reason == "no_recipient"), "a ledger has no addresses");
    assert_eq!(preview[0]["reminders"], serde_json::json!([]));
    assert_eq!(open(&desk).await.0, 40);
}

#[tokio::test]
async fn a_folder_of_new_invoices_refers_to_what_is_stored() {
    let desk = with_customers();
    let new = [
        (
            "invoices.csv",
            "customer;number;date;currency;total;payment_method;billing_site;person_in_charge\n\
             C1;FA1;2026-10-10;EUR;1 200,00;VIR;S1;AB\nC3;FA3;2026-10-10;EUR;50,00;VIR;;\n",
        ),
        (
            "due_items.csv",
            "customer;invoice;due_date;amount;open_amount\n\
             C1;FA1;2026-11-09;1 200,00;1 200,00\nC3;FA3;2026-11-09;50,00;50,00\n",
        ),
        // One customer is new, the other is only stored.
        ("customers.csv", "code;name\nC3;Petit EURL\n"),
    ];
    import(&desk, &folder(&desk, "new", &new)).expect(0);
    assert_eq!(open(&desk).await, (2, 2));

    let paid = [(
        "due_items.csv",
        "customer;invoice;due_date;amount;open_amount\nC1;FA1;2026-11-09;1 200,00;0\n",
    )];
    import(&desk, &folder(&desk, "paid", &paid)).expect(0);
    assert_eq!(open(&desk).await, (1, 1), "FA1 is settled");
}

#[tokio::test]
async fn a_reference_to_nothing_is_told_at_its_place() {
    let desk = with_customers();
    let invoices = "customer;number;date;currency;total;payment_method;billing_site\n\
        C1;FA1;2026-10-10;EUR;100,00;VIR;S1\n\
        C9;FA9;2026-10-10;EUR;100,00;VIR;\n\
        C2;FA2;2026-10-10;EUR;100,00;VIR;S1\n";
    let folder = folder(&desk, "unknown", &[("invoices.csv", invoices)]);
    let done = import(&desk, &folder).expect(3);
    for (place, words) in [
        ("invoices.csv:3:1", "customer: “C9” is neither in the folder nor stored already"),
        ("invoices.csv:4:34", "billing_site: customer “C2” has no “S1”"),
    ] {
        line_of(&done.err, place, words);
    }
    let french = desk.relance(&["--lang", "fr", "import", "csv", &folder]).expect(3);
    let words = "customer : « C9 » ne figure ni dans le dossier ni parmi les données déjà reprises";
    line_of(&french.err, "invoices.csv:3:1", words);
    assert_eq!(open(&desk).await, (0, 0), "FA1 was not taken either");
}

#[tokio::test]
async fn mistakes_and_references_to_nothing_are_told_in_one_go() {
    let desk = with_customers();
    let credits = "customer;kind;number;date;currency;amount;open_amount\n\
        C1;avoir;AV1;31/02/2026;EUR;10,00;10,00\n\
        C8;avoir;AV2;28/02/2026;EUR;10,00;10,00\n\
        C1;avoir;AV3;28/02/2026;EUR;10,00;12,00\n";
    let done = import(&desk, &folder(&desk, "both", &[("credits.csv", credits)])).expect(3);
    let mut places = Vec::new();
    for (place, words) in [
        ("credits.csv:2:14", "“31/02/2026” is not a date"),
        ("credits.csv:3:1", "customer: “C8” is neither"),
        ("credits.csv:4:35", "12.00 is more than the amount of 10.00"),
    ] {
        places.push(line_of(&done.err, place, words));
    }
    assert!(places.is_sorted(), "in the order of the file");
}

#[tokio::test]
async fn a_bad_folder_stores_nothing() {
    let desk = with_customers();
    let files = [
        ("customers.csv", "code;name\nC7;Sept SARL\n"),
        (
            "invoices.csv",
            "customer;number;date;currency;total;payment_method\n\
             C7;FA7;2026-10-10;EUR;1,234;VIR\n",
        ),
    ];
    let done = import(&desk, &folder(&desk, "bad", &files)).expect(3);
    line_of(&done.err, "invoices.csv:2:23", "“1,234” may mean 1234 or 1.234");
    let stored = desk.store().await.keys(&Desk::company()).await.expect("a store");
    assert!(stored.have(relance::import::set::Target::customer("C1")));
    assert!(!stored.have(relance::import::set::Target::customer("C7")), "{}", done.err);
}

#[tokio::test]
async fn a_bad_line_of_a_ledger_is_told_at_its_place() {
    let desk = Desk::new();
    let good = std::fs::read_to_string(FEC).expect("a ledger");
    let file = desk.folder.path().join("732830320FEC20251231.txt");
    let bad = good.lines().enumerate().map(|(index, line)| {
        let line = if index == 4 { line.replacen("2025", "2O25", 1) } else { line.to_owned() };
        format!("{line}\n")
    });
    std::fs::write(&file, bad.collect::<String>()).expect("a file");
    let done = desk.relance(&["--lang", "en", "import", "fec", &file.display().to_string()]);
    let done = done.expect(3);
    line_of(&done.err, "732830320FEC20251231.txt:5:", "is not a date");
    assert_eq!(open(&desk).await, (0, 0));
}

/// Which line of the text tells this of this place.
fn line_of(text: &str, place: &str, words: &str) -> usize {
    let found = text.lines().position(|line| line.contains(place) && line.contains(words));
    found.unwrap_or_else(|| panic!("{place} and {words} in {text}"))
}

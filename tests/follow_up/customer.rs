//! The follow-up of a customer, and its switches.

use relance::domain::customer::{RecipientFlags, RoleFlags};
use relance::import::set::{ContactRow, ImportSet};

use crate::desk::{Books, Desk, texts};

pub fn contact(code: &str, roles: RoleFlags) -> ContactRow {
    ContactRow {
        customer: "C1".into(),
        code: code.into(),
        name: format!("Contact {code}"),
        language: None,
        roles,
        receives: RecipientFlags { reminder: true, reminder_all_sites: true, invoice: true },
        identity_email: Some(format!("{}@perso.example", code.to_lowercase())),
        customer_email: Some(format!("{}@client.example", code.to_lowercase())),
        sites: Vec::new(),
    }
}

fn books() -> ImportSet {
    let mut set = Books::one_invoice("a@client.example").set();
    let financial = RoleFlags { financial: true, ..RoleFlags::default() };
    set.contacts = vec![contact("K1", financial), contact("K2", RoleFlags::default())];
    set
}

#[tokio::test]
async fn a_customer_is_shown_with_what_is_noted() {
    let desk = Desk::new();
    desk.fill(&books()).await;
    desk.relance(&["note", "F1", "--status", "PROMISE", "--promised", "2026-11-20"]).expect(0);
    let hold = ["hold", "place", "F1", "--kind", "manual", "--comment", "litige", "--by", "alix"];
    desk.relance(&hold).expect(0);
    let show = ["customer", "show", "C1", "--as-of", "2026-11-24"];
    let shown = desk.relance(&[&show[..], &["--json"]].concat()).expect(0).json();
    assert_eq!(texts(&shown["contacts"], "code"), ["K1"]);
    assert_eq!(texts(&shown["contacts"], "email"), ["k1@client.example"]);
    let item = &shown["items"][0];
    assert_eq!(item["promise"], "broken");
    assert_eq!(item["days_late"], 15);
    assert_eq!(item["holds"][0]["kind"], "manual");
    assert_eq!(shown["totals"][0]["balance"], "1000.00");
    assert_eq!(texts(&shown["history"], "result"), ["hold_placed"]);

    let text = desk.relance(&show).expect(0).out;
    assert!(text.contains("broken, 4 days ago"), "{text}");
    assert!(text.contains("Payment promised"), "the label of the status: {text}");
    let french = desk.relance(&[&show[..], &["--lang", "fr"]].concat()).expect(0).out;
    assert!(french.contains("Promesse de paiement"), "{french}");
}

#[tokio::test]
async fn a_customer_without_anything_open_is_shown_all_the_same() {
    let desk = Desk::new();
    let mut set = books();
    set.due_items[0].open_amount = 0.into();
    desk.fill(&set).await;
    let shown = desk.relance(&["customer", "show", "C1", "--json"]).expect(0).json();
    assert_eq!(shown["items"], serde_json::json!([]));
    assert_eq!(texts(&shown["contacts"], "code"), ["K1"]);
    desk.relance(&["customer", "show", "C9"]).expect(2);
}

#[tokio::test]
async fn switches_are_set_and_an_import_that_gives_them_overwrites() {
    let desk = Desk::new();
    desk.fill(&books()).await;
    let set = ["customer", "set", "C1", "--manual", "on", "--automatic", "off", "--by", "alix"];
    let done = desk.relance(&set).expect(0);
    assert!(done.out.contains("manual off → on, automatic on → off"), "{}", done.out);
    assert_eq!(desk.previewed("2026-11-24").len(), 0);
    let details = texts(&desk.history().into(), "detail");
    assert_eq!(details, ["automatic: on → off", "manual: off → on"]);

    desk.fill(&books()).await;
    assert_eq!(desk.previewed("2026-11-24").len(), 0, "an import without them keeps them");
    let mut given = books();
    given.customers[0].automatic = Some(true);
    desk.fill(&given).await;
    assert_eq!(desk.previewed("2026-11-24").len(), 1);
    desk.relance(&["customer", "set", "C1"]).expect(2);
    desk.relance(&["customer", "set", "C9", "--manual", "on"]).expect(2);
}

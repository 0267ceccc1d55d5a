//! Holds and switches by hand, beside what imports bring.

use relance::domain::hold::HoldKind;
use relance::import::set::{HoldRow, ImportSet};
use relance::store::{FoundInvoice, HistoryFilter, HoldOrder, SwitchEdit};

use crate::database::{Fresh, company};
use crate::sample::{self, date, now};

on_every_database!(
    a_hold_is_placed_lifted_and_placed_again_on_one_day,
    an_import_does_not_place_again_what_was_lifted,
    of_two_holds_of_a_kind_the_latest_is_in_force,
    an_invoice_is_found_by_number_and_by_customer,
    switches_are_changed_and_kept_in_the_history,
);

async fn import(fresh: &Fresh, set: &ImportSet) {
    fresh.store.import(&company(), set, now(), "test").await.expect("an import");
}

async fn invoice(fresh: &Fresh, name: &str) -> FoundInvoice {
    let found = fresh.store.find_invoice(&company(), name).await.expect("a query");
    assert_eq!(found.len(), 1, "{name}");
    found[0].clone()
}

async fn place(fresh: &Fresh, kind: HoldKind, invoice: &FoundInvoice, comment: &str) -> usize {
    let company = company();
    let order = HoldOrder { company: &company, kind, author: "alix", now: now() };
    let invoices = [invoice.clone()];
    let held = fresh.store.place_holds(order, &invoices, comment, date("2026-11-20")).await;
    held.expect("a hold").len()
}

async fn lift(fresh: &Fresh, kind: HoldKind, invoice: &FoundInvoice) -> usize {
    let company = company();
    let order = HoldOrder { company: &company, kind, author: "alix", now: now() };
    fresh.store.lift_holds(order, std::slice::from_ref(invoice)).await.expect("a lifting").len()
}

/// `INVOICE KIND COMMENT` of the holds in force.
async fn in_force(fresh: &Fresh) -> Vec<String> {
    let held = fresh.store.holds(&company(), None).await.expect("a query");
    let line = |held: &relance::store::HeldInvoice| {
        let (invoice, hold) = (&held.invoice.number, &held.hold);
        format!("{invoice} {} {}", hold.kind.as_str(), hold.comment)
    };
    held.iter().map(line).collect()
}

async fn history(fresh: &Fresh) -> Vec<String> {
    let filter = HistoryFilter { customer: None, run: None, limit: 100 };
    let records = fresh.store.history(&company(), &filter).await.expect("history");
    let line = |record: &relance::store::HistoryRecord| {
        format!("{} {} by {}", record.result.as_str(), record.detail, record.author)
    };
    records.iter().rev().map(line).collect()
}

async fn a_hold_is_placed_lifted_and_placed_again_on_one_day(fresh: &Fresh) {
    import(fresh, &ImportSet { holds: Vec::new(), ..sample::set() }).await;
    let invoice = invoice(fresh, "FA26-2").await;
    let kind = HoldKind::Automatic;
    assert_eq!(place(fresh, kind, &invoice, "à vérifier").await, 0);
    assert_eq!(place(fresh, kind, &invoice, "encore").await, 1, "held already");
    assert_eq!(lift(fresh, kind, &invoice).await, 0);
    assert_eq!(lift(fresh, kind, &invoice).await, 1, "not held any more");
    assert_eq!(place(fresh, kind, &invoice, "de nouveau").await, 0);
    assert_eq!(in_force(fresh).await, ["FA26-2 automatic de nouveau"]);
    assert_eq!(
        history(fresh).await,
        [
            "hold_placed FA26-2 (automatic): à vérifier by alix",
            "hold_lifted FA26-2 (automatic) by alix",
            "hold_placed FA26-2 (automatic): de nouveau by alix",
        ]
    );
}

async fn an_import_does_not_place_again_what_was_lifted(fresh: &Fresh) {
    import(fresh, &sample::set()).await;
    let invoice = invoice(fresh, "FA26-3").await;
    assert_eq!(lift(fresh, HoldKind::Manual, &invoice).await, 0);
    import(fresh, &sample::set()).await;
    assert_eq!(in_force(fresh).await, ["FA/26-1 temporary Litige en cours"]);
    // Placed by hand on the day of the import's hold, it is another one.
    assert_eq!(place(fresh, HoldKind::Manual, &invoice, "à la main").await, 0);
    import(fresh, &sample::set()).await;
    let expected = ["FA/26-1 temporary Litige en cours", "FA26-3 manual à la main"];
    assert_eq!(in_force(fresh).await, expected);
}

async fn of_two_holds_of_a_kind_the_latest_is_in_force(fresh: &Fresh) {
    import(fresh, &sample::set()).await;
    let later = HoldRow {
        placed_on: date("2026-11-22"),
        comment: "Plus tard".into(),
        ..sample::hold("C2", "FA26-3", HoldKind::Manual)
    };
    let mut both = sample::set();
    both.holds.push(later);
    import(fresh, &both).await;
    import(fresh, &both).await;
    let expected = ["FA/26-1 temporary Litige en cours", "FA26-3 manual Plus tard"];
    assert_eq!(in_force(fresh).await, expected);
    assert_eq!(history(fresh).await, ["hold_lifted FA26-3 (manual) by import"]);
}

async fn an_invoice_is_found_by_number_and_by_customer(fresh: &Fresh) {
    let mut set = sample::set();
    set.invoices.push(sample::invoice("C1", "FA26-3"));
    import(fresh, &set).await;
    for (name, expected) in [
        ("FA26-2", "C2/FA26-2"),
        ("FA26-3", "C1/FA26-3 C2/FA26-3"),
        (" C1/FA26-3 ", "C1/FA26-3"),
        ("C1/FA/26-1", "C1/FA/26-1"),
        ("FA/26-1", "C1/FA/26-1"),
        ("C3/FA26-3", ""),
        ("", ""),
    ] {
        let found = fresh.store.find_invoice(&company(), name).await.expect("a query");
        let found: Vec<String> =
            found.iter().map(|it| format!("{}/{}", it.customer_code, it.number)).collect();
        assert_eq!(found.join(" "), expected, "{name:?}");
    }
}

async fn switches_are_changed_and_kept_in_the_history(fresh: &Fresh) {
    import(fresh, &sample::set()).await;
    let set = async |code: &str, edit: SwitchEdit| {
        fresh.store.set_switches(&company(), code, edit, "alix", now()).await.expect("a query")
    };
    let both = SwitchEdit { manual: Some(true), automatic: Some(false) };
    let (before, after) = set("C1", both).await.expect("a customer");
    assert_eq!((before.manual, before.automatic), (false, true));
    assert_eq!((after.manual, after.automatic), (true, false));
    let (before, after) = set("C1", both).await.expect("a customer");
    assert_eq!(before, after, "nothing to change");
    assert_eq!(set("C9", both).await, None);
    let expected =
        ["switch_changed manual: off → on by alix", "switch_changed automatic: on → off by alix"];
    assert_eq!(history(fresh).await, expected);
    // An import that says nothing of switches keeps them.
    import(fresh, &sample::set()).await;
    let customer = fresh.store.customer(&company(), "C1").await.expect("a query");
    assert_eq!(customer.expect("a customer").dunning, after);
}

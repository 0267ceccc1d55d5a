//! Finding due items by the names people use.

use crate::database::{Fresh, company};
use crate::sample::{self, now};

on_every_database!(an_item_is_found_by_invoice_and_instalment, open_items_are_counted);

async fn an_item_is_found_by_invoice_and_instalment(fresh: &Fresh) {
    let mut set = sample::set();
    set.invoices.push(sample::invoice("C2", "FA26-2/1"));
    set.due_items.push(sample::item("C2", "FA26-2/1", 1, "8"));
    fresh.store.import(&company(), &set, now(), "test").await.expect("an import");
    for (name, expected) in [
        ("FA/26-1", "C1 FA/26-1 1, C1 FA/26-1 2"),
        ("FA/26-1/2", "C1 FA/26-1 2"),
        (" FA26-3 ", "C2 FA26-3 1"),
        ("FA26-2", "C2 FA26-2 1"),
        ("FA26-2/1", "C2 FA26-2 1, C2 FA26-2/1 1"),
        ("FA26-2/1/1", "C2 FA26-2/1 1"),
        ("FA26-2/7", ""),
        ("FA", ""),
        ("FA26-2/x", ""),
        ("", ""),
    ] {
        let found = fresh.store.find_item(&company(), name).await.expect("a query");
        let found: Vec<String> = found
            .iter()
            .map(|item| format!("{} {} {}", item.customer_code, item.number, item.instalment))
            .collect();
        assert_eq!(found.join(", "), expected, "{name:?}");
    }
    let settled = fresh.store.find_item(&company(), "FA26-3/1").await.expect("a query");
    assert_eq!(settled[0].open.to_string(), "0.00 EUR");
}

async fn open_items_are_counted(fresh: &Fresh) {
    let none = fresh.store.open_counts(&company()).await.expect("a query");
    assert_eq!((none.customers, none.items), (0, 0));
    fresh.store.import(&company(), &sample::set(), now(), "test").await.expect("an import");
    let some = fresh.store.open_counts(&company()).await.expect("a query");
    assert_eq!((some.customers, some.items), (2, 3));
}

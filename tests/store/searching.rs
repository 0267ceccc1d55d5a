//! Searching by parts of texts, whatever way the database takes.

use relance::store::{After, Criteria, CustomerQuery, Store};

use crate::database::{Fresh, company};
use crate::sample::{self, now};

on_every_database!(
    a_part_of_a_text_is_found_as_the_texts_are_now,
    what_is_rare_and_what_is_common_is_found_alike,
    customers_are_listed_with_what_they_owe,
);

async fn found(store: &Store, words: &str) -> Vec<String> {
    let criteria = Criteria { text: Some(words.to_owned()), ..Criteria::default() };
    let today = sample::date("2026-11-24");
    let found = store.search(&company(), &criteria, today, None, 10_000).await;
    found
        .expect("a query")
        .iter()
        .map(|line| format!("{}/{}", line.invoice, line.instalment))
        .collect()
}

async fn a_part_of_a_text_is_found_as_the_texts_are_now(fresh: &Fresh) {
    let mut set = sample::set();
    set.invoices.push(sample::invoice("C2", "FA26-9%"));
    set.due_items.push(sample::item("C2", "FA26-9%", 1, "8"));
    fresh.store.import(&company(), &set, now(), "test").await.expect("an import");
    for (words, expected) in [
        ("26-9%", vec!["FA26-9%/1"]),
        ("fa26-9", vec!["FA26-9%/1"]),
        ("-9", vec!["FA26-9%/1"]),
        ("FA26-9\"", vec![]),
        ("%%%", vec![]),
        ("nowhere", vec![]),
    ] {
        assert_eq!(found(&fresh.store, words).await, expected, "{words}");
    }
    for invoice in &mut set.invoices {
        if invoice.number == "FA26-9%" {
            invoice.label = "Réfection du Hangar".into();
        }
    }
    fresh.store.import(&company(), &set, now(), "test").await.expect("an import");
    assert_eq!(found(&fresh.store, "réfection DU hang").await, ["FA26-9%/1"]);
    assert_eq!(found(&fresh.store, "fection du hang").await, ["FA26-9%/1"]);
    for customer in &mut set.customers {
        if customer.code == "C2" {
            customer.name = "Quincaillerie Zed".into();
        }
    }
    fresh.store.import(&company(), &set, now(), "test").await.expect("an import");
    assert!(found(&fresh.store, "zed").await.contains(&"FA26-9%/1".to_owned()));
}

async fn what_is_rare_and_what_is_common_is_found_alike(fresh: &Fresh) {
    let mut set = sample::set();
    for number in 0..2_100 {
        let number = format!("LOT{number:05}");
        set.invoices.push(sample::invoice("C1", &number));
        set.due_items.push(sample::item("C1", &number, 1, "1"));
    }
    fresh.store.import(&company(), &set, now(), "test").await.expect("an import");
    assert_eq!(found(&fresh.store, "lot").await.len(), 2_100);
    assert_eq!(found(&fresh.store, "lot0001").await.len(), 10);
    // Page by page, each item comes once.
    let criteria = Criteria { text: Some("lot000".into()), ..Criteria::default() };
    let (mut after, mut items) = (None, Vec::new());
    loop {
        let today = sample::date("2026-11-24");
        let page = fresh.store.search(&company(), &criteria, today, after, 30).await;
        let page = page.expect("a query");
        let Some(last) = page.last() else { break };
        after = Some(After { due_date: last.due_date, item: last.item });
        items.extend(page.iter().map(|line| line.invoice.clone()));
    }
    items.sort();
    items.dedup();
    assert_eq!(items.len(), 100);
}

async fn customers_are_listed_with_what_they_owe(fresh: &Fresh) {
    fresh.store.import(&company(), &sample::set(), now(), "test").await.expect("an import");
    let today = sample::date("2026-11-24");
    let all = CustomerQuery { limit: 10, ..CustomerQuery::default() };
    let listed = fresh.store.listed_customers(&company(), &all, today).await.expect("a query");
    let codes: Vec<&str> = listed.iter().map(|customer| customer.code.as_str()).collect();
    assert!(codes.starts_with(&["C1", "C2"]), "{codes:?}");
    let counts = fresh.store.open_counts(&company()).await.expect("a query");
    let items: u64 =
        listed.iter().flat_map(|customer| customer.sums.values()).map(|sums| sums.items).sum();
    assert_eq!(items, counts.items);
    let after = CustomerQuery { after: Some("C1".into()), ..all.clone() };
    let rest = fresh.store.listed_customers(&company(), &after, today).await.expect("a query");
    assert_eq!(rest.len() + 1, listed.len());
    let overdue = CustomerQuery { overdue: true, ..all.clone() };
    let late = fresh.store.listed_customers(&company(), &overdue, today).await.expect("a query");
    assert!(late.iter().all(|it| it.sums.values().any(|sums| !sums.overdue.is_zero())));
    let named = CustomerQuery { text: Some("c2".into()), ..all };
    let named = fresh.store.listed_customers(&company(), &named, today).await.expect("a query");
    assert_eq!(named.len(), 1);
}

//! Imports are whole or nothing, and the same set twice changes nothing.

use relance::domain::company::CompanyCode;
use relance::import::set::{Detail, ImportSet, SiteRow, Target};
use relance::plan::digest::FactsDigest;
use relance::store::{Counts, Entity, ImportReport, StoreError};

use crate::database::{Fresh, company};
use crate::sample::{self, date, now};

on_every_database!(
    the_same_set_twice_changes_nothing,
    what_differs_is_updated,
    a_stored_setting_stays_where_the_source_says_nothing,
    what_people_know_of_an_item_stays,
    what_a_ledger_does_not_know_stays,
    the_sites_of_a_contact_follow_the_source,
    unknown_references_are_all_told_and_nothing_is_applied,
    later_sets_may_refer_to_what_is_stored,
    a_billing_site_is_of_the_customer_else_of_the_ordering_one,
    keys_that_a_set_may_refer_to_are_those_of_the_company,
    a_key_that_stands_twice_is_refused,
    an_amount_that_cannot_be_kept_is_refused,
    the_facts_are_what_was_imported,
    nothing_crosses_companies,
    the_log_of_imports_knows_source_and_payments,
);

fn counts(report: &ImportReport, entity: Entity) -> Counts {
    report
        .entities
        .iter()
        .find(|(each, _)| *each == entity)
        .map(|(_, counts)| *counts)
        .expect("counts")
}

async fn import(fresh: &Fresh, set: &ImportSet) -> ImportReport {
    fresh.store.import(&company(), set, now(), "test").await.expect("an import")
}

async fn the_same_set_twice_changes_nothing(fresh: &Fresh) {
    let first = import(fresh, &sample::set()).await;
    let second = import(fresh, &sample::set()).await;
    assert_eq!(first.entities.len(), 10);
    for ((entity, first), (_, second)) in first.entities.iter().zip(&second.entities) {
        let name = entity.as_str();
        assert_eq!((first.updated, first.unchanged), (0, 0), "{name}");
        assert_eq!(*second, Counts { unchanged: first.inserted, ..Counts::default() }, "{name}");
    }
}

async fn what_differs_is_updated(fresh: &Fresh) {
    let mut set = sample::set();
    import(fresh, &set).await;
    set.invoices[0].copies.clear();
    set.due_items[0].open_amount = "12.30".parse().expect("an amount");
    set.due_items.push(sample::item("C2", "FA26-2", 2, "1"));
    let report = import(fresh, &set).await;
    let changed = |inserted, updated, unchanged| Counts { inserted, updated, unchanged };
    assert_eq!(counts(&report, Entity::Invoices), changed(0, 1, 2));
    assert_eq!(counts(&report, Entity::DueItems), changed(1, 1, 3));
    assert_eq!(fresh.item(1).await.open_amount, 123_000);
}

async fn a_stored_setting_stays_where_the_source_says_nothing(fresh: &Fresh) {
    let mut set = sample::set();
    import(fresh, &set).await;
    set.customers[0].manual = Some(true);
    import(fresh, &set).await;
    set.customers[0].manual = None;
    set.customers[1].automatic = None;
    assert_eq!(counts(&import(fresh, &set).await, Entity::Customers).unchanged, 2);
    for (code, manual, automatic) in [("C1", true, true), ("C2", false, false)] {
        let facts = fresh.store.facts_of(&company(), code).await.expect("a query");
        let dunning = facts.expect("open items").billed.customer.dunning;
        assert_eq!((dunning.manual, dunning.automatic), (manual, automatic), "{code}");
    }
}

async fn what_people_know_of_an_item_stays(fresh: &Fresh) {
    let mut set = sample::set();
    import(fresh, &set).await;
    let item = &mut set.due_items[1];
    (item.level, item.status, item.comment) = (None, None, "autre".into());
    assert_eq!(counts(&import(fresh, &set).await, Entity::DueItems).unchanged, 4);
    let stored = fresh.item(2).await;
    assert_eq!(stored.level.as_deref(), Some("N1"));
    assert_eq!(stored.status.as_deref(), Some("relance"));
    assert_eq!(stored.comment, "Appelé le 12");
}

async fn what_a_ledger_does_not_know_stays(fresh: &Fresh) {
    let mut set = sample::set();
    set.customers[0].consumer = true;
    set.customers[0].automatic = Some(false);
    set.invoices[0].payment_method = "PRLV".into();
    set.invoices[0].recipients = vec!["compta@dupont.example".into()];
    import(fresh, &set).await;
    let full = fresh.store.facts_of(&company(), "C1").await.expect("a query").expect("open items");

    let mut ledger = sample::set();
    ledger.detail = Detail::Ledger;
    ledger.customers[0] = sample::customer("C1", "DUPONT");
    ledger.invoices[0] = sample::invoice("C1", &set.invoices[0].number);
    ledger.invoices[0].payment_method.clear();
    ledger.invoices[0].total = "1300".parse().expect("an amount");
    import(fresh, &ledger).await;
    let facts = fresh.store.facts_of(&company(), "C1").await.expect("a query").expect("open items");
    assert_eq!(facts.billed.customer.name, "DUPONT");
    assert_eq!(facts.invoices[0].invoice.total, ledger.invoices[0].total);
    let mut expected = (*full).clone();
    expected.billed.customer.name = "DUPONT".into();
    expected.billed.customer.account = "411C1".into();
    expected.invoices[0].invoice.total = ledger.invoices[0].total;
    assert_eq!(*facts, expected);

    set.customers[0].consumer = false;
    import(fresh, &set).await;
    let facts = fresh.store.facts_of(&company(), "C1").await.expect("a query").expect("open items");
    assert!(!facts.billed.customer.consumer);
}

async fn the_sites_of_a_contact_follow_the_source(fresh: &Fresh) {
    let mut set = sample::set();
    import(fresh, &set).await;
    set.contacts[0].sites = vec!["PARIS".into()];
    let report = import(fresh, &set).await;
    let expected = Counts { updated: 1, unchanged: 1, ..Counts::default() };
    assert_eq!(counts(&report, Entity::Contacts), expected);
    let facts = fresh.store.facts_of(&company(), "C1").await.expect("a query").expect("facts");
    let sites: Vec<i64> = facts.billed.contacts[0].sites.iter().map(|site| site.0).collect();
    assert_eq!(sites, [2], "Paris instead of Lyon");
}

async fn unknown_references_are_all_told_and_nothing_is_applied(fresh: &Fresh) {
    let mut set = sample::set();
    set.collaborators.clear();
    set.contacts[0].sites.push("NICE".into());
    set.due_items.push(sample::item("C9", "X", 1, "1"));
    let error = fresh.store.import(&company(), &set, now(), "test").await.expect_err("refused");
    insta::assert_snapshot!("unknown_references", error.to_string());
    assert!(matches!(error, StoreError::UnknownReferences(references) if references.len() == 4));
    assert_eq!(fresh.store.last_import(&company()).await.expect("a query"), None);
    assert_eq!(fresh.store.facts_page(&company(), None, 10).await.expect("a page"), []);
}

async fn later_sets_may_refer_to_what_is_stored(fresh: &Fresh) {
    import(fresh, &sample::set()).await;
    let later =
        ImportSet { due_items: vec![sample::item("C2", "FA26-3", 2, "5")], ..Default::default() };
    let report = import(fresh, &later).await;
    assert_eq!(report.entities, [(Entity::DueItems, Counts { inserted: 1, ..Counts::default() })]);
}

async fn a_billing_site_is_of_the_customer_else_of_the_ordering_one(fresh: &Fresh) {
    let sites = async || -> Vec<(String, Option<String>)> {
        let facts = fresh.store.facts_of(&company(), "C2").await.expect("a query");
        let facts = facts.expect("open items");
        assert_eq!(facts.invoices[0].invoice.billing_site, facts.sites.first().map(|it| it.id));
        facts.sites.iter().map(|site| (site.code.clone(), site.email.clone())).collect()
    };
    let mut set = sample::set();
    set.invoices[1].billing_site = Some("LYON".into());
    import(fresh, &set).await;
    let of_ordering = [("LYON".to_owned(), Some("site@dupont.example".to_owned()))];
    assert_eq!(sites().await, of_ordering);

    let alone = ImportSet { invoices: vec![set.invoices[1].clone()], ..Default::default() };
    assert_eq!(counts(&import(fresh, &alone).await, Entity::Invoices).unchanged, 1);
    assert_eq!(sites().await, of_ordering);

    let mut unknown = alone.clone();
    unknown.invoices[0].billing_site = Some("NICE".into());
    let error = fresh.store.import(&company(), &unknown, now(), "test").await.expect_err("refused");
    assert!(error.to_string().contains("C2/NICE"), "{error}");

    let own = SiteRow { customer: "C2".into(), email: None, ..set.sites[0].clone() };
    import(fresh, &ImportSet { sites: vec![own], ..alone }).await;
    assert_eq!(sites().await, [("LYON".to_owned(), None)]);
}

async fn a_key_that_stands_twice_is_refused(fresh: &Fresh) {
    let mut set = sample::set();
    set.due_items.push(sample::item("C2", "FA26-2", 1, "7"));
    let error = fresh.store.import(&company(), &set, now(), "test").await.expect_err("refused");
    assert!(
        matches!(&error, StoreError::RepeatedKey { entity: "due_items", key } if key == "C2/FA26-2/1"),
        "{error}"
    );
}

async fn an_amount_that_cannot_be_kept_is_refused(fresh: &Fresh) {
    for amount in ["0.00001", "922337203685478"] {
        let mut set = sample::set();
        set.due_items[3].open_amount = amount.parse().expect("an amount");
        let error = fresh.store.import(&company(), &set, now(), "test").await.expect_err("refused");
        assert!(
            matches!(&error, StoreError::Amount { row, .. } if row == "C2/FA26-3/1"),
            "{error}"
        );
        assert_eq!(fresh.store.last_import(&company()).await.expect("a query"), None);
    }
}

async fn the_facts_are_what_was_imported(fresh: &Fresh) {
    import(fresh, &sample::set()).await;
    let page = fresh.store.facts_page(&company(), None, 10).await.expect("a page");
    insta::assert_debug_snapshot!("facts", page);
    let again = fresh.store.facts_page(&company(), None, 10).await.expect("a page");
    let digests = |page: &[std::sync::Arc<_>]| -> Vec<FactsDigest> {
        page.iter().map(|facts| FactsDigest::of(facts)).collect()
    };
    assert_eq!(digests(&page), digests(&again));

    let first = fresh.store.facts_page(&company(), None, 1).await.expect("a page");
    let second = fresh.store.facts_page(&company(), Some(first[0].id()), 1).await.expect("a page");
    assert_eq!([first, second.clone()].concat(), page);
    let (store, last) = (fresh.store.clone(), second[0].id());
    let end = tokio::spawn(async move { store.facts_page(&company(), Some(last), 1).await });
    assert_eq!(end.await.expect("a task").expect("a page"), []);
    for facts in &page {
        let code = &facts.billed.customer.code;
        let one = fresh.store.facts_of(&company(), code).await.expect("a query");
        assert_eq!(one.as_ref(), Some(facts));
    }
}

async fn keys_that_a_set_may_refer_to_are_those_of_the_company(fresh: &Fresh) {
    import(fresh, &sample::set()).await;
    let stored = fresh.store.keys(&company()).await.expect("a query");
    let other = fresh.store.keys(&CompanyCode("AUTRE".into())).await.expect("a query");
    let set = sample::set();
    let (site, item, person) = (&set.sites[0], &set.due_items[0], &set.collaborators[0]);
    for known in [
        Target::customer(&item.customer),
        Target::invoice(&item.customer, &item.invoice),
        Target::site(&site.customer, &site.code),
        Target::collaborator(&person.code),
        Target::supplier(&set.suppliers[0].code),
    ] {
        assert!(stored.have(known), "{known:?}");
        assert!(!other.have(known), "{known:?}");
    }
    for unknown in [
        Target::customer("C9"),
        Target::invoice("C9", &item.invoice),
        Target::invoice(&item.customer, "F9"),
        Target::site(&site.customer, "S9"),
        Target::collaborator("ZZ"),
        Target::supplier(&item.customer),
    ] {
        assert!(!stored.have(unknown), "{unknown:?}");
    }
}

async fn nothing_crosses_companies(fresh: &Fresh) {
    let other = CompanyCode("AUTRE".into());
    import(fresh, &sample::set()).await;
    let before = fresh.store.facts_page(&company(), None, 10).await.expect("a page");
    let mut set = sample::set();
    set.customers[0].name = "Autre Dupont".into();
    set.due_items[0].open_amount = "1".parse().expect("an amount");
    let report = fresh.store.import(&other, &set, now(), "autre").await.expect("an import");
    assert!(report.entities.iter().all(|(_, counts)| counts.updated + counts.unchanged == 0));
    assert_eq!(fresh.store.facts_page(&company(), None, 10).await.expect("a page"), before);
    let page = fresh.store.facts_page(&other, None, 10).await.expect("a page");
    assert_eq!(page.len(), 2);
    assert_eq!(page[0].billed.customer.name, "Autre Dupont");
    assert!(page.iter().all(|facts| before.iter().all(|other| other.id() != facts.id())));
    let mut stranger = ImportSet::default();
    stranger.customers.push(sample::customer("C7", "Sept"));
    let third = CompanyCode("TROIS".into());
    fresh.store.import(&third, &stranger, now(), "trois").await.expect("an import");
    stranger.customers.clear();
    stranger.invoices.push(sample::invoice("C7", "F7"));
    let error = fresh.store.import(&other, &stranger, now(), "autre").await.expect_err("refused");
    assert!(matches!(error, StoreError::UnknownReferences(_)), "{error}");
}

async fn the_log_of_imports_knows_source_and_payments(fresh: &Fresh) {
    assert_eq!(fresh.store.payments_known_to(&company()).await.expect("a query"), None);
    import(fresh, &sample::set()).await;
    fresh.store.import(&company(), &Default::default(), now(), "vide").await.expect("an import");
    let last = fresh.store.last_import(&company()).await.expect("a query").expect("an import");
    assert_eq!((last.source.as_str(), last.at), ("vide", now()));
    let known_to = fresh.store.payments_known_to(&company()).await.expect("a query");
    assert_eq!(known_to, Some(date("2026-11-20")));
}

//! The demonstration company shows every situation of the domain document.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use relance::demo;
use relance::domain::address::EmailAddress;
use relance::domain::credit::CreditKind;
use relance::domain::hold::HoldKind;
use relance::import::set::{ContactRow, CustomerRow, DueItemRow, ImportSet, InvoiceRow};
use rust_decimal::Decimal;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn as_of() -> NaiveDate {
    day("2026-11-24")
}

fn days_late(item: &DueItemRow) -> i64 {
    (as_of() - item.due_date).num_days()
}

fn invoice_of<'a>(set: &'a ImportSet, item: &DueItemRow) -> &'a InvoiceRow {
    set.invoices
        .iter()
        .find(|row| row.customer == item.customer && row.number == item.invoice)
        .expect("the invoice of an item")
}

fn contacts_of<'a>(set: &'a ImportSet, customer: &'a str) -> impl Iterator<Item = &'a ContactRow> {
    set.contacts.iter().filter(move |row| row.customer == customer)
}

fn reachable(row: &ContactRow) -> bool {
    row.customer_email.is_some() || row.identity_email.is_some()
}

fn site_email<'a>(set: &'a ImportSet, invoice: &InvoiceRow) -> Option<&'a str> {
    let site = invoice.billing_site.as_deref()?;
    let row = set.sites.iter().find(|row| row.customer == invoice.customer && row.code == site)?;
    row.email.as_deref()
}

/// Sum of what is owed less credits, in euros.
fn balance(set: &ImportSet, customer: &str) -> Decimal {
    let owed: Decimal = set
        .due_items
        .iter()
        .filter(|row| row.customer == customer)
        .map(|row| row.open_amount)
        .sum();
    let credits: Decimal =
        set.credits.iter().filter(|row| row.customer == customer).map(|row| row.open_amount).sum();
    owed - credits
}

fn item(set: &ImportSet, wanted: impl Fn(&DueItemRow) -> bool) -> bool {
    set.due_items.iter().any(wanted)
}

fn invoice(set: &ImportSet, wanted: impl Fn(&InvoiceRow) -> bool) -> bool {
    set.invoices.iter().any(wanted)
}

fn customer(set: &ImportSet, wanted: impl Fn(&CustomerRow) -> bool) -> bool {
    set.customers.iter().any(wanted)
}

fn at(set: &ImportSet, level: &str, days: std::ops::RangeInclusive<i64>, since: i64) -> bool {
    item(set, |row| {
        row.level.as_deref() == Some(level)
            && days.contains(&days_late(row))
            && row.last_reminded_on.is_some_and(|day| (as_of() - day).num_days() >= since)
    })
}

fn new(set: &ImportSet, days: i64) -> bool {
    item(set, |row| {
        row.level.is_none() && days_late(row) == days && row.open_amount > Decimal::ZERO
    })
}

type Situation = (&'static str, fn(&ImportSet) -> bool);

const SITUATIONS: &[Situation] = &[
    ("not yet due", |set| new(set, -45)),
    ("due today", |set| new(set, 0)),
    ("first and last days of every level", |set| {
        [5, 15, 16, 30, 31, 60, 61, 90, 91].into_iter().all(|days| new(set, days))
    }),
    ("before the first level", |set| new(set, 4)),
    ("at N1, still within N1", |set| at(set, "N1", 5..=15, 1)),
    ("at N1, due for N2", |set| at(set, "N1", 16..=30, 1)),
    ("at N2, due for N3", |set| at(set, "N2", 31..=60, 1)),
    ("at N3, due for N4", |set| at(set, "N3", 61..=90, 1)),
    ("at N4, due for N5", |set| at(set, "N4", 91..=400, 1)),
    ("at N5 for long", |set| at(set, "N5", 91..=400, 40)),
    ("at a higher level than its days", |set| at(set, "N3", 5..=15, 0)),
    ("reminded yesterday", |set| item(set, |row| row.last_reminded_on == Some(day("2026-11-23")))),
    ("reminded today", |set| item(set, |row| row.last_reminded_on == Some(as_of()))),
    ("set to NA", |set| item(set, |row| row.level.as_deref() == Some("NA"))),
    ("three instalments", |set| item(set, |row| row.instalment == 3)),
    ("four instalments, the first settled", |set| {
        let fourth = set.due_items.iter().find(|row| row.instalment == 4);
        fourth.is_some_and(|fourth| {
            item(set, |row| {
                row.invoice == fourth.invoice && row.instalment == 1 && row.open_amount.is_zero()
            })
        })
    }),
    ("two instalments late at two levels", |set| {
        item(set, |row| {
            row.instalment == 2
                && days_late(row) == 8
                && item(set, |first| first.invoice == row.invoice && days_late(first) == 38)
        })
    }),
    ("hold against manual reminders", |set| hold(set, HoldKind::Manual)),
    ("hold against automatic reminders", |set| hold(set, HoldKind::Automatic)),
    ("temporary hold", |set| hold(set, HoldKind::Temporary)),
    ("manual and automatic switches in every combination", |set| {
        let found: BTreeSet<_> =
            set.customers.iter().map(|row| (row.manual, row.automatic)).collect();
        found.len() == 4
    }),
    ("direct debit", |set| {
        item(set, |row| days_late(row) > 5 && invoice_of(set, row).payment_method == "PRLV")
    }),
    ("dispute", |set| item(set, |row| row.disputed)),
    ("promise running", |set| item(set, |row| row.promised_on.is_some_and(|day| day > as_of()))),
    ("promise broken", |set| item(set, |row| row.promised_on.is_some_and(|day| day < as_of()))),
    ("at, below and above the minimum amount", |set| {
        [800, 1000, 1001].into_iter().all(|cents| {
            item(set, |row| row.open_amount == Decimal::new(cents, 2) && days_late(row) == 12)
        })
    }),
    ("settled", |set| item(set, |row| row.open_amount.is_zero() && row.instalment == 1)),
    ("partly paid", |set| {
        item(set, |row| row.open_amount > Decimal::ZERO && row.open_amount < row.amount)
    }),
    ("credit note", |set| set.credits.iter().any(|row| row.kind == CreditKind::CreditNote)),
    ("unallocated payment", |set| set.credits.iter().any(|row| row.kind == CreditKind::Payment)),
    ("creditor customer with something late", |set| {
        item(set, |row| days_late(row) > 5 && balance(set, &row.customer) < Decimal::ZERO)
    }),
    ("customer exactly even", |set| {
        item(set, |row| row.open_amount > Decimal::ZERO && balance(set, &row.customer).is_zero())
    }),
    ("consumer", |set| customer(set, |row| row.consumer)),
    ("English customer", |set| language(set, "en")),
    ("customer in a language without templates", |set| language(set, "de")),
    ("dollars", |set| currency(set, "USD")),
    ("pounds", |set| currency(set, "GBP")),
    ("Swiss francs", |set| currency(set, "CHF")),
    ("two currencies at one customer and level", |set| {
        invoice(set, |row| {
            row.currency.code() == "CHF"
                && invoice(set, |other| {
                    other.customer == row.customer && other.currency != row.currency
                })
        })
    }),
    ("contact at the billing site only", |set| {
        invoice(set, |row| reminder_contacts(set, row).any(|c| !c.receives.reminder_all_sites))
    }),
    ("contact of all sites, attached to another", |set| {
        invoice(set, |row| {
            contacts_of(set, &row.customer).any(|contact| {
                contact.receives.reminder_all_sites
                    && row.billing_site.as_ref().is_some_and(|site| !contact.sites.contains(site))
            })
        })
    }),
    ("contact flagged at another site, no one else", |set| {
        invoice(set, |row| {
            contacts_of(set, &row.customer).any(|contact| contact.receives.reminder)
                && nobody(set, row)
        })
    }),
    ("both e-mails", |set| {
        set.contacts.iter().any(|row| row.identity_email.is_some() && row.customer_email.is_some())
    }),
    ("flagged without e-mail", |set| {
        set.contacts.iter().any(|row| row.receives.reminder && !reachable(row))
    }),
    ("invalid e-mail", |set| {
        set.contacts.iter().any(|row| {
            row.customer_email.as_deref().is_some_and(|e| e.parse::<EmailAddress>().is_err())
        })
    }),
    ("Facture Vente contact and an e-mail of the billing site", |set| {
        invoice(set, |row| {
            let flags =
                |wanted: fn(&ContactRow) -> bool| contacts_of(set, &row.customer).any(wanted);
            flags(|c| c.receives.invoice)
                && !flags(|c| c.receives.reminder)
                && site_email(set, row).is_some()
        })
    }),
    ("billing site only", |set| {
        invoice(set, |row| {
            site_email(set, row).is_some()
                && row.recipients.is_empty()
                && !contacts_of(set, &row.customer)
                    .any(|c| c.receives.reminder || c.receives.invoice)
        })
    }),
    ("recipients tab with copies", |set| {
        invoice(set, |row| !row.recipients.is_empty() && !row.copies.is_empty())
    }),
    ("the same recipients in another order and case", |set| {
        let folded = |row: &InvoiceRow| {
            row.recipients.iter().map(|email| email.to_lowercase()).collect::<BTreeSet<_>>()
        };
        invoice(set, |one| {
            one.recipients.len() == 2
                && invoice(set, |two| {
                    one.customer == two.customer
                        && one.recipients != two.recipients
                        && folded(one) == folded(two)
                })
        })
    }),
    ("nobody to write to", |set| {
        invoice(set, |row| {
            nobody(set, row) && !contacts_of(set, &row.customer).any(|c| c.receives.reminder)
        })
    }),
    ("ordering customer other than the billed one, both with contacts", |set| {
        invoice(set, |row| {
            row.ordering_customer.as_deref().is_some_and(|ordering| {
                ordering != row.customer
                    && contacts_of(set, ordering).any(reachable)
                    && contacts_of(set, &row.customer).any(reachable)
            })
        })
    }),
    ("several new items of one customer at one level", |set| {
        let mut seen = BTreeSet::new();
        let mut at_n1 = set
            .due_items
            .iter()
            .filter(|row| row.level.is_none() && (5..=15).contains(&days_late(row)));
        at_n1.any(|row| !seen.insert(&row.customer))
    }),
    ("suppliers with open items, a credit note among them", |set| {
        set.supplier_items.iter().any(|row| row.open_amount < Decimal::ZERO)
            && set.supplier_items.iter().any(|row| row.open_amount > Decimal::ZERO)
    }),
    ("collaborators in charge, with and without e-mail", |set| {
        set.collaborators.iter().any(|row| row.email.is_none())
            && set.collaborators.iter().any(|row| row.email.is_some())
            && invoice(set, |row| row.person_in_charge.is_some())
    }),
    ("every status of the shipped list, where it fits", |set| {
        let with = |status: &str, fits: fn(&DueItemRow) -> bool| {
            item(set, |row| row.status.as_deref() == Some(status) && fits(row))
        };
        with("DISPUTE", |row| row.disputed)
            && with("PROMISE", |row| row.promised_on.is_some())
            && with("COLLECTION", |row| row.level.as_deref() == Some("NA"))
            && with("DUPLICATE", |row| !row.comment.is_empty())
            && with("IN_PAYMENT", |row| !row.comment.is_empty())
    }),
    ("reminded by hand: a hold of each kind, a promise of each kind, a dispute", |set| {
        let by_hand =
            |code: &str| customer(set, |row| row.code == code && row.manual == Some(true));
        let held = |kind| set.holds.iter().any(|row| row.kind == kind && by_hand(&row.customer));
        let promised = |running: bool| {
            item(set, |row| {
                by_hand(&row.customer)
                    && row.promised_on.is_some_and(|day| (day >= as_of()) == running)
            })
        };
        [HoldKind::Manual, HoldKind::Automatic, HoldKind::Temporary].into_iter().all(held)
            && promised(true)
            && promised(false)
            && item(set, |row| row.disputed && by_hand(&row.customer))
    }),
    ("a contact of each role, with one and with two e-mails, and one of none", |set| {
        customer(set, |row| {
            let with = |roles: [bool; 3], both: bool| {
                contacts_of(set, &row.code).any(|contact| {
                    let is = contact.roles;
                    [is.decision_maker, is.principal, is.financial] == roles
                        && contact.identity_email.is_some() == both
                })
            };
            row.manual == Some(true)
                && with([true, false, false], true)
                && with([false, true, false], false)
                && with([false, false, true], true)
                && with([false, false, false], false)
        })
    }),
    ("a letter goes to the customer's own address, to its site's, or nowhere", |set| {
        let by_hand = |wanted: fn(&CustomerRow, &[String]) -> bool| {
            customer(set, |row| {
                let site = set.sites.iter().find(|site| site.customer == row.code);
                row.manual == Some(true) && site.is_some_and(|site| wanted(row, &site.address))
            })
        };
        by_hand(|row, site| !row.address.is_empty() && row.address != site)
            && by_hand(|row, site| row.address.is_empty() && !site.is_empty())
            && by_hand(|row, site| row.address.is_empty() && site.is_empty())
    }),
    ("payments known up to the day before", |set| set.payments_known_to == Some(day("2026-11-23"))),
];

fn hold(set: &ImportSet, kind: HoldKind) -> bool {
    set.holds.iter().any(|row| {
        row.kind == kind
            && item(set, |item| item.invoice == row.invoice && (5..=15).contains(&days_late(item)))
    })
}

fn language(set: &ImportSet, code: &str) -> bool {
    customer(set, |row| row.language.as_ref().is_some_and(|language| language.as_str() == code))
}

fn currency(set: &ImportSet, code: &str) -> bool {
    invoice(set, |row| row.currency.code() == code)
}

/// Contacts flagged *Relance* that an invoice's reminder goes to.
fn reminder_contacts<'a>(
    set: &'a ImportSet,
    row: &'a InvoiceRow,
) -> impl Iterator<Item = &'a ContactRow> {
    contacts_of(set, &row.customer).filter(|contact| {
        contact.receives.reminder
            && reachable(contact)
            && (contact.receives.reminder_all_sites
                || row.billing_site.as_ref().is_some_and(|site| contact.sites.contains(site)))
    })
}

fn nobody(set: &ImportSet, row: &InvoiceRow) -> bool {
    reminder_contacts(set, row).next().is_none()
        && row.recipients.is_empty()
        && !contacts_of(set, &row.customer).any(|c| c.receives.invoice && reachable(c))
        && site_email(set, row).is_none()
}

#[test]
fn every_situation_is_there_for_every_seed() {
    for seed in [0, 1, 42] {
        let set = demo::company(as_of(), seed);
        for (name, holds) in SITUATIONS {
            assert!(holds(&set), "seed {seed}: {name}");
        }
        let empty = ImportSet::default();
        assert!(SITUATIONS.iter().all(|(_, holds)| !holds(&empty)), "each situation can be absent");
    }
}

#[test]
fn statuses_are_those_of_the_shipped_list() {
    let rules = relance::rules::load(Path::new("rules"), Path::new("templates"));
    let listed: BTreeSet<String> =
        rules.expect("the shipped rules").statuses.into_iter().map(|status| status.code).collect();
    let set = demo::company(as_of(), 1);
    let used: BTreeSet<String> =
        set.due_items.iter().filter_map(|row| row.status.clone()).collect();
    assert_eq!(used, listed, "all of the list, and nothing else");
}

#[test]
fn it_is_as_large_as_promised() {
    let set = demo::company(as_of(), 1);
    assert_eq!(set.customers.len(), 200);
    assert_eq!(set.due_items.len(), 1_500);
    assert!(set.suppliers.len() >= 10 && set.supplier_items.len() >= 30);
}

#[test]
fn the_same_day_and_seed_give_the_same_company() {
    assert_eq!(demo::company(as_of(), 7), demo::company(as_of(), 7));
    assert_ne!(demo::company(as_of(), 7), demo::company(as_of(), 8));
}

#[test]
fn another_day_moves_every_date_and_nothing_else() {
    let (one, two) = (demo::company(as_of(), 7), demo::company(day("2027-03-01"), 7));
    let moved = day("2027-03-01") - as_of();
    assert_eq!(one.customers, two.customers);
    assert_eq!(one.due_items.len(), two.due_items.len());
    for (one, two) in one.due_items.iter().zip(&two.due_items) {
        assert_eq!(one.due_date + moved, two.due_date);
        assert_eq!(one.last_reminded_on.map(|day| day + moved), two.last_reminded_on);
        assert_eq!((&one.invoice, one.open_amount), (&two.invoice, two.open_amount));
    }
    assert_eq!(one.payments_known_to.map(|day| day + moved), two.payments_known_to);
}

#[test]
fn the_first_and_last_days_of_the_calendar_do_no_harm() {
    for as_of in [NaiveDate::MIN, NaiveDate::MAX] {
        assert_eq!(demo::company(as_of, 1).due_items.len(), 1_500);
    }
}

#[test]
fn keys_are_unique_and_lead_somewhere() {
    let set = demo::company(as_of(), 3);
    fn unique<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeSet<K> {
        let keys: Vec<K> = keys.collect();
        let count = keys.len();
        let set: BTreeSet<K> = keys.into_iter().collect();
        assert_eq!(set.len(), count, "keys are unique");
        set
    }
    let customers = unique(set.customers.iter().map(|row| row.code.as_str()));
    unique(set.customers.iter().map(|row| row.name.as_str()));
    let sites = unique(set.sites.iter().map(|row| (row.customer.as_str(), row.code.as_str())));
    unique(set.contacts.iter().map(|row| (&row.customer, &row.code)));
    let invoices =
        unique(set.invoices.iter().map(|row| (row.customer.as_str(), row.number.as_str())));
    unique(set.due_items.iter().map(|row| (&row.customer, &row.invoice, row.instalment)));
    unique(set.credits.iter().map(|row| (&row.customer, row.kind, &row.number, row.line)));
    unique(set.supplier_items.iter().map(|row| (&row.supplier, &row.number, row.line)));
    for row in &set.invoices {
        assert!(customers.contains(row.customer.as_str()));
        let site = row.billing_site.as_deref().expect("a billing site");
        assert!(sites.contains(&(row.customer.as_str(), site)), "{row:?}");
        let items = set.due_items.iter().filter(|item| item.invoice == row.number);
        assert_eq!(items.map(|item| item.amount).sum::<Decimal>(), row.total);
    }
    for row in &set.holds {
        assert!(invoices.contains(&(row.customer.as_str(), row.invoice.as_str())));
    }
    for row in &set.contacts {
        for site in &row.sites {
            assert!(sites.contains(&(row.customer.as_str(), site.as_str())), "{row:?}");
        }
    }
    for row in &set.due_items {
        assert!(row.open_amount <= row.amount && row.open_amount.scale() <= 2);
        assert!(row.last_reminded_on.is_none_or(|day| day <= as_of()));
    }
}

#[test]
fn every_address_belongs_to_nobody() {
    let set = demo::company(as_of(), 5);
    let addresses: Vec<&String> = set
        .contacts
        .iter()
        .flat_map(|row| row.identity_email.iter().chain(&row.customer_email))
        .chain(set.sites.iter().filter_map(|row| row.email.as_ref()))
        .chain(set.collaborators.iter().filter_map(|row| row.email.as_ref()))
        .chain(set.invoices.iter().flat_map(|row| row.recipients.iter().chain(&row.copies)))
        .collect();
    assert!(addresses.len() > 200);
    for address in addresses {
        if let Ok(valid) = address.parse::<EmailAddress>() {
            assert!(valid.as_str().to_lowercase().ends_with(".example"), "{address}");
        } else {
            assert_eq!(address, "compta@peintures guerin");
        }
    }
}

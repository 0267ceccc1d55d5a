//! Who receives a reminder (domain document §4) and what is grouped (§5).

use super::super::builder::{Builder, INVOICES, REMINDERS, REMINDERS_OF_ALL_SITES};
use crate::domain::customer::RecipientFlags;

const NOTHING: RecipientFlags =
    RecipientFlags { reminder: false, reminder_all_sites: false, invoice: false };

pub fn add(builder: &mut Builder) {
    sites(builder);
    addresses(builder);
    invoice_contact_wins_over_billing_site(builder);
    tab(builder);
    nobody(builder);
    group(builder);
}

/// A contact at each of two sites, a third without; then one for all sites.
fn sites(builder: &mut Builder) {
    let code = builder.customer("Supermarchés Delaunay SA", |_| {});
    for (site, name, email) in [
        ("LYON", "Magasin de Lyon", None),
        ("DIJON", "Magasin de Dijon", None),
        ("TOURS", "Magasin de Tours", Some("tours@supermarches-delaunay-sa.example".to_owned())),
    ] {
        builder.site(&code, site, name, email);
    }
    builder.contact(&code, REMINDERS, &["LYON"], |_| {});
    builder.contact(&code, REMINDERS, &["LYON", "DIJON"], |_| {});
    sell_at(builder, &code, &["LYON", "DIJON", "TOURS"]);

    let all = builder.customer("Groupe scolaire Saint-Aubin", |_| {});
    builder.site(&all, "ECOLE", "École", None);
    builder.site(&all, "COLLEGE", "Collège", None);
    builder.contact(&all, REMINDERS_OF_ALL_SITES, &["ECOLE"], |_| {});
    builder.contact(&all, REMINDERS, &["COLLEGE"], |_| {});
    sell_at(builder, &all, &["ECOLE", "COLLEGE"]);

    // Flagged, but only for a site that is not invoiced.
    let elsewhere = builder.customer("Entrepôts Lambert SAS", |_| {});
    builder.site(&elsewhere, "NORD", "Entrepôt nord", None);
    builder.site(&elsewhere, "SUD", "Entrepôt sud", None);
    builder.contact(&elsewhere, REMINDERS, &["NORD"], |_| {});
    sell_at(builder, &elsewhere, &["SUD"]);
}

fn sell_at(builder: &mut Builder, customer: &str, sites: &[&str]) {
    for site in sites {
        for days_late in [10, 37] {
            let amount = builder.amount(300, 5_000);
            builder.sell(customer, days_late, amount, |invoice, _| {
                invoice.billing_site = Some((*site).to_owned());
            });
        }
    }
}

/// Both e-mails, none, an invalid one beside a good one.
fn addresses(builder: &mut Builder) {
    let both = builder.customer("Scierie Jacquet SARL", |_| {});
    builder.site(&both, "S1", "Siège", None);
    builder.contact(&both, REMINDERS_OF_ALL_SITES, &["S1"], |row| {
        row.identity_email = Some("adresse.personnelle@courriel.example".to_owned());
    });
    sell_at(builder, &both, &["S1"]);

    // Flagged without an address: the next source serves.
    let without = builder.customer("Verrerie Thibault SA", |_| {});
    builder.site(&without, "S1", "Siège", Some("comptabilite@verrerie-thibault-sa.example".into()));
    builder.contact(&without, REMINDERS_OF_ALL_SITES, &["S1"], |row| row.customer_email = None);
    sell_at(builder, &without, &["S1"]);

    let invalid = builder.customer("Peintures Guérin EURL", |_| {});
    builder.site(&invalid, "S1", "Siège", None);
    builder.contact(&invalid, REMINDERS_OF_ALL_SITES, &["S1"], |row| {
        row.customer_email = Some("compta@peintures guerin".to_owned());
    });
    builder.contact(&invalid, REMINDERS_OF_ALL_SITES, &["S1"], |_| {});
    sell_at(builder, &invalid, &["S1"]);
}

/// The worked example: Mr Dupont alone gets it.
fn invoice_contact_wins_over_billing_site(builder: &mut Builder) {
    let code = builder.customer("Tapisserie Martin & Dupont SARL", |_| {});
    builder.site(&code, "S1", "Atelier", Some("mme.martin@martin-dupont.example".to_owned()));
    builder.contact(&code, INVOICES, &[], |row| {
        row.name = "Paul Dupont".to_owned();
        row.customer_email = Some("paul.dupont@martin-dupont.example".to_owned());
    });
    sell_at(builder, &code, &["S1"]);

    let site_only = builder.customer("Mairie de Saint-Aubin", |_| {});
    builder.site(&site_only, "S1", "Service financier", Some("finances@mairie.example".into()));
    builder.contact(&site_only, NOTHING, &["S1"], |_| {});
    sell_at(builder, &site_only, &["S1"]);
}

/// Recipients tabs: with copies, and the same in another order and case.
fn tab(builder: &mut Builder) {
    let code = builder.customer("Librairie Aubert SARL", |_| {});
    builder.site(&code, "S1", "Magasin", Some("magasin@librairie-aubert.example".to_owned()));
    let (one, two) = ("achats@librairie-aubert.example", "Direction@librairie-aubert.example");
    let tabs: [(&[&str], &[&str]); 4] = [
        (&[one, two], &[]),
        (&["DIRECTION@Librairie-Aubert.example", one], &[]),
        (&[one, two], &["expert.comptable@cabinet-renaud.example"]),
        (&[two], &["expert.comptable@cabinet-renaud.example"]),
    ];
    for (recipients, copies) in tabs {
        let amount = builder.amount(120, 1_500);
        builder.sell(&code, 13, amount, |invoice, _| {
            invoice.recipients = owned(recipients);
            invoice.copies = owned(copies);
        });
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn nobody(builder: &mut Builder) {
    let code = builder.customer("SCI du Moulin", |_| {});
    builder.site(&code, "S1", "Siège", None);
    builder.contact(&code, NOTHING, &["S1"], |row| row.customer_email = None);
    sell_at(builder, &code, &["S1"]);
}

/// Subsidiaries order, headquarters are invoiced; each has its contacts.
fn group(builder: &mut Builder) {
    let headquarters = builder.simple_customer("Groupe Vidal Hôtels SA");
    for name in ["Vidal Hôtel Nantes SAS", "Vidal Hôtel Brest SAS"] {
        let subsidiary = builder.customer(name, |_| {});
        builder.site(&subsidiary, "S1", "Hôtel", None);
        builder.contact(&subsidiary, REMINDERS_OF_ALL_SITES, &["S1"], |_| {});
        for days_late in [10, 41] {
            let amount = builder.amount(800, 7_000);
            builder.sell(&headquarters, days_late, amount, |invoice, _| {
                invoice.ordering_customer = Some(subsidiary.clone());
            });
        }
    }
}

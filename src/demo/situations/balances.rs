//! Part payments, credits, currencies, languages and consumers.

use rust_decimal::Decimal;

use super::super::builder::{Builder, REMINDERS_OF_ALL_SITES};
use super::super::words;
use crate::domain::credit::CreditKind;
use crate::domain::money::Currency;

const CONSUMERS: [&str; 3] = ["Mme Odile Lacroix", "M. Yves Royer", "Mme Fatou Diallo"];

pub fn add(builder: &mut Builder) {
    let part_paid = builder.simple_customer("Jardinerie Collin SARL");
    builder.sell(&part_paid, 15, euros(1_000), |_, item| item.open_amount = euros(600));
    builder.sell(&part_paid, 48, euros(2_400), |_, item| {
        item.open_amount = euros(150);
        item.status = Some("DUPLICATE".to_owned());
        item.comment = "Demande une copie de la facture avant de solder".to_owned();
    });

    credits(builder);
    consumers(builder);
    foreign(builder);
}

fn credits(builder: &mut Builder) {
    let credit_notes = builder.simple_customer("Traiteur Salmon SAS");
    let payments = builder.simple_customer("Optique Meunier EURL");
    for (customer, kind) in
        [(&credit_notes, CreditKind::CreditNote), (&payments, CreditKind::Payment)]
    {
        builder.sell(customer, 14, euros(1_800), |_, _| {});
        builder.sell(customer, 33, euros(700), |_, _| {});
        builder.credit(customer, kind, euros(250));
    }
    // More in their favour than they owe.
    let creditor = builder.simple_customer("Ambulances Tessier SARL");
    builder.sell(&creditor, 19, euros(350), |_, _| {});
    builder.credit(&creditor, CreditKind::Payment, euros(400));
    // Exactly even: not positive either.
    let even = builder.simple_customer("Cycles Picard SARL");
    builder.sell(&even, 21, euros(300), |_, _| {});
    builder.credit(&even, CreditKind::CreditNote, euros(300));
}

fn consumers(builder: &mut Builder) {
    for name in CONSUMERS {
        let code = builder.customer(name, |row| row.consumer = true);
        let email = format!("{}@courriel.example", words::slug(name).replace('-', "."));
        builder.site(&code, "S1", "Domicile", Some(email));
        for days_late in [8, 27, 97] {
            let amount = builder.amount(60, 900);
            builder.sell(&code, days_late, amount, |invoice, _| {
                invoice.payment_method = "CHQ".to_owned();
            });
        }
    }
}

fn foreign(builder: &mut Builder) {
    for (name, language, town, currency) in words::FOREIGN {
        let code = builder.customer(name, |row| row.language = language.parse().ok());
        builder.site(&code, "S1", "Head office", None);
        if let Some(site) = builder.set.sites.last_mut() {
            site.address = vec![(*town).to_owned()];
        }
        builder.contact(&code, REMINDERS_OF_ALL_SITES, &["S1"], |row| {
            row.language = language.parse().ok();
        });
        let currency: Currency = currency.parse().unwrap_or(Currency::EUR);
        for days_late in [-20, 6, 17, 52] {
            let amount = builder.amount(300, 9_000);
            builder.sell(&code, days_late, amount, |invoice, _| invoice.currency = currency);
        }
        // One invoice in euros beside those in the customer's own currency.
        builder.sell(&code, 6, euros(480), |_, _| {});
    }
}

fn euros(amount: i64) -> Decimal {
    Decimal::new(amount * 100, 2)
}

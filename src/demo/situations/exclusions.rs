//! Who is not reminded, and who nearly is not (domain document §2).

use rust_decimal::Decimal;

use super::super::builder::{Builder, REMINDERS_OF_ALL_SITES};
use crate::domain::hold::HoldKind;

/// Name, manual, automatic.
const SWITCHES: [(&str, bool, bool); 4] = [
    ("Lycée Jean-Zay", true, true),
    ("Clinique des Tilleuls SA", true, false),
    ("Conserverie Morvan SAS", false, true),
    ("Holding Ziegler SA", false, false),
];

/// Open amounts in cents around the minimum of 10.00.
const AROUND_THE_MINIMUM: [i64; 4] = [1, 8_00, 10_00, 10_01];

pub fn add(builder: &mut Builder) {
    for (name, manual, automatic) in SWITCHES {
        let code = builder.customer(name, |row| {
            row.manual = Some(manual);
            row.automatic = Some(automatic);
        });
        builder.site(&code, "S1", "Siège", None);
        builder.contact(&code, REMINDERS_OF_ALL_SITES, &["S1"], |_| {});
        for days_late in [9, 22] {
            let amount = builder.amount(200, 2_500);
            builder.sell(&code, days_late, amount, |_, _| {});
        }
    }
    holds(builder);
    direct_debit(builder);
    disputes_and_promises(builder);

    let small = builder.simple_customer("Presse de la Gare EURL");
    for cents in AROUND_THE_MINIMUM {
        builder.sell(&small, 12, Decimal::new(cents, 2), |_, _| {});
    }
    let settled = builder.simple_customer("Fromagerie Faivre SARL");
    for days_late in [18, 63] {
        let amount = builder.amount(200, 900);
        builder.sell(&settled, days_late, amount, |_, item| item.open_amount = Decimal::ZERO);
    }
}

fn holds(builder: &mut Builder) {
    let code = builder.simple_customer("Charpentes Bouvier SAS");
    for (kind, comment) in [
        (HoldKind::Manual, "Suivi par la direction"),
        (HoldKind::Automatic, "Litige de quantité en cours d’examen"),
        (HoldKind::Temporary, "Attend la confirmation du virement"),
    ] {
        for days_late in [11, 45] {
            let amount = builder.amount(400, 4_000);
            let number = builder.sell(&code, days_late, amount, |_, item| {
                if kind == HoldKind::Temporary {
                    item.status = Some("IN_PAYMENT".to_owned());
                    item.comment = "Virement annoncé par leur comptabilité".to_owned();
                }
            });
            builder.hold(&code, &number, kind, comment);
        }
    }
}

fn direct_debit(builder: &mut Builder) {
    let code = builder.simple_customer("Pharmacie du Centre SELARL");
    for days_late in [7, 28, 66] {
        let amount = builder.amount(80, 900);
        builder.sell(&code, days_late, amount, |invoice, _| {
            invoice.payment_method = "PRLV".to_owned();
        });
    }
}

fn disputes_and_promises(builder: &mut Builder) {
    let code = builder.simple_customer("Imprimerie Perrin SARL");
    let (running, broken) = (builder.ago(-7), builder.ago(5));
    let amount = builder.amount(900, 3_000);
    builder.sell(&code, 24, amount, |_, item| {
        item.disputed = true;
        item.status = Some("DISPUTE".to_owned());
        item.comment = "Conteste la qualité de la pose".to_owned();
    });
    for (days_late, promised_on) in [(13, running), (35, broken)] {
        let amount = builder.amount(500, 2_000);
        builder.sell(&code, days_late, amount, |_, item| {
            item.promised_on = Some(promised_on);
            item.status = Some("PROMISE".to_owned());
            item.comment = "Promesse de règlement reçue par téléphone".to_owned();
        });
    }
}

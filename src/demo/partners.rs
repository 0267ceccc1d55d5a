//! The company's own people, and those that it buys from.

use rust_decimal::Decimal;

use super::builder::Builder;
use super::words;
use crate::domain::money::Currency;
use crate::import::set::{CollaboratorRow, SupplierItemRow, SupplierRow};

/// Code, name and whether there is an address.
const COLLABORATORS: &[(&str, &str, bool)] = &[
    ("LBE", "Louise Beaumont", true),
    ("TRO", "Thomas Roussel", true),
    ("SMA", "Samira Mansouri", true),
    ("PGU", "Paul Guichard", true),
    ("CLE", "Céline Lebrun", true),
    ("APP", "Atelier (apprentis)", false),
];

const SUPPLIERS: &[&str] = &[
    "Aciéries de l’Est",
    "Quincaillerie Générale",
    "Bois & Panneaux du Jura",
    "Transports Colbert",
    "Électricité du Rhône",
    "Peintures Arc-en-Ciel",
    "Location Outillage Pro",
    "Vitrages Savoie",
    "Papeterie Centrale",
    "Nettoyage Azur",
    "Assurances Saint-Martin",
    "Logiciels Boréal",
    "Visserie Lorraine",
    "Mousse & Tissus",
    "Emballages Loire",
];

pub fn collaborators(builder: &mut Builder) {
    for (code, name, has_email) in COLLABORATORS {
        let local = words::slug(name).replace('-', ".");
        builder.set.collaborators.push(CollaboratorRow {
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            email: has_email.then(|| format!("{local}@ateliers-beaumont.example")),
        });
    }
}

/// Suppliers with what is owed to them, a few with a credit note.
pub fn suppliers(builder: &mut Builder) {
    for (number, name) in (1..).zip(SUPPLIERS) {
        let supplier = format!("F{number:03}");
        builder.set.suppliers.push(SupplierRow {
            code: supplier.clone(),
            name: (*name).to_owned(),
            account: format!("401{number:05}"),
        });
        for document in 1..=builder.rng.u32(2..7) {
            let late = builder.rng.i64(-40..200);
            let owed = builder.amount(60, 4_000);
            let is_credit_note = document == 1 && number % 5 == 0;
            let row = SupplierItemRow {
                supplier: supplier.clone(),
                number: format!("{supplier}-{document:03}"),
                line: 1,
                date: builder.ago(late + 30),
                due_date: builder.ago(late),
                label: if is_credit_note { "Avoir" } else { "Facture d’achat" }.to_owned(),
                currency: Currency::EUR,
                open_amount: if is_credit_note { owed / Decimal::from(4) } else { -owed }
                    .round_dp(2),
            };
            builder.set.supplier_items.push(row);
        }
    }
}

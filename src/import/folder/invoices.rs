//! Invoices, their holds and due items, and credits.

use std::collections::HashMap;

use super::reader::Reader;
use super::table::Table;
use crate::domain::credit::CreditKind;
use crate::domain::hold::HoldKind;
use crate::domain::money::Currency;
use crate::import::problems::{Fault, Problems};
use crate::import::set::{CreditRow, DueItemRow, HoldRow, InvoiceRow};
use crate::import::source::Source;
use crate::import::values;
use crate::wording::msg;

const HOLD_KINDS: &[(&str, HoldKind)] = &[
    ("manual", HoldKind::Manual),
    ("automatic", HoldKind::Automatic),
    ("temporary", HoldKind::Temporary),
    ("manuel", HoldKind::Manual),
    ("automatique", HoldKind::Automatic),
    ("temporaire", HoldKind::Temporary),
];

const CREDIT_KINDS: &[(&str, CreditKind)] = &[
    ("credit_note", CreditKind::CreditNote),
    ("payment", CreditKind::Payment),
    ("avoir", CreditKind::CreditNote),
    ("paiement", CreditKind::Payment),
    ("reglement", CreditKind::Payment),
];

pub fn invoices(source: Source, problems: &mut Problems) -> Table<InvoiceRow> {
    let mut reader = Reader::open(source, problems);
    let customer = reader.required("customer", &["client", "code_client", "client_a_facturer"]);
    let number = reader.required("number", &["numero", "facture"]);
    let ordering = reader.optional("ordering_customer", &["client_commande"]);
    let date = reader.required("date", &[]);
    let label = reader.optional("label", &["libelle"]);
    let currency = reader.required("currency", &["devise"]);
    let total = reader.required("total", &["montant"]);
    let reference = reader.optional("payment_reference", &["reference_de_paiement"]);
    let method = reader.required("payment_method", &["mode_de_reglement"]);
    let site = reader.optional("billing_site", &["site_de_facturation"]);
    let person = reader.optional("person_in_charge", &["responsable"]);
    let recipients = reader.optional("recipients", &["destinataires"]);
    let copies = reader.optional("copies", &[]);
    let documents = reader.optional("documents", &["fichiers", "pieces_jointes"]);
    reader.rows(|row| {
        let customer = row.value(customer, values::text);
        let number = row.value(number, values::text);
        let ordering_customer = row.maybe(ordering, values::text);
        let date = row.value(date, values::date);
        let label = row.or_default(label, values::text);
        let currency = row.value(currency, values::currency);
        let total = row
            .value(total, |found| values::non_negative(found, currency.unwrap_or(Currency::EUR)));
        let payment_reference = row.maybe(reference, values::text);
        let payment_method = row.value(method, values::text);
        let billing_site = row.maybe(site, values::text);
        let person_in_charge = row.maybe(person, values::text);
        let recipients = row.or_default(recipients, values::addresses);
        let copies = row.or_default(copies, values::addresses);
        let documents = row.or_default(documents, values::documents);
        let customer = customer?;
        Ok(InvoiceRow {
            number: number?,
            ordering_customer: ordering_customer?.filter(|ordering| *ordering != customer),
            date: date?,
            label: label?,
            currency: currency?,
            total: total?,
            payment_reference: payment_reference?,
            payment_method: payment_method?,
            billing_site: billing_site?,
            person_in_charge: person_in_charge?,
            recipients: recipients?,
            copies: copies?,
            documents: documents?,
            customer,
        })
    })
}

pub fn holds(source: Source, problems: &mut Problems) -> Table<HoldRow> {
    let mut reader = Reader::open(source, problems);
    let customer = reader.required("customer", &["client", "code_client"]);
    let invoice = reader.required("invoice", &["facture"]);
    let kind = reader.required("kind", &["type", "nature"]);
    let comment = reader.optional("comment", &["commentaire"]);
    let author = reader.optional("author", &["auteur"]);
    let placed_on = reader.required("placed_on", &["pose_le", "date"]);
    reader.rows(|row| {
        let customer = row.value(customer, values::text);
        let invoice = row.value(invoice, values::text);
        let kind = row.value(kind, |found| values::one_of(found, HOLD_KINDS));
        let comment = row.or_default(comment, values::comment);
        let author = row.or_default(author, values::text);
        let placed_on = row.value(placed_on, values::date);
        Ok(HoldRow {
            customer: customer?,
            invoice: invoice?,
            kind: kind?,
            comment: comment?,
            author: author?,
            placed_on: placed_on?,
        })
    })
}

/// Amounts are read in the currency of the invoice, in euros where the
/// invoice is not in the folder.
pub fn due_items(
    source: Source,
    invoices: Option<&Table<InvoiceRow>>,
    problems: &mut Problems,
) -> Table<DueItemRow> {
    let currencies: HashMap<(&str, &str), Currency> = invoices
        .iter()
        .flat_map(|table| &table.rows)
        .map(|row| ((row.customer.as_str(), row.number.as_str()), row.currency))
        .collect();
    let mut reader = Reader::open(source, problems);
    let customer = reader.required("customer", &["client", "code_client"]);
    let invoice = reader.required("invoice", &["facture"]);
    let instalment = reader.optional("instalment", &["rang", "numero_echeance"]);
    let due_date = reader.required("due_date", &["echeance", "date_echeance"]);
    let amount = reader.required("amount", &["montant"]);
    let open_amount = reader.required("open_amount", &["reste_du", "solde"]);
    let level = reader.optional("level", &["niv_relance", "niveau"]);
    let last_reminded_on = reader.optional("last_reminded_on", &["relance_le"]);
    let status = reader.optional("status", &["statut"]);
    let comment = reader.optional("comment", &["commentaire"]);
    let promised_on = reader.optional("promised_on", &["promesse"]);
    let disputed = reader.optional("disputed", &["litige"]);
    reader.rows(|row| {
        let customer = row.value(customer, values::text);
        let invoice = row.value(invoice, values::text);
        let currency = match (&customer, &invoice) {
            (Ok(customer), Ok(invoice)) => {
                currencies.get(&(customer.as_str(), invoice.as_str())).copied()
            }
            _ => None,
        }
        .unwrap_or(Currency::EUR);
        let instalment = row.maybe(instalment, values::ordinal);
        let due_date = row.value(due_date, values::date);
        let amount = row.value(amount, |found| values::non_negative(found, currency));
        let open = row.value(open_amount, |found| values::non_negative(found, currency));
        let level = row.maybe(level, values::text);
        let last_reminded_on = row.maybe(last_reminded_on, values::date);
        let status = row.maybe(status, values::text);
        let comment = row.or_default(comment, values::comment);
        let promised_on = row.maybe(promised_on, values::date);
        let disputed = row.or_default(disputed, values::flag);
        let (amount, open) = (amount?, open?);
        if open > amount {
            return Err(row.fail(open_amount, above(open, amount)));
        }
        Ok(DueItemRow {
            customer: customer?,
            invoice: invoice?,
            instalment: instalment?.unwrap_or(1),
            due_date: due_date?,
            amount,
            open_amount: open,
            level: level?,
            last_reminded_on: last_reminded_on?,
            status: status?,
            comment: comment?,
            promised_on: promised_on?,
            disputed: disputed?,
        })
    })
}

pub fn credits(source: Source, problems: &mut Problems) -> Table<CreditRow> {
    let mut reader = Reader::open(source, problems);
    let customer = reader.required("customer", &["client", "code_client"]);
    let kind = reader.required("kind", &["type", "nature"]);
    let number = reader.required("number", &["numero"]);
    let line = reader.optional("line", &["ligne"]);
    let date = reader.required("date", &[]);
    let label = reader.optional("label", &["libelle"]);
    let currency = reader.required("currency", &["devise"]);
    let amount = reader.required("amount", &["montant"]);
    let open_amount = reader.required("open_amount", &["reste", "solde"]);
    reader.rows(|row| {
        let customer = row.value(customer, values::text);
        let kind = row.value(kind, |found| values::one_of(found, CREDIT_KINDS));
        let number = row.value(number, values::text);
        let line = row.maybe(line, values::ordinal);
        let date = row.value(date, values::date);
        let label = row.or_default(label, values::text);
        let currency = row.value(currency, values::currency);
        let read = currency.unwrap_or(Currency::EUR);
        let amount = row.value(amount, |found| values::non_negative(found, read));
        let open = row.value(open_amount, |found| values::non_negative(found, read));
        let (amount, open) = (amount?, open?);
        if open > amount {
            return Err(row.fail(open_amount, above(open, amount)));
        }
        Ok(CreditRow {
            customer: customer?,
            kind: kind?,
            number: number?,
            line: line?.unwrap_or(1),
            date: date?,
            label: label?,
            currency: currency?,
            amount,
            open_amount: open,
        })
    })
}

fn above(open: rust_decimal::Decimal, amount: rust_decimal::Decimal) -> Fault {
    Fault::new(msg!(
        "import-open-above-amount",
        open = open.to_string(),
        amount = amount.to_string()
    ))
}

//! Suppliers and their open operations, for the aged balance only.

use super::reader::Reader;
use super::table::Table;
use crate::domain::money::Currency;
use crate::import::problems::Problems;
use crate::import::set::{SupplierItemRow, SupplierRow};
use crate::import::source::Source;
use crate::import::values;

pub fn suppliers(source: Source, problems: &mut Problems) -> Table<SupplierRow> {
    let mut reader = Reader::open(source, problems);
    let code = reader.required("code", &["code_fournisseur"]);
    let name = reader.required("name", &["nom", "raison_sociale"]);
    let account = reader.optional("account", &["compte", "numero_de_compte"]);
    reader.rows(|row| {
        let code = row.value(code, values::text);
        let name = row.value(name, values::text);
        let account = row.maybe(account, values::text);
        let code = code?;
        let account = account?.unwrap_or_else(|| code.clone());
        Ok(SupplierRow { code, name: name?, account })
    })
}

pub fn supplier_items(source: Source, problems: &mut Problems) -> Table<SupplierItemRow> {
    let mut reader = Reader::open(source, problems);
    let supplier = reader.required("supplier", &["fournisseur", "code_fournisseur"]);
    let number = reader.required("number", &["numero", "facture"]);
    let line = reader.optional("line", &["ligne"]);
    let date = reader.required("date", &[]);
    let due_date = reader.optional("due_date", &["echeance", "date_echeance"]);
    let label = reader.optional("label", &["libelle"]);
    let currency = reader.required("currency", &["devise"]);
    let open_amount = reader.required("open_amount", &["reste", "solde"]);
    reader.rows(|row| {
        let supplier = row.value(supplier, values::text);
        let number = row.value(number, values::text);
        let line = row.maybe(line, values::ordinal);
        let date = row.value(date, values::date);
        let due_date = row.maybe(due_date, values::date);
        let label = row.or_default(label, values::text);
        let currency = row.value(currency, values::currency);
        let read = currency.unwrap_or(Currency::EUR);
        let open_amount = row.value(open_amount, |found| values::amount(found, read));
        let date = date?;
        Ok(SupplierItemRow {
            supplier: supplier?,
            number: number?,
            line: line?.unwrap_or(1),
            date,
            due_date: due_date?.unwrap_or(date),
            label: label?,
            currency: currency?,
            open_amount: open_amount?,
        })
    })
}

//! From the lines of a ledger to customers, invoices, credits and suppliers'
//! operations.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::FecOptions;
use super::accounts::{Party, credit_kind};
use super::entry::{Entry, ThirdParty};
use crate::domain::credit::CreditKind;
use crate::import::set::{
    CreditRow, CustomerRow, Detail, DueItemRow, ImportSet, InvoiceRow, SupplierItemRow, SupplierRow,
};

/// A customer's or supplier's line with its amount.
#[derive(Debug)]
struct Line {
    date: NaiveDate,
    amount: Decimal,
    what: ThirdParty,
}

impl Line {
    /// Zero when lettered: the line is settled.
    fn open_amount(&self) -> Decimal {
        if self.what.lettered { Decimal::ZERO } else { self.amount }
    }
}

/// The lines of customers and suppliers, lettered ones included.
#[derive(Debug, Default)]
pub struct Ledger {
    customers: Vec<Line>,
    suppliers: Vec<Line>,
    last_entry: Option<NaiveDate>,
}

impl Ledger {
    pub fn take(&mut self, entry: Entry) {
        self.last_entry = self.last_entry.max(Some(entry.date));
        let Some(what) = entry.third_party.filter(|_| !entry.amount.is_zero()) else { return };
        let line = Line { date: entry.date, amount: entry.amount, what };
        match line.what.party {
            Party::Customer => self.customers.push(line),
            Party::Supplier => self.suppliers.push(line),
        }
    }

    /// Lines are numbered by date, entry number and then order in the file,
    /// lettered ones included: so the numbers stay the same when a line is
    /// lettered later.
    pub fn into_set(mut self, options: &FecOptions) -> ImportSet {
        let in_order = |a: &Line, b: &Line| {
            (a.date, &a.what.entry_number).cmp(&(b.date, &b.what.entry_number))
        };
        self.customers.sort_by(in_order);
        self.suppliers.sort_by(in_order);
        let mut set = ImportSet {
            payments_known_to: self.last_entry,
            detail: Detail::Ledger,
            ..ImportSet::default()
        };
        customers(&mut set, &self.customers);
        let (debits, credits): (Vec<&Line>, Vec<&Line>) =
            self.customers.iter().partition(|line| line.amount > Decimal::ZERO);
        invoices(&mut set, &debits, options);
        credit_rows(&mut set, &credits, options);
        suppliers(&mut set, &self.suppliers, options);
        set
    }
}

fn customers(set: &mut ImportSet, lines: &[Line]) {
    let mut known: BTreeMap<&str, &ThirdParty> = BTreeMap::new();
    for line in lines {
        known.entry(line.what.code.as_str()).or_insert(&line.what);
    }
    set.customers = known
        .into_values()
        .map(|what| CustomerRow {
            code: what.code.clone(),
            name: what.name.clone(),
            account: what.account.clone(),
            language: None,
            manual: None,
            automatic: None,
            person_in_charge: None,
            consumer: false,
            address: Vec::new(),
        })
        .collect();
}

/// Debit lines under one document number are instalments of one invoice.
fn invoices(set: &mut ImportSet, debits: &[&Line], options: &FecOptions) {
    let mut by_number: BTreeMap<(&str, &str), Vec<&Line>> = BTreeMap::new();
    for line in debits {
        by_number.entry((&line.what.code, &line.what.piece)).or_default().push(line);
    }
    for ((customer, number), lines) in by_number {
        let Some(first) = lines.first() else { continue };
        set.invoices.push(InvoiceRow {
            customer: customer.to_owned(),
            number: number.to_owned(),
            ordering_customer: None,
            date: first.what.piece_date,
            label: first.what.label.clone(),
            currency: options.currency,
            total: lines.iter().map(|line| line.amount).sum(),
            payment_reference: None,
            payment_method: first.what.payment_method.clone(),
            billing_site: None,
            person_in_charge: None,
            recipients: Vec::new(),
            copies: Vec::new(),
            documents: Vec::new(),
        });
        for (instalment, line) in (1..).zip(lines) {
            set.due_items.push(DueItemRow {
                customer: customer.to_owned(),
                invoice: number.to_owned(),
                instalment,
                due_date: line.what.due_date,
                amount: line.amount,
                open_amount: line.open_amount(),
                level: None,
                last_reminded_on: None,
                status: None,
                comment: String::new(),
                promised_on: None,
                disputed: false,
            });
        }
    }
}

fn credit_rows(set: &mut ImportSet, credits: &[&Line], options: &FecOptions) {
    let mut used: BTreeMap<(&str, CreditKind, &str), u32> = BTreeMap::new();
    for line in credits {
        let kind = credit_kind(&line.what);
        let number = used.entry((&line.what.code, kind, &line.what.piece)).or_default();
        *number += 1;
        set.credits.push(CreditRow {
            customer: line.what.code.clone(),
            kind,
            number: line.what.piece.clone(),
            line: *number,
            date: line.what.piece_date,
            label: line.what.label.clone(),
            currency: options.currency,
            amount: -line.amount,
            open_amount: -line.open_amount(),
        });
    }
}

fn suppliers(set: &mut ImportSet, lines: &[Line], options: &FecOptions) {
    let mut known: BTreeMap<&str, &ThirdParty> = BTreeMap::new();
    let mut used: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for line in lines {
        known.entry(line.what.code.as_str()).or_insert(&line.what);
        let number = used.entry((&line.what.code, &line.what.piece)).or_default();
        *number += 1;
        set.supplier_items.push(SupplierItemRow {
            supplier: line.what.code.clone(),
            number: line.what.piece.clone(),
            line: *number,
            date: line.what.piece_date,
            due_date: line.what.due_date,
            label: line.what.label.clone(),
            currency: options.currency,
            open_amount: line.open_amount(),
        });
    }
    set.suppliers = known
        .into_values()
        .map(|what| SupplierRow {
            code: what.code.clone(),
            name: what.name.clone(),
            account: what.account.clone(),
        })
        .collect();
}

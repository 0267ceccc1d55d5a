//! A document into an import set.

use std::collections::HashMap;

use super::check::{Entry, Mistakes};
use super::entries::{
    Collaborator, Contact, Credit, Customer, Document, DueItem, Hold, Invoice, Site, Supplier,
    SupplierItem,
};
use crate::domain::credit::CreditKind;
use crate::domain::customer::{RecipientFlags, RoleFlags};
use crate::domain::hold::HoldKind;
use crate::domain::money::Currency;
use crate::import::problems::{Fault, Reported};
use crate::import::set::{
    CollaboratorRow, ContactRow, CreditRow, CustomerRow, Detail, DueItemRow, HoldRow, ImportSet,
    InvoiceRow, SiteRow, SupplierItemRow, SupplierRow,
};
use crate::import::values;
use crate::wording::msg;

const HOLD_KINDS: &[(&str, HoldKind)] = &[
    ("manual", HoldKind::Manual),
    ("automatic", HoldKind::Automatic),
    ("temporary", HoldKind::Temporary),
];

const CREDIT_KINDS: &[(&str, CreditKind)] =
    &[("credit_note", CreditKind::CreditNote), ("payment", CreditKind::Payment)];

/// Checks a document. `currency_of` knows the currency of invoices that are
/// not in it, by customer and number.
///
/// # Errors
/// All mistakes of all entries.
pub fn read(
    document: &Document,
    currency_of: impl Fn(&str, &str) -> Option<Currency>,
) -> Result<ImportSet, Mistakes> {
    let mut mistakes = Mistakes::default();
    let known: HashMap<(&str, &str), Currency> = document
        .invoices
        .iter()
        .filter_map(|invoice| {
            let currency = values::currency(invoice.currency.trim()).ok()?;
            Some(((invoice.customer.trim(), invoice.number.trim()), currency))
        })
        .collect();
    let currency = |item: &DueItem| {
        let (customer, invoice) = (item.customer.trim(), item.invoice.trim());
        let known = known.get(&(customer, invoice)).copied();
        known.or_else(|| currency_of(customer, invoice)).unwrap_or(Currency::EUR)
    };
    let found = &mut mistakes;
    let set = ImportSet {
        collaborators: rows(found, "collaborators", &document.collaborators, collaborator),
        customers: rows(found, "customers", &document.customers, customer),
        sites: rows(found, "sites", &document.sites, site),
        contacts: rows(found, "contacts", &document.contacts, contact),
        invoices: rows(found, "invoices", &document.invoices, invoice),
        holds: rows(found, "holds", &document.holds, hold),
        due_items: rows(found, "due_items", &document.due_items, |entry, item| {
            due_item(entry, item, currency(item))
        }),
        credits: rows(found, "credits", &document.credits, credit),
        suppliers: rows(found, "suppliers", &document.suppliers, supplier),
        supplier_items: rows(found, "supplier_items", &document.supplier_items, supplier_item),
        payments_known_to: found
            .entry("", 0)
            .maybe("payments_known_to", document.payments_known_to.as_deref(), values::iso_date)
            .unwrap_or_default(),
        detail: Detail::Full,
    };
    if mistakes.0.is_empty() { Ok(set) } else { Err(mistakes) }
}

fn rows<E, R>(
    mistakes: &mut Mistakes,
    entity: &'static str,
    entries: &[E],
    read: impl Fn(&mut Entry<'_>, &E) -> Result<R, Reported>,
) -> Vec<R> {
    let read = |(index, entry)| read(&mut mistakes.entry(entity, index), entry).ok();
    entries.iter().enumerate().filter_map(read).collect()
}

fn collaborator(entry: &mut Entry<'_>, from: &Collaborator) -> Result<CollaboratorRow, Reported> {
    let code = entry.value("code", &from.code, values::text);
    let name = entry.value("name", &from.name, values::text);
    let email = entry.maybe("email", from.email.as_deref(), values::text);
    Ok(CollaboratorRow { code: code?, name: name?, email: email? })
}

fn customer(entry: &mut Entry<'_>, from: &Customer) -> Result<CustomerRow, Reported> {
    let code = entry.value("code", &from.code, values::text);
    let name = entry.value("name", &from.name, values::text);
    let account = entry.maybe("account", from.account.as_deref(), values::text);
    let language = entry.maybe("language", from.language.as_deref(), values::language);
    let person = from.person_in_charge.as_deref();
    let person_in_charge = entry.maybe("person_in_charge", person, values::text);
    let address = entry.texts("address", &from.address);
    let code = code?;
    Ok(CustomerRow {
        name: name?,
        account: account?.unwrap_or_else(|| code.clone()),
        language: language?,
        manual: from.manual,
        automatic: from.automatic,
        person_in_charge: person_in_charge?,
        consumer: from.consumer,
        address: address?,
        code,
    })
}

fn site(entry: &mut Entry<'_>, from: &Site) -> Result<SiteRow, Reported> {
    let customer = entry.value("customer", &from.customer, values::text);
    let code = entry.value("code", &from.code, values::text);
    let name = entry.value("name", &from.name, values::text);
    let address = entry.texts("address", &from.address);
    let email = entry.maybe("email", from.email.as_deref(), values::text);
    Ok(SiteRow { customer: customer?, code: code?, name: name?, address: address?, email: email? })
}

fn contact(entry: &mut Entry<'_>, from: &Contact) -> Result<ContactRow, Reported> {
    let customer = entry.value("customer", &from.customer, values::text);
    let code = entry.value("code", &from.code, values::text);
    let name = entry.value("name", &from.name, values::text);
    let language = entry.maybe("language", from.language.as_deref(), values::language);
    let identity = entry.maybe("identity_email", from.identity_email.as_deref(), values::text);
    let at_customer = entry.maybe("customer_email", from.customer_email.as_deref(), values::text);
    let sites = entry.texts("sites", &from.sites);
    Ok(ContactRow {
        customer: customer?,
        code: code?,
        name: name?,
        language: language?,
        roles: RoleFlags {
            decision_maker: from.decision_maker,
            principal: from.principal,
            financial: from.financial,
        },
        receives: RecipientFlags {
            reminder: from.reminder,
            reminder_all_sites: from.reminder_all_sites,
            invoice: from.invoice,
        },
        identity_email: identity?,
        customer_email: at_customer?,
        sites: sites?,
    })
}

fn invoice(entry: &mut Entry<'_>, from: &Invoice) -> Result<InvoiceRow, Reported> {
    let customer = entry.value("customer", &from.customer, values::text);
    let number = entry.value("number", &from.number, values::text);
    let ordering = from.ordering_customer.as_deref();
    let ordering_customer = entry.maybe("ordering_customer", ordering, values::text);
    let date = entry.value("date", &from.date, values::iso_date);
    let label = entry.maybe("label", Some(&from.label), values::text);
    let currency = entry.value("currency", &from.currency, values::currency);
    let total = amount(entry, "total", &from.total, currency.unwrap_or(Currency::EUR));
    let reference = from.payment_reference.as_deref();
    let payment_reference = entry.maybe("payment_reference", reference, values::text);
    let payment_method = entry.value("payment_method", &from.payment_method, values::text);
    let billing_site = entry.maybe("billing_site", from.billing_site.as_deref(), values::text);
    let person = from.person_in_charge.as_deref();
    let person_in_charge = entry.maybe("person_in_charge", person, values::text);
    let recipients = entry.texts("recipients", &from.recipients);
    let copies = entry.texts("copies", &from.copies);
    let documents = entry.list("documents", &from.documents, values::document);
    let customer = customer?;
    Ok(InvoiceRow {
        number: number?,
        ordering_customer: ordering_customer?.filter(|ordering| *ordering != customer),
        date: date?,
        label: label?.unwrap_or_default(),
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
}

fn hold(entry: &mut Entry<'_>, from: &Hold) -> Result<HoldRow, Reported> {
    let customer = entry.value("customer", &from.customer, values::text);
    let invoice = entry.value("invoice", &from.invoice, values::text);
    let kind = entry.value("kind", &from.kind, |found| values::one_of(found, HOLD_KINDS));
    let comment = entry.maybe("comment", Some(&from.comment), values::comment);
    let author = entry.maybe("author", Some(&from.author), values::text);
    let placed_on = entry.value("placed_on", &from.placed_on, values::iso_date);
    Ok(HoldRow {
        customer: customer?,
        invoice: invoice?,
        kind: kind?,
        comment: comment?.unwrap_or_default(),
        author: author?.unwrap_or_default(),
        placed_on: placed_on?,
    })
}

fn due_item(
    entry: &mut Entry<'_>,
    from: &DueItem,
    currency: Currency,
) -> Result<DueItemRow, Reported> {
    let customer = entry.value("customer", &from.customer, values::text);
    let invoice = entry.value("invoice", &from.invoice, values::text);
    let instalment = entry.ordinal("instalment", from.instalment);
    let due_date = entry.value("due_date", &from.due_date, values::iso_date);
    let total = amount(entry, "amount", &from.amount, currency);
    let open_amount = amount(entry, "open_amount", &from.open_amount, currency);
    let level = entry.maybe("level", from.level.as_deref(), values::text);
    let reminded = from.last_reminded_on.as_deref();
    let last_reminded_on = entry.maybe("last_reminded_on", reminded, values::iso_date);
    let status = entry.maybe("status", from.status.as_deref(), values::text);
    let comment = entry.maybe("comment", Some(&from.comment), values::comment);
    let promised_on = entry.maybe("promised_on", from.promised_on.as_deref(), values::iso_date);
    let (total, open_amount) = at_most(entry, total?, open_amount?)?;
    Ok(DueItemRow {
        customer: customer?,
        invoice: invoice?,
        instalment: instalment?,
        due_date: due_date?,
        amount: total,
        open_amount,
        level: level?,
        last_reminded_on: last_reminded_on?,
        status: status?,
        comment: comment?.unwrap_or_default(),
        promised_on: promised_on?,
        disputed: from.disputed,
    })
}

fn credit(entry: &mut Entry<'_>, from: &Credit) -> Result<CreditRow, Reported> {
    let customer = entry.value("customer", &from.customer, values::text);
    let kind = entry.value("kind", &from.kind, |found| values::one_of(found, CREDIT_KINDS));
    let number = entry.value("number", &from.number, values::text);
    let line = entry.ordinal("line", from.line);
    let date = entry.value("date", &from.date, values::iso_date);
    let label = entry.maybe("label", Some(&from.label), values::text);
    let currency = entry.value("currency", &from.currency, values::currency);
    let in_currency = currency.unwrap_or(Currency::EUR);
    let total = amount(entry, "amount", &from.amount, in_currency);
    let open_amount = amount(entry, "open_amount", &from.open_amount, in_currency);
    let (amount, open_amount) = at_most(entry, total?, open_amount?)?;
    Ok(CreditRow {
        customer: customer?,
        kind: kind?,
        number: number?,
        line: line?,
        date: date?,
        label: label?.unwrap_or_default(),
        currency: currency?,
        amount,
        open_amount,
    })
}

fn supplier(entry: &mut Entry<'_>, from: &Supplier) -> Result<SupplierRow, Reported> {
    let code = entry.value("code", &from.code, values::text);
    let name = entry.value("name", &from.name, values::text);
    let account = entry.maybe("account", from.account.as_deref(), values::text);
    let code = code?;
    let account = account?.unwrap_or_else(|| code.clone());
    Ok(SupplierRow { code, name: name?, account })
}

fn supplier_item(entry: &mut Entry<'_>, from: &SupplierItem) -> Result<SupplierItemRow, Reported> {
    let supplier = entry.value("supplier", &from.supplier, values::text);
    let number = entry.value("number", &from.number, values::text);
    let line = entry.ordinal("line", from.line);
    let date = entry.value("date", &from.date, values::iso_date);
    let due_date = entry.maybe("due_date", from.due_date.as_deref(), values::iso_date);
    let label = entry.maybe("label", Some(&from.label), values::text);
    let currency = entry.value("currency", &from.currency, values::currency);
    let in_currency = currency.unwrap_or(Currency::EUR);
    let open_amount =
        entry.value("open_amount", &from.open_amount, |found| values::exact(found, in_currency));
    let date = date?;
    Ok(SupplierItemRow {
        supplier: supplier?,
        number: number?,
        line: line?,
        date,
        due_date: due_date?.unwrap_or(date),
        label: label?.unwrap_or_default(),
        currency: currency?,
        open_amount: open_amount?,
    })
}

fn amount(
    entry: &mut Entry<'_>,
    field: &'static str,
    found: &str,
    currency: Currency,
) -> Result<rust_decimal::Decimal, Reported> {
    entry.value(field, found, |found| {
        let amount = values::exact(found, currency)?;
        if amount.is_sign_negative() && !amount.is_zero() {
            return Err(Fault::new(msg!("import-negative", found = values::shown(found))));
        }
        Ok(amount)
    })
}

/// Nothing can be open beyond the amount.
fn at_most(
    entry: &mut Entry<'_>,
    amount: rust_decimal::Decimal,
    open: rust_decimal::Decimal,
) -> Result<(rust_decimal::Decimal, rust_decimal::Decimal), Reported> {
    if open <= amount {
        return Ok((amount, open));
    }
    let (open, amount) = (open.to_string(), amount.to_string());
    let fault = Fault::new(msg!("import-open-above-amount", open = open, amount = amount));
    Err(entry.fail("open_amount", fault))
}

//! What only a letter says.

use minijinja::Value;
use rust_decimal::Decimal;

use super::view::view;
use super::{Amount, ReminderFacts};
use crate::domain::company::Company;
use crate::domain::letter::PostalAddress;
use crate::domain::money::{Currency, Money};
use crate::render::locale::Locale;
use crate::render::payment_code;

view! {
    /// The QR code of the transfer that settles what is due in euros.
    PaymentCodeView {
        /// A picture.
        svg,
        amount,
    }
}

/// What a letter has on top of a mail.
pub(in crate::render) struct Letter<'a> {
    pub address: &'a PostalAddress,
    pub subject: &'a str,
}

pub(super) fn address(address: &PostalAddress) -> Value {
    address.lines.iter().map(Value::from).collect::<Vec<_>>().into()
}

/// The town of the company's address, as the date of a letter names it: from
/// its last line that is a postcode and a town.
pub(super) fn place(company: &Company) -> Option<&str> {
    company.address.iter().rev().find_map(|line| {
        let (postcode, town) = line.trim().split_once(' ')?;
        let is_postcode = postcode.len() >= 4 && postcode.chars().all(|c| c.is_ascii_digit());
        let town =
            town.find(" CEDEX").or_else(|| town.find(" Cedex")).map_or(town, |at| &town[..at]);
        (is_postcode && !town.trim().is_empty()).then(|| town.trim())
    })
}

/// None without a bank account, or where nothing is due in euros.
/// `to_pay` is what is to be paid in euros, credits deducted.
pub(super) fn payment_code(
    facts: &ReminderFacts<'_>,
    to_pay: Decimal,
    locale: &Locale,
) -> Option<Value> {
    let company = &facts.rules.company;
    let invoices = facts.reminder.lines.iter().filter(|line| line.open.currency == Currency::EUR);
    let references: Vec<&str> = invoices
        .filter_map(|line| {
            Some(facts.plan.facts.invoices.get(line.item.invoice)?.invoice.reference())
        })
        .collect();
    let customer = &facts.plan.facts.billed.customer.code;
    let payload = payment_code::payload(
        &company.name,
        company.bank.as_ref()?,
        to_pay,
        customer,
        &references,
    )?;
    let amount = Amount::value(Money::new(to_pay, Currency::EUR), locale);
    Some(PaymentCodeView { svg: payment_code::svg(&payload)?.into(), amount }.into_value())
}

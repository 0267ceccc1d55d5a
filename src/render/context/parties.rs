//! Who writes and who is written to.

use minijinja::Value;

use super::view::view;
use crate::domain::collaborator::Collaborator;
use crate::domain::company::{Company, Sender};
use crate::domain::customer::Customer;
use crate::plan::outcome::Recipient;

view! {
    CompanyView {
        code,
        name,
        /// Lines of the postal address.
        address,
        /// Registration, or none.
        legal,
        phone,
        bank,
    }
}

view! {
    BankView {
        /// In groups of four.
        iban,
        bic,
    }
}

view! {
    CustomerView {
        code,
        name,
        account,
        consumer,
    }
}

view! {
    /// A sender, a recipient or a person in charge.
    PersonView {
        name,
        address,
    }
}

pub(super) fn company(company: &Company) -> Value {
    CompanyView {
        code: company.code.as_str().into(),
        name: company.name.as_str().into(),
        address: company.address.iter().map(Value::from).collect::<Vec<_>>().into(),
        legal: company.legal.as_deref().into(),
        phone: company.phone.as_deref().into(),
        bank: company
            .bank
            .as_ref()
            .map(|bank| {
                BankView { iban: in_fours(&bank.iban).into(), bic: bank.bic.as_deref().into() }
                    .into_value()
            })
            .into(),
    }
    .into_value()
}

pub(super) fn customer(customer: &Customer) -> Value {
    CustomerView {
        code: customer.code.as_str().into(),
        name: customer.name.as_str().into(),
        account: customer.account.as_str().into(),
        consumer: customer.consumer.into(),
    }
    .into_value()
}

pub(super) fn sender(sender: &Sender) -> Value {
    person(Some(&sender.name), Some(sender.address.as_str()))
}

pub(super) fn collaborator(person_in_charge: &Collaborator) -> Value {
    person(
        Some(&person_in_charge.name),
        person_in_charge.email.as_ref().map(|address| address.as_str()),
    )
}

pub(super) fn recipients(to: &[Recipient]) -> Value {
    to.iter()
        .map(|recipient| person(recipient.name.as_deref(), Some(recipient.address.as_str())))
        .collect::<Vec<_>>()
        .into()
}

/// A salutation by name makes sense to one person only.
pub(super) fn only_name(to: &[Recipient]) -> Value {
    match to {
        [only] => only.name.as_deref().into(),
        _ => Value::from(()),
    }
}

fn person(name: Option<&str>, address: Option<&str>) -> Value {
    PersonView { name: name.into(), address: address.into() }.into_value()
}

/// As printed on paper, and easier to copy from a screen.
fn in_fours(iban: &str) -> String {
    let mut grouped = String::with_capacity(iban.len() * 5 / 4);
    for (position, c) in iban.chars().filter(|c| !c.is_whitespace()).enumerate() {
        if position > 0 && position % 4 == 0 {
            grouped.push(' ');
        }
        grouped.push(c);
    }
    grouped
}

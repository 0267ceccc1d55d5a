//! The due items of a reminder.

use std::collections::BTreeSet;

use minijinja::Value;

use super::view::view;
use super::{Amount, Day, ReminderFacts, parties};
use crate::domain::money::Money;
use crate::plan::charges::ReminderCharges;
use crate::plan::outcome::Line;
use crate::render::locale::Locale;

view! {
    /// One due item.
    LineView {
        number,
        date,
        due_date,
        /// Number of the instalment, from 1.
        instalment,
        /// How many instalments of the invoice are open.
        instalment_count,
        /// To quote when paying.
        reference,
        amount,
        /// Of the invoice, all instalments together.
        invoice_total,
        open,
        /// Part of the instalment was paid already.
        is_partly_paid,
        /// Negative before the due date.
        days_late,
        currency,
        person_in_charge,
        /// Late interest, or none.
        interest,
        /// The flat recovery fee, on one line of the invoice, or none.
        recovery_fee,
    }
}

/// One value per line of the reminder, in its order.
pub(super) fn of(
    request: &ReminderFacts<'_>,
    charges: &ReminderCharges,
    locale: &Locale,
) -> Vec<Value> {
    let facts = &request.plan.facts;
    let amount = |money: Money| Amount::value(money, locale);
    let lines = request.reminder.lines.iter().zip(&charges.lines);
    let found = lines.filter_map(|(line, charges)| {
        let invoice = &facts.invoices.get(line.item.invoice)?.invoice;
        let item = invoice.items.get(line.item.item)?;
        Some(
            LineView {
                number: invoice.number.as_str().into(),
                date: Day::value(invoice.date, locale),
                due_date: Day::value(item.due_date, locale),
                instalment: item.instalment.into(),
                instalment_count: invoice.items.len().into(),
                reference: invoice.reference().into(),
                amount: amount(Money::new(item.amount, invoice.currency)),
                invoice_total: amount(Money::new(invoice.total, invoice.currency)),
                open: amount(line.open),
                is_partly_paid: (line.open.amount < item.amount).into(),
                days_late: line.days_late.into(),
                currency: invoice.currency.code().into(),
                person_in_charge: invoice
                    .person_in_charge
                    .as_ref()
                    .map(parties::collaborator)
                    .into(),
                interest: charges.interest.as_ref().map(|interest| amount(interest.total)).into(),
                recovery_fee: charges.fee.map(amount).into(),
            }
            .into_value(),
        )
    });
    found.collect()
}

/// Positions of the invoices that the lines belong to.
pub(super) fn distinct_invoices<'a>(lines: impl IntoIterator<Item = &'a Line>) -> BTreeSet<usize> {
    lines.into_iter().map(|line| line.item.invoice).collect()
}

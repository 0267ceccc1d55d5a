//! What is owed and what is in the customer's favour, currency by currency:
//! never added up across currencies (domain document §5).

use std::collections::BTreeSet;

use minijinja::Value;
use rust_decimal::Decimal;

use super::view::view;
use super::{Amount, Day};
use crate::domain::credit::{Credit, CreditKind};
use crate::domain::money::{Currency, Money};
use crate::render::locale::Locale;
use crate::render::mail::MailRequest;

view! {
    /// Everything in one currency.
    GroupView {
        currency,
        /// Empty where there are credits only.
        lines,
        total,
        credits,
        credit_total,
        /// Whether the amount to pay is what the credits leave of the total.
        credits_deducted,
        to_pay,
    }
}

view! {
    /// An open credit note or a payment not yet allocated.
    CreditView {
        number,
        date,
        /// What is left of it, positive.
        amount,
        is_payment,
    }
}

/// One group per currency, in the order of the currencies' codes. Credits are
/// always listed. They are the customer's, not a reminder's, so they are
/// deducted only where one reminder alone asks for that currency, and only
/// while something is left to pay.
///
/// `lines` are
/// the values of the reminder's lines, in the same order.
pub(super) fn of(request: &MailRequest<'_>, lines: &[Value], locale: &Locale) -> Value {
    let wanted = &request.reminder.lines;
    let credits = &request.plan.facts.credits;
    let currencies: BTreeSet<Currency> = wanted
        .iter()
        .map(|line| line.open.currency)
        .chain(credits.iter().map(|credit| credit.currency))
        .collect();
    let group = |currency: Currency| {
        let of_currency = || wanted.iter().zip(lines).filter(|(l, _)| l.open.currency == currency);
        let in_favour = || credits.iter().filter(|credit| credit.currency == currency);
        let asked = asked(request, currency);
        let amount = |amount| Amount::value(Money::new(amount, currency), locale);
        GroupView {
            currency: currency.code().into(),
            lines: of_currency().map(|(_, value)| value.clone()).collect::<Vec<_>>().into(),
            total: amount(asked.total),
            credits: in_favour().map(|it| credit(it, locale)).collect::<Vec<_>>().into(),
            credit_total: amount(asked.credited),
            credits_deducted: asked.credits_deducted.into(),
            to_pay: amount(asked.to_pay()),
        }
        .into_value()
    };
    currencies.into_iter().map(group).collect::<Vec<_>>().into()
}

/// What a reminder asks for in one currency.
pub(super) struct Asked {
    total: Decimal,
    credited: Decimal,
    credits_deducted: bool,
}

impl Asked {
    pub fn to_pay(&self) -> Decimal {
        if self.credits_deducted { self.total - self.credited } else { self.total }
    }
}

pub(super) fn asked(request: &MailRequest<'_>, currency: Currency) -> Asked {
    let lines = request.reminder.lines.iter().filter(|line| line.open.currency == currency);
    let credits = &request.plan.facts.credits;
    let in_favour = credits.iter().filter(|credit| credit.currency == currency);
    let total: Decimal = lines.map(|line| line.open.amount).sum();
    let credited: Decimal = in_favour.map(|credit| credit.open_amount).sum();
    let credits_deducted =
        credited > Decimal::ZERO && credited < total && is_only_one_asking(request, currency);
    Asked { total, credited, credits_deducted }
}

/// Whether no other reminder of the customer has lines in a currency.
fn is_only_one_asking(request: &MailRequest<'_>, currency: Currency) -> bool {
    let mut asking = request
        .plan
        .reminders
        .iter()
        .filter(|reminder| reminder.lines.iter().any(|line| line.open.currency == currency));
    asking.nth(1).is_none()
}

fn credit(credit: &Credit, locale: &Locale) -> Value {
    CreditView {
        number: credit.number.as_str().into(),
        date: Day::value(credit.date, locale),
        amount: Amount::value(Money::new(credit.open_amount, credit.currency), locale),
        is_payment: (credit.kind == CreditKind::Payment).into(),
    }
    .into_value()
}

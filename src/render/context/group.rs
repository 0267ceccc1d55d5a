//! What is owed and what is in the customer's favour, currency by currency:
//! never added up across currencies (domain document §5).

use std::collections::BTreeSet;

use minijinja::Value;
use rust_decimal::Decimal;

use super::view::view;
use super::{Amount, Day, ReminderFacts};
use crate::domain::channel::Channel;
use crate::domain::credit::{Credit, CreditKind};
use crate::domain::money::{Currency, Money};
use crate::render::locale::Locale;

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
pub(super) fn of(request: &ReminderFacts<'_>, lines: &[Value], locale: &Locale) -> Value {
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
        let Balance { total, credited, credits_deducted, to_pay } = balance(request, currency);
        let amount = |amount| Amount::value(Money::new(amount, currency), locale);
        GroupView {
            currency: currency.code().into(),
            lines: of_currency().map(|(_, value)| value.clone()).collect::<Vec<_>>().into(),
            total: amount(total),
            credits: in_favour().map(|it| credit(it, locale)).collect::<Vec<_>>().into(),
            credit_total: amount(credited),
            credits_deducted: credits_deducted.into(),
            to_pay: amount(to_pay),
        }
        .into_value()
    };
    currencies.into_iter().map(group).collect::<Vec<_>>().into()
}

/// What a reminder asks for in one currency.
pub(super) struct Balance {
    total: Decimal,
    credited: Decimal,
    credits_deducted: bool,
    /// The total, less the credits where they are deducted.
    pub to_pay: Decimal,
}

pub(super) fn balance(request: &ReminderFacts<'_>, currency: Currency) -> Balance {
    let lines = request.reminder.lines.iter().filter(|line| line.open.currency == currency);
    let credits = request.plan.facts.credits.iter().filter(|it| it.currency == currency);
    let total: Decimal = lines.map(|line| line.open.amount).sum();
    let credited: Decimal = credits.map(|credit| credit.open_amount).sum();
    let credits_deducted =
        credited > Decimal::ZERO && credited < total && is_only_one_asking(request, currency);
    let to_pay = if credits_deducted { total - credited } else { total };
    Balance { total, credited, credits_deducted, to_pay }
}

/// Whether no other reminder of the customer asks for something in a currency:
/// none of the same run, and by hand none of another day either, which is when
/// everything that is open is in this one.
fn is_only_one_asking(request: &ReminderFacts<'_>, currency: Currency) -> bool {
    if request.plan.channel != Channel::Batch {
        let invoices = request.plan.facts.invoices.iter().map(|facts| &facts.invoice);
        let open = invoices.filter(|it| it.currency == currency).flat_map(|it| &it.items);
        let lines = request.reminder.lines.iter();
        return open.count() == lines.filter(|line| line.open.currency == currency).count();
    }
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

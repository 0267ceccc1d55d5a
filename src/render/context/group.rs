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
        /// Total less credits.
        balance,
        /// Credits less total: the balance in the customer's favour.
        credit_balance,
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

/// One group per currency, in the order of the currencies' codes. `lines` are
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
        let total: Decimal = of_currency().map(|(line, _)| line.open.amount).sum();
        let credited: Decimal = in_favour().map(|credit| credit.open_amount).sum();
        let amount = |amount| Amount::value(Money::new(amount, currency), locale);
        GroupView {
            currency: currency.code().into(),
            lines: of_currency().map(|(_, value)| value.clone()).collect::<Vec<_>>().into(),
            total: amount(total),
            credits: in_favour().map(|it| credit(it, locale)).collect::<Vec<_>>().into(),
            credit_total: amount(credited),
            balance: amount(total - credited),
            credit_balance: amount(credited - total),
        }
        .into_value()
    };
    currencies.into_iter().map(group).collect::<Vec<_>>().into()
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

//! The recovery fee and late interest that the rules ask for (domain document
//! §9), and what there is to pay with them.

use std::collections::BTreeSet;

use minijinja::Value;
use rust_decimal::Decimal;

use super::view::view;
use super::{Amount, Day, ReminderFacts, group};
use crate::domain::money::{Currency, Money};
use crate::plan::charges::{ReminderCharges, Segment};
use crate::plan::outcome::Line;
use crate::render::locale::Locale;

view! {
    /// What is charged beside the open amounts.
    ChargesView {
        /// In the company's currency, or none.
        recovery_fee_total,
        /// Invoices that bear the fee.
        recovery_fee_count,
        /// One amount per currency.
        interest_total,
        /// The computation of the interest: due item by due item, rate by rate.
        rows,
        /// One amount per currency: what there is to pay, fee and interest.
        total,
    }
}

view! {
    /// Days of one rate on one due item.
    ChargeRowView {
        number,
        instalment,
        from,
        to,
        days,
        /// Per cent a year, with its sign.
        rate,
        /// What bears interest.
        base,
        amount,
    }
}

/// None when nothing is charged.
pub(super) fn of(
    request: &ReminderFacts<'_>,
    charges: &ReminderCharges,
    locale: &Locale,
) -> Option<Value> {
    if charges.is_empty() {
        return None;
    }
    let amounts = |list: Vec<Money>| -> Value {
        list.into_iter().map(|money| Amount::value(money, locale)).collect::<Vec<_>>().into()
    };
    let fee = charges.fee_total();
    let interest = charges.interest_totals();
    Some(
        ChargesView {
            recovery_fee_total: fee.map(|fee| Amount::value(fee, locale)).into(),
            recovery_fee_count: charges.fee_count().into(),
            rows: rows(request, charges, locale),
            total: amounts(totals(request, charges)),
            interest_total: amounts(interest),
        }
        .into_value(),
    )
}

/// What there is to pay in a currency: what its group asks for, and the
/// charges.
pub(super) fn to_pay(
    request: &ReminderFacts<'_>,
    charges: &ReminderCharges,
    currency: Currency,
) -> Decimal {
    let charged = charges.fee_total().into_iter().chain(charges.interest_totals());
    let charged: Decimal =
        charged.filter(|money| money.currency == currency).map(|money| money.amount).sum();
    group::balance(request, currency).to_pay + charged
}

/// As [`to_pay`], currency by currency.
fn totals(request: &ReminderFacts<'_>, charges: &ReminderCharges) -> Vec<Money> {
    let lines = request.reminder.lines.iter().map(|line| line.open.currency);
    let fee = charges.fee_total().map(|fee| fee.currency);
    let currencies: BTreeSet<Currency> = lines.chain(fee).collect();
    let total = |currency| Money::new(to_pay(request, charges, currency), currency);
    currencies.into_iter().map(total).collect()
}

fn rows(request: &ReminderFacts<'_>, charges: &ReminderCharges, locale: &Locale) -> Value {
    let lines = request.reminder.lines.iter().zip(&charges.lines);
    lines
        .flat_map(|(line, charges)| {
            let segments = charges.interest.iter().flat_map(|interest| &interest.segments);
            segments.filter_map(move |segment| row(request, line, segment, locale))
        })
        .collect::<Vec<_>>()
        .into()
}

fn row(
    request: &ReminderFacts<'_>,
    line: &Line,
    segment: &Segment,
    locale: &Locale,
) -> Option<Value> {
    let invoice = &request.plan.facts.invoices.get(line.item.invoice)?.invoice;
    let item = invoice.items.get(line.item.item)?;
    Some(
        ChargeRowView {
            number: invoice.number.as_str().into(),
            instalment: item.instalment.into(),
            from: Day::value(segment.period.from, locale),
            to: Day::value(segment.period.to, locale),
            days: segment.period.days().into(),
            rate: locale.percent(segment.rate.percent).into(),
            base: Amount::value(segment.base, locale),
            amount: Amount::value(segment.amount, locale),
        }
        .into_value(),
    )
}

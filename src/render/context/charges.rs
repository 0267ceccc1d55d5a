//! The recovery fee and late interest that the rules ask for (domain document
//! §9), and what there is to pay with them.

use std::collections::BTreeMap;

use minijinja::Value;
use rust_decimal::Decimal;

use super::view::view;
use super::{Amount, Day, group};
use crate::domain::money::{Currency, Money};
use crate::plan::charges::{ReminderCharges, Segment};
use crate::plan::outcome::Line;
use crate::render::locale::Locale;
use crate::render::mail::MailRequest;

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
    request: &MailRequest<'_>,
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
            total: amounts(totals(request, fee.into_iter().chain(interest.iter().copied()))),
            interest_total: amounts(interest),
        }
        .into_value(),
    )
}

/// What the groups ask for, and the charges, never across currencies.
fn totals(request: &MailRequest<'_>, charged: impl Iterator<Item = Money>) -> Vec<Money> {
    let mut sums = BTreeMap::<Currency, Decimal>::new();
    for line in &request.reminder.lines {
        let currency = line.open.currency;
        sums.entry(currency).or_insert_with(|| group::asked(request, currency).to_pay());
    }
    for money in charged {
        *sums.entry(money.currency).or_default() += money.amount;
    }
    sums.into_iter().map(|(currency, amount)| Money::new(amount, currency)).collect()
}

fn rows(request: &MailRequest<'_>, charges: &ReminderCharges, locale: &Locale) -> Value {
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
    request: &MailRequest<'_>,
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

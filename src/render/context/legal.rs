//! The legal mentions (domain document §9).

use chrono::Days;
use minijinja::Value;
use rust_decimal::Decimal;

use super::line::distinct_invoices;
use super::view::view;
use super::{Amount, Day, ReminderFacts};
use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::render::locale::Locale;

view! {
    /// What a business owes on top.
    LegalView {
        /// Per overdue invoice.
        recovery_fee,
        /// Invoices of this reminder that are overdue.
        overdue_invoice_count,
        recovery_fee_total,
        /// The rate in words, or none when the rules have none in this
        /// language.
        late_interest,
    }
}

view! {
    /// What a formal notice leaves: it applies to consumers too.
    NoticeView {
        days,
        end_date,
    }
}

/// Nothing for consumers. The fee is owed once per invoice that is overdue,
/// however many instalments of it are.
pub(super) fn mentions(
    request: &ReminderFacts<'_>,
    language: &Language,
    locale: &Locale,
) -> Option<Value> {
    if request.plan.facts.billed.customer.consumer {
        return None;
    }
    let legal = &request.rules.legal;
    let overdue =
        distinct_invoices(request.reminder.lines.iter().filter(|line| line.days_late > 0)).len();
    let fee = |amount| Amount::value(Money::new(amount, request.rules.company.currency), locale);
    Some(
        LegalView {
            recovery_fee: fee(legal.recovery_fee),
            overdue_invoice_count: overdue.into(),
            recovery_fee_total: fee(legal.recovery_fee * Decimal::from(overdue)),
            late_interest: legal.late_interest.get(language).into(),
        }
        .into_value(),
    )
}

pub(super) fn notice(request: &ReminderFacts<'_>, locale: &Locale) -> Value {
    let days = request.rules.legal.formal_notice_days;
    let run_date = request.plan.run_date;
    let end = run_date.checked_add_days(Days::new(days.into())).unwrap_or(run_date);
    NoticeView { days: days.into(), end_date: Day::value(end, locale) }.into_value()
}

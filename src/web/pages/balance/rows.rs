//! Amounts of the balance as rows of a table.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::app::balance_summary::Overdue;
use crate::balance::Sums;
use crate::domain::money::{Currency, Money};
use crate::export::Words;
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

/// What stands in a row, currency by currency.
#[derive(Serialize)]
pub struct Amounts {
    pub currency: &'static str,
    /// Empty where nothing is in the bucket.
    pub buckets: Vec<String>,
    /// Empty where nothing is overdue, or where it is not told.
    pub overdue: String,
    pub total: String,
}

/// A sum, and what it is of.
#[derive(Serialize)]
pub struct Total {
    pub label: String,
    pub amounts: Amounts,
}

pub fn amounts(
    words: &Words,
    currency: Currency,
    buckets: &[Decimal],
    overdue: Decimal,
    total: Decimal,
) -> Amounts {
    let written = |amount: Decimal| words.amount(&Money::new(amount, currency));
    let unless_zero =
        |amount: Decimal| if amount.is_zero() { String::new() } else { written(amount) };
    Amounts {
        currency: currency.code(),
        buckets: buckets.iter().copied().map(unless_zero).collect(),
        overdue: unless_zero(overdue),
        total: written(total),
    }
}

/// What something comes to: a row per currency, and where there are others
/// than the company's one in it.
pub fn totals(
    visit: &CompanyVisit,
    words: &Words,
    label: &str,
    sums: &Sums,
    overdue: &Overdue,
) -> Vec<Total> {
    let late = |currency| overdue.get(&currency).copied().unwrap_or_default();
    let mut rows: Vec<Total> = sums
        .currencies()
        .map(|(currency, sums)| Total {
            label: label.to_owned(),
            amounts: amounts(words, currency, &sums.buckets, late(currency), sums.total),
        })
        .collect();
    let own = visit.rules.company.currency;
    let foreign = sums.currencies().any(|(currency, _)| currency != own);
    let company = sums.in_company_currency();
    if foreign && company.without_rate.len() < rows.len() {
        let codes: Vec<&str> = company.without_rate.iter().map(|it| it.code()).collect();
        let label = if codes.is_empty() {
            msg!("balance-total-in", what = label, currency = own.code())
        } else {
            msg!(
                "balance-total-in-without",
                what = label,
                currency = own.code(),
                without = codes.join(", ")
            )
        };
        rows.push(Total {
            label: visit.text(&label),
            // What is overdue is not converted.
            amounts: amounts(words, own, &company.buckets, Decimal::ZERO, company.total),
        });
    }
    rows
}

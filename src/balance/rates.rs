//! Exchange rates to the company's currency.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::money::{Currency, Money};

/// A rate and the day from which it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedRate {
    /// `None`: it has always held.
    pub from: Option<NaiveDate>,
    /// Units of the company's currency for one unit of the other.
    pub rate: Decimal,
}

/// The rates that are known, per currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rates(BTreeMap<Currency, Vec<DatedRate>>);

impl Rates {
    pub fn new(rates: impl IntoIterator<Item = (Currency, Vec<DatedRate>)>) -> Self {
        let mut rates: BTreeMap<Currency, Vec<DatedRate>> = rates.into_iter().collect();
        for list in rates.values_mut() {
            list.sort_by_key(|rate| rate.from);
        }
        Self(rates)
    }

    /// The rate of a currency on a day.
    pub fn on(&self, currency: Currency, day: NaiveDate) -> Option<Decimal> {
        let rates = self.0.get(&currency)?;
        let held = rates.iter().take_while(|rate| rate.from.is_none_or(|from| from <= day));
        held.last().map(|rate| rate.rate)
    }

    /// An amount in the company's currency, rounded to its decimals (half away
    /// from zero); `None` without a rate.
    pub(super) fn convert(
        &self,
        money: Money,
        company: Currency,
        day: NaiveDate,
    ) -> Option<Decimal> {
        if money.currency == company {
            return Some(money.amount);
        }
        let converted = money.amount.checked_mul(self.on(money.currency, day)?)?;
        let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
        Some(converted.round_dp_with_strategy(company.decimals(), strategy))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    #[test]
    fn the_last_rate_that_holds_on_the_day_counts() {
        let usd: Currency = "USD".parse().expect("a currency");
        let gbp: Currency = "GBP".parse().expect("a currency");
        let rate =
            |from: Option<&str>, rate| DatedRate { from: from.map(day), rate: decimal(rate) };
        let rates = Rates::new([
            (usd, vec![rate(Some("2026-07-01"), "0.90"), rate(Some("2026-01-01"), "0.95")]),
            (gbp, vec![rate(None, "1.15")]),
        ]);
        for (currency, on, expected) in [
            (usd, "2025-12-31", None),
            (usd, "2026-01-01", Some("0.95")),
            (usd, "2026-06-30", Some("0.95")),
            (usd, "2026-07-01", Some("0.90")),
            (gbp, "1999-01-01", Some("1.15")),
            (Currency::EUR, "2026-01-01", None),
        ] {
            assert_eq!(rates.on(currency, day(on)), expected.map(decimal), "{currency} {on}");
        }
        let money = |amount, currency| Money::new(decimal(amount), currency);
        let convert = |money| rates.convert(money, Currency::EUR, day("2026-11-24"));
        assert_eq!(convert(money("10.05", usd)), Some(decimal("9.05")), "9.045, half away from 0");
        assert_eq!(convert(money("-10.05", usd)), Some(decimal("-9.05")));
        assert_eq!(convert(money("10.05", Currency::EUR)), Some(decimal("10.05")));
    }
}

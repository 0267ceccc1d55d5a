//! Rates by date.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::plan::policy::Origin;

/// A yearly rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// The first day that it holds for; `None`: it always did.
    pub from: Option<NaiveDate>,
    /// Per cent a year, not negative.
    pub percent: Decimal,
    pub origin: Origin,
}

/// Rates by rising date; each holds until the next begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateTable(Vec<Rate>);

/// Days from the first to the last, both counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Period {
    /// `None` when `to` lies before `from`.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// At least one.
    pub fn days(self) -> i64 {
        (self.to - self.from).num_days() + 1
    }
}

impl RateTable {
    /// `None` when there are no rates, or they are not in the order of
    /// their days.
    pub fn new(rates: Vec<Rate>) -> Option<Self> {
        let rising = rates.windows(2).all(|pair| match pair {
            [earlier, later] => earlier.from < later.from,
            _ => true,
        });
        (rising && !rates.is_empty()).then_some(Self(rates))
    }

    /// One rate for every day.
    pub fn flat(percent: Decimal, origin: Origin) -> Self {
        Self(vec![Rate { from: None, percent, origin }])
    }

    /// Never empty.
    pub fn rates(&self) -> &[Rate] {
        &self.0
    }

    /// The parts of a period by the rate that holds, oldest first.
    pub fn split(&self, period: Period) -> impl Iterator<Item = (Period, &Rate)> {
        self.0.iter().enumerate().filter_map(move |(position, rate)| {
            let from = rate.from.map_or(period.from, |from| from.max(period.from));
            let next = self.0.get(position + 1).and_then(|next| next.from?.pred_opt());
            let to = next.map_or(period.to, |end| end.min(period.to));
            Some((Period::new(from, to)?, rate))
        })
    }

    /// The part of a period that lies before the first rate.
    pub fn before_first(&self, period: Period) -> Option<Period> {
        let last = self.0.first()?.from?.pred_opt()?;
        Period::new(period.from, period.to.min(last))
    }

    /// Whether both have the same rates on the same days, wherever they are
    /// written.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let rates = |table: &Self| -> Vec<_> {
            table.0.iter().map(|rate| (rate.from, rate.percent)).collect()
        };
        rates(self) == rates(other)
    }

    /// Where the first rate is written.
    pub fn origin(&self) -> Option<&Origin> {
        self.0.first().map(|rate| &rate.origin)
    }
}

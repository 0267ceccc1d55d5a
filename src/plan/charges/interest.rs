//! Late interest on one due item, so that each figure can be explained.

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use super::rates::{Period, Rate};
use super::{ChargeRules, InterestRule, NotCharged, Terms, owed};
use crate::domain::customer::Customer;
use crate::domain::level::LevelCode;
use crate::domain::money::Money;

/// Per cent times days of a year (exact/365).
const DIVISOR: Decimal = Decimal::from_parts(36_500, 0, 0, false, 0);

/// The interest on a due item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interest {
    /// Oldest first; never empty.
    pub segments: Vec<Segment>,
    /// Days late before the first rate of the table: they bear no interest.
    pub before_first_rate: Option<Period>,
    /// Rounded once, to the decimals of the currency, half away from zero.
    pub total: Money,
}

/// Days of one rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub period: Period,
    pub rate: Rate,
    /// What bears interest.
    pub base: Money,
    /// Base × per cent × days: the amount before it is divided by 100 × 365,
    /// which decimals cannot always express.
    pub product: Decimal,
    /// This segment's part of the rounded total: the segments of an item add
    /// up to it.
    pub amount: Money,
}

impl Segment {
    /// The amount before rounding, to as many digits as a decimal has.
    pub fn unrounded(&self) -> Decimal {
        self.product / DIVISOR
    }
}

impl ChargeRules {
    /// The interest on what is open of an item, from the day after its due
    /// date up to and including `as_of`, in a reminder at `level`.
    ///
    /// # Errors
    /// Why there is none.
    pub fn interest(
        &self,
        debtor: &Customer,
        open: Money,
        due_date: NaiveDate,
        as_of: NaiveDate,
        level: &LevelCode,
    ) -> Result<Interest, NotCharged> {
        let rule = self.late_interest.rule()?;
        owed(debtor, (as_of - due_date).num_days())?;
        rule.levels.check(level, &rule.origin)?;
        let late = due_date
            .succ_opt()
            .and_then(|first| Period::new(first, as_of))
            .ok_or(NotCharged::NotOverdue)?;
        rule.on(debtor, open, late)
    }
}

impl InterestRule {
    fn on(&self, debtor: &Customer, base: Money, late: Period) -> Result<Interest, NotCharged> {
        let rates = match self.customers.get(&debtor.code) {
            Some(Terms::Off(origin)) => {
                return Err(NotCharged::Exempt { origin: origin.clone() });
            }
            Some(Terms::Rates(rates)) => rates,
            None => &self.rates,
        };
        let mut product = Decimal::ZERO;
        let mut charged = Decimal::ZERO;
        let segments: Vec<Segment> = rates
            .split(late)
            .map(|(period, rate)| {
                let own = base
                    .amount
                    .saturating_mul(rate.percent)
                    .saturating_mul(Decimal::from(period.days()));
                product = product.saturating_add(own);
                let so_far = rounded(product / DIVISOR, base);
                let amount = whole(so_far - charged, base);
                charged = so_far;
                Segment { period, rate: rate.clone(), base, product: own, amount }
            })
            .collect();
        if segments.is_empty() {
            let origin = rates.origin().unwrap_or(&self.origin).clone();
            return Err(NotCharged::BeforeFirstRate { origin });
        }
        Ok(Interest {
            segments,
            before_first_rate: rates.before_first(late),
            total: whole(charged, base),
        })
    }
}

/// With all decimals of the currency.
fn whole(mut amount: Decimal, like: Money) -> Money {
    amount.rescale(like.currency.decimals());
    Money::new(amount, like.currency)
}

fn rounded(amount: Decimal, like: Money) -> Decimal {
    let decimals = like.currency.decimals();
    amount.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

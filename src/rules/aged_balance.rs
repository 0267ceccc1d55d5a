//! The section of the aged balance into its settings.

use super::set::AgedBalance;
use super::yaml::aged_balance::{AgedBalanceSection, RateList};
use crate::balance::{Buckets, BucketsError, DatedRate, Rates};
use crate::diagnostic::Diagnostic;
use crate::wording::msg;

/// `None` when the buckets make no sense, which is noted.
pub fn settings(
    section: &AgedBalanceSection,
    problems: &mut Vec<Diagnostic>,
) -> Option<AgedBalance> {
    let buckets = match &section.buckets {
        None => Buckets::default(),
        Some(bounds) => {
            match Buckets::new(bounds.value.iter().map(|days| days.unsigned()).collect()) {
                Ok(buckets) => buckets,
                Err(error) => {
                    let message = match error {
                        BucketsError::Empty => msg!("balance-no-buckets"),
                        BucketsError::NotRising { bound, previous } => {
                            msg!("balance-buckets-not-rising", bound = bound, previous = previous)
                        }
                    };
                    problems.push(bounds.place.error(message));
                    return None;
                }
            }
        }
    };
    let rates = section.exchange_rates.iter().flat_map(|entries| &entries.0);
    let rates = rates.map(|(currency, list)| {
        let list = match list {
            RateList::One(rate) => vec![DatedRate { from: None, rate: rate.0 }],
            RateList::Dated(rates) => rates
                .iter()
                .map(|dated| DatedRate { from: Some(dated.from.0), rate: dated.rate.0 })
                .collect(),
        };
        (currency.0, list)
    });
    Some(AgedBalance { buckets, basis: section.age.unwrap_or_default(), rates: Rates::new(rates) })
}

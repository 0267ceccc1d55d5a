//! Buckets of age (tranches d'âge).

use super::criteria::AgeBasis;
use crate::wording::{Message, msg};

/// Buckets by the number of days from which each but the first holds. The
/// first holds every lower age, and so every operation dated later than the
/// balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buckets(Vec<u32>);

/// Bounds that make no buckets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BucketsError {
    #[error("no bounds")]
    Empty,
    /// A bound that is not above the one before it.
    #[error("the bound {bound} does not rise above {previous}")]
    NotRising { bound: u32, previous: u32 },
}

impl Default for Buckets {
    /// Under 30, over 30, 60, 90 and 180 days.
    fn default() -> Self {
        Self(vec![30, 60, 90, 180])
    }
}

impl Buckets {
    /// # Errors
    /// When there are no bounds or they do not rise.
    pub fn new(bounds: Vec<u32>) -> Result<Self, BucketsError> {
        if bounds.is_empty() {
            return Err(BucketsError::Empty);
        }
        for (&previous, &bound) in bounds.iter().zip(bounds.iter().skip(1)) {
            if bound <= previous {
                return Err(BucketsError::NotRising { bound, previous });
            }
        }
        Ok(Self(bounds))
    }

    /// How many buckets there are.
    pub fn count(&self) -> usize {
        self.0.len() + 1
    }

    /// The bucket of an age in days, from 0.
    pub fn of(&self, days: i64) -> usize {
        self.0.partition_point(|&bound| i64::from(bound) <= days)
    }

    /// Least and greatest age in a bucket, both inclusive; `None` where it is
    /// open.
    pub fn bounds(&self, bucket: usize) -> (Option<i64>, Option<i64>) {
        let from = bucket.checked_sub(1).and_then(|index| self.0.get(index));
        let next = self.0.get(bucket);
        (from.map(|&bound| i64::from(bound)), next.map(|&bound| i64::from(bound) - 1))
    }

    /// `Under 30 days`, `Over 30 days`, …
    pub fn label(&self, bucket: usize, basis: AgeBasis) -> Message {
        let from = bucket.checked_sub(1).and_then(|index| self.0.get(index));
        match (from, self.0.first()) {
            (Some(&from), _) => msg!("balance-bucket-over", days = from),
            (None, Some(0)) => match basis {
                AgeBasis::Invoice => msg!("balance-bucket-later"),
                AgeBasis::Due => msg!("balance-bucket-not-due"),
            },
            (None, first) => {
                msg!("balance-bucket-under", days = first.copied().unwrap_or_default())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_has_its_bucket_and_bounds_are_lower_bounds() {
        let buckets = Buckets::default();
        for (days, bucket) in [
            (-10, 0),
            (0, 0),
            (29, 0),
            (30, 1),
            (59, 1),
            (60, 2),
            (89, 2),
            (90, 3),
            (179, 3),
            (180, 4),
            (40_000, 4),
        ] {
            assert_eq!(buckets.of(days), bucket, "{days} days");
            let (from, to) = buckets.bounds(bucket);
            assert!(from.is_none_or(|from| from <= days) && to.is_none_or(|to| days <= to));
        }
        assert_eq!(buckets.count(), 5);
    }

    #[test]
    fn labels_follow_from_the_bounds() {
        let labels = |bounds: &[u32], basis| -> Vec<String> {
            let buckets = Buckets::new(bounds.to_vec()).expect("rising bounds");
            (0..buckets.count()).map(|bucket| buckets.label(bucket, basis).to_string()).collect()
        };
        assert_eq!(
            labels(&[30, 60], AgeBasis::Invoice),
            ["Under 30 days", "Over 30 days", "Over 60 days"]
        );
        assert_eq!(labels(&[0, 30], AgeBasis::Due), ["Not yet due", "Over 0 days", "Over 30 days"]);
        assert_eq!(labels(&[0], AgeBasis::Invoice), ["Dated later", "Over 0 days"]);
    }

    #[test]
    fn bounds_that_do_not_rise_are_refused() {
        assert_eq!(Buckets::new(Vec::new()), Err(BucketsError::Empty));
        assert_eq!(
            Buckets::new(vec![30, 60, 60]),
            Err(BucketsError::NotRising { bound: 60, previous: 60 })
        );
    }
}

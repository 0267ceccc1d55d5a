//! Who pays what when: as known, or a stated behaviour.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::domain::identity::DueItemId;
use crate::domain::level::LevelCode;

/// An item that was just reminded.
#[derive(Debug, Clone, Copy)]
pub struct Reminding<'a> {
    pub item: DueItemId,
    pub level: &'a LevelCode,
    /// 1 for the first reminder of the item at this level.
    pub time: u32,
    pub on: NaiveDate,
}

/// Who pays what when.
pub trait Payments: Sync {
    /// The day on which the item is paid in full because of this reminder;
    /// `None` where the reminder brings nothing. The answer must depend on
    /// nothing but the argument, so that neither order nor threads count.
    fn settles(&self, reminding: Reminding<'_>) -> Option<NaiveDate>;
}

/// Nobody pays: what is open stays open.
#[derive(Debug, Clone, Copy, Default)]
pub struct AsKnown;

impl Payments for AsKnown {
    fn settles(&self, _: Reminding<'_>) -> Option<NaiveDate> {
        None
    }
}

/// A share in per cent, from 0 to 100, with at most four decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent(Decimal);

/// Parts of the whole that four decimals tell apart.
const WHOLE: u32 = 1_000_000;

/// The text is not a share in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a share from 0 to 100 per cent with at most four decimals")]
pub struct NoPercent;

impl Percent {
    /// # Errors
    /// When it is below 0, above 100, or has more than four decimals.
    pub fn new(percent: Decimal) -> Result<Self, NoPercent> {
        let percent = percent.normalize();
        let share = percent >= Decimal::ZERO && percent <= Decimal::ONE_HUNDRED;
        if share && percent.scale() <= 4 { Ok(Self(percent)) } else { Err(NoPercent) }
    }

    pub fn value(self) -> Decimal {
        self.0
    }

    /// Whether a draw from `0..WHOLE` falls within the share.
    fn takes(self, drawn: u32) -> bool {
        Decimal::from(drawn) < self.0 * Decimal::from(WHOLE / 100)
    }
}

impl FromStr for Percent {
    type Err = NoPercent;

    fn from_str(text: &str) -> Result<Self, NoPercent> {
        text.parse::<Decimal>().map_err(|_| NoPercent).and_then(Self::new)
    }
}

/// After a reminder at a level, an item is paid in full with that level's
/// probability, some days later. Levels that are not named bring no payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behaviour {
    pub paid: BTreeMap<LevelCode, Percent>,
    /// Days between reminder and payment, from the first to the last, each as
    /// likely.
    pub within: (u32, u32),
    pub seed: u64,
}

impl Behaviour {
    /// A source of its own for each reminder: made from the seed and from what
    /// names the reminder, so that the same item pays alike under other rules,
    /// in any order and on any number of threads.
    fn source(&self, reminding: &Reminding<'_>) -> fastrand::Rng {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.seed.to_le_bytes());
        hasher.update(&reminding.item.0.to_le_bytes());
        hasher.update(&reminding.time.to_le_bytes());
        hasher.update(reminding.level.as_str().as_bytes());
        let mut seed = [0; 8];
        hasher.finalize_xof().fill(&mut seed);
        fastrand::Rng::with_seed(u64::from_le_bytes(seed))
    }
}

impl Payments for Behaviour {
    fn settles(&self, reminding: Reminding<'_>) -> Option<NaiveDate> {
        let percent = self.paid.get(reminding.level)?;
        let mut source = self.source(&reminding);
        if !percent.takes(source.u32(0..WHOLE)) {
            return None;
        }
        let (first, last) = self.within;
        let days = source.u32(first.min(last)..=first.max(last));
        reminding.on.checked_add_days(Days::new(u64::from(days)))
    }
}

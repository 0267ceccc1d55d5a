//! What a comparison with the record tells.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::periods::Step;
use super::tally::Tally;
use crate::domain::level::LevelCode;
use crate::domain::money::Money;
use crate::plan::outcome::Reason;
use crate::plan::policy::Origin;

/// How the record and the rules in force differ about an item on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    OtherLevel {
        recorded: LevelCode,
        simulated: LevelCode,
    },
    /// The rules in force would not have reminded it.
    OnlyRecorded {
        recorded: LevelCode,
        /// `None` where the schedule has no execution on that day.
        reason: Option<Reason>,
    },
    /// It was not reminded.
    OnlySimulated {
        simulated: LevelCode,
    },
}

impl What {
    /// The name used in files and in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OtherLevel { .. } => "other_level",
            Self::OnlyRecorded { .. } => "only_recorded",
            Self::OnlySimulated { .. } => "only_simulated",
        }
    }

    pub fn recorded(&self) -> Option<&LevelCode> {
        match self {
            Self::OtherLevel { recorded, .. } | Self::OnlyRecorded { recorded, .. } => {
                Some(recorded)
            }
            Self::OnlySimulated { .. } => None,
        }
    }

    pub fn simulated(&self) -> Option<&LevelCode> {
        match self {
            Self::OtherLevel { simulated, .. } | Self::OnlySimulated { simulated } => {
                Some(simulated)
            }
            Self::OnlyRecorded { .. } => None,
        }
    }
}

/// One due item on one day that is not alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub day: NaiveDate,
    /// Code of the customer to be invoiced.
    pub customer: String,
    pub name: String,
    pub invoice: String,
    pub instalment: u32,
    pub days_late: i64,
    /// What was asked for, or would have been.
    pub open: Money,
    pub what: What,
    /// The rule in force that decides.
    pub rule: Option<Origin>,
    /// The item differed on an earlier day: this may be what came of that.
    pub follows: bool,
}

/// Items, each counted once for each day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub same: u64,
    pub other_level: u64,
    pub only_recorded: u64,
    pub only_simulated: u64,
    /// Of the differences, those of items that differed on an earlier day.
    pub follow: u64,
    /// Of those recorded, what was not sent.
    pub not_sent: u64,
}

impl Counts {
    pub fn differences(&self) -> u64 {
        self.other_level + self.only_recorded + self.only_simulated
    }

    pub(super) fn add(&mut self, what: &What, follows: bool) {
        self.follow += u64::from(follows);
        let count = match what {
            What::OtherLevel { .. } => &mut self.other_level,
            What::OnlyRecorded { .. } => &mut self.only_recorded,
            What::OnlySimulated { .. } => &mut self.only_simulated,
        };
        *count += 1;
    }
}

/// The record and the simulation of one day and level.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sides {
    pub recorded: Tally,
    pub simulated: Tally,
}

impl Sides {
    fn merge(&mut self, other: &Self) {
        self.recorded.merge(&other.recorded);
        self.simulated.merge(&other.simulated);
    }
}

/// What came of comparing one customer, or many.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compared {
    pub per_day: BTreeMap<NaiveDate, BTreeMap<LevelCode, Sides>>,
    pub counts: Counts,
    /// In the order of the days, customer by customer.
    pub differences: Vec<Difference>,
    /// Items settled since: how much they had open is told by their reminders.
    pub settled: u64,
    /// Items of which a script could not decide, once for each day.
    pub script_failures: u64,
    /// Items whose last reminder before the first day is not known.
    pub dates_unknown: u64,
}

impl Compared {
    pub(super) fn of(&mut self, day: NaiveDate, level: &LevelCode) -> &mut Sides {
        self.per_day.entry(day).or_default().entry(level.clone()).or_default()
    }

    /// Adds another customer; its differences are handed back.
    pub fn merge(&mut self, other: Self) -> Vec<Difference> {
        for (day, levels) in other.per_day {
            for (level, sides) in levels {
                self.of(day, &level).merge(&sides);
            }
        }
        let (sum, more) = (&mut self.counts, other.counts);
        sum.same += more.same;
        sum.other_level += more.other_level;
        sum.only_recorded += more.only_recorded;
        sum.only_simulated += more.only_simulated;
        sum.follow += more.follow;
        sum.not_sent += more.not_sent;
        self.settled += other.settled;
        self.script_failures += other.script_failures;
        self.dates_unknown += other.dates_unknown;
        other.differences
    }

    /// The days summed up, by the first day of each period; periods without
    /// any reminder are left out.
    pub fn periods(&self, step: Step) -> BTreeMap<NaiveDate, BTreeMap<LevelCode, Sides>> {
        let mut periods: BTreeMap<NaiveDate, BTreeMap<LevelCode, Sides>> = BTreeMap::new();
        for (&day, levels) in &self.per_day {
            let period = periods.entry(step.begin(day)).or_default();
            for (level, sides) in levels {
                period.entry(level.clone()).or_default().merge(sides);
            }
        }
        periods
    }

    /// All days and levels.
    pub fn total(&self) -> Sides {
        let mut total = Sides::default();
        for sides in self.per_day.values().flat_map(BTreeMap::values) {
            total.merge(sides);
        }
        total
    }
}

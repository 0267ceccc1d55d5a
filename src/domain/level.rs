//! Dunning levels, their bounds in days, and where an item stands on them
//! (domain document §3).

use std::fmt;
use std::sync::Arc;

/// The code that excludes items from reminders.
pub const EXCLUDED_CODE: &str = "NA";

/// Code of a level, such as `N1`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LevelCode(Arc<str>);

impl LevelCode {
    pub fn new(code: &str) -> Self {
        Self(code.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LevelCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Minimum and maximum number of days late, both inclusive. Negative days
/// lie before the due date; no upper bound means for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayBounds {
    lower: i32,
    upper: Option<i32>,
}

/// The lower bound is above the upper bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the lower bound {lower} is above the upper bound {upper}")]
pub struct InvertedBounds {
    pub lower: i32,
    pub upper: i32,
}

impl DayBounds {
    /// # Errors
    /// When `lower` is above `upper`.
    pub fn new(lower: i32, upper: Option<i32>) -> Result<Self, InvertedBounds> {
        match upper {
            Some(upper) if lower > upper => Err(InvertedBounds { lower, upper }),
            _ => Ok(Self { lower, upper }),
        }
    }

    pub fn lower(self) -> i32 {
        self.lower
    }

    pub fn upper(self) -> Option<i32> {
        self.upper
    }

    pub fn contains(self, days: i64) -> bool {
        days >= i64::from(self.lower) && self.upper.is_none_or(|upper| days <= i64::from(upper))
    }
}

impl fmt::Display for DayBounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.upper {
            Some(upper) => write!(f, "{}..{upper}", self.lower),
            None => write!(f, "{}..", self.lower),
        }
    }
}

/// One dunning level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    pub code: LevelCode,
    pub bounds: DayBounds,
    /// With `RELCLI_BORNEREL` off, remind again at this level after so many days.
    pub repeat_every_days: Option<u32>,
}

/// Where an item stands (Niv. Relance).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Standing {
    /// Never reminded.
    #[default]
    New,
    /// Reminded, or set by hand, at this level.
    At(LevelCode),
    /// Set to NA: never reminded.
    Excluded,
}

impl Standing {
    /// Reads a stored level code: nothing, `NA`, or the code of a level.
    pub fn from_code(code: Option<&str>) -> Self {
        match code {
            None | Some("") => Self::New,
            Some(EXCLUDED_CODE) => Self::Excluded,
            Some(code) => Self::At(LevelCode::new(code)),
        }
    }

    pub fn code(&self) -> Option<&str> {
        match self {
            Self::New => None,
            Self::At(code) => Some(code.as_str()),
            Self::Excluded => Some(EXCLUDED_CODE),
        }
    }
}

/// The levels of a company in rising order, and the days given to NA.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ladder {
    levels: Vec<Level>,
    excluded: Vec<DayBounds>,
}

impl Ladder {
    /// `levels` in rising order of severity.
    pub fn new(levels: Vec<Level>, excluded: Vec<DayBounds>) -> Self {
        Self { levels, excluded }
    }

    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// Position of a level, 0 for the first.
    pub fn rank(&self, code: &LevelCode) -> Option<usize> {
        self.levels.iter().position(|level| level.code == *code)
    }

    pub fn get(&self, code: &LevelCode) -> Option<&Level> {
        self.rank(code).map(|rank| &self.levels[rank])
    }

    /// The level whose bounds contain `days`.
    pub fn containing(&self, days: i64) -> Option<(usize, &Level)> {
        self.levels.iter().enumerate().find(|(_, level)| level.bounds.contains(days))
    }

    /// The days given to NA.
    pub fn excluded(&self) -> &[DayBounds] {
        &self.excluded
    }

    /// Whether `days` were given to NA.
    pub fn excludes(&self, days: i64) -> bool {
        self.excluded.iter().any(|bounds| bounds.contains(days))
    }

    /// The level after `rank`; the last level follows itself.
    pub fn after(&self, rank: Option<usize>) -> Option<&Level> {
        let next = rank.map_or(0, |rank| (rank + 1).min(self.levels.len().saturating_sub(1)));
        self.levels.get(next)
    }
}

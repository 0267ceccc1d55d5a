//! A customer as it was on a day that has passed, and what was recorded of it
//! since.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::facts::CustomerFacts;
use crate::domain::hold::Hold;
use crate::domain::identity::{DueItemId, InvoiceId, ReminderId, RunId};
use crate::domain::level::{LevelCode, Standing};

/// One customer from a day that has passed until today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// As known today, with the items settled since that were reminded;
    /// levels and dates of the last reminder are those of the beginning of
    /// the first day.
    pub facts: CustomerFacts,
    pub items: BTreeMap<DueItemId, ItemPast>,
    /// Holds that were lifted on the first day or later.
    pub lifted: Vec<LiftedHold>,
}

/// What was recorded of a due item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemPast {
    /// The item stood at a level on the first day, and the date of its last
    /// reminder before is not known any more.
    pub date_unknown: bool,
    /// Reminders on the first day or later, in their order.
    pub lines: Vec<RecordedLine>,
    /// Follow-up information changed on the first day or later, in its order.
    pub notes: Vec<Noted>,
}

/// A due item in a recorded reminder that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedLine {
    pub run: RunId,
    pub reminder: ReminderId,
    /// The date of the run.
    pub on: NaiveDate,
    /// Of the batch that is looked at, rather than of another one or by hand.
    pub own: bool,
    pub level: LevelCode,
    pub level_before: Standing,
    /// What was asked for.
    pub open: Decimal,
    /// Whether it went out.
    pub sent: bool,
}

/// What the follow-up information was until it was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    pub on: NaiveDate,
    pub level_before: Standing,
    pub status_before: Option<String>,
    pub promised_on_before: Option<NaiveDate>,
    pub disputed_before: bool,
}

/// A hold that is in force no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiftedHold {
    pub invoice: InvoiceId,
    pub hold: Hold,
    pub on: NaiveDate,
    /// After an execution on that day rather than by hand.
    pub by: Lifting,
}

/// How a hold was lifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lifting {
    /// After an execution of the batch that is looked at.
    Batch,
    /// After an execution of another batch.
    OtherBatch,
    ByHand,
}

//! Why a schedule could not be changed.

use crate::wording::{Message, msg};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// The batch is started by hand only.
    #[error("{}", self.message())]
    NoSchedule { batch: String },
    #[error("{}", self.message())]
    NotPaused { batch: String },
    /// The pause would be over before it begins.
    #[error("{}", self.message())]
    PauseOver { day: chrono::NaiveDate },
    /// No missed start waits for an answer.
    #[error("{}", self.message())]
    NothingToAnswer { batch: String },
}

impl ScheduleError {
    pub fn message(&self) -> Message {
        match self {
            Self::NoSchedule { batch } => msg!("schedule-none", batch = batch),
            Self::NotPaused { batch } => msg!("schedule-not-paused", batch = batch),
            Self::PauseOver { day } => msg!("schedule-pause-over", day = day.to_string()),
            Self::NothingToAnswer { batch } => msg!("schedule-nothing-to-answer", batch = batch),
        }
    }
}

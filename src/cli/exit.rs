//! Exit codes, as the README lists them.

use std::process::ExitCode;

use crate::app::error::AppError;
use crate::export::ExportError;
use crate::store::StoreError;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Done = 0,
    /// A database or a file cannot be used.
    Trouble = 1,
    /// The command line is wrong.
    Usage = 2,
    /// Rules, templates, scripts or imported files have mistakes.
    BadInput = 3,
    /// The run ended, but some reminders failed.
    SomeFailed = 4,
    /// Refused to go on: busy, unconfirmed, older than the last run, changed data.
    Refused = 5,
    /// Stopped before the end, by a signal or because the mail server cannot be
    /// used; `resume` goes on.
    Stopped = 6,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl Exit {
    pub fn of(error: &AppError) -> Self {
        match error {
            AppError::Files(_) | AppError::Import(_) => Self::BadInput,
            AppError::Store(
                StoreError::UnknownReferences(_)
                | StoreError::RepeatedKey { .. }
                | StoreError::Amount { .. },
            ) => Self::BadInput,
            AppError::Store(StoreError::RunInProgress { .. } | StoreError::WrongState { .. })
            | AppError::OlderThanLastRun { .. }
            | AppError::Unfinished { .. }
            | AppError::NotAPlan { .. }
            | AppError::ServerMissing { .. }
            | AppError::NothingToResume
            | AppError::NothingToRetry { .. }
            | AppError::NotEmpty { .. }
            | AppError::DataChanged { .. } => Self::Refused,
            AppError::UnknownBatch { .. }
            | AppError::NoBatch
            | AppError::UnknownCompany { .. }
            | AppError::WhichCompany { .. }
            | AppError::CompanyNotInBatch { .. }
            | AppError::UnknownRun { .. }
            | AppError::Account(_)
            | AppError::Webhook(_)
            | AppError::Diff(_)
            | AppError::FollowUp(_)
            | AppError::Simulation(_)
            | AppError::ChartEnding { .. }
            | AppError::UnknownItem { .. }
            | AppError::AmbiguousItem { .. }
            | AppError::NothingSelected
            | AppError::NotSelected { .. }
            | AppError::DraftIsLater { .. }
            | AppError::UnknownLevel { .. }
            | AppError::UnknownStatus { .. }
            | AppError::UnknownCollaborator { .. }
            | AppError::NoEmail { .. }
            | AppError::UnknownDraft { .. }
            | AppError::UnknownAccounts { .. }
            | AppError::CustomerOfSuppliers
            | AppError::NeedsFile
            | AppError::NoLetters { .. }
            | AppError::OnlyPdf
            | AppError::UnknownPageFormat { .. }
            | AppError::UnknownTemplate { .. }
            | AppError::NoMessage { .. }
            | AppError::Transport(_) => Self::Usage,
            AppError::Dispatch { .. } => Self::Stopped,
            AppError::Export(ExportError::TooManyRows { .. }) => Self::Refused,
            AppError::Store(_)
            | AppError::Export(_)
            | AppError::Chart(_)
            | AppError::File { .. }
            | AppError::Worker => Self::Trouble,
        }
    }
}

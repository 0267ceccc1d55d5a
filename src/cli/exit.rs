//! Exit codes, as the README lists them.

use std::process::ExitCode;

use crate::app::error::AppError;
use crate::app::error_kind::ErrorKind;

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
        match error.kind() {
            ErrorKind::BadInput => Self::BadInput,
            ErrorKind::Refused => Self::Refused,
            ErrorKind::Request => Self::Usage,
            ErrorKind::Stopped => Self::Stopped,
            ErrorKind::Trouble => Self::Trouble,
        }
    }
}

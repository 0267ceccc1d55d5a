//! What kind of trouble an error is, whoever is told: exit codes of the
//! command line and statuses of the web follow from it.

use super::error::AppError;
use super::sending_error::SendingError;
use super::trust_error::TrustError;
use crate::archive::ArchiveError;
use crate::export::ExportError;
use crate::mailbox::SourceError;
use crate::store::StoreError;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// Rules, templates, scripts or imported data have mistakes.
    BadInput,
    /// Refused for now: busy, older than the last run, changed data.
    Refused,
    /// What was asked for makes no sense or does not exist.
    Request,
    /// Stopped before the end; `resume` goes on.
    Stopped,
    /// A database or a file cannot be used.
    Trouble,
}

impl AppError {
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Files(_) | Self::Import(_) => ErrorKind::BadInput,
            Self::Store(
                StoreError::UnknownReferences(_)
                | StoreError::RepeatedKey { .. }
                | StoreError::Amount { .. },
            ) => ErrorKind::BadInput,
            Self::Store(StoreError::RunInProgress { .. } | StoreError::WrongState { .. })
            | Self::OlderThanLastRun { .. }
            | Self::Unfinished { .. }
            | Self::NotAPlan { .. }
            | Self::ServerMissing { .. }
            | Self::Sending(SendingError::AccountGone { .. })
            | Self::NothingToResume
            | Self::NothingToRetry { .. }
            | Self::NotEmpty { .. }
            | Self::Schedule(_)
            | Self::DataChanged { .. } => ErrorKind::Refused,
            Self::UnknownBatch { .. }
            | Self::NoBatch
            | Self::UnknownCompany { .. }
            | Self::WhichCompany { .. }
            | Self::CompanyNotInBatch { .. }
            | Self::UnknownRun { .. }
            | Self::Account(_)
            | Self::Webhook(_)
            | Self::NoMailbox
            | Self::Suppression(_)
            | Self::Mailbox(
                SourceError::NotAMailbox | SourceError::Unencrypted | SourceError::NoPassword,
            )
            | Self::Diff(_)
            | Self::FollowUp(_)
            | Self::Simulation(_)
            | Self::ChartEnding { .. }
            | Self::UnknownItem { .. }
            | Self::AmbiguousItem { .. }
            | Self::NothingSelected
            | Self::NotSelected { .. }
            | Self::DraftIsLater { .. }
            | Self::UnknownLevel { .. }
            | Self::UnknownStatus { .. }
            | Self::UnknownCollaborator { .. }
            | Self::NoEmail { .. }
            | Self::UnknownDraft { .. }
            | Self::UnknownAccounts { .. }
            | Self::CustomerOfSuppliers
            | Self::NeedsFile
            | Self::NoLetters { .. }
            | Self::OnlyPdf
            | Self::UnknownPageFormat { .. }
            | Self::UnknownTemplate { .. }
            | Self::NoMessage { .. }
            | Self::Sending(_)
            | Self::Transport(_) => ErrorKind::Request,
            Self::Trust(error) => match error {
                TrustError::UnknownPerson { .. }
                | TrustError::SeveralPeople { .. }
                | TrustError::NotErased { .. }
                | TrustError::OtherDatabase { .. } => ErrorKind::Request,
                TrustError::Waits { .. }
                | TrustError::Exists { .. }
                | TrustError::DatabaseNotEmpty => ErrorKind::Refused,
                TrustError::Archive(ArchiveError::File { .. })
                | TrustError::NoTool { .. }
                | TrustError::OldTool { .. }
                | TrustError::ToolFailed { .. } => ErrorKind::Trouble,
                TrustError::Archive(_) | TrustError::Damaged { .. } | TrustError::Broken { .. } => {
                    ErrorKind::BadInput
                }
            },
            Self::Dispatch { .. } => ErrorKind::Stopped,
            Self::Export(ExportError::TooManyRows { .. }) => ErrorKind::Refused,
            Self::Store(_)
            | Self::Mailbox(_)
            | Self::Export(_)
            | Self::Chart(_)
            | Self::File { .. }
            | Self::RulesOfRun { .. }
            | Self::Worker => ErrorKind::Trouble,
        }
    }
}

//! Why a use case could not be carried out.

use chrono::NaiveDate;

use super::account_error::AccountError;
use super::diff_error::DiffError;
use super::follow_up_error::FollowUpError;
use super::schedule_error::ScheduleError;
use super::sending_error::SendingError;
use super::simulate::SimulationError;
use super::suppression_error::SuppressionError;
use super::trust_error::TrustError;
use super::webhook_error::WebhookError;
use crate::chart::ChartError;
use crate::diagnostic::Diagnostic;
use crate::dispatch::TransportError;
use crate::domain::identity::RunId;
use crate::export::ExportError;
use crate::import::ImportError;
use crate::mailbox::SourceError;
use crate::store::{RunState, StoreError};
use crate::wording::{Message, msg};

#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A balance could not be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// `RELANCE_SMTP_URL` names no mail server.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The sending accounts of the rules cannot be used.
    #[error(transparent)]
    Sending(#[from] SendingError),
    /// Files under `rules/` or `templates/` have mistakes.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Files(Vec<Diagnostic>),
    #[error("{}", self.message())]
    UnknownBatch { name: String, known: Vec<String> },
    /// None was named, and the rules have none.
    #[error("{}", self.message())]
    NoBatch,
    #[error("{}", self.message())]
    UnknownCompany { name: String, known: Vec<String> },
    /// Several companies, and none was named.
    #[error("{}", self.message())]
    WhichCompany { known: Vec<String> },
    #[error("{}", self.message())]
    CompanyNotInBatch { company: String, batch: String },
    /// A run dated before the last one would count days backwards.
    #[error("{}", self.message())]
    OlderThanLastRun { date: NaiveDate, last: NaiveDate },
    /// An earlier run did not come to its end.
    #[error("{}", self.message())]
    Unfinished { run: RunId },
    /// A run that a mail server had begun to send, and no server is named now.
    #[error("{}", self.message())]
    ServerMissing { run: RunId },
    #[error("{}", self.message())]
    NothingToResume,
    #[error("{}", self.message())]
    UnknownRun { run: RunId },
    /// The rules that the run was planned with are not in the store.
    #[error("{}", self.message())]
    RulesOfRun { run: RunId },
    /// The run is not a saved plan.
    #[error("{}", self.message())]
    NotAPlan { run: RunId, state: RunState },
    /// Nothing of this run failed, or it has not ended.
    #[error("{}", self.message())]
    NothingToRetry { run: RunId },
    /// The data under a saved plan are not what they were.
    #[error("{}", self.message())]
    DataChanged { run: RunId, customers: Vec<String> },
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Webhook(#[from] WebhookError),
    /// Personal data or a backup.
    #[error(transparent)]
    Trust(#[from] TrustError),
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// The mailbox of the settings cannot be read.
    #[error(transparent)]
    Mailbox(#[from] SourceError),
    /// No mailbox is named.
    #[error("{}", self.message())]
    NoMailbox,
    #[error(transparent)]
    Suppression(#[from] SuppressionError),
    #[error(transparent)]
    Diff(#[from] DiffError),
    #[error(transparent)]
    FollowUp(#[from] FollowUpError),
    /// What was asked of a simulation makes no sense.
    #[error(transparent)]
    Simulation(#[from] SimulationError),
    #[error(transparent)]
    Chart(#[from] ChartError),
    /// A file of a chart whose name tells no format.
    #[error("{}", self.message())]
    ChartEnding { path: String },
    #[error("{}", self.message())]
    UnknownAccounts { codes: Vec<String> },
    /// A customer's code for a balance of suppliers.
    #[error("{}", self.message())]
    CustomerOfSuppliers,
    /// A format that a terminal cannot show.
    #[error("{}", self.message())]
    NeedsFile,
    #[error("{}", self.message())]
    UnknownItem { name: String },
    /// Invoices of several customers have that number.
    #[error("{}", self.message())]
    AmbiguousItem { name: String, customers: Vec<String> },
    /// Neither items nor criteria: nobody means everything.
    #[error("{}", self.message())]
    NothingSelected,
    /// A draft cannot have been sent before it was written.
    #[error("{}", self.message())]
    DraftIsLater { written: NaiveDate, confirmed: NaiveDate },
    /// A change to a line that is not among the selected ones.
    #[error("{}", self.message())]
    NotSelected { name: String },
    #[error("{}", self.message())]
    UnknownLevel { name: String, known: Vec<String> },
    #[error("{}", self.message())]
    UnknownStatus { name: String, known: Vec<String> },
    /// Neither a collaborator's code nor an address.
    #[error("{}", self.message())]
    UnknownCollaborator { name: String },
    #[error("{}", self.message())]
    NoEmail { collaborator: String },
    /// The run wrote no letters, or none was written yet.
    #[error("{}", self.message())]
    NoLetters { run: RunId },
    /// Only PDF letters go into one file.
    #[error("{}", self.message())]
    OnlyPdf,
    /// Not a draft that waits to be sent.
    #[error("{}", self.message())]
    UnknownDraft { reminder: i64 },
    #[error("{}", self.message())]
    NoMessage { reminder: i64 },
    #[error("{}", self.message())]
    Dispatch { cause: Message, run: RunId },
    #[error("{path}: {error}")]
    File { path: String, error: std::io::Error },
    /// Demonstration data would mix with real data.
    #[error("{}", self.message())]
    NotEmpty { last_import: String },
    /// The name of a page ends neither in `.html` nor in `.md`.
    #[error("{}", self.message())]
    UnknownPageFormat { path: String },
    /// No template of this name.
    #[error("{}", self.message())]
    UnknownTemplate { name: String, nearest: Option<String> },
    /// A thread of the program broke down.
    #[error("{}", self.message())]
    Worker,
}

impl AppError {
    pub fn message(&self) -> Message {
        match self {
            Self::Store(error) => error.message(),
            Self::Import(error) => error.message(),
            Self::Export(error) => error.message(),
            Self::UnknownAccounts { codes } => {
                msg!("balance-unknown-accounts", codes = codes.join(", "))
            }
            Self::CustomerOfSuppliers => msg!("balance-customer-of-suppliers"),
            Self::NeedsFile => msg!("balance-needs-file"),
            Self::Transport(error) => error.message(),
            Self::Sending(error) => error.message(),
            Self::Files(problems) => msg!("app-files", count = problems.len()),
            Self::UnknownBatch { name, known } => {
                msg!("app-unknown-batch", name = name, known = known.join(", "))
            }
            Self::NoBatch => msg!("app-no-batch"),
            Self::UnknownCompany { name, known } => {
                msg!("app-unknown-company", name = name, known = known.join(", "))
            }
            Self::WhichCompany { known } => msg!("app-which-company", known = known.join(", ")),
            Self::CompanyNotInBatch { company, batch } => {
                msg!("app-company-not-in-batch", company = company, batch = batch)
            }
            Self::OlderThanLastRun { date, last } => {
                msg!("app-older-than-last-run", date = date.to_string(), last = last.to_string())
            }
            Self::Unfinished { run } => msg!("app-unfinished", run = run.0.to_string()),
            Self::ServerMissing { run } => msg!("app-server-missing", run = run.0.to_string()),
            Self::NothingToResume => msg!("app-nothing-to-resume"),
            Self::UnknownRun { run } => msg!("app-unknown-run", run = run.0.to_string()),
            Self::RulesOfRun { run } => msg!("app-rules-of-run", run = run.0.to_string()),
            Self::NotAPlan { run, state } => {
                msg!("app-not-a-plan", run = run.0.to_string(), state = state.as_str())
            }
            Self::NothingToRetry { run } => msg!("app-nothing-to-retry", run = run.0.to_string()),
            Self::DataChanged { run, customers } if customers.is_empty() => {
                msg!("app-data-changed-elsewhere", run = run.0.to_string())
            }
            Self::DataChanged { run, customers } => {
                msg!("app-data-changed", run = run.0.to_string(), customers = customers.join(", "))
            }
            Self::Account(error) => error.message(),
            Self::Webhook(error) => error.message(),
            Self::Schedule(error) => error.message(),
            Self::Trust(error) => error.message(),
            Self::Mailbox(error) => error.message(),
            Self::NoMailbox => msg!("mailbox-none"),
            Self::Suppression(error) => error.message(),
            Self::Diff(error) => error.message(),
            Self::FollowUp(error) => error.message(),
            Self::Simulation(error) => error.message(),
            Self::Chart(error) => error.message(),
            Self::ChartEnding { path } => msg!("chart-ending", path = path),
            Self::UnknownItem { name } => msg!("app-unknown-item", name = name),
            Self::AmbiguousItem { name, customers } => {
                msg!("by-hand-ambiguous", name = name, customers = customers.join(", "))
            }
            Self::DraftIsLater { written, confirmed } => msg!(
                "by-hand-draft-later",
                written = written.to_string(),
                confirmed = confirmed.to_string()
            ),
            Self::NotSelected { name } => msg!("by-hand-not-selected", name = name),
            Self::NothingSelected => msg!("by-hand-nothing-selected"),
            Self::UnknownLevel { name, known } => {
                msg!("by-hand-unknown-level", name = name, known = known.join(", "))
            }
            Self::UnknownStatus { name, known } => {
                msg!("by-hand-unknown-status", name = name, known = known.join(", "))
            }
            Self::UnknownCollaborator { name } => msg!("by-hand-unknown-collaborator", name = name),
            Self::NoEmail { collaborator } => {
                msg!("by-hand-no-email", collaborator = collaborator)
            }
            Self::NoLetters { run } => msg!("by-hand-no-letters", run = run.0.to_string()),
            Self::OnlyPdf => msg!("by-hand-only-pdf"),
            Self::UnknownDraft { reminder } => {
                msg!("by-hand-unknown-draft", reminder = reminder.to_string())
            }
            Self::NoMessage { reminder } => {
                msg!("app-no-message", reminder = reminder.to_string())
            }
            Self::Dispatch { cause, run } => {
                msg!("app-dispatch", cause = cause.clone(), run = run.0.to_string())
            }
            Self::File { path, error } => {
                msg!("app-file", path = path, error = error.to_string())
            }
            Self::NotEmpty { last_import } => msg!("app-not-empty", source = last_import),
            Self::UnknownPageFormat { path } => msg!("handbook-unknown-format", file = path),
            Self::UnknownTemplate { name, nearest: Some(nearest) } => {
                msg!("handbook-unknown-template-nearest", name = name, nearest = nearest)
            }
            Self::UnknownTemplate { name, nearest: None } => {
                msg!("handbook-unknown-template", name = name)
            }
            Self::Worker => msg!("app-worker"),
        }
    }
}

//! Why personal data or a backup could not be handled.

use crate::archive::ArchiveError;
use crate::domain::identity::RunId;
use crate::wording::{Message, msg};

#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// Neither a contact nor an address of the company.
    #[error("{}", self.message())]
    UnknownPerson { name: String },
    /// Several contacts have the address.
    #[error("{}", self.message())]
    SeveralPeople { name: String, contacts: Vec<String> },
    /// A reminder to the person waits.
    #[error("{}", self.message())]
    Waits { run: RunId },
    /// Nobody of that name was erased.
    #[error("{}", self.message())]
    NotErased { name: String },
    /// The file of a backup is there already.
    #[error("{}", self.message())]
    Exists { path: String },
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A restoration needs a database with nothing in it.
    #[error("{}", self.message())]
    DatabaseNotEmpty,
    /// The backup is of the other kind of database.
    #[error("{}", self.message())]
    OtherDatabase { backup: &'static str },
    /// `pg_dump` or `pg_restore` is not there.
    #[error("{}", self.message())]
    NoTool { tool: &'static str },
    /// The tools are older than the server.
    #[error("{}", self.message())]
    OldTool { tool: &'static str, version: u32, server: u32 },
    #[error("{}", self.message())]
    ToolFailed { tool: &'static str, cause: String },
    /// What was read back is not what was written.
    #[error("{}", self.message())]
    Damaged { cause: String },
    /// The history in the backup does not hold.
    #[error("{}", self.message())]
    Broken { flaw: Message },
}

impl TrustError {
    pub fn message(&self) -> Message {
        match self {
            Self::UnknownPerson { name } => msg!("trust-unknown-person", name = name),
            Self::SeveralPeople { name, contacts } => {
                msg!("trust-several-people", name = name, contacts = contacts.join(", "))
            }
            Self::Waits { run } => msg!("trust-person-waits", run = run.0.to_string()),
            Self::NotErased { name } => msg!("trust-not-erased", name = name),
            Self::Exists { path } => msg!("trust-exists", path = path),
            Self::Archive(error) => error.message(),
            Self::DatabaseNotEmpty => msg!("trust-database-not-empty"),
            Self::OtherDatabase { backup } => msg!("trust-other-database", backup = *backup),
            Self::NoTool { tool } => msg!("trust-no-tool", tool = *tool),
            Self::OldTool { tool, version, server } => msg!(
                "trust-old-tool",
                tool = *tool,
                version = version.to_string(),
                server = server.to_string()
            ),
            Self::ToolFailed { tool, cause } => {
                msg!("trust-tool-failed", tool = *tool, cause = cause)
            }
            Self::Damaged { cause } => msg!("trust-damaged", cause = cause),
            Self::Broken { flaw } => msg!("trust-backup-broken", flaw = flaw.clone()),
        }
    }
}

//! What a backup says of itself.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The way in which backups are written at present.
pub const FORMAT: u32 = 1;
/// Its name in the archive.
pub const NAME: &str = "manifest.json";

/// How the database stands in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Backed {
    /// The file of an SQLite database.
    Sqlite,
    /// What `pg_dump` wrote in its own format.
    Postgres,
}

impl Backed {
    /// The name of its file in the archive.
    pub fn file(self) -> &'static str {
        match self {
            Self::Sqlite => "relance.db",
            Self::Postgres => "relance.pgdump",
        }
    }

    /// As people call it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// The version of Relance that wrote it.
    pub version: String,
    pub created_at: DateTime<Utc>,
    pub database: Backed,
    /// The migrations that the database had.
    pub schema: Vec<String>,
    /// The head of the chain in the copy.
    pub head: String,
    pub files: Vec<FileEntry>,
}

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Such as `rules/relance.yaml`.
    pub name: String,
    pub bytes: u64,
    /// In hexadecimal.
    pub blake3: String,
}

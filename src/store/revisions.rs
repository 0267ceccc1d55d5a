//! Revisions of the files of rules and templates: who changed what, when and
//! why, with what the files said before and after.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, Value};

use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, moment, number, parameters, sql, text};

/// What one file said before and after; `None` where it was not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Such as `rules/relance.yaml`.
    pub path: String,
    /// Hash of the content before.
    pub before: Option<String>,
    pub after: Option<FileContent>,
}

/// A content with its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileContent {
    pub hash: String,
    pub bytes: Vec<u8>,
}

/// A revision to be recorded.
#[derive(Debug, Clone)]
pub struct NewRevision<'a> {
    /// A login; empty for what was found on disk.
    pub author: &'a str,
    pub comment: &'a str,
    /// Changed on disk by hand, not here.
    pub on_disk: bool,
    pub changes: &'a [FileChange],
}

/// A revision as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub author: String,
    pub comment: String,
    pub on_disk: bool,
    pub files: Vec<RevisedFile>,
}

/// A file of a revision, by the hashes of its contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisedFile {
    pub path: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// The last change of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastChange {
    pub revision: i64,
    pub at: DateTime<Utc>,
    pub author: String,
    pub comment: String,
    pub on_disk: bool,
    /// `None` where the file was deleted.
    pub hash: Option<String>,
}

impl Store {
    /// Records a revision; gives its number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_revision(
        &self,
        revision: &NewRevision<'_>,
        now: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        let transaction = self.begin().await?;
        let statement = "INSERT INTO revisions (recorded_at, author, comment, on_disk) \
            VALUES ($1, $2, $3, $4) RETURNING id";
        let values = [
            moment(now),
            text(revision.author),
            text(revision.comment),
            Value::Bool(Some(revision.on_disk)),
        ];
        let row = transaction.query_one_raw(sql(&transaction, statement, values)).await?;
        let row = row.ok_or_else(|| StoreError::bad_value("revisions.id", ""))?;
        let id: i64 = Columns::of(&row).take()?;
        for change in revision.changes {
            if let Some(after) = &change.after {
                let statement = "INSERT INTO file_contents (hash, content) VALUES ($1, $2) \
                    ON CONFLICT (hash) DO NOTHING";
                let values = [text(&after.hash), Value::Bytes(Some(after.bytes.clone()))];
                transaction.execute_raw(sql(&transaction, statement, values)).await?;
            }
            let statement = "INSERT INTO revision_files (revision_id, path, before_hash, \
                after_hash) VALUES ($1, $2, $3, $4)";
            let values = [
                number(id),
                text(&change.path),
                Value::String(change.before.clone()),
                Value::String(change.after.as_ref().map(|after| after.hash.clone())),
            ];
            transaction.execute_raw(sql(&transaction, statement, values)).await?;
        }
        transaction.commit().await?;
        Ok(id)
    }

    /// The last change of every file that a revision knows, by path.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_changes(&self) -> Result<BTreeMap<String, LastChange>, StoreError> {
        let statement = "SELECT f.path, r.id, r.recorded_at, r.author, r.comment, r.on_disk, \
            f.after_hash FROM revision_files f JOIN revisions r ON r.id = f.revision_id \
            JOIN (SELECT path, max(revision_id) AS last FROM revision_files GROUP BY path) l \
            ON l.path = f.path AND l.last = f.revision_id";
        let rows = self.readers().query_all_raw(sql(self.readers(), statement, [])).await?;
        let mut changes = BTreeMap::new();
        for row in &rows {
            let mut columns = Columns::of(row);
            let path: String = columns.take()?;
            let change = LastChange {
                revision: columns.take()?,
                at: columns.take()?,
                author: columns.take()?,
                comment: columns.take()?,
                on_disk: columns.take()?,
                hash: columns.take()?,
            };
            changes.insert(path, change);
        }
        Ok(changes)
    }

    /// The newest first: those of a file where one is named, before the
    /// revision of this number where one is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revisions(
        &self,
        path: Option<&str>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Revision>, StoreError> {
        let mut values = vec![number(before.unwrap_or(i64::MAX)), number(i64::from(limit))];
        let of_path = match path {
            Some(path) => {
                values.push(text(path));
                " AND id IN (SELECT revision_id FROM revision_files WHERE path = $3)"
            }
            None => "",
        };
        let condition = format!("WHERE id < $1{of_path} ORDER BY id DESC LIMIT $2");
        self.read_revisions(&condition, values).await
    }

    /// One revision.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revision(&self, id: i64) -> Result<Option<Revision>, StoreError> {
        Ok(self.read_revisions("WHERE id = $1", vec![number(id)]).await?.pop())
    }

    /// A content by its hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn file_content(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let statement = "SELECT content FROM file_contents WHERE hash = $1";
        let row =
            self.readers().query_one_raw(sql(self.readers(), statement, [text(hash)])).await?;
        row.map(|row| Columns::of(&row).take()).transpose()
    }

    async fn read_revisions(
        &self,
        condition: &str,
        values: Vec<Value>,
    ) -> Result<Vec<Revision>, StoreError> {
        let connection = self.readers();
        let statement =
            format!("SELECT id, recorded_at, author, comment, on_disk FROM revisions {condition}");
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        let mut revisions = Vec::with_capacity(rows.len());
        for row in &rows {
            let mut columns = Columns::of(row);
            revisions.push(Revision {
                id: columns.take()?,
                at: columns.take()?,
                author: columns.take()?,
                comment: columns.take()?,
                on_disk: columns.take()?,
                files: Vec::new(),
            });
        }
        if revisions.is_empty() {
            return Ok(revisions);
        }
        let statement = format!(
            "SELECT revision_id, path, before_hash, after_hash FROM revision_files \
             WHERE revision_id IN ({}) ORDER BY path",
            parameters(1, revisions.len())
        );
        let ids: Vec<Value> = revisions.iter().map(|revision| number(revision.id)).collect();
        for row in &connection.query_all_raw(sql(connection, statement, ids)).await? {
            let mut columns = Columns::of(row);
            let id: i64 = columns.take()?;
            let file = RevisedFile {
                path: columns.take()?,
                before: columns.take()?,
                after: columns.take()?,
            };
            if let Some(revision) = revisions.iter_mut().find(|revision| revision.id == id) {
                revision.files.push(file);
            }
        }
        Ok(revisions)
    }
}

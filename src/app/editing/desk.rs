//! Saving changes of rules and templates, one after the other, and noticing
//! those that were made on disk by hand. Each is a revision.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::Mutex;

use super::draft::{Changes, Draft, refusals};
use super::path::FilePath;
use super::snapshot::{Content, Snapshot};
use super::write;
use crate::app::diff::Folders;
use crate::app::error::AppError;
use crate::diagnostic::Diagnostic;
use crate::store::{FileChange, FileContent, NewAuditEntry, NewRevision, Store};

/// A change as somebody asks for it.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub path: FilePath,
    /// None to delete the file.
    pub content: Option<Content>,
    /// The hash of what whoever asks has seen; none where there was no file.
    pub seen: Option<String>,
}

/// Who changes files, and why.
#[derive(Debug, Clone, Copy)]
pub struct Hand<'a> {
    pub author: &'a str,
    pub comment: &'a str,
    pub at: DateTime<Utc>,
}

/// What became of changes.
#[derive(Debug)]
pub enum Saved {
    /// On the disk, as the revision of this number.
    Done { revision: i64 },
    /// The files already read so.
    Unchanged,
    /// Nothing was written: these mistakes are in the way.
    Broken(Vec<Diagnostic>),
    /// Nothing was written: these files are not as they were seen.
    Conflict(Vec<FilePath>),
}

/// The one place that changes files: one change at a time.
#[derive(Debug)]
pub struct EditingDesk {
    pub folders: Folders,
    turn: Mutex<()>,
}

impl EditingDesk {
    pub fn new(folders: Folders) -> Self {
        Self { folders, turn: Mutex::new(()) }
    }

    /// The files as they are on disk.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn snapshot(&self) -> Result<Snapshot, AppError> {
        let folders = self.folders.clone();
        blocking(move || Snapshot::read(&folders)).await
    }

    /// Checks the changes together with all other files, and writes all of them
    /// or none.
    ///
    /// # Errors
    /// When files cannot be read or written, or the store fails.
    pub async fn save(
        &self,
        store: &Store,
        wanted: Vec<Wanted>,
        hand: Hand<'_>,
    ) -> Result<Saved, AppError> {
        let _turn = self.turn.lock().await;
        // What was changed by hand before is a revision of its own.
        self.record_disk(store, hand.at).await?;
        let before = self.snapshot().await?;
        let moved: Vec<FilePath> = wanted
            .iter()
            .filter(|one| before.hash(&one.path) != one.seen.as_deref())
            .map(|one| one.path.clone())
            .collect();
        if !moved.is_empty() {
            return Ok(Saved::Conflict(moved));
        }
        let changes: Changes = wanted
            .into_iter()
            .filter(|one| before.hash(&one.path) != one.content.as_ref().map(|it| it.hash.as_str()))
            .map(|one| (one.path, one.content))
            .collect();
        if changes.is_empty() {
            return Ok(Saved::Unchanged);
        }
        let changes = Arc::new(changes);
        let problems = {
            let (before, changes) = (before.clone(), Arc::clone(&changes));
            blocking(move || refusals(&Draft::new(&before, &changes)?, &changes)).await?
        };
        if !problems.is_empty() {
            return Ok(Saved::Broken(problems));
        }
        // Checking takes a while: somebody may have saved by hand meanwhile.
        let now = self.snapshot().await?;
        let moved: Vec<FilePath> =
            changes.keys().filter(|path| now.get(path) != before.get(path)).cloned().collect();
        if !moved.is_empty() {
            return Ok(Saved::Conflict(moved));
        }
        {
            let (folders, changes) = (self.folders.clone(), Arc::clone(&changes));
            blocking(move || write::write(&folders, &changes)).await?;
        }
        let recorded: Vec<FileChange> =
            changes.iter().map(|(path, content)| change(&before, path, content.as_ref())).collect();
        let revision = NewRevision {
            author: hand.author,
            comment: hand.comment,
            on_disk: false,
            changes: &recorded,
        };
        // Where the record fails, the files are found changed on disk later.
        let id = store.add_revision(&revision, hand.at).await?;
        let names: Vec<&str> = changes.keys().map(FilePath::as_str).collect();
        let entry = NewAuditEntry {
            actor: hand.author,
            action: "files-saved",
            object: &names.join(", "),
            detail: hand.comment,
        };
        store.audit(&entry, hand.at).await?;
        Ok(Saved::Done { revision: id })
    }

    /// Records what differs from the last revision, if anything does: somebody
    /// changed it on disk. Gives the number of the revision.
    ///
    /// # Errors
    /// When files cannot be read, or the store fails.
    pub async fn notice(&self, store: &Store, now: DateTime<Utc>) -> Result<Option<i64>, AppError> {
        let _turn = self.turn.lock().await;
        self.record_disk(store, now).await
    }

    async fn record_disk(
        &self,
        store: &Store,
        now: DateTime<Utc>,
    ) -> Result<Option<i64>, AppError> {
        let there = self.snapshot().await?;
        let known = store.last_changes().await?;
        let hash = |path: &str| known.get(path).and_then(|change| change.hash.clone());
        let mut changes: Vec<FileChange> = there
            .0
            .iter()
            .filter(|(path, content)| hash(path.as_str()).as_ref() != Some(&content.hash))
            .map(|(path, content)| FileChange {
                path: path.to_string(),
                before: hash(path.as_str()),
                after: Some(stored(content)),
            })
            .collect();
        let gone = known.iter().filter(|(path, change)| {
            change.hash.is_some()
                && !FilePath::parse(path).is_some_and(|path| there.0.contains_key(&path))
        });
        changes.extend(gone.map(|(path, change)| FileChange {
            path: path.clone(),
            before: change.hash.clone(),
            after: None,
        }));
        if changes.is_empty() {
            return Ok(None);
        }
        let revision = NewRevision { author: "", comment: "", on_disk: true, changes: &changes };
        Ok(Some(store.add_revision(&revision, now).await?))
    }
}

fn change(before: &Snapshot, path: &FilePath, after: Option<&Content>) -> FileChange {
    FileChange {
        path: path.to_string(),
        before: before.hash(path).map(str::to_owned),
        after: after.map(stored),
    }
}

fn stored(content: &Content) -> FileContent {
    FileContent { hash: content.hash.clone(), bytes: content.bytes.to_vec() }
}

/// Work on files, off the threads that answer requests.
///
/// # Errors
/// Those of the work.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Worker)?
}

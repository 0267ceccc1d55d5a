//! The rules and templates in force: read when a process starts to work, and
//! again when they change on disk. Files with mistakes never replace those in
//! force.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use chrono::{DateTime, Utc};

use super::check;
use super::diff::Folders;
use super::editing::desk::{EditingDesk, blocking};
use super::editing::draft::Names;
use super::editing::snapshot::Snapshot;
use super::engine;
use super::error::AppError;
use super::watch::FolderWatch;
use crate::diagnostic::Diagnostic;
use crate::documents;
use crate::render::{Extent, Renderer};
use crate::rules::set::RuleSet;
use crate::store::Store;

/// What decides at this moment.
#[derive(Clone)]
pub struct InForce {
    pub rules: Arc<RuleSet>,
    pub renderer: Arc<Renderer>,
    /// The mistakes of the files on disk, where these could not take over.
    pub problems: Arc<Vec<Diagnostic>>,
}

/// The files of a process, and what they said when they were last in order.
pub struct Files {
    in_force: RwLock<InForce>,
    /// Digest of the files that were last checked in full.
    read: Mutex<String>,
    /// The folder of the invoices' documents.
    documents: Arc<documents::Folder>,
    /// Where changes of the files are made.
    pub desk: EditingDesk,
}

impl Files {
    /// # Errors
    /// When the files have mistakes: nothing works on broken rules.
    pub fn load(folders: Folders, documents: &Path) -> Result<Self, AppError> {
        let documents = Arc::new(documents::Folder::new(documents));
        let loaded = engine::load_files(&folders.rules, &folders.templates)?;
        Ok(Self {
            in_force: RwLock::new(in_force(loaded, &documents)),
            read: Mutex::default(),
            documents,
            desk: EditingDesk::new(folders),
        })
    }

    pub fn in_force(&self) -> InForce {
        self.in_force.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the files again, off the threads that answer requests: they take
    /// over, or their mistakes are kept. `known` where they were checked before
    /// they were written; else all that `relance check` finds counts.
    pub async fn reload(self: &Arc<Self>, known: bool) {
        let files = Arc::clone(self);
        if let Err(error) = blocking(move || files.read_again(known)).await {
            tracing::warn!(%error, "the files on disk cannot be read");
        }
    }

    /// What is read already is not read again.
    fn read_again(&self, known: bool) -> Result<(), AppError> {
        let folders = &self.desk.folders;
        let digest = Snapshot::read(folders)?.digest();
        if *self.read.lock().unwrap_or_else(PoisonError::into_inner) == digest {
            return Ok(());
        }
        let read = if known {
            engine::load_files(&folders.rules, &folders.templates)
        } else {
            let checked = check::checked(&folders.rules, &folders.templates, Extent::All);
            checked.map(|(rules, renderer, _)| (rules, renderer))
        };
        let mut now = self.in_force.write().unwrap_or_else(PoisonError::into_inner);
        match read {
            Ok(loaded) => {
                *now = in_force(loaded, &self.documents);
                counted("ok");
                tracing::info!("rules and templates were read again");
            }
            Err(AppError::Files(problems)) => {
                counted("broken");
                tracing::warn!(problems = problems.len(), "the files on disk have mistakes");
                let names = Names::of(folders);
                let told = problems.into_iter().map(|problem| names.told(problem));
                now.problems = Arc::new(told.collect());
            }
            Err(error) => return Err(error),
        }
        // Whoever changed other files by hand meanwhile is checked in full yet.
        if !known {
            *self.read.lock().unwrap_or_else(PoisonError::into_inner) = digest;
        }
        Ok(())
    }

    /// Reads the files again after each save, and records what was changed by
    /// hand, as long as it is polled.
    ///
    /// # Errors
    /// When the system cannot watch the folders.
    pub async fn follow(
        self: &Arc<Self>,
        store: &Store,
        now: impl Fn() -> DateTime<Utc>,
    ) -> Result<(), AppError> {
        let folders: [&Path; 2] = [&self.desk.folders.rules, &self.desk.folders.templates];
        let mut watch = FolderWatch::new(&folders)?;
        // What happened while nobody was there to see it.
        self.record(store, now()).await;
        loop {
            watch.saved().await;
            self.record(store, now()).await;
            self.reload(false).await;
        }
    }

    async fn record(&self, store: &Store, now: DateTime<Utc>) {
        match self.desk.notice(store, now).await {
            Ok(Some(revision)) => tracing::info!(revision, "files were changed on disk"),
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "changes on disk cannot be recorded"),
        }
    }
}

fn in_force((rules, renderer): (RuleSet, Renderer), documents: &Arc<documents::Folder>) -> InForce {
    InForce {
        rules: Arc::new(rules),
        renderer: Arc::new(renderer.with_documents(Arc::clone(documents) as _)),
        problems: Arc::default(),
    }
}

fn counted(outcome: &'static str) {
    metrics::counter!("relance_rules_reloads_total", "outcome" => outcome).increment(1);
}

//! The rules and templates in force: read when the service starts, and again
//! when they change on disk. Files with mistakes never replace those in force.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::settings::Settings;
use super::state::Web;
use crate::app::check;
use crate::app::diff::Folders;
use crate::app::editing::desk::{EditingDesk, blocking};
use crate::app::editing::draft::Names;
use crate::app::editing::snapshot::Snapshot;
use crate::app::engine;
use crate::app::error::AppError;
use crate::app::watch::FolderWatch;
use crate::diagnostic::Diagnostic;
use crate::documents::Folder;
use crate::render::{Extent, Renderer};
use crate::rules::set::RuleSet;

/// What decides at this moment.
#[derive(Clone)]
pub struct InForce {
    pub rules: Arc<RuleSet>,
    pub renderer: Arc<Renderer>,
    /// The mistakes of the files on disk, where these could not take over.
    pub problems: Arc<Vec<Diagnostic>>,
}

pub struct Files {
    in_force: RwLock<InForce>,
    /// Digest of the files that were last checked in full.
    read: Mutex<String>,
    /// Where changes of the files are made.
    pub desk: EditingDesk,
}

impl Files {
    /// # Errors
    /// When the files have mistakes: a service does not start on broken rules.
    pub fn load(settings: &Settings) -> Result<Self, AppError> {
        let (rules, renderer) = engine::load_files(&settings.rules, &settings.templates)?;
        let in_force = InForce {
            rules: Arc::new(rules),
            renderer: Arc::new(with_documents(renderer, settings)),
            problems: Arc::default(),
        };
        let folders =
            Folders { rules: settings.rules.clone(), templates: settings.templates.clone() };
        Ok(Self {
            in_force: RwLock::new(in_force),
            read: Mutex::default(),
            desk: EditingDesk::new(folders),
        })
    }

    pub fn in_force(&self) -> InForce {
        self.in_force.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the files again: they take over, or their mistakes are kept. What
    /// is read already is not read again. With `known`, they were checked
    /// before they were written; else all that `relance check` finds counts.
    fn reload(&self, settings: &Settings, known: bool) -> Result<(), AppError> {
        let digest = Snapshot::read(&self.desk.folders)?.digest();
        if *self.read.lock().unwrap_or_else(PoisonError::into_inner) == digest {
            return Ok(());
        }
        let read = if known {
            engine::load_files(&settings.rules, &settings.templates)
        } else {
            let checked = check::checked(&settings.rules, &settings.templates, Extent::All);
            checked.map(|(rules, renderer, _)| (rules, renderer))
        };
        let mut in_force = self.in_force.write().unwrap_or_else(PoisonError::into_inner);
        match read {
            Ok((rules, renderer)) => {
                *in_force = InForce {
                    rules: Arc::new(rules),
                    renderer: Arc::new(with_documents(renderer, settings)),
                    problems: Arc::default(),
                };
                counted("ok");
                tracing::info!("rules and templates were read again");
            }
            Err(AppError::Files(problems)) => {
                counted("broken");
                tracing::warn!(problems = problems.len(), "the files on disk have mistakes");
                let names = Names::of(&self.desk.folders);
                let told = problems.into_iter().map(|problem| names.told(problem));
                in_force.problems = Arc::new(told.collect());
            }
            Err(error) => return Err(error),
        }
        // Whoever changed other files by hand meanwhile is checked in full yet.
        if !known {
            *self.read.lock().unwrap_or_else(PoisonError::into_inner) = digest;
        }
        Ok(())
    }
}

fn counted(outcome: &'static str) {
    metrics::counter!("relance_rules_reloads_total", "outcome" => outcome).increment(1);
}

fn with_documents(renderer: Renderer, settings: &Settings) -> Renderer {
    renderer.with_documents(Arc::new(Folder::new(&settings.documents)))
}

/// Reads the files again, off the threads that answer requests; `known` where
/// they were checked before they were written.
pub async fn reload(web: &Web, known: bool) {
    let web = web.clone();
    if let Err(error) = blocking(move || web.files.reload(&web.settings, known)).await {
        tracing::warn!(%error, "the files on disk cannot be read");
    }
}

/// Reads the files again after each save, and records what was changed by hand,
/// as long as it is polled.
///
/// # Errors
/// When the system cannot watch the folders.
pub async fn follow(web: &Web) -> Result<(), AppError> {
    let folders: [&Path; 2] = [&web.settings.rules, &web.settings.templates];
    let mut watch = FolderWatch::new(&folders)?;
    // What happened while no service was there to see it.
    record(web).await;
    loop {
        watch.saved().await;
        record(web).await;
        reload(web, false).await;
    }
}

async fn record(web: &Web) {
    match web.files.desk.notice(&web.store, web.clock().now()).await {
        Ok(Some(revision)) => tracing::info!(revision, "files were changed on disk"),
        Ok(None) => {}
        Err(error) => tracing::warn!(%error, "changes on disk cannot be recorded"),
    }
}

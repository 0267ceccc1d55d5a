//! The rules and templates in force: read when the service starts, and again
//! when they change on disk. Files with mistakes never replace those in force.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use super::settings::Settings;
use crate::app::engine;
use crate::app::error::AppError;
use crate::app::watch::FolderWatch;
use crate::diagnostic::Diagnostic;
use crate::documents::Folder;
use crate::render::Renderer;
use crate::rules::set::RuleSet;

/// What decides at this moment.
#[derive(Clone)]
pub struct InForce {
    pub rules: Arc<RuleSet>,
    pub renderer: Arc<Renderer>,
    /// The mistakes of the files on disk, where these could not take over.
    pub problems: Arc<Vec<Diagnostic>>,
}

pub struct Files(RwLock<InForce>);

impl Files {
    /// # Errors
    /// When the files have mistakes: a service does not start on broken rules.
    pub fn load(settings: &Settings) -> Result<Self, AppError> {
        let (rules, renderer) = read(settings)?;
        Ok(Self(RwLock::new(InForce { rules, renderer, problems: Arc::default() })))
    }

    pub fn in_force(&self) -> InForce {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the files again: they take over, or their mistakes are kept.
    pub fn reload(&self, settings: &Settings) {
        let read = read(settings);
        let mut in_force = self.0.write().unwrap_or_else(PoisonError::into_inner);
        match read {
            Ok((rules, renderer)) => {
                *in_force = InForce { rules, renderer, problems: Arc::default() };
                counted("ok");
                tracing::info!("rules and templates were read again");
            }
            Err(AppError::Files(problems)) => {
                counted("broken");
                tracing::warn!(problems = problems.len(), "the files on disk have mistakes");
                in_force.problems = Arc::new(problems);
            }
            Err(error) => {
                counted("broken");
                tracing::warn!(%error, "the files on disk cannot be read");
            }
        }
    }
}

fn counted(outcome: &'static str) {
    metrics::counter!("relance_rules_reloads_total", "outcome" => outcome).increment(1);
}

fn read(settings: &Settings) -> Result<(Arc<RuleSet>, Arc<Renderer>), AppError> {
    let (rules, renderer) = engine::load_files(&settings.rules, &settings.templates)?;
    let renderer = renderer.with_documents(Arc::new(Folder::new(&settings.documents)));
    Ok((Arc::new(rules), Arc::new(renderer)))
}

/// Reads the files again after each save, as long as it is polled.
///
/// # Errors
/// When the system cannot watch the folders.
pub async fn follow(files: &Files, settings: &Settings) -> Result<(), AppError> {
    let folders: [&Path; 2] = [&settings.rules, &settings.templates];
    let mut watch = FolderWatch::new(&folders)?;
    loop {
        watch.saved().await;
        files.reload(settings);
    }
}

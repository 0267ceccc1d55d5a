//! The rules and templates of a run: kept with it when it is recorded, and used
//! whenever it is worked on, whatever the files say by then.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::diff::Folders;
use super::editing::desk::blocking;
use super::editing::draft::Names;
use super::engine::{Engine, load_files};
use super::error::AppError;
use crate::domain::identity::RunId;
use crate::store::Run;

/// Files by their names, such as `rules/relance.yaml`.
type Files<'a> = BTreeMap<String, &'a [u8]>;

/// Keeps the rules and templates of the engine with a run that is being
/// recorded.
///
/// # Errors
/// When the store fails.
pub async fn keep(engine: &Engine, run: RunId, now: DateTime<Utc>) -> Result<(), AppError> {
    let store = &engine.store;
    let digest = digest(&files(engine));
    if !store.has_rule_set(&digest).await? {
        let packed = {
            let engine = engine.clone();
            blocking(move || pack(&files(&engine)).map_err(unpackable)).await?
        };
        store.add_rule_set(&digest, packed, now).await?;
    }
    Ok(store.note_rule_set(run, &digest).await?)
}

/// The engine with the rules and templates that a run was planned with.
///
/// # Errors
/// When the store fails, or has no such rules; or when this version finds
/// mistakes in them.
pub async fn engine_of(engine: &Engine, run: &Run) -> Result<Engine, AppError> {
    let Some(wanted) = &run.rule_set else { return Ok(engine.clone()) };
    if digest(&files(engine)) == *wanted {
        return Ok(engine.clone());
    }
    let packed = engine.store.rule_set(wanted).await?;
    let packed = packed.ok_or(AppError::RulesOfRun { run: run.id })?;
    let (rules, renderer) = blocking(move || {
        let place = tempfile::Builder::new().prefix("relance-rules-").tempdir();
        let place = place.map_err(unpackable)?;
        unpack(&packed, place.path()).map_err(unpackable)?;
        let folders = Folders {
            rules: place.path().join("rules"),
            templates: place.path().join("templates"),
        };
        load_files(&folders.rules, &folders.templates).map_err(|error| match error {
            AppError::Files(problems) => {
                let names = Names::of(&folders);
                AppError::Files(problems.into_iter().map(|it| names.told(it)).collect())
            }
            error => error,
        })
    })
    .await?;
    let renderer = match engine.renderer.documents() {
        Some(documents) => renderer.with_documents(documents),
        None => renderer,
    };
    let store = engine.store.clone();
    Ok(Engine { store, rules: Arc::new(rules), renderer: Arc::new(renderer) })
}

fn files(engine: &Engine) -> Files<'_> {
    let rules = engine.rules.files.iter().filter_map(|file| {
        let name = Path::new(&*file.name).file_name()?.to_str()?;
        Some((format!("rules/{name}"), file.text.as_bytes()))
    });
    let templates =
        engine.renderer.files().map(|(name, bytes)| (format!("templates/{name}"), bytes));
    rules.chain(templates).collect()
}

fn digest(files: &Files<'_>) -> String {
    let mut digest = blake3::Hasher::new();
    for (name, bytes) in files {
        digest.update(&(name.len() as u64).to_le_bytes()).update(name.as_bytes());
        digest.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    }
    digest.finalize().to_hex().to_string()
}

fn pack(files: &Files<'_>) -> std::io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name.as_str(), SimpleFileOptions::default())?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn unpack(packed: &[u8], place: &Path) -> std::io::Result<()> {
    for folder in ["rules", "templates"] {
        std::fs::create_dir_all(place.join(folder))?;
    }
    let mut archive = ZipArchive::new(Cursor::new(packed))?;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        // None leads out of the folder.
        let Some(name) = file.enclosed_name() else { continue };
        let there = place.join(name);
        if let Some(folder) = there.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        std::fs::write(there, bytes)?;
    }
    Ok(())
}

fn unpackable(error: std::io::Error) -> AppError {
    AppError::File { path: std::env::temp_dir().display().to_string(), error }
}

//! Which file of a folder holds which entity.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::table::Table;
use crate::diagnostic::{Diagnostic, nearest};
use crate::import::error::ImportError;
use crate::import::problems::Problems;
use crate::import::source::{Otherwise, Source};
use crate::wording::msg;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entity {
    Collaborators,
    Customers,
    Sites,
    Contacts,
    Invoices,
    Holds,
    DueItems,
    Credits,
    Suppliers,
    SupplierItems,
    Payments,
}

/// File names without `.csv`; the first of an entity is the documented one.
const NAMES: &[(&str, Entity)] = &[
    ("collaborators", Entity::Collaborators),
    ("collaborateurs", Entity::Collaborators),
    ("customers", Entity::Customers),
    ("clients", Entity::Customers),
    ("sites", Entity::Sites),
    ("contacts", Entity::Contacts),
    ("invoices", Entity::Invoices),
    ("factures", Entity::Invoices),
    ("holds", Entity::Holds),
    ("blocages", Entity::Holds),
    ("due_items", Entity::DueItems),
    ("echeances", Entity::DueItems),
    ("credits", Entity::Credits),
    ("avoirs", Entity::Credits),
    ("suppliers", Entity::Suppliers),
    ("fournisseurs", Entity::Suppliers),
    ("supplier_items", Entity::SupplierItems),
    ("echeances_fournisseurs", Entity::SupplierItems),
    ("payments", Entity::Payments),
    ("reglements", Entity::Payments),
];

/// The files of a folder that are to be read.
#[derive(Debug)]
pub struct Files {
    paths: BTreeMap<Entity, PathBuf>,
    /// Of these the folder may have rows that could not be taken.
    doubtful: BTreeSet<Entity>,
}

impl Files {
    /// Reads the file of an entity, if there is one; a file with a mistake of
    /// the file as a whole counts as none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read<T>(
        &mut self,
        entity: Entity,
        problems: &mut Problems,
        parse: impl FnOnce(Source, &mut Problems) -> Table<T>,
    ) -> Result<Option<Table<T>>, ImportError> {
        let Some(path) = self.paths.remove(&entity) else { return Ok(None) };
        let source = Source::read(&path, Otherwise::Windows1252, problems)?;
        let table = source.ok().map(|source| parse(source, problems));
        if !table.as_ref().is_some_and(|table| table.complete) {
            self.doubtful.insert(entity);
        }
        Ok(table)
    }

    /// What was read so far with rows left out.
    pub fn doubtful(&self) -> &BTreeSet<Entity> {
        &self.doubtful
    }
}

/// Finds the CSV files of a folder; other files are left alone.
///
/// # Errors
/// When the folder cannot be read.
pub fn find(folder: &Path, problems: &mut Problems) -> Result<Files, ImportError> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| ImportError::file(folder, error))? {
        let path = entry.map_err(|error| ImportError::file(folder, error))?.path();
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")) {
            paths.push(path);
        }
    }
    paths.sort();
    let nothing = paths.is_empty();
    let mut found: BTreeMap<Entity, PathBuf> = BTreeMap::new();
    let mut doubtful = BTreeSet::new();
    let mut is_misnamed = false;
    for path in paths {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        let shown = path.display().to_string();
        match NAMES.iter().find(|(name, _)| *name == stem) {
            None => {
                is_misnamed = true;
                problems.push(
                    Diagnostic::error(
                        shown,
                        None,
                        msg!("import-unknown-file", name = stem.as_str()),
                    )
                    .expecting(expected())
                    .suggesting(nearest(&stem, NAMES.iter().map(|(name, _)| *name))),
                );
            }
            Some((_, entity)) => {
                if let Some(other) = found.get(entity) {
                    let other = other.display().to_string();
                    let twice = msg!("import-entity-twice", other = other);
                    problems.push(Diagnostic::error(shown, None, twice));
                    doubtful.insert(*entity);
                } else {
                    found.insert(*entity, path);
                }
            }
        }
    }
    if nothing {
        let shown = folder.display().to_string();
        let none = Diagnostic::error(shown, None, msg!("import-no-file")).expecting(expected());
        problems.push(none);
    }
    if is_misnamed {
        // It may be any of those that are not there.
        let entities = NAMES.iter().map(|(_, entity)| *entity);
        doubtful.extend(entities.filter(|entity| !found.contains_key(entity)));
    }
    Ok(Files { paths: found, doubtful })
}

fn expected() -> crate::wording::Message {
    let mut list: Vec<String> = Vec::new();
    let mut last = None;
    for (name, entity) in NAMES {
        if last != Some(*entity) {
            list.push(format!("{name}.csv"));
        }
        last = Some(*entity);
    }
    msg!("import-expected-files", names = list.join(", "))
}

//! The files of a folder together: each section stands in one of them.

use std::sync::Arc;

use super::source::{Place, SourceFile};
use super::yaml::document::RulesFile;
use super::yaml::read::{Read, Reader};
use super::yaml::tree;
use super::yaml::wrappers::Section;
use crate::diagnostic::Diagnostic;
use crate::wording::msg;

/// Reads every file and puts the sections together.
pub fn read_all(files: &[Arc<SourceFile>], problems: &mut Vec<Diagnostic>) -> RulesFile {
    let mut all = RulesFile::empty();
    for source in files {
        match tree::parse(source) {
            Ok(tree::Node { value: tree::Value::Null, .. }) => {}
            Ok(document) => {
                let mut reader = Reader::new(Arc::clone(source));
                if let Some(file) = RulesFile::read(&document, &mut reader) {
                    all.take(file, problems);
                }
                problems.append(&mut reader.problems);
            }
            Err(problem) => problems.push(*problem),
        }
    }
    all
}

macro_rules! sections {
    ($($section:ident),+) => {
        impl RulesFile {
            pub fn empty() -> Self {
                Self { $($section: None),+ }
            }

            /// The places of the sections that are given.
            pub fn places(&self) -> Vec<&Place> {
                [$(self.$section.as_ref().map(|section| &section.place)),+]
                    .into_iter()
                    .flatten()
                    .collect()
            }

            /// These sections, and those of `below` that are not among them.
            #[must_use]
            pub fn over(self, below: &Self) -> Self {
                Self { $($section: self.$section.or_else(|| below.$section.clone())),+ }
            }

            fn take(&mut self, file: Self, problems: &mut Vec<Diagnostic>) {
                $(take_section(stringify!($section), &mut self.$section, file.$section, problems);)+
            }
        }
    };
}
sections!(
    companies,
    switches,
    levels,
    statuses,
    payment_methods,
    minimum_amounts,
    recipients,
    exclusions,
    options,
    legal,
    aged_balance,
    charges,
    calendar,
    batches,
    warnings,
    dispatch,
    sending,
    retention
);

fn take_section<T>(
    name: &str,
    here: &mut Option<Section<T>>,
    found: Option<Section<T>>,
    problems: &mut Vec<Diagnostic>,
) {
    match (&here, found) {
        (Some(earlier), Some(found)) => {
            let file: &str = &earlier.place.file.name;
            let message = msg!("rules-section-twice", section = name, file = file);
            problems.push(found.place.error(message));
        }
        (None, found) => *here = found,
        (Some(_), None) => {}
    }
}

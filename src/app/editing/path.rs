//! Names of the files that may be edited: nothing outside of the two folders
//! can be named.

use std::fmt;
use std::path::PathBuf;

use crate::app::diff::Folders;

/// Longest name of a file with its folders, in bytes.
const LONGEST: usize = 200;

/// Folders within folders, as the templates may have.
const DEEPEST: usize = 16;

/// A file under `rules/` or `templates/`, such as `templates/mail/N1/fr/body.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(String);

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// YAML directly under `rules/`.
    Rules,
    /// Rhai.
    Script,
    /// YAML under `rules/tests/`.
    RuleTest,
    Html,
    Text,
    Typst,
    /// Of a word processor.
    Document,
    Image,
}

impl FileKind {
    /// A short stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Script => "script",
            Self::RuleTest => "test",
            Self::Html => "html",
            Self::Text => "text",
            Self::Typst => "typst",
            Self::Document => "document",
            Self::Image => "image",
        }
    }

    /// Whether it is written as text; anything else comes and goes as a whole.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Document | Self::Image)
    }

    pub fn is_template(self) -> bool {
        !matches!(self, Self::Rules | Self::Script | Self::RuleTest)
    }
}

impl FilePath {
    /// The file of this name, where rules or templates may have one; no name
    /// leads out of the folders, and none is hidden.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST || text.chars().any(|c| c.is_control() || "\\:".contains(c)) {
            return None;
        }
        let parts: Vec<&str> = text.split('/').collect();
        let is_plain = |part: &&str| {
            !part.is_empty() && !part.starts_with(['.', '~', '#']) && part.trim() == *part
        };
        if parts.len() < 2 || parts.len() > DEEPEST || !parts.iter().all(is_plain) {
            return None;
        }
        kind(&parts).map(|_| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn kind(&self) -> FileKind {
        kind(&self.0.split('/').collect::<Vec<_>>()).unwrap_or(FileKind::Text)
    }

    /// The name under its own folder: of a template, its name for templates.
    pub fn within(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, rest)| rest)
    }

    /// The folder, with the root: `templates/mail/N1/fr`.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(_, name)| name)
    }

    /// Where it stands.
    pub fn place(&self, folders: &Folders) -> PathBuf {
        let root = if self.0.starts_with("rules/") { &folders.rules } else { &folders.templates };
        root.join(self.within())
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn kind(parts: &[&str]) -> Option<FileKind> {
    let (name, folders) = parts.split_last()?;
    let (stem, ending) = name.rsplit_once('.')?;
    if stem.is_empty() {
        return None;
    }
    match (folders, ending) {
        (["rules"], "yaml" | "yml") => Some(FileKind::Rules),
        (["rules"], "rhai") => Some(FileKind::Script),
        (["rules", "tests", ..], "yaml" | "yml") => Some(FileKind::RuleTest),
        (["templates", ..], "html") => Some(FileKind::Html),
        (["templates", ..], "txt") => Some(FileKind::Text),
        (["templates", ..], "typ") => Some(FileKind::Typst),
        (["templates", ..], "docx" | "odt") => Some(FileKind::Document),
        (["templates", ..], "png" | "jpg" | "jpeg" | "svg") => Some(FileKind::Image),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_rules_and_templates_have_a_name() {
        for (name, expected) in [
            ("rules/relance.yaml", Some(FileKind::Rules)),
            ("rules/hooks.rhai", Some(FileKind::Script)),
            ("rules/tests/levels.yaml", Some(FileKind::RuleTest)),
            ("rules/tests/more/levels.yml", Some(FileKind::RuleTest)),
            ("templates/mail/N1/fr/body.html", Some(FileKind::Html)),
            ("templates/letter/N1/fr/letter.docx", Some(FileKind::Document)),
            ("templates/logo.svg", Some(FileKind::Image)),
            ("rules/other/relance.yaml", None),
            ("rules/relance.html", None),
            ("templates/script.js", None),
            ("templates/mail", None),
            ("templates/../rules/relance.yaml", None),
            ("rules/../../etc/passwd.yaml", None),
            ("/rules/relance.yaml", None),
            ("rules//relance.yaml", None),
            ("rules/.hidden.yaml", None),
            ("rules/.yaml", None),
            ("templates/.git/config.txt", None),
            ("templates/a\\..\\b.txt", None),
            ("templates/a\0.txt", None),
            ("templates/c:/b.txt", None),
            ("documents/a.txt", None),
            ("", None),
        ] {
            assert_eq!(FilePath::parse(name).map(|path| path.kind()), expected, "{name:?}");
        }
    }
}

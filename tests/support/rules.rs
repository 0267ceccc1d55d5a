//! Rules folders made by tests.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use relance::diagnostic::Diagnostic;
use relance::rules::set::RuleSet;

/// A folder of its own, removed at the end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("relance-rules-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, content).expect("a file");
    }

    /// The files of [`LEAST`], without those that `given` replaces: by a
    /// section of the same name, or by a line `# without FILE`.
    pub fn write_least(&self, given: &str) {
        for (name, content) in LEAST {
            let section = content.split_inclusive(':').next().unwrap_or_default();
            let replaced = given.lines().any(|line| line.starts_with(section))
                || given.contains(&format!("# without {name}"));
            if !replaced {
                self.write(name, content);
            }
        }
    }

    /// Templates of mails and letters of these levels, in French.
    pub fn templates(levels: &[&str]) -> Self {
        let folder = Self::new();
        for level in levels {
            for part in ["subject.txt", "body.html", "body.txt"] {
                folder.write(&format!("mail/{level}/fr/{part}"), "…");
            }
            folder.write(&format!("letter/{level}/fr/letter.html"), "…");
        }
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The files of `tests/cases/good_rules`: the least that rules must have.
pub const LEAST: [(&str, &str); 3] = [
    ("companies.yaml", include_str!("../cases/good_rules/companies.yaml")),
    ("levels.yaml", include_str!("../cases/good_rules/levels.yaml")),
    ("legal.yaml", include_str!("../cases/good_rules/legal.yaml")),
];

/// Loads further YAML and a script with those of [`LEAST`] whose section the
/// YAML does not give itself.
pub fn load(yaml: &str, script: &str) -> Result<RuleSet, Vec<Diagnostic>> {
    let (rules, templates) = (Folder::new(), Folder::templates(&["N1", "N2"]));
    rules.write("more.yaml", yaml);
    rules.write("hooks.rhai", script);
    rules.write_least(yaml);
    relance::rules::load(rules.path(), templates.path())
}

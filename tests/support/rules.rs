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

    /// Complete templates of these levels, in French.
    pub fn templates(levels: &[&str]) -> Self {
        let folder = Self::new();
        for level in levels {
            for part in ["subject.txt", "body.html", "body.txt"] {
                folder.write(&format!("mail/{level}/fr/{part}"), "…");
            }
        }
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The least that rules must have.
pub const MINIMAL: &str = "\
companies:
  - code: TEST
    name: Société Test
    address: [1 rue de la Paix, 75002 Paris]
    currency: EUR
    time_zone: Europe/Paris
    language: fr
    sender: {name: Comptabilité, address: compta@test.example}
legal: {recovery_fee: 40.00, late_interest: {fr: taux légal}, formal_notice_days: 8}
levels:
  N1: {lower: 5, upper: 15, subject_template: true, template: mail/N1}
  N2: {lower: 16, subject: Relance, template: mail/N2}
";

/// Loads [`MINIMAL`] with further YAML and a script.
pub fn load(yaml: &str, script: &str) -> Result<RuleSet, Vec<Diagnostic>> {
    let (rules, templates) = (Folder::new(), Folder::templates(&["N1", "N2"]));
    rules.write("minimal.yaml", MINIMAL);
    rules.write("more.yaml", yaml);
    rules.write("hooks.rhai", script);
    relance::rules::load(rules.path(), templates.path())
}

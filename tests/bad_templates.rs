//! Templates with mistakes, and what Relance says of each
//! (`tests/cases/bad_templates`).
//!
//! A case is the files under `templates/` that replace those of a right one,
//! `absent` before a path to leave it out, then the expected diagnostics.

#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/facts.rs"]
mod facts;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/mails.rs"]
mod mails;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use mails::{rule_set, rules};
use relance::diagnostic::Diagnostic;
use relance::render::Renderer;

/// A right mail of one level in one language.
const RIGHT: [(&str, &str); 3] = [
    ("mail/N1/fr/subject.txt", "Rappel"),
    ("mail/N1/fr/body.txt", "Bonjour"),
    ("mail/N1/fr/body.html", "<p>Bonjour</p>"),
];

/// A folder of templates of this test alone, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if root.exists() {
            fs::remove_dir_all(&root).expect("what an earlier run left is removed");
        }
        let folder = Self(root);
        for (name, text) in RIGHT {
            folder.write(name, text.as_bytes());
        }
        folder
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        fs::write(path, bytes).expect("a template is written");
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.0.join(name)).expect("a template is removed");
    }

    /// What loading says, or else what checking says.
    fn problems(&self) -> Vec<Diagnostic> {
        let mut company = rules();
        company.mails.retain(|level, _| level.as_str() == "N1");
        let has_letter = self.0.join("letter").is_dir();
        company.letters.retain(|level, _| has_letter && level.as_str() == "N1");
        match Renderer::load(&self.0) {
            Ok(renderer) => renderer.check(&rule_set(company)),
            Err(problems) => problems,
        }
    }

    fn lines(&self) -> String {
        let root = format!("{}/", self.0.display());
        let lines = self.problems().iter().map(ToString::to_string).collect::<Vec<_>>();
        lines.join("\n").replace(&root, "")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The sections of a case by their headings, in bytes: a template may be
/// something else than text.
fn sections(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut sections: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut heading = String::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if let Some(name) = line.strip_prefix(b"--- ") {
            heading = String::from_utf8_lossy(name).trim().to_owned();
            sections.insert(heading.clone(), Vec::new());
        } else {
            sections.entry(heading.clone()).or_default().extend_from_slice(line);
        }
    }
    sections
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let mut cases: Vec<PathBuf> = fs::read_dir("tests/cases/bad_templates")
        .expect("the cases")
        .map(|entry| entry.expect("a case").path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 40, "the cases were read");
    let mut differences = Vec::new();
    for case in cases {
        let name = case.file_stem().expect("a name").to_string_lossy().into_owned();
        let mut sections = sections(&fs::read(&case).expect("a case"));
        let expected = sections.remove("expected").expect("what is expected");
        let folder = Folder::new(&format!("bad-template-{name}"));
        for (heading, bytes) in &sections {
            match heading.strip_prefix("absent ") {
                Some(absent) => folder.remove(absent),
                None => folder.write(heading, bytes),
            }
        }
        let (found, expected) = (folder.lines(), String::from_utf8_lossy(&expected));
        assert!(!found.is_empty(), "{name}: nothing was told");
        if found != expected.trim_end() {
            differences.push(format!("=== {name}\n{found}\n--- expected\n{expected}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn a_template_file_has_a_largest_size() {
    let folder = Folder::new("large-template");
    folder.write("layout/large.txt", &vec![b'x'; 256 * 1024 + 1]);
    assert_eq!(
        folder.lines(),
        "layout/large.txt: 262145 bytes, a template file has at most 262144"
    );
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    let folder = Folder::new("linked-template");
    let target = std::env::current_dir().expect("a folder").join("Cargo.toml");
    std::os::unix::fs::symlink(target, folder.0.join("mail/secret.txt")).expect("a link");
    assert_eq!(
        folder.lines(),
        "mail/secret.txt: a link that leads outside the folder of the templates"
    );
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let Err(problems) = Renderer::load(Path::new("no/such/folder")) else {
        panic!("there is no such folder");
    };
    assert!(problems[0].to_string().starts_with("no/such/folder: cannot be read: "));
}

#[test]
fn a_mistake_shows_its_line() {
    let folder = Folder::new("template-with-source");
    folder.write("mail/N1/fr/body.txt", "Bonjour,\n  à {{ custmer }}\n".as_bytes());
    let problems = folder.problems();
    let position = problems[0].position.expect("a position");
    // Columns count characters, not bytes.
    assert_eq!((position.line, position.column), (2, 8));
    let source = problems[0].source.as_deref().expect("the source");
    assert_eq!(source.lines().nth(1), Some("  à {{ custmer }}"));
}

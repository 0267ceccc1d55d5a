//! Dependencies point one way (ARCHITECTURE.md).

use std::path::{Path, PathBuf};

fn sources(room: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(room).expect("a room of the project") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Rooms of this crate that a room may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("plan", &["domain", "wording"]),
    ("balance", &["domain", "wording"]),
    ("rules", &["domain", "plan", "balance", "wording", "diagnostic"]),
    ("typeset", &["wording", "diagnostic"]),
    ("office", &["jinja", "wording", "diagnostic"]),
    ("render", &["domain", "plan", "rules", "typeset", "office", "jinja", "wording", "diagnostic"]),
    ("import", &["domain", "wording", "diagnostic"]),
    ("documents", &["domain"]),
    ("cases", &["domain", "plan", "rules", "render", "wording", "diagnostic"]),
    ("compare", &["domain", "plan", "wording"]),
    ("simulation", &["domain", "plan", "wording"]),
    ("chart", &["wording"]),
    ("mailbox", &["domain", "wording"]),
    ("handbook", &["domain", "plan", "rules", "render", "wording"]),
    ("demo", &["domain", "import"]),
    ("store", &["domain", "plan", "balance", "import", "wording"]),
    ("export", &["balance", "domain", "render", "typeset", "wording"]),
    ("dispatch", &["domain", "wording"]),
    (
        "app",
        &[
            "domain",
            "plan",
            "balance",
            "rules",
            "render",
            "typeset",
            "import",
            "demo",
            "store",
            "dispatch",
            "documents",
            "mailbox",
            "export",
            "cases",
            "compare",
            "simulation",
            "chart",
            "handbook",
            "wording",
            "diagnostic",
        ],
    ),
    (
        "web",
        &[
            "domain",
            "plan",
            "balance",
            "rules",
            "render",
            "import",
            "store",
            "dispatch",
            "documents",
            "export",
            "compare",
            "chart",
            "handbook",
            "app",
            "wording",
            "diagnostic",
        ],
    ),
    ("wording", &[]),
];

#[test]
fn rooms_use_only_the_rooms_below_them() {
    for (room, may_use) in MAY_USE {
        let mut paths = Vec::new();
        sources(&Path::new("src").join(room), &mut paths);
        for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "rs")) {
            let text = std::fs::read_to_string(path).expect("a source file");
            for used in text.split("crate::").skip(1) {
                let used: String =
                    used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                assert!(
                    used.is_empty() || used == *room || may_use.contains(&used.as_str()),
                    "{}: {room} must not use {used}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn deciding_does_no_io() {
    const OUTSIDE: [&str; 12] = [
        "sea_orm",
        "lettre",
        "tokio",
        "minijinja",
        "rhai",
        "serde_yaml",
        "std::fs",
        "std::net",
        "std::env",
        "SystemTime",
        "Utc::now",
        "Local::now",
    ];
    let mut paths = Vec::new();
    sources(Path::new("src/domain"), &mut paths);
    sources(Path::new("src/plan"), &mut paths);
    sources(Path::new("src/balance"), &mut paths);
    sources(Path::new("src/compare"), &mut paths);
    sources(Path::new("src/simulation"), &mut paths);
    assert!(paths.len() > 15, "the sources were read");
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a source file");
        for outside in OUTSIDE {
            assert!(!text.contains(outside), "{} uses {outside}", path.display());
        }
    }
}

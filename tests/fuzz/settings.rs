//! The file of settings, which the program itself reads.

use crate::desk::Desk;
use crate::harness::run;

const WORDS: &[&str] = &[
    "listen: ",
    "database: ",
    "smtp_url: ",
    "rules: ",
    "public_url: ",
    "stop_timeout: ",
    "&a ",
    "*a",
    "[",
    "{",
    "- ",
    "true",
    "smtp://a:b@c",
    "postgres://",
    "127.0.0.1:99999",
    "\u{feff}",
];

#[test]
fn settings() {
    let desk = Desk::new();
    let file = desk.folder.path().join("relance.yaml");
    let seeds = [
        b"listen: 127.0.0.1:8420\npublic_url: https://relance.example\nstop_timeout: 10\n".to_vec(),
        b"database: sqlite:relance.db\nlog_format: json\nby: alix\ncompany: DEMO\n".to_vec(),
    ];
    run("settings", &seeds, WORDS, |input| {
        std::fs::write(&file, input).expect("a file");
        let path = file.display().to_string();
        let done = desk
            .command(&["--config", &path, "completions", "bash"])
            .output()
            .expect("the program");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.code().is_some_and(|code| code < 100), "{:?}: {said}", done.status);
        assert!(!said.contains("panicked"), "{said}");
    });
}

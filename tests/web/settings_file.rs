//! Settings from a file, the environment and flags.

use std::path::{Path, PathBuf};

use crate::desk::Desk;

fn written(desk: &Desk, text: &str) -> PathBuf {
    let path = desk.folder.path().join("relance.yaml");
    std::fs::write(&path, text).expect("a file of settings");
    path
}

/// `relance check` with this file: its exit code and what it told.
fn check(desk: &Desk, file: &Path, more: &[&str], without_env: bool) -> (i32, String) {
    let mut command = desk.command(&["check", "--config", &file.display().to_string()]);
    command.args(more);
    if without_env {
        command.env_remove("RELANCE_RULES");
    }
    let output = command.output().expect("the program");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap_or(-1), told)
}

#[test]
fn a_flag_wins_over_the_environment_and_both_over_the_file() {
    let desk = Desk::new();
    let file = written(&desk, "rules: nowhere\nlog: debug\n");
    let (code, told) = check(&desk, &file, &[], true);
    assert_eq!(code, 3, "the file's folder is read: {told}");
    assert!(told.contains("nowhere"), "{told}");
    let (code, told) = check(&desk, &file, &[], false);
    assert_eq!(code, 0, "the environment's folder is read: {told}");
    let (code, told) = check(&desk, &file, &["--rules", "elsewhere"], false);
    assert_eq!(code, 3, "the flag's folder is read: {told}");
    assert!(told.contains("elsewhere"), "{told}");
}

#[test]
fn mistakes_of_the_file_are_told_with_their_places() {
    let desk = Desk::new();
    let text = "listn: 127.0.0.1:1\n\
        stop_timeout: soon\n\
        log_format:   xml\n\
        database: postgres://relance:s3cret@db.example/relance\n\
        smtp_url: smtp://mail.example?password=s3cret\n\
        rules: [a]\n\
        rules: b\n\
        allow_local_webhooks: perhaps\n";
    let file = written(&desk, text);
    let (code, told) = check(&desk, &file, &[], false);
    assert_eq!(code, 3, "{told}");
    for expected in [
        "relance.yaml:1:1: The setting “listn” is unknown",
        "listen",
        "relance.yaml:2:15: A whole number",
        "relance.yaml:3:15: Expected here: one of text, json",
        "relance.yaml:4:11: A password must not stand in this file",
        "relance.yaml:5:11: A password must not stand in this file",
        "relance.yaml:6:8: A text",
        "relance.yaml:8:23: Expected here: true or false",
    ] {
        assert!(told.contains(expected), "{expected}\n{told}");
    }
    let (code, _) = check(&desk, Path::new("no-such-file.yaml"), &[], false);
    assert_eq!(code, 3);
}

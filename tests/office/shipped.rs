//! The shipped letters, filled and opened as a reader opens them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use minijinja::Value;
use relance::office::Template;

use crate::environment::{bare, environment, full};

/// A folder of this test alone, emptied.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("what an earlier run left is removed");
    }
    fs::create_dir_all(&folder).expect("a folder is made");
    folder
}

/// One start of LibreOffice for all files, with a profile of its own.
fn convert(files: &[PathBuf], folder: &Path, to: &str) {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let done = Command::new("soffice")
        .args([&profile, "--headless", "--norestore", "--convert-to", to, "--outdir"])
        .arg(folder)
        .args(files)
        .output()
        .expect("LibreOffice is installed; tests/run does it");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn fill(path: &str, variables: &Value) -> Vec<u8> {
    let template = fs::read(path).expect("a shipped letter");
    let template = Template::load(path, &template).expect("a right template");
    template.fill(&environment(), variables).expect("a letter")
}

/// What a reader sees of a letter, line by line.
fn text(pdf: &Path) -> String {
    let done = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .arg(pdf)
        .arg("-")
        .output()
        .expect("poppler is installed; tests/run does it");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let text = String::from_utf8(done.stdout).expect("UTF-8");
    let lines = text.lines().map(|line| {
        // Columns move by a hair from machine to machine.
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_letter_reads_as_it_should_in_libreoffice() {
    let folder = folder("office-letters");
    let mut files = Vec::new();
    for level in ["N1", "N2", "N3", "N4", "N5"] {
        for language in ["fr", "en"] {
            for extension in ["docx", "odt"] {
                for (sample, variables) in [("full", full()), ("bare", bare())] {
                    let path = format!("templates/letter/{level}/{language}/letter.{extension}");
                    let file =
                        folder.join(format!("{level}-{language}-{extension}-{sample}.{extension}"));
                    fs::write(&file, fill(&path, &variables)).expect("a letter is written");
                    files.push(file);
                }
            }
        }
    }
    convert(&files, &folder, "pdf");
    for file in &files {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        insta::assert_snapshot!(name, text(&file.with_extension("pdf")));
    }
}

#[test]
fn the_same_variables_give_the_same_bytes() {
    for extension in ["docx", "odt"] {
        let path = format!("templates/letter/N5/fr/letter.{extension}");
        assert_eq!(fill(&path, &full()), fill(&path, &full()), "{extension}");
    }
}

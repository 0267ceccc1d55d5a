//! Files far larger than what they hold could mean.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use crate::desk::Desk;
use crate::watched::watch;

const GIB: u64 = 1 << 30;

/// A gibibyte without a line end behind a right beginning; it takes no room on
/// the disk.
fn endless(path: &Path, beginning: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let mut file = File::create(path).expect("a file");
    file.write_all(beginning.as_bytes()).expect("its beginning");
    file.set_len(GIB).expect("a size");
}

#[test]
fn a_line_of_a_gibibyte_is_refused_before_it_is_read() {
    let desk = Desk::new();
    let here = desk.folder.path().to_owned();
    let csv = here.join("csv");
    endless(&csv.join("customers.csv"), "code;name\nC1;");
    let fec = here.join("123456789FEC20261231.txt");
    endless(&fec, "JournalCode\tJournalLib\nVT\t");
    let settings = here.join("settings.yaml");
    endless(&settings, "listen: ");
    let [csv, fec, settings] = [csv, fec, settings].map(|path| path.display().to_string());
    for (args, said) in [
        (&["import", "csv", &csv][..], "customers.csv:2:1: the line is longer than 64 KiB"),
        (&["import", "fec", &fec], "20261231.txt:2:1: the line is longer than 64 KiB"),
        (&["--config", &settings, "check"], "settings.yaml"),
    ] {
        let done = watch(desk.command(args));
        assert_ne!(done.code, Some(0), "{done:?}");
        assert!(done.err.contains(said), "{said}: {done:?}");
        assert!(done.took < Duration::from_secs(20) && done.memory < 200, "{done:?}");
    }
}

#[test]
fn rules_and_templates_of_a_gibibyte_are_refused_before_they_are_read() {
    for (file, beginning) in [
        ("rules/more.yaml", "levels: "),
        ("rules/more.rhai", "fn eligible(item) { "),
        ("templates/mail/N1/fr/body.txt", "Bonjour "),
        ("templates/letter/N1/fr/letter.docx", "PK\x03\x04"),
        ("templates/layout/logo.png", "\u{89}PNG"),
    ] {
        let desk = Desk::new();
        let templates = desk.folder.path().join("templates");
        crate::desk::copy_folder(Path::new("templates"), &templates);
        endless(&desk.folder.path().join(file), beginning);
        let mut command = desk.command(&["check"]);
        command.env("RELANCE_TEMPLATES", &templates);
        let name = Path::new(file).file_name().expect("a name").to_str().expect("text").to_owned();
        watch(command).within(3, &name, Duration::from_secs(20), 300);
    }
}

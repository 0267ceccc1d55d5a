//! A preview that follows what is saved.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::desk::{Books, Desk, copy_folder};

/// Longest wait for one line: the machine may have much to do.
const PATIENCE: Duration = Duration::from_secs(60);

struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(mut command: Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().expect("the binary starts");
        let (sender, lines) = channel();
        let streams: [Box<dyn std::io::Read + Send>; 2] = [
            Box::new(child.stdout.take().expect("standard output")),
            Box::new(child.stderr.take().expect("standard error")),
        ];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Self { child, lines }
    }

    /// Everything up to the line that says that it waits.
    fn shown(&self) -> String {
        let mut shown = String::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE).expect("a line");
            shown.push_str(&line);
            shown.push('\n');
            if line.contains("Waiting for the next save") {
                return shown;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn mails(out: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(out)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".eml"))
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn what_is_saved_is_shown_as_what_changes() {
    let desk = Desk::new();
    desk.fill(&Books::one_invoice("durand@client.example").set()).await;
    let (templates, out) = (desk.folder.path().join("templates"), desk.folder.path().join("out"));
    copy_folder(Path::new("templates"), &templates);
    let mut command = desk.command(&["preview", "--watch", "--as-of", "2026-11-24", "--out"]);
    command.arg(&out).env("RELANCE_TEMPLATES", &templates);
    let watching = Watching::start(command);
    let first = watching.shown();
    assert!(first.contains("durand@client.example") && first.contains("N1"), "{first}");
    let [mail] = mails(&out).try_into().expect("one mail");
    assert!(mail.starts_with("C1-N1-"), "{mail}");

    let subject = templates.join("mail/N1/fr/subject.txt");
    std::fs::write(&subject, "Petit rappel").expect("a template");
    let shown = watching.shown();
    assert!(shown.contains("subject.txt"), "{shown}");
    assert!(shown.contains("+Petit rappel"), "{shown}");
    assert_eq!(mails(&out), [mail.as_str()], "rendered in place");

    desk.change_rules("relance.yaml", "upper: 15", "upper: soon");
    let shown = watching.shown();
    assert!(shown.contains("relance.yaml:18:12") && shown.contains("soon"), "{shown}");
    assert_eq!(mails(&out), [mail.as_str()], "a broken file changes nothing");

    desk.change_rules("relance.yaml", "upper: soon", "upper: 10");
    let shown = watching.shown();
    assert!(shown.contains("no level serves the days 11 to 15"), "{shown}");

    desk.change_rules("relance.yaml", "lower: 16", "lower: 11");
    let shown = watching.shown();
    assert!(shown.contains("1 item moves from N1 to N2"), "{shown}");
    let [mail] = mails(&out).try_into().expect("the mail of before is gone");
    assert!(mail.starts_with("C1-N2-"), "{mail}");

    desk.change_rules("relance.yaml", "name: RelancesAutomatiques", "name: Relances");
    let shown = watching.shown();
    assert!(shown.contains("Relances · "), "another batch is a new beginning: {shown}");
    desk.change_rules("relance.yaml", "lower: 11", "lower: 16");
    watching.shown();
    desk.change_rules("relance.yaml", "upper: 10", "upper: 15");
    let shown = watching.shown();
    assert!(shown.contains("1 item moves from N2 to N1"), "{shown}");
}

#[test]
fn it_ends_when_it_is_asked_to() {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", "2026-11-24"]).expect(0);
    let command = desk.command(&["preview", "--watch", "--as-of", "2026-11-24"]);
    let mut watching = Watching::start(command);
    watching.shown();
    let id = watching.child.id().to_string();
    Command::new("kill").args(["-INT", &id]).status().expect("kill");
    let status = watching.child.wait().expect("an end");
    assert_eq!(status.code(), Some(0));
}

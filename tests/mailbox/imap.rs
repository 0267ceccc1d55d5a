//! A mailbox on a real IMAP server.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::desk::{Books, Desk};
use crate::smtp::{Folder, python};
use crate::wild::about;

/// Dovecot with one mailbox; killed when dropped.
struct ImapServer {
    process: Child,
    port: u16,
    folder: Folder,
}

impl ImapServer {
    /// `None` where Dovecot is not installed.
    fn start() -> Option<Self> {
        let installed = Command::new("dovecot").arg("--version").output().is_ok();
        if !installed && !Path::new("/usr/sbin/dovecot").exists() {
            return None;
        }
        let folder = Folder::new();
        let mut process = Command::new(python())
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/imap_server.py"))
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("an IMAP server");
        let mut line = String::new();
        let output = process.stdout.take().expect("what it prints");
        BufReader::new(output).read_line(&mut line).expect("a line");
        let port = line.trim().strip_prefix("listening ").expect(&line).parse().expect("a port");
        let started = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(started.elapsed() < Duration::from_secs(30), "the server does not listen");
            std::thread::sleep(Duration::from_millis(50));
        }
        Some(Self { process, port, folder })
    }

    fn address(&self, password: &str) -> String {
        format!("imaps://relance:{password}@localhost:{}", self.port)
    }

    fn deliver(&self, name: &str, message: &[u8]) {
        let new = self.folder.path().join("mail/new").join(name);
        std::fs::write(&new, message).expect("a message");
        // The server reads it as another user.
        let readable = std::os::unix::fs::PermissionsExt::from_mode(0o666);
        std::fs::set_permissions(&new, readable).expect("readable");
    }

    /// Names of the messages that have the flag `\Seen`.
    fn seen(&self) -> Vec<String> {
        let cur = std::fs::read_dir(self.folder.path().join("mail/cur")).expect("a maildir");
        let names = cur.map(|entry| entry.expect("an entry").file_name());
        let names = names.map(|name| name.to_string_lossy().into_owned());
        let mut seen: Vec<String> = names
            .filter_map(|name| {
                let (name, flags) = name.split_once(":2,")?;
                flags.contains('S').then(|| name.to_owned())
            })
            .collect();
        seen.sort();
        seen
    }
}

impl Drop for ImapServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const PASSWORD: &str = "s3cret%21%20%40%2F%C3%A9";

#[tokio::test]
async fn new_messages_of_a_server_are_read_once() {
    let Some(server) = ImapServer::start() else {
        eprintln!("skipped: dovecot is not installed");
        return;
    };
    let (desk, smtp) = Desk::with_server();
    let to = "compta@client.example";
    desk.fill(&Books::one_invoice(to).set()).await;
    desk.relance(&["run", "--yes", "--as-of", "2026-11-24"]).expect(0);
    let message_id = smtp.received()[0].message_id();

    let trusted = server.folder.path().join("authority.pem");
    let read = |address: &str, trusted: Option<&Path>| {
        let mut command = desk.command(&["mailbox", "read", "--once"]);
        command.env("RELANCE_MAILBOX", address);
        if let Some(trusted) = trusted {
            command.env("SSL_CERT_FILE", trusted);
        }
        let output = command.output().expect("the binary");
        let told = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&told).into_owned())
    };
    let address = server.address(PASSWORD);
    server.deliver("1", &about("postfix_no_such_user", &message_id, to));
    let mut huge = about("reply", &message_id, to);
    huge.extend(b"> quoted\r\n".repeat(400_000));
    server.deliver("2", &huge);

    let (done, told) = read(&address, None);
    assert!(!done && told.contains("certificate"), "a stranger is not trusted: {told}");
    let (done, told) = read(&server.address("hidden-here"), Some(&trusted));
    assert!(!done && !told.contains("hidden-here"), "{told}");
    assert_eq!(server.seen(), [] as [&str; 0], "nothing was read");

    let (done, told) = read(&address, Some(&trusted));
    let expected = "2 new messages\n1 reminder came back\n1 reply was linked to its reminder\n";
    assert_eq!((done, told.as_str()), (true, expected));
    assert_eq!(server.seen(), ["1", "2"], "read, and nothing deleted");
    let list = desk.relance(&["suppressions", "--json"]).expect(0).json();
    assert_eq!(list[0]["address"], to);

    // Later messages are found by their number, whoever has looked at them.
    server.deliver("3", &about("out_of_office", &message_id, to));
    let (_, told) = read(&address, Some(&trusted));
    assert_eq!(told, "1 new message\n1 delay, delivery or automatic answer was noted\n");
    assert_eq!(read(&address, Some(&trusted)).1, "No new message\n");
}

//! A real SMTP server for tests: `smtp_server.py` says how it misbehaves.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

const HINT: &str = "the tests need an SMTP server:\n  \
    python3 -m venv target/test-python\n  \
    target/test-python/bin/pip install -r tests/support/requirements.txt\n\
    (RELANCE_TEST_PYTHON names another interpreter that has these packages)";

/// The interpreter that has the packages of `requirements.txt`.
pub fn python() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/test-python/bin/python");
    match std::env::var_os("RELANCE_TEST_PYTHON") {
        Some(named) => named.into(),
        None if own.exists() => own,
        None => "python3".into(),
    }
}

/// A folder of its own, removed at the end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        // A killed process of the same number may have left one.
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A message that the server acknowledged, or would have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    pub message: Vec<u8>,
}

impl Received {
    /// Without angle brackets; empty when there is none.
    pub fn message_id(&self) -> String {
        let text = String::from_utf8_lossy(&self.message);
        let header = text.lines().take_while(|line| !line.is_empty()).find_map(|line| {
            line.strip_prefix("Message-ID: <").and_then(|rest| rest.strip_suffix('>'))
        });
        header.unwrap_or_default().to_owned()
    }
}

/// The server; killed when dropped.
pub struct SmtpServer {
    process: Child,
    port: u16,
    folder: Folder,
}

impl SmtpServer {
    /// Starts a server on a free port; `arguments` are those of
    /// `smtp_server.py`.
    pub fn start(arguments: &[&str]) -> Self {
        let folder = Folder::new();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/smtp_server.py");
        let mut process = Command::new(python())
            .arg(script)
            .arg(folder.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect(HINT);
        let mut line = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut line).expect("what the server prints");
        }
        let port = line
            .strip_prefix("listening ")
            .and_then(|port| port.trim().parse().ok())
            .unwrap_or_else(|| panic!("{HINT}"));
        Self { process, port, folder }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Whoever trusts the certificates in this file trusts a server with
    /// `--tls`.
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// What the server kept, in order.
    pub fn received(&self) -> Vec<Received> {
        let mut names: Vec<PathBuf> = std::fs::read_dir(self.folder.path())
            .expect("the server's folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .collect();
        names.sort();
        names.iter().map(|path| received(path)).collect()
    }

    /// Lines of the server's log that begin with a word.
    pub fn events(&self, word: &str) -> Vec<String> {
        let log = std::fs::read_to_string(self.folder.path().join("events.log"))
            .expect("the server's log");
        log.lines().filter(|line| line.starts_with(word)).map(str::to_owned).collect()
    }

    /// Waits until somebody begins to hand a mail over.
    pub fn wait_for_a_mail(&self) {
        let deadline = Instant::now() + Duration::from_secs(30);
        while self.events("mail").is_empty() {
            assert!(Instant::now() < deadline, "no mail reaches the server");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn kill(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.kill();
    }
}

fn received(path: &Path) -> Received {
    let text = std::fs::read_to_string(path).expect("an envelope");
    let envelope: serde_json::Value = serde_json::from_str(&text).expect("an envelope");
    let to = envelope["to"].as_array().expect("recipients");
    Received {
        from: envelope["from"].as_str().expect("a sender").to_owned(),
        to: to.iter().map(|to| to.as_str().expect("a recipient").to_owned()).collect(),
        message: std::fs::read(path.with_extension("eml")).expect("a message"),
    }
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

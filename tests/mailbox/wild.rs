//! The messages of `tests/data/mailbox`, and a maildir to put them into.

use std::path::{Path, PathBuf};

/// The reminder that they are about, and whom it went to.
pub const MESSAGE_ID: &str = "0123456789abcdef0123456789abcdef.relance@societe.example";
pub const RECIPIENT: &str = "compta@durand.example";

pub fn bytes(name: &str) -> Vec<u8> {
    let path = Path::new("tests/data/mailbox").join(format!("{name}.eml"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The message about another reminder that went to another address.
pub fn about(name: &str, message_id: &str, recipient: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes(name)).expect("a message of text");
    text.replace(MESSAGE_ID, message_id).replace(RECIPIENT, recipient).into_bytes()
}

/// An empty maildir within a folder.
pub struct Inbox(pub PathBuf);

impl Inbox {
    pub fn within(folder: &Path) -> Self {
        let path = folder.join("mailbox");
        for part in ["new", "cur", "tmp"] {
            std::fs::create_dir_all(path.join(part)).expect("a maildir");
        }
        Self(path)
    }

    pub fn address(&self) -> String {
        format!("maildir:{}", self.0.display())
    }

    /// As a mail server delivers.
    pub fn deliver(&self, name: &str, message: &[u8]) {
        let there = self.0.join("tmp").join(name);
        std::fs::write(&there, message).expect("a message");
        std::fs::rename(there, self.0.join("new").join(name)).expect("a delivery");
    }

    pub fn unread(&self) -> usize {
        std::fs::read_dir(self.0.join("new")).expect("a maildir").count()
    }
}

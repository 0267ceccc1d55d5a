//! A maildir: one file a message. Unread ones are in `new/`, or in `cur/`
//! without the flag `S`.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::LONGEST;

/// Unread messages that are looked at before the rest has its turn.
const MOST_AT_ONCE: usize = 10_000;

/// A folder with `new/` and `cur/` in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maildir(PathBuf);

/// A message that nobody has read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    path: PathBuf,
}

impl Maildir {
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// In the order in which they came, as far as their names tell.
    ///
    /// # Errors
    /// When `new/` or `cur/` cannot be listed.
    pub fn unread(&self) -> io::Result<Vec<Unread>> {
        let mut found = Vec::new();
        for (folder, is_new) in [("new", true), ("cur", false)] {
            for entry in fs::read_dir(self.0.join(folder))? {
                let entry = entry?;
                let name = entry.file_name();
                let hidden = name.as_encoded_bytes().starts_with(b".");
                // Links, folders and pipes are no messages.
                let file = !hidden && entry.file_type().is_ok_and(|kind| kind.is_file());
                if file && (is_new || !is_seen(&name)) {
                    found.push(Unread { path: entry.path() });
                }
                if found.len() >= MOST_AT_ONCE {
                    break;
                }
            }
        }
        found.sort_by(|a, b| a.path.file_name().cmp(&b.path.file_name()));
        Ok(found)
    }

    /// The beginning of a message, and how long it is; `None` where somebody
    /// else has taken it meanwhile.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(&self, message: &Unread) -> io::Result<Option<(Vec<u8>, u64)>> {
        let file = match File::open(&message.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let length = file.metadata()?.len();
        let mut bytes = Vec::new();
        file.take(LONGEST as u64).read_to_end(&mut bytes)?;
        Ok(Some((bytes, length)))
    }

    /// Moves a message to `cur/` with the flag `S`; no other message is ever
    /// replaced.
    ///
    /// # Errors
    /// When the file cannot be moved, or another has that name.
    pub fn mark_read(&self, message: &Unread) -> io::Result<()> {
        let Some(name) = message.path.file_name() else { return Ok(()) };
        let seen = self.0.join("cur").join(seen(name));
        // A name that is taken is refused, where a rename would replace it.
        match fs::hard_link(&message.path, &seen) {
            Ok(()) => fs::remove_file(&message.path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // Not every file system has links.
            Err(_) if !seen.exists() => fs::rename(&message.path, &seen),
            Err(error) => Err(error),
        }
    }
}

/// The flags stand behind `:2,`.
fn is_seen(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    let at = name.windows(3).rposition(|three| three == b":2,");
    at.is_some_and(|at| name[at + 3..].contains(&b'S'))
}

fn seen(name: &OsStr) -> OsString {
    let mut seen = name.to_os_string();
    let flagged = name.as_encoded_bytes().windows(3).any(|three| three == b":2,");
    // Flags stand in the order of the alphabet; readers take any.
    seen.push(if flagged { "S" } else { ":2,S" });
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn maildir() -> (tempfile::TempDir, Maildir) {
        let folder = tempfile::tempdir().expect("a folder");
        for part in ["new", "cur", "tmp"] {
            fs::create_dir(folder.path().join(part)).expect("a part of a maildir");
        }
        let maildir = Maildir::new(folder.path());
        (folder, maildir)
    }

    #[test]
    fn what_is_unread_is_read_once_in_its_order() {
        let (folder, maildir) = maildir();
        let write = |name: &str| fs::write(folder.path().join(name), name).expect("a message");
        for name in ["new/2.b", "new/1.a", "cur/3.c:2,", "cur/4.d:2,S", "cur/5.e:2,RS", "new/.x"] {
            write(name);
        }
        let read = |message: &Unread| {
            let (bytes, length) = maildir.read(message).expect("a file").expect("a message");
            assert_eq!(bytes.len() as u64, length);
            String::from_utf8(bytes).expect("a text")
        };
        let unread = maildir.unread().expect("a list");
        let names: Vec<String> = unread.iter().map(read).collect();
        assert_eq!(names, ["new/1.a", "new/2.b", "cur/3.c:2,"]);
        for message in &unread {
            maildir.mark_read(message).expect("it is moved");
            maildir.mark_read(message).expect("it was moved by another");
            assert_eq!(maildir.read(message).expect("no error"), None);
        }
        assert_eq!(maildir.unread().expect("a list"), []);
        assert!(folder.path().join("cur/1.a:2,S").is_file());
        assert!(folder.path().join("cur/3.c:2,S").is_file());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_message_stays_where_it_is() {
        use std::os::unix::ffi::OsStrExt as _;
        let (folder, maildir) = maildir();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("new/folder")).expect("a folder");
        fs::write(at("secret"), "secret").expect("a file");
        std::os::unix::fs::symlink(at("secret"), at("new/link")).expect("a link");
        assert_eq!(maildir.unread().expect("a list"), []);

        let odd = OsStr::from_bytes(b"\xff;rm -rf:2,\n");
        fs::write(folder.path().join("new").join(odd), "odd").expect("a message");
        fs::write(at("new/1.a"), "one").expect("a message");
        fs::write(at("cur/1.a:2,S"), "another of the same name").expect("a message");
        let unread = maildir.unread().expect("a list");
        assert_eq!(unread.len(), 2);
        let moved: Vec<bool> = unread.iter().map(|it| maildir.mark_read(it).is_ok()).collect();
        assert_eq!(moved, [false, true], "no message is replaced");
        let kept = fs::read_to_string(at("cur/1.a:2,S")).expect("the other");
        assert_eq!(kept, "another of the same name");
    }

    #[test]
    fn of_a_huge_message_only_the_beginning_is_read() {
        let (folder, maildir) = maildir();
        let file = File::create(folder.path().join("new/huge")).expect("a file");
        file.set_len(1 << 30).expect("a sparse file");
        let unread = maildir.unread().expect("a list");
        let (bytes, length) = maildir.read(&unread[0]).expect("a file").expect("a message");
        assert_eq!((bytes.len(), length), (LONGEST, 1 << 30));
    }
}

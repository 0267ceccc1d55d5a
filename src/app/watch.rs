//! Noticing that rules or templates were saved.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

use super::error::AppError;

/// A save comes as several events; one is over when it is quiet for so long.
const QUIET: Duration = Duration::from_millis(20);

/// Folders under watch, with everything below them.
pub struct FolderWatch {
    events: UnboundedReceiver<Vec<PathBuf>>,
    /// Watches as long as it lives.
    _watcher: RecommendedWatcher,
}

impl FolderWatch {
    /// # Errors
    /// When the system cannot watch a folder.
    pub fn new(folders: &[&Path]) -> Result<Self, AppError> {
        let (sender, events) = unbounded_channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if let Ok(event) = event
                && is_change(event.kind)
            {
                // Nobody listens any more: the watch is being dropped.
                let _ = sender.send(event.paths);
            }
        });
        let failed = |folder: &Path, error: notify::Error| AppError::File {
            path: folder.display().to_string(),
            error: std::io::Error::other(error),
        };
        let here = Path::new(".");
        let mut watcher = watcher.map_err(|error| failed(here, error))?;
        for folder in folders {
            watcher
                .watch(folder, RecursiveMode::Recursive)
                .map_err(|error| failed(folder, error))?;
        }
        Ok(Self { events, _watcher: watcher })
    }

    /// Waits for the next save, and gives the files that it touched. Files
    /// that editors keep for themselves do not count.
    pub async fn saved(&mut self) -> BTreeSet<PathBuf> {
        let mut saved = BTreeSet::new();
        loop {
            let event = match saved.is_empty() {
                true => self.events.recv().await,
                false => timeout(QUIET, self.events.recv()).await.unwrap_or_default(),
            };
            match event {
                Some(paths) => saved.extend(paths.into_iter().filter(|path| is_kept(path))),
                None => return saved,
            }
        }
    }
}

/// Reading a file is none, closing one after writing is.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

/// What editors write beside a file while it is edited: `.file.swp`, `file~`,
/// `.#file`, `#file#`, `4913`.
fn is_kept(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let own = name.starts_with(['.', '#']) || name.ends_with(['~', '#']) || name == "4913";
    !own && !name.ends_with(".tmp")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_keep_for_themselves_is_no_save() {
        for (name, expected) in [
            ("rules/relance.yaml", true),
            ("templates/mail/N1/fr/body.html", true),
            ("rules/.relance.yaml.swp", false),
            ("rules/relance.yaml~", false),
            ("rules/.#relance.yaml", false),
            ("rules/#relance.yaml#", false),
            ("rules/4913", false),
            ("templates/body.html.tmp", false),
        ] {
            assert_eq!(is_kept(Path::new(name)), expected, "{name}");
        }
    }

    #[tokio::test]
    async fn a_save_is_told_once_whatever_way_it_is_made() {
        let folder = tempfile::tempdir().expect("a folder");
        let below = folder.path().join("mail/N1");
        std::fs::create_dir_all(&below).expect("a folder");
        let mut watch = FolderWatch::new(&[folder.path()]).expect("a watch");
        let file = below.join("body.txt");
        std::fs::write(&file, "one").expect("a file");
        assert_eq!(watch.saved().await, BTreeSet::from([file.clone()]), "written");
        let beside = below.join(".body.txt.new");
        std::fs::write(&beside, "two").expect("a file");
        std::fs::rename(&beside, &file).expect("renamed");
        assert_eq!(watch.saved().await, BTreeSet::from([file.clone()]), "put in its place");
        std::fs::read(&file).expect("read");
        assert!(timeout(QUIET * 5, watch.saved()).await.is_err(), "reading is no save");
    }
}

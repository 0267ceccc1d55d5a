//! Noticing that rules or templates were saved.

use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

use super::error::AppError;

/// A save comes as several events; one is over when it is quiet for so long.
const QUIET: Duration = Duration::from_millis(20);

/// How often folders are looked for that were put in the place of others.
const LOOK: Duration = Duration::from_millis(500);

/// A folder under watch, and which one it is: another may take its place.
struct Watched {
    path: PathBuf,
    /// Device and number of the folder; none while it is missing.
    identity: Option<(u64, u64)>,
}

impl Watched {
    fn identity_now(&self) -> Option<(u64, u64)> {
        let there = std::fs::metadata(&self.path).ok()?;
        Some((there.dev(), there.ino()))
    }
}

/// Folders under watch, with everything below them.
pub struct FolderWatch {
    events: UnboundedReceiver<Vec<PathBuf>>,
    /// Watches as long as it lives.
    watcher: RecommendedWatcher,
    folders: Vec<Watched>,
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
        let watcher = watcher.map_err(|error| failed(Path::new("."), error))?;
        let mut watch = Self { events, watcher, folders: Vec::new() };
        for folder in folders {
            let mut watched = Watched { path: (*folder).to_owned(), identity: None };
            watched.identity = watched.identity_now();
            watch
                .watcher
                .watch(folder, RecursiveMode::Recursive)
                .map_err(|error| failed(folder, error))?;
            watch.folders.push(watched);
        }
        Ok(watch)
    }

    /// Waits for the next save, and gives the files that it touched. Files
    /// that editors keep for themselves do not count.
    pub async fn saved(&mut self) -> BTreeSet<PathBuf> {
        let mut saved = BTreeSet::new();
        loop {
            let patience = if saved.is_empty() { LOOK } else { QUIET };
            match timeout(patience, self.events.recv()).await {
                Ok(Some(paths)) => saved.extend(paths.into_iter().filter(|path| is_kept(path))),
                Err(_) if saved.is_empty() => saved.extend(self.replaced()),
                _ => return saved,
            }
        }
    }

    /// Folders that another one has taken the place of; they are watched from
    /// now on.
    fn replaced(&mut self) -> Vec<PathBuf> {
        let mut replaced = Vec::new();
        for folder in &mut self.folders {
            let now = folder.identity_now();
            if now == folder.identity {
                continue;
            }
            // The watch of the one before is gone with it, or goes now.
            let _ = self.watcher.unwatch(&folder.path);
            let watched = self.watcher.watch(&folder.path, RecursiveMode::Recursive);
            if now.is_none() || watched.is_ok() {
                folder.identity = now;
                replaced.push(folder.path.clone());
            }
        }
        replaced
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
        std::fs::rename(folder.path().join("mail"), folder.path().join("old")).expect("renamed");
        watch.saved().await;
        std::fs::read(folder.path().join("old/N1/body.txt")).expect("read");
        assert!(timeout(QUIET * 5, watch.saved()).await.is_err(), "reading is no save");
    }

    #[tokio::test]
    async fn a_folder_that_is_put_in_the_place_of_another_is_watched() {
        let parent = tempfile::tempdir().expect("a folder");
        let [rules, aside] = ["rules", "aside"].map(|name| parent.path().join(name));
        std::fs::create_dir(&rules).expect("a folder");
        std::fs::create_dir(&aside).expect("a folder");
        let mut watch = FolderWatch::new(&[&rules]).expect("a watch");
        std::fs::remove_dir(&rules).expect("removed");
        watch.saved().await;
        std::fs::rename(&aside, &rules).expect("renamed");
        while !watch.saved().await.contains(&rules) || !rules.exists() {}
        let file = rules.join("relance.yaml");
        std::fs::write(&file, "levels: {}").expect("a file");
        assert!(watch.saved().await.contains(&file), "the new one is watched");
    }
}

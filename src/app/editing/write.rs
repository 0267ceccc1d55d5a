//! Several files put in their places together: all are written beside them
//! first, so that only renames remain, and what was renamed is put back when
//! one fails.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::draft::Changes;
use super::snapshot::failed;
use crate::app::diff::Folders;
use crate::app::error::AppError;

/// One file on its way.
struct Move {
    place: PathBuf,
    /// The new content beside its place; none for a file to be deleted.
    part: Option<PathBuf>,
    /// What was there.
    before: Option<Vec<u8>>,
}

/// # Errors
/// When a file cannot be written; then all are as they were.
pub fn write(folders: &Folders, changes: &Changes) -> Result<(), AppError> {
    let mut moves = Vec::with_capacity(changes.len());
    for (path, content) in changes {
        let root =
            if path.as_str().starts_with("rules/") { &folders.rules } else { &folders.templates };
        let prepared = prepare(root, &path.place(folders), content.as_ref().map(|it| &*it.bytes));
        match prepared {
            Ok(prepared) => moves.push(prepared),
            Err(error) => {
                abandon(&moves);
                return Err(error);
            }
        }
    }
    for (done, one) in moves.iter().enumerate() {
        if let Err(error) = one.carry_out() {
            for other in &moves[..done] {
                other.take_back();
            }
            abandon(&moves[done..]);
            return Err(failed(&one.place, error));
        }
    }
    for one in &moves {
        one.settle(folders);
    }
    Ok(())
}

/// Writes a content beside its place, which is within the root whatever links
/// are on the way.
fn prepare(root: &Path, place: &Path, content: Option<&[u8]>) -> Result<Move, AppError> {
    let root = root.canonicalize().map_err(|error| failed(root, error))?;
    let folder = place.parent().unwrap_or(&root);
    if content.is_some() {
        // The nearest folder that is there decides before any is made.
        let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(&root);
        within(&root, there)?;
        fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    }
    // A link to a file within the folders is followed, not replaced.
    let place = if place.exists() {
        within(&root, place)?
    } else {
        within(&root, folder)?.join(place.file_name().unwrap_or_default())
    };
    let before = match fs::read(&place) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(&place, error)),
    };
    let part = content.map(|content| part(&place, content)).transpose()?;
    Ok(Move { place, part, before })
}

fn within(root: &Path, path: &Path) -> Result<PathBuf, AppError> {
    let real = path.canonicalize().map_err(|error| failed(path, error))?;
    if real.starts_with(root) {
        return Ok(real);
    }
    Err(failed(path, std::io::Error::from(std::io::ErrorKind::PermissionDenied)))
}

/// The content in a hidden file beside its place, on the disk for good.
fn part(place: &Path, content: &[u8]) -> Result<PathBuf, AppError> {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let part = place.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(content)?;
        if let Ok(there) = fs::metadata(place) {
            file.set_permissions(there.permissions())?;
        }
        file.sync_all()
    });
    written.map(|()| part.clone()).map_err(|error| {
        // Nothing more can be done about a file that cannot be removed.
        let _ = fs::remove_file(&part);
        failed(place, error)
    })
}

impl Move {
    fn carry_out(&self) -> std::io::Result<()> {
        match &self.part {
            Some(part) => fs::rename(part, &self.place),
            None => fs::remove_file(&self.place),
        }
    }

    /// As good as it can be: the disk already refused another file.
    fn take_back(&self) {
        let _ = match &self.before {
            Some(before) => fs::write(&self.place, before),
            None => fs::remove_file(&self.place),
        };
    }

    /// The folders as well are on the disk for good; those that are left empty
    /// go, since a folder says that there is a language.
    fn settle(&self, folders: &Folders) {
        let roots: Vec<PathBuf> = [&folders.rules, &folders.templates]
            .iter()
            .filter_map(|it| it.canonicalize().ok())
            .collect();
        let mut folder = self.place.parent();
        while let Some(path) = folder {
            if let Ok(opened) = File::open(path) {
                let _ = opened.sync_all();
            }
            if roots.iter().any(|root| root == path) || fs::remove_dir(path).is_err() {
                break;
            }
            folder = path.parent();
        }
    }
}

fn abandon(moves: &[Move]) {
    for part in moves.iter().filter_map(|one| one.part.as_ref()) {
        let _ = fs::remove_file(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::editing::path::FilePath;
    use crate::app::editing::snapshot::Content;

    fn folders(root: &Path) -> Folders {
        let folders = Folders { rules: root.join("rules"), templates: root.join("templates") };
        fs::create_dir_all(&folders.rules).expect("a folder");
        fs::create_dir_all(&folders.templates).expect("a folder");
        folders
    }

    fn path(name: &str) -> FilePath {
        FilePath::parse(name).expect("a file of rules or templates")
    }

    fn text(text: &str) -> Option<Content> {
        Some(Content::new(text.as_bytes()))
    }

    #[test]
    fn several_files_change_together_or_not_at_all() {
        let root = tempfile::tempdir().expect("a folder");
        let folders = folders(root.path());
        fs::write(folders.rules.join("relance.yaml"), "before").expect("a file");
        // A folder where a file is to be: it cannot be put in its place.
        fs::create_dir_all(folders.templates.join("z.txt/inside")).expect("a folder");
        let changes = Changes::from([
            (path("rules/relance.yaml"), text("after")),
            (path("templates/new/fr/body.txt"), text("new")),
            (path("templates/z.txt"), text("in the way")),
        ]);
        write(&folders, &changes).expect_err("a folder is in the way");
        let read = |path: &Path| fs::read_to_string(path).ok();
        assert_eq!(read(&folders.rules.join("relance.yaml")).as_deref(), Some("before"));
        assert!(!folders.templates.join("new/fr/body.txt").exists());
        let hidden = fs::read_dir(&folders.rules).expect("a folder").count();
        assert_eq!(hidden, 1, "no part is left");

        fs::remove_dir_all(folders.templates.join("z.txt")).expect("removed");
        write(&folders, &changes).expect("written");
        assert_eq!(read(&folders.rules.join("relance.yaml")).as_deref(), Some("after"));
        let new = folders.templates.join("new/fr/body.txt");
        assert_eq!(read(&new).as_deref(), Some("new"));

        let deleted = Changes::from([(path("templates/new/fr/body.txt"), None)]);
        write(&folders, &deleted).expect("deleted");
        assert!(
            !folders.templates.join("new").exists(),
            "no empty folder says there is a language"
        );
    }

    #[test]
    fn no_link_leads_out_of_the_folders() {
        let root = tempfile::tempdir().expect("a folder");
        let folders = folders(root.path());
        let outside = root.path().join("outside");
        fs::create_dir(&outside).expect("a folder");
        fs::write(outside.join("secret.txt"), "untouched").expect("a file");
        std::os::unix::fs::symlink(&outside, folders.templates.join("way")).expect("a link");
        for name in ["templates/way/secret.txt", "templates/way/new.txt", "templates/way/a/b.txt"] {
            let changes = Changes::from([(path(name), text("written"))]);
            write(&folders, &changes).expect_err(name);
        }
        let left: Vec<_> = fs::read_dir(&outside).expect("a folder").collect();
        assert_eq!(left.len(), 1);
        assert_eq!(fs::read_to_string(outside.join("secret.txt")).expect("a file"), "untouched");
    }
}

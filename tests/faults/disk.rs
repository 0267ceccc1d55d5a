//! The disk is full.

use std::path::PathBuf;
use std::process::Command;

use crate::cluster::{
    CONNECTIONS, Process, RUN_DATE, acknowledged, customers, nothing_lost, on_sqlite, wait_until,
};
use crate::smtp::Folder;

const REMINDERS: usize = 40;

/// A disk of a few megabytes, in memory; gone when dropped.
struct SmallDisk(Folder);

impl SmallDisk {
    /// `None` where tests may not mount anything.
    fn new() -> Option<Self> {
        let disk = Self(Folder::new());
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=16m", "tmpfs"])
            .arg(disk.0.path())
            .output()
            .is_ok_and(|done| done.status.success());
        mounted.then_some(disk)
    }

    fn ballast(&self) -> PathBuf {
        self.0.path().join("ballast")
    }

    /// Takes all the room that is left.
    fn fill(&self) {
        for size in [1 << 20, 64 << 10, 4 << 10] {
            let mut count = 0;
            while std::fs::write(
                self.0.path().join(format!("ballast{size}-{count}")),
                vec![0; size],
            )
            .is_ok()
            {
                count += 1;
            }
        }
    }

    fn make_room(&self) {
        for entry in std::fs::read_dir(self.0.path()).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.to_string_lossy().starts_with(&*self.ballast().to_string_lossy()) {
                std::fs::remove_file(path).expect("a file");
            }
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[tokio::test]
async fn a_full_disk_interrupts_a_run_that_is_resumed_later() {
    let Some(disk) = SmallDisk::new() else {
        eprintln!("skipped: nothing may be mounted");
        return;
    };
    let (mut desk, server) = on_sqlite();
    desk.database = Some(format!("sqlite:{}", disk.0.path().join("relance.db").display()));
    desk.fill(&customers(REMINDERS, "slow150-")).await;
    let planned = desk.previewed(RUN_DATE);
    let mut run = Process::start(&desk, &["run", "--yes", "--as-of", RUN_DATE]);
    wait_until("some have arrived", || acknowledged(&server).len() > 6);
    disk.fill();
    assert_ne!(run.ended(), 0, "{}", run.told());
    assert!(acknowledged(&server).len() < REMINDERS, "it was interrupted: {}", run.told());
    disk.make_room();
    desk.relance(&["resume", "--yes"]).expect(0);
    nothing_lost(&desk, &server, &planned, 2 * CONNECTIONS);
}

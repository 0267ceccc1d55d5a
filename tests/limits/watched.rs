//! The program at work, its time and memory watched.

use std::io::Read as _;
use std::process::Command;
use std::time::{Duration, Instant};

/// What it did, and what it took.
#[derive(Debug)]
pub struct Watched {
    pub code: Option<i32>,
    pub err: String,
    pub took: Duration,
    /// The most memory that it had, in MiB.
    pub memory: u64,
}

impl Watched {
    /// It must have said this, and taken no more than that.
    pub fn within(&self, code: i32, said: &str, time: Duration, memory: u64) {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert!(self.err.contains(said), "{said}: {self:?}");
        assert!(self.took < time, "{:?}: {self:?}", time);
        assert!(self.memory < memory, "{memory} MiB: {self:?}");
    }
}

/// Runs a command to its end, or for a minute.
pub fn watch(mut command: Command) -> Watched {
    let begun = Instant::now();
    let mut child = command.spawn().expect("the program");
    let mut errors = child.stderr.take().expect("its messages");
    let reading = std::thread::spawn(move || {
        let mut text = Vec::new();
        errors.read_to_end(&mut text).map(|_| text)
    });
    let mut memory = 0;
    let status = loop {
        memory = memory.max(most_memory(child.id()));
        match child.try_wait().expect("its state") {
            Some(status) => break Some(status),
            None if begun.elapsed() > Duration::from_secs(60) => {
                child.kill().expect("its end");
                child.wait().expect("its end");
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let took = begun.elapsed();
    let err = reading.join().expect("a thread").expect("its messages");
    Watched {
        code: status.and_then(|status| status.code()),
        err: String::from_utf8_lossy(&err).into_owned(),
        took,
        memory,
    }
}

/// The most memory that a process has had, in MiB; nothing once it has ended.
pub fn most_memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}

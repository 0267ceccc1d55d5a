//! Where a process runs, so that others on the same machine can see whether it
//! is still there.

use std::fs;

/// One process of one machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// The boot of the machine and the namespace that numbers its processes;
    /// `None` where the system does not tell.
    pub machine: Option<String>,
    pub pid: u32,
    /// When it began, in ticks since the boot: a later process may have the
    /// same number.
    pub started: Option<u64>,
}

impl Process {
    /// This one.
    pub fn here() -> Self {
        let pid = std::process::id();
        Self { machine: machine(), pid, started: stat(pid).map(|stat| stat.started) }
    }

    /// Whether the process has ended; `None` where that cannot be seen from
    /// `here`.
    pub fn has_ended(&self, here: &Self) -> Option<bool> {
        if self.machine.is_none() || self.machine != here.machine {
            return None;
        }
        Some(match stat(self.pid) {
            Some(stat) => stat.ended || self.started != Some(stat.started),
            None => true,
        })
    }
}

/// `host:number`, as people know a process.
pub fn name(process: &Process) -> String {
    let host = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let host = host.trim();
    let host = if host.is_empty() { "localhost" } else { host };
    format!("{host}:{}", process.pid)
}

fn machine() -> Option<String> {
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let namespace = fs::read_link("/proc/self/ns/pid").ok()?;
    Some(format!("{} {}", boot.trim(), namespace.display()))
}

struct Stat {
    started: u64,
    /// Nobody has asked yet how it ended.
    ended: bool,
}

/// proc_pid_stat(5): the name stands in brackets and may hold anything.
fn stat(pid: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, fields) = text.rsplit_once(')')?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    Some(Stat {
        ended: matches!(fields.first(), Some(&("Z" | "X"))),
        started: fields.get(19)?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_seen_until_it_ends() {
        let here = Process::here();
        if here.machine.is_none() {
            return;
        }
        assert_eq!(here.has_ended(&here), Some(false));
        let mut child = std::process::Command::new("sleep").arg("60").spawn().expect("a process");
        let pid = child.id();
        let other = Process { pid, started: stat(pid).map(|stat| stat.started), ..here.clone() };
        assert_eq!(other.has_ended(&here), Some(false));
        let later = Process { started: other.started.map(|ticks| ticks + 1), ..other.clone() };
        assert_eq!(later.has_ended(&here), Some(true), "another one of the same number");
        child.kill().expect("a process");
        while other.has_ended(&here) != Some(true) {
            std::thread::yield_now();
        }
        child.wait().expect("its end");
        assert_eq!(other.has_ended(&here), Some(true));
        let elsewhere = Process { machine: Some("another".to_owned()), ..other };
        assert_eq!(elsewhere.has_ended(&here), None);
    }
}

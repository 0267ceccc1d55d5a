//! Spoils inputs for a time and holds what is done with them against what must
//! never happen.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};
use std::time::{Duration, Instant};

use fastrand::Rng;

use crate::mutation::spoiled;

/// How long one input may take, in a build without optimization.
const PATIENCE: Duration = Duration::from_secs(15);

/// How much more memory the inputs of one test may take, in MiB.
const MEMORY: u64 = 700;

/// One at a time, so that the memory of each can be told.
static TURN: Mutex<()> = Mutex::new(());

/// Tries right inputs, what was found earlier, and spoiled ones; `take` panics
/// where something is wrong.
pub fn run(name: &str, seeds: &[Vec<u8>], words: &[&str], mut take: impl FnMut(&[u8])) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    quietly();
    let found = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
    std::fs::create_dir_all(&found).expect("a folder");
    let current = found.join(format!("{name}.current"));
    let before = memory();
    let (seconds, seed) = settings();
    println!("{name}: {seconds} s, RELANCE_FUZZ_SEED={seed}");
    let mut rng = Rng::with_seed(seed);
    let earlier = earlier(name);
    let mut given = seeds.iter().chain(&earlier).cloned();
    let all: Vec<Vec<u8>> = seeds.iter().chain(&earlier).cloned().collect();
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut tried = 0_u64;
    loop {
        let input = match given.next() {
            Some(input) => input,
            None if Instant::now() > end => break,
            None => spoiled(&mut rng, &all, words),
        };
        // What a crash of the whole process leaves behind.
        std::fs::write(&current, &input).expect("a file");
        let begun = Instant::now();
        let taken = panic::catch_unwind(AssertUnwindSafe(|| take(&input)));
        let took = begun.elapsed();
        let wrong = match taken {
            Err(_) => Some(SAID.take()),
            Ok(()) if took > PATIENCE => Some(format!("took {took:?}")),
            Ok(()) => None,
        };
        if let Some(wrong) = wrong {
            let kept = found.join(format!("{name}-{seed}-{tried}"));
            std::fs::write(&kept, &input).expect("a file");
            panic!("{name}: {wrong}\nthe input is in {}", kept.display());
        }
        tried += 1;
    }
    let grown = memory().saturating_sub(before);
    println!("{name}: {tried} inputs, {grown} MiB more at most");
    assert!(grown < MEMORY, "{name} took {grown} MiB more");
}

fn settings() -> (u64, u64) {
    let number = |name| std::env::var(name).ok().map(|text| text.parse().expect("a number"));
    let seconds = number("RELANCE_FUZZ_SECONDS");
    // By hand each time others; in a check always the same.
    let seed = number("RELANCE_FUZZ_SEED");
    let seed = seed.unwrap_or_else(|| seconds.map_or(1, |_| fastrand::u64(..)));
    (seconds.unwrap_or(2), seed)
}

/// Inputs that were once too much.
fn earlier(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new("tests/cases/hostile").join(name);
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("an input")).collect()
}

thread_local! {
    /// What the last panic of this thread said, and where.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Panics are told by the harness, not as they come.
fn quietly() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            SAID.set(panic.to_string());
            usual(panic);
        }));
    });
}

/// The most memory that this process has had, in MiB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("a figure");
    let kib = line.split_whitespace().nth(1).expect("a figure");
    kib.parse::<u64>().expect("a number") / 1024
}

//! How fast the batch is, and how near to the limits of what it stands on:
//! `cargo bench --bench batch [-- ITEMS…]`. Prints a table for 10,000, 100,000
//! and 1,000,000 open due items on SQLite. Needs Debian's `postfix` for
//! `smtp-sink`.

mod books;
#[path = "../shared/folder.rs"]
mod folder;
mod limits;
mod measure;
#[path = "../shared/memory.rs"]
mod memory;
mod sink;

use std::process::ExitCode;

/// The same as the program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [u64; 3] = [10_000, 100_000, 1_000_000];

fn main() -> ExitCode {
    let sizes: Vec<u64> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let one = std::env::var_os("RELANCE_BENCH_ONE").is_some();
    match sizes.as_slice() {
        // One size per process, so that each has its own peak of memory.
        [size] if one => measure::one_size(*size),
        [] => each_in_its_own_process(&SIZES),
        sizes => each_in_its_own_process(sizes),
    }
}

fn each_in_its_own_process(sizes: &[u64]) -> ExitCode {
    let Ok(program) = std::env::current_exe() else { return ExitCode::FAILURE };
    for size in sizes {
        let status = std::process::Command::new(&program)
            .arg(size.to_string())
            .env("RELANCE_BENCH_ONE", "1")
            .status();
        if !status.is_ok_and(|status| status.success()) {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

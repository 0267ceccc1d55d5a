//! How fast a simulation is: `cargo bench --bench simulate`. Prints a table: a
//! year of the demonstration company, a quarter of 100,000 open due items on
//! SQLite; short ones only when it is run as a test.

#[path = "../batch/books.rs"]
mod books;
mod measure;
#[path = "../shared/memory.rs"]
mod memory;

use std::process::ExitCode;

/// The same as the program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ITEMS: u64 = 100_000;
const ITEMS_AS_A_TEST: u64 = 1_000;

fn main() -> ExitCode {
    let whole = std::env::args().any(|arg| arg == "--bench");
    match measure::all(if whole { ITEMS } else { ITEMS_AS_A_TEST }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

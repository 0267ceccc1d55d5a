//! How fast the aged balance is: `cargo bench --bench balance [-- ITEMS…]`.
//! Prints a table for 100,000 and 1,000,000 open due items on SQLite; a few
//! items only when it is run as a test.

#[path = "../batch/books.rs"]
mod books;
mod measure;
#[path = "../shared/memory.rs"]
mod memory;

use std::process::ExitCode;

/// The same as the program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [u64; 2] = [100_000, 1_000_000];
const AS_A_TEST: u64 = 1_000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let given: Vec<u64> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    let sizes = match given.as_slice() {
        [] if args.iter().any(|arg| arg == "--bench") => SIZES.to_vec(),
        [] => vec![AS_A_TEST],
        given => given.to_vec(),
    };
    for size in sizes {
        if let Err(error) = measure::one_size(size) {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

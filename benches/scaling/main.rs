//! What more processes bring: one batch planned and sent by 1, 2 and 4 of them.
//! `cargo bench --bench scaling [-- ITEMS]`; `RELANCE_TEST_POSTGRES` names a
//! PostgreSQL server (`tests/support/postgres.sh start`). Needs Debian's
//! `postfix` for `smtp-sink`.

#[path = "../batch/books.rs"]
mod books;
mod measure;
#[path = "../batch/sink.rs"]
mod sink;

use std::process::ExitCode;

/// Open due items where no other number is given.
const ITEMS: u64 = 100_000;

fn main() -> ExitCode {
    let items = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(ITEMS);
    let measured = tokio::runtime::Runtime::new()
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(measure::measure(items)));
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

//! How fast the pages are, from the request to the last byte of the answer:
//! `cargo bench --bench web [-- ITEMS]`. Starts the service on 1,000,000 open
//! due items and has 20 clients ask at once, then takes the pages of the
//! demonstration company one by one. A few items only when it is run as a test.
//! `RELANCE_DESK_DATABASE` names an empty PostgreSQL database to measure
//! instead of SQLite; the demonstration company is left out then.

#[path = "../batch/books.rs"]
mod books;
#[path = "../../tests/support/desk.rs"]
#[allow(dead_code)]
mod desk;
mod measure;
#[path = "../../tests/support/service.rs"]
#[allow(dead_code)]
mod service;
#[path = "../../tests/support/smtp.rs"]
mod smtp;

use std::process::ExitCode;

const ITEMS: u64 = 1_000_000;
const AS_A_TEST: u64 = 1_000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let given = args.iter().find_map(|arg| arg.parse().ok());
    let as_a_bench = args.iter().any(|arg| arg == "--bench");
    let items = given.unwrap_or(if as_a_bench { ITEMS } else { AS_A_TEST });
    let measured = measure::many_items(items).and_then(|()| measure::demonstration());
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

//! How many finished mails one core makes per second:
//! `cargo run --release --example render_rate`.

#[allow(dead_code, reason = "shared with the tests")]
#[path = "../tests/support/facts.rs"]
mod facts;
#[allow(dead_code, reason = "shared with the tests")]
#[path = "../tests/support/mails.rs"]
mod mails;

use std::time::Instant;

use mails::{mail, plain_plan, reminder, rich_plan, rules, shipped};

const MAILS: u32 = 20_000;

fn main() {
    let (renderer, rules) = (shipped(), rules());
    for (name, plan) in [("one invoice", plain_plan()), ("four due items", rich_plan())] {
        for level in ["N1", "N5"] {
            let reminder = reminder(&plan, level, "fr");
            let mut bytes = 0;
            let start = Instant::now();
            for _ in 0..MAILS {
                match mail(&renderer, &rules, &plan, &reminder) {
                    Ok(mail) => bytes += mail.message.len(),
                    Err(error) => return eprintln!("{error}"),
                }
            }
            let each = start.elapsed() / MAILS;
            let size = bytes / MAILS as usize;
            println!("{name}, {level}: {each:?} a mail of {size} bytes, one thread");
        }
    }
}

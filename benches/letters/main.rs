//! How many letters are made per second, and how much memory that takes:
//! `cargo bench --bench letters [-- LETTERS…]`. Each letter is another
//! customer's, with other invoices and amounts.

#[allow(dead_code, reason = "shared with the tests")]
#[path = "../../tests/support/facts.rs"]
mod facts;
#[allow(dead_code, reason = "shared with the tests")]
#[path = "../../tests/support/mails.rs"]
mod mails;
#[allow(dead_code, reason = "shared by benchmarks that measure more than once")]
#[path = "../shared/memory.rs"]
mod memory;

use std::process::ExitCode;
use std::time::Instant;

use mails::{plain_plan, reminder, rich_plan, rules, shipped};
use memory::peak_mib;
use rayon::prelude::*;
use relance::domain::letter::{LetterFormat, PostalAddress};
use relance::plan::outcome::{CustomerPlan, PlannedReminder};
use relance::render::Renderer;
use relance::render::letter::LetterRequest;
use relance::rules::set::CompanyRules;
use rust_decimal::Decimal;

/// The same as the program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const NUMBERS: [u64; 2] = [1_000, 10_000];

fn main() -> ExitCode {
    let given: Vec<u64> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let numbers = if given.is_empty() { NUMBERS.to_vec() } else { given };
    relance::typeset::apart::typeset_apart(env!("CARGO_BIN_EXE_relance").into());
    let (renderer, rules) = (shipped(), rules());
    for (what, plan, level) in [
        ("one invoice, N1", plain_plan(), "N1"),
        ("three invoices in two currencies, two credits, N5", rich_plan(), "N5"),
    ] {
        for format in LetterFormat::ALL {
            for &number in &numbers {
                let start = Instant::now();
                let bytes: Result<usize, String> = (0..number)
                    .into_par_iter()
                    .map(|at| one(&renderer, &rules, &plan, level, format, at))
                    .sum();
                let rate = number as f64 / start.elapsed().as_secs_f64();
                match bytes {
                    Ok(bytes) => println!(
                        "{number:>7} {format} letters, {what}: {rate:.0} letters/s, \
                         {} bytes each, peak memory {} MiB",
                        bytes as u64 / number,
                        peak_mib(),
                    ),
                    Err(error) => {
                        eprintln!("{error}");
                        return ExitCode::FAILURE;
                    }
                }
            }
        }
    }
    ExitCode::SUCCESS
}

fn one(
    renderer: &Renderer,
    rules: &CompanyRules,
    plan: &CustomerPlan,
    level: &str,
    format: LetterFormat,
    at: u64,
) -> Result<usize, String> {
    let mut plan = plan.clone();
    let facts = std::sync::Arc::make_mut(&mut plan.facts);
    let customer = &mut facts.billed.customer;
    customer.code = format!("C{at:06}");
    customer.name = format!("Établissements Durand {at}");
    for (number, facts) in (1..).zip(&mut facts.invoices) {
        facts.invoice.number = format!("FA26-{:06}", at * 10 + number);
        for item in &mut facts.invoice.items {
            item.open_amount -= Decimal::new(i64::try_from(at % 9_999).unwrap_or(0), 2);
        }
    }
    let street = format!("{} quai de la Loire", at % 300 + 1);
    let lines = vec![facts.billed.customer.name.to_string(), street, "44000 Nantes".into()];
    let reminder =
        PlannedReminder { postal: Some(PostalAddress { lines }), ..reminder(&plan, level, "fr") };
    let request =
        LetterRequest { rules, plan: &plan, reminder: &reminder, language_fallback: &[], format };
    renderer.letter(&request).map(|letter| letter.file.len()).map_err(|error| error.to_string())
}

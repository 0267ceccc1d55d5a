//! How many finished mails one core and two make per second:
//! `cargo run --release --example render_rate`.

#[allow(dead_code, reason = "shared with the tests")]
#[path = "../tests/support/facts.rs"]
mod facts;
#[allow(dead_code, reason = "shared with the tests")]
#[path = "../tests/support/mails.rs"]
mod mails;

use std::thread;
use std::time::Instant;

use mails::{mail, plain_plan, reminder, rich_plan, rules, shipped};
use relance::plan::outcome::CustomerPlan;
use relance::render::Renderer;
use relance::render::mail::RenderError;

const MAILS: u32 = 20_000;

fn main() -> Result<(), RenderError> {
    let renderer = shipped();
    for (name, plan) in [
        ("one due item", plain_plan()),
        ("two due items", two_items()),
        ("four due items in two currencies, two credits", rich_plan()),
    ] {
        for level in ["N1", "N5"] {
            for threads in [1, 2] {
                measure(&renderer, name, &plan, level, threads)?;
            }
        }
    }
    Ok(())
}

/// Two invoices in one currency.
fn two_items() -> CustomerPlan {
    let one = plain_plan().facts.invoices[0].clone();
    mails::plan(vec![one.clone(), one], Vec::new())
}

fn measure(
    renderer: &Renderer,
    name: &str,
    plan: &CustomerPlan,
    level: &str,
    threads: u32,
) -> Result<(), RenderError> {
    let (rules, reminder) = (rules(), reminder(plan, level, "fr"));
    let bytes = mail(renderer, &rules, plan, &reminder)?.message.len();
    let start = Instant::now();
    thread::scope(|scope| {
        let render =
            || (0..MAILS).try_for_each(|_| mail(renderer, &rules, plan, &reminder).map(drop));
        let started: Vec<_> = (0..threads).map(|_| scope.spawn(render)).collect();
        started.into_iter().try_for_each(|thread| thread.join().expect("no panic"))
    })?;
    let elapsed = start.elapsed();
    let each = elapsed / MAILS;
    let rate = f64::from(MAILS * threads) / elapsed.as_secs_f64();
    println!(
        "{name}, {level}, {bytes} bytes: {each:?} a mail, {rate:.0} a second on {threads} threads"
    );
    Ok(())
}

//! Pages, and how long they take.

use std::time::{Duration, Instant};

use chrono::Utc;

use super::books;
use super::desk::Desk;
use super::service::{Service, Visitor};

type Failure = Box<dyn std::error::Error>;

const CLIENTS: usize = 20;
/// Requests of each client.
const EACH: usize = 15;
/// Requests of a page that is taken alone.
const ALONE: usize = 30;

/// 20 clients at once on books of a given size.
pub fn many_items(items: u64) -> Result<(), Failure> {
    let desk = Desk::new();
    let start = Instant::now();
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let store = desk.store().await;
        for set in books::chunks(items) {
            store.import(&Desk::company(), &set, Utc::now(), "bench").await?;
        }
        Ok::<_, Failure>(())
    })?;
    println!("{items} open due items, imported in {:.0} s", start.elapsed().as_secs_f64());
    let service = Service::on(desk);
    let visitor = service.visitor("reader");
    let customer = books::customer_code(books::customers(items) / 2);
    let number = format!("FA26-{:08}", books::customers(items) / 2 * 5);
    println!("  {:<34} {:>9} {:>9} {:>9} {:>9}", "", "first", "p50", "p95", "slowest");
    for (what, path) in [
        ("overview", "/c/DEMO".to_owned()),
        ("overview, chart", "/c/DEMO/overview/levels.svg".to_owned()),
        ("balance, first page", "/c/DEMO/balance".to_owned()),
        (
            "balance, by amount, a late page",
            "/c/DEMO/balance?sort=total&order=desc&page=9".to_owned(),
        ),
        ("balance, one account", format!("/c/DEMO/balance/{customer}")),
        ("search, a number", format!("/c/DEMO/items?text={number}")),
        ("search, a name", "/c/DEMO/items?text=Dupr%C3%A9".to_owned()),
    ] {
        let first = one(&visitor, &path)?;
        let times = at_once(&visitor, &path)?;
        print_line(what, first, &times);
    }
    println!();
    Ok(())
}

/// The pages of the demonstration company, one by one; nothing where the
/// database is not the desk's own.
pub fn demonstration() -> Result<(), Failure> {
    if std::env::var_os("RELANCE_DESK_DATABASE").is_some() {
        return Ok(());
    }
    let service = Service::with_demo();
    let visitor = service.visitor("administrator");
    println!("the demonstration company");
    println!("  {:<34} {:>9} {:>9} {:>9} {:>9}", "", "first", "p50", "p95", "slowest");
    for path in [
        "/c/DEMO",
        "/c/DEMO/balance",
        "/c/DEMO/balance/C0011",
        "/c/DEMO/items",
        "/c/DEMO/customers",
        "/c/DEMO/customers/C0011",
        "/c/DEMO/reminders",
        "/c/DEMO/batches",
        "/c/DEMO/history",
        "/files",
        "/admin/users",
    ] {
        let first = one(&visitor, path)?;
        let times: Vec<Duration> =
            (0..ALONE).map(|_| one(&visitor, path)).collect::<Result<_, _>>()?;
        print_line(path, first, &times);
    }
    Ok(())
}

/// All clients ask, again and again, each after its last answer.
fn at_once(visitor: &Visitor, path: &str) -> Result<Vec<Duration>, Failure> {
    let all = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                scope.spawn(|| {
                    (0..EACH)
                        .map(|_| one(visitor, path).map_err(|error| error.to_string()))
                        .collect::<Result<Vec<_>, _>>()
                })
            })
            .collect();
        clients.into_iter().map(std::thread::ScopedJoinHandle::join).collect::<Vec<_>>()
    });
    let mut times = Vec::with_capacity(CLIENTS * EACH);
    for client in all {
        times.extend(client.map_err(|_| "a client gave up")??);
    }
    Ok(times)
}

fn one(visitor: &Visitor, path: &str) -> Result<Duration, Failure> {
    let start = Instant::now();
    let response = visitor.get(path);
    let status = response.status();
    std::hint::black_box(response.bytes()?);
    let time = start.elapsed();
    if status.is_success() { Ok(time) } else { Err(format!("{path}: {status}").into()) }
}

fn print_line(what: &str, first: Duration, times: &[Duration]) {
    let mut times = times.to_vec();
    times.sort();
    let at = |part: usize| times.get((times.len() * part / 100).min(times.len() - 1)).copied();
    let shown = |time: Option<Duration>| {
        time.map_or_else(String::new, |time| format!("{:.1} ms", time.as_secs_f64() * 1e3))
    };
    println!(
        "  {what:<34} {:>9} {:>9} {:>9} {:>9}",
        shown(Some(first)),
        shown(at(50)),
        shown(at(95)),
        shown(times.last().copied())
    );
}

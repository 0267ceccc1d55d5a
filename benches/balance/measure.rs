//! One size of books: every form of the balance.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::Utc;
use relance::app::balance::{self, BalanceRequest, FileFormat};
use relance::app::engine::{self, Engine};
use relance::balance::{Criteria, Grouping, Ledger};
use relance::export::csv::{CsvOptions, Separator};
use relance::export::{ExportError, Layout};
use relance::store::Store;
use relance::wording::UiLanguage;
use rusqlite::{Connection, OpenFlags};

use super::books;
use super::memory::{peak_mib, reset_peak};

type Failure = Box<dyn std::error::Error>;

const CSV: FileFormat =
    FileFormat::Csv(CsvOptions { separator: Separator::Comma, byte_order_mark: false });

pub fn one_size(items: u64) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(measure(folder.path(), items))
}

async fn measure(folder: &Path, items: u64) -> Result<(), Failure> {
    let file = folder.join("books.db");
    println!("{items} open due items");
    let (rules, renderer) = engine::load_files(Path::new("rules"), Path::new("templates"))?;
    let store = Store::open(&format!("sqlite:{}", file.display())).await?;
    store.migrate().await?;
    let company = rules.companies[0].company.code.clone();
    for set in books::chunks(items) {
        store.import(&company, &set, Utc::now(), "bench").await?;
    }
    let engine = Engine { store, rules: Arc::new(rules), renderer: Arc::new(renderer) };
    println!("  {:<26} {:>7.2} s", "bare SQLite scan", bare_scan(&file)?.as_secs_f64());
    for (what, format, summary, grouping) in [
        ("summary, CSV", CSV, true, Grouping::Account),
        ("operations, CSV", CSV, false, Grouping::Account),
        ("operations, JSON", FileFormat::Json, false, Grouping::Account),
        ("by bucket, CSV", CSV, false, Grouping::Bucket),
        ("summary, XLSX", FileFormat::Xlsx, true, Grouping::Account),
        ("operations, XLSX", FileFormat::Xlsx, false, Grouping::Account),
        ("operations, PDF", FileFormat::Pdf, false, Grouping::Account),
    ] {
        one_form(&engine, folder, what, format, summary, grouping).await?;
    }
    println!();
    Ok(())
}

async fn one_form(
    engine: &Engine,
    folder: &Path,
    what: &str,
    format: FileFormat,
    summary: bool,
    grouping: Grouping,
) -> Result<(), Failure> {
    let rules = &engine.rules.companies[0];
    let request = BalanceRequest {
        ledger: Ledger::Customers,
        criteria: Criteria::on(books::run_date()),
        codes: Vec::new(),
        grouping,
        summary,
    };
    let words = request.words(rules, UiLanguage::French);
    let layout = Layout::new(summary, words.buckets().count(), true, &[]);
    reset_peak();
    let start = Instant::now();
    let out = BufWriter::new(File::create(folder.join("balance"))?);
    let written = balance::write(engine, rules, &request, format, &layout, &words, out).await;
    let time = start.elapsed().as_secs_f64();
    match written {
        Ok(_) => println!("  {what:<26} {time:>7.2} s {:>7} MiB", peak_mib()),
        Err(relance::app::error::AppError::Export(ExportError::TooManyRows { limit, .. })) => {
            println!("  {what:<26} refused after {time:.2} s: more than {limit} rows");
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Reads what a balance needs, in one statement, and computes nothing.
fn bare_scan(file: &Path) -> Result<Duration, Failure> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let start = Instant::now();
    let mut statement = connection.prepare(
        "SELECT c.code, i.number, i.invoice_date, i.label, d.due_date, d.open_amount \
         FROM customers c JOIN due_items d ON d.customer_id = c.id \
         JOIN invoices i ON i.id = d.invoice_id WHERE d.open_amount > 0 ORDER BY c.code",
    )?;
    let mut rows = statement.query([])?;
    let mut bytes = 0;
    while let Some(row) = rows.next()? {
        bytes += row.get::<_, String>(1)?.len() + row.get::<_, String>(3)?.len();
    }
    std::hint::black_box(bytes);
    Ok(start.elapsed())
}

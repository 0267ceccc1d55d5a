//! How fast two sets of rules and templates are compared on the real data:
//! `cargo bench --bench diff [-- ITEMS]`. Prints seconds and the peak of memory
//! for 100,000 open due items on SQLite, and how long `preview --watch` takes
//! from a save to what it shows, on the demonstration company.

#[path = "../batch/books.rs"]
mod books;
#[path = "../shared/folder.rs"]
mod folder;
#[path = "../shared/memory.rs"]
mod memory;
mod save;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use chrono::{TimeZone, Utc};
use folder::Folder;
use memory::{peak_mib, reset_peak};
use relance::app::clock::Clock;
use relance::app::diff::{self, DiffRequest};
use relance::app::engine::{self, Engine};
use relance::app::progress::Unwatched;
use relance::store::Store;

/// The same as the program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Failure = Box<dyn std::error::Error>;

/// A text in a file, and what stands there instead.
type Change = (&'static str, &'static str, &'static str);

const BOUNDS: [Change; 2] =
    [("relance.yaml", "upper: 15", "upper: 10"), ("relance.yaml", "lower: 16", "lower: 11")];

/// Many items at other levels, or none.
const SWITCH: [Change; 1] = [("relance.yaml", "RELCLI_BORNEREL: false", "RELCLI_BORNEREL: true")];

/// One line that all mails share, of each part.
const TEMPLATES: [Change; 1] = [("layout/words/fr.txt", "Situation en", "Relevé en")];

/// One mail of one level.
const ONE_TEMPLATE: [Change; 1] = [("mail/N1/fr/body.txt", "Bien cordialement", "Cordialement")];

fn main() -> ExitCode {
    let items = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(100_000);
    let result = tokio::runtime::Runtime::new()
        .map_err(Failure::from)
        .and_then(|runtime| runtime.block_on(measure(items)));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(items: u64) -> Result<(), Failure> {
    let folder = Folder::new("diff")?;
    let (shipped_rules, shipped_templates) = (Path::new("rules"), Path::new("templates"));
    let (rules, renderer) = engine::load_files(shipped_rules, shipped_templates)?;
    let store = Store::open(&format!("sqlite:{}", folder.0.join("books.db").display())).await?;
    store.migrate().await?;
    let company = rules.companies[0].company.code.clone();
    for set in books::chunks(items) {
        store.import(&company, &set, Utc::now(), "bench").await?;
    }
    let before = Engine { store, rules: Arc::new(rules), renderer: Arc::new(renderer) };
    let clock =
        Clock::new(|| Utc.timestamp_opt(1_795_500_000, 0).unwrap(), Some(books::run_date()));
    println!("{items} open due items");
    for (name, of_rules, of_templates) in [
        ("nothing changed", &[][..], &[][..]),
        ("bounds changed", &BOUNDS, &[]),
        ("switch turned on", &SWITCH, &[]),
        ("one template changed", &[], &ONE_TEMPLATE),
        ("all templates changed", &[], &TEMPLATES),
        ("bounds and templates", &BOUNDS, &TEMPLATES),
    ] {
        let rules = changed(shipped_rules, &folder.0.join(format!("{name} rules")), of_rules)?;
        let templates =
            changed(shipped_templates, &folder.0.join(format!("{name} templates")), of_templates)?;
        let (rules, renderer) = engine::load_files(&rules, &templates)?;
        let after = Engine {
            store: before.store.clone(),
            rules: Arc::new(rules),
            renderer: Arc::new(renderer),
        };
        for (form, keep) in [("text", false), ("JSON", true)] {
            reset_peak();
            let request = DiffRequest {
                texts: 2,
                items: if keep { usize::MAX } else { 0 },
                ..DiffRequest::default()
            };
            let start = Instant::now();
            let found = diff::diff(&before, &after, &request, &clock, &Unwatched).await?;
            let time = start.elapsed().as_secs_f64();
            let changed: u64 =
                found.companies[0].sums.groups().iter().map(|group| group.total.items).sum();
            let mails: u64 = found.companies[0].texts.iter().map(|group| group.mails).sum();
            println!(
                "  {name:<22} {form:<5} {time:>7.2} s {:>7} MiB  {changed:>6} items, {mails:>6} mails",
                peak_mib()
            );
        }
    }
    save::measure().await
}

/// A copy of a folder with these changes.
fn changed(from: &Path, to: &Path, changes: &[Change]) -> Result<PathBuf, Failure> {
    copy(from, to)?;
    for (file, old, new) in changes {
        let path = to.join(file);
        let text = std::fs::read_to_string(&path)?;
        if !text.contains(old) {
            return Err(format!("{file} has no {old:?}").into());
        }
        std::fs::write(&path, text.replacen(old, new, 1))?;
    }
    Ok(to.to_owned())
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            std::fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

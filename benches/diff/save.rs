//! From a save to what a watched preview shows.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::Utc;
use relance::app::clock::Clock;
use relance::app::diff::{self, DiffRequest};
use relance::app::engine::{self, Engine};
use relance::app::preview;
use relance::app::progress::Unwatched;
use relance::demo;
use relance::store::Store;

use super::folder::Folder;
use super::{BOUNDS, Change, Failure, ONE_TEMPLATE, TEMPLATES, books, changed};

/// Each kind of save so many times; the slowest counts.
const SAVES: usize = 10;

/// What `preview --watch` does after a save: files read and checked, the
/// preview rendered, and compared with the one before.
pub async fn measure() -> Result<(), Failure> {
    let folder = Folder::new("save")?;
    let (shipped_rules, shipped_templates) = (Path::new("rules"), Path::new("templates"));
    let store = Store::open(&format!("sqlite:{}", folder.0.join("demo.db").display())).await?;
    store.migrate().await?;
    let (rules, renderer) = engine::load_files(shipped_rules, shipped_templates)?;
    let company = rules.companies[0].company.code.clone();
    store.import(&company, &demo::company(books::run_date(), 1), Utc::now(), "bench").await?;
    let before = Engine { store, rules: Arc::new(rules), renderer: Arc::new(renderer) };
    let clock = Clock::new(Utc::now, Some(books::run_date()));
    println!("from a save to what is shown, the demonstration company");
    let kinds: [(&str, &[Change], &[Change]); 3] = [
        ("bounds changed", &BOUNDS, &[]),
        ("one template changed", &[], &ONE_TEMPLATE),
        ("all templates changed", &[], &TEMPLATES),
    ];
    for (name, of_rules, of_templates) in kinds {
        let rules = changed(shipped_rules, &folder.0.join(format!("{name} rules")), of_rules)?;
        let templates =
            changed(shipped_templates, &folder.0.join(format!("{name} templates")), of_templates)?;
        let mut slowest = 0.0_f64;
        for _ in 0..SAVES {
            let start = Instant::now();
            let (rules, renderer) = engine::load_files(&rules, &templates)?;
            let after = Engine {
                store: before.store.clone(),
                rules: Arc::new(rules),
                renderer: Arc::new(renderer),
            };
            for scope in after.scopes(None, None, &clock)? {
                preview::preview(&after, &scope, &clock, None, &Unwatched).await?;
            }
            let request = DiffRequest { texts: 1, ..DiffRequest::default() };
            diff::diff(&before, &after, &request, &clock, &Unwatched).await?;
            slowest = slowest.max(start.elapsed().as_secs_f64());
        }
        println!("  {name:<22} {:>7.0} ms, the slowest of {SAVES}", slowest * 1_000.0);
    }
    Ok(())
}

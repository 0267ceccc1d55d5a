//! `preview --watch`: the preview again whenever a rule or a template is
//! saved. Files with mistakes are told, and the last ones without stay.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

use super::super::args::PreviewArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::{problems, show, tell};
use super::batch;
use crate::app::diff::{self, DiffRequest};
use crate::app::engine::Engine;
use crate::app::error::AppError;
use crate::app::preview;
use crate::app::progress::Unwatched;
use crate::app::report::Rows;
use crate::app::watch::FolderWatch;
use crate::dispatch::StopSignal;
use crate::store::Store;
use crate::wording::msg;

/// What is shown now, to be compared with what comes next.
struct Shown {
    engine: Engine,
    /// Of each company.
    rows: Vec<Rows>,
}

/// Mails shown of each kind of change.
const EXAMPLES: usize = 1;

/// Goes on until Ctrl-C.
pub async fn watch(context: &Context, args: &PreviewArgs) -> Result<Exit, AppError> {
    let store = context.store().await?;
    let mut watch = FolderWatch::new(&[&context.rules, &context.templates])?;
    let stop = StopSignal::new();
    tokio::spawn(batch::stop_on_signal(stop.clone()));
    let mut shown = None;
    let mut saved = BTreeSet::new();
    loop {
        let began = Instant::now();
        if !saved.is_empty() {
            context.say(&msg!("cli-watch-saved", files = names(&saved)))?;
        }
        let now = tokio::select! {
            now = again(context, args, &store, shown.as_ref()) => now,
            () = stop.stopped() => return Ok(Exit::Done),
        };
        match now {
            Ok(now) => {
                shown = Some(now);
                let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
                context.say(&msg!("cli-watch-rendered", milliseconds = milliseconds))?;
            }
            Err(error @ (AppError::Store(_) | AppError::File { .. })) => return Err(error),
            Err(error) => {
                let message = msg!("cli-error", message = error.message());
                tell(&error, &message, context.language);
                problems::complain(&context.text(&msg!("cli-watch-waiting")));
            }
        }
        tokio::select! {
            files = watch.saved() => saved = files,
            () = stop.stopped() => return Ok(Exit::Done),
        }
    }
}

/// As the user would name them, without those that only passed.
fn names(files: &BTreeSet<PathBuf>) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let mut there: Vec<&PathBuf> = files.iter().filter(|path| path.exists()).collect();
    if there.is_empty() {
        there = files.iter().collect();
    }
    let shown = there.into_iter().map(|path| path.strip_prefix(&here).unwrap_or(path).display());
    shown.map(|path| path.to_string()).collect::<Vec<_>>().join(", ")
}

/// The whole preview where there is nothing to compare with, else what is no
/// longer as it was.
async fn again(
    context: &Context,
    args: &PreviewArgs,
    store: &Store,
    before: Option<&Shown>,
) -> Result<Shown, AppError> {
    let (rules, renderer) = context.files()?;
    let engine = Engine { store: store.clone(), rules, renderer };
    let clock = context.clock(args.as_of.as_of);
    let (batch, company) = (args.batch.as_deref(), context.company.as_deref());
    let scopes = engine.scopes(batch, company, &clock)?;
    let found = match before {
        None => None,
        Some(before) => {
            let request = DiffRequest {
                batch: args.batch.clone(),
                company: context.company.clone(),
                texts: EXAMPLES,
                items: 0,
            };
            match diff::diff(&before.engine, &engine, &request, &clock, &Unwatched).await {
                Ok(found) => Some(found),
                // Another batch or other companies than before: a new beginning.
                Err(AppError::Diff(error)) => {
                    context.say(&error.message())?;
                    None
                }
                Err(error) => return Err(error),
            }
        }
    };
    let mut previews = Vec::new();
    // A difference says all, unless the mails are to be files as well.
    if found.is_none() || args.out.is_some() {
        for scope in scopes {
            let out = args.out.as_deref();
            previews.push(preview::preview(&engine, &scope, &clock, out, &Unwatched).await?);
        }
    }
    match found {
        Some(found) => {
            context.print(&show::diff::differences(&found, None, context.language))?;
        }
        None => {
            for (preview, rows) in &previews {
                context.print(&show::preview(preview, rows, context.language))?;
            }
        }
    }
    let rows: Vec<Rows> = previews.into_iter().map(|(_, rows)| rows).collect();
    if let (Some(out), Some(before)) = (&args.out, before) {
        preview::remove_outdated(out, &before.rows, &rows).await?;
    }
    Ok(Shown { engine, rows })
}

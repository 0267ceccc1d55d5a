//! `relance remind`: mails about selected items.

use super::super::args::{RemindArgs, SelectionArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use super::batch;
use crate::app::batch_run::Recorded;
use crate::app::clock::Clock;
use crate::app::drafts;
use crate::app::engine::Engine;
use crate::app::error::AppError;
use crate::app::preview;
use crate::app::report::Rows;
use crate::app::request::{self, Product, Task};
use crate::app::selection::{self, Origin};
use crate::dispatch::Transport;
use crate::domain::channel::Channel;
use crate::wording::msg;

pub async fn remind(context: &Context, args: &RemindArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let transport = context.transport(&engine, &args.outbox.outbox)?;
    let clock = context.clock(args.selection.as_of.as_of);
    let scope = engine.scope_by_hand(context.company.as_deref(), Channel::Mail, &clock)?;
    let product = if args.drafts.is_some() { Product::Draft } else { Product::Mail };
    let request = args.selection.request(&args.cc);
    let task = request::understand(&engine, scope, &request, product).await?;
    if args.selection.dry_run {
        let out = args.out.as_deref();
        let (preview, rows) =
            selection::preview(&engine, &task, &clock, out, &context.progress).await?;
        return show_dry_run(context, &args.selection, &preview, &rows);
    }
    if let Some(folder) = &args.drafts {
        // Before anything is on record.
        preview::create_dir(folder).await?;
    }
    let origin = Origin { author: &context.author, folder: None, request: None };
    let (recorded, rows) = record(context, &engine, &task, &clock, origin, false).await?;
    if let Some(folder) = &args.drafts {
        return write_drafts(context, &engine, &task, recorded, &rows, folder, &clock).await;
    }
    confirm_and_send(context, &engine, recorded, &rows, args.selection.yes, &transport).await
}

pub fn show_dry_run(
    context: &Context,
    args: &SelectionArgs,
    preview: &crate::app::preview::Preview,
    rows: &Rows,
) -> Result<Exit, AppError> {
    if args.json {
        let document = show::json::preview(preview, rows, None, context.language);
        context.print(&format!("{document:#}\n"))?;
    } else {
        context.print(&show::selection(preview, rows, context.language))?;
    }
    Ok(if preview.report.has_failures() { Exit::BadInput } else { Exit::Done })
}

/// Records a request, and keeps what is to be shown of it. Letters that need
/// no confirmation are told in sums, with what went wrong, so that any number of them can
/// be written.
pub async fn record(
    context: &Context,
    engine: &Engine,
    task: &Task,
    clock: &Clock,
    origin: Origin<'_>,
    in_sums: bool,
) -> Result<(Recorded, Rows), AppError> {
    let mut rows = Rows::default();
    let keep = |prepared| match in_sums {
        true => rows.add_unrendered(prepared),
        false => rows.add(prepared),
    };
    let recorded = selection::record(engine, task, clock, origin, &context.progress, keep).await?;
    Ok((recorded, rows))
}

async fn write_drafts(
    context: &Context,
    engine: &Engine,
    task: &Task,
    recorded: Recorded,
    rows: &Rows,
    folder: &std::path::Path,
    clock: &Clock,
) -> Result<Exit, AppError> {
    context.print(&show::selection(&recorded.preview, rows, context.language))?;
    if recorded.preview.report.total.reminders == 0 {
        return nothing(context, engine, recorded).await;
    }
    let Recorded { run, preview, lock } = recorded;
    let count = drafts::finish(engine, &task.scope, run, folder, clock).await?;
    lock.release().await;
    let run = run.0.to_string();
    let folder = folder.display().to_string();
    context.say(&msg!("by-hand-drafted", count = count, folder = folder, run = run))?;
    Ok(if preview.report.has_failures() { Exit::SomeFailed } else { Exit::Done })
}

/// Shows what is about to leave, asks, and sends: without a yes nothing does.
pub async fn confirm_and_send(
    context: &Context,
    engine: &Engine,
    recorded: Recorded,
    rows: &Rows,
    yes: bool,
    transport: &Transport,
) -> Result<Exit, AppError> {
    context.print(&show::selection(&recorded.preview, rows, context.language))?;
    let count = recorded.preview.report.total.reminders;
    if count == 0 {
        return nothing(context, engine, recorded).await;
    }
    let Recorded { run, preview, lock } = recorded;
    let question = msg!("by-hand-confirm", count = count, transport = transport.to_string());
    if !yes && !context.ask(&question).unwrap_or(false) {
        engine.store.cancel_run(run, context.clock(None).now()).await?;
        lock.release().await;
        context.say(&msg!("by-hand-not-confirmed"))?;
        return Ok(Exit::Refused);
    }
    let run = engine.store.run(run).await?.ok_or(AppError::UnknownRun { run })?;
    let exit = batch::send(context, engine, &run, lock, transport).await?;
    let failed = preview.report.has_failures();
    Ok(if failed { batch::worse(exit, Exit::SomeFailed) } else { exit })
}

async fn nothing(context: &Context, engine: &Engine, recorded: Recorded) -> Result<Exit, AppError> {
    engine.store.cancel_run(recorded.run, context.clock(None).now()).await?;
    recorded.lock.release().await;
    context.say(&msg!("by-hand-nothing"))?;
    let failed = recorded.preview.report.has_failures();
    Ok(if failed { Exit::BadInput } else { Exit::Refused })
}

//! The batch: preview, explanation, run, resumption, retry.

use std::path::{Path, PathBuf};

use super::super::args::{ExplainArgs, PreviewArgs, ResumeArgs, RetryArgs, RunArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::batch_run::{self, Purpose, Recorded};
use crate::app::clock::Clock;
use crate::app::engine::{Engine, Scope};
use crate::app::error::AppError;
use crate::app::explain;
use crate::app::letters;
use crate::app::preview::{self, Preview, Warning};
use crate::app::report::Rows;
use crate::app::sending::{self, Resumable, Sent};
use crate::dispatch::{StopSignal, Transport};
use crate::domain::channel::Channel;
use crate::domain::identity::RunId;
use crate::store::{Run, RunIntent, RunLock, Store};
use crate::wording::msg;

/// What a preview is to do besides showing.
#[derive(Debug, Default)]
pub struct PreviewOptions {
    pub batch: Option<String>,
    pub out: Option<PathBuf>,
    pub json: bool,
    pub save: bool,
}

pub async fn preview(context: &Context, args: &PreviewArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let clock = context.clock(args.as_of.as_of);
    let options = PreviewOptions {
        batch: args.batch.clone(),
        out: args.out.clone(),
        json: args.json,
        save: args.save,
    };
    preview_engine(context, &engine, &clock, &options).await
}

pub async fn preview_engine(
    context: &Context,
    engine: &Engine,
    clock: &Clock,
    options: &PreviewOptions,
) -> Result<Exit, AppError> {
    let mut failures = false;
    let mut documents = Vec::new();
    for scope in engine.scopes(options.batch.as_deref(), context.company.as_deref(), clock)? {
        let out = options.out.as_deref();
        let (preview, rows, plan) = if options.save {
            let (preview, rows, plan) = save(context, engine, &scope, clock, out).await?;
            (preview, rows, Some(plan))
        } else {
            let progress = &context.progress;
            let (preview, rows) = preview::preview(engine, &scope, clock, out, progress).await?;
            (preview, rows, None)
        };
        failures |= preview.report.has_failures();
        if options.json {
            documents.push(show::json::preview(&preview, &rows, plan, context.language));
        } else {
            context.print(&show::preview(&preview, &rows, context.language))?;
            if let Some(plan) = plan {
                context.say(&msg!("cli-plan-saved", run = plan.0.to_string()))?;
            }
        }
    }
    if options.json {
        context.print(&format!("{:#}\n", serde_json::Value::Array(documents)))?;
    }
    Ok(if failures { Exit::BadInput } else { Exit::Done })
}

/// Records the batch as a plan that `run --plan` sends; what is shown is what
/// was recorded.
async fn save(
    context: &Context,
    engine: &Engine,
    scope: &Scope,
    clock: &Clock,
    out: Option<&Path>,
) -> Result<(Preview, Rows, RunId), AppError> {
    let purpose = Purpose { intent: RunIntent::Save, forced_reason: None, request: None };
    let progress = &context.progress;
    let (recorded, rows) =
        batch_run::record_with_rows(engine, scope, clock, &purpose, out, progress).await?;
    let Recorded { run, preview, lock } = recorded;
    lock.release().await;
    Ok((preview, rows, run))
}

pub async fn explain(context: &Context, args: &ExplainArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let clock = context.clock(args.as_of.as_of);
    let mut explanations = Vec::new();
    for scope in engine.scopes(args.batch.as_deref(), context.company.as_deref(), &clock)? {
        explanations.extend(explain::explain(&engine, &scope, &args.item).await?);
    }
    if explanations.is_empty() {
        return Err(AppError::UnknownItem { name: args.item.clone() });
    }
    for explanation in &explanations {
        context.print(&show::explanation(explanation, context.language))?;
    }
    Ok(Exit::Done)
}

pub async fn run(context: &Context, args: &RunArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let transport = context.transport(&engine, &args.outbox.outbox)?;
    if let Some(plan) = args.plan {
        return send_plan(
            context,
            &engine,
            context.own_run(&engine, RunId(plan)).await?,
            args.yes,
            &transport,
        )
        .await;
    }
    let clock = context.clock(args.as_of.as_of);
    let purpose =
        Purpose { intent: RunIntent::Send, forced_reason: args.force.clone(), request: None };
    let run = async |scope: &Scope| {
        let progress = &context.progress;
        let recorded = batch_run::record(&engine, scope, &clock, &purpose, progress).await?;
        confirm_and_send(context, &engine, recorded, args.yes, &transport).await
    };
    let scopes = engine.scopes(args.batch.as_deref(), context.company.as_deref(), &clock)?;
    if let [only] = scopes.as_slice() {
        return run(only).await;
    }
    let mut exit = Exit::Done;
    for scope in &scopes {
        let one = match run(scope).await {
            Ok(one) => one,
            Err(error) => context.tell_of_company(&scope.rules.company.name, &error),
        };
        exit = worse(exit, one);
        // Whoever stops one company, or a server that nobody can use, stops all.
        if exit == Exit::Stopped {
            break;
        }
    }
    Ok(exit)
}

/// Records and sends the batch of one company that was shown already.
pub async fn run_shown(
    context: &Context,
    engine: &Engine,
    scope: &Scope,
    clock: &Clock,
    transport: &Transport,
) -> Result<Exit, AppError> {
    let purpose = Purpose { intent: RunIntent::Send, forced_reason: None, request: None };
    let recorded = batch_run::record(engine, scope, clock, &purpose, &context.progress).await?;
    let Recorded { run, preview, lock } = recorded;
    let run = engine.store.run(run).await?.ok_or(AppError::UnknownRun { run })?;
    let exit = send(context, engine, &run, lock, transport).await?;
    Ok(if preview.report.has_failures() { worse(exit, Exit::SomeFailed) } else { exit })
}

async fn send_plan(
    context: &Context,
    engine: &Engine,
    plan: RunId,
    yes: bool,
    transport: &Transport,
) -> Result<Exit, AppError> {
    let (run, lock) = batch_run::open_plan(engine, plan, &context.progress).await?;
    confirm_plan_and_send(context, engine, run, lock, yes, transport).await
}

/// Asks, where somebody can answer, whether a recorded plan is to be sent; a
/// flood is not sent without a yes.
async fn confirm_plan_and_send(
    context: &Context,
    engine: &Engine,
    run: Run,
    lock: RunLock,
    yes: bool,
    transport: &Transport,
) -> Result<Exit, AppError> {
    let (number, count) = (run.id.0.to_string(), run.counts.reminders);
    let transport_name = letters::transport_of(&run, transport).to_string();
    let flood = batch_run::flood(engine, &run).await?;
    if let Some(warning) = &flood {
        context.say(&msg!("cli-warning", message = warning.message()))?;
    }
    let question =
        msg!("cli-confirm-plan", run = number, count = count, transport = transport_name);
    // What is sent by hand needs a yes; a batch, unless it is a flood, does not.
    let goes_on = run.channel == Channel::Batch && flood.is_none();
    let confirmed = yes || context.ask(&question).unwrap_or(goes_on);
    if !confirmed {
        context.say(&msg!("cli-plan-kept"))?;
        return Ok(Exit::Refused);
    }
    send(context, engine, &run, lock, transport).await
}

pub async fn resume(context: &Context, args: &ResumeArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let transport = context.transport(&engine, &args.outbox.outbox)?;
    let company = context.company(&engine)?;
    let clock = context.clock(None);
    match sending::interrupted(&engine, &company.code, &clock, &context.progress).await? {
        Resumable::Sending(run, lock) => {
            let exit = send(context, &engine, &run, lock, &transport).await?;
            super::letters::list_again(context, &engine, &run).await?;
            Ok(exit)
        }
        Resumable::Unconfirmed(run, lock) => {
            confirm_plan_and_send(context, &engine, run, lock, args.yes, &transport).await
        }
        Resumable::Dropped(run) => {
            context.say(&msg!("by-hand-dropped", run = run.id.0.to_string()))?;
            Ok(Exit::Refused)
        }
        Resumable::Recording(run, lock) => {
            context.say(&msg!("cli-record-anew", run = run.id.0.to_string()))?;
            run_anew(context, &engine, &run, lock, args.yes, &transport).await
        }
        Resumable::Changed(run, lock) => {
            context.say(&msg!("cli-changed-anew", run = run.id.0.to_string()))?;
            run_anew(context, &engine, &run, lock, args.yes, &transport).await
        }
    }
}

/// Records the batch of a dropped run again, on its own date, and sends it.
async fn run_anew(
    context: &Context,
    engine: &Engine,
    dropped: &Run,
    lock: RunLock,
    yes: bool,
    transport: &Transport,
) -> Result<Exit, AppError> {
    let scope = engine.scope_of(dropped)?;
    let clock = context.clock(Some(dropped.run_date));
    let purpose = Purpose {
        intent: RunIntent::Send,
        forced_reason: dropped.forced_reason.clone(),
        request: dropped.request.clone(),
    };
    let progress = &context.progress;
    let recorded =
        batch_run::record_locked(engine, &scope, &clock, &purpose, progress, lock).await?;
    confirm_and_send(context, engine, recorded, yes, transport).await
}

pub async fn retry(context: &Context, args: &RetryArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let transport = context.transport(&engine, &args.outbox.outbox)?;
    let (run, lock) =
        sending::requeue(&engine, context.own_run(&engine, RunId(args.run)).await?).await?;
    let exit = send(context, &engine, &run, lock, &transport).await?;
    super::letters::list_again(context, &engine, &run).await?;
    Ok(exit)
}

/// Shows what is about to leave, asks where somebody can answer, and sends.
async fn confirm_and_send(
    context: &Context,
    engine: &Engine,
    recorded: Recorded,
    yes: bool,
    transport: &Transport,
) -> Result<Exit, AppError> {
    let Recorded { run, preview, lock } = recorded;
    let flood = preview.warnings.iter().any(Warning::needs_confirmation);
    let count = preview.report.total.reminders;
    context.print(&show::summary(&preview, context.language))?;
    let confirmed = yes || count == 0 || {
        let question = msg!("cli-confirm", count = count, transport = transport.to_string());
        context.ask(&question).unwrap_or(!flood)
    };
    if !confirmed {
        engine.store.cancel_run(run, context.clock(None).now()).await?;
        lock.release().await;
        context.say(&msg!("cli-not-confirmed"))?;
        return Ok(Exit::Refused);
    }
    let run = engine.store.run(run).await?.ok_or(AppError::UnknownRun { run })?;
    let exit = send(context, engine, &run, lock, transport).await?;
    Ok(if preview.report.has_failures() { worse(exit, Exit::SomeFailed) } else { exit })
}

/// Sends a recorded run, letters to the folder that they were asked for in,
/// and tells what came of it.
pub async fn send(
    context: &Context,
    engine: &Engine,
    run: &Run,
    lock: RunLock,
    transport: &Transport,
) -> Result<Exit, AppError> {
    let transport = &letters::transport_of(run, transport);
    let stop = StopSignal::new();
    let store = &engine.store;
    let clock = context.clock(None);
    let watcher = tokio::spawn(halt_on_signal(store.clone(), run.id, clock, stop.clone()));
    let sent = sending::send(engine, run, lock, transport, &clock, &context.progress, &stop).await;
    watcher.abort();
    // The watcher may have been cut short.
    if stop.is_stopped()
        && let Err(error) = store.halt_run(run.id, clock.now()).await
    {
        tracing::warn!(%error, run = run.id.0, "others may go on with the run");
    }
    if let Err(error) = store.retire().await {
        tracing::debug!(%error, "still among the workers");
    }
    let sent = sent?;
    context.print(&show::sent(&sent, transport, context.language))?;
    Ok(exit_of(&sent))
}

fn exit_of(sent: &Sent) -> Exit {
    if sent.stopped || sent.waiting > 0 {
        Exit::Stopped
    } else if sent.failed > 0 {
        Exit::SomeFailed
    } else {
        Exit::Done
    }
}

/// The more serious of two outcomes.
pub fn worse(one: Exit, two: Exit) -> Exit {
    if (two as u8) > (one as u8) { two } else { one }
}

/// A person stops the run, for all who send it.
async fn halt_on_signal(store: Store, run: RunId, clock: Clock, stop: StopSignal) {
    stop_on_signal(stop).await;
    if let Err(error) = store.halt_run(run, clock.now()).await {
        tracing::warn!(%error, run = run.0, "others may go on with the run");
    }
}

/// Ctrl-C or a polite kill: mails under way are finished, no more are taken.
pub(super) async fn stop_on_signal(stop: StopSignal) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
    stop.stop();
}

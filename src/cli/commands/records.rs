//! What was done: runs and history.

use super::super::args::{CancelArgs, HistoryArgs, RunsArgs, WorkersArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::error::AppError;
use crate::app::{history, sending};
use crate::domain::identity::RunId;
use crate::store::HistoryFilter;
use crate::wording::msg;

pub async fn runs(context: &Context, args: &RunsArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let company = context.company(&engine)?;
    let runs = history::runs(&engine, &company.code, args.limit).await?;
    context.print(&show::runs(&runs, context.language))?;
    Ok(Exit::Done)
}

/// The processes on the database, and what each does.
pub async fn workers(context: &Context, args: &WorkersArgs) -> Result<Exit, AppError> {
    let workers = context.store().await?.workers().await?;
    if args.json {
        context.print(&show::json::workers(&workers))?;
    } else {
        context.print(&show::workers(&workers, context.language))?;
    }
    Ok(Exit::Done)
}

pub async fn history(context: &Context, args: &HistoryArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    if let Some(reminder) = args.message {
        context.print_bytes(&history::message(&engine, reminder).await?)?;
        return Ok(Exit::Done);
    }
    let company = context.company(&engine)?;
    let filter = HistoryFilter {
        customer: args.customer.clone(),
        run: args.run.map(RunId),
        limit: args.limit,
    };
    let records = history::history(&engine, &company.code, &filter).await?;
    if args.json {
        context.print(&show::json::history(&records))?;
    } else {
        context.print(&show::history(&records, context.language))?;
    }
    Ok(Exit::Done)
}

pub async fn cancel(context: &Context, args: &CancelArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let run = context.own_run(&engine, RunId(args.run)).await?;
    let cancelled = sending::cancel(&engine, run, &context.clock(None)).await?;
    let (run, count) = (args.run.to_string(), cancelled.dropped);
    context.say(&msg!("cli-cancelled", run = run, count = count))?;
    if cancelled.holds_lifted > 0 {
        context.say(&msg!("cli-sent-holds-lifted", count = cancelled.holds_lifted))?;
    }
    Ok(Exit::Done)
}

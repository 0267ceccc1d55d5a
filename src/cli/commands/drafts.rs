//! `relance drafts`: reminders that their authors send themselves.

use super::super::args::{DraftsArgs, DraftsCommand, WhichDrafts};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::drafts::{self, Which};
use crate::app::error::AppError;
use crate::domain::channel::Channel;
use crate::domain::identity::{ReminderId, RunId};
use crate::wording::msg;

pub async fn drafts(context: &Context, args: DraftsArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let command = args.command.unwrap_or(DraftsCommand::List);
    let as_of = match &command {
        DraftsCommand::Confirm { as_of, .. } => as_of.as_of,
        _ => None,
    };
    let clock = context.clock(as_of);
    let scope = engine.scope_by_hand(context.company.as_deref(), Channel::Mail, &clock)?;
    match command {
        DraftsCommand::List => {
            let drafts = drafts::waiting(&engine, &scope).await?;
            context.print(&show::drafts(&drafts, context.language))?;
        }
        DraftsCommand::Write { run, out } => {
            let count = drafts::write(&engine, &scope, RunId(run), &out).await?;
            let folder = out.display().to_string();
            let run = run.to_string();
            context.say(&msg!("by-hand-drafted", count = count, folder = folder, run = run))?;
        }
        DraftsCommand::Confirm { which, .. } => {
            let which = meant(which);
            let confirmation =
                drafts::confirm(&engine, &scope, &which, &context.author, &clock).await?;
            let count = confirmation.confirmed.len();
            context.say(&msg!("by-hand-draft-confirmed", count = count))?;
            if !confirmation.overtaken.is_empty() {
                let list = numbers(&confirmation.overtaken);
                context.say(&msg!("by-hand-draft-overtaken", list = list))?;
                return Ok(Exit::Refused);
            }
        }
        DraftsCommand::Drop { which } => {
            let count = drafts::drop(&engine, &scope, &meant(which), &clock).await?;
            context.say(&msg!("by-hand-draft-dropped", count = count))?;
        }
    }
    Ok(Exit::Done)
}

fn meant(which: WhichDrafts) -> Which {
    match which.run {
        Some(run) => Which::Run(RunId(run)),
        None => Which::Reminders(which.reminders),
    }
}

fn numbers(reminders: &[ReminderId]) -> String {
    let numbers: Vec<String> = reminders.iter().map(|id| id.0.to_string()).collect();
    numbers.join(", ")
}

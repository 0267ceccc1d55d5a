//! `relance items`.

use super::super::args::ItemsArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::error::AppError;
use crate::app::search;
use crate::domain::channel::Channel;
use crate::wording::msg;

pub async fn items(context: &Context, args: &ItemsArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let clock = context.clock(args.as_of.as_of);
    let scope = engine.scope_by_hand(context.company.as_deref(), Channel::Mail, &clock)?;
    let found = search::search(&engine, &scope, &args.criteria.criteria(), args.limit).await?;
    if args.json {
        context.print(&show::json::found(&found, context.language))?;
        return Ok(Exit::Done);
    }
    context.print(&show::found(&found, context.language))?;
    let (count, limit) = (found.len() as u64, args.limit);
    context.say(&msg!("by-hand-found", count = count))?;
    if count == limit {
        context.say(&msg!("by-hand-limit", limit = limit))?;
    }
    Ok(Exit::Done)
}

//! `charges`.

use super::super::args::charges::ChargesArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::charges;
use crate::app::error::AppError;

pub async fn charges(context: &Context, args: &ChargesArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let clock = context.clock(args.as_of.as_of);
    let mut found = Vec::new();
    for scope in engine.scopes(args.batch.as_deref(), context.company.as_deref(), &clock)? {
        let level = args.level.as_deref();
        found.extend(charges::of_item(&engine, &scope, &args.item, level).await?);
    }
    if found.is_empty() {
        return Err(AppError::UnknownItem { name: args.item.clone() });
    }
    if args.json {
        context.print(&show::charges::json(&found, context.language))?;
    } else {
        context.print(&show::charges::text(&found, context.language))?;
    }
    Ok(Exit::Done)
}

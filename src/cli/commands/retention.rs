//! `retention`: letting go of what is older than the rules allow.

use super::super::args::backup::RetentionArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show::retention::retained;
use crate::app::error::AppError;
use crate::app::retention;

pub async fn retention(context: &Context, args: &RetentionArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let (rules, now) = (&engine.rules.retention, context.clock(None).now());
    let found = match args.dry_run {
        true => retention::preview(&engine.store, rules, now).await?,
        false => {
            let enough = || false;
            retention::apply(&engine.store, rules, &context.author, now, enough).await?
        }
    };
    context.print(&retained(&found, args.dry_run, context.language))?;
    Ok(Exit::Done)
}

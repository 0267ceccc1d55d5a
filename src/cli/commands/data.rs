//! `demo` and `import`.

use super::super::args::{DemoArgs, ImportCommand};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use super::batch::{self, PreviewOptions};
use crate::app::error::AppError;
use crate::app::fill;
use crate::dispatch::Transport;
use crate::import::FecOptions;
use crate::wording::msg;

/// Fills the demonstration company and, with `--play`, previews and runs its
/// batch. Its mails never leave: they always go to the local folder.
pub async fn demo(context: &Context, args: &DemoArgs) -> Result<Exit, AppError> {
    let engine = context.engine_or_new().await?;
    let company = context.company(&engine)?;
    let clock = context.clock(args.as_of.as_of);
    let as_of = clock.run_date(company.time_zone);
    let report =
        fill::demo(&engine.store, &company, as_of, args.seed, &clock, &context.progress).await?;
    context.print(&show::import(&report, context.language))?;
    if !args.play {
        context.say(&msg!("cli-demo-next"))?;
        return Ok(Exit::Done);
    }
    batch::preview_engine(context, &engine, &clock, &PreviewOptions::default()).await?;
    let transport = Transport::folder(&args.outbox.outbox);
    let mut exit = Exit::Done;
    for scope in engine.scopes(None, Some(company.code.as_str()), &clock)? {
        exit = batch::run_shown(context, &engine, &scope, &clock, &transport).await?;
    }
    Ok(exit)
}

pub async fn import(context: &Context, command: ImportCommand) -> Result<Exit, AppError> {
    let engine = context.engine_or_new().await?;
    let company = context.company(&engine)?;
    let clock = context.clock(None);
    let report = match command {
        ImportCommand::Csv { folder } => {
            fill::csv_folder(&engine.store, &company, &folder, &clock, &context.progress).await?
        }
        ImportCommand::Fec { file, terms } => {
            let options = FecOptions { default_terms_days: terms, currency: company.currency };
            fill::fec(&engine.store, &company, &file, &options, &clock, &context.progress).await?
        }
    };
    context.print(&show::import(&report, context.language))?;
    if report.erased > 0 {
        context.say(&msg!("trust-import-left-out", count = report.erased))?;
    }
    Ok(Exit::Done)
}

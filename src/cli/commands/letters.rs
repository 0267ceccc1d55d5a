//! `relance letters`: letters about selected items.

use super::super::args::LettersArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use super::remind;
use crate::app::engine::Engine;
use crate::app::error::AppError;
use crate::app::letters;
use crate::app::request::{self, Product};
use crate::app::selection::{self, Origin};
use crate::dispatch::Transport;
use crate::domain::channel::Channel;
use crate::domain::identity::RunId;
use crate::domain::letter::LetterFormat;
use crate::store::Run;
use crate::wording::msg;

pub async fn letters(context: &Context, args: &LettersArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    if let Some(run) = args.bind {
        let run = context.own_run(&engine, RunId(run)).await?;
        let pdf = letters::are_pdf(&engine, run).await?;
        return list(context, &engine, run, pdf).await;
    }
    let format = LetterFormat::from(args.format);
    if args.merged && format != LetterFormat::Pdf {
        return Err(AppError::OnlyPdf);
    }
    let clock = context.clock(args.selection.as_of.as_of);
    let scope = engine.scope_by_hand(context.company.as_deref(), Channel::Letter, &clock)?;
    let request = args.selection.request(&[]);
    let product = Product::Letter(format);
    let task = request::understand(&engine, scope, &request, product).await?;
    let folder = match &args.out {
        Some(folder) if !args.selection.dry_run => folder,
        out => {
            let (preview, rows) =
                selection::preview(&engine, &task, &clock, out.as_deref(), &context.progress)
                    .await?;
            return remind::show_dry_run(context, &args.selection, &preview, &rows);
        }
    };
    // `resume` may be called from elsewhere.
    let folder = std::path::absolute(folder)
        .map_err(|error| AppError::File { path: folder.display().to_string(), error })?;
    let origin = Origin { author: &context.author, folder: Some(&folder), request: None };
    let yes = args.selection.yes;
    let (recorded, rows) = remind::record(context, &engine, &task, &clock, origin, yes).await?;
    let transport = Transport::letters(&folder);
    let run = recorded.run;
    let exit = remind::confirm_and_send(context, &engine, recorded, &rows, yes, &transport).await?;
    let written = engine.store.reminder_counts(run).await?.sent;
    if written > 0 && matches!(exit, Exit::Done | Exit::SomeFailed) {
        list(context, &engine, run, args.merged).await?;
    }
    Ok(exit)
}

/// Lists the letters of a run that was taken up again.
pub async fn list_again(context: &Context, engine: &Engine, run: &Run) -> Result<(), AppError> {
    if run.channel == Channel::Letter && engine.store.reminder_counts(run.id).await?.sent > 0 {
        list(context, engine, run.id, false).await?;
        if letters::are_pdf(engine, run.id).await? {
            context.say(&msg!("by-hand-bind-hint", run = run.id.0.to_string()))?;
        }
    }
    Ok(())
}

/// Lists the letters of a run, and makes one file of them.
async fn list(
    context: &Context,
    engine: &Engine,
    run: RunId,
    merged: bool,
) -> Result<Exit, AppError> {
    let run = engine.store.run(run).await?.ok_or(AppError::UnknownRun { run })?;
    let listed = letters::list(engine, &run, merged).await?;
    context.say(&match &listed.bound {
        Some(bound) => msg!(
            "by-hand-bound",
            letters = listed.letters,
            pages = bound.pages,
            file = bound.file.display().to_string()
        ),
        None => msg!(
            "by-hand-listed",
            letters = listed.letters,
            file = listed.index.display().to_string()
        ),
    })?;
    Ok(Exit::Done)
}

//! `relance letters`: letters about selected items.

use super::super::args::LettersArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use super::remind;
use crate::app::error::AppError;
use crate::app::request::{self, Product};
use crate::app::selection::{self, Origin};
use crate::dispatch::Transport;
use crate::domain::channel::Channel;

pub async fn letters(context: &Context, args: &LettersArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let clock = context.clock(args.selection.as_of.as_of);
    let scope = engine.scope_by_hand(context.company.as_deref(), Channel::Letter, &clock)?;
    let request = args.selection.request(&[]);
    let product = Product::Letter(args.format.into());
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
    let origin = Origin { author: &context.author, folder: Some(&folder) };
    let yes = args.selection.yes;
    let (recorded, rows) = remind::record(context, &engine, &task, &clock, origin, yes).await?;
    let transport = Transport::letters(&folder);
    remind::confirm_and_send(context, &engine, recorded, &rows, yes, &transport).await
}

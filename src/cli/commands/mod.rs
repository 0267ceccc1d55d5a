//! One file per family of commands.

mod batch;
mod charges;
mod data;
mod files;
mod records;
mod shell;

use super::args::{Command, RulesCommand};
use super::context::Context;
use super::exit::Exit;
use crate::app::error::AppError;

/// Does what a command asks.
///
/// # Errors
/// Whatever stopped it.
pub async fn carry_out(command: Command, context: &Context) -> Result<Exit, AppError> {
    match command {
        Command::Demo(args) => data::demo(context, &args).await,
        Command::Import(command) => data::import(context, command).await,
        Command::Check => files::check(context),
        Command::Rules(RulesCommand::Schema) => files::schema(context),
        Command::Preview(args) => batch::preview(context, &args).await,
        Command::Explain(args) => batch::explain(context, &args).await,
        Command::Charges(args) => charges::charges(context, &args).await,
        Command::Run(args) => batch::run(context, &args).await,
        Command::Resume(args) => batch::resume(context, &args).await,
        Command::Retry(args) => batch::retry(context, &args).await,
        Command::Cancel(args) => records::cancel(context, &args).await,
        Command::Runs(args) => records::runs(context, &args).await,
        Command::History(args) => records::history(context, &args).await,
        Command::Completions(args) => shell::completions(context, &args),
        Command::Man(args) => shell::man(context, &args),
    }
}

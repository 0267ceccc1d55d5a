//! One file per family of commands.

mod audit;
mod backup;
mod balance;
mod batch;
mod charges;
mod chart_file;
mod contact;
mod customer;
mod data;
mod diff;
mod drafts;
mod files;
mod handbook;
mod hold;
mod items;
mod letters;
mod mailbox;
mod note;
mod records;
mod remind;
mod replay;
mod retention;
mod schedule;
mod sending;
mod serve;
mod shell;
mod simulate;
mod suppressions;
mod test;
mod token;
mod user;
mod watch;

use super::args::templates::TemplatesCommand;
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
        Command::Test(args) => test::test(context, &args),
        Command::Diff(args) => diff::diff(context, &args).await,
        Command::Simulate(args) => simulate::simulate(context, &args).await,
        Command::Rules(RulesCommand::Schema(args)) => files::schema(context, &args),
        Command::Rules(RulesCommand::Doc(args)) => handbook::doc(context, &args),
        Command::Templates(TemplatesCommand::Vars(args)) => handbook::vars(context, &args),
        Command::Balance(args) => balance::balance(context, &args).await,
        Command::Preview(args) if args.watch => watch::watch(context, &args).await,
        Command::Preview(args) => batch::preview(context, &args).await,
        Command::Explain(args) => batch::explain(context, &args).await,
        Command::Items(args) => items::items(context, &args).await,
        Command::Remind(args) => remind::remind(context, &args).await,
        Command::Letters(args) => letters::letters(context, &args).await,
        Command::Drafts(args) => drafts::drafts(context, args).await,
        Command::Charges(args) => charges::charges(context, &args).await,
        Command::Run(args) => batch::run(context, &args).await,
        Command::Resume(args) => batch::resume(context, &args).await,
        Command::Retry(args) => batch::retry(context, &args).await,
        Command::Cancel(args) => records::cancel(context, &args).await,
        Command::Runs(args) => records::runs(context, &args).await,
        Command::Schedule(args) => schedule::schedule(context, &args).await,
        Command::History(args) => records::history(context, &args).await,
        Command::Mailbox(command) => mailbox::mailbox(context, &command).await,
        Command::Suppressions(args) => suppressions::suppressions(context, &args).await,
        Command::Note(args) => note::note(context, &args).await,
        Command::Promises(args) => note::promises(context, &args).await,
        Command::Actions(args) => note::actions(context, &args).await,
        Command::Customer(command) => customer::customer(context, &command).await,
        Command::Hold(command) => hold::hold(context, &command).await,
        Command::Sending(command) => sending::sending(context, &command).await,
        Command::Serve(args) => serve::serve(context, &args).await,
        Command::Worker(args) => serve::worker(context, &args).await,
        Command::Workers(args) => records::workers(context, &args).await,
        Command::User(command) => user::user(context, &command).await,
        Command::Token(command) => token::token(context, &command).await,
        Command::Audit(command) => audit::audit(context, &command).await,
        Command::Contact(command) => contact::contact(context, &command).await,
        Command::Retention(args) => retention::retention(context, &args).await,
        Command::Backup(args) => backup::backup(context, &args).await,
        Command::Restore(args) => backup::restore(context, &args).await,
        Command::Completions(args) => shell::completions(context, &args),
        Command::Man(args) => shell::man(context, &args),
    }
}

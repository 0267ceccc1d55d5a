//! The command line: it turns flags into calls of the application and shows
//! what comes back.

mod args;
mod commands;
mod config;
mod context;
mod exit;
mod language;
mod logging;
mod problems;
mod progress;
mod show;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use args::{Cli, Command};
use config::Config;
use context::Context;
use exit::Exit;

use crate::app::error::AppError;
use crate::typeset::{self, apart};
use crate::wording::{Message, UiLanguage, msg};

/// Reads the command line, does what it asks, and says how it went.
pub fn main() -> ExitCode {
    let args: Vec<String> =
        std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    if apart::asked(&args) {
        return typeset::work();
    }
    apart::typeset_apart(apart::THIS.into());
    let language = language::choose(&args, |name| std::env::var(name).ok());
    let config = match Config::choose(&args, |name| std::env::var(name).ok()) {
        Ok(config) => config,
        Err(error) => return tell(&error, &error.message(), language).into(),
    };
    let parsed = config
        .apply(command(language))
        .try_get_matches()
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage(&error, language).into(),
    };
    logging::start(&cli.global, matches!(cli.command, Command::Serve(_) | Command::Worker(_)));
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            problems::complain(&error.to_string());
            return Exit::Trouble.into();
        }
    };
    let context =
        Context::new(cli.global, config.smtp_url(), language).with_mailbox(config.mailbox());
    let exit = match runtime.block_on(commands::carry_out(cli.command, &context)) {
        Ok(exit) => exit,
        Err(error) => {
            let message = msg!("cli-error", message = error.message());
            context.progress.clear();
            tell(&error, &message, language)
        }
    };
    // Nothing waits for work that nobody waits for.
    runtime.shutdown_background();
    exit.into()
}

/// The command line's grammar with its help in one language.
fn command(language: UiLanguage) -> clap::Command {
    language::localize(Cli::command(), language)
}

fn usage(error: &clap::Error, language: UiLanguage) -> Exit {
    match language::usage_error(error) {
        Some(message) => {
            problems::complain(&msg!("cli-error", message = message).in_language(language));
            problems::complain(&msg!("cli-usage-hint").in_language(language));
            Exit::Usage
        }
        None => {
            let shown = error.print();
            if shown.is_err() || error.use_stderr() { Exit::Usage } else { Exit::Done }
        }
    }
}

/// Tells of an error by its mistakes, one by one, or else by a message.
fn tell(error: &AppError, message: &Message, language: UiLanguage) -> Exit {
    match error {
        AppError::Files(problems) => problems::show(problems, language),
        AppError::Import(error) if !error.problems().is_empty() => {
            problems::show(error.problems(), language);
        }
        _ => problems::complain(&message.in_language(language)),
    }
    Exit::of(error)
}

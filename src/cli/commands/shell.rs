//! Shell completions and the manual pages.

use clap_complete::generate;
use clap_mangen::Man;

use super::super::args::{CompletionsArgs, ManArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use crate::app::error::AppError;

pub fn completions(context: &Context, args: &CompletionsArgs) -> Result<Exit, AppError> {
    let mut script = Vec::new();
    generate(args.shell, &mut super::super::command(context.language), "relance", &mut script);
    context.print_bytes(&script)?;
    Ok(Exit::Done)
}

/// The page of `relance` to standard output, or one page per command into a
/// folder.
pub fn man(context: &Context, args: &ManArgs) -> Result<Exit, AppError> {
    let command = super::super::command(context.language);
    match &args.folder {
        Some(folder) => {
            let file_error = |error| AppError::File { path: folder.display().to_string(), error };
            std::fs::create_dir_all(folder).map_err(file_error)?;
            clap_mangen::generate_to(command, folder).map_err(file_error)?;
        }
        None => {
            let mut page = Vec::new();
            Man::new(command)
                .render(&mut page)
                .map_err(|error| AppError::File { path: "relance.1".to_owned(), error })?;
            context.print_bytes(&page)?;
        }
    }
    Ok(Exit::Done)
}

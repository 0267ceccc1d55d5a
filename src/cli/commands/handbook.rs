//! `rules doc` and `templates vars`.

use super::super::args::DocArgs;
use super::super::args::templates::VarsArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use crate::app::engine;
use crate::app::error::AppError;
use crate::app::handbook::{self, PageFormat};
use crate::handbook::{Request, document, markdown};
use crate::wording::msg;

pub fn doc(context: &Context, args: &DocArgs) -> Result<Exit, AppError> {
    let format = args.out.as_deref().map(PageFormat::of).transpose()?;
    let (rules, _) = engine::load_files(&context.rules, &context.templates)?;
    let company = match &context.company {
        Some(name) => Some(&engine::company(&rules, Some(name))?.company.code),
        None => None,
    };
    let request = Request {
        language: context.language,
        company,
        now: context.clock(args.as_of.as_of).now(),
        as_of: args.as_of.as_of,
        folder: &context.rules.display().to_string(),
    };
    let document = document(&rules, &request);
    match (&args.out, format) {
        (Some(path), Some(format)) => {
            handbook::write(&document, format, path)?;
            context.say(&msg!("handbook-written", file = path.display().to_string()))?;
        }
        _ => context.print(&markdown(&document))?,
    }
    Ok(Exit::Done)
}

pub fn vars(_context: &Context, _args: &VarsArgs) -> Result<Exit, AppError> {
    Ok(Exit::Done)
}

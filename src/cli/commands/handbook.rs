//! `rules doc` and `templates vars`.

use super::super::args::DocArgs;
use super::super::args::templates::VarsArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::handbook::{self, PageFormat};
use crate::app::{engine, error::AppError, variables};
use crate::domain::language::Language;
use crate::handbook::{Request, document, markdown};
use crate::wording::{UiLanguage, msg};

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

pub fn vars(context: &Context, args: &VarsArgs) -> Result<Exit, AppError> {
    let (rules, renderer) = engine::load_files(&context.rules, &context.templates)?;
    let company = context.company.as_deref();
    let language = match context.language {
        UiLanguage::English => Language::ENGLISH,
        UiLanguage::French => Language::FRENCH,
    };
    let (templates, text) = match &args.template {
        Some(name) => {
            let one = variables::of_template(&rules, &renderer, company, name, &language)?;
            let text = show::variables::one(&one, context.language);
            (vec![one], text)
        }
        None => {
            let listing = variables::every(&rules, &renderer, company, &language)?;
            let text = show::variables::listing(&listing, context.language);
            (listing.templates, text)
        }
    };
    if args.json {
        context.print(&format!("{:#}\n", show::variables::json(&templates)))?;
    } else {
        context.print(&text)?;
    }
    Ok(Exit::Done)
}

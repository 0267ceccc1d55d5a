//! `check` and `rules schema`.

use super::super::args::SchemaArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::problems;
use crate::app::check;
use crate::app::error::AppError;
use crate::wording::msg;

pub fn check(context: &Context) -> Result<Exit, AppError> {
    let (rules, warnings) = check::check(&context.rules, &context.templates)?;
    problems::warn(&warnings, context.language);
    let levels: usize = rules.companies.iter().map(|company| company.ladder.levels().len()).sum();
    context.say(&msg!(
        "cli-check-ok",
        companies = rules.companies.len(),
        levels = levels,
        batches = rules.batches.len()
    ))?;
    Ok(Exit::Done)
}

pub fn schema(context: &Context, args: &SchemaArgs) -> Result<Exit, AppError> {
    let schema = if args.tests { crate::cases::schema() } else { crate::rules::schema() };
    context.print(&format!("{schema:#}\n"))?;
    Ok(Exit::Done)
}

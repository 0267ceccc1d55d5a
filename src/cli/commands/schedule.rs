//! `schedule`.

use super::super::args::schedule::{AnswerWord, ScheduleArgs, ScheduleCommand};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::engine::{self, Engine};
use crate::app::error::AppError;
use crate::app::schedule::{self, Answer};
use crate::rules::set::CompanyRules;
use crate::wording::msg;

pub async fn schedule(context: &Context, args: &ScheduleArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let Some(command) = &args.command else { return list(context, &engine, args.json).await };
    let rules = engine::company(&engine.rules, context.company.as_deref())?;
    let (by, clock) = (&context.author, &context.clock(None));
    match command {
        ScheduleCommand::Pause(args) => {
            let (batch, until) = (&args.which.batch_name, args.until);
            schedule::pause(&engine, rules, batch, until, &args.reason, by, clock).await?;
            context.say(&msg!("schedule-is-paused", batch = batch))?;
        }
        ScheduleCommand::Resume(which) => {
            schedule::resume(&engine, rules, &which.batch_name, by, clock).await?;
            context.say(&msg!("schedule-is-resumed", batch = &which.batch_name))?;
        }
        ScheduleCommand::Answer(args) => {
            let batch = &args.which.batch_name;
            let (answer, said) = match args.answer {
                AnswerWord::Run => (Answer::Run, msg!("schedule-is-run", batch = batch)),
                AnswerWord::Skip => (Answer::Skip, msg!("schedule-is-skipped", batch = batch)),
            };
            schedule::answer(&engine, rules, batch, answer, by, clock).await?;
            context.say(&said)?;
        }
    }
    Ok(Exit::Done)
}

/// Of the company that is named, or of all.
async fn list(context: &Context, engine: &Engine, json: bool) -> Result<Exit, AppError> {
    let companies: Vec<&CompanyRules> = match &context.company {
        Some(name) => vec![engine::company(&engine.rules, Some(name))?],
        None => engine.rules.companies.iter().collect(),
    };
    let mut all = Vec::new();
    for rules in companies {
        let times = schedule::times(engine, rules, &context.clock(None)).await?;
        all.push((rules.company.code.clone(), times));
    }
    if json {
        context.print(&show::schedule::data(&all))?;
    } else {
        context.print(&show::schedule::table(&all, context.language))?;
    }
    Ok(Exit::Done)
}

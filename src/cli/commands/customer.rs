//! `customer`.

use super::super::args::customer::{CustomerCommand, SetArgs, ShowArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::error::AppError;
use crate::app::{customer_follow_up, switches};
use crate::store::SwitchEdit;
use crate::wording::{Message, msg};

pub async fn customer(context: &Context, command: &CustomerCommand) -> Result<Exit, AppError> {
    match command {
        CustomerCommand::Show(args) => show_customer(context, args).await,
        CustomerCommand::Set(args) => set(context, args).await,
    }
}

async fn show_customer(context: &Context, args: &ShowArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let company = context.company(&engine)?;
    let as_of = context.clock(args.as_of.as_of).run_date(company.time_zone);
    let shown = customer_follow_up::show(&engine, &company.code, &args.code, as_of).await?;
    let text = if args.json {
        show::customer::customer_json(&shown)
    } else {
        show::customer::customer(&shown, &engine.rules.statuses, context.language)
    };
    context.print(&text)?;
    Ok(Exit::Done)
}

async fn set(context: &Context, args: &SetArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let company = context.company(&engine)?;
    let edit = SwitchEdit { manual: args.manual, automatic: args.automatic };
    let (author, clock) = (&context.author, context.clock(None));
    let switched = switches::set(&engine, &company.code, &args.code, edit, author, &clock).await?;
    let (before, after) = (switched.before, switched.after);
    context.say(&msg!(
        "follow-up-switches",
        customer = &args.code,
        manual = switched_to(before.manual, after.manual),
        automatic = switched_to(before.automatic, after.automatic)
    ))?;
    Ok(Exit::Done)
}

fn switched_to(before: bool, after: bool) -> Message {
    let (old, new) = (show::customer::on_off(before), show::customer::on_off(after));
    if before == after { new } else { msg!("follow-up-switched", before = old, after = new) }
}

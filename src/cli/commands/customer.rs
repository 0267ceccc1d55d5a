//! `customer`.

use super::super::args::customer::{ActionArgs, CustomerCommand, SetArgs, ShowArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use super::remind;
use crate::app::error::AppError;
use crate::app::follow_up_mail::{self, Towards};
use crate::app::preview::Preview;
use crate::app::report::Rows;
use crate::app::{customer_follow_up, switches};
use crate::domain::channel::Channel;
use crate::store::SwitchEdit;
use crate::wording::{Message, msg};

pub async fn customer(context: &Context, command: &CustomerCommand) -> Result<Exit, AppError> {
    match command {
        CustomerCommand::Show(args) => show_customer(context, args).await,
        CustomerCommand::Set(args) => set(context, args).await,
        CustomerCommand::Remind(args) => {
            let towards = Towards::Contacts(args.contacts.clone());
            act(context, &args.action, towards, Channel::FollowUp).await
        }
        CustomerCommand::RemindInCharge(args) => {
            act(context, &args.action, Towards::InCharge, Channel::InCharge).await
        }
        CustomerCommand::Communicate(args) => {
            let towards = Towards::People(args.to.clone());
            act(context, &args.action, towards, Channel::Information).await
        }
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

/// Mails of the follow-up: shown, confirmed and sent as other reminders by hand.
async fn act(
    context: &Context,
    args: &ActionArgs,
    towards: Towards,
    channel: Channel,
) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let transport = context.transport(&engine, &args.outbox.outbox)?;
    let clock = context.clock(args.as_of.as_of);
    let scope = engine.scope_by_hand(context.company.as_deref(), channel, &clock)?;
    let (order, out) = (args.order(towards), args.out.as_deref());
    if args.dry_run {
        let (preview, rows) = follow_up_mail::preview(&engine, &scope, &order, &clock, out).await?;
        return dry_run(context, &preview, &rows, args.json);
    }
    let author = &context.author;
    let (recorded, rows) =
        follow_up_mail::record(&engine, &scope, &order, author, &clock, out).await?;
    remind::confirm_and_send(context, &engine, recorded, &rows, args.yes, &transport).await
}

fn dry_run(
    context: &Context,
    preview: &Preview,
    rows: &Rows,
    json: bool,
) -> Result<Exit, AppError> {
    if json {
        let document = show::json::preview(preview, rows, None, context.language);
        context.print(&format!("{document:#}\n"))?;
    } else {
        context.print(&show::selection(preview, rows, context.language))?;
    }
    Ok(if preview.report.has_failures() {
        Exit::BadInput
    } else if rows.reminders.is_empty() {
        Exit::Refused
    } else {
        Exit::Done
    })
}

fn switched_to(before: bool, after: bool) -> Message {
    let (old, new) = (show::customer::on_off(before), show::customer::on_off(after));
    if before == after { new } else { msg!("follow-up-switched", before = old, after = new) }
}

//! `sending`: the accounts that mails leave by.

use super::super::args::sending::{DkimRecordArgs, SendingCommand, SendingTestArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::{problems, show};
use crate::app::actor::Actor;
use crate::app::error::AppError;
use crate::app::mail_server::{self, Answer, TestMail};
use crate::app::sending_accounts;
use crate::dispatch::Windows;
use crate::wording::msg;

pub async fn sending(context: &Context, command: &SendingCommand) -> Result<Exit, AppError> {
    match command {
        SendingCommand::Accounts(args) => accounts(context, args.json),
        SendingCommand::Test(args) => test(context, args).await,
        SendingCommand::DkimRecord(args) => dkim_record(context, args),
    }
}

/// Also tells what the environment lacks.
fn accounts(context: &Context, json: bool) -> Result<Exit, AppError> {
    let (rules, _) = context.files()?;
    let sheets = sending_accounts::sheets(&rules, &context.variables());
    if json {
        context.print(&show::sending::json(&rules, &sheets, context.language))?;
    } else {
        context.print(&show::sending::accounts(&rules, &sheets, context.language))?;
        for error in sheets.iter().filter_map(|sheet| sheet.server.as_ref().err()) {
            problems::complain(&context.text(&error.message()));
        }
    }
    let complete = sheets.iter().all(|sheet| sheet.server.is_ok());
    Ok(if complete { Exit::Done } else { Exit::Usage })
}

async fn test(context: &Context, args: &SendingTestArgs) -> Result<Exit, AppError> {
    let engine = context.engine_or_new().await?;
    let company = context.company(&engine)?;
    let (variables, outbox) = (context.variables(), &args.outbox.outbox);
    let windows = Windows::new();
    let transport =
        sending_accounts::only(&args.account, &variables, &engine.rules, outbox, &windows)?;
    let mail = TestMail {
        from: &company.sender,
        to: args.to.trim(),
        subject: &context.text(&msg!("web-admin-test-subject")),
        body: &context.text(&msg!("web-admin-test-body", author = &context.author)),
    };
    let (actor, now) = (Actor::at_the_machine(&context.author), context.clock(None).now());
    match mail_server::test(&engine.store, &transport, mail, actor, now).await? {
        Answer::Taken(words) => {
            let transport = transport.to_string();
            context.say(&msg!("sending-test-taken", transport = transport, answer = words))?;
            Ok(Exit::Done)
        }
        Answer::Refused(reason) => {
            problems::complain(&context.text(&msg!("sending-test-refused", reason = reason)));
            Ok(Exit::SomeFailed)
        }
    }
}

fn dkim_record(context: &Context, args: &DkimRecordArgs) -> Result<Exit, AppError> {
    let (rules, _) = context.files()?;
    let record = sending_accounts::dkim_record(&args.account, &context.variables(), &rules)?;
    problems::complain(&context.text(&msg!("sending-dkim-publish", name = &record.name)));
    context.print(&format!("{}\n\n{}\n", record.value, record.zone_line()))?;
    Ok(Exit::Done)
}

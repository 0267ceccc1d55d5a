//! `mailbox`: what comes back.

use super::super::args::mailbox::{MailboxCommand, ReadArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::problems;
use crate::app::error::AppError;
use crate::app::mailbox::{self, Tally};
use crate::app::signals::Signals;
use crate::mailbox::Source;
use crate::store::Store;
use crate::wording::msg;

pub async fn mailbox(context: &Context, command: &MailboxCommand) -> Result<Exit, AppError> {
    match command {
        MailboxCommand::Read(args) => read(context, args).await,
    }
}

async fn read(context: &Context, args: &ReadArgs) -> Result<Exit, AppError> {
    let source = context.mailbox()?.ok_or(AppError::NoMailbox)?;
    let store = context.store().await?;
    if args.once {
        tell(context, look(context, &store, &source).await?)?;
        return Ok(Exit::Done);
    }
    let mut signals = Signals::new()?;
    problems::complain(&context.text(&msg!("mailbox-reading", mailbox = source.name())));
    loop {
        let tally = tokio::select! {
            tally = look(context, &store, &source) => tally?,
            () = signals.any() => return Ok(Exit::Done),
        };
        if tally.new_messages() > 0 {
            tell(context, tally)?;
        }
        tokio::select! {
            () = tokio::time::sleep(source.pause()) => {}
            () = signals.any() => return Ok(Exit::Done),
        }
    }
}

async fn look(context: &Context, store: &Store, source: &Source) -> Result<Tally, AppError> {
    mailbox::read_new(store, source, || context.clock(None).now()).await
}

fn tell(context: &Context, tally: Tally) -> Result<(), AppError> {
    context.say(&msg!("mailbox-was-read", count = tally.new_messages()))?;
    let parts = [
        (tally.bounced, msg!("mailbox-count-bounced", count = tally.bounced)),
        (tally.complained, msg!("mailbox-count-complained", count = tally.complained)),
        (tally.linked, msg!("mailbox-count-linked", count = tally.linked)),
        (tally.noted, msg!("mailbox-count-noted", count = tally.noted)),
        (tally.not_matched, msg!("mailbox-count-not-matched", count = tally.not_matched)),
        (tally.ignored, msg!("mailbox-count-ignored", count = tally.ignored)),
    ];
    for (_, part) in parts.iter().filter(|(count, _)| *count > 0) {
        context.say(part)?;
    }
    Ok(())
}

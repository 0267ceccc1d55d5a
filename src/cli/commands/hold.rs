//! `hold`.

use super::super::args::hold::{HoldCommand, HoldOf, ListArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::error::AppError;
use crate::app::holds::{self, HoldChange};
use crate::wording::msg;

pub async fn hold(context: &Context, command: &HoldCommand) -> Result<Exit, AppError> {
    match command {
        HoldCommand::Place(args) => {
            let place = HoldChange::Place { comment: args.comment.clone() };
            change(context, &args.of, &place).await
        }
        HoldCommand::Lift(args) => change(context, &args.of, &HoldChange::Lift).await,
        HoldCommand::List(args) => list(context, args).await,
    }
}

async fn change(context: &Context, of: &HoldOf, change: &HoldChange) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let company = context.company(&engine)?;
    let (author, clock) = (&context.author, context.clock(None));
    let done =
        holds::change(&engine, &company, &of.invoices, of.kind, change, author, &clock).await?;
    let kind = show::holds::kind(of.kind);
    for invoice in done.changed {
        let number = invoice.number;
        context.say(&match change {
            HoldChange::Place { .. } => {
                msg!("follow-up-hold-placed", invoice = number, kind = kind.clone())
            }
            HoldChange::Lift => {
                msg!("follow-up-hold-lifted", invoice = number, kind = kind.clone())
            }
        })?;
    }
    for invoice in done.unchanged {
        let number = invoice.number;
        context.say(&match change {
            HoldChange::Place { .. } => {
                msg!("follow-up-hold-there", invoice = number, kind = kind.clone())
            }
            HoldChange::Lift => {
                msg!("follow-up-hold-absent", invoice = number, kind = kind.clone())
            }
        })?;
    }
    Ok(Exit::Done)
}

async fn list(context: &Context, args: &ListArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let company = context.company(&engine)?;
    let held = holds::list(&engine, &company, args.customer.as_deref()).await?;
    let shown = if args.json {
        show::holds::holds_json(&held)
    } else {
        show::holds::holds(&held, context.language)
    };
    context.print(&shown)?;
    Ok(Exit::Done)
}

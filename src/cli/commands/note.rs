//! `note`, `promises` and `actions`.

use super::super::args::note::{ActionsArgs, NoteArgs, PromisesArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::error::AppError;
use crate::app::follow_up::{self, Selection};
use crate::domain::follow_up::{CommentEdit, FollowUpEdit};
use crate::wording::msg;

pub async fn note(context: &Context, args: &NoteArgs) -> Result<Exit, AppError> {
    if args.history {
        return history(context, args).await;
    }
    let engine = context.engine().await?;
    let company = context.company(&engine)?;
    let selection = match &args.customer {
        Some(code) => Selection::Customer(code.clone()),
        None => Selection::Items(args.items.clone()),
    };
    let author = &context.author;
    let clock = context.clock(None);
    let edited =
        follow_up::note(&engine, &company.code, &selection, &edit(args), author, &clock).await?;
    let (changed, unchanged) = (edited.changed, edited.unchanged);
    context.say(&msg!("follow-up-noted", changed = changed, unchanged = unchanged))?;
    Ok(Exit::Done)
}

fn edit(args: &NoteArgs) -> FollowUpEdit {
    FollowUpEdit {
        status: args.status.clone().map(|status| status.0),
        comment: args.comment.clone().map(|text| {
            if args.append { CommentEdit::Append(text) } else { CommentEdit::Replace(text) }
        }),
        promised_on: args.promised.as_ref().map(|promised| promised.0),
        disputed: args.dispute,
        next_action_on: args.next.as_ref().map(|next| next.0),
        next_action_by: args.next_by.clone().map(|by| by.0),
    }
}

async fn history(context: &Context, args: &NoteArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let company = context.company(&engine)?;
    let mut items = Vec::new();
    for name in &args.items {
        items.extend(follow_up::changes(&engine, &company.code, name).await?);
    }
    if args.json {
        context.print(&show::follow_up::changes_json(&items))?;
        return Ok(Exit::Done);
    }
    for (item, changes) in &items {
        context.print(&show::follow_up::changes(item, changes, context.language))?;
    }
    Ok(Exit::Done)
}

pub async fn promises(context: &Context, args: &PromisesArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let company = context.company(&engine)?;
    let as_of = context.clock(args.as_of.as_of).run_date(company.time_zone);
    let waiting = follow_up::promises(&engine, &company.code, as_of).await?;
    let shown = if args.json {
        show::follow_up::promises_json(&waiting)
    } else {
        show::follow_up::promises(&waiting, context.language)
    };
    context.print(&shown)?;
    Ok(Exit::Done)
}

pub async fn actions(context: &Context, args: &ActionsArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let company = context.company(&engine)?;
    let as_of = context.clock(args.as_of.as_of).run_date(company.time_zone);
    let person = args.person.as_deref();
    let waiting = follow_up::actions(&engine, &company.code, as_of, person).await?;
    let shown = if args.json {
        show::follow_up::actions_json(&waiting)
    } else {
        show::follow_up::actions(&waiting, context.language)
    };
    context.print(&shown)?;
    Ok(Exit::Done)
}

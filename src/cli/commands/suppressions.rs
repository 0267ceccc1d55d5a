//! `suppressions`: addresses that nothing is sent to any more.

use super::super::args::mailbox::{SuppressionsArgs, SuppressionsCommand};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::error::AppError;
use crate::app::suppressions::{self, Desk};
use crate::store::SuppressionQuery;
use crate::wording::msg;

pub async fn suppressions(context: &Context, args: &SuppressionsArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let company = context.company(&engine)?;
    let clock = context.clock(None);
    let desk = |everywhere| Desk {
        store: &engine.store,
        company: &company.code,
        everywhere,
        author: &context.author,
    };
    match &args.command {
        Some(SuppressionsCommand::Add { address, reason, customer, all_companies }) => {
            let (desk, customer) = (desk(*all_companies), customer.as_deref());
            let added = suppressions::add(desk, address, customer, reason, &clock).await?;
            context.say(&msg!("mailbox-added", address = added.as_str()))?;
        }
        Some(SuppressionsCommand::Lift { address, reason, all_companies }) => {
            let lifted = suppressions::lift(desk(*all_companies), address, reason, &clock).await?;
            context.say(&msg!("mailbox-lifted", address = lifted.as_str()))?;
        }
        None => {
            let query = SuppressionQuery {
                text: args.address.clone(),
                customer: args.customer.clone(),
                with_lifted: args.lifted,
                before: None,
                limit: args.limit,
            };
            let found = suppressions::list(&engine.store, &company.code, &query).await?;
            context.print(&match args.json {
                true => show::suppressions::json(&found),
                false => show::suppressions::table(&found, context.language),
            })?;
        }
    }
    Ok(Exit::Done)
}

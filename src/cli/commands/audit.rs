//! `audit`: whether the history is what it was.

use super::super::args::audit::{AuditCommand, VerifyArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::audit_chain::{self, Verify};
use crate::app::error::AppError;
use crate::app::sealing::{self, Extent};
use crate::wording::msg;

pub async fn audit(context: &Context, command: &AuditCommand) -> Result<Exit, AppError> {
    match command {
        AuditCommand::Verify(args) => verify(context, args).await,
        AuditCommand::Head => {
            let head = context.store().await?.chain_head().await?;
            context.print(&format!("{head}\n"))?;
            Ok(Exit::Done)
        }
        AuditCommand::Seal => seal(context).await,
    }
}

async fn verify(context: &Context, args: &VerifyArgs) -> Result<Exit, AppError> {
    let store = context.store().await?;
    let what = Verify { kept: args.head, messages: args.messages };
    let now = context.clock(None).now();
    let found = audit_chain::verify_and_keep(&store, what, &context.progress, now).await?;
    context.print(&if args.json {
        show::audit::verification_json(&found, context.language)
    } else {
        show::audit::verification(&found, now, context.language)
    })?;
    Ok(if found.flaw.is_some() { Exit::SomeFailed } else { Exit::Done })
}

async fn seal(context: &Context) -> Result<Exit, AppError> {
    let store = context.store().await?;
    let clock = context.clock(None);
    let rows = sealing::seal(&store, Extent::All, || clock.now(), || false).await?;
    let head = store.chain_head().await?.to_string();
    context.say(&msg!("trust-sealed", count = rows, head = head))?;
    Ok(Exit::Done)
}

//! `contact`: one person's data.

use std::path::Path;

use super::super::args::contact::{ContactCommand, EraseArgs, ExportArgs, PersonArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::error::AppError;
use crate::app::personal_data::{self, Export};
use crate::export::PartFile;
use crate::wording::msg;

/// The document, beside the messages.
const DOCUMENT: &str = "contact.json";

pub async fn contact(context: &Context, command: &ContactCommand) -> Result<Exit, AppError> {
    match command {
        ContactCommand::Export(args) => export(context, args).await,
        ContactCommand::Erase(args) => erase(context, args).await,
        ContactCommand::Readmit(args) => readmit(context, args).await,
    }
}

async fn export(context: &Context, args: &ExportArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let company = context.company(&engine)?;
    let person = personal_data::find(&engine.store, &company.code, &args.person.name).await?;
    let now = context.clock(None).now();
    let export = personal_data::export(&engine.store, &person, &context.author, now).await?;
    if args.out.as_os_str() == "-" {
        context.print(&format!("{:#}\n", export.one_document()))?;
    } else {
        write(&args.out, &export)?;
        let out = args.out.display().to_string();
        context.say(&msg!("trust-exported", folder = out, count = export.messages.len()))?;
    }
    Ok(Exit::Done)
}

fn write(folder: &Path, export: &Export) -> Result<(), AppError> {
    let failed = |error| AppError::File { path: folder.display().to_string(), error };
    std::fs::create_dir_all(folder).map_err(failed)?;
    for message in &export.messages {
        PartFile::write_whole(&folder.join(&message.name), &message.content).map_err(failed)?;
    }
    let document = format!("{:#}\n", export.document);
    PartFile::write_whole(&folder.join(DOCUMENT), document.as_bytes()).map_err(failed)
}

async fn erase(context: &Context, args: &EraseArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let company = context.company(&engine)?;
    let person = personal_data::find(&engine.store, &company.code, &args.person.name).await?;
    let traces = engine.store.traces(&person).await?;
    context.print(&show::contact::traces(&person, &traces, context.language))?;
    let confirmed = args.yes || context.ask(&msg!("trust-confirm-erasure")).unwrap_or(false);
    if !confirmed {
        context.say(&msg!("trust-not-confirmed"))?;
        return Ok(Exit::Refused);
    }
    let (author, now) = (&context.author, context.clock(None).now());
    let erased = personal_data::erase(&engine, &person, author, &args.reason, now).await?;
    context.print(&show::contact::erased(&erased, context.language))?;
    Ok(Exit::Done)
}

async fn readmit(context: &Context, args: &PersonArgs) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let company = context.company(&engine)?;
    let (author, now) = (&context.author, context.clock(None).now());
    personal_data::readmit(&engine.store, &company.code, &args.name, author, now).await?;
    context.say(&msg!("trust-readmitted"))?;
    Ok(Exit::Done)
}

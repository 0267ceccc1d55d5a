//! `backup` and `restore`.

use super::super::args::backup::{BackupArgs, RestoreArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use crate::app::backup;
use crate::app::diff::Folders;
use crate::app::error::AppError;
use crate::wording::msg;

pub async fn backup(context: &Context, args: &BackupArgs) -> Result<Exit, AppError> {
    let file = args.file.display().to_string();
    if args.verify {
        let manifest = backup::verify(&args.file, &context.progress).await?;
        let at = manifest.created_at.format("%Y-%m-%d %H:%M:%SZ").to_string();
        context.say(&msg!("trust-backup-in-order", file = file, at = at, head = manifest.head))?;
        return Ok(Exit::Done);
    }
    let store = context.store().await?;
    let folders = Folders { rules: context.rules.clone(), templates: context.templates.clone() };
    let now = context.clock(None).now();
    let manifest = backup::backup(&store, &folders, &args.file, &context.progress, now).await?;
    context.say(&msg!(
        "trust-backed-up",
        file = file,
        database = manifest.database.as_str(),
        files = manifest.files.len().saturating_sub(1),
        head = manifest.head
    ))?;
    Ok(Exit::Done)
}

pub async fn restore(context: &Context, args: &RestoreArgs) -> Result<Exit, AppError> {
    let files = args.files.as_deref();
    let restored = backup::restore(&context.database, &args.file, files, &context.progress).await?;
    let manifest = &restored.manifest;
    let at = manifest.created_at.format("%Y-%m-%d %H:%M:%SZ").to_string();
    context.say(&msg!("trust-restored", at = at, head = &manifest.head))?;
    match files {
        Some(folder) => {
            let folder = folder.display().to_string();
            context.say(&msg!("trust-restored-files", count = restored.files, folder = folder))?;
        }
        None => context.say(&msg!("trust-restored-without-files"))?,
    }
    for company in &restored.interrupted {
        context.say(&msg!("trust-restored-interrupted", company = company.as_str()))?;
    }
    Ok(Exit::Done)
}

//! Reminders written as drafts: their author sends them, and says so.

use std::path::Path;

use super::clock::Clock;
use super::engine::{Engine, Scope};
use super::error::AppError;
use super::preview;
use super::turn::turn;
use crate::domain::channel::Channel;
use crate::domain::follow_up;
use crate::domain::identity::{ReminderId, RunId};
use crate::store::{Confirmation, Draft, SettleRules};

/// Which drafts are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    Reminders(Vec<i64>),
    Run(RunId),
}

/// Ends the record of a run as drafts and writes them to a folder, one `.eml`
/// file each. Returns how many there are.
///
/// # Errors
/// When the store fails or a file cannot be written; the drafts are on record
/// then, and can be written again.
pub async fn finish(
    engine: &Engine,
    scope: &Scope,
    run: RunId,
    folder: &Path,
    clock: &Clock,
) -> Result<u64, AppError> {
    engine.store.finish_drafts(run, clock.now()).await?;
    write(engine, scope, run, folder).await
}

/// Writes the drafts of a run that nobody has confirmed or dropped.
///
/// # Errors
/// When the store fails or a file cannot be written.
pub async fn write(
    engine: &Engine,
    scope: &Scope,
    run: RunId,
    folder: &Path,
) -> Result<u64, AppError> {
    let drafts = chosen(engine, scope, &Which::Run(run)).await?;
    preview::create_dir(folder).await?;
    for draft in &drafts {
        let Some(message) = engine.store.message(draft.id).await? else { continue };
        preview::write(folder.join(file_name(draft)), &message).await?;
    }
    Ok(drafts.len() as u64)
}

/// Hands out the drafts that wait, as files, one by one: their names and
/// contents.
///
/// # Errors
/// When one is unknown, the store fails, or `take` does.
pub async fn each(
    engine: &Engine,
    scope: &Scope,
    which: &Which,
    mut take: impl FnMut(&str, &[u8]) -> Result<(), AppError>,
) -> Result<(), AppError> {
    for draft in &chosen(engine, scope, which).await? {
        let Some(message) = engine.store.message(draft.id).await? else { continue };
        take(&file_name(draft), &message)?;
    }
    Ok(())
}

fn file_name(draft: &Draft) -> String {
    let customer = preview::file_part(&draft.customer_code);
    format!("{}-{customer}-{}.eml", draft.id.0, draft.level)
}

/// Drafts that wait to be sent by their authors.
///
/// # Errors
/// When the store fails.
pub async fn waiting(engine: &Engine, scope: &Scope) -> Result<Vec<Draft>, AppError> {
    Ok(engine.store.drafts(scope.company(), None).await?)
}

/// Notes that drafts were sent on the day of the scope, as for any other
/// reminder by hand. Those that something has overtaken are left alone.
///
/// # Errors
/// When one is unknown, another process is at work, or the store fails.
pub async fn confirm(
    engine: &Engine,
    scope: &Scope,
    which: &Which,
    author: &str,
    clock: &Clock,
) -> Result<Confirmation, AppError> {
    let lock = turn(&engine.store, scope.company()).await?;
    let drafts = chosen(engine, scope, which).await?;
    if let Some(later) = drafts.iter().map(|draft| draft.run_date).find(|&on| on > scope.run_date) {
        return Err(AppError::DraftIsLater { written: later, confirmed: scope.run_date });
    }
    let rules = SettleRules {
        comment: follow_up::comment(Channel::Mail, scope.run_date),
        postpone_days: scope.rules.options.postpone_expected_payment_days,
        author: author.to_owned(),
    };
    let never_dunned = |method: &str| scope.rules.never_dunned.contains(method);
    let (day, now) = (scope.run_date, clock.now());
    let confirmation = engine.store.confirm_drafts(&drafts, day, &rules, never_dunned, now).await?;
    lock.release().await;
    Ok(confirmation)
}

/// Drops drafts; nothing of their items changes. Returns how many there were.
///
/// # Errors
/// As [`confirm`].
pub async fn drop(
    engine: &Engine,
    scope: &Scope,
    which: &Which,
    clock: &Clock,
) -> Result<u64, AppError> {
    let lock = turn(&engine.store, scope.company()).await?;
    let drafts = chosen(engine, scope, which).await?;
    let dropped = engine.store.drop_drafts(&drafts, clock.now()).await?;
    lock.release().await;
    Ok(dropped)
}

async fn chosen(engine: &Engine, scope: &Scope, which: &Which) -> Result<Vec<Draft>, AppError> {
    match which {
        Which::Run(run) => {
            let drafts = engine.store.drafts(scope.company(), Some(*run)).await?;
            if drafts.is_empty() { Err(AppError::UnknownRun { run: *run }) } else { Ok(drafts) }
        }
        Which::Reminders(ids) => {
            let mut drafts = engine.store.drafts(scope.company(), None).await?;
            if let Some(&reminder) =
                ids.iter().find(|id| drafts.iter().all(|draft| draft.id != ReminderId(**id)))
            {
                return Err(AppError::UnknownDraft { reminder });
            }
            drafts.retain(|draft| ids.contains(&draft.id.0));
            Ok(drafts)
        }
    }
}

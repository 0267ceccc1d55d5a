//! Planning a batch together: its customers are cut into parts, and every node
//! plans, renders and records those that it takes. What comes out is what one
//! process alone would have made of them.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use rayon::prelude::*;

use super::batch_run::new_reminders;
use super::engine::{Engine, Scope};
use super::error::AppError;
use super::planning::{self, Prepared};
use super::progress::Progress;
use super::report::Tallies;
use crate::domain::identity::{CustomerId, RunId};
use crate::plan::digest::FactsDigest;
use crate::plan::facts::CustomerFacts;
use crate::rules::set::Attachments;
use crate::store::{Part, PlannedPart, Store, StoreError, WorkerTask};
use crate::wording::msg;

/// Customers of a part: enough that taking it costs nothing beside planning it,
/// few enough that all nodes come to their end together.
const PART: u32 = 2_000;

/// Parts that a process has in hand at once: while one waits for the database,
/// the other is planned.
const AT_ONCE: usize = 2;

/// How often it is looked whether others have come to their end.
const LOOK: Duration = Duration::from_millis(100);

/// Whether others are there to plan a batch with. Documents are read from the
/// folder of one machine, and so their mails are made there.
///
/// # Errors
/// When the store fails.
pub async fn can_be_shared(store: &Store, scope: &Scope) -> Result<bool, StoreError> {
    Ok(store.is_on_a_server()
        && scope.rules.options.attachments == Attachments::None
        && store.open_counts(scope.company()).await?.customers > u64::from(PART)
        && store.has_helpers().await?)
}

/// Plans and records a run that has begun to be recorded, with all who help.
/// Returns its sums and the fingerprint of the facts.
///
/// # Errors
/// When the store fails.
pub async fn together(
    engine: &Engine,
    scope: &Scope,
    run: RunId,
    mail_date: DateTime<FixedOffset>,
    progress: &dyn Progress,
) -> Result<(Tallies, String), AppError> {
    let store = &engine.store;
    let in_hand = store.take_in_hand(run);
    let customers = store.open_counts(scope.company()).await?.customers;
    store.cut_into_parts(run, scope.company(), PART, &mail_date.to_rfc3339()).await?;
    store.note_task(run, WorkerTask::Planning).await?;
    progress.begin(msg!("app-stage-planning"), Some(customers));
    loop {
        plan_open(engine, scope, run, mail_date, progress).await?;
        if store.parts_left(run).await? == 0 {
            break;
        }
        tokio::time::sleep(LOOK).await;
        store.bury_the_dead().await?;
    }
    progress.end();
    let planned = store.put_parts_together(run).await?;
    let mut report = Tallies::new(&scope.rules.ladder);
    for part in &planned {
        let sums = Tallies::from_stored(&part.sums).ok_or_else(|| StoreError::BadValue {
            column: "run_parts.sums",
            value: part.sums.clone(),
        })?;
        report.take_in(&sums);
    }
    let digest = planning::digest_of(planned.iter().map(|part| part.digests.as_slice()));
    store.forget_task(run).await?;
    drop(in_hand);
    Ok((report, digest))
}

/// Plans and records parts of a run until none is open. Returns how many.
///
/// # Errors
/// When the store fails; parts that were begun are left to others.
pub async fn plan_open(
    engine: &Engine,
    scope: &Scope,
    run: RunId,
    mail_date: DateTime<FixedOffset>,
    progress: &dyn Progress,
) -> Result<usize, AppError> {
    let work = &Arc::new(planning::preparing(engine, scope, mail_date));
    let one_by_one = async || {
        let mut count = 0;
        while let Some(part) = engine.store.take_part(run).await? {
            if let Err(error) = plan_part(engine, scope, part, work, progress).await {
                engine.store.put_part_back(part).await?;
                return Err(error);
            }
            count += 1;
        }
        Ok(count)
    };
    let hands: Vec<_> = (0..AT_ONCE).map(|_| one_by_one()).collect();
    Ok(futures_util::future::try_join_all(hands).await?.into_iter().sum())
}

async fn plan_part(
    engine: &Engine,
    scope: &Scope,
    part: Part,
    work: &Arc<impl Fn(&Arc<CustomerFacts>) -> (Prepared, FactsDigest) + Send + Sync + 'static>,
    progress: &dyn Progress,
) -> Result<(), AppError> {
    let store = &engine.store;
    let page = planning::page_with_mails(&scope.rules);
    // Others may have it by now, or the run was given up.
    let Some(record) = store.record_part(part).await? else { return Ok(()) };
    let mut report = Tallies::new(&scope.rules.ladder);
    let mut digests = Vec::with_capacity(part.customers as usize * 32);
    let (mut after, mut left) = (CustomerId(part.first.0 - 1), part.customers);
    while left > 0 {
        let facts = store.facts_page(scope.company(), Some(after), page.min(left)).await?;
        let Some(last) = facts.last() else { break };
        after = last.id();
        let count = u32::try_from(facts.len()).unwrap_or(u32::MAX);
        left = left.saturating_sub(count);
        let work = Arc::clone(work);
        let prepared = tokio::task::spawn_blocking(move || {
            facts.par_iter().map(|facts| work(facts)).collect::<Vec<_>>()
        })
        .await
        .map_err(|_| AppError::Worker)?;
        let reminders = prepared.iter().flat_map(|(prepared, _)| new_reminders(prepared)).collect();
        let holds: Vec<_> =
            prepared.iter().flat_map(|(prepared, _)| prepared.plan.temporary_hold_ids()).collect();
        record.add(reminders, &holds).await?;
        for (prepared, FactsDigest(digest)) in &prepared {
            report.add(prepared);
            digests.extend_from_slice(digest);
        }
        progress.advance(u64::from(count));
    }
    record.finish(PlannedPart { digests, sums: report.to_stored() }).await?;
    Ok(())
}

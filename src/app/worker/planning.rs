//! Helping to plan batches that others have begun.

use std::time::Duration;

use chrono::DateTime;
use tokio::time::Instant;

use super::super::error::AppError;
use super::super::node::Node;
use super::super::parts;
use super::super::progress::Unwatched;
use super::super::rule_sets;
use super::failures::Failures;
use super::thread::on_a_thread;
use crate::domain::identity::RunId;
use crate::store::WorkerTask;

/// How often it is looked for parts to plan.
const LOOK: Duration = Duration::from_millis(500);

/// Plans parts of runs until the process is asked to stop.
pub async fn plan(node: Node) {
    let mut failures = Failures::default();
    while !node.stopping.is_cancelled() {
        match node.store.runs_to_plan().await {
            Ok(runs) => {
                for (run, mail_date) in runs {
                    help(&node, &mut failures, run, mail_date).await;
                }
            }
            Err(error) => tracing::warn!(%error, "runs cannot be planned with for now"),
        }
        tokio::select! {
            () = node.stopping.cancelled() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

async fn help(node: &Node, failures: &mut Failures, run: RunId, mail_date: String) {
    if node.stopping.is_cancelled() || !failures.allow(run, Instant::now()) {
        return;
    }
    let Some(in_hand) = node.store.take_in_hand(run) else { return };
    let helper = node.clone();
    let planned = on_a_thread(move || async move { plan_run(&helper, run, &mail_date).await });
    // A part that is begun and not recorded when the process ends is planned
    // anew by others.
    let ended = tokio::select! {
        ended = planned => ended,
        () = node.stopping.cancelled() => return,
    };
    match ended {
        Ok(Ok(())) => failures.are_over(run),
        Ok(Err(error)) => {
            failures.count(run, Instant::now());
            tracing::warn!(%error, run = run.0, "a run cannot be planned with for now");
        }
        Err(_) => {
            failures.count(run, Instant::now());
            tracing::error!(run = run.0, "a thread broke down");
        }
    }
    drop(in_hand);
}

async fn plan_run(node: &Node, id: RunId, mail_date: &str) -> Result<(), AppError> {
    let store = &node.store;
    let Some(run) = store.run(id).await? else { return Ok(()) };
    let Ok(mail_date) = DateTime::parse_from_rfc3339(mail_date) else { return Ok(()) };
    let engine = rule_sets::engine_of(&node.engine(), &run).await?;
    let scope = engine.scope_of(&run)?;
    store.note_task(id, WorkerTask::Planning).await?;
    let planned = parts::plan_open(&engine, &scope, id, mail_date, &Unwatched).await;
    store.forget_task(id).await?;
    tracing::info!(run = id.0, parts = planned?, "planned parts of a run");
    Ok(())
}

//! Helping with runs that are being sent, whoever began them: all nodes that
//! have the run's mail server send it together, and those that are left go on
//! when one is lost.

use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use tokio::sync::oneshot;
use tokio::time::Instant;

use super::super::error::AppError;
use super::super::node::Node;
use super::super::sending::{self, Sent};
use super::failures::Failures;
use super::thread::on_a_thread;
use crate::dispatch::{StopSignal, Transport};
use crate::domain::identity::RunId;

/// How often it is looked for runs.
const LOOK: Duration = Duration::from_secs(1);

/// What came of a run that this node helped with.
type Ended = (RunId, Option<Result<Option<Sent>, AppError>>);

/// Helps until the process is asked to stop, and leaves the workers then.
pub async fn dispatch(node: Node) {
    if let Err(error) = node.store.stay().await {
        tracing::warn!(%error, "not among the workers yet");
    }
    let mut failures = Failures::default();
    let mut at_work = FuturesUnordered::new();
    let stop = StopSignal::new();
    while !node.stopping.is_cancelled() {
        match look(&node, &failures).await {
            Ok((runs, transport)) => {
                for run in runs {
                    at_work.push(begin(node.clone(), run, transport.clone(), stop.clone()));
                }
            }
            Err(error) => tracing::warn!(%error, "runs cannot be helped with for now"),
        }
        let looked = Instant::now();
        while !node.stopping.is_cancelled() && looked.elapsed() < LOOK {
            tokio::select! {
                () = node.stopping.cancelled() => {}
                () = tokio::time::sleep_until(looked + LOOK) => {}
                Some(ended) = at_work.next() => tell(&mut failures, ended),
            }
        }
    }
    stop.stop();
    while let Some(ended) = at_work.next().await {
        tell(&mut failures, ended);
    }
    if let Err(error) = node.store.retire().await {
        tracing::warn!(%error, "still among the workers");
    }
}

/// Runs to help with now, and the server that their mails go to.
async fn look(node: &Node, failures: &Failures) -> Result<(Vec<RunId>, Transport), AppError> {
    let transport = node.transport()?;
    node.store.bury_the_dead().await?;
    if !transport.is_server() {
        return Ok((Vec::new(), transport));
    }
    let mut runs = node.store.runs_to_join(&transport.to_string()).await?;
    let now = Instant::now();
    runs.retain(|run| failures.allow(*run, now) && !node.store.has_in_hand(*run));
    Ok((runs, transport))
}

async fn begin(node: Node, run: RunId, transport: Transport, stop: StopSignal) -> Ended {
    let (engine, clock) = (node.engine(), node.clock());
    let ended: oneshot::Receiver<_> = on_a_thread(move || async move {
        // Each run has a signal of its own: a person may stop one of them.
        let own = StopSignal::new();
        let helped = sending::help(&engine, run, &transport, &clock, &own);
        tokio::pin!(helped);
        loop {
            tokio::select! {
                ended = &mut helped => return ended,
                () = stop.stopped(), if !own.is_stopped() => own.stop(),
            }
        }
    });
    (run, ended.await.ok())
}

fn tell(failures: &mut Failures, (run, ended): Ended) {
    match ended {
        Some(Ok(sent)) => {
            failures.are_over(run);
            if let Some(sent) = sent {
                tracing::info!(
                    run = run.0,
                    sent = sent.sent,
                    failed = sent.failed,
                    in_doubt = sent.in_doubt,
                    overtaken = sent.overtaken,
                    waiting = sent.waiting,
                    stopped = sent.stopped,
                    "helped with a run"
                );
            }
        }
        Some(Err(error)) => {
            failures.count(run, Instant::now());
            tracing::warn!(%error, run = run.0, "a run cannot be helped with for now");
        }
        None => {
            failures.count(run, Instant::now());
            tracing::error!(run = run.0, "a thread broke down");
        }
    }
}

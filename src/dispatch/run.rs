//! Hands messages to sessions and their results to the record.

use std::pin::Pin;

use tokio::time::{Instant, sleep_until};

use super::delivery::{Delivery, Outgoing, Summary};
use super::desk::Desk;
use super::interruption::Interrupted;
use super::retry::RetryPolicy;
use super::stop::StopSignal;
use super::transport::Transport;

/// Sends all messages that `claim` yields, until it yields none, over so many
/// `connections` at once.
///
/// `settle` is given results, those of several connections together when they
/// are ready together. A connection announces its next message meanwhile, but
/// hands it over only after the result of its last one is settled: no more
/// than `connections` messages are
/// ever acknowledged by the server and not settled, besides those whose
/// connection broke before the acknowledgement and that wait for their next
/// try ([`super::Reason::NotAcknowledged`]). They are sent again unchanged, so that
/// the Message-ID tells a second copy from a second mail.
///
/// A message is tried as often as `retry` says after an answer 4yz, a broken
/// connection or silence; it waits for its next try without holding a
/// connection up. An answer 5yz is final.
///
/// # Errors
/// When no connection can be used any more, or messages cannot be claimed or
/// results not be settled. Messages under way are finished first and what is
/// known of them is settled; all others are as they were.
pub async fn run<E>(
    transport: &Transport,
    connections: usize,
    retry: &RetryPolicy,
    claim: impl AsyncFn() -> Result<Vec<Outgoing>, E>,
    settle: impl AsyncFn(Vec<Delivery>) -> Result<(), E>,
    stop: &StopSignal,
) -> Result<Summary, Interrupted<E>> {
    let mut desk = Desk::new(transport, connections.max(1), *retry, stop);
    let (mut claiming, mut settling, mut unsettled) = (None, None, None);
    loop {
        desk.hand_out();
        if claiming.is_none() && desk.wants_more() {
            claiming = Some(Box::pin(claim()));
        }
        if settling.is_none()
            && let Some((results, waiting)) = desk.take_results()
        {
            settling = Some(Box::pin(settle(results)));
            unsettled = Some(waiting);
        }
        if desk.is_done() && claiming.is_none() && settling.is_none() {
            return desk.close().await;
        }
        let wake = desk.next_wake();
        tokio::select! {
            claimed = done(&mut claiming) => {
                claiming = None;
                match claimed {
                    Ok(mails) => desk.take_in(mails),
                    Err(error) => desk.interrupt(Interrupted::Record(error)),
                }
            }
            settled = done(&mut settling) => {
                settling = None;
                match (settled, unsettled.take()) {
                    (Ok(()), Some(waiting)) => desk.settled(waiting),
                    (Ok(()), None) => {}
                    (Err(error), _) => desk.interrupt(Interrupted::Record(error)),
                }
            }
            Some(ended) = desk.next_outcome() => desk.take_back(ended),
            () = sleep_until(wake.unwrap_or_else(Instant::now)), if wake.is_some() => {}
            () = stop.stopped(), if !stop.is_stopped() => {}
        }
    }
}

/// Waits for work that was begun; for ever when none was.
async fn done<F: Future>(work: &mut Option<Pin<Box<F>>>) -> F::Output {
    match work {
        Some(work) => work.as_mut().await,
        None => std::future::pending().await,
    }
}

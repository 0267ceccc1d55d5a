//! Hands messages to sessions and their results to the record.

use std::pin::Pin;

use tokio::time::{Instant, sleep_until};

use super::delivery::{Delivery, Outgoing, Summary};
use super::desk::Desk;
use super::interruption::Interrupted;
use super::retry::RetryPolicy;
use super::share::Share;
use super::stop::StopSignal;
use super::transport::Transport;

/// Sends all messages that `claim` yields, until it yields none, each by its
/// account, over so many `connections` of each account at once, where the
/// account does not say otherwise.
///
/// `settle` is given results, those of several connections together when they
/// are ready together. A connection announces its next message meanwhile, but
/// hands it over only after the result of its last one is settled: no more
/// messages than there are connections are ever acknowledged by the server and not settled, besides those whose
/// connection broke before the acknowledgement and that wait for their next
/// try ([`super::Reason::NotAcknowledged`]). They are sent again unchanged, so that
/// the Message-ID tells a second copy from a second mail.
///
/// A message is tried as often as `retry` says after an answer 4yz, a broken
/// connection or silence; it waits for its next try without holding a
/// connection up, and is given back where the wait is too long for that. An
/// answer 5yz is final.
///
/// A message leaves when the limits of the transport have room for it; others
/// pass it meanwhile. `share` processes keep the limits together.
///
/// # Errors
/// When no connection of an account can be used any more (the messages of the
/// other accounts leave before), or messages cannot be claimed or
/// results not be settled. Messages under way are finished first and what is
/// known of them is settled; all others are as they were.
pub async fn run<E>(
    transport: &Transport,
    connections: usize,
    share: impl Into<Share>,
    retry: &RetryPolicy,
    claim: impl AsyncFn() -> Result<Vec<Outgoing>, E>,
    settle: impl AsyncFn(Vec<Delivery>) -> Result<(), E>,
    stop: &StopSignal,
) -> Result<Summary, Interrupted<E>> {
    let mut desk = Desk::new(transport, connections, share.into(), retry, stop);
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

//! Hands messages to sessions and their results to the record.

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
/// are ready together. A connection takes its next message only after the
/// result of its last one is settled: no more than `connections` messages are
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
    loop {
        desk.hand_out();
        if desk.wants_more() {
            match claim().await {
                Ok(mails) => desk.take_in(mails),
                Err(error) => desk.interrupt(Interrupted::Record(error)),
            }
            continue;
        }
        let wake = desk.next_wake();
        tokio::select! {
            Some(ended) = desk.next_outcome() => {
                let (deliveries, settling) = desk.take_back(ended);
                if !deliveries.is_empty() {
                    match settle(deliveries).await {
                        Ok(()) => desk.settled(settling),
                        Err(error) => desk.interrupt(Interrupted::Record(error)),
                    }
                }
            }
            () = sleep_until(wake.unwrap_or_else(Instant::now)), if wake.is_some() => {}
            () = stop.stopped(), if !stop.is_stopped() && !desk.is_done() => {}
            else => break,
        }
    }
    desk.close().await
}

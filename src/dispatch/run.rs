//! Hands messages to sessions and their results to the record.

use std::collections::VecDeque;

use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep_until};

use super::delivery::{Delivery, DeliveryResult, Outgoing, Summary};
use super::interruption::{Interrupted, Trouble};
use super::queue::Queue;
use super::reason::Reason;
use super::retry::RetryPolicy;
use super::session::{Outcome, Session};
use super::stop::StopSignal;
use super::transport::Transport;

/// No more messages are taken up while so many wait for another try.
const MOST_WAITING: usize = 1_000;

/// So many messages in a row that ran out of tries are the server's fault.
const MOST_IN_VAIN: u32 = 20;

/// Sends all messages that `claim` yields, until it yields none, over so many
/// `connections` at once.
///
/// `settle` is given results, those of several connections together when they
/// are ready together. A connection takes its next message only after the
/// result of its last one is settled: no more than `connections` messages are
/// ever acknowledged by the server and not settled, besides those whose
/// connection broke before the acknowledgement and that wait for their next
/// try ([`Reason::NotAcknowledged`]). They are sent again unchanged, so that
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
            Some(ended) = desk.busy.join_next() => {
                let batch = desk.take_back(ended);
                if !batch.deliveries.is_empty() {
                    match settle(batch.deliveries).await {
                        Ok(()) => desk.settled(batch.sessions, &batch.summary),
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

/// Who does what at the moment.
struct Desk<E> {
    transport: String,
    retry: RetryPolicy,
    connections: usize,
    stop: StopSignal,
    idle: VecDeque<Session>,
    busy: JoinSet<(Session, Outcome)>,
    queue: Queue,
    /// `claim` has nothing more.
    exhausted: bool,
    /// Messages in a row that ran out of tries.
    in_vain: u32,
    summary: Summary,
    interrupted: Option<Interrupted<E>>,
}

/// Results that are ready together and the sessions that they come from.
#[derive(Default)]
struct Batch {
    deliveries: Vec<Delivery>,
    sessions: Vec<Session>,
    summary: Summary,
}

impl Batch {
    fn add(&mut self, session: Session, delivery: Delivery) {
        self.summary.count(&delivery.result);
        self.deliveries.push(delivery);
        self.sessions.push(session);
    }
}

impl<E> Desk<E> {
    fn new(
        transport: &Transport,
        connections: usize,
        retry: RetryPolicy,
        stop: &StopSignal,
    ) -> Self {
        Self {
            transport: transport.to_string(),
            retry,
            connections,
            stop: stop.clone(),
            idle: (0..connections).map(|_| Session::new(transport, retry, stop)).collect(),
            busy: JoinSet::new(),
            queue: Queue::default(),
            exhausted: false,
            in_vain: 0,
            summary: Summary::default(),
            interrupted: None,
        }
    }

    fn is_ending(&self) -> bool {
        self.interrupted.is_some() || self.stop.is_stopped()
    }

    fn is_done(&self) -> bool {
        self.busy.is_empty() && (self.is_ending() || (self.exhausted && self.queue.is_empty()))
    }

    fn hand_out(&mut self) {
        while !self.is_ending() {
            let Some(mut session) = self.idle.pop_front() else { return };
            let Some(item) = self.queue.next(Instant::now()) else {
                self.idle.push_front(session);
                return;
            };
            self.busy.spawn(async move {
                let outcome = session.handle(item).await;
                (session, outcome)
            });
        }
    }

    fn wants_more(&self) -> bool {
        !self.is_ending()
            && !self.exhausted
            && self.queue.ready() < self.connections
            && self.queue.waiting() < MOST_WAITING
    }

    fn take_in(&mut self, mails: Vec<Outgoing>) {
        self.exhausted = mails.is_empty();
        self.queue.add(mails);
    }

    /// When a session that is free can take up a message that waits.
    fn next_wake(&self) -> Option<Instant> {
        self.queue.next_wake().filter(|_| !self.is_ending() && !self.idle.is_empty())
    }

    /// Takes the outcome of one session and of all others that are ready.
    fn take_back(&mut self, first: Result<(Session, Outcome), JoinError>) -> Batch {
        let mut batch = Batch::default();
        let mut next = Some(first);
        while let Some(ended) = next {
            match ended {
                Ok((session, outcome)) => self.sort(session, outcome, &mut batch),
                Err(_) => self.interrupt(Interrupted::Worker),
            }
            next = self.busy.try_join_next();
        }
        batch
    }

    fn sort(&mut self, session: Session, outcome: Outcome, batch: &mut Batch) {
        match outcome {
            Outcome::Final(delivery) => {
                self.in_vain = 0;
                batch.add(session, delivery);
            }
            Outcome::Deferred { item, reason } => match self.retry.delay_after(item.tries) {
                Some(delay) => {
                    self.queue.wait(item, Instant::now() + delay);
                    self.idle.push_back(session);
                }
                None => {
                    self.in_vain += 1;
                    if self.in_vain >= MOST_IN_VAIN {
                        self.interrupt(Interrupted::Transport(Trouble::NothingTaken {
                            server: self.transport.clone(),
                            detail: reason.to_string(),
                        }));
                    }
                    batch.add(session, used_up(item.mail.id, item.tries, reason));
                }
            },
            Outcome::Stopped(item) => {
                self.queue.put_back(item);
                self.idle.push_back(session);
            }
            Outcome::Unusable { item, trouble } => {
                self.queue.put_back(item);
                self.retire(trouble);
            }
        }
    }

    /// One connection less; without any, or when none was ever of use, the
    /// run ends.
    fn retire(&mut self, trouble: Trouble) {
        self.connections -= 1;
        let hopeless = !trouble.is_transient() && self.summary == Summary::default();
        if self.connections == 0 || hopeless {
            self.interrupt(Interrupted::Transport(trouble));
        } else {
            tracing::warn!(%trouble, left = self.connections, "one connection less");
        }
    }

    fn settled(&mut self, sessions: Vec<Session>, summary: &Summary) {
        self.idle.extend(sessions);
        self.summary.sent += summary.sent;
        self.summary.failed += summary.failed;
        self.summary.refused_recipients += summary.refused_recipients;
    }

    /// The first cause is the one that is reported.
    fn interrupt(&mut self, cause: Interrupted<E>) {
        self.interrupted.get_or_insert(cause);
    }

    async fn close(self) -> Result<Summary, Interrupted<E>> {
        let mut leaving = JoinSet::new();
        for session in self.idle {
            leaving.spawn(session.close());
        }
        leaving.join_all().await;
        match self.interrupted {
            Some(cause) => Err(cause),
            None => {
                let stopped = !(self.exhausted && self.queue.is_empty());
                Ok(Summary { stopped, ..self.summary })
            }
        }
    }
}

fn used_up(id: crate::domain::identity::ReminderId, attempts: u32, reason: Reason) -> Delivery {
    Delivery { id, result: DeliveryResult::Failed { attempts, reason } }
}

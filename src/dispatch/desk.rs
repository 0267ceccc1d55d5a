//! Which session has which message, and what came of it.

use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;

use super::delivery::{Delivery, DeliveryResult, Outgoing, Summary};
use super::gate::Opener;
use super::interruption::{Interrupted, Trouble};
use super::queue::{Item, Queue};
use super::reason::Reason;
use super::retry::RetryPolicy;
use super::session::{Obstacle, Outcome, Session};
use super::stop::StopSignal;
use super::transport::Transport;

/// No more messages are taken up while so many wait for another try.
const MOST_WAITING: usize = 1_000;

/// So many messages in a row that ran out of tries are the server's fault,
/// unless it was their mailboxes that it did not take.
const MOST_IN_VAIN: u32 = 20;

/// What a session leaves behind: itself and what became of its message.
type Ended = Result<(Session, Outcome), JoinError>;

/// Who does what at the moment.
pub struct Desk<E> {
    transport: String,
    retry: RetryPolicy,
    connections: usize,
    stop: StopSignal,
    /// Last in, first out: an open connection is used before one is opened.
    idle: Vec<Session>,
    busy: JoinSet<(Session, Outcome)>,
    queue: Queue,
    /// `claim` has nothing more.
    exhausted: bool,
    /// Messages in a row that ran out of tries for the server's sake.
    in_vain: u32,
    summary: Summary,
    /// Results that wait for their settlement.
    results: Vec<Delivery>,
    openers: Vec<Opener>,
    interrupted: Option<Interrupted<E>>,
}

/// Results that are being settled: what they add up to and what waits for
/// them.
pub struct Settling {
    openers: Vec<Opener>,
    summary: Summary,
}

impl<E> Desk<E> {
    pub fn new(
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
            results: Vec::new(),
            openers: Vec::new(),
            interrupted: None,
        }
    }

    fn is_ending(&self) -> bool {
        self.interrupted.is_some() || self.stop.is_stopped()
    }

    /// No session is at work and none is going to be.
    pub fn is_done(&self) -> bool {
        self.busy.is_empty()
            && self.results.is_empty()
            && (self.is_ending() || (self.exhausted && self.queue.is_empty()))
    }

    pub fn hand_out(&mut self) {
        while !self.is_ending() {
            let Some(mut session) = self.idle.pop() else { return };
            let Some(item) = self.queue.next(Instant::now()) else {
                self.idle.push(session);
                return;
            };
            self.busy.spawn(async move {
                let outcome = session.handle(item).await;
                (session, outcome)
            });
        }
    }

    pub fn wants_more(&self) -> bool {
        !self.is_ending()
            && !self.exhausted
            && self.queue.ready() < self.connections.saturating_mul(2)
            && self.queue.waiting() < MOST_WAITING
    }

    pub fn take_in(&mut self, mails: Vec<Outgoing>) {
        self.exhausted = mails.is_empty();
        self.queue.add(mails);
    }

    /// When a session that is free can take up a message that waits.
    pub fn next_wake(&self) -> Option<Instant> {
        self.queue.next_wake().filter(|_| !self.is_ending() && !self.idle.is_empty())
    }

    /// Waits for a session to end its work; `None` when none has any.
    pub async fn next_outcome(&mut self) -> Option<Ended> {
        self.busy.join_next().await
    }

    /// Takes the outcome of one session and of all others that are ready.
    pub fn take_back(&mut self, first: Ended) {
        let mut next = Some(first);
        while let Some(ended) = next {
            match ended {
                Ok((session, outcome)) => self.sort(session, outcome),
                Err(_) => self.interrupt(Interrupted::Worker),
            }
            next = self.busy.try_join_next();
        }
    }

    /// The results that are ready to be settled, if any.
    pub fn take_results(&mut self) -> Option<(Vec<Delivery>, Settling)> {
        if self.results.is_empty() {
            return None;
        }
        let results = std::mem::take(&mut self.results);
        let mut summary = Summary::default();
        results.iter().for_each(|delivery| summary.count(&delivery.result));
        Some((results, Settling { openers: std::mem::take(&mut self.openers), summary }))
    }

    /// The session goes on; its next message waits for the settlement.
    fn keep(&mut self, mut session: Session, delivery: Delivery) {
        self.results.push(delivery);
        self.openers.push(session.hold_back());
        self.idle.push(session);
    }

    fn sort(&mut self, session: Session, outcome: Outcome) {
        match outcome {
            Outcome::Final(delivery) => {
                self.in_vain = 0;
                self.keep(session, delivery);
            }
            Outcome::Deferred { item, reason, obstacle } => {
                let Some(delay) = self.retry.delay_after(item.tries) else {
                    if obstacle == Obstacle::Server {
                        self.count_in_vain(&reason);
                    }
                    self.keep(session, used_up(&item, reason));
                    return;
                };
                self.queue.wait(item, Instant::now() + delay);
                self.idle.push(session);
            }
            Outcome::Stopped(item) => {
                self.queue.put_back(item);
                self.idle.push(session);
            }
            Outcome::Unusable { item, trouble } => {
                self.queue.put_back(item);
                self.retire(trouble);
            }
        }
    }

    fn count_in_vain(&mut self, reason: &Reason) {
        self.in_vain += 1;
        if self.in_vain >= MOST_IN_VAIN {
            self.interrupt(Interrupted::Transport(Trouble::NothingTaken {
                server: self.transport.clone(),
                reason: reason.clone(),
            }));
        }
    }

    /// One connection less; without any, or when none was ever of use, the
    /// run ends.
    fn retire(&mut self, trouble: Trouble) {
        self.connections = self.connections.saturating_sub(1);
        let hopeless = !trouble.is_transient() && self.summary == Summary::default();
        if self.connections == 0 || hopeless {
            self.interrupt(Interrupted::Transport(trouble));
        } else {
            tracing::warn!(%trouble, left = self.connections, "one connection less");
        }
    }

    pub fn settled(&mut self, settling: Settling) {
        settling.openers.into_iter().for_each(Opener::open);
        self.summary.add(settling.summary);
    }

    /// The first cause is the one that is reported.
    pub fn interrupt(&mut self, cause: Interrupted<E>) {
        self.interrupted.get_or_insert(cause);
    }

    /// # Errors
    /// What interrupted the run.
    pub async fn close(self) -> Result<Summary, Interrupted<E>> {
        let mut leaving = JoinSet::new();
        for session in self.idle {
            leaving.spawn(session.close());
        }
        while leaving.join_next().await.is_some() {}
        match self.interrupted {
            Some(cause) => Err(cause),
            None => {
                let stopped = !(self.exhausted && self.queue.is_empty());
                Ok(Summary { stopped, ..self.summary })
            }
        }
    }
}

fn used_up(item: &Item, reason: Reason) -> Delivery {
    let result = DeliveryResult::Failed { attempts: item.tries, reason };
    Delivery { id: item.mail.id, result }
}

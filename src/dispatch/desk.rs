//! Which session has which message, and what came of it.

use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;

use super::delivery::{Delivery, DeliveryResult, Outgoing, Summary};
use super::gate::Opener;
use super::interruption::{Interrupted, Trouble};
use super::limits::{Permit, Throttle};
use super::post::Post;
use super::queue::Item;
use super::reason::Reason;
use super::retry::RetryPolicy;
use super::session::{Obstacle, Outcome, Session};
use super::share::Share;
use super::stop::StopSignal;
use super::transport::Transport;

/// No more messages are taken up while so many are held.
const MOST_HELD: usize = 2_000;

/// Nor while they are as large together as this, in bytes.
const MOST_BYTES: usize = 128 << 20;

/// So many messages in a row that ran out of tries are the server's fault,
/// unless it was their mailboxes that it did not take.
const MOST_IN_VAIN: u32 = 20;

/// What a session leaves behind: whose it is, itself, what became of its
/// message, and the room that the message took.
type Ended = Result<(usize, Session, Outcome, Permit), JoinError>;

/// Who does what at the moment.
pub struct Desk<E> {
    retry: RetryPolicy,
    throttle: Throttle,
    share: Share,
    stop: StopSignal,
    /// By the place of their account in the transport.
    posts: Vec<Post>,
    busy: JoinSet<(usize, Session, Outcome, Permit)>,
    /// `claim` has nothing more.
    exhausted: bool,
    summary: Summary,
    /// Results that wait for their settlement.
    results: Vec<Delivery>,
    openers: Vec<Opener>,
    /// The first account that could not go on, while others can.
    out_of_order: Option<Trouble>,
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
        share: Share,
        retry: &RetryPolicy,
        stop: &StopSignal,
    ) -> Self {
        let accounts = transport.accounts.iter();
        Self {
            retry: retry.clone(),
            throttle: transport.throttle.clone(),
            share,
            stop: stop.clone(),
            posts: accounts.map(|account| Post::new(account, connections, retry, stop)).collect(),
            busy: JoinSet::new(),
            exhausted: false,
            summary: Summary::default(),
            results: Vec::new(),
            openers: Vec::new(),
            out_of_order: None,
            interrupted: None,
        }
    }

    fn is_ending(&self) -> bool {
        self.interrupted.is_some() || self.stop.is_stopped()
    }

    fn has_more(&self) -> bool {
        !self.exhausted || self.posts.iter().any(|post| !post.queue.is_empty())
    }

    /// No session is at work and none is going to be.
    pub fn is_done(&self) -> bool {
        self.busy.is_empty() && self.results.is_empty() && (self.is_ending() || !self.has_more())
    }

    pub fn hand_out(&mut self) {
        if self.is_ending() {
            return;
        }
        let (now, share) = (Instant::now(), self.share.processes());
        for (place, post) in self.posts.iter_mut().enumerate() {
            while let Some((mut session, item, permit)) = post.next(&self.throttle, share, now) {
                self.busy.spawn(async move {
                    let outcome = session.handle(item).await;
                    (place, session, outcome, permit)
                });
            }
            post.tell_held();
        }
    }

    pub fn wants_more(&self) -> bool {
        let held = |of: fn(&Post) -> usize| self.posts.iter().map(of).sum::<usize>();
        !self.is_ending()
            && !self.exhausted
            && self.posts.iter().any(Post::is_hungry)
            && held(|post| post.queue.len()) < MOST_HELD
            && held(|post| post.queue.bytes()) < MOST_BYTES
    }

    /// A message that names no account, or none of these, leaves by the first.
    pub fn take_in(&mut self, mails: Vec<Outgoing>) {
        self.exhausted = mails.is_empty();
        for mail in mails {
            let named = |post: &Post| mail.account.as_ref() == Some(&post.account.name);
            let place = self.posts.iter().position(named).unwrap_or_default();
            if let Some(post) = self.posts.get_mut(place) {
                post.add(mail, &self.throttle);
            }
        }
    }

    /// When a session that is free can take up a message that waits.
    pub fn next_wake(&self) -> Option<Instant> {
        let free = self.posts.iter().filter(|post| !self.is_ending() && !post.idle.is_empty());
        free.filter_map(|post| post.queue.next_wake()).min()
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
                Ok((place, session, outcome, permit)) => {
                    drop(permit);
                    self.sort(place, session, outcome);
                }
                Err(_) => self.interrupt(Interrupted::Worker),
            }
            next = self.busy.try_join_next();
        }
        let now = Instant::now();
        self.posts.iter_mut().for_each(|post| post.queue.less_crowded(now));
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

    fn sort(&mut self, place: usize, mut session: Session, outcome: Outcome) {
        let Some(post) = self.posts.get_mut(place) else { return };
        let delivery = match outcome {
            Outcome::Final(delivery) => {
                (post.in_vain, post.of_use) = (0, true);
                delivery
            }
            Outcome::Deferred { item, reason, obstacle } => {
                match self.retry.delay_after(item.tries) {
                    Some(delay) if delay <= self.retry.longest_in_memory => {
                        post.wait(item, Instant::now() + delay);
                        post.idle.push(session);
                        return;
                    }
                    Some(wait) => {
                        let attempts = item.tries;
                        let result = DeliveryResult::Deferred { attempts, reason, wait };
                        Delivery { id: item.mail.id, result }
                    }
                    None => {
                        if obstacle == Obstacle::Server {
                            post.in_vain += 1;
                        }
                        used_up(&item, reason)
                    }
                }
            }
            Outcome::Stopped(item) => {
                post.put_back(item);
                post.idle.push(session);
                return;
            }
            Outcome::Unusable { item, trouble } => {
                post.put_back(item);
                self.retire(place, trouble);
                return;
            }
        };
        post.count(&delivery.result);
        let nothing_taken = match &delivery.result {
            DeliveryResult::Failed { reason, .. } if post.in_vain >= MOST_IN_VAIN => {
                let server = post.account.target.to_string();
                Some(Trouble::NothingTaken { server, reason: reason.clone() })
            }
            _ => None,
        };
        // The session goes on; its next message waits for the settlement.
        self.openers.push(session.hold_back());
        post.idle.push(session);
        self.results.push(delivery);
        if let Some(trouble) = nothing_taken {
            self.put_out_of_order(place, trouble);
        }
    }

    /// One connection less; without any, or when none was ever of use, nothing
    /// leaves by the account any more.
    fn retire(&mut self, place: usize, trouble: Trouble) {
        let Some(post) = self.posts.get_mut(place) else { return };
        post.connections = post.connections.saturating_sub(1);
        let hopeless = !trouble.is_transient() && !post.of_use;
        if post.connections == 0 || hopeless {
            self.put_out_of_order(place, trouble);
        } else {
            tracing::warn!(%trouble, left = post.connections, "one connection less");
        }
    }

    /// The mails of the other accounts still leave; the run is interrupted at
    /// its end, at once where there is no other.
    fn put_out_of_order(&mut self, place: usize, trouble: Trouble) {
        let Some(post) = self.posts.get_mut(place) else { return };
        if post.closed {
            return;
        }
        post.close();
        tracing::warn!(%trouble, account = &*post.account.name, "nothing leaves by it any more");
        let first = self.out_of_order.get_or_insert(trouble).clone();
        if self.posts.iter().all(|post| post.closed) {
            self.interrupt(Interrupted::Transport(first));
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
        let stopped = self.has_more();
        let mut leaving = JoinSet::new();
        for session in self.posts.into_iter().flat_map(|post| post.idle) {
            leaving.spawn(session.close());
        }
        while leaving.join_next().await.is_some() {}
        match (self.interrupted, self.out_of_order) {
            (Some(cause), _) => Err(cause),
            (None, Some(trouble)) => Err(Interrupted::Transport(trouble)),
            (None, None) => Ok(Summary { stopped, ..self.summary }),
        }
    }
}

fn used_up(item: &Item, reason: Reason) -> Delivery {
    let result = DeliveryResult::Failed { attempts: item.tries, reason };
    Delivery { id: item.mail.id, result }
}

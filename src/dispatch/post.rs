//! An account at work: its sessions and the messages that leave by it.

use std::sync::Arc;

use tokio::time::Instant;

use super::account::Account;
use super::delivery::{DeliveryResult, Outgoing};
use super::limits::{Permit, Throttle};
use super::queue::{Item, Queue};
use super::retry::RetryPolicy;
use super::session::Session;
use super::stop::StopSignal;

/// Each account has sessions, a queue and a health of its own: what is out of
/// order for one is no matter for the others.
pub struct Post {
    pub account: Arc<Account>,
    /// Those that are still of use.
    pub connections: usize,
    /// Last in, first out: an open connection is used before one is opened.
    pub idle: Vec<Session>,
    pub queue: Queue,
    /// Messages in a row that ran out of tries for the server's sake.
    pub in_vain: u32,
    /// The server has decided on a message.
    pub of_use: bool,
    /// Nothing leaves by it any more.
    pub closed: bool,
    figures: Figures,
}

struct Figures {
    sent: metrics::Counter,
    deferred: metrics::Counter,
    failed: metrics::Counter,
    held: metrics::Gauge,
}

impl Figures {
    fn of(account: &str) -> Self {
        let count = |result: &'static str| {
            metrics::counter!("relance_mails_total",
                "account" => account.to_owned(), "result" => result)
        };
        Self {
            sent: count("sent"),
            deferred: count("deferred"),
            failed: count("failed"),
            held: metrics::gauge!("relance_mails_held", "account" => account.to_owned()),
        }
    }
}

impl Post {
    /// With the account's own number of connections, or else with this one.
    pub fn new(
        account: &Arc<Account>,
        connections: usize,
        retry: &RetryPolicy,
        stop: &StopSignal,
    ) -> Self {
        let connections = account.connections.unwrap_or(connections).max(1);
        Self {
            account: Arc::clone(account),
            connections,
            idle: (0..connections).map(|_| Session::new(account, retry, stop)).collect(),
            queue: Queue::default(),
            in_vain: 0,
            of_use: false,
            closed: false,
            figures: Figures::of(&account.name),
        }
    }

    pub fn add(&mut self, mail: Outgoing, throttle: &Throttle) {
        if self.closed {
            return;
        }
        let needs = if self.account.is_server() {
            throttle.needs(&self.account.name, &self.account.rates, &mail)
        } else {
            Vec::new()
        };
        let tries = mail.attempts;
        self.queue.add(Item { mail, tries, needs, prepared: false });
    }

    /// A session that is free and a message for it.
    pub fn next(
        &mut self,
        throttle: &Throttle,
        share: u32,
        now: Instant,
    ) -> Option<(Session, Item, Permit)> {
        let session = self.idle.pop()?;
        match self.queue.next(now, |item| throttle.take(&item.needs, share, now)) {
            Some((item, permit)) => Some((session, item, permit)),
            None => {
                self.idle.push(session);
                None
            }
        }
    }

    /// Whether it could do with more messages.
    pub fn is_hungry(&self) -> bool {
        !self.closed && self.queue.ready() < self.connections.saturating_mul(2)
    }

    /// Nothing leaves by it any more; its messages stay as they are recorded.
    pub fn close(&mut self) {
        self.closed = true;
        self.queue = Queue::default();
    }

    pub fn put_back(&mut self, item: Item) {
        if !self.closed {
            self.queue.put_back(item);
        }
    }

    pub fn wait(&mut self, item: Item, until: Instant) {
        if !self.closed {
            self.figures.deferred.increment(1);
            self.queue.wait(item, until);
        }
    }

    /// Counts for the figures of the service.
    pub fn count(&self, result: &DeliveryResult) {
        match result {
            DeliveryResult::Sent { .. } => self.figures.sent.increment(1),
            DeliveryResult::Deferred { .. } => self.figures.deferred.increment(1),
            DeliveryResult::Failed { .. } => self.figures.failed.increment(1),
        }
    }

    pub fn tell_held(&self) {
        self.figures.held.set(u32::try_from(self.queue.held()).unwrap_or(u32::MAX));
    }
}

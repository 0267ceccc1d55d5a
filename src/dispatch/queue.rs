//! Messages that were taken up and have no result yet.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use tokio::time::Instant;

use super::delivery::Outgoing;

/// A message and how often it was tried.
#[derive(Debug)]
pub struct Item {
    pub mail: Outgoing,
    pub tries: u32,
}

/// Those that can go now, and those that wait for their next try.
#[derive(Debug, Default)]
pub struct Queue {
    ready: VecDeque<Item>,
    waiting: BinaryHeap<Waiting>,
    arrivals: u64,
}

#[derive(Debug)]
struct Waiting {
    /// Earliest first, then in order of arrival.
    order: Reverse<(Instant, u64)>,
    item: Item,
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl Eq for Waiting {}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order.cmp(&other.order)
    }
}

impl Queue {
    pub fn add(&mut self, mails: Vec<Outgoing>) {
        self.ready.extend(mails.into_iter().map(|mail| Item { mail, tries: 0 }));
    }

    /// Back to the head of the queue, as if it had not been taken.
    pub fn put_back(&mut self, item: Item) {
        self.ready.push_front(item);
    }

    pub fn wait(&mut self, item: Item, until: Instant) {
        self.arrivals += 1;
        self.waiting.push(Waiting { order: Reverse((until, self.arrivals)), item });
    }

    /// The next message to try: one whose wait is over goes first.
    pub fn next(&mut self, now: Instant) -> Option<Item> {
        if self.next_wake().is_some_and(|until| until <= now) {
            return self.waiting.pop().map(|waiting| waiting.item);
        }
        self.ready.pop_front()
    }

    /// When the first wait is over.
    pub fn next_wake(&self) -> Option<Instant> {
        self.waiting.peek().map(|waiting| waiting.order.0.0)
    }

    pub fn ready(&self) -> usize {
        self.ready.len()
    }

    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ready.is_empty() && self.waiting.is_empty()
    }
}

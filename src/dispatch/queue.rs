//! Messages that were taken up for an account and have no result yet.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use tokio::time::Instant;

use super::delivery::Outgoing;
use super::limits::{Need, Permit, Place, Refusal};

/// A message and how often it was tried.
#[derive(Debug)]
pub struct Item {
    pub mail: Outgoing,
    pub tries: u32,
    /// Room that it needs each time it leaves.
    pub needs: Vec<Need>,
    /// The account has put its sender and signature on it.
    pub prepared: bool,
}

/// Those that can go now, those that wait for their next try, and those for
/// which a limit leaves no room.
#[derive(Debug, Default)]
pub struct Queue {
    ready: VecDeque<Item>,
    waiting: BinaryHeap<Waiting>,
    held: Vec<Held>,
    arrivals: u64,
    /// Of all messages in it.
    bytes: usize,
}

#[derive(Debug)]
struct Waiting {
    /// Earliest first, then in order of arrival.
    order: Reverse<(Instant, u64)>,
    item: Item,
}

/// Messages that wait for room at one place, in order. Never empty for long.
#[derive(Debug)]
struct Held {
    place: Place,
    until: Instant,
    crowded: bool,
    items: VecDeque<Item>,
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
    pub fn add(&mut self, item: Item) {
        self.bytes += size(&item);
        self.ready.push_back(item);
    }

    /// Back to the head of the queue, as if it had not been taken.
    pub fn put_back(&mut self, item: Item) {
        self.bytes += size(&item);
        self.ready.push_front(item);
    }

    pub fn wait(&mut self, item: Item, until: Instant) {
        self.bytes += size(&item);
        self.arrivals += 1;
        self.waiting.push(Waiting { order: Reverse((until, self.arrivals)), item });
    }

    /// The next message to try, with the room that it takes: one whose wait is
    /// over goes first, then those that were held for want of room. One without
    /// room lets the others pass.
    pub fn next(
        &mut self,
        now: Instant,
        take: impl Fn(&Item) -> Result<Permit, Refusal>,
    ) -> Option<(Item, Permit)> {
        let next = self.retried(now, &take);
        let next = next.or_else(|| self.released(now, &take));
        let next = next.or_else(|| self.fresh(&take));
        if let Some((item, _)) = &next {
            self.bytes = self.bytes.saturating_sub(size(item));
        }
        next
    }

    fn retried(
        &mut self,
        now: Instant,
        take: &impl Fn(&Item) -> Result<Permit, Refusal>,
    ) -> Option<(Item, Permit)> {
        while self.waiting.peek().is_some_and(|waiting| waiting.order.0.0 <= now) {
            let item = self.waiting.pop()?.item;
            match take(&item) {
                Ok(permit) => return Some((item, permit)),
                Err(refusal) => self.hold(item, refusal),
            }
        }
        None
    }

    fn released(
        &mut self,
        now: Instant,
        take: &impl Fn(&Item) -> Result<Permit, Refusal>,
    ) -> Option<(Item, Permit)> {
        let mut elsewhere = Vec::new();
        let mut released = None;
        for held in self.held.iter_mut().filter(|held| held.until <= now) {
            while let Some(item) = held.items.pop_front() {
                match take(&item) {
                    Ok(permit) => {
                        released = Some((item, permit));
                        break;
                    }
                    Err(refusal) if refusal.place == held.place => {
                        (held.until, held.crowded) = (refusal.until, refusal.crowded);
                        held.items.push_front(item);
                        break;
                    }
                    Err(refusal) => elsewhere.push((item, refusal)),
                }
            }
            if released.is_some() {
                break;
            }
        }
        self.held.retain(|held| !held.items.is_empty());
        for (item, refusal) in elsewhere {
            self.hold(item, refusal);
        }
        released
    }

    fn fresh(
        &mut self,
        take: &impl Fn(&Item) -> Result<Permit, Refusal>,
    ) -> Option<(Item, Permit)> {
        while let Some(item) = self.ready.pop_front() {
            // Nobody overtakes those who wait for the same room.
            let before = self
                .held
                .iter_mut()
                .find(|held| item.needs.iter().any(|need| need.place == held.place));
            if let Some(held) = before {
                held.items.push_back(item);
                continue;
            }
            match take(&item) {
                Ok(permit) => return Some((item, permit)),
                Err(refusal) => self.hold(item, refusal),
            }
        }
        None
    }

    fn hold(&mut self, item: Item, refusal: Refusal) {
        let Refusal { place, until, crowded } = refusal;
        match self.held.iter_mut().find(|held| held.place == place) {
            Some(held) => held.items.push_back(item),
            None => self.held.push(Held { place, until, crowded, items: [item].into() }),
        }
    }

    /// Something under way has ended: who waits for that is asked again.
    pub fn less_crowded(&mut self, now: Instant) {
        for held in self.held.iter_mut().filter(|held| held.crowded) {
            held.until = now;
        }
    }

    /// When the first wait is over.
    pub fn next_wake(&self) -> Option<Instant> {
        let retry = self.waiting.peek().map(|waiting| waiting.order.0.0);
        self.held.iter().map(|held| held.until).chain(retry).min()
    }

    pub fn ready(&self) -> usize {
        self.ready.len()
    }

    /// Those for which a limit leaves no room.
    pub fn held(&self) -> usize {
        self.held.iter().map(|held| held.items.len()).sum()
    }

    pub fn len(&self) -> usize {
        self.ready.len() + self.waiting.len() + self.held()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

fn size(item: &Item) -> usize {
    item.mail.message.len()
}

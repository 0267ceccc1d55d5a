//! What was sent within a time.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

/// A time is cut into so many slots. A mail counts until its whole slot is past
/// the time, so that no span of that length ever holds more than is allowed.
const SLOTS: u64 = 60;

/// The mails of the last while, counted by slots.
#[derive(Debug)]
pub struct Window {
    began: Instant,
    /// Nanoseconds.
    slot: u64,
    /// Slots with the mails sent in them, oldest first.
    sent: VecDeque<(u64, u64)>,
}

impl Window {
    pub fn new(per: Duration, began: Instant) -> Self {
        let slot = per.as_nanos() / u128::from(SLOTS);
        Self { began, slot: u64::try_from(slot).unwrap_or(u64::MAX).max(1), sent: VecDeque::new() }
    }

    /// Whether one more may go, where so many (at least one) may within so many
    /// times the window.
    ///
    /// # Errors
    /// The moment from which on one more may go.
    pub fn room(&mut self, count: u64, times: u64, now: Instant) -> Result<(), Instant> {
        let (now, span) = (self.slot_of(now), SLOTS.saturating_mul(times));
        let leaves = |slot: u64| slot.saturating_add(span).saturating_add(1);
        while self.sent.front().is_some_and(|(slot, _)| leaves(*slot) <= now) {
            self.sent.pop_front();
        }
        let mut total: u64 = self.sent.iter().map(|(_, sent)| sent).sum();
        if total < count {
            return Ok(());
        }
        for (slot, sent) in &self.sent {
            total -= sent;
            if total < count {
                let since = self.slot.saturating_mul(leaves(*slot));
                return Err(self.began + Duration::from_nanos(since));
            }
        }
        Ok(())
    }

    pub fn count(&mut self, now: Instant) {
        let slot = self.slot_of(now);
        match self.sent.back_mut() {
            // A clock never goes back; a moment of before counts as now.
            Some((last, sent)) if *last >= slot => *sent += 1,
            _ => self.sent.push_back((slot, 1)),
        }
    }

    /// Whether everything in it is past its time.
    pub fn is_empty(&self, now: Instant) -> bool {
        let now = self.slot_of(now);
        self.sent.back().is_none_or(|(slot, _)| slot + SLOTS < now)
    }

    fn slot_of(&self, moment: Instant) -> u64 {
        let since = moment.saturating_duration_since(self.began).as_nanos();
        u64::try_from(since).unwrap_or(u64::MAX) / self.slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seconds at which mails leave that are tried every second.
    fn departures(count: u64, times: u64, seconds: u64) -> Vec<u64> {
        let began = Instant::now();
        let mut window = Window::new(Duration::from_secs(60), began);
        let mut left = Vec::new();
        for second in 0..seconds {
            let now = began + Duration::from_secs(second);
            while window.room(count, times, now).is_ok() {
                window.count(now);
                left.push(second);
            }
        }
        left
    }

    #[test]
    fn no_minute_ever_holds_more_than_is_allowed() {
        assert_eq!(departures(2, 1, 130), [0, 0, 61, 61, 122, 122]);
        // One within three minutes: a third of one a minute.
        assert_eq!(departures(1, 3, 400), [0, 181, 362]);
    }

    #[test]
    fn a_refusal_says_when_there_is_room() {
        let began = Instant::now();
        let at = |seconds| began + Duration::from_secs(seconds);
        let mut window = Window::new(Duration::from_secs(60), began);
        window.count(at(3));
        window.count(at(10));
        assert_eq!(window.room(3, 1, at(11)), Ok(()));
        assert_eq!(window.room(2, 1, at(11)), Err(at(64)));
        assert_eq!(window.room(1, 1, at(11)), Err(at(71)));
        assert_eq!(window.room(1, 1, at(71)), Ok(()));
        assert!(window.is_empty(at(71)));
    }
}

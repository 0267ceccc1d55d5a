//! The wish to stop, and the leave to go on.

use std::sync::Arc;

use tokio::sync::watch;
use tokio::time::Instant;

/// Until when messages may be handed over; `None` when they are others' now.
pub type Leave = watch::Receiver<Option<Instant>>;

/// Asks a run to finish the messages under way and to take no more. Clones
/// share the signal.
#[derive(Debug, Clone)]
pub struct StopSignal {
    asked: Arc<watch::Sender<bool>>,
    /// Without one, messages may be handed over at any time.
    leave: Option<Leave>,
}

impl StopSignal {
    pub fn new() -> Self {
        Self { asked: Arc::new(watch::Sender::new(false)), leave: None }
    }

    /// The same signal, for messages that may be handed over as long as there
    /// is leave to. Where it has lapsed they wait; where it is gone for good,
    /// it is as if somebody had asked to stop.
    #[must_use]
    pub fn with_leave(&self, leave: Leave) -> Self {
        Self { asked: Arc::clone(&self.asked), leave: Some(leave) }
    }

    pub fn stop(&self) {
        self.asked.send_replace(true);
    }

    pub fn is_stopped(&self) -> bool {
        *self.asked.borrow() || self.has_lost_leave()
    }

    /// Whether the messages that were taken up are others' now.
    pub fn has_lost_leave(&self) -> bool {
        self.leave.as_ref().is_some_and(|leave| leave.borrow().is_none())
    }

    /// Returns once somebody has asked to stop.
    pub async fn stopped(&self) {
        let mut asked = self.asked.subscribe();
        // The sender lives in `self`: waiting cannot fail.
        let asked = asked.wait_for(|asked| *asked);
        match self.leave.clone() {
            Some(mut leave) => tokio::select! {
                _ = asked => {}
                // Whoever gave leave and is gone gives none any more.
                _ = leave.wait_for(Option::is_none) => {}
            },
            None => _ = asked.await,
        }
    }

    /// Waits for leave to hand a message over; `false` when there will be none.
    pub(super) async fn may_hand_over(&self) -> bool {
        let Some(mut leave) = self.leave.clone() else { return true };
        loop {
            let until = *leave.borrow_and_update();
            match until {
                None => return false,
                Some(until) if Instant::now() < until => return true,
                Some(_) if leave.changed().await.is_err() => return false,
                Some(_) => {}
            }
        }
    }
}

impl Default for StopSignal {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn messages_wait_for_leave_and_end_without() {
        let in_time = |time: Duration| Some(Instant::now() + time);
        let (giver, leave) = watch::channel(in_time(Duration::from_millis(20)));
        let signal = StopSignal::new().with_leave(leave);
        assert!(signal.may_hand_over().await);
        tokio::time::sleep(Duration::from_millis(30)).await;
        let waiting = tokio::spawn({
            let signal = signal.clone();
            async move { signal.may_hand_over().await }
        });
        tokio::time::sleep(Duration::from_millis(30)).await;
        assert!(!waiting.is_finished() && !signal.is_stopped());
        giver.send_replace(in_time(Duration::from_secs(60)));
        assert!(waiting.await.expect("an answer"));
        giver.send_replace(None);
        signal.stopped().await;
        assert!(signal.is_stopped() && signal.has_lost_leave());
        assert!(!signal.may_hand_over().await);
    }
}

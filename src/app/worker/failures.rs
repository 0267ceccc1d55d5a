//! Runs that a node could not help with.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::identity::RunId;

/// The wait after the first failure with a run; it doubles with each further
/// one.
const FIRST_DELAY: Duration = Duration::from_secs(5);
const LONGEST_DELAY: Duration = Duration::from_secs(600);

/// Runs that this node could not help with, and when it tries again.
#[derive(Default)]
pub struct Failures(HashMap<RunId, (Duration, Instant)>);

impl Failures {
    pub fn count(&mut self, run: RunId, now: Instant) {
        let delay = match self.0.get(&run) {
            Some((delay, _)) => (*delay * 2).min(LONGEST_DELAY),
            None => FIRST_DELAY,
        };
        self.0.insert(run, (delay, now + delay));
    }

    pub fn are_over(&mut self, run: RunId) {
        self.0.remove(&run);
    }

    pub fn allow(&self, run: RunId, now: Instant) -> bool {
        self.0.get(&run).is_none_or(|(_, again)| *again <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_fails_is_left_alone_for_longer_and_longer() {
        let (mut failures, run, now) = (Failures::default(), RunId(7), Instant::now());
        assert!(failures.allow(run, now));
        failures.count(run, now);
        assert!(!failures.allow(run, now + Duration::from_secs(4)));
        assert!(failures.allow(run, now + Duration::from_secs(5)));
        assert!(failures.allow(RunId(8), now));
        failures.count(run, now);
        assert!(!failures.allow(run, now + Duration::from_secs(9)));
        for _ in 0..20 {
            failures.count(run, now);
        }
        assert!(failures.allow(run, now + LONGEST_DELAY));
        failures.are_over(run);
        assert!(failures.allow(run, now));
    }
}

//! When to try again.

use std::time::Duration;

/// How often and at what intervals something is tried again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Tries in all, the first included; 0 counts as 1.
    pub attempts: u32,
    /// Wait before the second try; doubled after each further one.
    pub first_delay: Duration,
    /// No wait is longer than this.
    pub longest_delay: Duration,
    /// For mails, where any are given, in place of all that: the wait after each
    /// try but the last. Connections are tried again as said above.
    pub waits: Vec<Duration>,
    /// A mail that has to wait longer is given back
    /// ([`super::DeliveryResult::Deferred`]).
    pub longest_in_memory: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 4,
            first_delay: Duration::from_secs(2),
            longest_delay: Duration::from_secs(300),
            waits: Vec::new(),
            longest_in_memory: Duration::MAX,
        }
    }
}

impl RetryPolicy {
    /// The wait after so many failed tries of a mail; `None` when they are used
    /// up.
    pub fn delay_after(&self, tries: u32) -> Option<Duration> {
        if self.waits.is_empty() {
            return self.connecting_after(tries);
        }
        let place = usize::try_from(tries.saturating_sub(1)).unwrap_or(usize::MAX);
        self.waits.get(place).copied()
    }

    /// The wait after so many failed tries to connect; `None` when they are
    /// used up.
    pub fn connecting_after(&self, tries: u32) -> Option<Duration> {
        if tries >= self.attempts.max(1) {
            return None;
        }
        let doublings = tries.saturating_sub(1);
        let factor = 2_u32.checked_pow(doublings).unwrap_or(u32::MAX);
        Some(self.first_delay.saturating_mul(factor).min(self.longest_delay))
    }

    /// Whether the next try of a mail would be the last one.
    pub fn is_last(&self, tries: u32) -> bool {
        self.delay_after(tries.saturating_add(1)).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_a_limit() {
        let policy = RetryPolicy {
            attempts: 6,
            first_delay: Duration::from_secs(2),
            longest_delay: Duration::from_secs(10),
            ..RetryPolicy::default()
        };
        let waits: Vec<Option<u64>> =
            (1..=6).map(|tries| policy.delay_after(tries).map(|wait| wait.as_secs())).collect();
        assert_eq!(waits, [Some(2), Some(4), Some(8), Some(10), Some(10), None]);
        assert!(!policy.is_last(4));
        assert!(policy.is_last(5));
    }

    #[test]
    fn mails_follow_the_waits_that_are_given_and_connections_do_not() {
        let waits = vec![Duration::from_secs(60), Duration::from_secs(3_600)];
        let policy = RetryPolicy { attempts: 9, waits, ..RetryPolicy::default() };
        let waits = (1..=3).map(|tries| policy.delay_after(tries).map(|wait| wait.as_secs()));
        assert_eq!(waits.collect::<Vec<_>>(), [Some(60), Some(3_600), None]);
        assert!(!policy.is_last(1));
        assert!(policy.is_last(2));
        assert_eq!(policy.connecting_after(1), Some(Duration::from_secs(2)));
    }

    #[test]
    fn no_attempts_are_one_attempt() {
        let policy = RetryPolicy { attempts: 0, ..RetryPolicy::default() };
        assert!(policy.is_last(0));
        assert_eq!(policy.delay_after(1), None);
    }
}

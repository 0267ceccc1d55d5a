//! When to try again.

use std::time::Duration;

/// How often and at what intervals something is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Tries in all, the first included; 0 counts as 1.
    pub attempts: u32,
    /// Wait before the second try; doubled after each further one.
    pub first_delay: Duration,
    /// No wait is longer than this.
    pub longest_delay: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 4,
            first_delay: Duration::from_secs(2),
            longest_delay: Duration::from_secs(300),
        }
    }
}

impl RetryPolicy {
    /// The wait after so many failed tries; `None` when they are used up.
    pub fn delay_after(&self, tries: u32) -> Option<Duration> {
        if tries >= self.attempts.max(1) {
            return None;
        }
        let doublings = tries.saturating_sub(1);
        let factor = 2_u32.checked_pow(doublings).unwrap_or(u32::MAX);
        Some(self.first_delay.saturating_mul(factor).min(self.longest_delay))
    }

    /// Whether the next try would be the last one.
    pub fn is_last(&self, tries: u32) -> bool {
        tries.saturating_add(1) >= self.attempts
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
        };
        let waits: Vec<Option<u64>> =
            (1..=6).map(|tries| policy.delay_after(tries).map(|wait| wait.as_secs())).collect();
        assert_eq!(waits, [Some(2), Some(4), Some(8), Some(10), Some(10), None]);
        assert!(!policy.is_last(4));
        assert!(policy.is_last(5));
    }

    #[test]
    fn no_attempts_are_one_attempt() {
        let policy = RetryPolicy { attempts: 0, ..RetryPolicy::default() };
        assert!(policy.is_last(0));
        assert_eq!(policy.delay_after(1), None);
    }
}

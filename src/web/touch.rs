//! When something was last used, to the minute: not every request writes.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

const A_MINUTE: TimeDelta = TimeDelta::minutes(1);

/// Beyond so many those that are due again are forgotten.
const MANY: usize = 1024;

/// What was used within the last minute.
#[derive(Default)]
pub struct Touched(Mutex<HashMap<String, DateTime<Utc>>>);

impl Touched {
    /// Whether this use is to be recorded: the first within a minute.
    pub fn is_due(&self, what: String, now: DateTime<Utc>) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if last.get(&what).is_some_and(|at| now - *at < A_MINUTE) {
            return false;
        }
        if last.len() >= MANY {
            last.retain(|_, at| now - *at < A_MINUTE);
        }
        last.insert(what, now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_use_a_minute_is_recorded() {
        let touched = Touched::default();
        let now = DateTime::UNIX_EPOCH;
        assert!(touched.is_due("a".to_owned(), now));
        assert!(!touched.is_due("a".to_owned(), now + TimeDelta::seconds(59)));
        assert!(touched.is_due("b".to_owned(), now));
        assert!(touched.is_due("a".to_owned(), now + TimeDelta::seconds(60)));
    }
}

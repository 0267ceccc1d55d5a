//! Who is on the way: what a browser that was sent to the issuer has to come
//! back with. Kept here, known to the browser by a secret only.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// How long the way may take.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);

/// So many at once; the oldest give way.
const MOST: usize = 1000;

/// One browser on its way.
pub struct Flow {
    pub state: String,
    pub nonce: String,
    /// Of PKCE.
    pub verifier: String,
    /// Where it goes when it is back.
    pub next: String,
    pub began: DateTime<Utc>,
}

/// By the hash of the secret that the browser holds.
#[derive(Default)]
pub struct Flows(Mutex<HashMap<String, Flow>>);

impl Flows {
    pub fn begin(&self, secret_hash: String, flow: Flow) {
        let mut flows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = flow.began;
        flows.retain(|_, flow| now - flow.began < PATIENCE);
        if flows.len() >= MOST {
            let oldest = flows.iter().min_by_key(|(_, flow)| flow.began);
            if let Some(oldest) = oldest.map(|(hash, _)| hash.clone()) {
                flows.remove(&oldest);
            }
        }
        flows.insert(secret_hash, flow);
    }

    /// The flow of a browser that comes back in time and with its state. It
    /// comes back once.
    pub fn end(&self, secret_hash: &str, state: &str, now: DateTime<Utc>) -> Option<Flow> {
        let mut flows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let flow = flows.remove(secret_hash)?;
        (flow.state == state && now - flow.began < PATIENCE).then_some(flow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(began: DateTime<Utc>) -> Flow {
        let word = || "word".to_owned();
        Flow { state: "state".to_owned(), nonce: word(), verifier: word(), next: word(), began }
    }

    #[test]
    fn a_browser_comes_back_once_in_time_and_with_its_state() {
        let flows = Flows::default();
        let now = DateTime::UNIX_EPOCH;
        for (state, later, comes_back) in [
            ("state", TimeDelta::minutes(9), true),
            ("other", TimeDelta::minutes(1), false),
            ("state", TimeDelta::minutes(10), false),
        ] {
            flows.begin("a".to_owned(), flow(now));
            assert!(flows.end("b", "state", now).is_none());
            assert_eq!(flows.end("a", state, now + later).is_some(), comes_back, "{state}");
            assert!(flows.end("a", "state", now).is_none(), "once");
        }
    }

    #[test]
    fn no_more_than_so_many_are_on_the_way() {
        let flows = Flows::default();
        let at = |second: usize| DateTime::UNIX_EPOCH + TimeDelta::milliseconds(second as i64);
        for number in 0..=MOST {
            flows.begin(number.to_string(), flow(at(number)));
        }
        assert!(flows.end("0", "state", at(MOST)).is_none(), "the oldest gave way");
        assert!(flows.end("1", "state", at(MOST)).is_some());
    }
}

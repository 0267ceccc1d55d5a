//! How often somebody may try to sign in: by login, so that passwords cannot
//! be guessed from many addresses, and by address, so that not all logins can
//! be tried.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Tries by login: so many at once, then so many a minute.
const BY_LOGIN: (u32, u32) = (20, 4);

/// Tries by address, which many people of one office may share.
const BY_ADDRESS: (u32, u32) = (100, 30);

/// Names and addresses are counted in so many places as 16 bits have, so that
/// memory is bounded whatever comes; who shares a place shares its tries, and
/// without the key nobody knows whose places are shared.
type Place = u16;

pub struct Attempts {
    key: [u8; 32],
    clock: DefaultClock,
    by_login: DefaultKeyedRateLimiter<Place>,
    by_address: DefaultKeyedRateLimiter<Place>,
}

impl Attempts {
    pub fn new() -> Self {
        let mut key = [0; 32];
        // Without randomness places are merely known.
        let _ = getrandom::fill(&mut key);
        Self {
            key,
            clock: DefaultClock::default(),
            by_login: RateLimiter::keyed(quota(BY_LOGIN)),
            by_address: RateLimiter::keyed(quota(BY_ADDRESS)),
        }
    }

    /// Counts a try from an address.
    ///
    /// # Errors
    /// How long to wait where there were too many.
    pub fn at_address(&self, address: Option<IpAddr>) -> Result<(), Duration> {
        let text = match address.map(|address| address.to_canonical()) {
            // One subscriber has a whole network of these.
            Some(IpAddr::V6(address)) => address.octets()[..8].to_vec(),
            Some(IpAddr::V4(address)) => address.octets().to_vec(),
            None => Vec::new(),
        };
        self.count(&self.by_address, &text)
    }

    /// Counts a try with a login, whether there is such a one or not.
    ///
    /// # Errors
    /// As [`Attempts::at_address`].
    pub fn with_login(&self, login: &str) -> Result<(), Duration> {
        self.count(&self.by_login, login.trim().to_lowercase().as_bytes())
    }

    fn count(&self, limiter: &DefaultKeyedRateLimiter<Place>, who: &[u8]) -> Result<(), Duration> {
        let hash = blake3::keyed_hash(&self.key, who);
        let [first, second, ..] = hash.as_bytes();
        let place = Place::from_le_bytes([*first, *second]);
        limiter.check_key(&place).map_err(|until| until.wait_time_from(self.clock.now()))
    }
}

fn quota((at_once, a_minute): (u32, u32)) -> Quota {
    let some = |count| NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
    Quota::per_minute(some(a_minute)).allow_burst(some(at_once))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_has_so_many_tries_from_everywhere() {
        let attempts = Attempts::new();
        for _ in 0..BY_LOGIN.0 {
            attempts.with_login("clerk").expect("a try");
        }
        let wait = attempts.with_login(" CLERK").expect_err("too many");
        assert!(wait <= Duration::from_secs(15), "{wait:?}");
        attempts.with_login("reader").expect("another has tries of its own");
    }

    #[test]
    fn a_network_of_one_subscriber_has_the_tries_of_one_address() {
        let attempts = Attempts::new();
        for host in 0..BY_ADDRESS.0 {
            let address = format!("2001:db8::{host:x}").parse().expect("an address");
            attempts.at_address(Some(address)).expect("a try");
        }
        let next = "2001:db8::ffff".parse().expect("an address");
        attempts.at_address(Some(next)).expect_err("too many");
        let other = "2001:db8:0:1::1".parse().expect("an address");
        attempts.at_address(Some(other)).expect("another network");
    }
}

//! How many mails may leave within a time, and how many at once.

use std::collections::{BTreeMap, HashMap};
use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::delivery::Outgoing;
use super::window::Window;
use crate::domain::address::EmailAddress;

/// Where other runs of the process are in the way, it is asked again so soon.
const CROWDED: Duration = Duration::from_millis(50);

/// From so many on, those that are past their time are forgotten.
const MANY_WINDOWS: usize = 4_096;

/// At most so many mails within a time, whatever moment it begins at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate {
    pub count: NonZeroU32,
    pub per: Duration,
}

/// What holds for the mails to one domain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DomainLimit {
    pub rates: Vec<Rate>,
    /// Mails under way at once.
    pub connections: Option<NonZeroUsize>,
}

/// What holds for all accounts together. A mail needs room in everything that
/// concerns it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits {
    /// For all mails together.
    pub all: Vec<Rate>,
    /// By domain of the recipients, in lower case and ASCII.
    pub domains: BTreeMap<String, DomainLimit>,
    /// For each other domain by itself.
    pub other_domains: Option<DomainLimit>,
}

/// What a limit is counted for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    All,
    Account(Arc<str>),
    Domain(Arc<str>),
}

/// Room that a mail needs.
#[derive(Debug, Clone)]
pub struct Need {
    pub place: Place,
    rates: Arc<[Rate]>,
    connections: Option<NonZeroUsize>,
}

/// Why a mail has to wait.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub place: Place,
    /// When to ask again.
    pub until: Instant,
    /// Others under way are the reason: their end may make room before.
    pub crowded: bool,
}

/// What left lately, for all runs of a process together. Clones are the same.
#[derive(Debug, Clone)]
pub struct Windows(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    began: Instant,
    windows: HashMap<(Place, Rate), Window>,
    under_way: HashMap<Place, usize>,
}

impl Windows {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            began: Instant::now(),
            windows: HashMap::new(),
            under_way: HashMap::new(),
        })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Windows {
    fn default() -> Self {
        Self::new()
    }
}

/// Room that was taken; given back, as far as it is counted at once, when it is
/// dropped.
#[derive(Debug, Default)]
pub struct Permit {
    places: Vec<Place>,
    windows: Option<Windows>,
}

impl Drop for Permit {
    fn drop(&mut self) {
        let Some(windows) = &self.windows else { return };
        let mut state = windows.state();
        for place in self.places.drain(..) {
            if let Some(count) = state.under_way.get_mut(&place) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    state.under_way.remove(&place);
                }
            }
        }
    }
}

/// The limits, and what counts against them.
#[derive(Debug, Clone)]
pub struct Throttle {
    all: Arc<[Rate]>,
    domains: HashMap<String, (Arc<[Rate]>, Option<NonZeroUsize>)>,
    others: Option<(Arc<[Rate]>, Option<NonZeroUsize>)>,
    windows: Windows,
}

impl Throttle {
    pub fn new(limits: Limits, windows: Windows) -> Self {
        let kept = |limit: DomainLimit| (Arc::from(limit.rates), limit.connections);
        let domains = limits.domains.into_iter().map(|(domain, limit)| (domain, kept(limit)));
        Self {
            all: limits.all.into(),
            domains: domains.collect(),
            others: limits.other_domains.map(kept),
            windows,
        }
    }

    /// The room that a mail needs to leave by an account of these rates.
    pub fn needs(&self, account: &Arc<str>, rates: &Arc<[Rate]>, mail: &Outgoing) -> Vec<Need> {
        let mut needs = Vec::new();
        let mut need = |place, rates: &Arc<[Rate]>, connections: Option<NonZeroUsize>| {
            if !rates.is_empty() || connections.is_some() {
                needs.push(Need { place, rates: Arc::clone(rates), connections });
            }
        };
        need(Place::All, &self.all, None);
        need(Place::Account(Arc::clone(account)), rates, None);
        if !self.domains.is_empty() || self.others.is_some() {
            let addresses = mail.envelope_to.iter().chain(&mail.envelope_cc);
            let mut domains: Vec<String> = addresses.filter_map(domain).collect();
            domains.sort();
            domains.dedup();
            for domain in domains {
                let limit = self.domains.get(&domain).or(self.others.as_ref());
                if let Some((rates, connections)) = limit {
                    need(Place::Domain(domain.into()), rates, *connections);
                }
            }
        }
        needs
    }

    /// Takes the room that a mail needs, all of it or none, where the limits are
    /// shared by so many processes.
    ///
    /// # Errors
    /// Where there is none, and from when on there may be.
    pub fn take(&self, needs: &[Need], share: u32, now: Instant) -> Result<Permit, Refusal> {
        if needs.is_empty() {
            return Ok(Permit::default());
        }
        let mut state = self.windows.state();
        let refusals = needs.iter().filter_map(|need| state.refusal(need, share, now));
        if let Some(refusal) = refusals.max_by_key(|refusal| refusal.until) {
            return Err(refusal);
        }
        let mut permit = Permit { places: Vec::new(), windows: Some(self.windows.clone()) };
        for need in needs {
            for rate in &*need.rates {
                state.window(&need.place, *rate).count(now);
            }
            if need.connections.is_some() {
                *state.under_way.entry(need.place.clone()).or_default() += 1;
                permit.places.push(need.place.clone());
            }
        }
        state.forget(now);
        Ok(permit)
    }
}

impl State {
    fn refusal(&mut self, need: &Need, share: u32, now: Instant) -> Option<Refusal> {
        let share = share.max(1);
        let refusal = |until, crowded| Refusal { place: need.place.clone(), until, crowded };
        let mut latest: Option<Refusal> = None;
        for rate in &*need.rates {
            let count = rate.count.get() / share;
            // Less than one each: one each within a longer time.
            let (count, times) =
                if count > 0 { (count, 1) } else { (1, share.div_ceil(rate.count.get())) };
            let room =
                self.window(&need.place, *rate).room(u64::from(count), u64::from(times), now);
            if let Err(until) = room
                && latest.as_ref().is_none_or(|latest| latest.until < until)
            {
                latest = Some(refusal(until, false));
            }
        }
        let share = usize::try_from(share).unwrap_or(usize::MAX);
        let full = need.connections.is_some_and(|connections| {
            let under_way = self.under_way.get(&need.place).copied().unwrap_or_default();
            under_way >= (connections.get() / share).max(1)
        });
        latest.or_else(|| full.then(|| refusal(now + CROWDED, true)))
    }

    fn window(&mut self, place: &Place, rate: Rate) -> &mut Window {
        let began = self.began;
        self.windows.entry((place.clone(), rate)).or_insert_with(|| Window::new(rate.per, began))
    }

    fn forget(&mut self, now: Instant) {
        if self.windows.len() > MANY_WINDOWS {
            self.windows.retain(|_, window| !window.is_empty(now));
        }
    }
}

/// The domain of an address, in lower case and ASCII.
fn domain(address: &EmailAddress) -> Option<String> {
    let (_, domain) = address.as_str().rsplit_once('@')?;
    idna::domain_to_ascii(domain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::identity::ReminderId;

    fn mail(to: &[&str]) -> Outgoing {
        let address = |text: &&str| text.parse().expect("an address");
        Outgoing {
            id: ReminderId(1),
            message: Vec::new(),
            envelope_from: address(&"compta@exemple.fr"),
            envelope_to: to.iter().map(address).collect(),
            envelope_cc: Vec::new(),
            account: None,
            attempts: 0,
            file_name: None,
            enclosures: Vec::new(),
        }
    }

    fn a_minute(count: u32) -> Vec<Rate> {
        let count = NonZeroU32::new(count).expect("a count");
        vec![Rate { count, per: Duration::from_secs(60) }]
    }

    /// All 10 a minute; `gmail.com` 2 a minute; each other domain 3 a minute and
    /// one at once.
    fn throttle() -> Throttle {
        let limits = Limits {
            all: a_minute(10),
            domains: [(
                "gmail.com".to_owned(),
                DomainLimit { rates: a_minute(2), connections: None },
            )]
            .into(),
            other_domains: Some(DomainLimit {
                rates: a_minute(3),
                connections: NonZeroUsize::new(1),
            }),
        };
        Throttle::new(limits, Windows::new())
    }

    /// How many of these mails leave at once, each ended before the next.
    fn leave(throttle: &Throttle, to: &[&str], share: u32) -> usize {
        let needs = throttle.needs(&"main".into(), &Arc::from([]), &mail(to));
        let now = Instant::now();
        (0..100).take_while(|_| throttle.take(&needs, share, now).is_ok()).count()
    }

    #[test]
    fn a_mail_needs_room_in_everything_that_concerns_it() {
        for (to, share, expected) in [
            (&["a@gmail.com"] as &[&str], 1, 2),
            (&["A@GMail.com", "b@gmail.com"], 1, 2),
            (&["a@orange.fr"], 1, 3),
            (&["a@gmail.com", "a@orange.fr"], 1, 2),
            (&["a@café.fr", "b@xn--caf-dma.fr"], 1, 3),
            // Shared by several processes: their parts, one at least.
            (&["a@orange.fr"], 3, 1),
            (&["a@gmail.com"], 5, 1),
        ] {
            assert_eq!(leave(&throttle(), to, share), expected, "{to:?}, share {share}");
        }
    }

    #[test]
    fn what_is_refused_takes_no_room() {
        let throttle = throttle();
        assert_eq!(leave(&throttle, &["a@gmail.com"], 1), 2);
        assert_eq!(leave(&throttle, &["a@gmail.com", "a@orange.fr"], 1), 0);
        assert_eq!(leave(&throttle, &["a@orange.fr"], 1), 3);
    }

    #[test]
    fn mails_under_way_hold_room_until_they_end() {
        let throttle = throttle();
        let needs = throttle.needs(&"main".into(), &Arc::from([]), &mail(&["a@orange.fr"]));
        let first = throttle.take(&needs, 1, Instant::now()).expect("room");
        let refusal = throttle.take(&needs, 1, Instant::now()).expect_err("one at once");
        assert!(refusal.crowded);
        assert_eq!(refusal.place, Place::Domain("orange.fr".into()));
        drop(first);
        assert!(throttle.take(&needs, 1, Instant::now()).is_ok());
    }
}

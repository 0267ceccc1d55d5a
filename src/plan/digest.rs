//! A fingerprint of facts: tells whether the data under a saved plan changed.

use std::hash::{Hash, Hasher};

use super::facts::CustomerFacts;

/// The fingerprint of one customer's facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FactsDigest(pub [u8; 32]);

impl FactsDigest {
    /// Every field of the facts counts, down to holds and e-mails.
    pub fn of(facts: &CustomerFacts) -> Self {
        let mut hasher = Blake(blake3::Hasher::new());
        facts.hash(&mut hasher);
        Self(*hasher.0.finalize().as_bytes())
    }
}

struct Blake(blake3::Hasher);

impl Hasher for Blake {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let digest = self.0.finalize();
        digest.as_bytes()[..8].iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
    }
}

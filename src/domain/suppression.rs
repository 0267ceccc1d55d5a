//! The suppression list: addresses that nothing is sent to any more.

use std::collections::HashSet;

use super::address::EmailAddress;

/// Why nothing is sent to an address any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuppressionCause {
    /// A server said that there is no such mailbox.
    HardBounce,
    /// Whoever has the mailbox called a mail unwanted.
    Complaint,
    /// Somebody said so.
    ByHand,
}

impl SuppressionCause {
    pub const ALL: [Self; 3] = [Self::HardBounce, Self::Complaint, Self::ByHand];

    /// The name used in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HardBounce => "hard_bounce",
            Self::Complaint => "complaint",
            Self::ByHand => "by_hand",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.as_str() == name)
    }
}

/// The addresses of a list, in the form that lists keep
/// ([`EmailAddress::normal`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SuppressedAddresses(HashSet<String>);

impl SuppressedAddresses {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has(&self, address: &EmailAddress) -> bool {
        !self.0.is_empty() && self.0.contains(&address.normal())
    }
}

impl FromIterator<String> for SuppressedAddresses {
    fn from_iter<I: IntoIterator<Item = String>>(normal: I) -> Self {
        Self(normal.into_iter().collect())
    }
}

//! Who may do what in the web application and the API.

use std::collections::BTreeSet;
use std::str::FromStr;

use super::company::CompanyCode;

/// What somebody may do; each role may do what the ones before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Looks at everything of the companies and changes nothing.
    Reader,
    /// Follows up, reminds by hand, runs batches.
    Clerk,
    /// Also changes rules, templates and users.
    Administrator,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::Reader, Self::Clerk, Self::Administrator];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Clerk => "clerk",
            Self::Administrator => "administrator",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown role: {0}")]
pub struct UnknownRole(pub String);

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| UnknownRole(text.to_owned()))
    }
}

/// Whose data somebody may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Companies {
    All,
    Only(BTreeSet<CompanyCode>),
}

impl Companies {
    pub fn has(&self, company: &CompanyCode) -> bool {
        match self {
            Self::All => true,
            Self::Only(companies) => companies.contains(company),
        }
    }

    /// Whether all of these are among them.
    pub fn cover(&self, others: &Self) -> bool {
        match (self, others) {
            (Self::All, _) => true,
            (Self::Only(_), Self::All) => false,
            (Self::Only(own), Self::Only(others)) => others.is_subset(own),
        }
    }
}

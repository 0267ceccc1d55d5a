//! Why nothing is charged, in words.

use super::NotCharged;
use crate::plan::policy::Origin;
use crate::wording::{Message, msg};

impl NotCharged {
    /// A short stable name, for JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SwitchedOff { .. } => "switched_off",
            Self::Consumer => "consumer",
            Self::NotOverdue => "not_overdue",
            Self::OtherLevel { .. } => "other_level",
            Self::Exempt { .. } => "exempt",
            Self::BeforeFirstRate { .. } => "before_first_rate",
        }
    }

    pub fn message(&self) -> Message {
        match self {
            Self::SwitchedOff { .. } => msg!("charges-switched-off"),
            Self::Consumer => msg!("charges-consumer"),
            Self::NotOverdue => msg!("charges-not-overdue"),
            Self::OtherLevel { level, .. } => msg!("charges-other-level", level = level.as_str()),
            Self::Exempt { .. } => msg!("charges-exempt"),
            Self::BeforeFirstRate { .. } => msg!("charges-before-first-rate"),
        }
    }

    /// The rule that says so; `None` for what is built in.
    pub fn origin(&self) -> Option<&Origin> {
        match self {
            Self::SwitchedOff { origin } => origin.as_ref(),
            Self::OtherLevel { origin, .. }
            | Self::Exempt { origin }
            | Self::BeforeFirstRate { origin } => Some(origin),
            Self::Consumer | Self::NotOverdue => None,
        }
    }
}

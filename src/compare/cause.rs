//! The rule that is responsible for a change: where it stands on each side, and
//! what it said and says.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::domain::level::{DayBounds, LevelCode};
use crate::domain::money::Currency;
use crate::plan::policy::{Origin, RecipientSource};

/// A rule that differs, and where it is written on each side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    pub rule: Rule,
    /// `None` where the side has no such rule.
    pub before: Option<Origin>,
    pub after: Option<Origin>,
}

/// When a level is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    pub days: DayBounds,
    pub repeat_every_days: Option<u32>,
}

/// What differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    Level {
        code: LevelCode,
        before: Option<Bounds>,
        after: Option<Bounds>,
    },
    /// Days given to NA.
    ExcludedDays,
    /// `RELCLI_BORNEREL`.
    Bornerel {
        before: bool,
        after: bool,
    },
    /// `FC_CONTACT_CLI_FACT`.
    ContactsOfBilled {
        before: bool,
        after: bool,
    },
    /// The batch and its filters.
    Batch,
    PaymentMethods,
    /// Whether it is in force.
    Exclusion {
        name: Arc<str>,
        before: bool,
        after: bool,
    },
    Minimum {
        currency: Currency,
        before: Option<Decimal>,
        after: Option<Decimal>,
    },
    /// Whether creditor customers are reminded.
    Creditors {
        before: bool,
        after: bool,
    },
    RecipientOrder {
        before: Vec<RecipientSource>,
        after: Vec<RecipientSource>,
    },
    /// Copies of a level.
    Copies {
        level: LevelCode,
    },
    Hook {
        name: &'static str,
    },
    /// A script that fails.
    Script,
    /// The sender of a level or of the company.
    Sender,
    /// A fixed subject, or the folder of a level's templates.
    LevelMail {
        level: LevelCode,
    },
    /// A file of the templates, named from their folder.
    Template {
        name: String,
    },
    /// A section of the rules that texts show.
    Section {
        name: &'static str,
    },
    /// No single rule: several together.
    Several,
}

impl Rule {
    /// A short stable name, for data.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Level { .. } => "level",
            Self::ExcludedDays => "days_given_to_na",
            Self::Bornerel { .. } => "RELCLI_BORNEREL",
            Self::ContactsOfBilled { .. } => "FC_CONTACT_CLI_FACT",
            Self::Batch => "batch",
            Self::PaymentMethods => "payment_methods",
            Self::Exclusion { .. } => "exclusion",
            Self::Minimum { .. } => "minimum_amount",
            Self::Creditors { .. } => "remind_creditors",
            Self::RecipientOrder { .. } => "recipient_order",
            Self::Copies { .. } => "copies",
            Self::Hook { .. } => "hook",
            Self::Script => "script_failed",
            Self::Sender => "sender",
            Self::LevelMail { .. } => "level_mail",
            Self::Template { .. } => "template",
            Self::Section { .. } => "section",
            Self::Several => "several",
        }
    }
}

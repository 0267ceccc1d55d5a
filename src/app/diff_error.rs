//! Why two sets of rules and templates could not be compared.

use crate::wording::{Message, msg};

/// On which side something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DiffError {
    /// Both sides are the same folders.
    #[error("{}", self.message())]
    SameFolders { rules: String, templates: String },
    /// The batch is in one of the sets only.
    #[error("{}", self.message())]
    BatchOnOneSide { batch: String, side: Side },
    /// The batch runs for the company under one of the sets only.
    #[error("{}", self.message())]
    CompanyOnOneSide { company: String, side: Side },
    /// No company is reminded by the batch under both sets.
    #[error("{}", self.message())]
    NoCommonCompany { before: Vec<String>, after: Vec<String> },
}

impl DiffError {
    pub fn message(&self) -> Message {
        match self {
            Self::SameFolders { rules, templates } => {
                msg!("compare-same-folders", rules = rules, templates = templates)
            }
            Self::BatchOnOneSide { batch, side: Side::Before } => {
                msg!("compare-batch-only-before", batch = batch)
            }
            Self::BatchOnOneSide { batch, side: Side::After } => {
                msg!("compare-batch-only-after", batch = batch)
            }
            Self::CompanyOnOneSide { company, side: Side::Before } => {
                msg!("compare-company-only-before", company = company)
            }
            Self::CompanyOnOneSide { company, side: Side::After } => {
                msg!("compare-company-only-after", company = company)
            }
            Self::NoCommonCompany { before, after } => msg!(
                "compare-no-common-company",
                before = before.join(", "),
                after = after.join(", ")
            ),
        }
    }
}

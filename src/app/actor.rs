//! Who changes accounts and tokens: nobody gives more than they have.

use super::account_error::AccountError;
use crate::domain::account::{Companies, Role};

/// Somebody who acts, with what they may do.
#[derive(Debug, Clone, Copy)]
pub struct Actor<'a> {
    /// For the audit log.
    pub name: &'a str,
    pub role: Role,
    pub companies: &'a Companies,
}

impl<'a> Actor<'a> {
    /// Who has the command line has the database and may do everything.
    pub fn at_the_machine(name: &'a str) -> Self {
        Self { name, role: Role::Administrator, companies: &Companies::All }
    }

    /// Whether somebody with these companies is theirs to see and change.
    pub fn oversees(&self, companies: &Companies) -> bool {
        self.companies.cover(companies)
    }

    /// # Errors
    /// When it is more than the actor has.
    pub fn may_give(&self, role: Role, companies: &Companies) -> Result<(), AccountError> {
        if role > self.role || !self.companies.cover(companies) {
            return Err(AccountError::BeyondOwn);
        }
        if matches!(companies, Companies::Only(codes) if codes.is_empty()) {
            return Err(AccountError::NoCompany);
        }
        Ok(())
    }
}

//! The sending accounts as people see them, and one of them alone.

use std::path::Path;

use super::error::AppError;
use super::sending_error::SendingError;
use super::transport::{self, UNNAMED, Variables};
use crate::dispatch::{DkimRecord, ServerFacts, Transport, Windows};
use crate::rules::set::{RuleSet, SendingAccount};

/// An account of the rules, and whether the environment holds what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet<'a> {
    pub account: &'a SendingAccount,
    /// Of the run where the account says none.
    pub connections: u32,
    pub server: Result<ServerFacts, SendingError>,
}

/// The accounts of the rules, in their order.
pub fn sheets<'a>(rules: &'a RuleSet, variables: &Variables) -> Vec<Sheet<'a>> {
    let sheet = |account: &'a SendingAccount| Sheet {
        account,
        connections: account.connections.unwrap_or(rules.dispatch.connections),
        server: transport::account(account, variables, rules).and_then(|made| {
            let missing = || SendingError::MissingVariable {
                account: account.name.to_string(),
                variable: account.url_env.clone(),
            };
            made.server().ok_or_else(missing)
        }),
    };
    rules.sending.accounts.iter().map(sheet).collect()
}

/// Where mails go that leave by one account.
///
/// # Errors
/// When the rules have no such account, or it lacks what it needs.
pub fn only(
    name: &str,
    variables: &Variables,
    rules: &RuleSet,
    outbox: &Path,
    windows: &Windows,
) -> Result<Transport, AppError> {
    let all = || transport::of(variables, rules, outbox, windows);
    if rules.sending.accounts.is_empty() && name == UNNAMED {
        return all();
    }
    // Its own trouble is told first.
    transport::account(named(name, rules)?, variables, rules)?;
    Ok(all()?.only(name).ok_or_else(|| unknown(name, rules))?)
}

/// What is to be published so that receivers can check an account's signature.
///
/// # Errors
/// When the rules have no such account, its mails are not signed, or the
/// environment holds no key.
pub fn dkim_record(
    name: &str,
    variables: &Variables,
    rules: &RuleSet,
) -> Result<DkimRecord, SendingError> {
    let account = named(name, rules)?;
    let not_signed = || SendingError::NotSigned { account: name.to_owned() };
    let dkim = account.dkim.as_ref().ok_or_else(not_signed)?;
    Ok(transport::signer(name, dkim, variables)?.record())
}

fn named<'a>(name: &str, rules: &'a RuleSet) -> Result<&'a SendingAccount, SendingError> {
    let mut accounts = rules.sending.accounts.iter();
    accounts.find(|account| &*account.name == name).ok_or_else(|| unknown(name, rules))
}

fn unknown(name: &str, rules: &RuleSet) -> SendingError {
    let known = rules.sending.accounts.iter().map(|account| account.name.to_string());
    let mut known: Vec<String> = known.collect();
    if known.is_empty() {
        known.push(UNNAMED.to_owned());
    }
    SendingError::UnknownAccount { name: name.to_owned(), known }
}

//! Where mails go.

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::Path;
use std::time::Duration;

use super::error::AppError;
use super::sending_error::SendingError;
use crate::dispatch::{
    Account, DomainLimit, Issuer, Limits, OAuth2, Rate, Signer, TokenSource, Transport, Windows,
};
use crate::rules::USUAL_VARIABLE;
use crate::rules::set::{
    Dkim, DomainRates, MailRate, OAuth2Login, RuleSet, SendingAccount, SendingLimits, TokenFrom,
};

/// The account of an installation whose rules name none.
pub const UNNAMED: &str = "default";

/// Where the addresses of servers, keys and tokens are read from: the
/// environment, and the settings for the usual mail server.
#[derive(Clone)]
pub struct Variables {
    smtp_url: Option<String>,
    read: fn(&str) -> Option<String>,
}

impl Variables {
    /// Those of the process; `smtp_url` is the usual mail server's.
    pub fn new(smtp_url: Option<String>) -> Self {
        Self { smtp_url, read: |name| std::env::var(name).ok() }
    }

    /// Empty is none.
    fn get(&self, name: &str) -> Option<String> {
        let value = if name == USUAL_VARIABLE { self.smtp_url.clone() } else { (self.read)(name) };
        value.filter(|value| !value.is_empty())
    }
}

/// The accounts of the rules, or else the one mail server. Where no server's
/// address is set, the local folder, so that nothing leaves by accident.
///
/// # Errors
/// When an address is not one of a mail server; when some accounts have what
/// they need in the environment and others do not.
pub fn of(
    variables: &Variables,
    rules: &RuleSet,
    outbox: &Path,
    windows: &Windows,
) -> Result<Transport, AppError> {
    let named = &rules.sending.accounts;
    let accounts = if named.is_empty() {
        let url = variables.get(USUAL_VARIABLE);
        let account = url.map(|url| Account::smtp(UNNAMED, &url, timeout(rules), None));
        account.transpose()?.into_iter().collect()
    } else if named.iter().all(|account| variables.get(&account.url_env).is_none()) {
        Vec::new()
    } else {
        let accounts = named.iter().map(|account| self::account(account, variables, rules));
        accounts.collect::<Result<_, SendingError>>()?
    };
    let transport = Transport::accounts(accounts, limits(&rules.sending.limits), windows);
    Ok(transport.unwrap_or_else(|| Transport::folder(outbox)))
}

/// One account of the rules with what the environment holds for it.
///
/// # Errors
/// When something is missing there, or is not what it should be.
pub fn account(
    account: &SendingAccount,
    variables: &Variables,
    rules: &RuleSet,
) -> Result<Account, SendingError> {
    let needed = |variable: &str| {
        variables.get(variable).ok_or_else(|| SendingError::MissingVariable {
            account: account.name.to_string(),
            variable: variable.to_owned(),
        })
    };
    let url = needed(&account.url_env)?;
    let token = account.oauth2.as_ref().map(|login| token(login, needed)).transpose()?;
    let made = Account::smtp(&account.name, &url, timeout(rules), token);
    let mut made = made.map_err(|error| SendingError::Server {
        account: account.name.to_string(),
        variable: account.url_env.clone(),
        error,
    })?;
    made = made.limited(rates(&account.rates));
    if let Some(connections) = account.connections.and_then(positive) {
        made = made.over(connections);
    }
    if let Some(address) = &account.return_path {
        made = made.returning_to(address.clone());
    }
    match &account.dkim {
        Some(dkim) => Ok(made.signing(signer(&account.name, dkim, variables)?)),
        None => Ok(made),
    }
}

/// What signs the mails of an account.
///
/// # Errors
/// When the environment holds no key that signs.
pub fn signer(
    account: &str,
    Dkim { domain, selector, key_env }: &Dkim,
    variables: &Variables,
) -> Result<Signer, SendingError> {
    let missing =
        || SendingError::MissingVariable { account: account.to_owned(), variable: key_env.clone() };
    let pem = variables.get(key_env).ok_or_else(missing)?;
    Signer::new(domain, selector, &pem).map_err(|error| SendingError::Key {
        account: account.to_owned(),
        variable: key_env.clone(),
        error,
    })
}

fn token(
    login: &OAuth2Login,
    needed: impl Fn(&str) -> Result<String, SendingError>,
) -> Result<OAuth2, SendingError> {
    let optional = |variable: &Option<String>| variable.as_deref().map(&needed).transpose();
    let source = match &login.token {
        TokenFrom::Variable(variable) => TokenSource::Given(needed(variable)?),
        TokenFrom::Issuer { url, client_id_env, client_secret_env, refresh_token_env, scope } => {
            TokenSource::Issuer(Box::new(Issuer {
                url: url.clone(),
                client_id: needed(client_id_env)?,
                client_secret: optional(client_secret_env)?,
                refresh_token: optional(refresh_token_env)?,
                scope: scope.clone(),
            }))
        }
    };
    Ok(OAuth2 { user: login.user.clone(), source })
}

fn timeout(rules: &RuleSet) -> Duration {
    Duration::from_secs(rules.dispatch.timeout_seconds)
}

fn limits(limits: &SendingLimits) -> Limits {
    let of_domain = |limit: &DomainRates| DomainLimit {
        rates: rates(&limit.rates),
        connections: limit.connections.and_then(positive),
    };
    Limits {
        all: rates(&limits.all),
        domains: limits
            .domains
            .iter()
            .map(|(domain, limit)| (domain.clone(), of_domain(limit)))
            .collect(),
        other_domains: limits.other_domains.as_ref().map(of_domain),
    }
}

fn rates(rates: &[MailRate]) -> Vec<Rate> {
    let count = |rate: &MailRate| NonZeroU32::new(rate.count);
    rates.iter().filter_map(|rate| Some(Rate { count: count(rate)?, per: rate.per })).collect()
}

fn positive(count: u32) -> Option<NonZeroUsize> {
    NonZeroUsize::new(usize::try_from(count).ok()?)
}

//! The section of sending into accounts, choices and limits.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use super::batches::{Known, unknown};
use super::script::compile::Compiler;
use super::set::{
    Dkim, DomainRates, MailRate, OAuth2Login, SendingAccount, SendingLimits, SendingRules,
    TokenFrom,
};
use super::source::Place;
use super::yaml::document::RulesFile;
use super::yaml::sending::{
    AccountSection, ChoiceSection, DomainName, LimitsSection, OAuth2Section, SendingSection,
};
use super::yaml::values::Whole;
use super::yaml::wrappers::Keyed;
use crate::diagnostic::Diagnostic;
use crate::domain::company::CompanyCode;
use crate::plan::policy::{AccountChoice, AccountChoices};
use crate::wording::msg;

/// The environment variable of an account that names none.
pub const USUAL_VARIABLE: &str = "RELANCE_SMTP_URL";

/// Most waits of a schedule.
const MOST_WAITS: usize = 20;

/// The section with the choices of each company.
pub struct Sending {
    pub rules: SendingRules,
    choices: Vec<(BTreeSet<CompanyCode>, AccountChoice)>,
}

impl Sending {
    /// What decides by which account the reminders of a company leave.
    pub fn choices_of(&self, company: &CompanyCode) -> AccountChoices {
        let concern =
            |companies: &BTreeSet<CompanyCode>| companies.is_empty() || companies.contains(company);
        let choices = self.choices.iter().filter(|(companies, _)| concern(companies));
        AccountChoices {
            first: self.rules.accounts.first().map(|account| Arc::clone(&account.name)),
            choices: choices.map(|(_, choice)| choice.clone()).collect(),
        }
    }
}

/// Checks and builds the section; what the file leaves out has a default.
pub fn build(file: &RulesFile, scripts: &mut Compiler, problems: &mut Vec<Diagnostic>) -> Sending {
    let section = file.sending.as_ref().and_then(|section| section.value.as_ref());
    let Some(section) = section else {
        return Sending { rules: SendingRules::default(), choices: Vec::new() };
    };
    let rules = SendingRules {
        accounts: accounts(section, problems),
        limits: section
            .limits
            .as_ref()
            .map(|limits| self::limits(limits, problems))
            .unwrap_or_default(),
        retry: retry(section, problems),
    };
    let known = Known::of(file);
    let names: BTreeSet<&str> = rules.accounts.iter().map(|account| &*account.name).collect();
    let choices = section.choose.iter().flatten();
    let choices =
        choices.filter_map(|choice| self::choice(choice, &names, &known, scripts, problems));
    let choices = choices.collect();
    Sending { rules, choices }
}

fn accounts(section: &SendingSection, problems: &mut Vec<Diagnostic>) -> Vec<SendingAccount> {
    let Some(Keyed { value: list, place }) = &section.accounts else { return Vec::new() };
    if list.is_empty() {
        problems.push(place.error(msg!("sending-no-accounts")));
    }
    let mut seen: BTreeMap<&str, &Place> = BTreeMap::new();
    for account in list {
        let name = &account.name;
        if let Some(earlier) = seen.insert(&name.value.0, &name.place) {
            let message =
                msg!("sending-account-twice", name = &name.value.0, line = earlier.at.line);
            problems.push(name.place.error(message));
        }
    }
    list.iter().map(|section| account(section, problems)).collect()
}

fn account(section: &AccountSection, problems: &mut Vec<Diagnostic>) -> SendingAccount {
    let url_env = section.url_env.as_ref().map_or(USUAL_VARIABLE, |name| &name.0);
    SendingAccount {
        name: section.name.value.0.as_str().into(),
        url_env: url_env.to_owned(),
        connections: section.connections.map(Whole::unsigned),
        rates: section.limits.as_ref().map_or_else(Vec::new, |limits| {
            let Keyed { value, place } = limits;
            rates((value.per_minute, value.per_hour), place, problems)
        }),
        return_path: section.return_path.as_ref().map(|address| address.0.clone()),
        dkim: section.dkim.as_ref().map(|dkim| Dkim {
            domain: dkim.domain.0.clone(),
            selector: dkim.selector.0.clone(),
            key_env: dkim.key_env.0.clone(),
        }),
        oauth2: section.oauth2.as_ref().and_then(|oauth2| login(oauth2, problems)),
        origin: section.name.place.origin(),
    }
}

fn login(
    Keyed { value, place }: &Keyed<OAuth2Section>,
    problems: &mut Vec<Diagnostic>,
) -> Option<OAuth2Login> {
    let OAuth2Section { user, token_env, token_url, client_id_env, .. } = value;
    let token = match (token_env, token_url, client_id_env) {
        (Some(variable), None, None) => TokenFrom::Variable(variable.0.clone()),
        (None, Some(url), Some(client)) => TokenFrom::Issuer {
            url: url.0.clone(),
            client_id_env: client.0.clone(),
            client_secret_env: value.client_secret_env.as_ref().map(|name| name.0.clone()),
            refresh_token_env: value.refresh_token_env.as_ref().map(|name| name.0.clone()),
            scope: value.scope.as_ref().map(|scope| scope.0.clone()),
        },
        _ => {
            problems.push(place.error(msg!("sending-token-or-issuer")));
            return None;
        }
    };
    Some(OAuth2Login { user: user.0.clone(), token })
}

type Count = Option<Whole<1, 1_000_000>>;

/// So many a minute and an hour; one of them at least.
fn rates(
    (per_minute, per_hour): (Count, Count),
    place: &Place,
    problems: &mut Vec<Diagnostic>,
) -> Vec<MailRate> {
    let rate = |count: Count, seconds| {
        count.map(|count| MailRate { count: count.unsigned(), per: Duration::from_secs(seconds) })
    };
    let rates: Vec<MailRate> =
        rate(per_minute, 60).into_iter().chain(rate(per_hour, 3_600)).collect();
    if rates.is_empty() {
        problems.push(place.error(msg!("sending-empty-limit")));
    }
    rates
}

fn limits(section: &LimitsSection, problems: &mut Vec<Diagnostic>) -> SendingLimits {
    let mut limits = SendingLimits::default();
    if let Some(Keyed { value, place }) = &section.global {
        limits.all = rates((value.per_minute, value.per_hour), place, problems);
    }
    for (domain, Keyed { value, place }) in section.domains.iter().flat_map(|domains| &domains.0) {
        let connections = value.connections.map(Whole::unsigned);
        let given = value.per_minute.is_some() || value.per_hour.is_some();
        let rates = match connections {
            Some(_) if !given => Vec::new(),
            _ => rates((value.per_minute, value.per_hour), place, problems),
        };
        let limit = DomainRates { rates, connections };
        match domain {
            DomainName::Others => limits.other_domains = Some(limit),
            DomainName::Of(name) => {
                // Spelt otherwise, it is the same domain.
                if limits.domains.insert(name.clone(), limit).is_some() {
                    problems.push(place.error(msg!("sending-domain-twice", name = name)));
                }
            }
        }
    }
    limits
}

fn retry(section: &SendingSection, problems: &mut Vec<Diagnostic>) -> Vec<Duration> {
    let Some(Keyed { value: waits, place }) = &section.retry else { return Vec::new() };
    if !(1..=MOST_WAITS).contains(&waits.len()) {
        problems.push(place.error(msg!("sending-retry-count", most = MOST_WAITS)));
    }
    waits.iter().map(|wait| wait.0).collect()
}

fn choice(
    section: &ChoiceSection,
    accounts: &BTreeSet<&str>,
    known: &Known<'_>,
    scripts: &mut Compiler,
    problems: &mut Vec<Diagnostic>,
) -> Option<(BTreeSet<CompanyCode>, AccountChoice)> {
    let name = &section.account.value.0;
    if !accounts.contains(name.as_str()) {
        let message = msg!("sending-unknown-account", name = name);
        problems.push(unknown(&section.account.place, message, name, accounts));
    }
    for company in section.companies.iter().flatten() {
        known.check_company(company, problems);
    }
    for level in section.levels.iter().flatten() {
        known.check_level(level, problems);
    }
    let when = match &section.when {
        Some(when) => Some(scripts.condition(when, problems)?),
        None => None,
    };
    let companies = section.companies.iter().flatten();
    let companies = companies.map(|code| CompanyCode(code.value.0.as_str().into())).collect();
    let choice = AccountChoice {
        account: name.as_str().into(),
        levels: section.levels.iter().flatten().map(|level| level.value.0.clone()).collect(),
        when,
        origin: section.account.place.origin(),
    };
    Some((companies, choice))
}

/// A wait as the rules write it.
pub fn written_wait(wait: Duration) -> String {
    let seconds = wait.as_secs();
    let units = [(86_400, "d"), (3_600, "h"), (60, "m")];
    match units.iter().find(|(length, _)| seconds.is_multiple_of(*length)) {
        Some((length, unit)) => format!("{}{unit}", seconds / length),
        None => format!("{seconds}s"),
    }
}

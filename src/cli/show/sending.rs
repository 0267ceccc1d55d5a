//! The accounts that mails leave by. Shows no secret.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::table::Rows;
use crate::app::sending_accounts::Sheet;
use crate::domain::level::LevelCode;
use crate::plan::policy::AccountChoice;
use crate::rules::set::{DomainRates, MailRate, RuleSet};
use crate::rules::written_wait;
use crate::wording::{Message, UiLanguage, msg};

pub fn accounts(rules: &RuleSet, sheets: &[Sheet<'_>], language: UiLanguage) -> String {
    let mut out = String::new();
    let mut line = |message: &Message| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", message.in_language(language));
    };
    if sheets.is_empty() {
        line(&msg!("sending-unnamed-account"));
    } else {
        let _ = write!(out, "{}", table(sheets, language));
    }
    let mut line = |message: &Message| {
        let _ = writeln!(out, "{}", message.in_language(language));
    };
    for company in &rules.companies {
        for choice in &company.accounts.choices {
            let written = choice.when.and_then(|when| company.scripts.written(when));
            let (company, account) = (company.company.code.as_str(), &*choice.account);
            let (levels, place) = (levels(choice, language), choice.origin.to_string());
            line(&match written {
                Some((condition, _)) => msg!(
                    "sending-choice-where",
                    company = company,
                    levels = levels,
                    condition = condition,
                    account = account,
                    place = place
                ),
                None => msg!(
                    "sending-choice",
                    company = company,
                    levels = levels,
                    account = account,
                    place = place
                ),
            });
        }
    }
    let limits = &rules.sending.limits;
    if !limits.all.is_empty() {
        line(&msg!("sending-limit-all", rates = rates(&limits.all, language)));
    }
    for (domain, limit) in &limits.domains {
        line(&msg!("sending-limit-domain", domain = domain, rates = of_domain(limit, language)));
    }
    if let Some(limit) = &limits.other_domains {
        line(&msg!("sending-limit-others", rates = of_domain(limit, language)));
    }
    if !rules.sending.retry.is_empty() {
        let waits: Vec<String> =
            rules.sending.retry.iter().map(|wait| written_wait(*wait)).collect();
        line(&msg!("sending-retries", waits = waits.join(", ")));
    }
    out
}

fn table(sheets: &[Sheet<'_>], language: UiLanguage) -> Rows {
    let mut rows = Rows::new(
        &[
            (msg!("sending-column-account"), false),
            (msg!("sending-column-server"), false),
            (msg!("sending-column-login"), false),
            (msg!("sending-column-connections"), true),
            (msg!("sending-column-limits"), false),
            (msg!("sending-column-dkim"), false),
        ],
        language,
    );
    for Sheet { account, connections, server } in sheets {
        let (shown, login) = match server {
            Ok(facts) => {
                let encryption = encryption(facts.encryption);
                let host = format!("{}:{}", facts.host, facts.port);
                (format!("{host} {}", encryption.in_language(language)), login(facts.login))
            }
            Err(_) => (account.url_env.clone(), msg!("sending-login-unknown")),
        };
        let signed = account.dkim.as_ref();
        rows.add(vec![
            account.name.to_string(),
            shown,
            login.in_language(language),
            connections.to_string(),
            rates(&account.rates, language),
            signed.map(|dkim| format!("{} ({})", dkim.domain, dkim.selector)).unwrap_or_default(),
        ]);
    }
    rows
}

pub fn json(rules: &RuleSet, sheets: &[Sheet<'_>], language: UiLanguage) -> String {
    let rates = |rates: &[MailRate]| -> Vec<Value> {
        let rate = |rate: &MailRate| json!({ "count": rate.count, "seconds": rate.per.as_secs() });
        rates.iter().map(rate).collect()
    };
    let accounts = sheets.iter().map(|Sheet { account, connections, server }| {
        let server = server.as_ref();
        json!({
            "name": &*account.name,
            "url_env": account.url_env,
            "host": server.ok().map(|facts| &facts.host),
            "port": server.ok().map(|facts| facts.port),
            "encryption": server.ok().map(|facts| facts.encryption),
            "login": server.ok().map(|facts| facts.login),
            "problem": server.err().map(|error| error.message().in_language(language)),
            "connections": connections,
            "limits": rates(&account.rates),
            "return_path": account.return_path.as_ref().map(|address| address.as_str()),
            "dkim": account.dkim.as_ref().map(|dkim| {
                json!({ "domain": dkim.domain, "selector": dkim.selector })
            }),
        })
    });
    let of_domain = |limit: &DomainRates| json!({ "limits": rates(&limit.rates), "connections": limit.connections });
    let limits = &rules.sending.limits;
    let domains: serde_json::Map<String, Value> = limits
        .domains
        .iter()
        .map(|(domain, limit)| (domain.clone(), of_domain(limit)))
        .chain(limits.other_domains.iter().map(|limit| ("*".to_owned(), of_domain(limit))))
        .collect();
    let document = json!({
        "accounts": accounts.collect::<Vec<_>>(),
        "limits": { "global": rates(&limits.all), "domains": domains },
        "retry_seconds": rules.sending.retry.iter().map(|wait| wait.as_secs()).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

fn encryption(word: &str) -> Message {
    match word {
        "tls" => msg!("web-encryption-tls"),
        "starttls" => msg!("web-encryption-starttls"),
        _ => msg!("sending-unencrypted"),
    }
}

fn login(word: &str) -> Message {
    match word {
        "password" => msg!("sending-login-password"),
        "token" => msg!("sending-login-token"),
        _ => msg!("sending-login-none"),
    }
}

fn levels(choice: &AccountChoice, language: UiLanguage) -> String {
    if choice.levels.is_empty() {
        return msg!("sending-all-levels").in_language(language);
    }
    choice.levels.iter().map(LevelCode::as_str).collect::<Vec<_>>().join(", ")
}

fn rates(rates: &[MailRate], language: UiLanguage) -> String {
    let rate = |rate: &MailRate| {
        let message = if rate.per.as_secs() == 60 {
            msg!("sending-per-minute", count = rate.count)
        } else {
            msg!("sending-per-hour", count = rate.count)
        };
        message.in_language(language)
    };
    rates.iter().map(rate).collect::<Vec<_>>().join(", ")
}

fn of_domain(limit: &DomainRates, language: UiLanguage) -> String {
    let at_once = limit.connections;
    let at_once = at_once.map(|count| msg!("sending-at-once", count = count).in_language(language));
    let rates = Some(rates(&limit.rates, language)).filter(|rates| !rates.is_empty());
    rates.into_iter().chain(at_once).collect::<Vec<_>>().join(", ")
}

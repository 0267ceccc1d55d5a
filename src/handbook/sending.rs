//! By which accounts mails leave, and how fast.

use super::model::Text;
use super::pen::Pen;
use crate::domain::level::LevelCode;
use crate::plan::policy::AccountChoice;
use crate::rules::set::{CompanyRules, DomainRates, MailRate, RuleSet};
use crate::wording::msg;

/// What the section of sending says; nothing where there is none.
pub fn entries(rules: &RuleSet, companies: &[&CompanyRules], pen: &Pen) -> Vec<Text> {
    let sending = &rules.sending;
    let accounts = sending.accounts.iter().enumerate().map(|(place, account)| {
        let first = if place == 0 { "yes" } else { "no" };
        pen.text(&msg!("handbook-account", first = first, account = &*account.name))
            .at(&account.origin)
    });
    let mut entries: Vec<Text> = accounts.collect();
    for company in companies {
        entries.extend(company.accounts.choices.iter().map(|choice| chosen(company, choice, pen)));
    }
    let limits = &sending.limits;
    if !limits.all.is_empty() {
        entries.push(pen.text(&msg!("handbook-limit-all", rates = rates(&limits.all, pen))));
    }
    entries.extend(limits.domains.iter().map(|(domain, limit)| {
        let rates = of_domain(limit, pen);
        pen.text(&msg!("handbook-limit-domain", rates = rates, domain = domain))
    }));
    if let Some(limit) = &limits.other_domains {
        entries.push(pen.text(&msg!("handbook-limit-others", rates = of_domain(limit, pen))));
    }
    if !sending.retry.is_empty() {
        let waits = sending.retry.iter().map(|wait| crate::rules::written_wait(*wait));
        entries.push(pen.text(&msg!("handbook-waits", waits = pen.list(waits))));
    }
    entries
}

fn chosen(company: &CompanyRules, choice: &AccountChoice, pen: &Pen) -> Text {
    let levels = if choice.levels.is_empty() {
        pen.words(&msg!("handbook-all-levels"))
    } else {
        pen.list(choice.levels.iter().map(LevelCode::as_str))
    };
    let text = pen.text(&msg!(
        "handbook-account-chosen",
        company = company.company.code.as_str(),
        account = &*choice.account,
        levels = levels
    ));
    let condition = choice.when.and_then(|when| company.scripts.written(when));
    let text = match condition {
        Some((condition, _)) => {
            let words = pen.words(&msg!("handbook-account-when"));
            text.then(format!(" {words}")).then_code(condition)
        }
        None => text,
    };
    text.at(&choice.origin)
}

fn rates(rates: &[MailRate], pen: &Pen) -> String {
    pen.list(rates.iter().map(|rate| {
        if rate.per.as_secs() == 60 {
            pen.words(&msg!("handbook-per-minute", count = rate.count))
        } else {
            pen.words(&msg!("handbook-per-hour", count = rate.count))
        }
    }))
}

fn of_domain(limit: &DomainRates, pen: &Pen) -> String {
    let at_once = limit.connections;
    let at_once = at_once.map(|count| pen.words(&msg!("handbook-at-once", count = count)));
    let rates = Some(rates(&limit.rates, pen)).filter(|rates| !rates.is_empty());
    pen.list(rates.into_iter().chain(at_once))
}

//! Which items share one reminder (domain document §5).

use std::collections::HashMap;

use super::account;
use super::facts::ItemContext;
use super::outcome::{CustomerPlan, ItemRef, Line, PlannedReminder, Reason, Skipped};
use super::policy::Policy;
use super::recipients::Addressees;
use crate::domain::address::EmailAddress;
use crate::domain::identity::SiteId;
use crate::domain::level::LevelCode;
use crate::domain::money::Money;

/// An item that will be reminded.
pub(super) struct Chosen {
    pub context: ItemContext,
    pub item: ItemRef,
    pub level: LevelCode,
    pub addressees: Addressees,
    /// The site that letters are grouped by, where they are.
    pub site: Option<SiteId>,
}

/// Invoices share one mail when level, recipients (as a set), copies (as a
/// set), the site of a letter grouped by sites, and the `group_key` hook's answer are all the same; the customer is
/// the same already.
#[derive(PartialEq, Eq, Hash)]
struct GroupKey {
    rank: Option<usize>,
    level: LevelCode,
    to: Vec<EmailAddress>,
    cc: Vec<EmailAddress>,
    site: Option<SiteId>,
    hook: Option<String>,
}

/// Groups chosen items into the plan's reminders, by level then by the order
/// of their first item.
pub(super) fn group(policy: &Policy, chosen: Vec<Chosen>, plan: &mut CustomerPlan) {
    let mut positions: HashMap<GroupKey, usize> = HashMap::new();
    let mut groups: Vec<(Option<usize>, PlannedReminder)> = Vec::new();
    for item in chosen {
        let line = line(&item);
        let key = match key(policy, &item) {
            Ok(key) => key,
            Err(reason) => {
                plan.skipped.push(Skipped {
                    item: item.item,
                    days_late: item.context.days_late,
                    reason,
                });
                continue;
            }
        };
        if let Some(&position) = positions.get(&key) {
            groups[position].1.lines.push(line);
            continue;
        }
        match reminder(policy, item, line) {
            Ok(reminder) => {
                groups.push((key.rank, reminder));
                positions.insert(key, groups.len() - 1);
            }
            Err(skipped) => plan.skipped.push(skipped),
        }
    }
    groups.sort_by_key(|(rank, _)| *rank);
    plan.reminders = groups.into_iter().map(|(_, reminder)| reminder).collect();
}

fn key(policy: &Policy, chosen: &Chosen) -> Result<GroupKey, Reason> {
    let hook = policy
        .scripts
        .group_key(&chosen.context, &chosen.level)
        .map_err(|error| Reason::ScriptFailed { error })?;
    let mut to: Vec<EmailAddress> =
        chosen.addressees.to.iter().map(|recipient| recipient.address.clone()).collect();
    let mut cc = chosen.addressees.cc.clone();
    to.sort();
    cc.sort();
    Ok(GroupKey {
        rank: policy.ladder.rank(&chosen.level),
        level: chosen.level.clone(),
        to,
        cc,
        site: chosen.site,
        hook,
    })
}

fn line(chosen: &Chosen) -> Line {
    Line {
        item: chosen.item,
        days_late: chosen.context.days_late,
        open: Money::new(chosen.context.item().open_amount, chosen.context.invoice().currency),
    }
}

/// A reminder that starts with its first line. The language follows the first
/// recipient's contact, else the customer, else the company.
fn reminder(policy: &Policy, chosen: Chosen, line: Line) -> Result<PlannedReminder, Skipped> {
    let Chosen { context, item, level, addressees, .. } = chosen;
    let language = addressees
        .to
        .first()
        .and_then(|recipient| recipient.language.clone())
        .or_else(|| context.customer().language.clone())
        .unwrap_or_else(|| policy.company.language.clone());
    let failed = |error| Skipped {
        item,
        days_late: context.days_late,
        reason: Reason::ScriptFailed { error },
    };
    let subject = policy.scripts.subject(&context, &level, &language).map_err(failed)?;
    let account = if addressees.to.is_empty() {
        None
    } else {
        account::choose(policy, &context, &level).map_err(failed)?
    };
    let sender = policy
        .level_options
        .get(&level)
        .and_then(|options| options.sender.clone())
        .unwrap_or_else(|| policy.company.sender.clone());
    Ok(PlannedReminder {
        level,
        language,
        sender,
        to: addressees.to,
        cc: addressees.cc,
        postal: None,
        lines: vec![line],
        subject,
        account,
    })
}

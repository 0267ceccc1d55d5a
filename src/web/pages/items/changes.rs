//! Changes of follow-up information, each field before and after.

use serde::Serialize;

use crate::domain::follow_up::FollowUp;
use crate::store::FollowUpChange;
use crate::web::visit::CompanyVisit;
use crate::wording::{Message, msg};

#[derive(Serialize)]
pub struct Change {
    at: String,
    author: String,
    /// The page of the reminder that made it.
    reminder: Option<String>,
    fields: Vec<String>,
}

/// The newest first.
pub fn of(visit: &CompanyVisit, changes: &[FollowUpChange]) -> Vec<Change> {
    let zone = visit.rules.company.time_zone;
    changes
        .iter()
        .rev()
        .map(|change| Change {
            at: visit.format().moment(change.at, zone),
            author: change.author.clone(),
            reminder: change.reminder.map(|it| visit.reminder_path(it)),
            fields: fields(visit, change),
        })
        .collect()
}

fn fields(visit: &CompanyVisit, change: &FollowUpChange) -> Vec<String> {
    let level = |before: bool| {
        let standing = if before { &change.level_before } else { &change.level_after };
        standing.code().map(str::to_owned)
    };
    let mut all = vec![(msg!("cli-column-level"), level(true), level(false))];
    let sides = told(visit, &change.before).into_iter().zip(told(visit, &change.after));
    all.extend(sides.map(|((field, before), (_, after))| (field, before, after)));
    let none = || visit.text(&msg!("follow-up-none"));
    all.into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(field, before, after)| {
            visit.text(&msg!(
                "follow-up-change",
                field = field,
                before = before.unwrap_or_else(none),
                after = after.unwrap_or_else(none)
            ))
        })
        .collect()
}

fn told(visit: &CompanyVisit, of: &FollowUp) -> [(Message, Option<String>); 6] {
    let format = visit.format();
    let disputed = if of.disputed { msg!("follow-up-on") } else { msg!("follow-up-off") };
    let comment = (!of.comment.is_empty()).then(|| format!("“{}”", of.comment));
    [
        (msg!("follow-up-column-status"), of.status.clone()),
        (msg!("follow-up-column-comment"), comment),
        (msg!("follow-up-column-promise"), of.promised_on.map(|day| format.day(day))),
        (msg!("follow-up-column-dispute"), Some(visit.text(&disputed))),
        (msg!("follow-up-column-next"), of.next_action_on.map(|day| format.day(day))),
        (msg!("follow-up-column-next-by"), of.next_action_by.clone()),
    ]
}

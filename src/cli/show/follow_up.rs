//! Follow-up information: its changes, promises and next actions.

use serde_json::{Value, json};

use super::records::moment;
use super::table::{Figures, Rows};
use crate::app::follow_up::Waiting;
use crate::domain::follow_up::FollowUp;
use crate::plan::follow_up::DueState;
use crate::store::{FollowUpChange, FoundItem};
use crate::wording::{Message, UiLanguage, msg};

/// The changes of one item, oldest first, each field before → after.
pub fn changes(item: &FoundItem, changes: &[FollowUpChange], language: UiLanguage) -> String {
    let figures = Figures::of(language);
    let heading = msg!(
        "follow-up-changes-heading",
        item = format!("{}/{}", item.number, item.instalment),
        customer = format!("{} {}", item.customer_code, item.customer_name),
        count = changes.len()
    );
    let mut rows = Rows::new(
        &[
            (msg!("cli-column-at"), false),
            (msg!("follow-up-column-author"), false),
            (msg!("cli-column-reminder"), true),
            (msg!("follow-up-column-change"), false),
        ],
        language,
    );
    for change in changes {
        let differences: Vec<String> = differences(change, &figures, language)
            .into_iter()
            .map(|(field, before, after)| {
                let field = field.in_language(language);
                msg!("follow-up-change", field = field, before = before, after = after)
                    .in_language(language)
            })
            .collect();
        rows.add(vec![
            moment(change.at),
            change.author.clone(),
            change.reminder.map(|reminder| reminder.0.to_string()).unwrap_or_default(),
            differences.join("\n"),
        ]);
    }
    format!("{}\n{rows}", heading.in_language(language))
}

fn differences(
    change: &FollowUpChange,
    figures: &Figures,
    language: UiLanguage,
) -> Vec<(Message, String, String)> {
    let none = || msg!("follow-up-none").in_language(language);
    let text = |value: Option<&str>| match value {
        None | Some("") => none(),
        Some(value) => format!("“{value}”"),
    };
    let date = |day: Option<chrono::NaiveDate>| day.map_or_else(none, |day| figures.date(day));
    let disputed = |on: bool| super::customer::on_off(on).in_language(language);
    let code = |value: Option<&str>| value.map_or_else(none, str::to_owned);
    let (before, after) = (&change.before, &change.after);
    let fields = [
        (
            msg!("cli-column-level"),
            code(change.level_before.code()),
            code(change.level_after.code()),
        ),
        (
            msg!("follow-up-column-status"),
            code(before.status.as_deref()),
            code(after.status.as_deref()),
        ),
        (msg!("follow-up-column-comment"), text(Some(&before.comment)), text(Some(&after.comment))),
        (msg!("follow-up-column-promise"), date(before.promised_on), date(after.promised_on)),
        (msg!("follow-up-column-dispute"), disputed(before.disputed), disputed(after.disputed)),
        (msg!("follow-up-column-next"), date(before.next_action_on), date(after.next_action_on)),
        (
            msg!("follow-up-column-next-by"),
            code(before.next_action_by.as_deref()),
            code(after.next_action_by.as_deref()),
        ),
    ];
    fields.into_iter().filter(|(_, before, after)| before != after).collect()
}

pub fn changes_json(items: &[(FoundItem, Vec<FollowUpChange>)]) -> String {
    let items: Vec<Value> = items
        .iter()
        .map(|(item, changes)| {
            let changes: Vec<Value> = changes
                .iter()
                .map(|change| {
                    json!({
                        "at": change.at.to_rfc3339(),
                        "author": change.author,
                        "reminder": change.reminder.map(|reminder| reminder.0),
                        "before": side(change.level_before.code(), &change.before),
                        "after": side(change.level_after.code(), &change.after),
                    })
                })
                .collect();
            json!({
                "customer": { "code": item.customer_code, "name": item.customer_name },
                "invoice": item.number,
                "instalment": item.instalment,
                "changes": changes,
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(items))
}

fn side(level: Option<&str>, of: &FollowUp) -> Value {
    let mut value = follow_up_json(of);
    value["level"] = json!(level);
    value
}

pub fn follow_up_json(of: &FollowUp) -> Value {
    json!({
        "status": of.status,
        "comment": of.comment,
        "promised_on": of.promised_on.map(|day| day.to_string()),
        "disputed": of.disputed,
        "next_action_on": of.next_action_on.map(|day| day.to_string()),
        "next_action_by": of.next_action_by,
    })
}

pub fn promises(waiting: &[Waiting], language: UiLanguage) -> String {
    let figures = Figures::of(language);
    let mut rows = Rows::new(
        &[
            (msg!("cli-column-customer"), false),
            (msg!("cli-column-item"), false),
            (msg!("cli-column-open"), true),
            (msg!("follow-up-column-promise"), false),
            (msg!("follow-up-column-state"), false),
            (msg!("follow-up-column-in-charge"), false),
            (msg!("follow-up-column-comment"), false),
        ],
        language,
    );
    for waiting in waiting {
        let noted = &waiting.noted;
        let state = promise_state(waiting.state, waiting.days).in_language(language);
        let cells = vec![
            format!("{} {}", noted.customer_code, noted.customer_name),
            noted.name(),
            figures.money(&noted.open),
            waiting.day.map(|day| figures.date(day)).unwrap_or_default(),
            state,
            noted.in_charge.clone().unwrap_or_default(),
            last_line(&noted.follow_up.comment),
        ];
        rows.add_marked(cells, &[(STATE_OF_PROMISE, waiting.state == DueState::Passed)]);
    }
    rows.to_string()
}

/// The columns that turn red when a day has passed.
const STATE_OF_PROMISE: usize = 4;
const STATE_OF_ACTION: usize = 2;

pub fn actions(waiting: &[Waiting], language: UiLanguage) -> String {
    let figures = Figures::of(language);
    let mut rows = Rows::new(
        &[
            (msg!("follow-up-column-next"), false),
            (msg!("follow-up-column-next-by"), false),
            (msg!("follow-up-column-state"), false),
            (msg!("cli-column-customer"), false),
            (msg!("cli-column-item"), false),
            (msg!("cli-column-open"), true),
            (msg!("follow-up-column-comment"), false),
        ],
        language,
    );
    for waiting in waiting {
        let noted = &waiting.noted;
        let state = match waiting.day {
            None => msg!("follow-up-no-day"),
            Some(_) => action_state(waiting.state, waiting.days),
        };
        let cells = vec![
            waiting.day.map(|day| figures.date(day)).unwrap_or_default(),
            noted.follow_up.next_action_by.clone().unwrap_or_default(),
            state.in_language(language),
            format!("{} {}", noted.customer_code, noted.customer_name),
            noted.name(),
            figures.money(&noted.open),
            last_line(&noted.follow_up.comment),
        ];
        rows.add_marked(cells, &[(STATE_OF_ACTION, waiting.state == DueState::Passed)]);
    }
    rows.to_string()
}

/// `days` past the promised date.
pub fn promise_state(state: DueState, days: i64) -> Message {
    match state {
        DueState::Passed => msg!("follow-up-promise-broken", days = days),
        DueState::Today => msg!("follow-up-promise-today"),
        DueState::Ahead => msg!("follow-up-promise-running", days = -days),
    }
}

fn action_state(state: DueState, days: i64) -> Message {
    match state {
        DueState::Passed => msg!("follow-up-action-late", days = days),
        DueState::Today => msg!("follow-up-action-today"),
        DueState::Ahead => msg!("follow-up-action-ahead", days = -days),
    }
}

/// The newest line of a comment.
fn last_line(comment: &str) -> String {
    comment.lines().next_back().unwrap_or_default().to_owned()
}

pub fn promises_json(waiting: &[Waiting]) -> String {
    list(waiting, |state| match state {
        DueState::Passed => "broken",
        DueState::Today => "due_today",
        DueState::Ahead => "running",
    })
}

pub fn actions_json(waiting: &[Waiting]) -> String {
    list(waiting, |state| match state {
        DueState::Passed => "late",
        DueState::Today => "due_today",
        DueState::Ahead => "ahead",
    })
}

fn list(waiting: &[Waiting], name: impl Fn(DueState) -> &'static str) -> String {
    let list: Vec<Value> = waiting
        .iter()
        .map(|waiting| {
            let noted = &waiting.noted;
            let mut value = json!({
                "customer": { "code": noted.customer_code, "name": noted.customer_name },
                "invoice": noted.number,
                "instalment": noted.instalment,
                "open": super::json::money(&noted.open),
                "person_in_charge": noted.in_charge,
                "state": waiting.day.map(|_| name(waiting.state)),
                "days_past": waiting.day.map(|_| waiting.days),
            });
            value["follow_up"] = follow_up_json(&noted.follow_up);
            value
        })
        .collect();
    format!("{:#}\n", Value::Array(list))
}

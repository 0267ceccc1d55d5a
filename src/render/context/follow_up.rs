//! What a template of the customer follow-up sees besides a reminder.

use minijinja::{Value, context};

use super::view::view;
use super::{Amount, Day};
use crate::domain::follow_up::FollowUp;
use crate::domain::language::Language;
use crate::plan::follow_up::DueState;
use crate::render::follow_up::{FollowUpRequest, label};
use crate::render::locale::Locale;

view! {
    /// A due item with its follow-up information.
    ItemView {
        number,
        instalment,
        due_date,
        days_late,
        open,
        /// Code of the dunning level, or none.
        dunning_level,
        last_reminded_on,
        /// Label of the status in the mail's language, or none.
        status,
        comment,
        promised_on,
        is_promise_broken,
        is_disputed,
        next_action_on,
        next_action_by,
    }
}

/// Names of the variables that only these templates have.
pub const FIELDS: &[&str] = &["note", "items"];

/// The variables of a mail of the follow-up, written in `language`.
pub(in crate::render) fn of(
    request: &FollowUpRequest<'_>,
    language: &Language,
    locale: &Locale,
    words: &Value,
) -> Value {
    let mail = &request.mail;
    let none = FollowUp::default();
    let day = |day: Option<chrono::NaiveDate>| Value::from(day.map(|day| Day::value(day, locale)));
    let items = mail.reminder.lines.iter().filter_map(|line| {
        let invoice = &mail.plan.facts.invoices.get(line.item.invoice)?.invoice;
        let item = invoice.items.get(line.item.item)?;
        let noted = request.information.get(&item.id).unwrap_or(&none);
        let promise = noted.promised_on.map(|day| DueState::of(day, mail.plan.run_date));
        Some(
            ItemView {
                number: invoice.number.as_str().into(),
                instalment: item.instalment.into(),
                due_date: Day::value(item.due_date, locale),
                days_late: line.days_late.into(),
                open: Amount::value(line.open, locale),
                dunning_level: item.standing.code().into(),
                last_reminded_on: day(item.last_reminded_on),
                status: noted
                    .status
                    .as_deref()
                    .map(|code| label(request.statuses, code, language))
                    .into(),
                comment: noted.comment.as_str().into(),
                promised_on: day(noted.promised_on),
                is_promise_broken: (promise == Some(DueState::Passed)).into(),
                is_disputed: noted.disputed.into(),
                next_action_on: day(noted.next_action_on),
                next_action_by: noted.next_action_by.as_deref().into(),
            }
            .into_value(),
        )
    });
    let items: Vec<Value> = items.collect();
    context! {
        note => request.note,
        items => items,
        ..super::of(&mail.facts(), None, language, locale, words)
    }
}

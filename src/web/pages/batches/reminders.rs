//! The reminders of a run, page by page.

use serde::Serialize;

use crate::store::Reminder;
use crate::web::states::{self, State};
use crate::web::visit::CompanyVisit;

#[derive(Serialize)]
pub struct ReminderRow {
    path: String,
    number: i64,
    customer: String,
    customer_path: String,
    level: String,
    to: Vec<String>,
    cc: Vec<String>,
    subject: String,
    state: State,
    detail: Option<String>,
}

pub fn row(visit: &CompanyVisit, reminder: Reminder) -> ReminderRow {
    ReminderRow {
        path: visit.reminder_path(reminder.id),
        number: reminder.id.0,
        customer_path: visit.customer_path(&reminder.customer_code),
        customer: reminder.customer_code,
        level: reminder.level.to_string(),
        to: reminder.to,
        cc: reminder.cc,
        subject: reminder.subject,
        state: states::of_reminder(reminder.state),
        detail: reminder.detail,
    }
}

//! The reminders of a run, page by page.

use serde::Serialize;

use super::customer_path;
use super::states::{self, State};
use crate::store::Reminder;
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
        path: visit.path(&format!("/history/{}", reminder.id.0)),
        number: reminder.id.0,
        customer_path: customer_path(visit, &reminder.customer_code),
        customer: reminder.customer_code,
        level: reminder.level.to_string(),
        to: reminder.to,
        cc: reminder.cc,
        subject: reminder.subject,
        state: states::of_reminder(reminder.state),
        detail: reminder.detail,
    }
}

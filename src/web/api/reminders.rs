//! One reminder: what became of it, its message, and that it came back.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::extract::{ApiJson, ApiPath};
use super::refusal::{Mistake, Refusal};
use super::values::{comment, name};
use crate::domain::address::EmailAddress;
use crate::domain::identity::{ReminderId, RunId};
use crate::domain::suppression::SuppressionCause;
use crate::store::{self, Bounce, NewSuppression, RecordedReminder, ReminderState};
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

pub fn routes(routes: Routes) -> Routes {
    routes
        .documented(Need::READER, routes!(show))
        .documented(Need::READER, routes!(message))
        .documented(Need::CLERK, routes!(bounce))
}

/// A reminder on record.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reminder {
    pub id: i64,
    pub run: i64,
    /// Code of the customer.
    pub customer: String,
    pub level: String,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub subject: String,
    pub message_id: String,
    #[schema(example = "sent")]
    pub state: &'static str,
    /// The server's words, or the reason of failure.
    pub detail: Option<String>,
}

impl Reminder {
    pub fn of(run: RunId, reminder: store::Reminder) -> Self {
        Self {
            id: reminder.id.0,
            run: run.0,
            customer: reminder.customer_code,
            level: reminder.level.to_string(),
            to: reminder.to,
            cc: reminder.cc,
            subject: reminder.subject,
            message_id: reminder.message_id,
            state: reminder.state.as_str(),
            detail: reminder.detail,
        }
    }
}

/// A reminder with its message's kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReminderDetail {
    #[serde(flatten)]
    pub reminder: Reminder,
    /// File extension of a letter; none for a mail.
    pub letter: Option<String>,
    /// When its result was recorded.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub settled_at: Option<DateTime<Utc>>,
    /// When it was first known that it came back.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub bounced_at: Option<DateTime<Utc>>,
    /// What came to the mailbox about it, the oldest first.
    pub came_back: Vec<CameBack>,
}

/// A message about a reminder.
#[derive(Debug, Serialize, ToSchema)]
pub struct CameBack {
    /// `delivery_status`, `complaint`, `reply` or `auto_reply`.
    pub kind: &'static str,
    /// `bounced`, `complained`, `linked` or `noted`.
    pub outcome: &'static str,
    /// The address that it came from.
    pub from: String,
    pub subject: String,
    /// What servers said, one line for each address.
    pub detail: String,
    /// What somebody wrote.
    pub text: String,
    /// As the message says.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub written_at: Option<DateTime<Utc>>,
    #[schema(value_type = String, format = DateTime)]
    pub read_at: DateTime<Utc>,
}

impl From<store::CameBack> for CameBack {
    fn from(message: store::CameBack) -> Self {
        Self {
            kind: message.kind.as_str(),
            outcome: message.outcome.as_str(),
            from: message.sender,
            subject: message.subject,
            detail: message.detail,
            text: message.excerpt,
            written_at: message.written_at,
            read_at: message.read_at,
        }
    }
}

async fn own(visit: &CompanyVisit, id: i64) -> Result<RecordedReminder, WebError> {
    let found = visit.web.store.reminder_of(visit.code(), ReminderId(id)).await?;
    found.ok_or(WebError::NotFound)
}

/// One reminder
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/reminders/{id}",
    tag = "History",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("id" = i64, Path, description = "Number of a reminder"),
    ),
    responses((status = 200, body = ReminderDetail, description = "The reminder")),
)]
async fn show(
    visit: CompanyVisit,
    ApiPath(id): ApiPath<i64>,
) -> Result<Json<ReminderDetail>, WebError> {
    let found = own(&visit, id).await?;
    let came_back = visit.web.store.came_back(found.reminder.id).await?;
    Ok(Json(ReminderDetail {
        reminder: Reminder::of(found.run, found.reminder),
        letter: found.format,
        settled_at: found.settled_at,
        bounced_at: found.bounced_at,
        came_back: came_back.into_iter().map(CameBack::from).collect(),
    }))
}

/// The message of a reminder, byte for byte
///
/// A mail as it was sent, or the file of a letter.
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/reminders/{id}/message",
    tag = "History",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("id" = i64, Path, description = "Number of a reminder"),
    ),
    responses((
        status = 200,
        description = "The message",
        content(
            (String = "message/rfc822"),
            (String = "application/pdf"),
            (String = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (String = "application/vnd.oasis.opendocument.text"),
            (String = "application/octet-stream"),
        ),
    )),
)]
async fn message(visit: CompanyVisit, ApiPath(id): ApiPath<i64>) -> Result<Response, WebError> {
    let found = own(&visit, id).await?;
    let message = visit.web.store.message(found.reminder.id).await?.ok_or(WebError::NotFound)?;
    let kind = match found.format.as_deref() {
        None => "message/rfc822",
        Some("pdf") => "application/pdf",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("odt") => "application/vnd.oasis.opendocument.text",
        // A page of HTML is never opened as one of the service's own.
        Some(_) => "application/octet-stream",
    };
    let extension = found.format.as_deref().unwrap_or("eml");
    let attached = format!("attachment; filename=\"reminder-{id}.{extension}\"");
    let headers =
        [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, attached)];
    Ok((headers, message).into_response())
}

/// A mail that came back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BounceReport {
    /// The words of the server that gave it back.
    #[schema(max_length = 2000, example = "550 5.1.1 No such user")]
    pub detail: String,
    /// Whose copy it was, where there were several.
    #[schema(max_length = 200)]
    pub recipient: Option<String>,
    /// The address is bad for good: nothing is sent to it any more. `recipient`
    /// must be an address of the reminder; it may be absent where there is one.
    #[serde(default)]
    pub permanent: bool,
}

/// Tell that a mail came back
///
/// For mail providers and gateways: it is recorded in the history. The same
/// told twice is recorded once. Where it is `permanent` the address goes on the
/// suppression list; nothing else changes.
#[utoipa::path(
    post,
    path = "/api/v1/companies/{company}/reminders/{id}/bounce",
    tag = "History",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("id" = i64, Path, description = "Number of a reminder"),
    ),
    request_body = BounceReport,
    responses((status = 204, description = "It is recorded")),
)]
async fn bounce(
    visit: CompanyVisit,
    ApiPath(id): ApiPath<i64>,
    ApiJson(report): ApiJson<BounceReport>,
) -> Result<StatusCode, WebError> {
    let found = own(&visit, id).await?;
    name("recipient", report.recipient.as_ref())?;
    let bad = match report.permanent {
        true => Some(meant(&found.reminder, report.recipient.as_deref())?),
        false => None,
    };
    let words = comment("detail", &report.detail)?;
    let mut detail = words.clone();
    if let Some(recipient) = report.recipient {
        let recipient = comment("recipient", &recipient)?;
        detail = format!("{recipient}: {detail}");
    }
    if found.reminder.state != ReminderState::Sent || found.format.is_some() {
        return Err(WebError::Conflict(msg!("api-not-sent")));
    }
    let bounce = Bounce {
        company: visit.code(),
        run: found.run,
        reminder: found.reminder.id,
        detail: &detail,
        author: visit.author(),
        at: visit.clock().now(),
    };
    if visit.web.store.record_bounce(bounce).await? {
        visit.web.webhooks_queued.notify_one();
    }
    if let Some(address) = bad {
        let customer = visit.web.store.customer(visit.code(), &found.reminder.customer_code);
        let new = NewSuppression {
            company: Some(visit.code()),
            address: &address,
            cause: SuppressionCause::HardBounce,
            detail: &words,
            customer: customer.await?.map(|customer| customer.id),
            reminder: Some(found.reminder.id),
            author: visit.author(),
            at: visit.clock().now(),
        };
        visit.web.store.suppress(&new).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// The address of a reminder that a report names, or its only one.
fn meant(reminder: &store::Reminder, named: Option<&str>) -> Result<EmailAddress, WebError> {
    let all = reminder.to.iter().chain(&reminder.cc);
    let all: Vec<EmailAddress> = all.filter_map(|text| text.parse().ok()).collect();
    let named = named.map(|text| text.parse::<EmailAddress>().ok().map(|it| it.normal()));
    let meant = match (named, all.as_slice()) {
        (None, [only]) => Some(only),
        (Some(Some(named)), all) => all.iter().find(|address| address.normal() == named),
        _ => None,
    };
    meant.cloned().ok_or_else(|| {
        let mistake = Mistake::of_field("recipient".to_owned(), msg!("mailbox-not-a-recipient"));
        Refusal::mistakes(vec![mistake]).into()
    })
}

//! One reminder as it was made and what became of it.

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;

use crate::app::history::{self, Kept};
use crate::domain::identity::ReminderId;
use crate::domain::incoming::MessageOutcome;
use crate::domain::letter::LetterFormat;
use crate::plan::outcome::totals;
use crate::store::{CameBack, RecordedLine};
use crate::web::error::WebError;
use crate::web::message;
use crate::web::query::address;
use crate::web::states::{self, State};
use crate::web::visit::CompanyVisit;

#[derive(Serialize)]
struct Context {
    history: String,
    id: i64,
    path: String,
    subject: String,
    customer: String,
    customer_name: String,
    customer_address: String,
    customer_history: String,
    level: String,
    channel: &'static str,
    language: String,
    state: State,
    attempts: u32,
    settled: String,
    detail: String,
    run: i64,
    run_address: String,
    day: String,
    author: String,
    message_id: String,
    lines: Vec<Line>,
    totals: Vec<String>,
    /// Of a letter: pdf, docx, odt or html.
    format: Option<&'static str>,
    /// Where it is shown in a frame; empty where browsers cannot.
    message_frame: String,
    from: String,
    to: Vec<String>,
    cc: Vec<String>,
    text: String,
    headers: Vec<(String, String)>,
    attachments: Vec<Attached>,
    /// When it was first known that it came back.
    bounced: Option<String>,
    came_back: Vec<Message>,
}

/// What came to the mailbox about it.
#[derive(Serialize)]
struct Message {
    kind: &'static str,
    tone: &'static str,
    at: String,
    from: String,
    subject: String,
    detail: String,
    text: String,
}

#[derive(Serialize)]
struct Line {
    invoice: String,
    due: String,
    days: i64,
    open: String,
    before: String,
    after: String,
}

#[derive(Serialize)]
struct Attached {
    name: String,
    address: String,
    size: String,
}

/// A reminder of the company.
async fn own(visit: &CompanyVisit, id: &str) -> Result<Kept, WebError> {
    let id: i64 = id.parse().map_err(|_| WebError::NotFound)?;
    let kept = history::kept(&visit.engine, visit.code(), ReminderId(id)).await?;
    kept.ok_or(WebError::NotFound)
}

pub async fn page(
    visit: CompanyVisit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let Kept { record, message, opened } = own(&visit, &id).await?;
    let format = visit.format();
    let path = visit.reminder_path(record.id);
    let is_letter = record.format.is_some();
    let attached: Vec<(String, usize)> = if is_letter {
        let enclosures = visit.engine.store.enclosures_of(record.id).await?;
        enclosures.into_iter().map(|it| (it.name, it.content.len())).collect()
    } else {
        let attachments = opened.iter().flat_map(|opened| &opened.attachments);
        attachments.map(|it| (it.name.clone(), it.content.len())).collect()
    };
    let opened = opened.unwrap_or_default();
    let came_back = visit.engine.store.came_back(record.id).await?;
    let zone = visit.rules.company.time_zone;
    let is_shown = match record.format {
        Some(format) => matches!(format, LetterFormat::Pdf | LetterFormat::Html),
        None => !opened.html.is_empty(),
    };
    let size = |bytes: usize| format.count(bytes.div_ceil(1024).max(1));
    let context = Context {
        history: visit.path("/history"),
        id: record.id.0,
        subject: record.subject.clone(),
        customer_name: record.customer_name.clone(),
        customer_address: visit.customer_path(&record.customer_code),
        customer_history: address(
            &visit.path("/history"),
            [("customer", record.customer_code.as_str())],
        ),
        customer: record.customer_code.clone(),
        level: record.level.as_ref().map(ToString::to_string).unwrap_or_default(),
        channel: record.channel.as_str(),
        language: record.language.clone(),
        state: states::of_reminder(record.state),
        attempts: record.attempts,
        settled: record
            .settled_at
            .map(|at| format.moment(at, visit.rules.company.time_zone))
            .unwrap_or_default(),
        detail: record.detail.clone(),
        run: record.run.0,
        run_address: visit.run_path(record.run),
        day: format.day(record.run_date),
        author: match record.author.as_str() {
            "" => record.batch.clone(),
            author => author.to_owned(),
        },
        message_id: record.message_id.clone(),
        lines: record.lines.iter().map(|line| shown(&visit, line)).collect(),
        totals: totals(record.lines.iter().map(|line| line.open))
            .iter()
            .map(|money| format.money(money))
            .collect(),
        format: record.format.map(LetterFormat::extension),
        message_frame: if is_shown && !message.is_empty() {
            format!("{path}/frame")
        } else {
            String::new()
        },
        from: opened.from,
        to: if is_letter { record.to.clone() } else { opened.to },
        cc: if is_letter { record.cc.clone() } else { opened.cc },
        text: opened.text,
        headers: opened.headers,
        attachments: attached
            .into_iter()
            .enumerate()
            .map(|(position, (name, bytes))| Attached {
                name,
                address: format!("{path}/attachments/{position}"),
                size: size(bytes),
            })
            .collect(),
        bounced: record.bounced_at.map(|at| format.moment(at, zone)),
        came_back: came_back.into_iter().map(|it| about(&visit, it)).collect(),
        path,
    };
    visit.page("pages/history/reminder.html", context)
}

fn about(visit: &CompanyVisit, message: CameBack) -> Message {
    let at = message.written_at.unwrap_or(message.read_at);
    Message {
        kind: message.kind.as_str(),
        tone: match message.outcome {
            MessageOutcome::Bounced | MessageOutcome::Complained => "danger",
            MessageOutcome::Linked => "ok",
            _ => "muted",
        },
        at: visit.format().moment(at, visit.rules.company.time_zone),
        from: message.sender,
        subject: message.subject,
        detail: message.detail,
        text: message.excerpt,
    }
}

fn shown(visit: &CompanyVisit, line: &RecordedLine) -> Line {
    let level = |level: &Option<crate::domain::level::LevelCode>| {
        level.as_ref().map(ToString::to_string).unwrap_or_default()
    };
    Line {
        invoice: format!("{}/{}", line.invoice, line.instalment),
        due: visit.format().day(line.due_date),
        days: line.days_late,
        open: visit.format().money(&line.open),
        before: level(&line.level_before),
        after: level(&line.level_after),
    }
}

/// The message byte for byte, as it was sent.
pub async fn message(
    visit: CompanyVisit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let kept = own(&visit, &id).await?;
    if kept.record.format.is_some() {
        return Err(WebError::NotFound);
    }
    Ok(message::file(&format!("{}.eml", name(&kept)), "message/rfc822", kept.message))
}

/// The HTML of the message, or a letter that browsers can show.
pub async fn frame(
    visit: CompanyVisit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let kept = own(&visit, &id).await?;
    match (kept.record.format, kept.opened) {
        (None, Some(opened)) => Ok(message::html(opened.html)),
        (Some(LetterFormat::Pdf), _) => Ok(message::pdf("letter.pdf", kept.message)),
        (Some(LetterFormat::Html), _) => {
            Ok(message::html(String::from_utf8_lossy(&kept.message).into_owned()))
        }
        _ => Err(WebError::NotFound),
    }
}

/// The file of a letter.
pub async fn letter(
    visit: CompanyVisit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let kept = own(&visit, &id).await?;
    let format = kept.record.format.ok_or(WebError::NotFound)?.extension();
    Ok(message::file(&format!("{}.{format}", name(&kept)), message::kind_of(format), kept.message))
}

/// A file that went with it.
pub async fn attachment(
    visit: CompanyVisit,
    Path((_, id, position)): Path<(String, String, String)>,
) -> Result<Response, WebError> {
    let position: usize = position.parse().map_err(|_| WebError::NotFound)?;
    let kept = own(&visit, &id).await?;
    let Some(opened) = kept.opened else {
        let enclosures = visit.engine.store.enclosures_of(kept.record.id).await?;
        let found = enclosures.into_iter().nth(position).ok_or(WebError::NotFound)?;
        return Ok(message::file(&found.name, "application/octet-stream", found.content));
    };
    let found = opened.attachments.into_iter().nth(position).ok_or(WebError::NotFound)?;
    Ok(message::file(&found.name, &found.kind, found.content))
}

/// Number, customer and level.
fn name(kept: &Kept) -> String {
    let level = kept.record.level.as_ref().map(ToString::to_string).unwrap_or_default();
    [kept.record.id.0.to_string(), kept.record.customer_code.clone(), level]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

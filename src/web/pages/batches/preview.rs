//! The next batch as a dry run: sums, reminders, and what is left out with its
//! reasons.

use axum::extract::{Path, Query};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{PAGE, job, moneys, number, refused, scope, see};
use crate::app::preview;
use crate::app::reasons;
use crate::app::report::{ItemRow, ReminderRow, SkippedRow, Tally};
use crate::web::error::WebError;
use crate::web::format::Format;
use crate::web::jobs::{Ending, Kind};
use crate::web::orders::SOON;
use crate::web::previews::Kept;
use crate::web::query::address;
use crate::web::visit::CompanyVisit;
use crate::wording::{Message, msg};

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// A preview that was worked out before.
    id: Option<Uuid>,
    /// `left-out` or `problems`; else the reminders.
    #[serde(default)]
    show: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    reason: String,
    /// From 1.
    page: Option<usize>,
}

#[derive(Serialize)]
struct Context {
    batch: String,
    date: String,
    next_scheduled: Option<String>,
    at: String,
    again: String,
    payments_known_to: Option<String>,
    warnings: Vec<Warned>,
    total: Sum,
    levels: Vec<Sum>,
    temporary_holds: u64,
    /// None at all: there is nothing to send.
    empty: bool,
    last: Option<String>,
    /// A reason must be stated: the last run was on a later day.
    older: bool,
    run: String,
    plan: String,
    run_key: String,
    plan_key: String,
    show: &'static str,
    tabs: Vec<Tab>,
    reasons: Vec<ReasonLine>,
    reason: Option<String>,
    all_reasons: String,
    level: String,
    reminders: Vec<ReminderLine>,
    skipped: Vec<SkippedLine>,
    problems: Vec<Problem>,
    next: Option<String>,
    later: bool,
    first: String,
}

#[derive(Serialize)]
struct Warned {
    text: String,
    serious: bool,
}

#[derive(Serialize)]
struct Sum {
    level: String,
    path: String,
    reminders: String,
    items: String,
    amounts: Vec<String>,
}

#[derive(Serialize)]
struct Tab {
    name: &'static str,
    path: String,
    count: String,
    chosen: bool,
}

#[derive(Serialize)]
struct ReasonLine {
    name: String,
    path: String,
    count: String,
    chosen: bool,
}

#[derive(Serialize)]
struct ReminderLine {
    customer: String,
    name: String,
    customer_path: String,
    level: String,
    to: Vec<String>,
    cc: Vec<String>,
    items: Vec<ItemLine>,
    totals: Vec<String>,
    mail: String,
}

#[derive(Serialize)]
struct ItemLine {
    name: String,
    due: String,
    days: i64,
    open: String,
}

#[derive(Serialize)]
struct SkippedLine {
    customer: String,
    name: String,
    customer_path: String,
    item: ItemLine,
    reason: String,
}

#[derive(Serialize)]
struct Problem {
    customer: String,
    customer_path: String,
    text: String,
}

pub async fn page(
    visit: CompanyVisit,
    Path((_, batch)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let scope = scope(&visit, &batch)?;
    if let Some(key) = asked.id {
        if let Some(kept) = visit.web.previews.find(visit.code(), &batch, key) {
            return shown(&visit, &kept, &asked).await;
        }
        if let Some(job) = visit.web.jobs.find(visit.code(), key).filter(|job| !job.has_ended()) {
            return job::working(&visit, &job);
        }
    }
    // One at a time: a reload joins the one at work.
    let kind = Kind::Preview { batch: batch.clone() };
    let at_work = visit.web.jobs.at_work(visit.code(), &kind);
    let begun = at_work.map_or_else(
        || {
            let (web, engine, clock) = (visit.web.clone(), visit.engine.clone(), visit.clock());
            let company = visit.code().clone();
            let key = Uuid::new_v4();
            visit.web.jobs.start(key, visit.code(), kind, None, move |job| async move {
                let (preview, rows) = preview::preview(&engine, &scope, &clock, None, &job).await?;
                web.previews.keep(Kept { key, company, at: clock.now(), preview, rows });
                Ok(Ending::Previewed)
            })
        },
        Ok,
    );
    let job = match begun {
        Ok(job) => job,
        Err(why) => return refused(&visit, why),
    };
    if !job.ended_within(SOON).await {
        // Under its key, so that a reload finds it rather than begins another.
        let key = job.key().to_string();
        let same = [
            ("id", key.as_str()),
            ("show", asked.show.as_str()),
            ("level", asked.level.as_str()),
            ("reason", asked.reason.as_str()),
        ];
        return Ok(see(&address(&visit.batch_path(&batch, "preview"), same)));
    }
    match visit.web.previews.find(visit.code(), &batch, job.key()) {
        Some(kept) => shown(&visit, &kept, &asked).await,
        None => job::working(&visit, &job),
    }
}

async fn shown(visit: &CompanyVisit, kept: &Kept, asked: &Asked) -> Result<Response, WebError> {
    let (preview, rows) = (&kept.preview, &kept.rows);
    let format = visit.format();
    let path = visit.batch_path(&preview.batch, "preview");
    let key = kept.key.to_string();
    let to = |pairs: &[(&str, &str)]| {
        let all = std::iter::once(("id", key.as_str())).chain(pairs.iter().copied());
        address(&path, all)
    };
    let show = match asked.show.as_str() {
        "left-out" => "left-out",
        "problems" => "problems",
        _ => "reminders",
    };
    let skip = asked.page.unwrap_or(1).saturating_sub(1).saturating_mul(PAGE);
    let wanted = |row: &&ReminderRow| asked.level.is_empty() || row.level.as_str() == asked.level;
    let left_out = |row: &&SkippedRow| asked.reason.is_empty() || row.reason.code() == asked.reason;
    let (mut reminders, mut skipped, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    let available = match show {
        "left-out" => {
            let all: Vec<&SkippedRow> = rows.skipped.iter().filter(left_out).collect();
            let page = all.iter().skip(skip).take(PAGE);
            skipped.extend(page.map(|row| skipped_line(visit, row, &format)));
            all.len()
        }
        "problems" => {
            problems = problem_lines(visit, kept);
            let all = problems.len();
            problems = problems.into_iter().skip(skip).take(PAGE).collect();
            all
        }
        _ => {
            let all: Vec<&ReminderRow> = rows.reminders.iter().filter(wanted).collect();
            let page = all.iter().skip(skip).take(PAGE);
            reminders.extend(page.map(|row| reminder_line(visit, &preview.batch, row, &format)));
            all.len()
        }
    };
    let filters =
        [("show", asked.show.as_str()), ("level", &asked.level), ("reason", &asked.reason)];
    let next = (skip.saturating_add(PAGE) < available).then(|| {
        let page = (skip / PAGE + 2).to_string();
        to(&[filters[0], filters[1], filters[2], ("page", page.as_str())])
    });
    let last = visit.engine.store.last_executed_run_date(visit.code(), &preview.batch).await?;
    let zone = visit.rules.company.time_zone;
    let report = &preview.report;
    let context = Context {
        date: format.day(preview.run_date),
        next_scheduled: preview.next_scheduled.map(|at| format.moment(at.to_utc(), at.timezone())),
        at: format.moment(kept.at, zone),
        again: path.clone(),
        payments_known_to: preview.payments_known_to.map(|day| format.day(day)),
        warnings: preview
            .warnings
            .iter()
            .map(|warning| Warned {
                text: visit.text(&warning.message()),
                serious: warning.needs_confirmation(),
            })
            .collect(),
        total: sum(String::new(), to(&[]), &report.total, &format),
        levels: report
            .by_level()
            .map(|(level, tally)| {
                let path = to(&[("level", level.as_str())]);
                sum(level.to_string(), path, tally, &format)
            })
            .collect(),
        temporary_holds: report.temporary_holds,
        empty: report.total.reminders == 0,
        last: last.map(|day| format.day(day)),
        older: last.is_some_and(|last| preview.run_date < last),
        run: visit.batch_path(&preview.batch, "run"),
        plan: visit.batch_path(&preview.batch, "plan"),
        run_key: Uuid::new_v4().to_string(),
        plan_key: Uuid::new_v4().to_string(),
        show,
        tabs: [
            ("reminders", rows.reminders.len()),
            ("left-out", rows.skipped.len()),
            ("problems", rows.unrendered.len() + rows.bad_addresses.len()),
        ]
        .into_iter()
        .map(|(name, count)| Tab {
            name,
            path: to(&[("show", name)]),
            count: format.count(count),
            chosen: name == show,
        })
        .collect(),
        reasons: reason_lines(visit, kept, asked, &to),
        reason: rows
            .skipped
            .iter()
            .find(|row| row.reason.code() == asked.reason)
            .map(|row| visit.text(&reasons::reason_name(row.reason.code()))),
        all_reasons: to(&[("show", "left-out")]),
        level: asked.level.clone(),
        reminders,
        skipped,
        problems,
        next,
        later: skip > 0,
        first: to(&filters),
        batch: preview.batch.clone(),
    };
    visit.page("pages/batches/preview.html", context)
}

/// Left-out items per reason, most frequent first.
fn reason_lines(
    visit: &CompanyVisit,
    kept: &Kept,
    asked: &Asked,
    to: &impl Fn(&[(&str, &str)]) -> String,
) -> Vec<ReasonLine> {
    let format = visit.format();
    let by_reason = &kept.preview.report.skipped_by_reason;
    let mut counts: Vec<(&str, u64)> =
        by_reason.iter().map(|(code, count)| (code.as_str(), *count)).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
        .into_iter()
        .map(|(code, count)| ReasonLine {
            name: visit.text(&reasons::reason_name(code)),
            path: to(&[("show", "left-out"), ("reason", code)]),
            count: number(count, &format),
            chosen: asked.reason == code,
        })
        .collect()
}

fn sum(level: String, path: String, tally: &Tally, format: &Format) -> Sum {
    Sum {
        level,
        path,
        reminders: number(tally.reminders, format),
        items: number(tally.items, format),
        amounts: moneys(&tally.amounts, format),
    }
}

fn reminder_line(
    visit: &CompanyVisit,
    batch: &str,
    row: &ReminderRow,
    format: &Format,
) -> ReminderLine {
    let code = row.customer.code.as_str();
    let one = [("customer", code), ("id", row.message_id.as_str())];
    ReminderLine {
        customer: code.to_owned(),
        name: row.customer.name.clone(),
        customer_path: visit.customer_path(code),
        level: row.level.to_string(),
        to: row.to.iter().map(ToString::to_string).collect(),
        cc: row.cc.iter().map(ToString::to_string).collect(),
        items: row.items.iter().map(|item| item_line(item, format)).collect(),
        totals: moneys(&row.totals, format),
        mail: address(&visit.batch_path(batch, "mail"), one),
    }
}

fn item_line(item: &ItemRow, format: &Format) -> ItemLine {
    ItemLine {
        name: format!("{}/{}", item.invoice, item.instalment),
        due: format.day(item.due_date),
        days: item.days_late,
        open: format.money(&item.open),
    }
}

fn skipped_line(visit: &CompanyVisit, row: &SkippedRow, format: &Format) -> SkippedLine {
    let reason = reasons::reason(&row.reason, |amount| format.money(amount));
    SkippedLine {
        customer: row.customer.code.clone(),
        name: row.customer.name.clone(),
        customer_path: visit.customer_path(&row.customer.code),
        item: item_line(&row.item, format),
        reason: visit.text(&reason),
    }
}

/// Mails that cannot be made, and addresses that cannot be used.
fn problem_lines(visit: &CompanyVisit, kept: &Kept) -> Vec<Problem> {
    let problem = |code: &str, text: Message| Problem {
        customer: code.to_owned(),
        customer_path: visit.customer_path(code),
        text: visit.text(&text),
    };
    let unrendered = kept.rows.unrendered.iter().map(|row| {
        let message =
            msg!("web-batches-unrendered", level = row.level.as_str(), error = row.error.message());
        problem(&row.customer.code, message)
    });
    let bad = kept.rows.bad_addresses.iter();
    let bad = bad.map(|row| problem(&row.customer.code, row.bad.message()));
    unrendered.chain(bad).collect()
}

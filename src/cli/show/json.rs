//! The same as data. Amounts are strings, exact.

use serde_json::{Value, json};

use super::reason::reason;
use super::table::Figures;
use crate::app::preview::Preview;
use crate::app::report::{CustomerName, ItemRow, Rows, Tally};
use crate::app::search::Found;
use crate::domain::address::EmailAddress;
use crate::domain::identity::RunId;
use crate::domain::money::Money;
use crate::plan::outcome::Reason;
use crate::store::{HistoryRecord, Worker};
use crate::wording::UiLanguage;

pub fn preview(preview: &Preview, rows: &Rows, plan: Option<RunId>, language: UiLanguage) -> Value {
    let figures = Figures::of(language);
    let report = &preview.report;
    let reminders: Vec<Value> = rows
        .reminders
        .iter()
        .map(|row| {
            json!({
                "customer": customer(&row.customer),
                "level": row.level.as_str(),
                "language": row.language.as_str(),
                "to": addresses(&row.to),
                "cc": addresses(&row.cc),
                "postal": row.postal.as_ref().map(|address| &address.lines),
                "items": row.items.iter().map(item).collect::<Vec<_>>(),
                "totals": moneys(&row.totals),
                "subject": row.subject,
                "message_id": row.message_id,
                "account": row.account.as_deref(),
            })
        })
        .collect();
    let skipped: Vec<Value> = rows
        .skipped
        .iter()
        .map(|row| {
            json!({
                "customer": customer(&row.customer),
                "item": item(&row.item),
                "reason": row.reason.code(),
                "explanation": reason(&row.reason, &figures).in_language(language),
            })
        })
        .collect();
    let unrendered: Vec<Value> = rows
        .unrendered
        .iter()
        .map(|row| {
            json!({
                "customer": row.customer.code,
                "level": row.level.as_str(),
                "items": row.items.iter().map(item).collect::<Vec<_>>(),
                "error": row.error.message().in_language(language),
            })
        })
        .collect();
    let bad_addresses: Vec<Value> = rows
        .bad_addresses
        .iter()
        .map(|row| {
            json!({
                "customer": row.customer.code,
                "text": row.bad.text,
                "source": row.bad.source.as_str(),
                "invoice": row.bad.invoice,
                "defect": row.bad.defect.as_str(),
            })
        })
        .collect();
    let warnings: Vec<Value> = preview
        .warnings
        .iter()
        .map(|warning| {
            let text = warning.message().in_language(language);
            json!({ "code": warning.code(), "message": text })
        })
        .collect();
    let by_level: serde_json::Map<String, Value> =
        report.by_level().map(|(level, sum)| (level.to_string(), tally(sum))).collect();
    json!({
        "batch": preview.batch,
        "company": preview.company,
        "run_date": preview.run_date.to_string(),
        "next_scheduled": preview.next_scheduled.map(|at| at.to_rfc3339()),
        "plan": plan.map(|plan| plan.0),
        "payments_known_to": preview.payments_known_to.map(|date| date.to_string()),
        "reminders": reminders,
        "skipped": skipped,
        "unrendered": unrendered,
        "bad_addresses": bad_addresses,
        "total": tally(&report.total),
        "by_level": by_level,
        "temporary_holds": report.temporary_holds,
        "warnings": warnings,
    })
}

pub fn found(found: &[Found], language: UiLanguage) -> String {
    let figures = Figures::of(language);
    let items: Vec<Value> = found
        .iter()
        .map(|found| {
            let line = &found.line;
            let refused = found.proposed.as_ref().err();
            json!({
                "customer": { "code": line.customer_code, "name": line.customer_name },
                "invoice": line.invoice,
                "instalment": line.instalment,
                "due_date": line.due_date.to_string(),
                "days_late": found.days_late,
                "open": money(&line.open),
                "level": line.standing.code(),
                "proposed_level": found.proposed.as_ref().ok().map(|level| level.as_str()),
                "reason": refused.map(Reason::code),
                "explanation":
                    refused.map(|refused| reason(refused, &figures).in_language(language)),
                "last_reminded_on": line.last_reminded_on.map(|date| date.to_string()),
                "status": line.status,
                "promised_on": line.promised_on.map(|date| date.to_string()),
                "disputed": line.disputed,
                "comment": line.comment,
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(items))
}

/// The processes on the database.
pub fn workers(workers: &[Worker]) -> String {
    let list: Vec<Value> = workers
        .iter()
        .map(|worker| {
            let tasks: Vec<Value> = worker
                .tasks
                .iter()
                .map(|(run, task)| json!({"run": run.0, "task": task.as_str()}))
                .collect();
            json!({
                "name": worker.name,
                "node": worker.stays,
                "alive": worker.alive,
                "started_at": worker.started_at,
                "seen_at": worker.seen_at,
                "tasks": tasks,
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(list))
}

pub fn history(records: &[HistoryRecord]) -> String {
    format!("{:#}\n", history_records(records))
}

pub(super) fn history_records(records: &[HistoryRecord]) -> Value {
    let records: Vec<Value> = records
        .iter()
        .map(|record| {
            json!({
                "at": record.at.to_rfc3339(),
                "run": record.run.map(|run| run.0),
                "reminder": record.reminder.map(|reminder| reminder.0),
                "customer": { "code": record.customer_code, "name": record.customer_name },
                "level": record.level.as_ref().map(|level| level.as_str()),
                "to": record.to,
                "cc": record.cc,
                "subject": record.subject,
                "message_id": record.message_id,
                "result": record.result.as_str(),
                "detail": record.detail,
                "author": record.author,
            })
        })
        .collect();
    Value::Array(records)
}

fn customer(customer: &CustomerName) -> Value {
    json!({ "code": customer.code, "name": customer.name })
}

pub(super) fn addresses(addresses: &[EmailAddress]) -> Vec<&str> {
    addresses.iter().map(EmailAddress::as_str).collect()
}

fn item(item: &ItemRow) -> Value {
    json!({
        "invoice": item.invoice,
        "instalment": item.instalment,
        "due_date": item.due_date.to_string(),
        "days_late": item.days_late,
        "open": money(&item.open),
        "level": item.standing.code(),
        "last_reminded_on": item.last_reminded_on.map(|date| date.to_string()),
    })
}

fn tally(tally: &Tally) -> Value {
    json!({
        "reminders": tally.reminders,
        "items": tally.items,
        "amounts": moneys(&tally.amounts),
    })
}

pub(super) fn moneys(amounts: &[Money]) -> Vec<Value> {
    amounts.iter().map(money).collect()
}

pub(super) fn money(money: &Money) -> Value {
    json!({ "amount": money.amount.to_string(), "currency": money.currency.code() })
}

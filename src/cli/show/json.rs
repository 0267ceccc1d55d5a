//! The same as data. Amounts are strings, exact.

use serde_json::{Value, json};

use crate::app::preview::Preview;
use crate::app::report::{ItemRow, Tally};
use crate::domain::identity::RunId;
use crate::domain::money::Money;
use crate::store::HistoryRecord;
use crate::wording::UiLanguage;

pub fn preview(preview: &Preview, plan: Option<RunId>, language: UiLanguage) -> Value {
    let report = &preview.report;
    let reminders: Vec<Value> = report
        .reminders
        .iter()
        .map(|row| {
            json!({
                "customer": { "code": row.customer_code, "name": row.customer_name },
                "level": row.level.as_str(),
                "language": row.language,
                "to": row.to,
                "cc": row.cc,
                "items": row.items.iter().map(item).collect::<Vec<_>>(),
                "totals": moneys(&row.totals),
                "subject": row.subject,
                "message_id": row.message_id,
            })
        })
        .collect();
    let skipped: Vec<Value> = report
        .skipped
        .iter()
        .map(|row| {
            json!({
                "customer": { "code": row.customer_code, "name": row.customer_name },
                "item": item(&row.item),
                "reason": row.reason.code(),
                "explanation": row.reason.message().in_language(language),
            })
        })
        .collect();
    let unrendered: Vec<Value> = report
        .unrendered
        .iter()
        .map(|row| {
            json!({
                "customer": row.customer_code,
                "level": row.level.as_str(),
                "items": row.items.iter().map(item).collect::<Vec<_>>(),
                "error": row.error.to_string(),
            })
        })
        .collect();
    let bad_addresses: Vec<Value> = report
        .bad_addresses
        .iter()
        .map(|row| {
            json!({
                "customer": row.customer_code,
                "text": row.bad.text,
                "source": row.bad.source.as_str(),
                "invoice": row.bad.invoice,
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
        report.by_level.iter().map(|(level, sum)| (level.to_string(), tally(sum))).collect();
    json!({
        "batch": preview.batch,
        "company": preview.company,
        "run_date": preview.run_date.to_string(),
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

pub fn history(records: &[HistoryRecord]) -> String {
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
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(records))
}

fn item(item: &ItemRow) -> Value {
    json!({
        "invoice": item.invoice,
        "instalment": item.instalment,
        "due_date": item.due_date.to_string(),
        "days_late": item.days_late,
        "open": money(&item.open),
    })
}

fn tally(tally: &Tally) -> Value {
    json!({
        "reminders": tally.reminders,
        "items": tally.items,
        "amounts": moneys(&tally.amounts),
    })
}

fn moneys(amounts: &[Money]) -> Vec<Value> {
    amounts.iter().map(money).collect()
}

fn money(money: &Money) -> Value {
    json!({ "amount": money.amount.to_string(), "currency": money.currency.code() })
}

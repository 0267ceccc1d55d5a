//! Where the schedules of batches stand.

use chrono::{DateTime, TimeZone};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::table::Rows;
use crate::app::schedule::BatchTimes;
use crate::app::schedule_words::{became, paused};
use crate::domain::company::CompanyCode;
use crate::store::Slot;
use crate::wording::{UiLanguage, msg};

/// The batches of each company.
pub type All = [(CompanyCode, Vec<BatchTimes>)];

pub fn table(all: &All, language: UiLanguage) -> String {
    let mut rows = Rows::new(
        &[
            (msg!("schedule-column-company"), false),
            (msg!("cli-column-batch"), false),
            (msg!("schedule-column-schedule"), false),
            (msg!("schedule-column-next"), false),
            (msg!("schedule-column-standing"), false),
        ],
        language,
    );
    for (company, batches) in all {
        for times in batches {
            rows.add(vec![
                company.to_string(),
                times.batch.clone(),
                written(times, language),
                times.next.first().map(moment).unwrap_or_default(),
                standing(times, language).join("\n"),
            ]);
        }
    }
    rows.to_string()
}

fn written(times: &BatchTimes, language: UiLanguage) -> String {
    match &times.schedule {
        Some(schedule) => format!("{} ({})", schedule.expression, schedule.time_zone.name()),
        None => msg!("schedule-by-hand").in_language(language),
    }
}

fn standing(times: &BatchTimes, language: UiLanguage) -> Vec<String> {
    let Some(schedule) = &times.schedule else { return Vec::new() };
    let at = |slot: &Slot| moment(&slot.slot.with_timezone(&schedule.time_zone));
    let mut lines = Vec::new();
    if let Some(pause) = &times.pause {
        let until = pause.until.map(|until| moment(&until.with_timezone(&schedule.time_zone)));
        lines.push(paused(pause, until));
    }
    lines.extend(times.late.as_ref().map(|late| msg!("schedule-late", at = moment(late))));
    lines.extend(times.waiting.as_ref().map(|slot| became(slot, at(slot))));
    if times.last != times.waiting {
        lines.extend(times.last.as_ref().map(|slot| became(slot, at(slot))));
    }
    if !times.attended {
        lines.push(msg!("schedule-unattended"));
    }
    lines.iter().map(|line| line.in_language(language)).collect()
}

fn moment<Z: TimeZone<Offset: std::fmt::Display>>(at: &DateTime<Z>) -> String {
    at.format("%Y-%m-%d %H:%M %Z").to_string()
}

pub fn data(all: &All) -> String {
    let batches = all
        .iter()
        .flat_map(|(company, batches)| batches.iter().map(move |times| batch(company, times)));
    format!("{:#}\n", Value::Array(batches.collect()))
}

fn batch(company: &CompanyCode, times: &BatchTimes) -> Value {
    let next: Vec<String> = times.next.iter().map(DateTime::<Tz>::to_rfc3339).collect();
    json!({
        "company": company.as_str(),
        "batch": times.batch,
        "schedule": times.schedule.as_ref().map(|schedule| json!({
            "cron": schedule.expression,
            "time_zone": schedule.time_zone.name(),
            "on_closed_days": schedule.on_closed_days.as_str(),
            "missed_runs": schedule.late.missed_runs.as_str(),
            "missed_after_minutes": schedule.late.missed_after.num_minutes(),
        })),
        "next": next,
        "pause": times.pause.as_ref().map(|pause| json!({
            "by": pause.by,
            "at": pause.at.to_rfc3339(),
            "reason": pause.reason,
            "until": pause.until.map(|until| until.to_rfc3339()),
        })),
        "late": times.late.as_ref().map(DateTime::<Tz>::to_rfc3339),
        "waiting": times.waiting.as_ref().map(slot),
        "last": times.last.as_ref().map(slot),
        "attended": times.attended,
    })
}

fn slot(slot: &Slot) -> Value {
    json!({
        "slot": slot.slot.to_rfc3339(),
        "earlier": slot.earlier,
        "state": slot.state.as_str(),
        "reason": slot.reason.map(|reason| reason.as_str()),
        "detail": slot.detail,
        "run": slot.run.map(|run| run.0),
        "run_date": slot.run_date.map(|day| day.to_string()),
        "answered_by": slot.answered_by,
    })
}

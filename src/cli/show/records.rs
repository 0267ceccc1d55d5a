//! Imports, runs, results and history.

use chrono::{DateTime, Utc};

use super::table::{Figures, Rows};
use crate::app::sending::Sent;
use crate::dispatch::Transport;
use crate::store::{HistoryRecord, HistoryResult, ImportReport, Run, RunState};
use crate::wording::{Message, UiLanguage, msg};

pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M:%SZ").to_string()
}

pub fn import(report: &ImportReport, language: UiLanguage) -> String {
    let mut rows = Rows::new(
        &[
            (msg!("cli-column-entity"), false),
            (msg!("cli-column-inserted"), true),
            (msg!("cli-column-updated"), true),
            (msg!("cli-column-unchanged"), true),
        ],
        language,
    );
    for (entity, counts) in &report.entities {
        rows.add(vec![
            entity.as_str().to_owned(),
            counts.inserted.to_string(),
            counts.updated.to_string(),
            counts.unchanged.to_string(),
        ]);
    }
    rows.to_string()
}

/// What a run has come to.
pub fn sent(sent: &Sent, transport: &Transport, language: UiLanguage) -> String {
    let mut messages = vec![msg!(
        "cli-sent",
        run = sent.run.0.to_string(),
        sent = sent.sent,
        failed = sent.failed,
        transport = transport.to_string()
    )];
    if sent.overtaken > 0 {
        messages.push(msg!("cli-sent-overtaken", count = sent.overtaken));
    }
    if sent.refused_recipients > 0 {
        messages.push(msg!("cli-sent-refused", count = sent.refused_recipients));
    }
    if sent.in_doubt > 0 {
        messages.push(msg!("cli-sent-in-doubt", count = sent.in_doubt));
    }
    if sent.holds_lifted > 0 {
        messages.push(msg!("cli-sent-holds-lifted", count = sent.holds_lifted));
    }
    if sent.failed > 0 {
        messages.push(msg!("cli-sent-retry", run = sent.run.0.to_string()));
    }
    if sent.stopped {
        messages.push(msg!("cli-sent-stopped"));
    }
    if let Some(until) = sent.waiting_until {
        messages.push(msg!("cli-sent-waiting", count = sent.waiting, until = moment(until)));
    }
    messages.iter().map(|message| format!("{}\n", message.in_language(language))).collect()
}

pub fn runs(runs: &[Run], language: UiLanguage) -> String {
    let figures = Figures::of(language);
    let mut rows = Rows::new(
        &[
            (msg!("cli-column-run"), true),
            (msg!("cli-column-batch"), false),
            (msg!("cli-column-date"), false),
            (msg!("cli-column-state"), false),
            (msg!("cli-column-reminders"), true),
            (msg!("cli-column-items"), true),
            (msg!("cli-column-skipped"), true),
            (msg!("cli-column-created"), false),
            (msg!("cli-column-forced"), false),
        ],
        language,
    );
    for run in runs {
        rows.add(vec![
            run.id.0.to_string(),
            run.batch.clone(),
            figures.date(run.run_date),
            state(run.state).in_language(language),
            run.counts.reminders.to_string(),
            run.counts.items.to_string(),
            run.counts.skipped.to_string(),
            moment(run.created_at),
            run.forced_reason.clone().unwrap_or_default(),
        ]);
    }
    rows.to_string()
}

fn state(state: RunState) -> Message {
    match state {
        RunState::Recording => msg!("cli-state-recording"),
        RunState::Planned => msg!("cli-state-planned"),
        RunState::Dispatching => msg!("cli-state-dispatching"),
        RunState::Finished => msg!("cli-state-finished"),
        RunState::Cancelled => msg!("cli-state-cancelled"),
    }
}

pub fn history(records: &[HistoryRecord], language: UiLanguage) -> String {
    let mut rows = Rows::new(
        &[
            (msg!("cli-column-at"), false),
            (msg!("cli-column-run"), true),
            (msg!("cli-column-reminder"), true),
            (msg!("cli-column-customer"), false),
            (msg!("cli-column-level"), false),
            (msg!("cli-column-recipients"), false),
            (msg!("cli-column-subject"), false),
            (msg!("cli-column-result"), false),
            (msg!("follow-up-column-author"), false),
        ],
        language,
    );
    for record in records {
        let mut recipients = record.to.clone();
        recipients.extend(
            record.cc.iter().map(|copy| msg!("cli-copy", address = copy).in_language(language)),
        );
        let result = match record.result {
            HistoryResult::Sent => msg!("cli-result-sent", detail = &record.detail),
            HistoryResult::Failed => msg!("cli-result-failed", detail = &record.detail),
            HistoryResult::Cancelled => msg!("cli-result-cancelled", detail = &record.detail),
            HistoryResult::HoldPlaced => msg!("follow-up-result-placed", detail = &record.detail),
            HistoryResult::HoldLifted => msg!("cli-result-hold-lifted", detail = &record.detail),
            HistoryResult::SwitchChanged => {
                msg!("follow-up-result-switch", detail = &record.detail)
            }
            HistoryResult::Bounced => msg!("cli-result-bounced", detail = &record.detail),
            HistoryResult::Answered => msg!("mailbox-result-answered", detail = &record.detail),
            HistoryResult::Complained => {
                msg!("mailbox-result-complained", detail = &record.detail)
            }
        };
        rows.add(vec![
            moment(record.at),
            record.run.map(|run| run.0.to_string()).unwrap_or_default(),
            record.reminder.map(|reminder| reminder.0.to_string()).unwrap_or_default(),
            format!("{} {}", record.customer_code, record.customer_name),
            record.level.as_ref().map(ToString::to_string).unwrap_or_default(),
            recipients.join("\n"),
            record.subject.clone(),
            result.in_language(language),
            record.author.clone(),
        ]);
    }
    rows.to_string()
}

//! A preview as tables, and the summary that a run shows before it sends.

use std::fmt::Write as _;

use super::table::{Figures, Rows};
use crate::app::preview::Preview;
use crate::app::report::{ItemRow, Report, Tally};
use crate::wording::{Message, UiLanguage, msg};

/// Items left out with their reasons, then reminders, then totals and
/// warnings: what matters most stands last, where the terminal stops.
pub fn preview(preview: &Preview, language: UiLanguage) -> String {
    let figures = Figures::of(language);
    let mut out = heading(preview, &figures, language);
    if !preview.report.skipped.is_empty() {
        let count = preview.report.skipped.len();
        line(&mut out, &msg!("cli-preview-skipped", count = count), language);
        let _ = writeln!(out, "{}", skipped(&preview.report, &figures, language));
    }
    for row in &preview.report.unrendered {
        let message = msg!(
            "cli-preview-unrendered",
            customer = &row.customer_code,
            level = row.level.as_str(),
            error = row.error.to_string()
        );
        line(&mut out, &message, language);
    }
    for row in &preview.report.bad_addresses {
        let message = msg!(
            "cli-preview-bad-address",
            customer = &row.customer_code,
            text = &row.bad.text,
            source = row.bad.source.message(),
            invoice = &row.bad.invoice
        );
        line(&mut out, &message, language);
    }
    let count = preview.report.reminders.len();
    line(&mut out, &msg!("cli-preview-reminders", count = count), language);
    if count > 0 {
        let _ = writeln!(out, "{}", reminders(&preview.report, &figures, language));
    }
    totals_and_warnings(&mut out, preview, &figures, language);
    out
}

/// Totals and warnings only.
pub fn summary(preview: &Preview, language: UiLanguage) -> String {
    let figures = Figures::of(language);
    let mut out = heading(preview, &figures, language);
    totals_and_warnings(&mut out, preview, &figures, language);
    out
}

fn heading(preview: &Preview, figures: &Figures, language: UiLanguage) -> String {
    let message = msg!(
        "cli-preview-heading",
        batch = &preview.batch,
        company = &preview.company,
        date = figures.date(preview.run_date)
    );
    format!("{}\n", message.in_language(language))
}

fn line(out: &mut String, message: &Message, language: UiLanguage) {
    let _ = writeln!(out, "{}", message.in_language(language));
}

fn item_name(item: &ItemRow) -> String {
    format!("{}/{}", item.invoice, item.instalment)
}

fn skipped(report: &Report, figures: &Figures, language: UiLanguage) -> Rows {
    let mut rows = Rows::new(
        &[
            (msg!("cli-column-customer"), false),
            (msg!("cli-column-item"), false),
            (msg!("cli-column-due"), false),
            (msg!("cli-column-days"), true),
            (msg!("cli-column-open"), true),
            (msg!("cli-column-reason"), false),
        ],
        language,
    );
    for row in &report.skipped {
        rows.add(vec![
            format!("{} {}", row.customer_code, row.customer_name),
            item_name(&row.item),
            figures.date(row.item.due_date),
            row.item.days_late.to_string(),
            figures.money(&row.item.open),
            row.reason.message().in_language(language),
        ]);
    }
    rows
}

fn reminders(report: &Report, figures: &Figures, language: UiLanguage) -> Rows {
    let mut rows = Rows::new(
        &[
            (msg!("cli-column-customer"), false),
            (msg!("cli-column-level"), false),
            (msg!("cli-column-recipients"), false),
            (msg!("cli-column-items"), false),
            (msg!("cli-column-amount"), true),
        ],
        language,
    );
    for row in &report.reminders {
        let mut recipients = row.to.clone();
        let copies =
            row.cc.iter().map(|copy| msg!("cli-copy", address = copy).in_language(language));
        recipients.extend(copies);
        let items: Vec<String> = row.items.iter().map(item_name).collect();
        rows.add(vec![
            format!("{} {}", row.customer_code, row.customer_name),
            row.level.to_string(),
            recipients.join("\n"),
            items.join("\n"),
            figures.moneys(&row.totals),
        ]);
    }
    rows
}

fn totals_and_warnings(
    out: &mut String,
    preview: &Preview,
    figures: &Figures,
    language: UiLanguage,
) {
    let report = &preview.report;
    let mut rows = Rows::new(
        &[
            (msg!("cli-column-level"), false),
            (msg!("cli-column-reminders"), true),
            (msg!("cli-column-items"), true),
            (msg!("cli-column-amount"), true),
        ],
        language,
    );
    let mut row = |name: String, tally: &Tally| {
        rows.add(vec![
            name,
            tally.reminders.to_string(),
            tally.items.to_string(),
            figures.moneys(&tally.amounts),
        ]);
    };
    for (level, tally) in &report.by_level {
        row(level.to_string(), tally);
    }
    row(msg!("cli-total").in_language(language), &report.total);
    let _ = write!(out, "{rows}");
    line(out, &msg!("cli-preview-left-out", count = report.skipped.len()), language);
    for (reason, count) in report.skipped_by_reason() {
        let text = reason_name(reason).in_language(language);
        line(out, &msg!("cli-preview-left-out-reason", reason = text, count = count), language);
    }
    if report.temporary_holds > 0 {
        let message = msg!("cli-preview-temporary-holds", count = report.temporary_holds);
        line(out, &message, language);
    }
    for warning in &preview.warnings {
        line(out, &msg!("cli-warning", message = warning.message()), language);
    }
}

/// A reason's name in a summary, where single cases do not matter.
fn reason_name(code: &str) -> Message {
    match code {
        "not_in_batch" => msg!("cli-reason-not-in-batch"),
        "settled" => msg!("cli-reason-settled"),
        "payment_method_never_dunned" => msg!("cli-reason-payment-method"),
        "automatic_off" => msg!("cli-reason-automatic-off"),
        "automatic_hold" => msg!("cli-reason-automatic-hold"),
        "temporary_hold" => msg!("cli-reason-temporary-hold"),
        "set_to_na" | "days_given_to_na" => msg!("cli-reason-na"),
        "exclusion" => msg!("cli-reason-exclusion"),
        "below_minimum" => msg!("cli-reason-below-minimum"),
        "creditor_customer" => msg!("cli-reason-creditor"),
        "refused_by_hook" => msg!("cli-reason-hook"),
        "reminded_today" => msg!("cli-reason-reminded-today"),
        "no_level" => msg!("cli-reason-no-level"),
        "already_at_level" => msg!("cli-reason-already-at-level"),
        "repeat_not_due" => msg!("cli-reason-repeat-not-due"),
        "never_lowered" => msg!("cli-reason-never-lowered"),
        "outside_bounds" => msg!("cli-reason-outside-bounds"),
        "unknown_level" => msg!("cli-reason-unknown-level"),
        "no_recipient" => msg!("cli-reason-no-recipient"),
        _ => msg!("cli-reason-script-failed"),
    }
}

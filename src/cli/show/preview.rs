//! A preview as tables, and the summary that a run shows before it sends.

use std::fmt::Write as _;

use super::reason::{reason, reason_name};
use super::table::{self, Figures};
use crate::app::preview::Preview;
use crate::app::report::{CustomerName, ItemRow, Rows, Tally};
use crate::wording::{Message, UiLanguage, msg};

/// Items left out with their reasons, then reminders, then totals and
/// warnings: what matters most stands last, where the terminal stops.
pub fn preview(preview: &Preview, rows: &Rows, language: UiLanguage) -> String {
    let figures = Figures::of(language);
    let mut out = heading(preview, &figures, language);
    if !rows.skipped.is_empty() {
        let count = rows.skipped.len();
        line(&mut out, &msg!("cli-preview-skipped", count = count), language);
        let _ = writeln!(out, "{}", skipped(rows, &figures, language));
    }
    for row in &rows.unrendered {
        let message = msg!(
            "cli-preview-unrendered",
            customer = &row.customer.code,
            level = row.level.as_str(),
            error = row.error.message()
        );
        line(&mut out, &message, language);
    }
    for row in &rows.bad_addresses {
        let message = msg!(
            "cli-preview-bad-address",
            customer = &row.customer.code,
            problem = row.bad.message()
        );
        line(&mut out, &message, language);
    }
    let count = rows.reminders.len();
    line(&mut out, &msg!("cli-preview-reminders", count = count), language);
    if count > 0 {
        let _ = writeln!(out, "{}", reminders(rows, &figures, language));
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
    let mut out = format!("{}\n", message.in_language(language));
    if let Some(at) = preview.next_scheduled {
        let message = msg!(
            "cli-preview-next-scheduled",
            date = figures.date(at.date_naive()),
            time = at.format("%H:%M").to_string(),
            zone = at.timezone().to_string()
        );
        line(&mut out, &message, language);
    }
    out
}

fn line(out: &mut String, message: &Message, language: UiLanguage) {
    let _ = writeln!(out, "{}", message.in_language(language));
}

pub(super) fn customer(name: &CustomerName) -> String {
    format!("{} {}", name.code, name.name)
}

pub(super) fn item_name(item: &ItemRow) -> String {
    format!("{}/{}", item.invoice, item.instalment)
}

pub(super) fn skipped(rows: &Rows, figures: &Figures, language: UiLanguage) -> table::Rows {
    let mut shown = table::Rows::new(
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
    for row in &rows.skipped {
        shown.add(vec![
            customer(&row.customer),
            item_name(&row.item),
            figures.date(row.item.due_date),
            row.item.days_late.to_string(),
            figures.money(&row.item.open),
            reason(&row.reason, figures).in_language(language),
        ]);
    }
    shown
}

fn reminders(rows: &Rows, figures: &Figures, language: UiLanguage) -> table::Rows {
    let mut columns = vec![
        (msg!("cli-column-customer"), false),
        (msg!("cli-column-level"), false),
        (msg!("cli-column-recipients"), false),
        (msg!("cli-column-items"), false),
        (msg!("cli-column-amount"), true),
    ];
    // Told where there is a choice.
    let several = rows.reminders.windows(2).any(|pair| match pair {
        [one, two] => one.account != two.account,
        _ => false,
    });
    if several {
        columns.push((msg!("sending-column-account"), false));
    }
    let mut shown = table::Rows::new(&columns, language);
    for row in &rows.reminders {
        let mut recipients: Vec<String> = row.to.iter().map(ToString::to_string).collect();
        let copies = row
            .cc
            .iter()
            .map(|copy| msg!("cli-copy", address = copy.as_str()).in_language(language));
        recipients.extend(copies);
        let items: Vec<String> = row.items.iter().map(item_name).collect();
        let mut cells = vec![
            customer(&row.customer),
            row.level.to_string(),
            recipients.join("\n"),
            items.join("\n"),
            figures.moneys(&row.totals),
        ];
        if several {
            cells.push(row.account.as_deref().unwrap_or_default().to_owned());
        }
        shown.add(cells);
    }
    shown
}

pub(super) fn totals_and_warnings(
    out: &mut String,
    preview: &Preview,
    figures: &Figures,
    language: UiLanguage,
) {
    let report = &preview.report;
    let mut rows = table::Rows::new(
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
    for (level, tally) in report.by_level() {
        row(level.to_string(), tally);
    }
    row(msg!("cli-total").in_language(language), &report.total);
    let _ = write!(out, "{rows}");
    if report.skipped() > 0 {
        line(out, &msg!("cli-preview-left-out", count = report.skipped()), language);
    }
    for (reason, count) in &report.skipped_by_reason {
        let text = reason_name(reason).in_language(language);
        line(out, &msg!("cli-preview-left-out-reason", reason = text, count = *count), language);
    }
    if report.temporary_holds > 0 {
        let message = msg!("cli-preview-temporary-holds", count = report.temporary_holds);
        line(out, &message, language);
    }
    for warning in &preview.warnings {
        line(out, &msg!("cli-warning", message = warning.message()), language);
    }
}

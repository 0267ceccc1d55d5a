//! What is selected by hand, what was found, and drafts.

use std::fmt::Write as _;

use super::preview::{customer, item_name, skipped, totals_and_warnings};
use super::reason::reason;
use super::table::{self, Figures};
use crate::app::preview::Preview;
use crate::app::report::{ReminderRow, Rows};
use crate::app::search::Found;
use crate::store::Draft;
use crate::wording::{UiLanguage, msg};

/// The lines of a selection with their levels and recipients, and what is
/// refused and why.
pub fn selection(preview: &Preview, rows: &Rows, language: UiLanguage) -> String {
    let figures = Figures::of(language);
    let mut out = String::new();
    if !rows.reminders.is_empty() {
        let _ = writeln!(out, "{}", lines(rows, &figures, language));
    }
    if !rows.skipped.is_empty() {
        let heading = msg!("by-hand-refused", count = rows.skipped.len());
        let _ = writeln!(out, "{}", heading.in_language(language));
        let _ = writeln!(out, "{}", skipped(rows, &figures, language));
    }
    for unrendered in &rows.unrendered {
        let message = msg!(
            "by-hand-unrendered",
            customer = customer(&unrendered.customer),
            level = unrendered.level.as_str(),
            error = unrendered.error.message()
        );
        let _ = writeln!(out, "{}", message.in_language(language));
    }
    totals_and_warnings(&mut out, preview, &figures, language);
    out
}

fn lines(rows: &Rows, figures: &Figures, language: UiLanguage) -> table::Rows {
    let mut shown = table::Rows::new(
        &[
            (msg!("cli-column-customer"), false),
            (msg!("cli-column-item"), false),
            (msg!("cli-column-due"), false),
            (msg!("cli-column-days"), true),
            (msg!("cli-column-open"), true),
            (msg!("by-hand-column-standing"), false),
            (msg!("by-hand-column-last"), false),
            (msg!("by-hand-column-level"), false),
            (msg!("cli-column-recipients"), false),
        ],
        language,
    );
    for row in &rows.reminders {
        for (position, item) in row.items.iter().enumerate() {
            let first = |text: String| if position == 0 { text } else { String::new() };
            shown.add_due(
                vec![
                    first(customer(&row.customer)),
                    item_name(item),
                    figures.date(item.due_date),
                    item.days_late.to_string(),
                    figures.money(&item.open),
                    item.standing.code().unwrap_or_default().to_owned(),
                    item.last_reminded_on.map(|date| figures.date(date)).unwrap_or_default(),
                    row.level.to_string(),
                    first(to_whom(row, language)),
                ],
                DUE,
                item.days_late > 0,
            );
        }
    }
    shown
}

/// The column of the due date in both tables of items.
const DUE: usize = 2;

fn to_whom(row: &ReminderRow, language: UiLanguage) -> String {
    if let Some(address) = &row.postal {
        return address.lines.join("\n");
    }
    let copies = row.cc.iter().map(|copy| msg!("cli-copy", address = copy.as_str()));
    let mut all: Vec<String> = row.to.iter().map(ToString::to_string).collect();
    all.extend(copies.map(|copy| copy.in_language(language)));
    all.join("\n")
}

/// Found items; what is overdue is red on a terminal.
pub fn found(found: &[Found], language: UiLanguage) -> String {
    let figures = Figures::of(language);
    let mut shown = table::Rows::new(
        &[
            (msg!("cli-column-customer"), false),
            (msg!("cli-column-item"), false),
            (msg!("cli-column-due"), false),
            (msg!("cli-column-days"), true),
            (msg!("cli-column-open"), true),
            (msg!("by-hand-column-standing"), false),
            (msg!("by-hand-column-proposed"), false),
            (msg!("by-hand-column-last"), false),
            (msg!("by-hand-column-status"), false),
            (msg!("by-hand-column-comment"), false),
        ],
        language,
    );
    for found in found {
        let line = &found.line;
        let proposed = match &found.proposed {
            Ok(level) => level.to_string(),
            Err(refused) => reason(refused, &figures).in_language(language),
        };
        shown.add_due(
            vec![
                format!("{} {}", line.customer_code, line.customer_name),
                format!("{}/{}", line.invoice, line.instalment),
                figures.date(line.due_date),
                found.days_late.to_string(),
                figures.money(&line.open),
                line.standing.code().unwrap_or_default().to_owned(),
                proposed,
                line.last_reminded_on.map(|date| figures.date(date)).unwrap_or_default(),
                line.status.clone().unwrap_or_default(),
                line.comment.lines().last().unwrap_or_default().to_owned(),
            ],
            DUE,
            found.days_late > 0,
        );
    }
    shown.to_string()
}

/// Drafts that wait for their authors.
pub fn drafts(drafts: &[Draft], language: UiLanguage) -> String {
    let figures = Figures::of(language);
    let mut shown = table::Rows::new(
        &[
            (msg!("cli-column-reminder"), true),
            (msg!("cli-column-run"), true),
            (msg!("cli-column-date"), false),
            (msg!("by-hand-column-author"), false),
            (msg!("cli-column-customer"), false),
            (msg!("cli-column-level"), false),
            (msg!("cli-column-recipients"), false),
            (msg!("cli-column-subject"), false),
        ],
        language,
    );
    for draft in drafts {
        shown.add(vec![
            draft.id.0.to_string(),
            draft.run.0.to_string(),
            figures.date(draft.run_date),
            draft.author.clone(),
            format!("{} {}", draft.customer_code, draft.customer_name),
            draft.level.to_string(),
            draft.to.join("\n"),
            draft.subject.clone(),
        ]);
    }
    shown.to_string()
}

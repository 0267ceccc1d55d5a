//! The explanation of an item as numbered steps.

use std::fmt::Write as _;

use super::table::Figures;
use crate::app::explain::Explanation;
use crate::wording::{UiLanguage, msg};

pub fn explanation(explanation: &Explanation, language: UiLanguage) -> String {
    let figures = Figures::of(language);
    let heading = msg!(
        "cli-explain-heading",
        item = format!("{}/{}", explanation.invoice, explanation.instalment),
        customer = format!("{} {}", explanation.customer_code, explanation.customer_name),
        due = figures.date(explanation.due_date),
        open = figures.money(&explanation.open),
        date = figures.date(explanation.run_date)
    );
    let mut out = format!("{}\n", heading.in_language(language));
    for (number, step) in explanation.steps.iter().enumerate() {
        let place = match &step.origin {
            Some(origin) => origin.to_string(),
            None => msg!("cli-explain-built-in").in_language(language),
        };
        let text = step.message.in_language(language);
        let _ = writeln!(out, "{:>3}. {text}  [{place}]", number + 1);
    }
    let result = match &explanation.result {
        Ok(reminder) => {
            let mut recipients = reminder.to.clone();
            recipients.extend(
                reminder
                    .cc
                    .iter()
                    .map(|copy| msg!("cli-copy", address = copy).in_language(language)),
            );
            msg!(
                "cli-explain-reminded",
                level = reminder.level.as_str(),
                recipients = recipients.join(", "),
                items = reminder.items.join(", ")
            )
        }
        Err(reason) => {
            msg!("cli-explain-not-reminded", reason = super::reason::reason(reason, &figures))
        }
    };
    let _ = writeln!(out, "  → {}\n", result.in_language(language));
    out
}

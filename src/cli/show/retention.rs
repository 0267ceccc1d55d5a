//! What goes by the rules of retention.

use super::table::{Figures, Rows};
use crate::app::retention::Retained;
use crate::wording::{UiLanguage, msg};

pub fn retained(found: &[Retained], to_come: bool, language: UiLanguage) -> String {
    if found.is_empty() {
        return format!("{}\n", msg!("trust-kept-for-ever").in_language(language));
    }
    let count = if to_come { msg!("trust-column-to-go") } else { msg!("trust-column-gone") };
    let mut rows = Rows::new(
        &[
            (msg!("trust-column-section"), false),
            (msg!("trust-column-period"), true),
            (msg!("trust-column-before"), false),
            (count, true),
        ],
        language,
    );
    let figures = Figures::of(language);
    for row in found {
        rows.add(vec![
            row.section.as_str().to_owned(),
            row.period.to_string(),
            figures.date(row.before.date_naive()),
            row.count.to_string(),
        ]);
    }
    rows.to_string()
}

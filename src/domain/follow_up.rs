//! The words that reminders leave in an item's status section.

use chrono::NaiveDate;

/// What the batch appends, word for word (domain document §6).
pub fn automatic_mail_comment(run_date: NaiveDate) -> String {
    format!("Relancé automatiquement par mail le {}", run_date.format("%d/%m/%Y"))
}

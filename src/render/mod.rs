//! Reminders into mails.

pub mod locale;
pub mod mail;

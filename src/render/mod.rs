//! Reminders into mails.

pub mod mail;

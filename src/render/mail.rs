//! A reminder as a mail: what is asked for and what comes out.

use chrono::{DateTime, FixedOffset};

use crate::domain::address::EmailAddress;
use crate::domain::language::Language;
use crate::plan::outcome::{CustomerPlan, PlannedReminder};
use crate::rules::set::CompanyRules;

/// Everything that one mail is rendered from.
#[derive(Clone, Copy)]
pub struct MailRequest<'a> {
    pub rules: &'a CompanyRules,
    pub plan: &'a CustomerPlan,
    pub reminder: &'a PlannedReminder,
    /// Languages to try after the reminder's own.
    pub language_fallback: &'a [Language],
    /// Without angle brackets, such as `0123abcd@relance.example.com`.
    pub message_id: &'a str,
    /// The `Date` header.
    pub date: DateTime<FixedOffset>,
}

/// A mail ready to be handed to a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedMail {
    pub subject: String,
    pub text: String,
    pub html: String,
    /// The whole message, CRLF line ends.
    pub message: Vec<u8>,
    /// `MAIL FROM`.
    pub envelope_from: EmailAddress,
    /// `RCPT TO`: recipients then copies, without duplicates.
    pub envelope_to: Vec<EmailAddress>,
}

//! A reminder as a mail: what is asked for and what comes out.

use chrono::{DateTime, FixedOffset};

use super::context::ReminderFacts;
use crate::diagnostic::Diagnostic;
use crate::domain::address::EmailAddress;
use crate::domain::language::Language;
use crate::plan::outcome::{CustomerPlan, PlannedReminder};
use crate::rules::set::CompanyRules;
use crate::wording::{Message, msg};

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

impl<'a> MailRequest<'a> {
    pub(super) fn facts(&self) -> ReminderFacts<'a> {
        ReminderFacts { rules: self.rules, plan: self.plan, reminder: self.reminder }
    }
}

/// A mail ready to be handed to a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedMail {
    /// The language that it is written in: the reminder's, or the fallback
    /// that has templates.
    pub language: Language,
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

/// Why a reminder has no mail. Nothing of its items changes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A template fails on this reminder's data.
    #[error("{0}")]
    Template(Box<Diagnostic>),
    /// No mail can be made of it, whatever the templates say.
    #[error("{0}")]
    Refused(Message),
}

impl RenderError {
    /// In words, in any language, with the place in the template.
    pub fn message(&self) -> Message {
        match self {
            Self::Template(diagnostic) => {
                let message = diagnostic.message.clone();
                let place = match diagnostic.position {
                    Some(at) => format!("{}:{}:{}", diagnostic.file, at.line, at.column),
                    None => diagnostic.file.clone(),
                };
                msg!("render-failed", place = place, message = message)
            }
            Self::Refused(message) => message.clone(),
        }
    }
}

impl From<Diagnostic> for RenderError {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Template(Box::new(diagnostic))
    }
}

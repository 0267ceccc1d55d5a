//! Mails of the customer follow-up, from the templates under
//! `templates/follow_up/`.

use std::collections::BTreeMap;

use minijinja::Value;

use super::mail::{MailRequest, RenderError, RenderedMail};
use super::renderer::Rendered;
use super::templates::MailTemplates;
use super::{Renderer, context};
use crate::domain::channel::Channel;
use crate::domain::follow_up::FollowUp;
use crate::domain::identity::DueItemId;
use crate::domain::language::Language;
use crate::rules::set::{Status, Subject};
use crate::wording::msg;

/// What a mail of the follow-up is rendered from, besides the reminder.
#[derive(Clone, Copy)]
pub struct FollowUpRequest<'a> {
    pub mail: MailRequest<'a>,
    /// A word of the sender.
    pub note: Option<&'a str>,
    /// The follow-up information of the reminder's items.
    pub information: &'a BTreeMap<DueItemId, FollowUp>,
    /// The status list of the rules.
    pub statuses: &'a [Status],
}

/// The folder of the templates for a channel; none for reminders that count.
pub(super) fn folder(channel: Channel) -> Option<&'static str> {
    match channel {
        Channel::FollowUp => Some("follow_up/contacts"),
        Channel::InCharge => Some("follow_up/in_charge"),
        Channel::Information => Some("follow_up/information"),
        Channel::Batch | Channel::Mail | Channel::Letter => None,
    }
}

impl Renderer {
    /// The mail of an action of the customer follow-up, in the first language
    /// that has templates for it.
    ///
    /// # Errors
    /// As [`Renderer::mail`].
    pub fn follow_up_mail(
        &self,
        request: &FollowUpRequest<'_>,
    ) -> Result<RenderedMail, RenderError> {
        let mail = &request.mail;
        let channel = mail.plan.channel;
        let folder = folder(channel).ok_or_else(|| {
            RenderError::Refused(msg!("follow-up-no-templates", channel = channel.as_str()))
        })?;
        let (language, templates) = self.choose_language(mail, folder)?;
        let rendered = self.follow_up_parts(request, language, templates);
        self.composed(mail, language, rendered)
    }

    pub(super) fn follow_up_parts(
        &self,
        request: &FollowUpRequest<'_>,
        language: &Language,
        templates: &MailTemplates,
    ) -> Rendered {
        let mail = &request.mail;
        self.parts_of(mail, language, templates, &Subject::Template, |formats| {
            context::follow_up::of(request, language, &formats.locale, &formats.words)
        })
    }
}

/// The label of a status in a language; its code where there is none.
pub(super) fn label(statuses: &[Status], code: &str, language: &Language) -> Value {
    let status = statuses.iter().find(|status| status.code == code);
    status.and_then(|status| status.label.get(language)).map_or(code, String::as_str).into()
}

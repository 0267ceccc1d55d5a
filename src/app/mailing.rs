//! A planned reminder as the mail that a preview shows and a run sends.

use chrono::{DateTime, FixedOffset};

use crate::domain::channel::Channel;
use crate::domain::company::Company;
use crate::plan::outcome::{CustomerPlan, PlannedReminder};
use crate::render::Renderer;
use crate::render::mail::{MailRequest, RenderError, RenderedMail};
use crate::rules::set::{Batch, CompanyRules};

/// Everything that turns plans of one company and batch into mails.
#[derive(Clone, Copy)]
pub struct Mailing<'a> {
    pub renderer: &'a Renderer,
    pub rules: &'a CompanyRules,
    pub batch: &'a Batch,
    pub date: DateTime<FixedOffset>,
}

impl Mailing<'_> {
    /// # Errors
    /// When a template fails on this reminder's data.
    pub fn mail(
        &self,
        plan: &CustomerPlan,
        reminder: &PlannedReminder,
        message_id: &str,
    ) -> Result<RenderedMail, RenderError> {
        self.renderer.mail(&MailRequest {
            rules: self.rules,
            plan,
            reminder,
            language_fallback: &self.batch.language_fallback,
            message_id,
            date: self.date,
        })
    }
}

/// The stable identity of a reminder: the same company, day, level,
/// recipients and items give the same Message-ID, in a preview, in a run, in a
/// retry and after a crash, so that a receiver can drop a mail that comes
/// twice.
pub fn message_id(company: &Company, plan: &CustomerPlan, reminder: &PlannedReminder) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut part = |text: &str| {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    part(company.code.as_str());
    part(&plan.facts.billed.customer.code);
    part(&plan.run_date.to_string());
    part(reminder.level.as_str());
    // By hand an item can be reminded more than once on a day: what it stood
    // at makes the difference, and the way by which it is reminded.
    let by_hand = plan.channel != Channel::Batch;
    if by_hand {
        part(plan.channel.as_str());
    }
    for recipient in &reminder.to {
        part(&recipient.address.as_str().to_lowercase());
    }
    for copy in &reminder.cc {
        part(&copy.as_str().to_lowercase());
    }
    for line in &reminder.lines {
        let invoice = &plan.facts.invoices[line.item.invoice].invoice;
        part(&invoice.number);
        part(&invoice.items[line.item.item].instalment.to_string());
        part(&line.open.to_string());
        if by_hand {
            let item = &invoice.items[line.item.item];
            part(item.standing.code().unwrap_or_default());
            part(&item.last_reminded_on.map(|date| date.to_string()).unwrap_or_default());
        }
    }
    let digest = hasher.finalize().to_hex();
    let host = reminder.sender.address.as_str().rsplit('@').next().unwrap_or("localhost");
    format!("{}.relance@{host}", &digest[..32])
}

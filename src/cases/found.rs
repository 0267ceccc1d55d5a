//! What an execution did with each item, and its mails.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveTime, TimeZone};

use super::script::Case;
use crate::domain::identity::DueItemId;
use crate::domain::language::Language;
use crate::domain::level::LevelCode;
use crate::plan::outcome::{CustomerPlan, ItemRef, PlannedReminder, Reason};
use crate::render::Renderer;
use crate::render::mail::{MailRequest, RenderError};

/// What became of an item.
#[derive(Debug, Clone)]
pub enum Became<'p> {
    /// Reminded at a level; at none by the follow-up.
    Reminded(Option<&'p LevelCode>),
    Not(&'p Reason),
}

/// An item where the plans look at it.
#[derive(Debug, Clone)]
pub struct Looked<'p> {
    pub plan: &'p CustomerPlan,
    pub at: ItemRef,
    pub became: Became<'p>,
}

/// What an execution did.
#[derive(Default)]
pub struct Found<'p> {
    pub items: BTreeMap<DueItemId, Looked<'p>>,
    pub mails: Vec<FoundMail<'p>>,
}

impl<'p> Found<'p> {
    /// The items of the plans.
    pub fn of(plans: &'p [CustomerPlan]) -> Self {
        let mut found = Self::default();
        for plan in plans {
            for reminder in &plan.reminders {
                for line in &reminder.lines {
                    found.note(plan, line.item, Became::Reminded(level(plan, reminder)));
                }
            }
            for skipped in &plan.skipped {
                found.note(plan, skipped.item, Became::Not(&skipped.reason));
            }
        }
        found
    }

    fn note(&mut self, plan: &'p CustomerPlan, at: ItemRef, became: Became<'p>) {
        if let Some(id) = id(plan, at) {
            self.items.insert(id, Looked { plan, at, became });
        }
    }
}

fn id(plan: &CustomerPlan, at: ItemRef) -> Option<DueItemId> {
    Some(plan.facts.invoices.get(at.invoice)?.invoice.items.get(at.item)?.id)
}

fn level<'p>(plan: &CustomerPlan, reminder: &'p PlannedReminder) -> Option<&'p LevelCode> {
    plan.channel.counts().then_some(&reminder.level)
}

/// A mail as it reads.
pub struct Reading {
    pub language: Language,
    pub subject: String,
    /// Subject and both bodies, blanks as one blank.
    pub all: String,
}

/// A mail or letter.
pub struct FoundMail<'p> {
    pub level: Option<&'p LevelCode>,
    pub reminder: &'p PlannedReminder,
    pub items: BTreeSet<DueItemId>,
    pub sent: bool,
    /// `None` for what is not made here: letters and the follow-up.
    pub text: Option<Result<Reading, RenderError>>,
}

impl<'p> FoundMail<'p> {
    pub fn new(
        plan: &'p CustomerPlan,
        reminder: &'p PlannedReminder,
        sent: bool,
        text: Option<Result<Reading, RenderError>>,
    ) -> Self {
        let items = reminder.lines.iter().filter_map(|line| id(plan, line.item)).collect();
        Self { level: level(plan, reminder), reminder, items, sent, text }
    }
}

/// The mail of a reminder, at noon of the day.
///
/// # Errors
/// When no mail can be made of it.
pub fn read(
    case: &Case,
    renderer: &Renderer,
    plan: &CustomerPlan,
    reminder: &PlannedReminder,
) -> Result<Reading, RenderError> {
    let noon = plan.run_date.and_time(NaiveTime::MIN) + chrono::Duration::hours(12);
    let mail = renderer.mail(&MailRequest {
        rules: &case.setting.rules,
        plan,
        reminder,
        language_fallback: &case.setting.batch.language_fallback,
        message_id: "case@rule.test",
        date: chrono::Utc.from_utc_datetime(&noon).fixed_offset(),
    })?;
    let all = plain(&format!("{}\n{}\n{}", mail.subject, mail.text, mail.html));
    Ok(Reading { language: mail.language, subject: mail.subject, all })
}

/// Blanks of every kind as one blank.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! What the mails of each side are made with, and where that differs.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use crate::compare::{Cause, Rule};
use crate::domain::language::Language;
use crate::domain::level::LevelCode;
use crate::plan::outcome::{CustomerPlan, PlannedReminder};
use crate::plan::policy::Policy;
use crate::render::Renderer;
use crate::render::mail::MailRequest;
use crate::render::parts::{Part, PartDigests};
use crate::rules::set::{Batch, CompanyRules};

/// What one side's mails are made with.
pub struct TextSide {
    pub policy: Policy,
    pub rules: Arc<CompanyRules>,
    pub batch: Arc<Batch>,
    pub renderer: Arc<Renderer>,
    /// Of the templates, by level and language.
    pub(super) digests: BTreeMap<(LevelCode, Language), PartDigests>,
}

impl TextSide {
    pub fn new(rules: Arc<CompanyRules>, batch: Arc<Batch>, renderer: Arc<Renderer>) -> Self {
        let (policy, digests) = (rules.policy(&batch), renderer.part_digests(&rules));
        Self { policy, rules, batch, renderer, digests }
    }

    pub(super) fn request<'a>(
        &'a self,
        plan: &'a CustomerPlan,
        reminder: &'a PlannedReminder,
        date: DateTime<FixedOffset>,
    ) -> MailRequest<'a> {
        MailRequest {
            rules: &self.rules,
            plan,
            reminder,
            language_fallback: &self.batch.language_fallback,
            // It stands in the message's headers, which are not compared.
            message_id: "",
            date,
        }
    }
}

pub(super) fn section(name: &'static str, before: &TextSide, after: &TextSide) -> Cause {
    let origin = |side: &TextSide| match name {
        "language_fallback" => Some(side.policy.origins.batch.clone()),
        _ => None,
    };
    Cause { rule: Rule::Section { name }, before: origin(before), after: origin(after) }
}

/// The first section whose content texts show and that differs.
pub(super) fn settings(before: &TextSide, after: &TextSide) -> Option<Cause> {
    let (old, new) = (&*before.rules, &*after.rules);
    let codes = |rules: &CompanyRules| -> Vec<LevelCode> {
        rules.ladder.levels().iter().map(|level| level.code.clone()).collect()
    };
    let differs = [
        ("companies", old.company != new.company),
        ("legal", old.legal != new.legal),
        ("charges", !old.charges.says_the_same(&new.charges)),
        ("levels", codes(old) != codes(new)),
        ("language_fallback", before.batch.language_fallback != after.batch.language_fallback),
    ];
    let (name, _) = differs.into_iter().find(|(_, differs)| *differs)?;
    Some(section(name, before, after))
}

/// The template that makes the difference, by level, language and part.
pub(super) fn templates(
    before: &TextSide,
    after: &TextSide,
) -> BTreeMap<(LevelCode, Language, Part), Cause> {
    let mut causes = BTreeMap::new();
    let keys = before.digests.keys().chain(after.digests.keys());
    for (level, language) in keys {
        let folder = |side: &TextSide| side.rules.mails.get(level).map(|it| it.template.clone());
        let (old, new) = (folder(before), folder(after));
        let (Some(old), Some(new)) = (old.as_ref().or(new.as_ref()), new.as_ref().or(old.as_ref()))
        else {
            continue;
        };
        for part in Part::ALL {
            let found =
                before.renderer.first_difference(&after.renderer, (old, new), language, part);
            if let Some((name, before, after)) = found {
                let cause = Cause { rule: Rule::Template { name }, before, after };
                causes.insert((level.clone(), language.clone(), part), cause);
            }
        }
    }
    causes
}

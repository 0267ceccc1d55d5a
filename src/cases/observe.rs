//! Scripts that tell what they were asked and what they answered.

use std::sync::Arc;

use super::coverage::{Part, Seen};
use crate::domain::language::Language;
use crate::domain::level::LevelCode;
use crate::plan::facts::ItemContext;
use crate::plan::policy::{
    ConditionId, Eligibility, Exclusion, LevelChoice, Origin, Policy, RecipientChoice, ScriptError,
    Scripts,
};

/// The policy with scripts that note in `seen` what they do.
pub fn observed(policy: &Policy, seen: &Seen) -> Policy {
    let scripts = Observed {
        scripts: Arc::clone(&policy.scripts),
        exclusions: policy.exclusions.clone(),
        seen: seen.clone(),
    };
    Policy { scripts: Arc::new(scripts), ..policy.clone() }
}

struct Observed {
    scripts: Arc<dyn Scripts>,
    exclusions: Vec<Exclusion>,
    seen: Seen,
}

impl Observed {
    fn hook<T>(
        &self,
        name: &'static str,
        answer: Result<Option<T>, ScriptError>,
    ) -> Result<Option<T>, ScriptError> {
        if let Some(origin) = self.scripts.hook_origin(name) {
            self.seen.asked(Part::Hook(name), &origin);
            if let Ok(Some(_)) = &answer {
                self.seen.exercised(Part::Hook(name), &origin);
            }
        }
        answer
    }
}

impl Scripts for Observed {
    fn condition(&self, id: ConditionId, item: &ItemContext) -> Result<bool, ScriptError> {
        let answer = self.scripts.condition(id, item);
        if let Some(exclusion) = self.exclusions.iter().find(|exclusion| exclusion.when == id) {
            let part = || Part::Exclusion(exclusion.name.to_string());
            self.seen.asked(part(), &exclusion.origin);
            if answer == Ok(true) {
                self.seen.exercised(part(), &exclusion.origin);
            }
        }
        answer
    }

    fn eligible(&self, item: &ItemContext) -> Result<Option<Eligibility>, ScriptError> {
        self.hook("eligible", self.scripts.eligible(item))
    }

    fn level(
        &self,
        item: &ItemContext,
        proposed: Option<&LevelCode>,
    ) -> Result<Option<LevelChoice>, ScriptError> {
        self.hook("level", self.scripts.level(item, proposed))
    }

    fn recipients(
        &self,
        item: &ItemContext,
        level: &LevelCode,
    ) -> Result<Option<RecipientChoice>, ScriptError> {
        self.hook("recipients", self.scripts.recipients(item, level))
    }

    fn cc(
        &self,
        item: &ItemContext,
        level: &LevelCode,
    ) -> Result<Option<Vec<String>>, ScriptError> {
        self.hook("cc", self.scripts.cc(item, level))
    }

    fn group_key(
        &self,
        item: &ItemContext,
        level: &LevelCode,
    ) -> Result<Option<String>, ScriptError> {
        self.hook("group_key", self.scripts.group_key(item, level))
    }

    fn subject(
        &self,
        item: &ItemContext,
        level: &LevelCode,
        language: &Language,
    ) -> Result<Option<String>, ScriptError> {
        self.hook("subject", self.scripts.subject(item, level, language))
    }

    fn hook_origin(&self, hook: &str) -> Option<Origin> {
        self.scripts.hook_origin(hook)
    }
}

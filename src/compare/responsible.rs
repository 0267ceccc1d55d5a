//! Which rule is responsible for what an item gets instead: the stage at which
//! the two decisions part.

use std::sync::Arc;

use super::cause::{Bounds, Cause, Rule};
use super::fate::{Fate, copies, recipients};
use crate::domain::level::LevelCode;
use crate::domain::money::Currency;
use crate::plan::outcome::Reason;
use crate::plan::policy::{LevelOptions, Origin, Policy};
use crate::plan::trace::Step;
use crate::wording::Arg;

/// The steps with which the choice of a level begins.
const COUNTING: [&str; 2] = ["plan-step-days-due-date", "plan-step-days-bornerel"];

/// The steps that give a level.
const CHOOSING: [&str; 2] = ["plan-step-level", "plan-step-level-hook"];

/// The steps with which the rules propose a level, or none.
const PROPOSING: [&str; 3] = ["plan-step-level", "plan-step-no-level", "plan-step-days-na"];

/// How far an item gets on its way to a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Batch,
    Binding,
    EligibleHook,
    Exclusions,
    Minimum,
    Creditors,
    Level,
    LevelFilter,
    Recipients,
    Reminded,
}

/// One side's decision about an item, with the steps that led to it.
pub(super) struct Decided<'a> {
    pub policy: &'a Policy,
    pub fate: Fate<'a>,
    pub steps: Vec<Step>,
}

impl Decided<'_> {
    /// The step by a rule that decided: that which refused the item, or chose its
    /// level, or, where that is not what changes, its recipients.
    pub fn deciding(&self, by_level: bool) -> Option<Step> {
        let by_rule = || self.steps.iter().rev().filter(|step| step.origin.is_some());
        let chose = |step: &&Step| CHOOSING.contains(&step.message.id);
        let level = match self.fate {
            Fate::Reminded(_) if by_level => by_rule().find(chose),
            _ => None,
        };
        level.or_else(|| by_rule().next()).cloned()
    }

    /// Whether the hook has a part in the decision.
    fn asks(&self, hook: &str) -> bool {
        let origin = self.policy.scripts.hook_origin(hook);
        origin.is_some() && self.steps.iter().any(|step| step.origin == origin)
    }

    fn stage(&self) -> Stage {
        let Fate::Left(reason) = self.fate else { return Stage::Reminded };
        // Days are counted where a level is to be chosen.
        let at_level = || self.steps.iter().any(|step| COUNTING.contains(&step.message.id));
        match reason {
            Reason::NotInBatch if at_level() => Stage::LevelFilter,
            Reason::NotInBatch => Stage::Batch,
            Reason::RefusedByHook { hook: "level", .. } => Stage::Level,
            Reason::RefusedByHook { .. } => Stage::EligibleHook,
            Reason::Exclusion { .. } => Stage::Exclusions,
            Reason::BelowMinimum { .. } => Stage::Minimum,
            Reason::CreditorCustomer { .. } => Stage::Creditors,
            Reason::RemindedToday
            | Reason::DaysExcluded { .. }
            | Reason::NoLevel { .. }
            | Reason::AlreadyAtLevel { .. }
            | Reason::RepeatNotDue { .. }
            | Reason::NeverLowered { .. }
            | Reason::OutsideBounds { .. }
            | Reason::UnknownLevel { .. } => Stage::Level,
            Reason::NoRecipient
            | Reason::AddressesSuppressed { .. }
            | Reason::NoPostalAddress
            | Reason::ScriptFailed { .. } => Stage::Recipients,
            Reason::Settled
            | Reason::NeverDunnedPaymentMethod { .. }
            | Reason::AutomaticOff
            | Reason::ManualOff
            | Reason::ManualHold { .. }
            | Reason::AutomaticHold { .. }
            | Reason::TemporaryHold { .. }
            | Reason::SetToExcluded => Stage::Binding,
        }
    }

    /// What the rules proposed before any hook: the step and its level.
    fn proposed(&self) -> Option<(&'static str, Option<&Arg>)> {
        let step = self.steps.iter().find(|step| PROPOSING.contains(&step.message.id))?;
        let level = step.message.args.iter().find(|(name, _)| *name == "level");
        Some((step.message.id, level.map(|(_, level)| level)))
    }

    /// The level that the item got, or that was looked at for it.
    fn level(&self) -> Option<&LevelCode> {
        match self.fate {
            Fate::Reminded(reminder) => Some(&reminder.level),
            Fate::Left(
                Reason::AlreadyAtLevel { level }
                | Reason::RepeatNotDue { level, .. }
                | Reason::NeverLowered { proposed: level, .. }
                | Reason::OutsideBounds { level, .. }
                | Reason::UnknownLevel { level, .. },
            ) => Some(level),
            Fate::Left(_) => None,
        }
    }

    fn excluded_by(&self) -> Option<&Arc<str>> {
        match self.fate {
            Fate::Left(Reason::Exclusion { name }) => Some(name),
            _ => None,
        }
    }

    fn failure(&self) -> Option<Origin> {
        match self.fate {
            Fate::Left(Reason::ScriptFailed { error }) => {
                Some(Origin { file: Arc::clone(&error.file), line: error.line })
            }
            _ => None,
        }
    }
}

/// Both sides' decisions about one item that gets something else.
pub(super) struct Both<'a> {
    pub before: Decided<'a>,
    pub after: Decided<'a>,
    pub currency: Currency,
}

impl Both<'_> {
    /// The rule that makes the difference: the one at which the item that gets
    /// less far is stopped, else the one that chose another level, else the one
    /// that found others to write to.
    pub fn cause(&self) -> Cause {
        let (before, after) = (&self.before, &self.after);
        let failures = (before.failure(), after.failure());
        if failures.0.is_some() || failures.1.is_some() {
            return Cause { rule: Rule::Script, before: failures.0, after: failures.1 };
        }
        let stage = before.stage().min(after.stage());
        let lifted = before.asks("eligible") != after.asks("eligible");
        match stage {
            // The levels that the batch takes count where they differ; else the
            // item gets another level than one of them.
            Stage::LevelFilter if before.policy.filter.levels == after.policy.filter.levels => {
                self.level()
            }
            Stage::Batch | Stage::LevelFilter => self.at(Rule::Batch, |it| &it.origins.batch),
            Stage::Binding => self.at(Rule::PaymentMethods, |it| &it.origins.payment_methods),
            Stage::EligibleHook => self.hook("eligible"),
            // What excludes an item counts only where the hook does not grant it.
            Stage::Exclusions | Stage::Minimum | Stage::Creditors if lifted => {
                self.hook("eligible")
            }
            Stage::Exclusions => self.exclusion(),
            Stage::Minimum => {
                let minimum = |it: &Policy| it.minimum_amounts.get(&self.currency).copied();
                let (before, after) = (minimum(before.policy), minimum(after.policy));
                let rule = Rule::Minimum { currency: self.currency, before, after };
                self.at(rule, |it| &it.origins.minimum_amounts)
            }
            Stage::Creditors => {
                let rule = Rule::Creditors {
                    before: before.policy.remind_creditors,
                    after: after.policy.remind_creditors,
                };
                self.at(rule, |it| &it.origins.options)
            }
            Stage::Level => self.level(),
            Stage::Reminded if before.fate.level() != after.fate.level() => self.level(),
            Stage::Recipients | Stage::Reminded => self.recipients(),
        }
    }

    fn at(&self, rule: Rule, origin: impl Fn(&Policy) -> &Origin) -> Cause {
        Cause {
            rule,
            before: Some(origin(self.before.policy).clone()),
            after: Some(origin(self.after.policy).clone()),
        }
    }

    pub fn hook(&self, name: &'static str) -> Cause {
        Cause {
            rule: Rule::Hook { name },
            before: self.before.policy.scripts.hook_origin(name),
            after: self.after.policy.scripts.hook_origin(name),
        }
    }

    fn exclusion(&self) -> Cause {
        let origin = |policy: &Policy, name: &str| {
            let found = policy.exclusions.iter().find(|exclusion| &*exclusion.name == name);
            found.map(|exclusion| exclusion.origin.clone())
        };
        let (before, after) = (self.before.policy, self.after.policy);
        let name = match (self.before.excluded_by(), self.after.excluded_by()) {
            (Some(old), Some(new)) if old != new => {
                // Of two, the one that has begun to exclude the item or has
                // ceased to: ahead of the other where the other now decides.
                let place = |policy: &Policy, name: &str| {
                    policy.exclusions.iter().position(|exclusion| &*exclusion.name == name)
                };
                let passed_over = match (place(after, old), place(after, new)) {
                    (Some(old), Some(new)) => old < new,
                    _ => true,
                };
                if passed_over { Some(old) } else { Some(new) }
            }
            (old, new) => new.or(old),
        };
        let name = name.cloned().unwrap_or_else(|| "".into());
        let (before, after) = (origin(before, &name), origin(after, &name));
        let rule = Rule::Exclusion { name, before: before.is_some(), after: after.is_some() };
        Cause { rule, before, after }
    }

    fn level(&self) -> Cause {
        let (before, after) = (&self.before, &self.after);
        let asked = (before.asks("level"), after.asks("level"));
        // A hook that answers on both sides is responsible where the rules
        // propose the same to it.
        if asked.0 != asked.1 || (asked.0 && before.proposed() == after.proposed()) {
            return self.hook("level");
        }
        let switch = |it: &Decided<'_>| it.policy.switches.bornerel;
        if switch(before) != switch(after) {
            let rule = Rule::Bornerel { before: switch(before), after: switch(after) };
            return self.at(rule, |it| &it.origins.switches);
        }
        let given_to_na =
            |it: &Decided<'_>| matches!(it.fate, Fate::Left(Reason::DaysExcluded { .. }));
        if given_to_na(before) != given_to_na(after) {
            return self.at(Rule::ExcludedDays, |it| &it.origins.excluded_level);
        }
        let candidates: Vec<&LevelCode> = before.level().into_iter().chain(after.level()).collect();
        let differs = candidates
            .iter()
            .find(|code| bounds(before.policy, code) != bounds(after.policy, code));
        match differs.or(candidates.first()) {
            Some(code) => Cause {
                rule: Rule::Level {
                    code: (*code).clone(),
                    before: bounds(before.policy, code),
                    after: bounds(after.policy, code),
                },
                before: before.policy.origins.levels.get(code).cloned(),
                after: after.policy.origins.levels.get(code).cloned(),
            },
            None => Cause { rule: Rule::Several, before: None, after: None },
        }
    }

    fn recipients(&self) -> Cause {
        let (before, after) = (&self.before, &self.after);
        let (old, new) = (before.policy, after.policy);
        let asked = before.asks("recipients") || after.asks("recipients");
        if let (Fate::Reminded(one), Fate::Reminded(two)) = (before.fate, after.fate)
            && recipients(one) == recipients(two)
            && copies(one) != copies(two)
        {
            let level = &two.level;
            let options = (old.level_options.get(level), new.level_options.get(level));
            let copied =
                |it: Option<&LevelOptions>| it.map(|it| (it.cc.clone(), it.cc_person_in_charge));
            if copied(options.0) != copied(options.1) {
                return Cause {
                    rule: Rule::Copies { level: level.clone() },
                    before: old.origins.levels.get(level).cloned(),
                    after: new.origins.levels.get(level).cloned(),
                };
            }
            let written = |policy: &Policy| policy.scripts.hook_origin("cc").is_some();
            if !asked && (written(old) || written(new)) {
                return self.hook("cc");
            }
        }
        if asked {
            return self.hook("recipients");
        }
        if old.recipient_order == new.recipient_order
            && old.switches.fc_contact_cli_fact != new.switches.fc_contact_cli_fact
        {
            let rule = Rule::ContactsOfBilled {
                before: old.switches.fc_contact_cli_fact,
                after: new.switches.fc_contact_cli_fact,
            };
            return self.at(rule, |it| &it.origins.switches);
        }
        let rule = Rule::RecipientOrder {
            before: old.recipient_order.clone(),
            after: new.recipient_order.clone(),
        };
        self.at(rule, |it| &it.origins.recipients)
    }
}

fn bounds(policy: &Policy, code: &LevelCode) -> Option<Bounds> {
    let level = policy.ladder.get(code)?;
    Some(Bounds { days: level.bounds, repeat_every_days: level.repeat_every_days })
}

//! Which rule decided: the step of the planner's explanation that counts.

use std::sync::Arc;

use super::found::{Became, Looked};
use super::result::Decision;
use super::script::Case;
use crate::domain::channel::Channel;
use crate::domain::level::LevelCode;
use crate::plan::facts::ItemContext;
use crate::plan::outcome::Reason;
use crate::plan::policy::{Origin, Policy};
use crate::plan::trace::{Step, Steps};
use crate::plan::{eligibility, explain_item};
use crate::wording::msg;

/// What decided whether and at which level an item is reminded. `expected` is
/// the level that the case expected.
pub fn level(case: &Case, looked: &Looked<'_>, expected: Option<&LevelCode>) -> Option<Decision> {
    let policy = &case.setting.policy;
    if let Became::Not(Reason::ScriptFailed { error }) = &looked.became {
        let origin = Origin { file: Arc::clone(&error.file), line: error.line };
        let message = msg!("cases-value", text = &error.message);
        return Some(Decision { origin: Some(origin), message });
    }
    if let Became::Not(Reason::Settled) = &looked.became {
        return Some(Decision { origin: None, message: Reason::Settled.message() });
    }
    // Days outside of all bounds: the level that was expected says which serve.
    if let Became::Not(Reason::NoLevel { .. }) = &looked.became
        && let Some(decision) = expected.and_then(|level| bounds(policy, level))
    {
        return Some(decision);
    }
    let steps = steps(case, looked);
    let Became::Reminded(reminded) = &looked.became else {
        return match looked.plan.channel {
            Channel::Batch => steps.last().map(decision),
            _ => by_hand(&looked.became, &steps),
        };
    };
    let chosen = steps.iter().rev().find(|step| step.message.id.starts_with("plan-step-level"));
    chosen.map(decision).or_else(|| reminded.and_then(|level| bounds(policy, level)))
}

/// What decided to whom an item's mail goes.
pub fn recipients(case: &Case, looked: &Looked<'_>) -> Option<Decision> {
    let steps = steps(case, looked);
    let wins = ["plan-step-source-wins", "plan-step-recipients-hook"];
    steps.iter().rev().find(|step| wins.contains(&step.message.id)).map(decision)
}

/// The refusal by hand is built in, unless a rule was looked at last.
fn by_hand(became: &Became<'_>, steps: &[Step]) -> Option<Decision> {
    let Became::Not(reason) = became else { return None };
    let built_in = Decision { origin: None, message: reason.message() };
    match reason {
        Reason::RemindedToday
        | Reason::NoRecipient
        | Reason::AddressesSuppressed { .. }
        | Reason::NoPostalAddress
        | Reason::UnknownLevel { .. } => Some(built_in),
        _ => Some(steps.last().map_or(built_in, decision)),
    }
}

fn steps(case: &Case, looked: &Looked<'_>) -> Vec<Step> {
    let (plan, policy) = (looked.plan, &case.setting.policy);
    if plan.channel == Channel::Batch {
        return explain_item(policy, &plan.facts, looked.at, plan.run_date);
    }
    let policy = &case.setting.by_hand;
    let bornerel = policy.switches.bornerel;
    let context =
        ItemContext::new(&plan.facts, looked.at, plan.run_date, bornerel).by(plan.channel);
    let mut steps = Steps::default();
    // The decision itself is read from the plan; here only its steps count.
    let _ = if plan.channel.counts() {
        eligibility::check(policy, &context, &mut steps)
    } else {
        eligibility::binding(policy, &context, &mut steps)
    };
    steps.0
}

fn bounds(policy: &Policy, level: &LevelCode) -> Option<Decision> {
    let origin = policy.origins.levels.get(level)?.clone();
    let bounds = policy.ladder.get(level)?.bounds;
    let message = match bounds.upper() {
        Some(upper) => msg!(
            "cases-level-bounds",
            level = level.as_str(),
            lower = bounds.lower(),
            upper = upper
        ),
        None => msg!("cases-level-open", level = level.as_str(), lower = bounds.lower()),
    };
    Some(Decision { origin: Some(origin), message })
}

fn decision(step: &Step) -> Decision {
    Decision { origin: step.origin.clone(), message: step.message.clone() }
}

//! Which rule stands behind a reason.

use crate::plan::outcome::Reason;
use crate::plan::policy::{Origin, Policy};

/// Where the rule is written that leaves an item out for this reason; `None`
/// for what is built in or lies in the data.
pub fn rule_of(policy: &Policy, reason: &Reason) -> Option<Origin> {
    let origins = &policy.origins;
    match reason {
        Reason::NotInBatch => Some(origins.batch.clone()),
        Reason::NeverDunnedPaymentMethod { .. } => Some(origins.payment_methods.clone()),
        Reason::SetToExcluded | Reason::DaysExcluded { .. } => Some(origins.excluded_level.clone()),
        Reason::Exclusion { name } => {
            let named = policy.exclusions.iter().find(|exclusion| exclusion.name == *name);
            named.map(|exclusion| exclusion.origin.clone())
        }
        Reason::BelowMinimum { .. } => Some(origins.minimum_amounts.clone()),
        Reason::CreditorCustomer { .. } => Some(origins.options.clone()),
        Reason::RefusedByHook { hook, .. } | Reason::UnknownLevel { hook: Some(hook), .. } => {
            policy.scripts.hook_origin(hook)
        }
        Reason::NeverLowered { proposed: level, .. }
        | Reason::AlreadyAtLevel { level }
        | Reason::RepeatNotDue { level, .. }
        | Reason::OutsideBounds { level, .. } => origins.levels.get(level).cloned(),
        // The days lie between, before or after the levels: the first of them
        // is where a reader begins.
        Reason::NoLevel { .. } => {
            let first = policy.ladder.levels().first();
            first.and_then(|level| origins.levels.get(&level.code)).cloned()
        }
        Reason::NoRecipient => Some(origins.recipients.clone()),
        Reason::ScriptFailed { error } => {
            Some(Origin { file: error.file.clone(), line: error.line })
        }
        Reason::Settled
        | Reason::AutomaticOff
        | Reason::ManualOff
        | Reason::ManualHold { .. }
        | Reason::AutomaticHold { .. }
        | Reason::TemporaryHold { .. }
        | Reason::RemindedToday
        | Reason::AddressesSuppressed { .. }
        | Reason::UnknownLevel { hook: None, .. }
        | Reason::NoPostalAddress => None,
    }
}

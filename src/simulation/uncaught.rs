//! Why an item went without any reminder.

use super::story::{ItemStory, Stood};
use crate::plan::outcome::Reason;
use crate::plan::policy::Policy;

/// Whether the first level had not come on the last day.
pub(super) fn is_too_young(policy: &Policy, item: &ItemStory) -> bool {
    item.last_reason().is_some_and(|reason| is_before_first_level(policy, reason))
}

/// The reason that stood most often. That the first level had not come yet
/// tells nothing where there was another reason later.
pub(super) fn telling<'a>(policy: &Policy, item: &'a ItemStory) -> Option<&'a Stood> {
    let stood = item.stood.iter().rev();
    let telling = stood.filter(|stood| !is_before_first_level(policy, &stood.reason));
    telling.max_by_key(|stood| stood.executions).or_else(|| item.usual_reason())
}

fn is_before_first_level(policy: &Policy, reason: &Reason) -> bool {
    match reason {
        Reason::NoLevel { days } => {
            let levels = policy.ladder.levels().iter();
            let first = levels.map(|level| level.bounds.lower()).min();
            first.is_some_and(|first| *days < i64::from(first))
        }
        Reason::OutsideBounds { bounds, days, reminded: false, .. } => {
            *days < i64::from(bounds.lower())
        }
        _ => false,
    }
}

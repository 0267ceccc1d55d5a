//! Sections that stand in for those of the rules in force.

use super::yaml::document::{OverridesSection, RulesFile};
use super::yaml::wrappers::{At, Section};

/// The rules with the sections of `overlay` in place of theirs, also where a
/// company has its own.
pub fn replaced(rules: &RulesFile, overlay: &RulesFile) -> RulesFile {
    let mut all = overlay.clone().over(rules);
    if overlay.companies.is_none()
        && let Some(Section { value: Some(companies), .. }) = &mut all.companies
    {
        for At { value: company, .. } in companies {
            if let Some(own) = &mut company.overrides {
                give_way(own, overlay);
            }
        }
    }
    all
}

macro_rules! give_way {
    ($($section:ident),+) => {
        fn give_way(own: &mut OverridesSection, overlay: &RulesFile) {
            // Every section, so that a new one cannot be forgotten.
            let OverridesSection { $($section),+ } = own;
            $(if overlay.$section.is_some() {
                *$section = None;
            })+
        }
    };
}
give_way!(
    switches,
    levels,
    payment_methods,
    minimum_amounts,
    recipients,
    exclusions,
    options,
    legal,
    aged_balance,
    charges,
    calendar
);

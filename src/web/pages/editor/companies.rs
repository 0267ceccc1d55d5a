//! The companies that a visitor may compare and preview for.

use crate::rules::set::CompanyRules;
use crate::web::query::Choice;
use crate::web::visit::Visit;

/// Those that the visitor may see.
pub fn seen(visit: &Visit) -> impl Iterator<Item = &CompanyRules> {
    let all = visit.engine.rules.companies.iter();
    all.filter(|rules| {
        visit.visitor.as_ref().is_some_and(|it| it.companies.has(&rules.company.code))
    })
}

/// The one of this code, or the first.
pub fn chosen<'a>(visit: &'a Visit, code: &str) -> Option<&'a CompanyRules> {
    seen(visit).find(|rules| rules.company.code.as_str() == code).or_else(|| seen(visit).next())
}

pub fn choices(visit: &Visit, chosen: &str) -> Vec<Choice> {
    seen(visit)
        .map(|rules| Choice {
            value: rules.company.code.to_string(),
            label: rules.company.name.clone(),
            chosen: rules.company.code.as_str() == chosen,
        })
        .collect()
}

//! What templates may print.

use super::engine;
use super::error::AppError;
use crate::diagnostic::nearest;
use crate::domain::language::Language;
use crate::render::Renderer;
use crate::render::variables::{TemplateVariables, Variable};
use crate::rules::set::{CompanyRules, RuleSet};

/// Every variable once, and the templates with what they use.
pub struct Listing {
    pub all: Vec<Variable>,
    pub templates: Vec<TemplateVariables>,
}

/// What each template may print, and uses; for the company that was named, or
/// the first.
///
/// # Errors
/// When the company is unknown.
pub fn every(
    rules: &RuleSet,
    renderer: &Renderer,
    company: Option<&str>,
    language: &Language,
) -> Result<Listing, AppError> {
    let company = company_of(rules, company)?;
    let names = renderer.template_names();
    let of = |name: &str| renderer.variables(rules, company, name, language);
    Ok(Listing {
        all: renderer.all_variables(rules, company, language),
        templates: names.into_iter().filter_map(of).collect(),
    })
}

/// What one template may print, and uses. It is named by its path under the
/// templates folder, or as a file is named from here.
///
/// # Errors
/// When the company or the template is unknown.
pub fn of_template(
    rules: &RuleSet,
    renderer: &Renderer,
    company: Option<&str>,
    name: &str,
    language: &Language,
) -> Result<TemplateVariables, AppError> {
    let company = company_of(rules, company)?;
    let names = renderer.template_names();
    let under = renderer.root().join("");
    let inside = std::path::Path::new(name).strip_prefix(&under).ok().and_then(|it| it.to_str());
    let found = renderer.variables(rules, company, inside.unwrap_or(name), language);
    found.ok_or_else(|| AppError::UnknownTemplate {
        name: name.to_owned(),
        nearest: nearest(inside.unwrap_or(name), names),
    })
}

fn company_of<'a>(rules: &'a RuleSet, name: Option<&str>) -> Result<&'a CompanyRules, AppError> {
    match (name, rules.companies.first()) {
        (None, Some(first)) => Ok(first),
        _ => engine::company(rules, name),
    }
}

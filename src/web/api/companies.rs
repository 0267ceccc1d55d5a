//! The companies that the caller may see.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::rules::set::CompanyRules;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::{CompanyVisit, Visit};

pub fn routes(routes: Routes) -> Routes {
    routes.documented(Need::READER, routes!(companies)).documented(Need::READER, routes!(company))
}

/// A company with what its rules know.
#[derive(Debug, Serialize, ToSchema)]
pub struct Company {
    pub code: String,
    pub name: String,
    pub currency: &'static str,
    #[schema(example = "Europe/Paris")]
    pub time_zone: &'static str,
    pub language: String,
    /// Codes of the levels, the mildest first.
    pub levels: Vec<String>,
}

impl Company {
    fn of(rules: &CompanyRules) -> Self {
        let company = &rules.company;
        Self {
            code: company.code.to_string(),
            name: company.name.clone(),
            currency: company.currency.code(),
            time_zone: company.time_zone.name(),
            language: company.language.to_string(),
            levels: rules.ladder.levels().iter().map(|level| level.code.to_string()).collect(),
        }
    }
}

/// The companies of the rules in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct Companies {
    pub items: Vec<Company>,
    /// Codes of the batches.
    pub batches: Vec<String>,
    /// Codes of the statuses of due items.
    pub statuses: Vec<String>,
}

/// Companies that the caller may see
///
/// With the names of the batches and of the statuses, which all companies
/// share.
#[utoipa::path(
    get,
    path = "/api/v1/companies",
    tag = "Companies",
    responses((status = 200, body = Companies, description = "The companies")),
)]
async fn companies(visit: Visit) -> Result<Json<Companies>, WebError> {
    let visitor = visit.visitor.as_ref().ok_or(WebError::NotSignedIn)?;
    let rules = &visit.engine.rules;
    let seen: Vec<&CompanyRules> =
        rules.companies.iter().filter(|it| visitor.companies.has(&it.company.code)).collect();
    let mut batches: Vec<String> = Vec::new();
    for batch in seen.iter().flat_map(|it| visit.engine.batches_of(&it.company.code)) {
        if !batches.contains(&batch.name) {
            batches.push(batch.name.clone());
        }
    }
    Ok(Json(Companies {
        batches,
        items: seen.into_iter().map(Company::of).collect(),
        statuses: rules.statuses.iter().map(|status| status.code.clone()).collect(),
    }))
}

/// One company
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}",
    tag = "Companies",
    params(("company" = String, Path, description = "Code of a company")),
    responses((status = 200, body = Company, description = "The company")),
)]
async fn company(visit: CompanyVisit) -> Json<Company> {
    Json(Company::of(&visit.rules))
}

//! A customer's switches for reminders by hand and by batches.

use axum::Json;
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::customers;
use super::exchange::check_match;
use super::extract::{ApiJson, ApiPath};
use crate::app::switches;
use crate::app::turn::turn;
use crate::store::SwitchEdit;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;

pub fn routes(routes: Routes) -> Routes {
    routes.documented(Need::CLERK, routes!(set))
}

/// What becomes of the switches; absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchChange {
    pub manual: Option<bool>,
    pub automatic: Option<bool>,
}

/// The switches as they are.
#[derive(Debug, Serialize, ToSchema)]
pub struct Switches {
    pub manual: bool,
    pub automatic: bool,
}

/// Set a customer's switches
///
/// Each switch that changes is recorded in the history. `If-Match` is held
/// against the customer.
#[utoipa::path(
    patch,
    path = "/api/v1/companies/{company}/customers/{code}/switches",
    tag = "Customers",
    params(
        ("company" = String, Path, description = "Code of a company"),
        ("code" = String, Path, description = "Code of a customer"),
    ),
    request_body = SwitchChange,
    responses((status = 200, body = Switches, description = "The switches as they are now")),
)]
async fn set(
    visit: CompanyVisit,
    ApiPath(code): ApiPath<String>,
    headers: HeaderMap,
    ApiJson(change): ApiJson<SwitchChange>,
) -> Result<Json<Switches>, WebError> {
    // Nobody changes the customer between the check and the change.
    let turn = turn(&visit.web.store, visit.code()).await?;
    let before = customers::detail(&visit, &code).await?.ok_or(WebError::NotFound)?;
    check_match(&headers, Some(&before))?;
    let edit = SwitchEdit { manual: change.manual, automatic: change.automatic };
    let (engine, author, clock) = (&visit.engine, visit.author(), visit.clock());
    let set = switches::set_locked(engine, visit.code(), &code, edit, author, &clock, turn).await?;
    Ok(Json(Switches { manual: set.after.manual, automatic: set.after.automatic }))
}

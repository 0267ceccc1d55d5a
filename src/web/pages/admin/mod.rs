//! Users, tokens, the mail server, the audit log.

mod audit;
mod mail;
mod rights;
mod tokens;
mod user;
mod users;

use axum::response::{IntoResponse as _, Redirect, Response};
use chrono_tz::Tz;

use crate::app::actor::Actor;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::Visit;

pub fn routes(routes: Routes) -> Routes {
    let routes = routes.get(Need::ADMINISTRATOR, "/admin", start);
    let routes = users::routes(routes);
    let routes = user::routes(routes);
    let routes = tokens::routes(routes);
    let routes = mail::routes(routes);
    audit::routes(routes)
}

async fn start() -> Response {
    Redirect::to("/admin/users").into_response()
}

/// The visitor as who changes accounts and tokens.
fn actor(visit: &Visit) -> Result<Actor<'_>, WebError> {
    let visitor = visit.visitor.as_ref().ok_or(WebError::NotSignedIn)?;
    let (role, companies) = (visitor.role, &visitor.companies);
    Ok(Actor { name: &visitor.author, role, companies })
}

/// The time zone of the first company that the visitor may see.
fn zone(visit: &Visit) -> Tz {
    let visitor = visit.visitor.as_ref();
    let mut companies = visit.engine.rules.companies.iter();
    companies
        .find(|rules| visitor.is_some_and(|it| it.companies.has(&rules.company.code)))
        .map_or(Tz::UTC, |rules| rules.company.time_zone)
}

//! Tokens of the API.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::rights::{Rights, RightsForm, listed};
use super::{actor, zone};
use crate::app::account_error::AccountError;
use crate::app::actor::Actor;
use crate::app::api_tokens::{self, NewToken};
use crate::app::error::AppError;
use crate::app::secret::Secret;
use crate::domain::account::Role;
use crate::store::ListedToken;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::Visit;

pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Need::ADMINISTRATOR, "/admin/tokens", page)
        .post(Need::ADMINISTRATOR, "/admin/tokens", create)
        .post(Need::ADMINISTRATOR, "/admin/tokens/{id}/revoke", revoke)
}

#[derive(Default, Deserialize)]
struct TokenForm {
    #[serde(default)]
    name: String,
    /// The last day; empty for none.
    #[serde(default)]
    expires: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    extent: String,
    #[serde(default)]
    companies: Vec<String>,
}

impl TokenForm {
    fn rights(&self) -> RightsForm {
        let (role, extent) = (self.role.clone(), self.extent.clone());
        RightsForm { role, extent, companies: self.companies.clone() }
    }
}

#[derive(Serialize)]
struct Context {
    tokens: Vec<Line>,
    name: String,
    expires: String,
    rights: Rights,
    mistake: Option<String>,
    /// The only time that it is shown.
    secret: Option<String>,
}

#[derive(Serialize)]
struct Line {
    id: i64,
    name: String,
    role: &'static str,
    companies: Option<String>,
    created: String,
    created_by: String,
    used: Option<String>,
    expires: Option<String>,
    /// `active`, `expired` or `revoked`.
    state: &'static str,
}

async fn page(visit: Visit) -> Result<Response, WebError> {
    let RightsForm { role, extent, companies } =
        RightsForm::of(Role::Reader, actor(&visit)?.companies);
    let form = TokenForm { role, extent, companies, ..TokenForm::default() };
    shown(&visit, &form, None, None).await
}

async fn shown(
    visit: &Visit,
    form: &TokenForm,
    mistake: Option<String>,
    secret: Option<Secret>,
) -> Result<Response, WebError> {
    let listed = api_tokens::overseen(&visit.web.store, actor(visit)?).await?;
    let context = Context {
        tokens: listed.into_iter().map(|listed| line(visit, listed)).collect(),
        name: form.name.clone(),
        expires: form.expires.clone(),
        rights: Rights::of(visit, &form.rights()),
        mistake,
        secret: secret.map(|secret| secret.reveal().to_owned()),
    };
    visit.page("pages/admin/tokens.html", context)
}

fn line(visit: &Visit, token: ListedToken) -> Line {
    let (format, zone) = (visit.format(), zone(visit));
    let moment = |at: DateTime<Utc>| format.moment(at, zone);
    let expired = token.expires.is_some_and(|expires| expires <= visit.clock().now());
    Line {
        id: token.token.id,
        companies: listed(&token.token.companies),
        role: token.token.role.as_str(),
        name: token.token.name,
        created: moment(token.created),
        created_by: token.created_by,
        used: token.used.map(moment),
        expires: token.expires.map(moment),
        state: match (token.revoked, expired) {
            (Some(_), _) => "revoked",
            (None, true) => "expired",
            (None, false) => "active",
        },
    }
}

async fn create(visit: Visit, Form(form): Form<TokenForm>) -> Result<Response, WebError> {
    match make(&visit, &form, actor(&visit)?).await {
        Ok(secret) => {
            let TokenForm { role, extent, companies, .. } = form;
            let fresh = TokenForm { role, extent, companies, ..TokenForm::default() };
            shown(&visit, &fresh, None, Some(secret)).await
        }
        Err(AppError::Account(error)) => {
            let mistake = Some(visit.text(&error.message()));
            let page = shown(&visit, &form, mistake, None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn make(visit: &Visit, form: &TokenForm, actor: Actor<'_>) -> Result<Secret, AppError> {
    let (role, companies) = form.rights().read()?;
    let expires = match form.expires.trim() {
        "" => None,
        day => Some(after(visit, day).ok_or(AccountError::ExpiresAtOnce)?),
    };
    let token = NewToken { name: &form.name, role, companies, expires };
    api_tokens::create(&visit.web.store, &token, actor, visit.clock().now()).await
}

/// The end of a day.
fn after(visit: &Visit, day: &str) -> Option<DateTime<Utc>> {
    let next: NaiveDate = day.parse::<NaiveDate>().ok()?.checked_add_days(Days::new(1))?;
    let midnight = next.and_hms_opt(0, 0, 0)?;
    Some(midnight.and_local_timezone(zone(visit)).earliest()?.to_utc())
}

async fn revoke(visit: Visit, Path(id): Path<i64>) -> Result<Response, WebError> {
    let (store, now) = (&visit.web.store, visit.clock().now());
    if api_tokens::revoke(store, id, actor(&visit)?, now).await? {
        Ok(visit.done("/admin/tokens", "notice-token-revoked"))
    } else {
        Err(WebError::NotFound)
    }
}

//! One user: name and rights, password, sessions.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use serde::{Deserialize, Serialize};

use super::actor;
use super::rights::{Rights, RightsForm};
use crate::app::accounts;
use crate::app::error::AppError;
use crate::store::{Account, AccountEdit};
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::Visit;

pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Need::ADMINISTRATOR, "/admin/users/{id}", page)
        .post(Need::ADMINISTRATOR, "/admin/users/{id}", edit)
        .post(Need::ADMINISTRATOR, "/admin/users/{id}/password", reset_password)
        .post(Need::ADMINISTRATOR, "/admin/users/{id}/sessions", end_sessions)
}

#[derive(Deserialize)]
struct EditForm {
    #[serde(default)]
    name: String,
    active: Option<String>,
    #[serde(default)]
    role: String,
    #[serde(default)]
    extent: String,
    #[serde(default)]
    companies: Vec<String>,
}

impl EditForm {
    fn rights(&self) -> RightsForm {
        let (role, extent) = (self.role.clone(), self.extent.clone());
        RightsForm { role, extent, companies: self.companies.clone() }
    }
}

#[derive(Serialize)]
struct Context {
    id: i64,
    login: String,
    name: String,
    active: bool,
    has_password: bool,
    rights: Rights,
    mistake: Option<String>,
}

async fn found(visit: &Visit, id: i64) -> Result<Account, WebError> {
    let account = accounts::find(&visit.web.store, actor(visit)?, id).await?;
    account.ok_or(WebError::NotFound)
}

async fn page(visit: Visit, Path(id): Path<i64>) -> Result<Response, WebError> {
    let account = found(&visit, id).await?;
    shown(&visit, &account, &form_of(&account), None)
}

fn form_of(account: &Account) -> EditForm {
    let RightsForm { role, extent, companies } = RightsForm::of(account.role, &account.companies);
    EditForm {
        name: account.name.clone(),
        active: account.active.then(|| "on".to_owned()),
        role,
        extent,
        companies,
    }
}

fn shown(
    visit: &Visit,
    account: &Account,
    form: &EditForm,
    mistake: Option<String>,
) -> Result<Response, WebError> {
    let context = Context {
        id: account.id,
        login: account.login.clone(),
        name: form.name.clone(),
        active: form.active.is_some(),
        has_password: account.password_hash.is_some(),
        rights: Rights::of(visit, &form.rights()),
        mistake,
    };
    visit.page("pages/admin/user.html", context)
}

/// The page again with what was wrong, or whatever else went wrong.
fn again(
    visit: &Visit,
    account: &Account,
    form: &EditForm,
    error: AppError,
) -> Result<Response, WebError> {
    let AppError::Account(error) = error else { return Err(error.into()) };
    let page = shown(visit, account, form, Some(visit.text(&error.message())))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn edit(
    visit: Visit,
    Path(id): Path<i64>,
    Form(form): Form<EditForm>,
) -> Result<Response, WebError> {
    let account = found(&visit, id).await?;
    let (role, companies) = match form.rights().read() {
        Ok(rights) => rights,
        Err(error) => return again(&visit, &account, &form, error.into()),
    };
    let name = form.name.trim();
    let name = if name.is_empty() { &account.login } else { name }.to_owned();
    let wanted = AccountEdit { name, role, companies, active: form.active.is_some() };
    let (store, now) = (&visit.web.store, visit.clock().now());
    match accounts::edit(store, &account, &wanted, actor(&visit)?, now).await {
        Ok(()) => Ok(visit.done("/admin/users", "notice-user-changed")),
        Err(error) => again(&visit, &account, &form, error),
    }
}

#[derive(Deserialize)]
struct PasswordForm {
    #[serde(default)]
    password: String,
}

async fn reset_password(
    visit: Visit,
    Path(id): Path<i64>,
    Form(form): Form<PasswordForm>,
) -> Result<Response, WebError> {
    let account = found(&visit, id).await?;
    let (store, now) = (&visit.web.store, visit.clock().now());
    match accounts::reset_password(store, &account, &form.password, actor(&visit)?, now).await {
        Ok(()) => Ok(visit.done(&format!("/admin/users/{id}"), "notice-password-set")),
        Err(error) => again(&visit, &account, &form_of(&account), error),
    }
}

async fn end_sessions(visit: Visit, Path(id): Path<i64>) -> Result<Response, WebError> {
    let account = found(&visit, id).await?;
    let (store, now) = (&visit.web.store, visit.clock().now());
    accounts::end_sessions(store, &account, actor(&visit)?, now).await?;
    Ok(visit.done(&format!("/admin/users/{id}"), "notice-sessions-ended"))
}

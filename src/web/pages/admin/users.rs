//! The list of users, and a new one.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use serde::{Deserialize, Serialize};

use super::actor;
use super::rights::{Rights, RightsForm, listed};
use crate::app::accounts::{self, NewUser};
use crate::app::actor::Actor;
use crate::app::error::AppError;
use crate::domain::account::Role;
use crate::store::Account;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::Visit;

pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Need::ADMINISTRATOR, "/admin/users", list)
        .post(Need::ADMINISTRATOR, "/admin/users", create)
        .get(Need::ADMINISTRATOR, "/admin/users/new", new)
}

#[derive(Serialize)]
struct List {
    users: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    id: i64,
    login: String,
    name: String,
    role: &'static str,
    /// Nothing for all of them.
    companies: Option<String>,
    active: bool,
}

impl From<Account> for Line {
    fn from(account: Account) -> Self {
        Self {
            id: account.id,
            companies: listed(&account.companies),
            role: account.role.as_str(),
            active: account.active,
            login: account.login,
            name: account.name,
        }
    }
}

async fn list(visit: Visit) -> Result<Response, WebError> {
    let accounts = accounts::overseen(&visit.web.store, actor(&visit)?).await?;
    let users = accounts.into_iter().map(Line::from).collect();
    visit.page("pages/admin/users.html", List { users })
}

#[derive(Default, Deserialize)]
struct NewForm {
    #[serde(default)]
    login: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    extent: String,
    #[serde(default)]
    companies: Vec<String>,
}

impl NewForm {
    fn rights(&self) -> RightsForm {
        let (role, extent) = (self.role.clone(), self.extent.clone());
        RightsForm { role, extent, companies: self.companies.clone() }
    }
}

#[derive(Serialize)]
struct New {
    login: String,
    name: String,
    rights: Rights,
    mistake: Option<String>,
    by_identity: bool,
}

async fn new(visit: Visit) -> Result<Response, WebError> {
    let companies = &actor(&visit)?.companies;
    let RightsForm { role, extent, companies } = RightsForm::of(Role::Reader, companies);
    shown(&visit, &NewForm { role, extent, companies, ..NewForm::default() }, None)
}

fn shown(visit: &Visit, form: &NewForm, mistake: Option<String>) -> Result<Response, WebError> {
    let context = New {
        login: form.login.clone(),
        name: form.name.clone(),
        rights: Rights::of(visit, &form.rights()),
        mistake,
        by_identity: visit.web.settings.openid.is_some(),
    };
    visit.page("pages/admin/user_new.html", context)
}

async fn create(visit: Visit, Form(form): Form<NewForm>) -> Result<Response, WebError> {
    match add(&visit, &form, actor(&visit)?).await {
        Ok(()) => Ok(visit.done("/admin/users", "notice-user-created")),
        Err(AppError::Account(error)) => {
            let page = shown(&visit, &form, Some(visit.text(&error.message())))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn add(visit: &Visit, form: &NewForm, actor: Actor<'_>) -> Result<(), AppError> {
    let (role, companies) = form.rights().read()?;
    let (login, name) = (form.login.as_str(), form.name.as_str());
    // Who comes by OpenID Connect may have none.
    let needless = form.password.is_empty() && visit.web.settings.openid.is_some();
    let password = (!needless).then_some(form.password.as_str());
    let user = NewUser { login, name, role, companies, password };
    let now = visit.clock().now();
    accounts::create(&visit.web.store, &user, actor, now).await
}

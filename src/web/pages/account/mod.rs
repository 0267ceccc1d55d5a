//! One's own account: password, language, sessions.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use serde::{Deserialize, Serialize};

use crate::app::account_error::AccountError;
use crate::app::accounts;
use crate::app::actor::Actor;
use crate::app::error::AppError;
use crate::app::signing_in;
use crate::domain::account::Companies;
use crate::store::Account;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::session;
use crate::web::visit::{LANGUAGE_COOKIE, Visit};
use crate::wording::msg;

pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Need::READER, "/account", page)
        .post(Need::READER, "/account/password", password)
        .post(Need::READER, "/account/language", language)
        .post(Need::READER, "/account/sessions", end_sessions)
}

#[derive(Serialize)]
struct Context {
    login: String,
    name: String,
    role: &'static str,
    /// Nothing for all of them.
    companies: Option<String>,
    has_password: bool,
    language: String,
    mistake: Option<String>,
}

async fn own(visit: &Visit) -> Result<Account, WebError> {
    let account = visit.web.store.account(visit.author()).await?;
    account.ok_or(WebError::NotSignedIn)
}

async fn page(visit: Visit) -> Result<Response, WebError> {
    let account = own(&visit).await?;
    shown(&visit, account, None)
}

fn shown(visit: &Visit, account: Account, mistake: Option<String>) -> Result<Response, WebError> {
    let names = |codes: &Companies| {
        let rules = visit.engine.rules.companies.iter().map(|rules| &rules.company);
        let names: Vec<&str> =
            rules.filter(|it| codes.has(&it.code)).map(|it| it.name.as_str()).collect();
        names.join(", ")
    };
    let context = Context {
        role: account.role.as_str(),
        companies: (account.companies != Companies::All).then(|| names(&account.companies)),
        has_password: account.password_hash.is_some(),
        login: account.login,
        name: account.name,
        language: account.language.unwrap_or_default(),
        mistake,
    };
    visit.page("pages/account/page.html", context)
}

#[derive(Deserialize)]
struct PasswordForm {
    #[serde(default)]
    old: String,
    #[serde(default)]
    new: String,
    #[serde(default)]
    again: String,
}

async fn password(visit: Visit, Form(form): Form<PasswordForm>) -> Result<Response, WebError> {
    let account = own(&visit).await?;
    if visit.web.attempts.with_login(&account.login).is_err() {
        let page = shown(&visit, account, Some(visit.text(&msg!("web-too-many"))))?;
        return Ok((StatusCode::TOO_MANY_REQUESTS, page).into_response());
    }
    let (store, now) = (&visit.web.store, visit.clock().now());
    let changed = if form.new == form.again {
        accounts::change_password(store, &account, &form.old, &form.new, now).await
    } else {
        Err(AccountError::DifferentPasswords.into())
    };
    match changed {
        Ok(()) => {
            let token = signing_in::again(store, &account, visit.address, now).await?;
            let mut response = visit.done("/account", "notice-own-password-changed");
            response.headers_mut().extend(session::opened(&token, &visit.web.settings));
            Ok(response)
        }
        Err(AppError::Account(error)) => {
            let page = shown(&visit, account, Some(visit.text(&error.message())))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
struct LanguageForm {
    #[serde(default)]
    language: String,
}

/// The language of the account; what was chosen for this browser alone gives
/// way to it.
async fn language(visit: Visit, Form(form): Form<LanguageForm>) -> Result<Response, WebError> {
    let account = own(&visit).await?;
    let chosen = Some(form.language.as_str()).filter(|tag| ["fr", "en"].contains(tag));
    visit.web.store.set_language(account.id, chosen).await?;
    let mut response = visit.done("/account", "notice-language-chosen");
    let settings = &visit.web.settings;
    response.headers_mut().extend(session::set(LANGUAGE_COOKIE, "", 0, settings));
    Ok(response)
}

async fn end_sessions(visit: Visit) -> Result<Response, WebError> {
    let account = own(&visit).await?;
    let (role, companies) = (account.role, &account.companies);
    let actor = Actor { name: &account.login, role, companies };
    accounts::end_sessions(&visit.web.store, &account, actor, visit.clock().now()).await?;
    let mut response = Redirect::to("/sign-in").into_response();
    response.headers_mut().extend(session::closed(&visit.web.settings));
    Ok(response)
}

//! To the issuer of OpenID Connect, and back.

use axum::extract::Query;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::{Context, Next, close_former, inside, shown, too_many};
use crate::app::accounts;
use crate::app::actor::Actor;
use crate::app::secret::Secret;
use crate::app::signing_in::{self, Vouched};
use crate::store::{Account, AccountEdit};
use crate::web::error::WebError;
use crate::web::openid::{self, Flow, Identity, Provider};
use crate::web::routes::{Need, Routes};
use crate::web::session;
use crate::web::visit::Visit;
use crate::wording::msg;

const BACK: &str = "/sign-in/openid/back";

/// Seconds that the cookie of a flow lasts.
const FLOW: i64 = 600;

pub fn routes(routes: Routes) -> Routes {
    routes.get(Need::Nothing, "/sign-in/openid", leave).get(Need::Nothing, BACK, come_back)
}

/// The cookie that holds the secret of a flow.
fn cookie(visit: &Visit) -> &'static str {
    if visit.web.settings.is_secure() { "__Host-relance-flow" } else { "relance-flow" }
}

/// The address to come back to, as the issuer knows it.
fn back(visit: &Visit, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    match &visit.web.settings.public_url {
        Some(url) => format!("{}{BACK}", url.origin().ascii_serialization()),
        None => format!("http://{host}{BACK}"),
    }
}

async fn leave(
    visit: Visit,
    headers: HeaderMap,
    Query(query): Query<Next>,
) -> Result<Response, WebError> {
    let provider = visit.web.settings.openid.as_ref().ok_or(WebError::NotFound)?;
    let next = inside(&query.next);
    if let Err(wait) = visit.web.attempts.at_address(visit.address) {
        return too_many(&visit, next, String::new(), wait);
    }
    let asked = openid::authorization(provider, &back(&visit, &headers)).await;
    let (url, [state, nonce, verifier]) = match asked {
        Ok(asked) => asked,
        Err(error) => {
            tracing::error!(%error, "the issuer of OpenID Connect does not answer");
            return failed(&visit, next);
        }
    };
    let secret = Secret::new("rlf")?;
    let began = visit.clock().now();
    visit.web.flows.begin(secret.hash(), Flow { state, nonce, verifier, next, began });
    let mut response = Redirect::to(url.as_str()).into_response();
    let set = session::set(cookie(&visit), secret.reveal(), FLOW, &visit.web.settings);
    response.headers_mut().extend(set);
    Ok(response)
}

#[derive(Deserialize)]
struct Returned {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
}

async fn come_back(
    visit: Visit,
    headers: HeaderMap,
    Query(returned): Query<Returned>,
) -> Result<Response, WebError> {
    let provider = visit.web.settings.openid.as_ref().ok_or(WebError::NotFound)?;
    let now = visit.clock().now();
    let secret = session::value(&headers, cookie(&visit)).unwrap_or_default();
    let flow = visit.web.flows.end(&Secret::hash_of(&secret), &returned.state, now);
    let Some(flow) = flow else { return failed(&visit, String::new()) };
    let next = flow.next.clone();
    let back = back(&visit, &headers);
    let identity = match openid::identity(provider, &back, flow, returned.code).await {
        Ok(identity) => identity,
        Err(error) => {
            tracing::warn!(%error, "the issuer of OpenID Connect did not vouch");
            return failed(&visit, next);
        }
    };
    let vouched = Vouched { subject: &identity.subject, email: identity.email.as_deref() };
    let store = &visit.web.store;
    let account = signing_in::vouched_account(store, vouched, visit.address, now).await?;
    let Some(account) = account else { return failed(&visit, next) };
    take_role(&visit, provider, &identity, &account).await?;
    let token = signing_in::vouched(store, &account, visit.address, now).await?;
    close_former(&visit, &headers).await?;
    let mut response = Redirect::to(&next).into_response();
    response.headers_mut().extend(session::opened(&token, &visit.web.settings));
    let set = session::set(cookie(&visit), "", 0, &visit.web.settings);
    response.headers_mut().extend(set);
    Ok(response)
}

/// Where a claim names roles, the issuer decides; who has none stays out.
async fn take_role(
    visit: &Visit,
    provider: &Provider,
    identity: &Identity,
    account: &Account,
) -> Result<(), WebError> {
    if provider.role_claim.is_none() {
        return Ok(());
    }
    let role = identity.role.ok_or(WebError::Forbidden)?;
    if role == account.role {
        return Ok(());
    }
    let edit = AccountEdit {
        name: account.name.clone(),
        role,
        companies: account.companies.clone(),
        active: true,
    };
    let actor = Actor::at_the_machine("openid");
    Ok(accounts::edit(&visit.web.store, account, &edit, actor, visit.clock().now()).await?)
}

fn failed(visit: &Visit, next: String) -> Result<Response, WebError> {
    let failure = Some(visit.text(&msg!("web-identity-failed")));
    let page = shown(visit, Context { next, failure, ..Context::default() })?;
    Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

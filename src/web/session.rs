//! The cookie that says who is signed in.

use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use super::error::WebError;
use super::settings::Settings;
use super::state::Web;
use crate::app::accounts::SESSION;
use crate::app::secret::Secret;
use crate::store::Account;

/// With the prefix `__Host-` browsers take a cookie only over TLS, for this
/// host and all of its paths.
fn name(settings: &Settings) -> &'static str {
    if settings.is_secure() { "__Host-relance" } else { "relance" }
}

pub fn token(headers: &HeaderMap, settings: &Settings) -> Option<String> {
    CookieJar::from_headers(headers).get(name(settings)).map(|cookie| cookie.value().to_owned())
}

/// Who is signed in.
///
/// # Errors
/// When the database fails.
pub async fn account(web: &Web, headers: &HeaderMap) -> Result<Option<Account>, WebError> {
    let Some(token) = token(headers, &web.settings) else { return Ok(None) };
    Ok(web.store.session(&Secret::hash_of(&token), web.clock().now()).await?)
}

/// The header that signs a browser in.
pub fn opened(token: &Secret, settings: &Settings) -> Option<(header::HeaderName, HeaderValue)> {
    set(cookie(token.reveal().to_owned(), SESSION.num_seconds(), settings))
}

/// The header that signs a browser out.
pub fn closed(settings: &Settings) -> Option<(header::HeaderName, HeaderValue)> {
    set(cookie(String::new(), 0, settings))
}

fn cookie(value: String, seconds: i64, settings: &Settings) -> Cookie<'static> {
    let mut cookie = Cookie::new(name(settings), value);
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_path("/");
    cookie.set_secure(settings.is_secure());
    cookie.set_max_age(cookie::time::Duration::seconds(seconds));
    cookie
}

fn set(cookie: Cookie<'static>) -> Option<(header::HeaderName, HeaderValue)> {
    let value = HeaderValue::from_str(&cookie.to_string()).ok()?;
    Some((header::SET_COOKIE, value))
}

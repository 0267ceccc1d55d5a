//! The cookie that says who is signed in.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use super::error::WebError;
use super::settings::Settings;
use super::state::Web;
use super::visit::LANGUAGE_COOKIE;
use crate::app::secret::Secret;
use crate::app::signing_in;
use crate::store::Account;

const A_YEAR: i64 = 365 * 24 * 60 * 60;

/// With the prefix `__Host-` browsers take a cookie only over TLS, for this
/// host and all of its paths.
fn name(settings: &Settings) -> &'static str {
    if settings.is_secure() { "__Host-relance" } else { "relance" }
}

pub fn token(headers: &HeaderMap, settings: &Settings) -> Option<String> {
    value(headers, name(settings))
}

/// The value of a cookie.
pub fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    CookieJar::from_headers(headers).get(name).map(|cookie| cookie.value().to_owned())
}

/// Who is signed in. The session lasts longer by it.
///
/// # Errors
/// When the database fails.
pub async fn account(web: &Web, headers: &HeaderMap) -> Result<Option<Account>, WebError> {
    let Some(token) = token(headers, &web.settings) else { return Ok(None) };
    let now = web.clock().now();
    let Some(session) = signing_in::session(&web.store, &token, now).await? else {
        return Ok(None);
    };
    if web.touched.is_due(Secret::hash_of(&token), now) {
        let (store, opened) = (web.store.clone(), session.opened);
        // Nobody waits for it: an import may keep the database busy.
        tokio::spawn(async move {
            if let Err(error) = signing_in::renew(&store, &token, opened, now).await {
                tracing::warn!(%error, "a session was not renewed");
            }
        });
    }
    Ok(Some(session.account))
}

/// The header that signs a browser in.
pub fn opened(token: &Secret, settings: &Settings) -> Option<(HeaderName, HeaderValue)> {
    let seconds = signing_in::LONGEST.num_seconds();
    set(name(settings), token.reveal(), seconds, settings)
}

/// The header that signs a browser out.
pub fn closed(settings: &Settings) -> Option<(HeaderName, HeaderValue)> {
    set(name(settings), "", 0, settings)
}

/// The header by which a browser keeps a language.
pub fn language(tag: &str, settings: &Settings) -> Option<(HeaderName, HeaderValue)> {
    set(LANGUAGE_COOKIE, tag, A_YEAR, settings)
}

/// The header of a cookie that only we read, for so many seconds.
pub fn set(
    name: &'static str,
    value: &str,
    seconds: i64,
    settings: &Settings,
) -> Option<(HeaderName, HeaderValue)> {
    let mut cookie = Cookie::new(name, value.to_owned());
    cookie.set_http_only(true);
    // Not strict: who follows a link in a mail stays signed in.
    cookie.set_same_site(SameSite::Lax);
    cookie.set_path("/");
    cookie.set_secure(settings.is_secure());
    cookie.set_max_age(cookie::time::Duration::seconds(seconds));
    let value = HeaderValue::from_str(&cookie.to_string()).ok()?;
    Some((header::SET_COOKIE, value))
}

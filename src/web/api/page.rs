//! Lists, a page at a time: where a page ends is the cursor of the next.

use axum::Json;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use crate::web::error::WebError;
use crate::wording::msg;

/// Entries of a page where none is asked for.
const USUAL: u32 = 100;
/// Entries of the largest page.
pub const MOST: u32 = 500;

/// How many entries a page has, from 1 to 500.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(u32);

impl Default for Limit {
    fn default() -> Self {
        Self(USUAL)
    }
}

impl Limit {
    pub fn get(self) -> usize {
        self.0 as usize
    }

    /// As the store takes it.
    pub fn count(self) -> u64 {
        u64::from(self.0)
    }

    /// One more than is shown tells whether there is a next page.
    pub fn and_one(self) -> u64 {
        self.count() + 1
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let limit = u32::deserialize(deserializer)?;
        if (1..=MOST).contains(&limit) {
            return Ok(Self(limit));
        }
        Err(serde::de::Error::custom(format!("limit: 1 to {MOST}")))
    }
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// The value of `after` for the next page; none on the last one. The same
    /// as the header `Link` says as an address.
    pub next: Option<String>,
}

/// A page with the address of its list.
pub struct Listed<T> {
    page: Page<T>,
    uri: Uri,
}

impl<T> Page<T> {
    /// Of at most `limit` and one more entries; `cursor` tells where the last
    /// one that is shown stands.
    pub fn of<E>(
        mut found: Vec<E>,
        limit: Limit,
        cursor: impl FnOnce(&E) -> String,
        shown: impl FnMut(E) -> T,
    ) -> Self {
        let more = found.len() > limit.get();
        found.truncate(limit.get());
        let next = found.last().filter(|_| more).map(|last| written(&cursor(last)));
        Self { items: found.into_iter().map(shown).collect(), next }
    }

    /// Of a list that is held as a whole; the cursor counts its entries.
    ///
    /// # Errors
    /// When the cursor is none.
    pub fn slice<E>(
        all: Vec<E>,
        after: Option<&str>,
        limit: Limit,
        shown: impl FnMut(E) -> T,
    ) -> Result<Self, WebError> {
        let skipped: usize = position(after)?.unwrap_or(0);
        let rest: Vec<E> = all.into_iter().skip(skipped).take(limit.get() + 1).collect();
        let end = skipped.saturating_add(limit.get()).to_string();
        Ok(Self::of(rest, limit, |_| end, shown))
    }

    pub fn at(self, uri: &Uri) -> Listed<T> {
        Listed { page: self, uri: uri.clone() }
    }
}

impl<T: Serialize> IntoResponse for Listed<T> {
    fn into_response(self) -> Response {
        let link = self.page.next.as_deref().and_then(|next| next_link(&self.uri, next));
        let mut response = Json(self.page).into_response();
        if let Some(link) = link {
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }
}

/// The header that tells the address of the next page.
pub fn next_link(uri: &Uri, next: &str) -> Option<HeaderValue> {
    let pairs = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs.filter(|(name, _)| name != "after"))
        .append_pair("after", next)
        .finish();
    HeaderValue::from_str(&format!("<{}?{query}>; rel=\"next\"", uri.path())).ok()
}

/// Cursors are opaque, so that what they say can change.
pub fn written(cursor: &str) -> String {
    URL_SAFE_NO_PAD.encode(cursor)
}

/// What a cursor says.
///
/// # Errors
/// When the text is no cursor.
pub fn decoded(cursor: Option<&str>) -> Result<Option<String>, WebError> {
    let Some(cursor) = cursor else { return Ok(None) };
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| not_a_cursor())?;
    String::from_utf8(bytes).map(Some).map_err(|_| not_a_cursor())
}

/// A cursor that is a number.
///
/// # Errors
/// When the text is no cursor.
pub fn position<N: std::str::FromStr>(cursor: Option<&str>) -> Result<Option<N>, WebError> {
    let text = decoded(cursor)?;
    text.map(|text| text.parse().map_err(|_| not_a_cursor())).transpose()
}

pub fn not_a_cursor() -> WebError {
    WebError::BadRequest(msg!("api-not-a-cursor"))
}

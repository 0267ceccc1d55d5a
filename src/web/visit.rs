//! One request as handlers see it: who asks, for which company, in which
//! language, and the rules in force at its beginning.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use chrono::NaiveDate;
use serde::Serialize;

use super::access::Visitor;
use super::client;
use super::error::WebError;
use super::format::Format;
use super::query::segment;
use super::state::Web;
use crate::app::clock::Clock;
use crate::app::engine::Engine;
use crate::domain::company::CompanyCode;
use crate::domain::identity::{ReminderId, RunId};
use crate::rules::set::CompanyRules;
use crate::store::Run;
use crate::wording::{Message, UiLanguage};

/// The cookie of who chose a language by hand.
pub const LANGUAGE_COOKIE: &str = "relance_language";

#[derive(Clone)]
pub struct Visit {
    pub web: Web,
    pub engine: Engine,
    /// None on routes that are open to all.
    pub visitor: Option<Visitor>,
    /// The company that the path names.
    pub company: Option<Arc<CompanyRules>>,
    pub language: UiLanguage,
    pub uri: Uri,
    /// From where, for the audit log.
    pub address: Option<IpAddr>,
}

impl Visit {
    pub(super) fn new(
        web: Web,
        engine: Engine,
        visitor: Option<Visitor>,
        company: Option<Arc<CompanyRules>>,
        parts: &Parts,
    ) -> Self {
        let chosen = visitor.as_ref().and_then(|visitor| visitor.language);
        let language = language(&parts.headers, chosen);
        let address = client::address(parts, &web.settings.trusted_proxies);
        Self { web, engine, visitor, company, language, uri: parts.uri.clone(), address }
    }

    /// A page of this visit.
    ///
    /// # Errors
    /// When the template fails, which tests find.
    pub fn page(&self, template: &str, context: impl Serialize) -> Result<Response, WebError> {
        let page = self.web.templates.page(self, template, context)?;
        Ok(Html(page).into_response())
    }

    /// Sends a browser on after a change, with a notice: the identifier of a
    /// message that begins with `notice-`.
    pub fn done(&self, to: &str, notice: &str) -> Response {
        let joint = if to.contains('?') { '&' } else { '?' };
        Redirect::to(&format!("{to}{joint}notice={notice}")).into_response()
    }

    pub fn text(&self, message: &Message) -> String {
        message.in_language(self.language)
    }

    pub fn format(&self) -> Format {
        Format::new(self.language)
    }

    pub fn clock(&self) -> Clock {
        self.web.clock()
    }

    /// Whether the visitor may see a company.
    pub fn may_see(&self, company: &CompanyCode) -> bool {
        self.visitor.as_ref().is_some_and(|visitor| visitor.companies.has(company))
    }

    /// For the history and the audit log.
    pub fn author(&self) -> &str {
        self.visitor.as_ref().map_or("", |visitor| &visitor.author)
    }
}

/// As [`Visit`], of a company that the visitor may see.
#[derive(Clone)]
pub struct CompanyVisit {
    pub visit: Visit,
    pub rules: Arc<CompanyRules>,
}

impl std::ops::Deref for CompanyVisit {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.visit
    }
}

impl CompanyVisit {
    pub fn code(&self) -> &CompanyCode {
        &self.rules.company.code
    }

    /// Today in the company, or the day that the service acts for.
    pub fn today(&self) -> NaiveDate {
        self.clock().run_date(self.rules.company.time_zone)
    }

    /// The address of a page of the company, such as `/c/DEMO/balance`.
    pub fn path(&self, rest: &str) -> String {
        format!("{}{rest}", base(self.code()))
    }

    pub fn customer_path(&self, code: &str) -> String {
        self.path(&format!("/customers/{}", segment(code)))
    }

    pub fn invoice_path(&self, customer: &str, number: &str) -> String {
        self.path(&format!("/invoices/{}/{}", segment(customer), segment(number)))
    }

    /// An account of the balance.
    pub fn account_path(&self, code: &str) -> String {
        self.path(&format!("/balance/{}", segment(code)))
    }

    pub fn reminder_path(&self, reminder: ReminderId) -> String {
        self.path(&format!("/history/{}", reminder.0))
    }

    pub fn run_path(&self, run: RunId) -> String {
        self.path(&format!("/runs/{}", run.0))
    }

    /// `/c/DEMO/batches/NAME/preview` and the like.
    pub fn batch_path(&self, batch: &str, rest: &str) -> String {
        self.path(&format!("/batches/{}/{rest}", segment(batch)))
    }

    /// A run of the company.
    ///
    /// # Errors
    /// When the company has no such run, or the store fails.
    pub async fn run(&self, id: i64) -> Result<Run, WebError> {
        let run = self.web.store.run(RunId(id)).await?;
        run.filter(|run| run.company == *self.code()).ok_or(WebError::NotFound)
    }
}

/// `/c/DEMO`.
pub fn base(company: &CompanyCode) -> String {
    format!("/c/{}", segment(company.as_str()))
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, WebError> {
        parts.extensions.get::<Self>().cloned().ok_or(WebError::NotFound)
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Option<Self>, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}

impl<S: Sync> FromRequestParts<S> for CompanyVisit {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, WebError> {
        let visit = parts.extensions.get::<Visit>().cloned().ok_or(WebError::NotFound)?;
        let rules = visit.company.clone().ok_or(WebError::NotFound)?;
        Ok(Self { visit, rules })
    }
}

/// The language that somebody chose, by hand or in their account, else the
/// first that their browser asks for and that there is.
pub fn language(headers: &HeaderMap, account: Option<UiLanguage>) -> UiLanguage {
    let cookie = CookieJar::from_headers(headers);
    if let Some(chosen) = cookie.get(LANGUAGE_COOKIE) {
        return ui_language(chosen.value());
    }
    account.unwrap_or_else(|| {
        let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        asked
            .unwrap_or_default()
            .split(',')
            .map(|entry| entry.trim().to_ascii_lowercase())
            .find(|entry| entry.starts_with("fr") || entry.starts_with("en"))
            .map_or(UiLanguage::English, |entry| ui_language(&entry))
    })
}

pub fn ui_language(tag: &str) -> UiLanguage {
    if tag.starts_with("fr") { UiLanguage::French } else { UiLanguage::English }
}

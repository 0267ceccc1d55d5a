//! The audit log.

use axum::extract::Query;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::zone;
use crate::app::audit_chain::{self, Verify};
use crate::app::progress::Unwatched;
use crate::store::AuditFilter;
use crate::web::error::WebError;
use crate::web::query::{self, Choice};
use crate::web::routes::{Need, Routes};
use crate::web::visit::Visit;

/// Entries of a page.
const PAGE: u32 = 100;

pub fn routes(routes: Routes) -> Routes {
    routes.get(Need::Service, "/admin/audit", page).post(
        Need::Service,
        "/admin/audit/verify",
        verify,
    )
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    actor: String,
    #[serde(default)]
    action: String,
    before: Option<i64>,
}

#[derive(Serialize)]
struct Context {
    chain: Chain,
    actor: String,
    /// Labels are the page's.
    actions: Vec<Choice>,
    entries: Vec<Line>,
    /// The addresses of the next and of the first page.
    next: String,
    first: String,
}

/// Where the chain of the history stands.
#[derive(Serialize)]
struct Chain {
    head: String,
    entries: i64,
    /// When it was verified last, if ever.
    checked: Option<String>,
    /// What was wrong then.
    flaw: Option<String>,
}

#[derive(Serialize)]
struct Line {
    at: String,
    actor: String,
    action: String,
    object: String,
    detail: String,
}

async fn page(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let filter = AuditFilter {
        actor: asked.actor.trim().to_owned(),
        action: asked.action,
        before: asked.before,
    };
    let mut found = visit.web.store.audit_log(&filter, PAGE + 1).await?;
    let more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let address = |before: &str| {
        let pairs = [("actor", &*filter.actor), ("action", &*filter.action), ("before", before)];
        query::address("/admin/audit", pairs)
    };
    let next = match found.last().filter(|_| more) {
        Some(last) => address(&last.id.to_string()),
        None => String::new(),
    };
    let first = if filter.before.is_some() { address("") } else { String::new() };
    let actions = visit.web.store.audit_actions().await?;
    let (format, zone) = (visit.format(), zone(&visit));
    let head = visit.web.store.chain_head().await?;
    let last = visit.web.store.last_chain_check().await?;
    let context = Context {
        chain: Chain {
            head: head.to_string(),
            entries: head.entries,
            checked: last.as_ref().map(|check| format.moment(check.at, zone)),
            flaw: last.and_then(|check| check.flaw),
        },
        actions: actions
            .into_iter()
            .map(|action| Choice {
                chosen: action == filter.action,
                label: String::new(),
                value: action,
            })
            .collect(),
        entries: found
            .into_iter()
            .map(|entry| Line {
                at: format.moment(entry.at, zone),
                actor: entry.actor,
                action: entry.action,
                object: entry.object,
                detail: entry.detail,
            })
            .collect(),
        actor: filter.actor,
        next,
        first,
    };
    visit.page("pages/admin/audit.html", context)
}

async fn verify(visit: Visit) -> Result<Response, WebError> {
    let (store, now) = (&visit.web.store, visit.clock().now());
    let found = audit_chain::verify_and_keep(store, Verify::default(), &Unwatched, now).await?;
    let notice = match found.flaw {
        None => "notice-chain-intact",
        Some(_) => "notice-chain-broken",
    };
    Ok(visit.done("/admin/audit", notice))
}

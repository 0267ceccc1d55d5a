//! What the next batch would send to one customer, and why not the rest: the
//! same planning and rendering as a preview of all.

use super::clock::Clock;
use super::engine::{Engine, Scope};
use super::error::AppError;
use super::mailing::Mailing;
use super::planning;
use super::report::Rows;

/// The part of a batch that concerns one customer.
#[derive(Debug, Default)]
pub struct CustomerPreview {
    pub rows: Rows,
    /// The HTML part of each reminder of `rows`, in the same order.
    pub html: Vec<String>,
}

/// Plans and renders a customer as the batch would. Empty when nothing is
/// open.
///
/// # Errors
/// When the store fails.
pub async fn preview(
    engine: &Engine,
    scope: &Scope,
    code: &str,
    clock: &Clock,
) -> Result<CustomerPreview, AppError> {
    let Some(facts) = engine.store.facts_of(scope.company(), code).await? else {
        return Ok(CustomerPreview::default());
    };
    let (engine, scope) = (engine.clone(), scope.clone());
    let date = clock.mail_date(scope.rules.company.time_zone);
    tokio::task::spawn_blocking(move || {
        let policy = scope.rules.policy(&scope.batch);
        let mailing =
            Mailing { renderer: &engine.renderer, rules: &scope.rules, batch: &scope.batch, date };
        let prepared = planning::customer(&policy, mailing, &facts, scope.run_date);
        let rendered = prepared.mails.iter().filter_map(|mail| mail.mail.as_ref().ok());
        let html = rendered.map(|mail| mail.html.clone()).collect();
        let mut rows = Rows::default();
        rows.add(prepared);
        CustomerPreview { rows, html }
    })
    .await
    .map_err(|_| AppError::Worker)
}

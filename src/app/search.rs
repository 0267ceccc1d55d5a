//! Open items by criteria, with what a reminder by hand would be.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::engine::{Engine, Scope};
use super::error::AppError;
use super::request::check_criteria;
use crate::domain::level::LevelCode;
use crate::plan::facts::CustomerFacts;
use crate::plan::outcome::{ItemRef, Reason};
use crate::plan::policy::Policy;
use crate::plan::selection::propose;
use crate::store::{After, Criteria, FoundLine};

/// Items looked at once where rules may leave some out.
const CHUNK: u64 = 500;

/// A found item.
#[derive(Debug)]
pub struct Found {
    pub line: FoundLine,
    /// Run date minus due date.
    pub days_late: i64,
    /// The level that a reminder by hand would have, or why there is none.
    pub proposed: Result<LevelCode, Reason>,
}

/// At most `limit` open items that fit, by due date.
///
/// # Errors
/// When a level or a status is unknown, or the store fails.
pub async fn search(
    engine: &Engine,
    scope: &Scope,
    criteria: &Criteria,
    limit: u64,
) -> Result<Vec<Found>, AppError> {
    search_after(engine, scope, criteria, None, limit).await
}

/// As [`search`], after an item that was found before.
///
/// # Errors
/// As [`search`].
pub async fn search_after(
    engine: &Engine,
    scope: &Scope,
    criteria: &Criteria,
    mut after: Option<After>,
    limit: u64,
) -> Result<Vec<Found>, AppError> {
    check_criteria(&engine.rules, &scope.rules.ladder, criteria)?;
    let policy = scope.rules.policy(&scope.batch);
    let mut found = Vec::new();
    loop {
        let missing = limit.saturating_sub(found.len() as u64);
        if missing == 0 {
            break;
        }
        let count = if criteria.remindable { missing.max(CHUNK) } else { missing };
        let company = scope.company();
        let lines = engine.store.search(company, criteria, scope.run_date, after, count).await?;
        let Some(last) = lines.last() else { break };
        after = Some(After { due_date: last.due_date, item: last.item });
        let complete = (lines.len() as u64) < count;
        let mut proposals = proposals(engine, scope, &policy, lines).await?;
        if criteria.remindable {
            proposals.retain(|found| found.proposed.is_ok());
        }
        found.extend(proposals);
        if complete {
            break;
        }
    }
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

async fn proposals(
    engine: &Engine,
    scope: &Scope,
    policy: &Policy,
    lines: Vec<FoundLine>,
) -> Result<Vec<Found>, AppError> {
    let customers: BTreeSet<_> = lines.iter().map(|line| line.customer).collect();
    let facts = engine.store.facts_of_customers(scope.company(), &customers).await?;
    Ok(lines
        .into_iter()
        .map(|line| {
            let located = facts
                .get(&line.customer)
                .and_then(|facts| locate(facts, &line).map(|at| (facts, at)));
            let proposed = match located {
                Some((facts, at)) => propose(policy, facts, at, scope.run_date),
                None => Err(Reason::Settled),
            };
            let days_late = (scope.run_date - line.due_date).num_days();
            Found { line, days_late, proposed }
        })
        .collect())
}

fn locate(facts: &Arc<CustomerFacts>, line: &FoundLine) -> Option<ItemRef> {
    facts.invoices.iter().enumerate().find_map(|(invoice, facts)| {
        let item = facts.invoice.items.iter().position(|item| item.id == line.item)?;
        Some(ItemRef { invoice, item })
    })
}

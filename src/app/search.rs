//! Open items by criteria, with what a reminder by hand would be.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::engine::{Engine, Scope};
use super::error::AppError;
use super::request::check_criteria;
use crate::domain::hold::HoldKind;
use crate::domain::level::LevelCode;
use crate::plan::facts::CustomerFacts;
use crate::plan::outcome::{ItemRef, Reason};
use crate::plan::policy::Policy;
use crate::plan::selection::propose;
use crate::store::{After, Criteria, FoundLine};

/// Items looked at once where rules may leave some out.
const CHUNK: u64 = 200;

/// Items that a page looks at where rules leave all of them out: the next
/// page goes on from there.
const LOOKED_AT: u64 = 2_000;

/// A found item.
#[derive(Debug)]
pub struct Found {
    pub line: FoundLine,
    /// Run date minus due date.
    pub days_late: i64,
    /// The level that a reminder by hand would have, or why there is none.
    pub proposed: Result<LevelCode, Reason>,
    /// What holds in force stop for its invoice.
    pub holds: Vec<HoldKind>,
}

/// A part of what was found.
#[derive(Debug)]
pub struct Page {
    pub found: Vec<Found>,
    /// Where the next part begins; `None` at the end.
    pub next: Option<After>,
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
    Ok(gather(engine, scope, criteria, None, limit, u64::MAX).await?.found)
}

/// As [`search`], after a place, for one page of a list. Where rules leave most
/// items out, a page may have fewer than `limit`, or none, before the last one.
///
/// # Errors
/// As [`search`].
pub async fn page(
    engine: &Engine,
    scope: &Scope,
    criteria: &Criteria,
    after: Option<After>,
    limit: u64,
) -> Result<Page, AppError> {
    gather(engine, scope, criteria, after, limit, LOOKED_AT).await
}

async fn gather(
    engine: &Engine,
    scope: &Scope,
    criteria: &Criteria,
    mut after: Option<After>,
    limit: u64,
    looked_at: u64,
) -> Result<Page, AppError> {
    check_criteria(&engine.rules, &scope.rules.ladder, criteria)?;
    let policy = scope.rules.policy(&scope.batch);
    let (mut found, mut looked) = (Vec::new(), 0_u64);
    loop {
        // One more than is shown tells whether there is more.
        let missing = limit.saturating_sub(found.len() as u64).saturating_add(1);
        let count = if criteria.remindable { missing.max(CHUNK) } else { missing };
        let (company, on) = (scope.company(), scope.run_date);
        let mut lines = engine.store.search(company, criteria, on, after, count).await?;
        let complete = (lines.len() as u64) < count;
        looked += lines.len() as u64;
        if !criteria.remindable {
            lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        }
        let last = lines.last().map(place);
        let mut proposals = proposals(engine, scope, &policy, lines).await?;
        if criteria.remindable {
            proposals.retain(|found| found.proposed.is_ok());
        }
        found.extend(proposals);
        let full = found.len() as u64 > limit;
        if full {
            found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        }
        if full || (!criteria.remindable && !complete) {
            let next = found.last().map(|found: &Found| place(&found.line));
            return Ok(Page { found, next });
        }
        if complete {
            return Ok(Page { found, next: None });
        }
        if looked >= looked_at {
            return Ok(Page { found, next: last });
        }
        after = last;
    }
}

fn place(line: &FoundLine) -> After {
    After { due_date: line.due_date, item: line.item }
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
            let holds = located.map_or_else(Vec::new, |(facts, at)| {
                let holds = &facts.invoices[at.invoice].invoice.holds;
                holds.iter().map(|hold| hold.kind).collect()
            });
            Found { line, days_late, proposed, holds }
        })
        .collect())
}

fn locate(facts: &Arc<CustomerFacts>, line: &FoundLine) -> Option<ItemRef> {
    facts.invoices.iter().enumerate().find_map(|(invoice, facts)| {
        let item = facts.invoice.items.iter().position(|item| item.id == line.item)?;
        Some(ItemRef { invoice, item })
    })
}

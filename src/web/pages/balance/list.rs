//! The accounts that are not settled.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Query as UrlQuery;
use serde::Serialize;

use super::filters::{Asked, Form, Heading, Query, an_age_in};
use super::rows::{Amounts, Total, amounts, totals};
use crate::app::balance_summary::{Line, SortBy, Summary};
use crate::app::error::AppError;
use crate::balance::{Ledger, Note};
use crate::export::{Column, Words};
use crate::web::error::WebError;
use crate::web::visit::CompanyVisit;
use crate::wording::{Message, msg};

/// Lines of a page.
const LINES: usize = 50;

#[derive(Serialize)]
struct Context {
    form: Form,
    mistakes: Vec<String>,
    /// The other ledgers, by their addresses.
    customers: String,
    suppliers: String,
    /// Without any filter.
    plain: String,
    shown: Option<Shown>,
}

#[derive(Serialize)]
struct Shown {
    title: String,
    notes: Vec<String>,
    headings: Vec<Heading>,
    columns: usize,
    rows: Vec<Row>,
    totals: Vec<Total>,
    accounts: u64,
    operations: u64,
    page: usize,
    pages: usize,
    previous: Option<String>,
    next: Option<String>,
    exports: Vec<Export>,
}

/// The files of one kind.
#[derive(Serialize)]
struct Export {
    label: String,
    files: Vec<File>,
}

#[derive(Serialize)]
struct File {
    label: &'static str,
    address: String,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Row {
    /// What begins a group.
    Group { label: String },
    Line {
        code: String,
        name: String,
        address: String,
        /// The operations of one bucket each.
        buckets: Vec<String>,
        amounts: Amounts,
    },
    /// What a group comes to.
    Total(Total),
}

pub async fn page(
    visit: CompanyVisit,
    UrlQuery(query): UrlQuery<Query>,
) -> Result<Response, WebError> {
    let asked = match query.understood(&visit) {
        Ok(asked) => asked,
        Err(mistakes) => return refused(&visit, &query, &mistakes),
    };
    let request = asked.request.clone();
    let summary = visit.web.balances.of(&visit.engine, &visit.rules, request).await;
    let summary = match summary {
        Ok(summary) => summary,
        Err(error @ AppError::UnknownAccounts { .. }) => {
            return refused(&visit, &query, &[error.message()]);
        }
        Err(error) => return Err(error.into()),
    };
    let shown = shown(&visit, &query, &asked, &summary);
    visit.page("pages/balance/page.html", context(&visit, &query, &[], Some(shown)))
}

fn refused(
    visit: &CompanyVisit,
    query: &Query,
    mistakes: &[Message],
) -> Result<Response, WebError> {
    let page = visit.page("pages/balance/page.html", context(visit, query, mistakes, None))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn context(
    visit: &CompanyVisit,
    query: &Query,
    mistakes: &[Message],
    shown: Option<Shown>,
) -> Context {
    let path = visit.path("/balance");
    // Codes of accounts and names of persons are those of one ledger.
    let of = |ledger: Ledger| {
        let other = [("ledger", ledger.as_str()), ("accounts", ""), ("persons", "")];
        query.at(&path, &other)
    };
    Context {
        form: query.form(visit),
        mistakes: mistakes.iter().map(|mistake| visit.text(mistake)).collect(),
        customers: of(Ledger::Customers),
        suppliers: of(Ledger::Suppliers),
        plain: format!("{path}?ledger={}", query.ledger().as_str()),
        shown,
    }
}

fn shown(visit: &CompanyVisit, query: &Query, asked: &Asked, summary: &Summary) -> Shown {
    let words = asked.request.words(&visit.rules, visit.language);
    let path = visit.path("/balance");
    let pages = summary.len().div_ceil(LINES).max(1);
    let page = query.page().min(pages);
    let turn = |page: usize| query.at(&path, &[("page", &page.to_string())]);
    Shown {
        title: words.title(),
        notes: notes(visit, &words, &summary.report.notes),
        headings: headings(visit, query, asked, &words),
        columns: words.buckets().count() + 5,
        rows: rows(visit, query, asked, &words, summary, (page - 1) * LINES),
        totals: totals(visit, &words, &words.total(), &summary.report.totals, &summary.overdue),
        accounts: summary.report.accounts,
        operations: summary.report.totals.operations(),
        page,
        pages,
        previous: (page > 1).then(|| turn(page - 1)),
        next: (page < pages).then(|| turn(page + 1)),
        exports: exports(visit, query),
    }
}

/// What readers must know beside the figures.
pub fn notes(visit: &CompanyVisit, words: &Words, notes: &[Note]) -> Vec<String> {
    notes
        .iter()
        .map(|note| match note {
            Note::LeftOut { operations, amounts } => {
                let amounts: Vec<String> =
                    amounts.iter().map(|amount| visit.format().money(amount)).collect();
                visit.text(&msg!(
                    "web-balance-left-out",
                    count = *operations,
                    amounts = amounts.join(", ")
                ))
            }
            other => words.note(other),
        })
        .collect()
}

fn headings(visit: &CompanyVisit, query: &Query, asked: &Asked, words: &Words) -> Vec<Heading> {
    let path = visit.path("/balance");
    let heading = |label, by| query.heading(&path, label, by, asked.order);
    let mut headings = vec![
        heading(words.heading(Column::Account), SortBy::Code),
        heading(words.heading(Column::Name), SortBy::Name),
    ];
    for bucket in 0..words.buckets().count() {
        headings.push(heading(words.bucket(bucket), SortBy::Bucket(bucket)));
    }
    headings.push(heading(visit.text(&msg!("web-balance-overdue")), SortBy::Overdue));
    headings.push(heading(words.heading(Column::Amount), SortBy::Total));
    headings
}

fn rows(
    visit: &CompanyVisit,
    query: &Query,
    asked: &Asked,
    words: &Words,
    summary: &Summary,
    from: usize,
) -> Vec<Row> {
    // One more than is shown tells whether a group goes on.
    let lines = summary.lines(asked.order, from, LINES + 1);
    let mut rows = Vec::new();
    let mut at_hand = None;
    for (place, line) in lines.iter().take(LINES).enumerate() {
        let group = summary.groups.get(line.group);
        if let Some(group) = group
            && at_hand != Some(line.group)
        {
            at_hand = Some(line.group);
            rows.push(Row::Group { label: words.group(&group.key) });
        }
        rows.push(row(visit, query, words, line));
        let goes_on = lines.get(place + 1).is_some_and(|next| next.group == line.group);
        if let Some(group) = group.filter(|_| !goes_on) {
            let label = words.total_of(&words.group(&group.key));
            let totals = totals(visit, words, &label, &group.sums, &group.overdue);
            rows.extend(totals.into_iter().map(Row::Total));
        }
    }
    rows
}

fn row(visit: &CompanyVisit, query: &Query, words: &Words, line: &Line) -> Row {
    let path = visit.account_path(&line.account.code);
    let own = ("accounts", "");
    let of_bucket = |bucket: usize| {
        let days = an_age_in(words.buckets(), bucket).to_string();
        query.at(&path, &[own, ("bucket", &days)])
    };
    Row::Line {
        code: line.account.code.clone(),
        name: line.account.name.clone(),
        address: query.at(&path, &[own]),
        buckets: (0..line.buckets.len()).map(of_bucket).collect(),
        amounts: amounts(words, line.currency, &line.buckets, line.overdue, line.total),
    }
}

/// Operations and sums per account, in every format of files.
fn exports(visit: &CompanyVisit, query: &Query) -> Vec<Export> {
    let kinds =
        [(msg!("web-balance-export-operations"), ""), (msg!("web-balance-export-summary"), "on")];
    kinds
        .into_iter()
        .map(|(label, summary)| Export {
            label: visit.text(&label),
            files: super::export::FORMATS
                .iter()
                .map(|format| File {
                    label: format.label,
                    address: query.at(
                        &visit.path(&format!("/balance/export/{}", format.name)),
                        &[("summary", summary), ("sort", ""), ("order", "")],
                    ),
                })
                .collect(),
        })
        .collect()
}

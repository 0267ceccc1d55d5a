//! The history of a company, searched.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::app::history;
use crate::domain::channel::Channel;
use crate::domain::identity::RunId;
use crate::store::{HistoryQuery, HistoryRecord, HistoryResult};
use crate::web::error::WebError;
use crate::web::query::{Choice, address};
use crate::web::states::{self, State};
use crate::web::visit::CompanyVisit;
use crate::wording::{Message, msg};

/// Records on one page.
const PAGE: u64 = 50;

/// The filters, as the address has them.
#[derive(Debug, Deserialize, Serialize, Default)]
#[serde(default)]
pub struct Filters {
    customer: String,
    run: String,
    result: String,
    from: String,
    to: String,
    text: String,
    author: String,
    before: String,
}

#[derive(Serialize)]
struct Context {
    path: String,
    filters: Filters,
    results: Vec<Choice>,
    mistake: Option<String>,
    records: Vec<Row>,
    next: Option<String>,
    first: Option<String>,
    is_filtered: bool,
}

#[derive(Serialize)]
struct Row {
    at: String,
    result: State,
    customer: String,
    customer_name: String,
    customer_address: String,
    /// How it went: mail, letter, …
    channel: &'static str,
    level: String,
    subject: String,
    to: Vec<String>,
    detail: String,
    author: String,
    address: Option<String>,
    run: Option<i64>,
    run_address: Option<String>,
}

pub async fn page(
    visit: CompanyVisit,
    Query(filters): Query<Filters>,
) -> Result<Response, WebError> {
    let (query, mistake) = match understood(&visit, &filters) {
        Ok(query) => (Some(query), None),
        Err(mistake) => (None, Some(visit.text(&mistake))),
    };
    let (records, more) = match &query {
        Some(query) => history::page(&visit.engine, visit.code(), query).await?,
        None => (Vec::new(), false),
    };
    let is_mistaken = mistake.is_some();
    let last = records.last().map(|record| record.id.to_string());
    let path = visit.path("/history");
    let context = Context {
        next: last.filter(|_| more).map(|last| filters.address(&path, &last)),
        first: (!filters.before.is_empty()).then(|| filters.address(&path, "")),
        results: results(&filters.result),
        is_filtered: filters.address(&path, "") != path,
        mistake,
        records: records.iter().map(|record| row(&visit, record)).collect(),
        filters,
        path,
    };
    let page = visit.page("pages/history/list.html", context)?;
    Ok(if is_mistaken { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page })
}

impl Filters {
    fn address(&self, path: &str, before: &str) -> String {
        let Self { customer, run, result, from, to, text, author, .. } = self;
        let pairs = [
            ("customer", customer),
            ("run", run),
            ("result", result),
            ("from", from),
            ("to", to),
            ("text", text),
            ("author", author),
        ];
        let pairs = pairs.into_iter().map(|(name, value)| (name, value.trim()));
        address(path, pairs.chain([("before", before)]))
    }
}

fn understood(visit: &CompanyVisit, filters: &Filters) -> Result<HistoryQuery, Message> {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let zone = visit.rules.company.time_zone;
    let day = |text: &str| -> Result<Option<NaiveDate>, Message> {
        let Some(text) = given(text) else { return Ok(None) };
        let read = text.parse().ok().filter(|day: &NaiveDate| (1900..=9999).contains(&day.year()));
        read.map(Some).ok_or_else(|| msg!("web-history-bad-date", value = text))
    };
    // The first moment of a day in the company's time zone.
    let begin = |day: NaiveDate| -> Option<DateTime<Utc>> {
        let midnight = day.and_time(NaiveTime::MIN);
        Some(midnight.and_local_timezone(zone).earliest()?.with_timezone(&Utc))
    };
    let number = |text: &str| -> Result<Option<i64>, Message> {
        let Some(text) = given(text) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| msg!("web-history-bad-number", value = text))
    };
    let result = match given(&filters.result) {
        Some(name) => Some(
            HistoryResult::ALL
                .into_iter()
                .find(|result| result.as_str() == name)
                .ok_or_else(|| msg!("web-history-bad-result", value = name))?,
        ),
        None => None,
    };
    Ok(HistoryQuery {
        customer: given(&filters.customer),
        run: number(&filters.run)?.map(RunId),
        result,
        from: day(&filters.from)?.and_then(begin),
        until: day(&filters.to)?.and_then(|day| day.checked_add_days(Days::new(1))).and_then(begin),
        text: given(&filters.text),
        author: given(&filters.author),
        before: number(&filters.before)?,
        limit: PAGE,
    })
}

/// Named by the page.
fn results(chosen: &str) -> Vec<Choice> {
    let names = HistoryResult::ALL.into_iter().map(HistoryResult::as_str);
    std::iter::once("")
        .chain(names)
        .map(|name| Choice { value: name.to_owned(), label: String::new(), chosen: chosen == name })
        .collect()
}

fn row(visit: &CompanyVisit, record: &HistoryRecord) -> Row {
    Row {
        at: visit.format().moment(record.at, visit.rules.company.time_zone),
        result: states::of_history(record.result),
        customer: record.customer_code.clone(),
        customer_name: record.customer_name.clone(),
        customer_address: visit.customer_path(&record.customer_code),
        channel: record.channel.filter(|_| record.reminder.is_some()).map_or("", Channel::as_str),
        level: record.level.as_ref().map(ToString::to_string).unwrap_or_default(),
        subject: record.subject.clone(),
        to: record.to.clone(),
        detail: record.detail.clone(),
        author: record.author.clone(),
        address: record.reminder.map(|id| visit.reminder_path(id)),
        run: record.run.map(|run| run.0),
        run_address: record.run.map(|run| visit.run_path(run)),
    }
}

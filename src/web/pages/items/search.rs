//! The search of due items.

use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;

use super::filters::{Filters, Form};
use super::words::{self, Badge};
use crate::app::search::{self, Found, Page};
use crate::domain::channel::Channel;
use crate::domain::identity::DueItemId;
use crate::store::After;
use crate::web::error::WebError;
use crate::web::query::address;
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

/// Items of a page.
const ITEMS: u64 = 50;

#[derive(Serialize)]
struct Context {
    form: Form,
    mistakes: Vec<String>,
    rows: Vec<Row>,
    count: String,
    /// What the ticked items go to.
    selected: String,
    composer: String,
    /// The same for all that fit.
    all_selected: String,
    all_composer: String,
    /// Without filters.
    plain: String,
    first: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Row {
    /// As reminders by hand take it.
    name: String,
    label: String,
    invoice: String,
    customer: String,
    customer_path: String,
    due: String,
    late: String,
    overdue: bool,
    open: String,
    level: Badge,
    /// The level of a reminder by hand, or why there is none.
    proposed: Option<String>,
    refused: Option<String>,
    badges: Vec<Badge>,
    reminded: Option<String>,
    status: Option<String>,
    comment: String,
}

/// Names and values of the address.
pub fn pairs_of(visit: &CompanyVisit) -> Vec<(String, String)> {
    let query = visit.uri.query().unwrap_or_default();
    url::form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

pub async fn page(visit: CompanyVisit) -> Result<Response, WebError> {
    let pairs = pairs_of(&visit);
    let mut filters = Filters::read(&pairs);
    let after = pairs.iter().find(|(name, _)| name == "after");
    let after = after.and_then(|(_, value)| place(value));
    let company = Some(visit.code().as_str());
    let scope = visit.engine.scope_by_hand(company, Channel::Mail, &visit.clock())?;
    let mut page = Page { found: Vec::new(), next: None };
    if filters.mistakes.is_empty() {
        match search::page(&visit.engine, &scope, &filters.criteria, after, ITEMS).await {
            Ok(found) => page = found,
            Err(error) => filters.refused(error)?,
        }
    }
    let at = |rest: &str, more: &[(&str, &str)]| {
        let kept = filters.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        address(&visit.path(rest), more.iter().copied().chain(kept))
    };
    let shown = page.found.len();
    let context = Context {
        mistakes: filters.mistakes.iter().map(|mistake| visit.text(mistake)).collect(),
        rows: page.found.iter().map(|found| row(&visit, found)).collect(),
        count: visit.text(&match page.next.is_some() || after.is_some() {
            true => msg!("web-items-some", count = shown),
            false => msg!("web-items-count", count = shown),
        }),
        selected: visit.path("/items/selected"),
        composer: visit.path("/items/remind"),
        all_selected: at("/items/selected", &[("all", "on")]),
        all_composer: at("/reminders/new", &[("all", "on")]),
        plain: visit.path("/items"),
        first: after.map(|_| at("/items", &[])),
        next: page.next.map(|next| at("/items", &[("after", &place_text(next))])),
        form: Form::of(&visit, &filters).await?,
    };
    visit.page("pages/items/page.html", context)
}

/// `2026-11-01.1234`.
fn place_text(after: After) -> String {
    format!("{}.{}", after.due_date, after.item.0)
}

fn place(text: &str) -> Option<After> {
    let (day, item) = text.split_once('.')?;
    Some(After { due_date: day.parse::<NaiveDate>().ok()?, item: DueItemId(item.parse().ok()?) })
}

fn row(visit: &CompanyVisit, found: &Found) -> Row {
    let (line, format) = (&found.line, visit.format());
    let mut badges: Vec<Badge> = found
        .holds
        .iter()
        .map(|kind| Badge { text: words::hold(visit, *kind), tone: "warn" })
        .collect();
    if line.disputed {
        badges.push(Badge { text: visit.text(&msg!("follow-up-note-dispute")), tone: "warn" });
    }
    if let Some(day) = line.promised_on {
        badges.push(words::promise(visit, day, visit.today()));
    }
    Row {
        name: words::item_name(&line.customer_code, &line.invoice, line.instalment),
        label: format!("{}/{}", line.invoice, line.instalment),
        invoice: visit.invoice_path(&line.customer_code, &line.invoice),
        customer: format!("{} {}", line.customer_code, line.customer_name),
        customer_path: visit.customer_path(&line.customer_code),
        due: format.day(line.due_date),
        late: words::lateness(visit, found.days_late),
        overdue: found.days_late > 0,
        open: format.money(&line.open),
        level: words::standing(visit, &line.standing),
        proposed: found.proposed.as_ref().ok().map(ToString::to_string),
        refused: found.proposed.as_ref().err().map(|reason| words::reason(visit, reason)),
        badges,
        reminded: line.last_reminded_on.map(|day| format.day(day)),
        status: line.status.as_deref().map(|code| words::status(visit, code)),
        comment: line.comment.lines().last().unwrap_or_default().to_owned(),
    }
}

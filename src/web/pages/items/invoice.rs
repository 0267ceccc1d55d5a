//! One invoice: its due items, what was done about it, and what comes next.

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;

use super::changes::{self, Change};
use super::charges::{self, Charges};
use super::search::pairs_of;
use super::words::{self, Badge};
use crate::app::engine::Scope;
use crate::app::explain::Explanation;
use crate::app::invoice::{self, InvoiceView};
use crate::documents::Folder;
use crate::domain::channel::Channel;
use crate::store::{InvoiceReminder, InvoiceSheet, PlacedHold, SheetItem};
use crate::web::error::WebError;
use crate::web::message;
use crate::web::query::{Choice, address};
use crate::web::states::{self, State};
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

#[derive(Serialize)]
struct Context {
    number: String,
    label: String,
    customer: String,
    customer_path: String,
    ordering: Option<String>,
    ordering_path: Option<String>,
    date: String,
    total: String,
    open: String,
    reference: String,
    method: String,
    site: Option<String>,
    in_charge: Option<String>,
    to: Vec<String>,
    copies: Vec<String>,
    documents: Vec<Document>,
    items: Vec<Item>,
    holds: Vec<Hold>,
    /// Names of the open items, for forms.
    names: Vec<String>,
    edit: String,
    composer: String,
    hold: String,
    kinds: Vec<Choice>,
    /// The batch that decisions are explained for, where one runs.
    batch: Option<String>,
    batches: Vec<Choice>,
    explained: Vec<Explained>,
    charges: Vec<Charges>,
    reminders: Vec<Reminder>,
}

#[derive(Serialize)]
struct Document {
    name: String,
    path: String,
}

#[derive(Serialize)]
struct Item {
    instalment: u32,
    due: String,
    late: Option<String>,
    overdue: bool,
    amount: String,
    open: String,
    settled: bool,
    level: Badge,
    reminded: Option<String>,
    expected: Option<String>,
    status: Option<String>,
    badges: Vec<Badge>,
    next: String,
    comment: String,
    changes: Vec<Change>,
}

#[derive(Serialize)]
struct Hold {
    kind: &'static str,
    text: String,
    comment: String,
    author: String,
    since: String,
    /// When and by whom it was lifted.
    lifted: Option<String>,
}

#[derive(Serialize)]
struct Explained {
    instalment: u32,
    steps: Vec<Step>,
    level: Option<String>,
    to: String,
    together: String,
    reason: Option<String>,
}

#[derive(Serialize)]
struct Step {
    text: String,
    /// File and line of the rule; none where it is built in.
    place: Option<String>,
}

#[derive(Serialize)]
struct Reminder {
    path: String,
    date: String,
    level: String,
    state: State,
    to: String,
    subject: String,
}

/// The scope of the batch named, or the first that runs for the company; what
/// is done by hand where none does.
pub fn scope(visit: &CompanyVisit, named: &str) -> Result<(Scope, bool), WebError> {
    let scope = visit.engine.scope_ahead(Some(named), visit.code(), &visit.clock())?;
    let of_batch = scope.channel == Channel::Batch;
    Ok((scope, of_batch))
}

/// The batches of the company, to choose one from.
pub fn batches(visit: &CompanyVisit, scope: &Scope) -> Vec<Choice> {
    let all = visit.engine.batches_of(visit.code());
    all.map(|batch| Choice {
        value: batch.name.clone(),
        label: batch.name.clone(),
        chosen: batch.name == scope.batch.name,
    })
    .collect()
}

pub async fn page(
    visit: CompanyVisit,
    Path((_, customer, number)): Path<(String, String, String)>,
) -> Result<Response, WebError> {
    let pairs = pairs_of(&visit);
    let named = pairs.iter().find(|(name, _)| name == "batch").map_or("", |(_, batch)| batch);
    let (scope, of_batch) = scope(&visit, named)?;
    let found = invoice::show(&visit.engine, &scope, &customer, &number).await?;
    let view = found.ok_or(WebError::NotFound)?;
    visit.page("pages/items/invoice.html", context(&visit, &scope, of_batch, &view))
}

fn context(visit: &CompanyVisit, scope: &Scope, of_batch: bool, view: &InvoiceView) -> Context {
    let (sheet, format) = (&view.sheet, visit.format());
    let open = sheet.items.iter().filter(|item| !item.open.amount.is_zero());
    let names: Vec<String> = open
        .map(|item| words::item_name(&sheet.customer_code, &sheet.number, item.instalment))
        .collect();
    let here = visit.invoice_path(&sheet.customer_code, &sheet.number);
    let items = || names.iter().map(|name| ("item", name.as_str()));
    let sums = crate::plan::outcome::totals(sheet.items.iter().map(|item| item.open));
    Context {
        number: sheet.number.clone(),
        label: sheet.label.clone(),
        customer: format!("{} {}", sheet.customer_code, sheet.customer_name),
        customer_path: visit.customer_path(&sheet.customer_code),
        ordering: sheet.ordering.as_ref().map(|(code, name)| format!("{code} {name}")),
        ordering_path: sheet.ordering.as_ref().map(|(code, _)| visit.customer_path(code)),
        date: format.day(sheet.date),
        total: format.money(&sheet.total),
        open: sums.iter().map(|sum| format.money(sum)).collect::<Vec<_>>().join(" + "),
        reference: sheet.payment_reference.clone().unwrap_or_else(|| sheet.number.clone()),
        method: sheet.payment_method.clone(),
        site: sheet.site.clone(),
        in_charge: sheet.in_charge.clone(),
        to: sheet.recipients.to.clone(),
        copies: sheet.recipients.copies.clone(),
        documents: documents(sheet, &here),
        items: sheet
            .items
            .iter()
            .zip(&view.changes)
            .map(|(item, changes)| item_of(visit, item, changes::of(visit, changes)))
            .collect(),
        holds: sheet.holds.iter().map(|hold| hold_of(visit, hold)).collect(),
        edit: address(&visit.path("/items/selected"), items().chain([("back", here.as_str())])),
        composer: address(&visit.path("/reminders/new"), items()),
        hold: visit.path("/items/selected/holds"),
        kinds: crate::domain::hold::HoldKind::ALL
            .into_iter()
            .map(|kind| Choice {
                value: kind.as_str().to_owned(),
                label: words::hold(visit, kind),
                chosen: false,
            })
            .collect(),
        batch: of_batch.then(|| scope.batch.name.clone()),
        batches: batches(visit, scope),
        explained: view.explained.iter().map(|it| explained(visit, it)).collect(),
        charges: view.charges.iter().map(|it| charges::of(visit, it)).collect(),
        reminders: sheet.reminders.iter().map(|it| reminder(visit, it)).collect(),
        names,
    }
}

fn documents(sheet: &InvoiceSheet, here: &str) -> Vec<Document> {
    let places = sheet.documents.iter().enumerate();
    places
        .map(|(place, path)| Document {
            name: path.file_name().to_owned(),
            path: format!("{here}/documents/{place}"),
        })
        .collect()
}

fn item_of(visit: &CompanyVisit, item: &SheetItem, changes: Vec<Change>) -> Item {
    let (format, of) = (visit.format(), &item.follow_up);
    let settled = item.open.amount.is_zero();
    let days = (visit.today() - item.due_date).num_days();
    let mut badges = Vec::new();
    if of.disputed {
        badges.push(Badge { text: visit.text(&msg!("follow-up-note-dispute")), tone: "warn" });
    }
    if let Some(day) = of.promised_on {
        badges.push(words::promise(visit, day, visit.today()));
    }
    let day = of.next_action_on.map(|day| format.day(day)).unwrap_or_default();
    let by = of.next_action_by.clone().unwrap_or_default();
    Item {
        instalment: item.instalment,
        due: format.day(item.due_date),
        late: (!settled).then(|| words::lateness(visit, days)),
        overdue: !settled && days > 0,
        amount: format.money(&item.amount),
        open: format.money(&item.open),
        settled,
        level: words::standing(visit, &item.standing),
        reminded: item.last_reminded_on.map(|day| format.day(day)),
        expected: item.expected_payment_date.map(|day| format.day(day)),
        status: of.status.as_deref().map(|code| words::status(visit, code)),
        badges,
        next: format!("{day} {by}").trim().to_owned(),
        comment: of.comment.clone(),
        changes,
    }
}

fn hold_of(visit: &CompanyVisit, placed: &PlacedHold) -> Hold {
    let (format, hold) = (visit.format(), &placed.hold);
    let zone = visit.rules.company.time_zone;
    Hold {
        kind: hold.kind.as_str(),
        text: words::hold(visit, hold.kind),
        comment: hold.comment.clone(),
        author: hold.author.clone(),
        since: format.day(hold.placed_on),
        lifted: placed.lifted_at.map(|at| {
            let by = placed.lifted_by.clone().unwrap_or_default();
            visit.text(&msg!("web-items-lifted", at = format.moment(at, zone), by = by))
        }),
    }
}

fn explained(visit: &CompanyVisit, explanation: &Explanation) -> Explained {
    let steps = explanation.steps.iter().map(|step| Step {
        text: visit.text(&step.message),
        place: step.origin.as_ref().map(|origin| words::place(visit, origin)),
    });
    let (level, to, together, reason) = match &explanation.result {
        Ok(reminder) => {
            let mut to = reminder.to.clone();
            let copies = reminder.cc.iter();
            to.extend(copies.map(|copy| visit.text(&msg!("cli-copy", address = copy))));
            let level = Some(reminder.level.to_string());
            (level, to.join(", "), reminder.items.join(", "), None)
        }
        Err(reason) => (None, String::new(), String::new(), Some(words::reason(visit, reason))),
    };
    Explained {
        instalment: explanation.instalment,
        steps: steps.collect(),
        level,
        to,
        together,
        reason,
    }
}

fn reminder(visit: &CompanyVisit, reminder: &InvoiceReminder) -> Reminder {
    Reminder {
        path: visit.reminder_path(reminder.reminder),
        date: visit.format().day(reminder.run_date),
        level: reminder.level.clone(),
        state: states::of_reminder(reminder.state),
        to: reminder.to.join(", "),
        subject: reminder.subject.clone(),
    }
}

/// A file of the invoice.
pub async fn document(
    visit: CompanyVisit,
    Path((_, customer, number, place)): Path<(String, String, String, usize)>,
) -> Result<Response, WebError> {
    let sheet = visit.engine.store.invoice_sheet(visit.code(), &customer, &number).await?;
    let sheet = sheet.ok_or(WebError::NotFound)?;
    let folder = Folder::new(&visit.web.node_settings.documents);
    let read = tokio::task::spawn_blocking(move || invoice::document(&folder, &sheet, place));
    let read = read.await.map_err(|_| crate::app::error::AppError::Worker)?;
    let (name, content) = read?.ok_or(WebError::NotFound)?;
    let kind = message::kind_of(name.rsplit('.').next().unwrap_or_default());
    Ok(message::file(&name, kind, content))
}

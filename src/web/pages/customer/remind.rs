//! A mail of the customer follow-up: composed, looked at, sent. It raises no
//! level.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use uuid::Uuid;

use super::super::items::{pairs_of, words};
use super::contacts;
use super::show::unknown;
use crate::app::customer_follow_up;
use crate::app::engine::Scope;
use crate::app::error::AppError;
use crate::app::follow_up_mail::{self, Order, Towards};
use crate::app::report::Rows;
use crate::app::sending;
use crate::domain::channel::Channel;
use crate::domain::follow_up::plain_text;
use crate::web::error::WebError;
use crate::web::jobs::{Ending, Job, Kind, Refused};
use crate::web::message as others;
use crate::web::query::{Choice, address};
use crate::web::visit::CompanyVisit;
use crate::wording::{Message, msg};

type Pairs = Vec<(String, String)>;

/// To whom a mail of the follow-up goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Contacts,
    InCharge,
    People,
}

impl Way {
    fn of(name: &str) -> Self {
        match name {
            "in_charge" => Self::InCharge,
            "people" => Self::People,
            _ => Self::Contacts,
        }
    }

    fn channel(self) -> Channel {
        match self {
            Self::Contacts => Channel::FollowUp,
            Self::InCharge => Channel::InCharge,
            Self::People => Channel::Information,
        }
    }
}

#[derive(Serialize)]
struct Context {
    code: String,
    name: String,
    back: String,
    action: String,
    mistakes: Vec<String>,
    ways: Vec<Choice>,
    contacts: Vec<Choice>,
    invoices: Vec<Choice>,
    people: String,
    note: String,
    cc: String,
    senders: Vec<Choice>,
    preview: Option<Shown>,
}

#[derive(Serialize)]
struct Shown {
    mails: Vec<Mail>,
    left_out: Vec<LeftOut>,
    /// Where the first mail is shown.
    message: String,
    transport: String,
    to_server: bool,
    /// What tells this preview from another one.
    seen: String,
    /// Of this form alone: the same form sent twice is carried out once.
    key: String,
    /// The form once more, to be sent as it was looked at.
    pairs: Pairs,
}

#[derive(Serialize)]
struct Mail {
    subject: String,
    to: Vec<String>,
    cc: Vec<String>,
    items: Vec<String>,
    totals: Vec<String>,
}

#[derive(Serialize)]
struct LeftOut {
    item: String,
    reason: String,
}

fn value<'a>(pairs: &'a Pairs, wanted: &str) -> &'a str {
    pairs.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value.as_str())
}

fn values(pairs: &Pairs, wanted: &str) -> Vec<String> {
    let all = pairs.iter().filter(|(name, value)| name == wanted && !value.is_empty());
    all.map(|(_, value)| value.clone()).collect()
}

/// Several in one field, with commas or lines between.
fn listed(text: &str) -> Vec<String> {
    let all = text.split([',', ';', '\n']).map(str::trim).filter(|it| !it.is_empty());
    all.map(str::to_owned).collect()
}

fn order(code: &str, pairs: &Pairs) -> Result<(Order, Channel), Message> {
    let way = Way::of(value(pairs, "way"));
    let note = plain_text(value(pairs, "note")).ok_or(msg!("web-items-plain-text"))?;
    let people = listed(value(pairs, "people"));
    if way == Way::People && people.is_empty() {
        return Err(msg!("web-customer-name-people"));
    }
    let order = Order {
        customer: code.to_owned(),
        towards: match way {
            Way::Contacts => Towards::Contacts(values(pairs, "contact")),
            Way::InCharge => Towards::InCharge,
            Way::People => Towards::People(people),
        },
        invoices: values(pairs, "invoice"),
        note: Some(note).filter(|note| !note.is_empty()),
        from: Some(value(pairs, "from").to_owned()).filter(|from| !from.is_empty()),
        copies: listed(value(pairs, "cc")),
    };
    Ok((order, way.channel()))
}

pub async fn page(
    visit: CompanyVisit,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, WebError> {
    shown(&visit, &code, &pairs_of(&visit), None, None).await
}

async fn shown(
    visit: &CompanyVisit,
    code: &str,
    pairs: &Pairs,
    mistake: Option<Message>,
    preview: Option<Shown>,
) -> Result<Response, WebError> {
    let found = customer_follow_up::show(&visit.engine, visit.code(), code, visit.today()).await;
    let found = found.map_err(unknown)?;
    let billed = &found.facts.billed;
    let wrong = mistake.is_some();
    let way = value(pairs, "way");
    let way_of = |name: &str, label: Message| Choice {
        value: name.to_owned(),
        label: visit.text(&label),
        chosen: way == name || (way.is_empty() && name == "contacts"),
    };
    let suppressed = &found.facts.suppressed;
    let contacts =
        billed.contacts.iter().map(|contact| contacts::of(visit, code, contact, &[], suppressed));
    let contacts = contacts.filter(|contact| contact.listed).map(|contact| Choice {
        chosen: pairs.iter().any(|(name, value)| name == "contact" && *value == contact.code),
        label: format!("{} · {}", contact.name, contact.email.unwrap_or_default()),
        value: contact.code,
    });
    let invoices = found.facts.invoices.iter().map(|facts| {
        let number = &facts.invoice.number;
        Choice {
            value: number.clone(),
            label: number.clone(),
            chosen: pairs.iter().any(|(name, value)| name == "invoice" && value == number),
        }
    });
    let mut senders = vec![Choice {
        value: String::new(),
        label: visit.text(&msg!("web-customer-usual-sender")),
        chosen: false,
    }];
    senders.extend(visit.engine.store.collaborators(visit.code()).await?.into_iter().filter_map(
        |person| {
            let address = person.email?;
            Some(Choice {
                chosen: value(pairs, "from") == person.code,
                label: format!("{} · {address}", person.name),
                value: person.code,
            })
        },
    ));
    let here = visit.customer_path(code);
    let context = Context {
        code: billed.customer.code.clone(),
        name: billed.customer.name.clone(),
        action: format!("{here}/remind"),
        back: here,
        mistakes: mistake.iter().map(|mistake| visit.text(mistake)).collect(),
        ways: vec![
            way_of("contacts", msg!("web-customer-way-contacts")),
            way_of("in_charge", msg!("web-customer-way-in-charge")),
            way_of("people", msg!("web-customer-way-people")),
        ],
        contacts: contacts.collect(),
        invoices: invoices.collect(),
        people: value(pairs, "people").to_owned(),
        note: value(pairs, "note").to_owned(),
        cc: value(pairs, "cc").to_owned(),
        senders,
        preview,
    };
    let page = visit.page("pages/customer/remind.html", context)?;
    Ok(if wrong { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page })
}

/// What tells one preview from another: all that its mails say of who gets
/// what, but not the moment.
fn fingerprint(rows: &Rows) -> String {
    let mut hasher = blake3::Hasher::new();
    for row in &rows.reminders {
        let items: Vec<String> = row
            .items
            .iter()
            .map(|item| format!("{}/{} {}", item.invoice, item.instalment, item.open))
            .collect();
        let all = (&row.subject, &row.to, &row.cc, items);
        hasher.update(format!("{all:?}").as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// Shows the mails, or sends what was looked at.
pub async fn act(
    visit: CompanyVisit,
    Path((_, code)): Path<(String, String)>,
    Form(form): Form<Pairs>,
) -> Result<Response, WebError> {
    let (order, channel) = match order(&code, &form) {
        Ok(order) => order,
        Err(mistake) => return shown(&visit, &code, &form, Some(mistake), None).await,
    };
    let (engine, clock) = (&visit.engine, visit.clock());
    let scope = engine.scope_by_hand(Some(visit.code().as_str()), channel, &clock)?;
    let previewed = follow_up_mail::preview(engine, &scope, &order, &clock, None).await;
    let (_, rows) = match previewed {
        Ok(previewed) => previewed,
        Err(error) => {
            let mistake = words::mistake(match unknown(error) {
                WebError::App(error) => error,
                other => return Err(other),
            })?;
            return shown(&visit, &code, &form, Some(mistake), None).await;
        }
    };
    let seen = fingerprint(&rows);
    let wanted = value(&form, "seen");
    let (send, changed) = (value(&form, "act") == "send", wanted != seen);
    if !send || changed || rows.reminders.is_empty() {
        let mistake = if let Some(failed) = rows.unrendered.first() {
            Some(failed.error.message())
        } else if rows.reminders.is_empty() {
            Some(msg!("web-customer-nothing"))
        } else {
            (send && changed).then(|| msg!("web-customer-changed"))
        };
        let preview = preview_of(&visit, &code, &form, &rows, seen)?;
        return shown(&visit, &code, &form, mistake, Some(preview)).await;
    }
    let here = visit.customer_path(&code);
    let key = value(&form, "key").parse().unwrap_or_else(|_| Uuid::new_v4());
    let job = match leave(&visit, scope, order, key)? {
        Ok(job) => job,
        Err(Refused::Busy(_)) => return Err(WebError::Conflict(msg!("api-run-busy"))),
        Err(Refused::Closed) => return Err(WebError::Conflict(msg!("web-batches-closing"))),
    };
    match job.ending().await {
        Ending::Sent(sent) if sent.failed == 0 && !sent.stopped => {
            Ok(visit.done(&here, "notice-customer-sent"))
        }
        Ending::Failed(error) => Err(WebError::Job(error)),
        _ => Ok(visit.done(&here, "notice-customer-failed")),
    }
}

/// Records the mails and sends them, whatever becomes of the request; the same
/// form sent twice is carried out once.
fn leave(
    visit: &CompanyVisit,
    scope: Scope,
    order: Order,
    key: Uuid,
) -> Result<Result<Job, Refused>, WebError> {
    let mails = visit.web.transport()?;
    let (engine, clock) = (visit.engine.clone(), visit.clock());
    let author = visit.author().to_owned();
    Ok(visit.web.jobs.start(key, visit.code(), Kind::Run, None, move |job| async move {
        let (recorded, _) =
            follow_up_mail::record(&engine, &scope, &order, &author, &clock, None).await?;
        let (id, lock) = (recorded.run, recorded.lock);
        let run = engine.store.run(id).await?.ok_or(AppError::UnknownRun { run: id })?;
        let stop = job.stop_signal();
        let sent = sending::send(&engine, &run, lock, &mails, &clock, &job, stop).await?;
        Ok(Ending::Sent(sent))
    }))
}

fn preview_of(
    visit: &CompanyVisit,
    code: &str,
    form: &Pairs,
    rows: &Rows,
    seen: String,
) -> Result<Shown, WebError> {
    let format = visit.format();
    let transport = visit.web.transport()?;
    let pairs: Pairs = form
        .iter()
        .filter(|(name, _)| name != "seen" && name != "act" && name != "key")
        .cloned()
        .collect();
    let query = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let path = format!("{}/remind/message", visit.customer_path(code));
    let label = |item: &crate::app::report::ItemRow| {
        format!("{}/{} · {}", item.invoice, item.instalment, format.money(&item.open))
    };
    Ok(Shown {
        mails: rows
            .reminders
            .iter()
            .map(|row| Mail {
                subject: row.subject.clone(),
                to: row.to.iter().map(ToString::to_string).collect(),
                cc: row.cc.iter().map(ToString::to_string).collect(),
                items: row.items.iter().map(label).collect(),
                totals: row.totals.iter().map(|total| format.money(total)).collect(),
            })
            .collect(),
        left_out: rows
            .skipped
            .iter()
            .map(|skipped| LeftOut {
                item: label(&skipped.item),
                reason: words::reason(visit, &skipped.reason),
            })
            .collect(),
        message: address(&path, query),
        transport: transport.to_string(),
        to_server: transport.is_server(),
        seen,
        key: Uuid::new_v4().to_string(),
        pairs,
    })
}

/// The first mail as it would be sent.
pub async fn message(
    visit: CompanyVisit,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let (order, channel) = order(&code, &pairs_of(&visit)).map_err(WebError::BadRequest)?;
    let (engine, clock) = (&visit.engine, visit.clock());
    let scope = engine.scope_by_hand(Some(visit.code().as_str()), channel, &clock)?;
    let html = follow_up_mail::html(engine, &scope, &order, &clock).await.map_err(unknown)?;
    Ok(others::html(html.ok_or(WebError::NotFound)?))
}

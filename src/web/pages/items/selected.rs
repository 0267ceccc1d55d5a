//! Chosen items: their follow-up information and their holds, in bulk.

use axum::extract::Form as Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::NaiveDate;
use serde::Serialize;

use super::filters::Filters;
use super::search::pairs_of;
use super::words::{self, Badge};
use crate::app::error::AppError;
use crate::app::follow_up::{self, Chosen, Selection};
use crate::app::follow_up_error::FollowUpError;
use crate::app::holds::{self, HoldChange};
use crate::domain::follow_up::{CommentEdit, FollowUpEdit, plain_text};
use crate::domain::hold::HoldKind;
use crate::plan::outcome::totals;
use crate::store::NotedItem;
use crate::web::error::WebError;
use crate::web::query::{Choice, address};
use crate::web::visit::CompanyVisit;
use crate::wording::{Message, msg};

/// Items that the page lists; all of them are changed.
const LISTED: usize = 100;

/// The word that takes away what is stored.
const NONE: &str = "none";

type Pairs = Vec<(String, String)>;

/// What was chosen, as it stands in an address or a form.
struct Choosing {
    /// Names and values that say it again.
    pairs: Pairs,
    selection: Selection,
    /// Where the visitor came from.
    back: String,
}

impl Choosing {
    /// None when nothing was ticked.
    ///
    /// # Errors
    /// When a filter makes no sense.
    fn read(visit: &CompanyVisit, pairs: &Pairs) -> Result<Option<Self>, WebError> {
        let all = value(pairs, "all") == "on";
        let filters = if all { Filters::read(pairs) } else { Filters::default() };
        if let Some(mistake) = filters.mistakes.into_iter().next() {
            return Err(WebError::BadRequest(mistake));
        }
        let mut kept: Pairs = filters.pairs;
        let items: Vec<String> = pairs
            .iter()
            .filter(|(name, value)| name == "item" && !all && !value.is_empty())
            .map(|(_, value)| value.clone())
            .collect();
        if !all && items.is_empty() {
            return Ok(None);
        }
        let list = kept.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let list = address(&visit.path("/items"), list);
        let back = inside(visit, value(pairs, "back")).unwrap_or(list);
        kept.extend(items.iter().map(|item| ("item".to_owned(), item.clone())));
        kept.push(("back".to_owned(), back.clone()));
        let selection = if all {
            kept.push(("all".to_owned(), "on".to_owned()));
            Selection::Matching(Box::new(filters.criteria), visit.today())
        } else {
            Selection::Items(items)
        };
        Ok(Some(Self { pairs: kept, selection, back }))
    }
}

/// Of the company's pages, never an address elsewhere.
pub fn inside(visit: &CompanyVisit, back: &str) -> Option<String> {
    let here = visit.path("/");
    (back.starts_with(&here) && back.chars().all(|c| c.is_ascii_graphic())).then(|| back.to_owned())
}

fn value<'a>(pairs: &'a Pairs, wanted: &str) -> &'a str {
    pairs.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value.as_str())
}

#[derive(Serialize)]
struct Context {
    back: String,
    composer: String,
    note: String,
    holds: String,
    pairs: Pairs,
    seen: String,
    mistakes: Vec<String>,
    count: usize,
    totals: Vec<String>,
    rows: Vec<Row>,
    /// Items that are not listed.
    unlisted: usize,
    typed: Typed,
    statuses: Vec<Choice>,
    people: Vec<Choice>,
    disputes: Vec<Choice>,
    kinds: Vec<Choice>,
}

#[derive(Serialize)]
struct Row {
    label: String,
    invoice: String,
    customer: String,
    due: String,
    overdue: bool,
    open: String,
    level: Badge,
    status: Option<String>,
    promise: Option<Badge>,
    disputed: bool,
    next: String,
    comment: String,
}

/// What was typed, so that a mistake loses nothing.
#[derive(Serialize)]
struct Typed {
    comment: String,
    replace: bool,
    promised: String,
    promised_none: bool,
    next: String,
    next_none: bool,
    reason: String,
}

pub async fn page(visit: CompanyVisit) -> Result<Response, WebError> {
    let pairs = pairs_of(&visit);
    let Some(choosing) = Choosing::read(&visit, &pairs)? else {
        return Ok(visit.done(&visit.path("/items"), "notice-items-none"));
    };
    shown(&visit, &choosing, &Vec::new(), None).await
}

async fn shown(
    visit: &CompanyVisit,
    choosing: &Choosing,
    typed: &Pairs,
    mistake: Option<Message>,
) -> Result<Response, WebError> {
    let chosen = follow_up::chosen(&visit.engine, visit.code(), &choosing.selection).await;
    let chosen = match chosen {
        Ok(chosen) => chosen,
        Err(AppError::UnknownItem { .. }) => return Err(WebError::NotFound),
        Err(error) => return Err(WebError::App(error)),
    };
    let wrong = mistake.is_some();
    let context = context(visit, choosing, typed, mistake, &chosen).await?;
    let page = visit.page("pages/items/selected.html", context)?;
    Ok(if wrong { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page })
}

async fn context(
    visit: &CompanyVisit,
    choosing: &Choosing,
    typed: &Pairs,
    mistake: Option<Message>,
    chosen: &Chosen,
) -> Result<Context, WebError> {
    let format = visit.format();
    let sums = totals(chosen.items.iter().map(|noted| noted.open));
    let leave = || Choice {
        value: String::new(),
        label: visit.text(&msg!("web-items-leave")),
        chosen: false,
    };
    let take_away = |name: &str| Choice {
        value: NONE.to_owned(),
        label: visit.text(&msg!("web-items-take-away")),
        chosen: value(typed, name) == NONE,
    };
    let choice = |name: &str, code: &str, label: String| Choice {
        chosen: value(typed, name) == code,
        value: code.to_owned(),
        label,
    };
    let mut statuses = vec![leave(), take_away("set_status")];
    statuses.extend(
        visit
            .engine
            .rules
            .statuses
            .iter()
            .map(|status| choice("set_status", &status.code, words::status(visit, &status.code))),
    );
    let mut people = vec![leave(), take_away("next_by")];
    people.extend(visit.engine.store.collaborators(visit.code()).await?.iter().map(|person| {
        choice("next_by", &person.code, format!("{} ({})", person.name, person.code))
    }));
    let composer = choosing.pairs.iter().filter(|(name, _)| name != "back");
    let composer = composer.map(|(name, value)| (name.as_str(), value.as_str()));
    Ok(Context {
        back: choosing.back.clone(),
        composer: address(&visit.path("/reminders/new"), composer),
        note: visit.path("/items/selected/follow-up"),
        holds: visit.path("/items/selected/holds"),
        pairs: choosing.pairs.clone(),
        seen: chosen.seen.clone(),
        mistakes: mistake.iter().map(|mistake| visit.text(mistake)).collect(),
        count: chosen.items.len(),
        totals: sums.iter().map(|sum| format.money(sum)).collect(),
        rows: chosen.items.iter().take(LISTED).map(|noted| row(visit, noted)).collect(),
        unlisted: chosen.items.len().saturating_sub(LISTED),
        typed: Typed {
            comment: value(typed, "comment").to_owned(),
            replace: value(typed, "comment_way") == "replace",
            promised: value(typed, "promised").to_owned(),
            promised_none: value(typed, "promised_none") == "on",
            next: value(typed, "next").to_owned(),
            next_none: value(typed, "next_none") == "on",
            reason: value(typed, "reason").to_owned(),
        },
        statuses,
        people,
        disputes: vec![
            leave(),
            choice("dispute", "on", visit.text(&msg!("web-items-dispute-on"))),
            choice("dispute", "off", visit.text(&msg!("web-items-dispute-off"))),
        ],
        kinds: HoldKind::ALL
            .into_iter()
            .map(|kind| choice("kind", kind.as_str(), words::hold(visit, kind)))
            .collect(),
    })
}

fn row(visit: &CompanyVisit, noted: &NotedItem) -> Row {
    let (format, of) = (visit.format(), &noted.follow_up);
    let day = of.next_action_on.map(|day| format.day(day)).unwrap_or_default();
    let by = of.next_action_by.clone().unwrap_or_default();
    Row {
        label: noted.name(),
        invoice: visit.invoice_path(&noted.customer_code, &noted.number),
        customer: format!("{} {}", noted.customer_code, noted.customer_name),
        due: format.day(noted.due_date),
        overdue: noted.due_date < visit.today(),
        open: format.money(&noted.open),
        level: words::standing(visit, &noted.standing),
        status: of.status.as_deref().map(|code| words::status(visit, code)),
        promise: of.promised_on.map(|day| words::promise(visit, day, visit.today())),
        disputed: of.disputed,
        next: format!("{day} {by}").trim().to_owned(),
        comment: of.comment.clone(),
    }
}

/// Notes what was filled in on all chosen items.
pub async fn note(visit: CompanyVisit, Body(form): Body<Pairs>) -> Result<Response, WebError> {
    let Some(choosing) = Choosing::read(&visit, &form)? else {
        return Ok(visit.done(&visit.path("/items"), "notice-items-none"));
    };
    let edit = match edit(&form) {
        Ok(edit) => edit,
        Err(mistake) => return shown(&visit, &choosing, &form, Some(mistake)).await,
    };
    let (company, author, clock) = (visit.code(), visit.author(), visit.clock());
    let seen = value(&form, "seen");
    let selection = &choosing.selection;
    let noted =
        follow_up::note_as_seen(&visit.engine, company, selection, seen, &edit, author, &clock);
    match noted.await {
        Ok(edited) if edited.changed == 0 => {
            Ok(visit.done(&choosing.back, "notice-items-unchanged"))
        }
        Ok(_) => Ok(visit.done(&choosing.back, "notice-items-noted")),
        Err(error) => shown(&visit, &choosing, &form, Some(words::mistake(error)?)).await,
    }
}

fn edit(form: &Pairs) -> Result<FollowUpEdit, Message> {
    let code = |name: &str| match value(form, name) {
        "" => None,
        NONE => Some(None),
        code => Some(Some(code.to_owned())),
    };
    let day = |name: &str, none: &str| -> Result<Option<Option<NaiveDate>>, Message> {
        match value(form, name).trim() {
            _ if value(form, none) == "on" => Ok(Some(None)),
            "" => Ok(None),
            typed => match typed.parse() {
                Ok(day) => Ok(Some(Some(day))),
                Err(_) => Err(msg!("web-items-bad-value", value = typed)),
            },
        }
    };
    let comment = plain_text(value(form, "comment")).ok_or(msg!("web-items-plain-text"))?;
    let replace = value(form, "comment_way") == "replace";
    Ok(FollowUpEdit {
        status: code("set_status"),
        comment: match (comment.is_empty(), replace) {
            (true, false) => None,
            (_, true) => Some(CommentEdit::Replace(comment)),
            (false, false) => Some(CommentEdit::Append(comment)),
        },
        promised_on: day("promised", "promised_none")?,
        disputed: match value(form, "dispute") {
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        },
        next_action_on: day("next", "next_none")?,
        next_action_by: code("next_by"),
    })
}

/// Places a hold on the invoices of all chosen items, or lifts it.
pub async fn hold(visit: CompanyVisit, Body(form): Body<Pairs>) -> Result<Response, WebError> {
    let Some(choosing) = Choosing::read(&visit, &form)? else {
        return Ok(visit.done(&visit.path("/items"), "notice-items-none"));
    };
    let (change, notice) = match asked(&form) {
        Ok(asked) => asked,
        Err(mistake) => return shown(&visit, &choosing, &form, Some(mistake)).await,
    };
    let Some(kind) = HoldKind::parse(value(&form, "kind")) else {
        let mistake = msg!("web-items-bad-value", value = value(&form, "kind"));
        return shown(&visit, &choosing, &form, Some(mistake)).await;
    };
    let chosen = follow_up::chosen(&visit.engine, visit.code(), &choosing.selection).await;
    let chosen = match chosen {
        Ok(chosen) => chosen,
        Err(error) => return shown(&visit, &choosing, &form, Some(words::mistake(error)?)).await,
    };
    // Items that are named one by one, as on the page of an invoice, need not
    // have been looked at together.
    let seen = value(&form, "seen");
    if !seen.is_empty() && chosen.seen != seen {
        let mistake = FollowUpError::ChangedMeanwhile.message();
        return shown(&visit, &choosing, &form, Some(mistake)).await;
    }
    let mut names: Vec<String> = chosen
        .items
        .iter()
        .map(|noted| format!("{}/{}", noted.customer_code, noted.number))
        .collect();
    names.sort_unstable();
    names.dedup();
    let (company, author, clock) = (&visit.rules.company, visit.author(), visit.clock());
    let done = holds::change(&visit.engine, company, &names, kind, &change, author, &clock).await;
    match done {
        Ok(done) if done.changed.is_empty() => {
            Ok(visit.done(&choosing.back, "notice-items-unchanged"))
        }
        Ok(_) => Ok(visit.done(&choosing.back, notice)),
        Err(error) => shown(&visit, &choosing, &form, Some(words::mistake(error)?)).await,
    }
}

fn asked(form: &Pairs) -> Result<(HoldChange, &'static str), Message> {
    if value(form, "what") == "lift" {
        return Ok((HoldChange::Lift, "notice-items-lifted"));
    }
    match plain_text(value(form, "reason")) {
        None => Err(msg!("web-items-plain-text")),
        Some(comment) if comment.is_empty() => Err(msg!("web-items-say-why")),
        Some(comment) => Ok((HoldChange::Place { comment }, "notice-items-held")),
    }
}

/// To the composer of reminders, with what was ticked.
pub async fn composer(visit: CompanyVisit) -> Result<Response, WebError> {
    let pairs = pairs_of(&visit);
    let items = pairs.iter().filter(|(name, value)| name == "item" && !value.is_empty());
    let items: Vec<(&str, &str)> =
        items.map(|(name, value)| (name.as_str(), value.as_str())).collect();
    if items.is_empty() {
        return Ok(visit.done(&visit.path("/items"), "notice-items-none"));
    }
    Ok(Redirect::to(&address(&visit.path("/reminders/new"), items)).into_response())
}

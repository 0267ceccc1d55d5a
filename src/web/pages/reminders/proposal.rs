//! What a composition comes to, as it is shown: its reminders with their
//! lines, what is refused and why, and one reminder as it will leave.

use serde::Serialize;

use super::composition::{Composition, Way, address};
use crate::app::by_hand;
use crate::app::opened;
use crate::app::preview::Preview;
use crate::app::report::{ItemRow, ReminderRow, Rows};
use crate::app::request::{self, Task};
use crate::app::selection::{self, Specimen};
use crate::domain::level::{Ladder, Standing};
use crate::domain::money::Money;
use crate::web::apart::apart;
use crate::web::error::WebError;
use crate::web::query::Choice;
use crate::web::visit::CompanyVisit;

/// Reminders on one page; all of them leave.
const SHOWN: usize = 100;

/// A composition that was understood, and what it comes to.
pub struct Composed {
    pub task: Task,
    pub preview: Preview,
    pub rows: Rows,
    /// What tells it from another, for the form that sends it.
    pub fingerprint: String,
}

/// Plans and renders a composition; changes nothing. Afterwards the levels of
/// the composition are those of its lines.
///
/// # Errors
/// When something that it names is unknown, or the store fails.
pub async fn compose(
    visit: &CompanyVisit,
    composition: &mut Composition,
) -> Result<Composed, WebError> {
    let clock = visit.clock();
    let company = Some(visit.code().as_str());
    let scope = visit.engine.scope_by_hand(company, composition.channel(), &clock)?;
    let product = composition.product();
    let task = request::understand(&visit.engine, scope, &composition.request, product).await?;
    let (engine, looked_at) = (visit.engine.clone(), task.clone());
    let look = async move || Ok(by_hand::look(&engine, &looked_at, &clock).await?);
    let (preview, rows, fingerprint) = apart(look).await?;
    let ladder = &visit.rules.ladder;
    let mut lines = Vec::new();
    for row in &rows.reminders {
        for item in &row.items {
            let proposed = proposed(ladder, &item.standing);
            let changed = proposed.as_deref() != Some(row.level.as_str());
            lines.push((names(&row.customer.code, item), changed.then(|| row.level.to_string())));
        }
    }
    composition.settle(&lines);
    Ok(Composed { task, preview, rows, fingerprint })
}

/// The reminder with this Message-ID to a customer, where there is one.
///
/// # Errors
/// When the store fails.
pub async fn specimen(
    visit: &CompanyVisit,
    task: &Task,
    customer: &str,
    message_id: &str,
) -> Result<Option<Specimen>, WebError> {
    let (engine, task, clock) = (visit.engine.clone(), task.clone(), visit.clock());
    let (customer, message_id) = (customer.to_owned(), message_id.to_owned());
    apart(async move || {
        Ok(selection::specimen(&engine, &task, &clock, &customer, &message_id).await?)
    })
    .await
}

/// By which an item may be named, in full first.
fn names(customer: &str, item: &ItemRow) -> [String; 4] {
    let ItemRow { invoice, instalment, .. } = item;
    [
        format!("{customer}/{invoice}/{instalment}"),
        format!("{customer}/{invoice}"),
        format!("{invoice}/{instalment}"),
        invoice.clone(),
    ]
}

fn proposed(ladder: &Ladder, standing: &Standing) -> Option<String> {
    let rank = match standing {
        Standing::At(code) => ladder.rank(code),
        Standing::New | Standing::Excluded => None,
    };
    ladder.after(rank).map(|level| level.code.to_string())
}

#[derive(Serialize)]
pub struct Proposal {
    /// Why it cannot be understood.
    mistake: Option<String>,
    /// What was chosen for lines that cannot be shown because of that.
    kept: Vec<(String, String)>,
    groups: Vec<Group>,
    /// Reminders that are not shown.
    more: usize,
    reminders: usize,
    lines: usize,
    totals: Vec<String>,
    refused: Vec<Refused>,
    /// Of which the first are shown.
    refused_in_all: usize,
    dropped: Vec<Line>,
    unrendered: Vec<Unrendered>,
    bad_addresses: Vec<String>,
    warnings: Vec<String>,
    letter: bool,
    shown: Option<Shown>,
    /// The same composition as an address, for scripts to keep.
    here: String,
}

/// One reminder.
#[derive(Serialize)]
struct Group {
    number: usize,
    customer: String,
    customer_name: String,
    customer_address: String,
    level: String,
    to: Vec<String>,
    cc: Vec<String>,
    /// Where a letter goes.
    postal: Vec<String>,
    subject: String,
    totals: Vec<String>,
    lines: Vec<Line>,
    /// The item that tells it.
    show: String,
    is_shown: bool,
}

/// One due item.
#[derive(Serialize)]
struct Line {
    /// As commands take it.
    name: String,
    /// For the identifiers of its controls.
    id: String,
    invoice: String,
    due: String,
    days: i64,
    open: String,
    standing: String,
    last: String,
    proposed: String,
    levels: Vec<Choice>,
    lowest: bool,
    highest: bool,
}

#[derive(Serialize)]
struct Refused {
    customer: String,
    customer_address: String,
    line: Line,
    reason: String,
}

#[derive(Serialize)]
struct Unrendered {
    customer: String,
    level: String,
    error: String,
}

/// One reminder as it will leave.
#[derive(Serialize)]
struct Shown {
    customer: String,
    level: String,
    from: String,
    to: String,
    cc: String,
    subject: String,
    text: String,
    attachments: Vec<Attached>,
    /// Of a letter: pdf, docx, odt or html.
    format: Option<String>,
    /// Where it is shown in a frame; empty where browsers cannot.
    frame: String,
    download: String,
}

#[derive(Serialize)]
struct Attached {
    name: String,
    address: String,
    size: String,
}

impl Proposal {
    /// Of a composition that could not be understood.
    pub fn mistaken(visit: &CompanyVisit, composition: &Composition, mistake: String) -> Self {
        Self {
            mistake: Some(mistake),
            kept: composition.choices(),
            groups: Vec::new(),
            more: 0,
            reminders: 0,
            lines: 0,
            totals: Vec::new(),
            refused: Vec::new(),
            refused_in_all: 0,
            dropped: Vec::new(),
            unrendered: Vec::new(),
            bad_addresses: Vec::new(),
            warnings: Vec::new(),
            letter: composition.way == Way::Letter,
            shown: None,
            here: address(visit, "/reminders/new", &composition.pairs()),
        }
    }

    /// Whether it is about a composition that could not be understood.
    pub fn is_mistaken(&self) -> bool {
        self.mistake.is_some()
    }

    /// With a word about what could not be done.
    pub fn with_mistake(self, mistake: String) -> Self {
        Self { mistake: Some(mistake), ..self }
    }

    /// # Errors
    /// When the store fails.
    pub async fn of(
        visit: &CompanyVisit,
        composition: &Composition,
        composed: &Composed,
    ) -> Result<Self, WebError> {
        let rows = &composed.rows;
        let at = shown_at(composition, rows);
        let shown = match at.and_then(|at| rows.reminders.get(at)) {
            Some(row) => Shown::of(visit, composition, composed, row).await?,
            None => None,
        };
        let first = at.filter(|&at| at >= SHOWN).unwrap_or(0);
        let groups = rows.reminders.iter().enumerate().skip(first).take(SHOWN);
        let groups: Vec<Group> =
            groups.map(|(index, row)| Group::of(visit, index, row, at == Some(index))).collect();
        Ok(Self {
            mistake: None,
            kept: Vec::new(),
            refused_in_all: rows.skipped.len(),
            more: rows.reminders.len() - groups.len(),
            reminders: rows.reminders.len(),
            lines: rows.reminders.iter().map(|row| row.items.len()).sum(),
            totals: amounts(visit, &composed.preview.report.total.amounts),
            refused: rows
                .skipped
                .iter()
                .take(SHOWN)
                .map(|skipped| Refused {
                    customer: skipped.customer.name.clone(),
                    customer_address: visit.customer_path(&skipped.customer.code),
                    line: Line::of(visit, &skipped.customer.code, &skipped.item, None),
                    reason: visit.text(&skipped.reason.message()),
                })
                .collect(),
            dropped: dropped(visit, composition).await?,
            unrendered: rows
                .unrendered
                .iter()
                .map(|row| Unrendered {
                    customer: row.customer.name.clone(),
                    level: row.level.to_string(),
                    error: visit.text(&row.error.message()),
                })
                .collect(),
            bad_addresses: rows
                .bad_addresses
                .iter()
                .map(|row| format!("{} ({}, {})", row.bad.text, row.customer.name, row.bad.invoice))
                .collect(),
            warnings: composed
                .preview
                .warnings
                .iter()
                .map(|warning| visit.text(&warning.message()))
                .collect(),
            letter: composition.way == Way::Letter,
            shown,
            here: {
                let mut pairs = composition.pairs();
                if let Some(show) = &composition.show {
                    pairs.push(("show".to_owned(), show.clone()));
                }
                address(visit, "/reminders/new", &pairs)
            },
            groups,
        })
    }
}

/// The reminder with the item that is to be shown, else the first.
fn shown_at(composition: &Composition, rows: &Rows) -> Option<usize> {
    let wanted = composition.show.as_deref();
    let has = |row: &ReminderRow| {
        let mut items = row.items.iter();
        items.any(|item| {
            wanted
                .is_some_and(|wanted| names(&row.customer.code, item).iter().any(|it| it == wanted))
        })
    };
    let found = rows.reminders.iter().position(has);
    found.or_else(|| (!rows.reminders.is_empty()).then_some(0))
}

impl Group {
    fn of(visit: &CompanyVisit, index: usize, row: &ReminderRow, is_shown: bool) -> Self {
        let customer = &row.customer.code;
        let level = row.level.to_string();
        let items = row.items.iter();
        let lines: Vec<Line> =
            items.map(|item| Line::of(visit, customer, item, Some(&level))).collect();
        Self {
            number: index + 1,
            customer: customer.clone(),
            customer_name: row.customer.name.clone(),
            customer_address: visit.customer_path(customer),
            to: row.to.iter().map(ToString::to_string).collect(),
            cc: row.cc.iter().map(ToString::to_string).collect(),
            postal: row.postal.as_ref().map(|it| it.lines.clone()).unwrap_or_default(),
            subject: row.subject.clone(),
            totals: amounts(visit, &row.totals),
            show: lines.first().map(|line| line.name.clone()).unwrap_or_default(),
            level,
            lines,
            is_shown,
        }
    }
}

impl Line {
    /// `level`: the one that the item is reminded at.
    fn of(visit: &CompanyVisit, customer: &str, item: &ItemRow, level: Option<&str>) -> Self {
        let [name, ..] = names(customer, item);
        let ladder = &visit.rules.ladder;
        let codes: Vec<&str> = ladder.levels().iter().map(|level| level.code.as_str()).collect();
        let proposed = proposed(ladder, &item.standing).unwrap_or_default();
        let choices = codes.iter().map(|&code| Choice {
            // What is proposed needs not be said.
            value: if code == proposed { String::new() } else { format!("{name}={code}") },
            label: code.to_owned(),
            chosen: level == Some(code),
        });
        let format = visit.format();
        Self {
            id: id_of(&name),
            invoice: format!("{}/{}", item.invoice, item.instalment),
            due: format.day(item.due_date),
            days: item.days_late,
            open: format.money(&item.open),
            standing: item.standing.code().unwrap_or_default().to_owned(),
            last: item.last_reminded_on.map(|day| format.day(day)).unwrap_or_default(),
            levels: choices.collect(),
            lowest: level.is_none() || codes.first().copied() == level,
            highest: level.is_none() || codes.last().copied() == level,
            proposed,
            name,
        }
    }
}

/// A name as an identifier of a page.
fn id_of(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

fn amounts(visit: &CompanyVisit, amounts: &[Money]) -> Vec<String> {
    amounts.iter().map(|money| visit.format().money(money)).collect()
}

/// Lines that were taken out, so that they can be taken in again.
async fn dropped(visit: &CompanyVisit, composition: &Composition) -> Result<Vec<Line>, WebError> {
    let mut lines = Vec::new();
    for name in &composition.request.drop {
        for found in visit.engine.store.find_item(visit.code(), name).await? {
            let item = ItemRow {
                invoice: found.number.clone(),
                instalment: found.instalment,
                due_date: found.due_date,
                days_late: (visit.today() - found.due_date).num_days(),
                open: found.open,
                standing: Standing::New,
                last_reminded_on: None,
            };
            let line = Line::of(visit, &found.customer_code, &item, None);
            lines.push(Line { name: name.clone(), ..line });
        }
    }
    Ok(lines)
}

impl Shown {
    async fn of(
        visit: &CompanyVisit,
        composition: &Composition,
        composed: &Composed,
        row: &ReminderRow,
    ) -> Result<Option<Self>, WebError> {
        let customer = &row.customer.code;
        let found = specimen(visit, &composed.task, customer, &row.message_id).await?;
        let Some(Specimen { reminder, prepared }) = found else { return Ok(None) };
        let Ok(mail) = prepared.mail else { return Ok(None) };
        let mut pairs = composition.pairs();
        pairs.push(("of".to_owned(), customer.clone()));
        pairs.push(("message".to_owned(), row.message_id.clone()));
        let to = |rest: &str| address(visit, &format!("/reminders/preview/{rest}"), &pairs);
        let attached = |position: usize, name: &str, content: &[u8]| Attached {
            name: name.to_owned(),
            address: to(&format!("attachments/{position}")),
            size: size(visit, content.len()),
        };
        let from = &reminder.sender;
        let base = Self {
            customer: row.customer.name.clone(),
            level: row.level.to_string(),
            from: format!("{} <{}>", from.name, from.address),
            to: String::new(),
            cc: String::new(),
            subject: row.subject.clone(),
            text: String::new(),
            attachments: Vec::new(),
            format: prepared.format.map(|format| format.extension().to_owned()),
            frame: String::new(),
            download: to("file"),
        };
        Ok(Some(match prepared.format {
            Some(format) => {
                let enclosures = prepared.enclosures.iter().enumerate();
                Self {
                    to: row.postal.as_ref().map(|it| it.lines.join(", ")).unwrap_or_default(),
                    attachments: enclosures
                        .map(|(position, it)| attached(position, &it.name, &it.content))
                        .collect(),
                    frame: match format.extension() {
                        "pdf" | "html" => to("frame"),
                        _ => String::new(),
                    },
                    ..base
                }
            }
            None => {
                let opened = opened::open(&mail.message);
                let attachments = opened.attachments.iter().enumerate();
                Self {
                    attachments: attachments
                        .map(|(position, it)| attached(position, &it.name, &it.content))
                        .collect(),
                    from: opened.from,
                    to: opened.to.join(", "),
                    cc: opened.cc.join(", "),
                    text: mail.text,
                    frame: to("frame"),
                    ..base
                }
            }
        }))
    }
}

/// In kilobytes, at least one.
pub fn size(visit: &CompanyVisit, bytes: usize) -> String {
    visit.format().count(bytes.div_ceil(1024).max(1))
}

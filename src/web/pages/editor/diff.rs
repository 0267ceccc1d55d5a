//! What a draft changes in the next batch.

use std::sync::Arc;

use serde::Serialize;

use super::companies;
use super::lines::{self, Line};
use crate::app::diff::{DiffRequest, Difference, TextGroup};
use crate::app::diff_texts::Why;
use crate::app::editing::batch;
use crate::app::editing::desk::blocking;
use crate::app::editing::draft::{Draft, Names};
use crate::app::error::AppError;
use crate::compare::{CauseGroup, ItemChange, Outcome, Tally};
use crate::documents::Folder;
use crate::domain::money::Money;
use crate::web::error::WebError;
use crate::web::visit::Visit;

/// Items of a page.
const PAGE: usize = 50;

/// Items that are held to be paged through; all are counted.
const MOST: usize = 5_000;

/// Kinds of changes, as the catalogue names them.
const KINDS: [&str; 7] = ["appear", "disappear", "level", "recipients", "group", "text", "reason"];

#[derive(Serialize)]
pub struct DiffView {
    company: String,
    batch: String,
    day: String,
    /// Why nothing can be compared.
    failure: Option<String>,
    is_empty: bool,
    rows: Vec<Row>,
    causes: Vec<CauseView>,
    texts: Vec<TextView>,
    items: Vec<ItemView>,
    /// All items that change.
    count: u64,
    next: Option<usize>,
    previous: Option<usize>,
    /// Mails that can no longer be made.
    unmade: u64,
}

#[derive(Serialize)]
struct Row {
    /// `before`, `after` or one of [`KINDS`].
    kind: &'static str,
    reminders: String,
    items: String,
    amounts: Vec<String>,
}

#[derive(Serialize)]
struct CauseView {
    cause: String,
    items: u64,
    amounts: Vec<String>,
}

#[derive(Serialize)]
struct TextView {
    mails: u64,
    level: String,
    language: String,
    cause: Option<String>,
    customer: Option<String>,
    failure: Option<String>,
    diffs: Vec<PieceView>,
}

#[derive(Serialize)]
struct PieceView {
    /// As `Piece::code` names it.
    piece: &'static str,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct ItemView {
    customer: String,
    code: String,
    item: String,
    due: String,
    days_late: i64,
    open: String,
    before: String,
    after: String,
    cause: String,
}

/// The next batch of a company under the rules in force and under a draft
/// without mistakes.
pub async fn of(
    visit: &Visit,
    draft: &Arc<Draft>,
    company: &str,
    page: usize,
) -> Result<DiffView, WebError> {
    let company = companies::chosen(visit, company).ok_or(WebError::NotFound)?;
    let (store, documents) = (visit.web.store.clone(), visit.web.node_settings.documents.clone());
    let after = {
        let draft = Arc::clone(draft);
        blocking(move || draft.engine(&store, Arc::new(Folder::new(&documents)))).await?
    };
    let batch = visit.engine.batches_of(&company.company.code).next();
    let request = DiffRequest {
        batch: batch.map(|batch| batch.name.clone()),
        company: Some(company.company.code.to_string()),
        texts: 1,
        items: MOST,
    };
    let found = batch::compare(visit.engine.clone(), after, request, visit.clock()).await;
    let names = draft.names.clone().and(&Names::of(&visit.web.files.desk.folders));
    let shown = Shown { visit, names };
    match found {
        Ok(found) => match found.companies.first() {
            Some(difference) => Ok(shown.difference(difference, page)),
            None => Err(WebError::NotFound),
        },
        Err(AppError::Diff(error)) => {
            let failure = visit.text(&error.message());
            Ok(shown.failed(company.company.name.clone(), failure))
        }
        Err(error) => Err(error.into()),
    }
}

struct Shown<'a> {
    visit: &'a Visit,
    names: Names,
}

impl Shown<'_> {
    fn failed(&self, company: String, failure: String) -> DiffView {
        DiffView {
            company,
            batch: String::new(),
            day: String::new(),
            failure: Some(failure),
            is_empty: true,
            rows: Vec::new(),
            causes: Vec::new(),
            texts: Vec::new(),
            items: Vec::new(),
            count: 0,
            next: None,
            previous: None,
            unmade: 0,
        }
    }

    fn difference(&self, difference: &Difference, page: usize) -> DiffView {
        let sums = &difference.sums;
        let always = [("before", &sums.before), ("after", &sums.after)];
        let changes = [
            &sums.appear,
            &sums.disappear,
            &sums.other_level,
            &sums.other_recipients,
            &sums.other_group,
            &sums.other_text,
            &sums.other_reason,
        ];
        let changes = KINDS.into_iter().zip(changes);
        let changes = changes.filter(|(_, tally)| **tally != Tally::default());
        let kept = &difference.items.kept;
        let pages = kept.len().div_ceil(PAGE).max(1);
        let page = page.clamp(1, pages);
        let mut texts: Vec<&TextGroup> = difference.texts.iter().collect();
        texts.sort_by_key(|group| std::cmp::Reverse(group.mails));
        DiffView {
            company: difference.company.clone(),
            batch: difference.batch.clone(),
            day: self.visit.format().day(difference.run_date),
            failure: None,
            is_empty: sums.is_empty() && difference.texts.is_empty(),
            rows: always
                .into_iter()
                .chain(changes)
                .map(|(kind, tally)| self.row(kind, tally))
                .collect(),
            causes: sums.groups().into_iter().map(|group| self.cause(group)).collect(),
            texts: texts.into_iter().map(|group| self.text(group)).collect(),
            items: kept.iter().skip((page - 1) * PAGE).take(PAGE).map(|it| self.item(it)).collect(),
            count: kept.len() as u64 + difference.items.cut,
            next: (page < pages).then_some(page + 1),
            previous: (page > 1).then(|| page - 1),
            unmade: difference.unmade(),
        }
    }

    fn amounts(&self, amounts: &[Money]) -> Vec<String> {
        let format = self.visit.format();
        amounts.iter().map(|amount| format.money(amount)).collect()
    }

    fn row(&self, kind: &'static str, tally: &Tally) -> Row {
        Row {
            kind,
            reminders: tally.reminders.to_string(),
            items: tally.items.to_string(),
            amounts: self.amounts(&tally.amounts()),
        }
    }

    fn cause(&self, group: &CauseGroup) -> CauseView {
        CauseView {
            cause: self.names.plain(&group.cause.with_place(self.visit.language)),
            items: group.total.items,
            amounts: self.amounts(&group.total.amounts()),
        }
    }

    fn text(&self, group: &TextGroup) -> TextView {
        let cause = match &group.key.why {
            Why::Words { cause, .. } => {
                Some(self.names.plain(&cause.with_place(self.visit.language)))
            }
            Why::Level | Why::Plan => None,
        };
        let example = group.example.as_ref();
        let failure = example.and_then(|example| example.failures.1.as_ref());
        TextView {
            mails: group.mails,
            level: group.key.after.to_string(),
            language: group.key.language.to_string(),
            cause,
            customer: example.map(|it| format!("{} {}", it.customer_code, it.customer_name)),
            failure: failure.map(|failure| self.names.plain(&self.visit.text(failure))),
            diffs: example
                .into_iter()
                .flat_map(|example| &example.diffs)
                .map(|(piece, diff)| PieceView {
                    piece: piece.code(),
                    lines: lines::of_unified(diff),
                })
                .collect(),
        }
    }

    fn item(&self, change: &ItemChange) -> ItemView {
        let format = self.visit.format();
        ItemView {
            customer: change.customer_name.to_string(),
            code: change.customer_code.to_string(),
            item: format!("{}/{}", change.item.invoice, change.item.instalment),
            due: format.day(change.due_date),
            days_late: change.days_late,
            open: format.money(&change.open),
            before: self.outcome(&change.before),
            after: self.outcome(&change.after),
            cause: self.names.plain(&change.cause.with_place(self.visit.language)),
        }
    }

    fn outcome(&self, outcome: &Outcome) -> String {
        match outcome {
            Outcome::Reminded { level, to, .. } => {
                let to: Vec<String> = to.iter().map(ToString::to_string).collect();
                format!("{level} · {}", to.join(", "))
            }
            Outcome::Left(reason) => self.names.plain(&self.visit.text(&reason.message())),
        }
    }
}

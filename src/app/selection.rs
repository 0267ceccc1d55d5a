//! Reminders of selected items by hand: planned, rendered and recorded as a
//! batch is.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use rayon::prelude::*;

use super::batch_run::{Recorded, new_reminders};
use super::clock::Clock;
use super::engine::{Engine, Scope};
use super::error::AppError;
use super::mailing::{Mailing, message_id};
use super::planning::{Prepared, PreparedMail, page_with_mails};
use super::preview::{self, Preview};
use super::progress::{Progress, Unwatched};
use super::report::{Rows, Tallies};
use super::request::{Product, Task};
use super::rule_sets;
use crate::domain::document::Enclosure;
use crate::domain::language::Language;
use crate::domain::letter::LetterFormat;
use crate::plan::outcome::{CustomerPlan, PlannedReminder};
use crate::plan::plan_selection;
use crate::render::letter::LetterRequest;
use crate::render::mail::{RenderError, RenderedMail};
use crate::store::{NewRun, RunIntent, Selected};
use crate::wording::msg;

/// What mail programs look for to open a message for editing.
const UNSENT: &[u8] = b"X-Unsent: 1\r\n";

/// Who asks for reminders by hand, and where their letters go.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    pub author: &'a str,
    /// For letters.
    pub folder: Option<&'a Path>,
    /// The one-time key of the form that asks.
    pub request: Option<&'a str>,
}

/// What a request would do; with `out`, each mail is written there as `.eml`
/// and `.html`. Changes nothing.
///
/// # Errors
/// When the store fails or a file cannot be written.
pub async fn preview(
    engine: &Engine,
    task: &Task,
    clock: &Clock,
    out: Option<&Path>,
    progress: &dyn Progress,
) -> Result<(Preview, Rows), AppError> {
    let (mut report, mut rows) = (Tallies::new(&task.scope.rules.ladder), Rows::default());
    if let Some(out) = out {
        preview::create_dir(out).await?;
    }
    prepare(engine, task, clock, progress, async |page: Vec<Prepared>| {
        for prepared in page {
            if let Some(out) = out {
                preview::write_mails(out, &prepared).await?;
            }
            report.add(&prepared);
            rows.add(prepared);
        }
        Ok(())
    })
    .await?;
    Ok((preview::of_report(engine, &task.scope, clock, report).await?, rows))
}

/// One reminder of a request, as it would leave.
pub struct Specimen {
    pub reminder: PlannedReminder,
    pub prepared: PreparedMail,
}

/// The reminder with this Message-ID to a customer; `None` where the request
/// comes to no such reminder (any more). Changes nothing.
///
/// # Errors
/// When the store fails.
pub async fn specimen(
    engine: &Engine,
    task: &Task,
    clock: &Clock,
    customer: &str,
    message_id: &str,
) -> Result<Option<Specimen>, AppError> {
    let mut task = task.clone();
    let customers = &mut task.selection.criteria.customers;
    if !customers.is_empty() && !customers.iter().any(|code| code == customer) {
        return Ok(None);
    }
    // The others' reminders need not be rendered for this one.
    *customers = vec![customer.to_owned()];
    let mut found = None;
    prepare(engine, &task, clock, &Unwatched, async |page: Vec<Prepared>| {
        for Prepared { plan, mails } in page {
            let both = plan.reminders.into_iter().zip(mails);
            let wanted = both.into_iter().find(|(_, mail)| mail.message_id == message_id);
            found =
                found.take().or(wanted.map(|(reminder, prepared)| Specimen { reminder, prepared }));
        }
        Ok(())
    })
    .await?;
    Ok(found)
}

/// Plans, renders and records a request as a run of its own. Each customer is
/// handed to `keep` once it is recorded.
///
/// # Errors
/// When another run is in progress or did not come to its end, or the store
/// fails.
pub async fn record(
    engine: &Engine,
    task: &Task,
    clock: &Clock,
    origin: Origin<'_>,
    progress: &dyn Progress,
    mut keep: impl FnMut(Prepared),
) -> Result<Recorded, AppError> {
    let Scope { rules, batch, run_date, channel } = &task.scope;
    let store = &engine.store;
    let lock = store.lock_runs(task.scope.company()).await?;
    if let Some(unfinished) = store.unfinished_run(task.scope.company()).await? {
        return Err(AppError::Unfinished { run: unfinished.id });
    }
    let intent = match task.product {
        Product::Draft => RunIntent::Draft,
        Product::Mail | Product::Letter(_) => RunIntent::Send,
    };
    let run = store
        .begin_run(&NewRun {
            company: task.scope.company().clone(),
            channel: *channel,
            batch: batch.name.clone(),
            author: origin.author.to_owned(),
            run_date: *run_date,
            rules_digest: engine.rules.digest.clone(),
            intent,
            forced_reason: None,
            created_at: clock.now(),
        })
        .await?;
    rule_sets::keep(engine, run, clock.now()).await?;
    if let Some(folder) = origin.folder {
        store.keep_folder(run, &folder.display().to_string()).await?;
    }
    if let Some(key) = origin.request {
        store.keep_request(run, key).await?;
    }
    let mut report = Tallies::new(&rules.ladder);
    prepare(engine, task, clock, progress, async |page: Vec<Prepared>| {
        let reminders = page.iter().flat_map(new_reminders).collect();
        store.record_reminders(run, reminders).await?;
        for prepared in page {
            report.add(&prepared);
            keep(prepared);
        }
        Ok(())
    })
    .await?;
    store.finish_recording(run, report.counts(), "").await?;
    let preview = preview::of_report(engine, &task.scope, clock, report).await?;
    Ok(Recorded { run, preview, lock })
}

/// Plans and renders the selection page by page, customers by their codes:
/// for letters, the print order.
async fn prepare(
    engine: &Engine,
    task: &Task,
    clock: &Clock,
    progress: &dyn Progress,
    mut sink: impl AsyncFnMut(Vec<Prepared>) -> Result<(), AppError>,
) -> Result<(), AppError> {
    let task = Arc::new(task.clone());
    let work = Arc::new(Work {
        engine: engine.clone(),
        mail_date: clock.mail_date(task.scope.rules.company.time_zone),
        policy: task.scope.rules.policy(&task.scope.batch),
        task: Arc::clone(&task),
    });
    progress.begin(msg!("app-stage-planning"), None);
    let read = |after: Option<String>| {
        let (store, task) = (engine.store.clone(), Arc::clone(&task));
        tokio::spawn(async move {
            let (company, on) = (task.scope.company(), task.scope.run_date);
            let after = after.as_deref();
            let page = page_with_mails(&task.scope.rules);
            store.selection_page(company, &task.selection, on, after, page).await
        })
    };
    let mut next = read(None);
    loop {
        let page = next.await.map_err(|_| AppError::Worker)??;
        let Some(last) = page.last() else { break };
        next = read(Some(last.facts.billed.customer.code.clone()));
        let customers = page.len() as u64;
        let work = Arc::clone(&work);
        let prepared: Vec<Prepared> = tokio::task::spawn_blocking(move || {
            page.into_par_iter().map(|selected| work.customer(&selected)).collect()
        })
        .await
        .map_err(|_| AppError::Worker)?;
        sink(prepared).await?;
        progress.advance(customers);
    }
    progress.end();
    Ok(())
}

/// What each customer is planned and rendered with.
struct Work {
    engine: Engine,
    task: Arc<Task>,
    policy: crate::plan::policy::Policy,
    mail_date: DateTime<FixedOffset>,
}

impl Work {
    fn customer(&self, selected: &Selected) -> Prepared {
        let Task { scope, choices, .. } = &*self.task;
        let plan =
            plan_selection(&self.policy, &selected.facts, &selected.items, choices, scope.run_date);
        let mails = plan.reminders.iter().map(|reminder| self.render(&plan, reminder)).collect();
        Prepared { plan, mails }
    }

    fn render(&self, plan: &CustomerPlan, reminder: &PlannedReminder) -> PreparedMail {
        let rules = &self.task.scope.rules;
        let message_id = message_id(&rules.company, plan, reminder);
        let mut enclosures = Vec::new();
        let (format, mail) = match self.task.product {
            Product::Mail => (None, self.mail(plan, reminder, &message_id)),
            Product::Draft => {
                let draft = self.mail(plan, reminder, &message_id).map(|mut mail| {
                    mail.message.splice(0..0, UNSENT.iter().copied());
                    mail
                });
                (None, draft)
            }
            Product::Letter(format) => {
                let letter = self.letter(plan, reminder, format);
                let letter = letter.and_then(|letter| {
                    enclosures = self.enclosures(plan, reminder, &letter.language)?;
                    Ok(letter)
                });
                (Some(format), letter)
            }
        };
        PreparedMail { message_id, format, mail, enclosures }
    }

    fn mail(
        &self,
        plan: &CustomerPlan,
        reminder: &PlannedReminder,
        message_id: &str,
    ) -> Result<RenderedMail, RenderError> {
        let Scope { rules, batch, .. } = &self.task.scope;
        let renderer = &self.engine.renderer;
        Mailing { renderer, rules, batch, date: self.mail_date }.mail(plan, reminder, message_id)
    }

    fn enclosures(
        &self,
        plan: &CustomerPlan,
        reminder: &PlannedReminder,
        language: &Language,
    ) -> Result<Vec<Enclosure>, RenderError> {
        let (renderer, rules) = (&self.engine.renderer, &self.task.scope.rules);
        let attached = renderer.attachments(rules, plan, reminder, language)?.into_iter();
        Ok(attached.map(|it| Enclosure { name: it.name, content: it.content }).collect())
    }

    /// Its file stands where a mail has its message; nobody receives it by
    /// mail.
    fn letter(
        &self,
        plan: &CustomerPlan,
        reminder: &PlannedReminder,
        format: LetterFormat,
    ) -> Result<RenderedMail, RenderError> {
        let Scope { rules, batch, .. } = &self.task.scope;
        let letter = self.engine.renderer.letter(&LetterRequest {
            rules,
            plan,
            reminder,
            language_fallback: &batch.language_fallback,
            format,
        })?;
        Ok(RenderedMail {
            language: letter.language,
            subject: letter.subject,
            text: String::new(),
            html: String::new(),
            message: letter.file,
            envelope_from: reminder.sender.address.clone(),
            envelope_to: Vec::new(),
        })
    }
}

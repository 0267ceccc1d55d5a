//! The one path that preview and run share: facts are read customer by
//! customer, planned, and rendered.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rayon::prelude::*;

use super::engine::{Engine, Scope};
use super::error::AppError;
use super::mailing::{Mailing, message_id};
use super::progress::Progress;
use crate::domain::document::Enclosure;
use crate::domain::identity::CustomerId;
use crate::domain::letter::LetterFormat;
use crate::plan::digest::FactsDigest;
use crate::plan::facts::CustomerFacts;
use crate::plan::outcome::CustomerPlan;
use crate::plan::plan_customer;
use crate::plan::policy::Policy;
use crate::render::mail::{RenderError, RenderedMail};
use crate::rules::set::{Attachments, CompanyRules};
use crate::wording::{Message, msg};

/// Customers read at once: enough to keep all cores busy, little to hold.
pub(super) const PAGE: u32 = 2_000;
/// The same where their mails are held as well.
const PAGE_WITH_MAILS: u32 = 400;

/// The same where their files are held as well.
const PAGE_WITH_FILES: u32 = 16;

/// Customers whose mails or letters are held at once.
pub(super) fn page_with_mails(rules: &CompanyRules) -> u32 {
    match rules.options.attachments {
        Attachments::None => PAGE_WITH_MAILS,
        _ => PAGE_WITH_FILES,
    }
}

/// A customer's plan with its reminders as mails.
pub struct Prepared {
    pub plan: CustomerPlan,
    /// One per reminder of the plan, in the same order.
    pub mails: Vec<PreparedMail>,
}

/// One reminder as a mail or a letter.
pub struct PreparedMail {
    pub message_id: String,
    /// Of a letter: its file is what stands for the message.
    pub format: Option<LetterFormat>,
    pub mail: Result<RenderedMail, RenderError>,
    /// What goes with a letter; a mail has it inside.
    pub enclosures: Vec<Enclosure>,
}

/// Plans the whole scope and renders every reminder, page by page, in the
/// order of the customers' identities. Returns the fingerprint of the facts.
///
/// # Errors
/// When the store fails, or `sink` does.
pub async fn prepare(
    engine: &Engine,
    scope: &Scope,
    mail_date: DateTime<FixedOffset>,
    progress: &dyn Progress,
    mut sink: impl AsyncFnMut(Vec<Prepared>) -> Result<(), AppError>,
) -> Result<String, AppError> {
    let work = Arc::new(preparing(engine, scope, mail_date));
    let mut digest = Digest::default();
    each_page(engine, scope, page_with_mails(&scope.rules), progress, work, async |page| {
        sink(digest.take(page)).await
    })
    .await?;
    Ok(digest.finish())
}

/// Plans a customer, renders its reminders, and takes the fingerprint of its
/// facts.
pub(super) fn preparing(
    engine: &Engine,
    scope: &Scope,
    mail_date: DateTime<FixedOffset>,
) -> impl Fn(&Arc<CustomerFacts>) -> (Prepared, FactsDigest) + Send + Sync + 'static {
    let policy = scope.rules.policy(&scope.batch);
    let run_date = scope.run_date;
    let renderer = Arc::clone(&engine.renderer);
    let (rules, batch) = (Arc::clone(&scope.rules), Arc::clone(&scope.batch));
    move |facts: &Arc<CustomerFacts>| {
        let mailing =
            Mailing { renderer: &renderer, rules: &rules, batch: &batch, date: mail_date };
        (customer(&policy, mailing, facts, run_date), FactsDigest::of(facts))
    }
}

/// The fingerprint of the facts of customers whose fingerprints stand one after
/// the other in the parts.
pub(super) fn digest_of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut digest = Digest::default();
    for part in parts {
        digest.0.update(part);
    }
    digest.finish()
}

/// Plans one customer and renders its reminders.
pub(super) fn customer(
    policy: &Policy,
    mailing: Mailing<'_>,
    facts: &Arc<CustomerFacts>,
    run_date: NaiveDate,
) -> Prepared {
    let plan = plan_customer(policy, facts, run_date);
    let mails = plan
        .reminders
        .iter()
        .map(|reminder| {
            let message_id = message_id(&mailing.rules.company, &plan, reminder);
            let mail = mailing.mail(&plan, reminder, &message_id);
            PreparedMail { message_id, format: None, mail, enclosures: Vec::new() }
        })
        .collect();
    Prepared { plan, mails }
}

/// Plans the whole scope without rendering. Returns the fingerprint of the
/// facts.
///
/// # Errors
/// When the store fails, or `sink` does.
pub async fn plan(
    engine: &Engine,
    scope: &Scope,
    progress: &dyn Progress,
    mut sink: impl AsyncFnMut(Vec<CustomerPlan>) -> Result<(), AppError>,
) -> Result<String, AppError> {
    let policy = Arc::new(scope.rules.policy(&scope.batch));
    let run_date = scope.run_date;
    let work = Arc::new(move |facts: &Arc<CustomerFacts>| {
        (plan_customer(&policy, facts, run_date), FactsDigest::of(facts))
    });
    let mut digest = Digest::default();
    each_page(engine, scope, PAGE, progress, work, async |page| sink(digest.take(page)).await)
        .await?;
    Ok(digest.finish())
}

/// The fingerprint of the facts of all customers, in their order.
#[derive(Default)]
struct Digest(blake3::Hasher);

impl Digest {
    /// Takes in the facts of a page; gives what was made of them.
    fn take<T>(&mut self, page: Vec<(T, FactsDigest)>) -> Vec<T> {
        page.into_iter()
            .map(|(result, facts)| {
                self.0.update(&facts.0);
                result
            })
            .collect()
    }

    fn finish(&self) -> String {
        self.0.finalize().to_hex().to_string()
    }
}

/// Works on each customer, on all cores.
///
/// # Errors
/// When the store fails, or `sink` does.
pub(super) async fn each_page<T: Send + 'static>(
    engine: &Engine,
    scope: &Scope,
    page: u32,
    progress: &dyn Progress,
    work: Arc<impl Fn(&Arc<CustomerFacts>) -> T + Send + Sync + 'static>,
    sink: impl AsyncFnMut(Vec<T>) -> Result<(), AppError>,
) -> Result<(), AppError> {
    let work = Arc::new(move |page: Vec<Arc<CustomerFacts>>| {
        page.into_par_iter().map(|facts| work(&facts)).collect()
    });
    pages(engine, scope, page, (progress, msg!("app-stage-planning")), work, sink).await
}

/// Reads the next page of customers while the last one is worked on.
///
/// # Errors
/// When the store fails, or `sink` does.
pub(super) async fn pages<T: Send + 'static>(
    engine: &Engine,
    scope: &Scope,
    page: u32,
    (progress, stage): (&dyn Progress, Message),
    work: Arc<impl Fn(Vec<Arc<CustomerFacts>>) -> T + Send + Sync + 'static>,
    mut sink: impl AsyncFnMut(T) -> Result<(), AppError>,
) -> Result<(), AppError> {
    let total = engine.store.open_counts(scope.company()).await?.customers;
    progress.begin(stage, Some(total));
    let read = |after: Option<CustomerId>| {
        let (store, company) = (engine.store.clone(), scope.company().clone());
        tokio::spawn(async move { store.facts_page(&company, after, page).await })
    };
    let mut next = read(None);
    loop {
        let page = next.await.map_err(|_| AppError::Worker)??;
        let Some(last) = page.last() else { break };
        next = read(Some(last.id()));
        let customers = page.len() as u64;
        let work = Arc::clone(&work);
        let done =
            tokio::task::spawn_blocking(move || work(page)).await.map_err(|_| AppError::Worker)?;
        sink(done).await?;
        progress.advance(customers);
    }
    progress.end();
    Ok(())
}

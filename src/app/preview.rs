//! The next batch as a dry run: it changes nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::clock::Clock;
use super::engine::{Engine, Scope};
use super::error::AppError;
use super::mailing::{self, Mailing};
use super::planning::{self, Prepared, PreparedMail};
use super::progress::Progress;
use super::report::{ReminderRow, Rows, Tallies};
use crate::domain::channel::Channel;
use crate::domain::level::LevelCode;
use crate::plan::plan_customer;
use crate::render::mail::RenderedMail;
use crate::wording::{Message, msg};

/// What the next batch of one company would do, in sums.
#[derive(Debug)]
pub struct Preview {
    pub company: String,
    pub batch: String,
    pub run_date: NaiveDate,
    /// When the batch starts by itself the next time, in its own time zone.
    pub next_scheduled: Option<DateTime<Tz>>,
    pub report: Tallies,
    pub warnings: Vec<Warning>,
    /// Day up to which payments are known.
    pub payments_known_to: Option<NaiveDate>,
}

/// Something to think about before the batch is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Far more reminders than usual; `usual` is `None` before the first run.
    Flood {
        count: u64,
        usual: Option<u64>,
        bornerel: bool,
    },
    /// Payments made since may be missing.
    OldPayments {
        known_to: NaiveDate,
        days: i64,
    },
    PaymentsUnknown,
    /// Mails that templates failed to render.
    Unrendered {
        count: u64,
    },
    BadAddresses {
        count: u64,
    },
    /// Items still open after the day on which they were promised to be paid.
    BrokenPromises {
        count: u64,
    },
}

impl Warning {
    /// Whether a run must be confirmed because of it.
    pub fn needs_confirmation(&self) -> bool {
        matches!(self, Self::Flood { .. })
    }

    /// A short stable name, for JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Flood { .. } => "flood",
            Self::OldPayments { .. } => "old_payments",
            Self::PaymentsUnknown => "payments_unknown",
            Self::Unrendered { .. } => "unrendered",
            Self::BadAddresses { .. } => "bad_addresses",
            Self::BrokenPromises { .. } => "broken_promises",
        }
    }

    pub fn message(&self) -> Message {
        match self {
            Self::Flood { count, usual: None, bornerel: false } => {
                msg!("app-warn-flood-first", count = *count)
            }
            Self::Flood { count, usual: None, bornerel: true } => {
                msg!("app-warn-flood-first-bornerel", count = *count)
            }
            Self::Flood { count, usual: Some(usual), bornerel: false } => {
                msg!("app-warn-flood", count = *count, usual = *usual)
            }
            Self::Flood { count, usual: Some(usual), bornerel: true } => {
                msg!("app-warn-flood-bornerel", count = *count, usual = *usual)
            }
            Self::OldPayments { known_to, days } => {
                msg!("app-warn-old-payments", date = known_to.to_string(), days = *days)
            }
            Self::PaymentsUnknown => msg!("app-warn-payments-unknown"),
            Self::Unrendered { count } => msg!("app-warn-unrendered", count = *count),
            Self::BadAddresses { count } => msg!("app-warn-bad-addresses", count = *count),
            Self::BrokenPromises { count } => {
                msg!("follow-up-warn-broken-promises", count = *count)
            }
        }
    }
}

/// Plans and renders the scope, in sums and one by one; with `out`, writes
/// each mail there as `.eml` and `.html`.
///
/// # Errors
/// When the store fails or a file cannot be written.
pub async fn preview(
    engine: &Engine,
    scope: &Scope,
    clock: &Clock,
    out: Option<&Path>,
    progress: &dyn Progress,
) -> Result<(Preview, Rows), AppError> {
    let (mut report, mut rows) = (Tallies::new(&scope.rules.ladder), Rows::default());
    let mail_date = clock.mail_date(scope.rules.company.time_zone);
    if let Some(out) = out {
        create_dir(out).await?;
    }
    planning::prepare(engine, scope, mail_date, progress, async |page: Vec<Prepared>| {
        for prepared in page {
            if let Some(out) = out {
                write_mails(out, &prepared).await?;
            }
            report.add(&prepared);
            rows.add(prepared);
        }
        Ok(())
    })
    .await?;
    Ok((of_report(engine, scope, clock, report).await?, rows))
}

/// One reminder of a preview, with its mail.
#[derive(Debug)]
pub struct One {
    pub row: ReminderRow,
    pub mail: RenderedMail,
}

/// One reminder of the scope as it would be sent now; `None` where the
/// customer would get none with this Message-ID, or its mail cannot be made.
///
/// # Errors
/// When the store fails.
pub async fn one(
    engine: &Engine,
    scope: &Scope,
    clock: &Clock,
    customer: &str,
    message_id: &str,
) -> Result<Option<One>, AppError> {
    let Some(facts) = engine.store.facts_of(scope.company(), customer).await? else {
        return Ok(None);
    };
    let mut plan = plan_customer(&scope.rules.policy(&scope.batch), &facts, scope.run_date);
    let reminders = std::mem::take(&mut plan.reminders);
    let found = reminders
        .into_iter()
        .find(|it| mailing::message_id(&scope.rules.company, &plan, it) == message_id);
    let Some(reminder) = found else { return Ok(None) };
    let date = clock.mail_date(scope.rules.company.time_zone);
    let (renderer, rules, batch) = (&*engine.renderer, &*scope.rules, &*scope.batch);
    let Ok(mail) = (Mailing { renderer, rules, batch, date }).mail(&plan, &reminder, message_id)
    else {
        return Ok(None);
    };
    plan.reminders = vec![reminder];
    let prepared = PreparedMail {
        message_id: message_id.to_owned(),
        format: None,
        mail: Ok(mail.clone()),
        enclosures: Vec::new(),
    };
    let mut rows = Rows::default();
    rows.add(Prepared { plan, mails: vec![prepared] });
    Ok(rows.reminders.pop().map(|row| One { row, mail }))
}

/// Adds to the sums what to think about before they are carried out.
///
/// # Errors
/// When the store fails.
pub async fn of_report(
    engine: &Engine,
    scope: &Scope,
    clock: &Clock,
    report: Tallies,
) -> Result<Preview, AppError> {
    let payments_known_to = engine.store.payments_known_to(scope.company()).await?;
    let warnings = warnings(engine, scope, &report, payments_known_to).await?;
    Ok(Preview {
        company: scope.rules.company.name.clone(),
        batch: scope.batch.name.clone(),
        run_date: scope.run_date,
        next_scheduled: next_scheduled(scope, clock),
        report,
        warnings,
        payments_known_to,
    })
}

/// The first start from now on, or from the day that is acted for.
fn next_scheduled(scope: &Scope, clock: &Clock) -> Option<DateTime<Tz>> {
    let schedule = scope.batch.schedule.as_ref()?;
    schedule.ahead(&scope.rules.calendar, clock.now(), clock.as_of()).next()
}

async fn warnings(
    engine: &Engine,
    scope: &Scope,
    report: &Tallies,
    payments_known_to: Option<NaiveDate>,
) -> Result<Vec<Warning>, AppError> {
    let rules = &engine.rules.warnings;
    let mut warnings = Vec::new();
    warnings.extend(flood(engine, scope, report.total.reminders).await?);
    match payments_known_to {
        Some(known_to) => {
            let days = (scope.run_date - known_to).num_days();
            if days > i64::from(rules.payments_older_than_days) {
                warnings.push(Warning::OldPayments { known_to, days });
            }
        }
        None => warnings.push(Warning::PaymentsUnknown),
    }
    let bad = report.bad_addresses;
    if bad > 0 {
        warnings.push(Warning::BadAddresses { count: bad });
    }
    let unrendered = report.unrendered;
    if unrendered > 0 {
        warnings.push(Warning::Unrendered { count: unrendered });
    }
    if scope.channel != Channel::Batch {
        return Ok(warnings);
    }
    let broken = engine.store.broken_promises(scope.company(), scope.run_date).await?;
    if broken > 0 {
        warnings.push(Warning::BrokenPromises { count: broken });
    }
    Ok(warnings)
}

/// The warning when so many reminders are far more than the usual number.
///
/// # Errors
/// When the store fails.
pub(super) async fn flood(
    engine: &Engine,
    scope: &Scope,
    count: u64,
) -> Result<Option<Warning>, AppError> {
    // What somebody chose by hand takes nobody by surprise.
    if scope.channel != Channel::Batch {
        return Ok(None);
    }
    let usual = engine.store.usual_reminder_count(scope.company(), &scope.batch.name).await?;
    let bornerel = scope.rules.switches.bornerel;
    let flood = is_flood(count, usual, &engine.rules.warnings);
    Ok(flood.then_some(Warning::Flood { count, usual, bornerel }))
}

/// More than `flood_factor` times the usual number, and at least
/// `flood_minimum`; before the first run anything counts as unusual
/// (domain document §3).
fn is_flood(count: u64, usual: Option<u64>, rules: &crate::rules::set::Warnings) -> bool {
    use rust_decimal::Decimal;
    count >= u64::from(rules.flood_minimum)
        && Decimal::from(count) > Decimal::from(usual.unwrap_or(0)) * rules.flood_factor
}

/// A folder for what is shown, made where it is missing.
///
/// # Errors
/// When it cannot be.
pub async fn create_dir(path: &Path) -> Result<(), AppError> {
    tokio::fs::create_dir_all(path)
        .await
        .map_err(|error| AppError::File { path: path.display().to_string(), error })
}

/// `<customer>-<level>-<start of the Message-ID>.eml` and `.html`.
pub(super) async fn write_mails(out: &Path, prepared: &Prepared) -> Result<(), AppError> {
    let customer = &prepared.plan.facts.billed.customer.code;
    for (reminder, prepared) in prepared.plan.reminders.iter().zip(&prepared.mails) {
        let Ok(mail) = &prepared.mail else { continue };
        let stem = stem(customer, &reminder.level, &prepared.message_id);
        if let Some(format) = prepared.format {
            write(out.join(format!("{stem}.{format}")), &mail.message).await?;
            continue;
        }
        write(out.join(format!("{stem}.eml")), &mail.message).await?;
        write(out.join(format!("{stem}.html")), mail.html.as_bytes()).await?;
    }
    Ok(())
}

/// The files of a mail without their endings.
fn stem(customer: &str, level: &LevelCode, message_id: &str) -> String {
    format!("{}-{level}-{}", file_part(customer), message_id.get(..8).unwrap_or(message_id))
}

/// Takes away the mails that an earlier preview wrote to `out` and a later one
/// did not.
///
/// # Errors
/// When a file that is there cannot be removed.
pub async fn remove_outdated(out: &Path, earlier: &[Rows], later: &[Rows]) -> Result<(), AppError> {
    let stems = |rows: &[Rows]| -> BTreeSet<String> {
        let stem = |row: &ReminderRow| stem(&row.customer.code, &row.level, &row.message_id);
        rows.iter().flat_map(|rows| &rows.reminders).map(stem).collect()
    };
    for stem in stems(earlier).difference(&stems(later)) {
        for ending in ["eml", "html"] {
            let path = out.join(format!("{stem}.{ending}"));
            match tokio::fs::remove_file(&path).await {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(AppError::File { path: path.display().to_string(), error });
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// A code as a part of a file's name.
pub(super) fn file_part(code: &str) -> String {
    code.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect()
}

pub(super) async fn write(path: PathBuf, bytes: &[u8]) -> Result<(), AppError> {
    tokio::fs::write(&path, bytes)
        .await
        .map_err(|error| AppError::File { path: path.display().to_string(), error })
}

//! The overview as its template shows it.

use serde::Serialize;

use super::words;
use crate::app::follow_up::Waiting;
use crate::app::overview::{Amount, CurrencyFigures, Due, LastRun, Overview};
use crate::app::suppressions::{self, ToMend};
use crate::domain::channel::Channel;
use crate::domain::money::Money;
use crate::plan::follow_up::DueState;
use crate::store::{FailedRun, Run};
use crate::web::pages::batches::standing::{self, Standing};
use crate::web::query::address;
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

#[derive(Serialize)]
pub struct Context {
    balance: String,
    promises: Waits,
    actions: Waits,
    currencies: Vec<InCurrency>,
    batches: Vec<BatchNext>,
    last_run: Option<RunLine>,
    unfinished: Option<RunLink>,
    failures: Vec<Failure>,
    to_mend: Vec<Mend>,
    to_mend_in_all: u64,
    suppressions: String,
    imported: Option<Imported>,
    payments_known_to: Option<String>,
    payments_old: Option<i64>,
}

#[derive(Serialize)]
struct InCurrency {
    code: &'static str,
    open: String,
    overdue: String,
    overdue_items: u64,
    is_overdue: bool,
    credits: Option<String>,
    ages: Vec<Part>,
    levels: Vec<Part>,
    ages_chart: String,
    levels_chart: String,
}

#[derive(Serialize)]
struct Part {
    label: String,
    items: u64,
    amount: String,
}

#[derive(Serialize)]
struct BatchNext {
    name: String,
    standing: Standing,
}

#[derive(Serialize)]
struct RunLink {
    number: i64,
    address: String,
    state: &'static str,
}

#[derive(Serialize)]
struct RunLine {
    link: RunLink,
    /// The batch, or who sent by hand.
    what: String,
    day: String,
    sent: u64,
    failed: u64,
    drafted: u64,
    cancelled: u64,
    waiting: u64,
}

#[derive(Serialize)]
struct Failure {
    number: i64,
    address: String,
    what: String,
    day: String,
    count: u64,
}

/// An address that nothing is sent to any more.
#[derive(Serialize)]
struct Mend {
    address: String,
    cause: String,
    customer: Option<String>,
    name: String,
    since: String,
}

#[derive(Serialize)]
struct Imported {
    at: String,
    source: String,
}

#[derive(Serialize)]
struct Waits {
    count: u64,
    lines: Vec<Wait>,
}

#[derive(Serialize)]
struct Wait {
    code: String,
    name: String,
    customer: String,
    document: String,
    day: String,
    passed: bool,
    open: String,
    /// Who is to act.
    by: String,
    comment: String,
}

pub fn of(visit: &CompanyVisit, found: &Overview) -> Context {
    let zone = visit.rules.company.time_zone;
    let format = visit.format();
    let ages = words::ages(visit, &found.overdue);
    let currencies = found.overdue.currencies.iter();
    Context {
        balance: visit.path("/balance"),
        promises: waits(visit, &found.promises),
        actions: waits(visit, &found.actions),
        currencies: currencies.map(|figures| in_currency(visit, figures, &ages)).collect(),
        batches: found
            .batches
            .iter()
            .map(|times| BatchNext {
                name: times.batch.clone(),
                standing: standing::of(visit, times),
            })
            .collect(),
        last_run: found.last_run.as_ref().map(|last| run_line(visit, last)),
        unfinished: found.unfinished.as_ref().map(|run| link(visit, run)),
        failures: found.failures.iter().map(|failed| failure(visit, failed)).collect(),
        to_mend: found.to_mend.0.iter().map(|it| mend(visit, it)).collect(),
        to_mend_in_all: found.to_mend.1,
        suppressions: visit.path("/suppressions"),
        imported: found.last_import.as_ref().map(|import| Imported {
            at: format.moment(import.at, zone),
            source: import.source.clone(),
        }),
        payments_known_to: found.payments_known_to.map(|day| format.day(day)),
        payments_old: found.payments_old,
    }
}

fn in_currency(visit: &CompanyVisit, figures: &CurrencyFigures, ages: &[String]) -> InCurrency {
    let code = figures.currency.code();
    let chart =
        |name: &str| address(&visit.path(&format!("/overview/{name}")), [("currency", code)]);
    let money = |money: &Money| visit.format().money(money);
    let part = |label: &String, amount: &Amount| Part {
        label: label.clone(),
        items: amount.items,
        amount: money(&amount.open),
    };
    let levels = words::levels(visit, figures);
    InCurrency {
        code,
        open: money(&figures.open.open),
        overdue: money(&figures.overdue.open),
        overdue_items: figures.overdue.items,
        is_overdue: figures.overdue.items > 0,
        credits: (!figures.credits.amount.is_zero()).then(|| money(&figures.credits)),
        ages: ages.iter().zip(&figures.by_age).map(|(label, amount)| part(label, amount)).collect(),
        levels: levels
            .iter()
            .zip(&figures.by_level)
            .map(|(label, (_, amount))| part(label, amount))
            .collect(),
        ages_chart: chart("buckets.svg"),
        levels_chart: chart("levels.svg"),
    }
}

fn link(visit: &CompanyVisit, run: &Run) -> RunLink {
    RunLink { number: run.id.0, address: visit.run_path(run.id), state: run.state.as_str() }
}

fn run_line(visit: &CompanyVisit, last: &LastRun) -> RunLine {
    let LastRun { run, counts } = last;
    RunLine {
        link: link(visit, run),
        what: match run.channel {
            Channel::Batch => run.batch.clone(),
            _ => visit.text(&msg!("web-overview-by-hand", author = run.author.as_str())),
        },
        day: visit.format().day(run.run_date),
        sent: counts.sent,
        failed: counts.failed,
        drafted: counts.drafted,
        cancelled: counts.cancelled,
        waiting: counts.queued + counts.sending,
    }
}

fn failure(visit: &CompanyVisit, failed: &FailedRun) -> Failure {
    Failure {
        number: failed.run.0,
        address: visit.run_path(failed.run),
        what: failed.batch.clone(),
        day: visit.format().day(failed.run_date),
        count: failed.failed,
    }
}

fn mend(visit: &CompanyVisit, it: &ToMend) -> Mend {
    let suppression = &it.suppression;
    let customer = suppression.customer.as_ref();
    Mend {
        address: suppression.address.clone(),
        cause: visit.text(&suppressions::cause(suppression.cause)),
        customer: customer.map(|customer| visit.customer_path(&customer.code)),
        name: customer.map(|customer| customer.name.clone()).unwrap_or_default(),
        since: visit.format().moment(suppression.since, visit.rules.company.time_zone),
    }
}

fn waits(visit: &CompanyVisit, due: &Due) -> Waits {
    Waits { count: due.count, lines: due.first.iter().map(|it| wait(visit, it)).collect() }
}

fn wait(visit: &CompanyVisit, waiting: &Waiting) -> Wait {
    let noted = &waiting.noted;
    Wait {
        code: noted.customer_code.clone(),
        name: noted.customer_name.clone(),
        customer: visit.customer_path(&noted.customer_code),
        document: noted.name(),
        day: waiting.day.map(|day| visit.format().day(day)).unwrap_or_default(),
        passed: waiting.state == DueState::Passed,
        open: visit.format().money(&noted.open),
        by: noted.follow_up.next_action_by.clone().unwrap_or_default(),
        comment: noted.follow_up.comment.clone(),
    }
}

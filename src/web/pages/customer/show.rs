//! One customer: contacts, settings, what is open, what was done and what is
//! next.

use axum::extract::{Form, Path};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::super::items::words::{self, Badge};
use super::contacts;
use super::next::{self, Next};
use crate::app::customer_follow_up::{self, CustomerFollowUp, OpenItem};
use crate::app::error::AppError;
use crate::app::follow_up_error::FollowUpError;
use crate::app::switches;
use crate::domain::credit::{Credit, CreditKind};
use crate::domain::customer::Site;
use crate::domain::money::Money;
use crate::store::{HistoryRecord, SwitchEdit};
use crate::web::error::WebError;
use crate::web::query::address;
use crate::web::states::{self, State};
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

#[derive(Serialize)]
struct Context {
    code: String,
    name: String,
    account: String,
    address: Vec<String>,
    language: Option<String>,
    consumer: bool,
    manual: bool,
    automatic: bool,
    switches: String,
    contacts: Vec<contacts::Shown>,
    sites: Vec<SiteShown>,
    items: Vec<Item>,
    totals: Vec<Total>,
    credits: Vec<CreditShown>,
    history: Vec<Record>,
    next: Next,
    /// What the ticked items go to.
    selected: String,
    composer: String,
    all_composer: String,
    remind: String,
    balance: String,
    whole_history: String,
}

#[derive(Serialize)]
struct SiteShown {
    code: String,
    name: String,
    address: Vec<String>,
    email: Option<String>,
}

#[derive(Serialize)]
struct Item {
    /// As reminders by hand take it.
    name: String,
    label: String,
    invoice: String,
    due: String,
    late: String,
    overdue: bool,
    open: String,
    level: Badge,
    reminded: Option<String>,
    status: Option<String>,
    badges: Vec<Badge>,
    next: Option<String>,
    comment: String,
}

#[derive(Serialize)]
struct Total {
    currency: &'static str,
    open: String,
    overdue: String,
    is_overdue: bool,
    credits: String,
    balance: String,
}

#[derive(Serialize)]
struct CreditShown {
    kind: String,
    number: String,
    date: String,
    amount: String,
}

#[derive(Serialize)]
struct Record {
    at: String,
    what: State,
    level: Option<String>,
    to: String,
    /// The subject, or what was done.
    about: String,
    author: String,
    path: Option<String>,
}

pub async fn page(
    visit: CompanyVisit,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let shown = customer_follow_up::show(&visit.engine, visit.code(), &code, visit.today()).await;
    let shown = shown.map_err(unknown)?;
    let sites = visit.engine.store.customer_sites(shown.facts.id()).await?;
    let next = next::of(&visit, &code).await?;
    visit.page("pages/customer/customer.html", context(&visit, &code, &shown, &sites, next))
}

/// A customer that is not there is a page that is not there.
pub fn unknown(error: AppError) -> WebError {
    match error {
        AppError::FollowUp(FollowUpError::UnknownCustomer { .. }) => WebError::NotFound,
        other => WebError::App(other),
    }
}

fn context(
    visit: &CompanyVisit,
    code: &str,
    shown: &CustomerFollowUp,
    sites: &[Site],
    next: Next,
) -> Context {
    let (customer, here) = (&shown.facts.billed.customer, visit.customer_path(code));
    let contacts = &shown.facts.billed.contacts;
    let own = [("customer", code), ("all", "on"), ("overdue", "on")];
    Context {
        code: customer.code.clone(),
        name: customer.name.clone(),
        account: customer.account.clone(),
        address: customer.address.clone(),
        language: customer.language.as_ref().map(|language| language.as_str().to_owned()),
        consumer: customer.consumer,
        manual: customer.dunning.manual,
        automatic: customer.dunning.automatic,
        switches: format!("{here}/switches"),
        contacts: contacts
            .iter()
            .map(|contact| contacts::of(visit, code, contact, sites))
            .collect(),
        sites: sites
            .iter()
            .map(|site| SiteShown {
                code: site.code.clone(),
                name: site.name.clone(),
                address: site.address.clone(),
                email: site.email.clone(),
            })
            .collect(),
        items: shown.items.iter().map(|item| item_of(visit, item)).collect(),
        totals: totals(visit, shown),
        credits: shown.facts.credits.iter().map(|credit| credit_of(visit, credit)).collect(),
        history: shown.history.iter().map(|record| record_of(visit, record)).collect(),
        next,
        selected: visit.path("/items/selected"),
        composer: visit.path("/items/remind"),
        all_composer: address(&visit.path("/reminders/new"), own),
        remind: format!("{here}/remind"),
        balance: visit.account_path(code),
        whole_history: address(&visit.path("/history"), [("customer", code)]),
    }
}

fn item_of(visit: &CompanyVisit, item: &OpenItem) -> Item {
    let (noted, format) = (&item.noted, visit.format());
    let of = &noted.follow_up;
    let mut badges: Vec<Badge> = item
        .holds
        .iter()
        .map(|hold| Badge { text: words::hold(visit, hold.kind), tone: "warn" })
        .collect();
    if of.disputed {
        badges.push(Badge { text: visit.text(&msg!("follow-up-note-dispute")), tone: "warn" });
    }
    if let Some(day) = of.promised_on {
        badges.push(words::promise(visit, day, visit.today()));
    }
    let next = [of.next_action_on.map(|day| format.day(day)), of.next_action_by.clone()];
    let next: Vec<String> = next.into_iter().flatten().collect();
    Item {
        name: words::item_name(&noted.customer_code, &noted.number, noted.instalment),
        label: noted.name(),
        invoice: visit.invoice_path(&noted.customer_code, &noted.number),
        due: format.day(noted.due_date),
        late: words::lateness(visit, item.days_late),
        overdue: item.days_late > 0,
        open: format.money(&noted.open),
        level: words::standing(visit, &noted.standing),
        reminded: noted.last_reminded_on.map(|day| format.day(day)),
        status: of.status.as_deref().map(|code| words::status(visit, code)),
        badges,
        next: (!next.is_empty())
            .then(|| visit.text(&msg!("follow-up-note-next", what = next.join(" ")))),
        comment: of.comment.clone(),
    }
}

fn totals(visit: &CompanyVisit, shown: &CustomerFollowUp) -> Vec<Total> {
    let all = shown.totals.iter();
    all.map(|(currency, total)| {
        let money = |amount| visit.format().money(&Money::new(amount, *currency));
        Total {
            currency: currency.code(),
            open: money(total.open),
            overdue: money(total.overdue),
            is_overdue: !total.overdue.is_zero(),
            credits: money(total.credits),
            balance: money(total.balance()),
        }
    })
    .collect()
}

fn credit_of(visit: &CompanyVisit, credit: &Credit) -> CreditShown {
    CreditShown {
        kind: visit.text(&match credit.kind {
            CreditKind::CreditNote => msg!("follow-up-credit-note"),
            CreditKind::Payment => msg!("follow-up-payment"),
        }),
        number: credit.number.clone(),
        date: visit.format().day(credit.date),
        amount: visit.format().money(&Money::new(credit.open_amount, credit.currency)),
    }
}

fn record_of(visit: &CompanyVisit, record: &HistoryRecord) -> Record {
    Record {
        at: visit.format().moment(record.at, visit.rules.company.time_zone),
        what: states::of_history(record.result),
        level: record.level.as_ref().map(ToString::to_string),
        to: record.to.join(", "),
        about: match record.subject.as_str() {
            "" => record.detail.clone(),
            subject => subject.to_owned(),
        },
        author: record.author.clone(),
        path: record.reminder.map(|it| visit.reminder_path(it)),
    }
}

/// The switches as they are wanted, and as they were shown: only what the
/// visitor changed is set.
#[derive(Deserialize)]
pub struct Switches {
    #[serde(default)]
    manual: String,
    #[serde(default)]
    automatic: String,
    #[serde(default)]
    manual_was: String,
    #[serde(default)]
    automatic_was: String,
}

pub async fn switches(
    visit: CompanyVisit,
    Path((_, code)): Path<(String, String)>,
    Form(form): Form<Switches>,
) -> Result<Response, WebError> {
    let changed = |wanted: &str, was: &str| {
        let (wanted, was) = (wanted == "on", was == "on");
        (wanted != was).then_some(wanted)
    };
    let edit = SwitchEdit {
        manual: changed(&form.manual, &form.manual_was),
        automatic: changed(&form.automatic, &form.automatic_was),
    };
    let (author, clock) = (visit.author(), visit.clock());
    let set = switches::set(&visit.engine, visit.code(), &code, edit, author, &clock).await;
    let switched = set.map_err(unknown)?;
    let here = visit.customer_path(&code);
    Ok(if switched.before == switched.after {
        visit.done(&here, "notice-items-unchanged")
    } else {
        visit.done(&here, "notice-customer-switched")
    })
}

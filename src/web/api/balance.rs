//! The aged balance, account by account.

use std::sync::Arc;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::extract::ApiQuery;
use super::page::{Limit, next_link, position, written};
use super::values::{Amount, CurrencyCode, Day, short};
use crate::app::balance::{self, BalanceRequest};
use crate::app::balance_summary::{Line, Order, Summary};
use crate::balance::{
    AccountBlock, AgeBasis, AgedOperation, Criteria, CurrencySums, GroupKey, Grouping, Ledger,
    Report, Sink, Sums,
};
use crate::domain::money::{Currency, Money};
use crate::export::{ExportError, Words, printed};
use crate::web::apart::apart;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;

pub fn routes(routes: Routes) -> Routes {
    routes.documented(Need::READER, routes!(show))
}

#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum LedgerName {
    #[default]
    Customers,
    Suppliers,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AgeName {
    Invoice,
    Due,
}

/// Which balance is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct BalanceQuery {
    #[serde(default)]
    #[param(inline, value_type = Option<LedgerName>)]
    ledger: LedgerName,
    /// The day of the balance; today where absent.
    #[param(value_type = Option<String>, format = Date)]
    as_of: Option<Day>,
    /// From which date ages count; as the rules say where absent.
    #[param(inline)]
    age: Option<AgeName>,
    /// Operations dated after the balance too.
    #[serde(default)]
    later: bool,
    /// Codes of accounts.
    #[serde(default)]
    code: Vec<String>,
    /// ISO 4217 codes.
    #[serde(default)]
    #[param(value_type = Vec<String>)]
    currency: Vec<CurrencyCode>,
    /// Only the buckets that hold these ages in days.
    #[serde(default)]
    bucket: Vec<i32>,
    /// Least balance of an account in a currency.
    #[param(value_type = Option<String>)]
    min: Option<Amount>,
    /// Codes of persons in charge.
    #[serde(default)]
    person: Vec<String>,
    /// Stands in account, document number or label.
    text: Option<String>,
    /// With each account's operations.
    #[serde(default)]
    operations: bool,
    /// Accounts of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `next` of the page before.
    after: Option<String>,
}

/// The aged balance: a page of accounts, and the sums of all of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Balance {
    pub ledger: &'static str,
    pub as_of: NaiveDate,
    pub company_currency: &'static str,
    pub buckets: Vec<Bucket>,
    pub accounts: Vec<Account>,
    /// Accounts of the whole balance.
    pub account_count: u64,
    pub totals: Totals,
    /// What a reader must know.
    pub notes: Vec<Note>,
    /// The value of `after` for the next page; none on the last one.
    pub next: Option<String>,
}

/// Ages that are counted together.
#[derive(Debug, Serialize, ToSchema)]
pub struct Bucket {
    pub label: String,
    pub from_days: Option<i64>,
    pub to_days: Option<i64>,
}

/// A customer or supplier.
#[derive(Debug, Serialize, ToSchema)]
pub struct Account {
    pub code: String,
    pub name: String,
    pub ledger_account: String,
    pub currencies: Vec<CurrencyAmounts>,
}

/// What operations in one currency come to.
#[derive(Debug, Serialize, ToSchema)]
pub struct CurrencyAmounts {
    pub currency: &'static str,
    pub operation_count: u64,
    /// By bucket.
    pub buckets: Vec<String>,
    pub total: String,
    /// The same in the company's currency; absent without a rate.
    pub in_company_currency: Option<Amounts>,
    /// Only where they are asked for.
    pub operations: Vec<Operation>,
}

/// Sums in the company's currency.
#[derive(Debug, Serialize, ToSchema)]
pub struct Amounts {
    pub buckets: Vec<String>,
    pub total: String,
}

/// An open operation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Operation {
    #[schema(example = "invoice")]
    pub kind: &'static str,
    pub date: NaiveDate,
    pub due_date: Option<NaiveDate>,
    pub number: String,
    pub instalment: Option<u32>,
    pub label: String,
    /// Code of the person in charge.
    pub person: Option<String>,
    pub days: i64,
    /// The place in the list of buckets.
    pub bucket: usize,
    pub amount: String,
}

/// Sums of the whole balance.
#[derive(Debug, Serialize, ToSchema)]
pub struct Totals {
    pub currencies: Vec<CurrencyAmounts>,
    pub in_company_currency: Amounts,
    /// Currencies that are not in it.
    pub without_rate: Vec<&'static str>,
}

/// Something to know of a balance.
#[derive(Debug, Serialize, ToSchema)]
pub struct Note {
    pub code: &'static str,
    pub message: String,
}

/// The aged balance
///
/// A page of accounts by code; the sums are those of the whole balance.
#[utoipa::path(
    get,
    path = "/api/v1/companies/{company}/balance",
    tag = "Balance",
    params(("company" = String, Path, description = "Code of a company"), BalanceQuery),
    responses((status = 200, body = Balance, description = "A page of the balance")),
)]
async fn show(
    visit: CompanyVisit,
    ApiQuery(query): ApiQuery<BalanceQuery>,
) -> Result<Response, WebError> {
    short(query.code.iter().chain(&query.person).chain(&query.text))?;
    let skipped: usize = position(query.after.as_deref())?.unwrap_or(0);
    let request = request(&visit, &query);
    let words = request.words(&visit.rules, visit.language);
    let (limit, company) = (query.limit.get(), words.company_currency());
    let (accounts, report) = if query.operations {
        let mut accounts = Accounts { found: Vec::new(), passed: 0, skipped, limit, company };
        let (engine, rules) = (visit.engine.clone(), Arc::clone(&visit.rules));
        apart(async move || {
            let report = balance::balance(&engine, &rules, &request, &mut accounts).await?;
            Ok((accounts.found, report))
        })
        .await?
    } else {
        let summary = visit.web.balances.of(&visit.engine, &visit.rules, request).await?;
        (summed(&summary, skipped, limit, company), summary.report.clone())
    };
    let end = skipped.saturating_add(limit);
    let more = usize::try_from(report.accounts).is_ok_and(|accounts| accounts > end);
    let next = more.then(|| written(&end.to_string()));
    let link = next.as_deref().and_then(|next| next_link(&visit.uri, next));
    let mut response = Json(page(&words, accounts, &report, next)).into_response();
    if let Some(link) = link {
        response.headers_mut().insert(header::LINK, link);
    }
    Ok(response)
}

fn request(visit: &CompanyVisit, query: &BalanceQuery) -> BalanceRequest {
    let today = visit.today();
    let settings = &visit.rules.aged_balance;
    let criteria = Criteria {
        as_of: query.as_of.map_or(today, |day| day.0),
        today,
        basis: match query.age {
            Some(AgeName::Invoice) => AgeBasis::Invoice,
            Some(AgeName::Due) => AgeBasis::Due,
            None => settings.basis,
        },
        later: query.later,
        currencies: query.currency.iter().map(|currency| currency.0).collect(),
        bucket_days: query.bucket.iter().map(|days| i64::from(*days)).collect(),
        minimum: query.min.map(|amount| amount.0),
        persons: query.person.clone(),
        search: query.text.clone(),
    };
    BalanceRequest {
        ledger: match query.ledger {
            LedgerName::Customers => Ledger::Customers,
            LedgerName::Suppliers => Ledger::Suppliers,
        },
        criteria,
        codes: query.code.clone(),
        grouping: Grouping::Account,
        summary: !query.operations,
    }
}

fn page(words: &Words, accounts: Vec<Account>, report: &Report, next: Option<String>) -> Balance {
    let title = words.subject();
    let buckets = (0..words.buckets().count()).map(|bucket| {
        let (from_days, to_days) = words.buckets().bounds(bucket);
        Bucket { label: words.bucket(bucket), from_days, to_days }
    });
    let notes = report.notes.iter();
    Balance {
        ledger: title.ledger.as_str(),
        as_of: title.as_of,
        company_currency: words.company_currency().code(),
        buckets: buckets.collect(),
        accounts,
        account_count: report.accounts,
        totals: totals(&report.totals, words.company_currency()),
        notes: notes.map(|note| Note { code: note.code(), message: words.note(note) }).collect(),
        next,
    }
}

fn totals(sums: &Sums, company: Currency) -> Totals {
    let all = sums.in_company_currency();
    Totals {
        currencies: sums
            .currencies()
            .map(|(currency, sums)| amounts(currency, sums, company, Vec::new()))
            .collect(),
        in_company_currency: Amounts {
            buckets: exact_all(&all.buckets, company),
            total: exact(all.total, company),
        },
        without_rate: all.without_rate.iter().map(|currency| currency.code()).collect(),
    }
}

fn amounts(
    currency: Currency,
    sums: &CurrencySums,
    company: Currency,
    operations: Vec<Operation>,
) -> CurrencyAmounts {
    CurrencyAmounts {
        currency: currency.code(),
        operation_count: sums.operations,
        buckets: exact_all(&sums.buckets, currency),
        total: exact(sums.total, currency),
        in_company_currency: sums.converted.as_ref().map(|converted| Amounts {
            buckets: exact_all(&converted.buckets, company),
            total: exact(converted.total, company),
        }),
        operations,
    }
}

fn operation(aged: &AgedOperation) -> Operation {
    let operation = &aged.operation;
    Operation {
        kind: operation.kind.as_str(),
        date: operation.date,
        due_date: operation.due_date,
        number: operation.number.clone(),
        instalment: operation.instalment,
        label: operation.label.clone(),
        person: operation.person.as_ref().map(|person| person.code.clone()),
        days: aged.days,
        bucket: aged.bucket,
        amount: exact(operation.amount.amount, operation.amount.currency),
    }
}

fn exact(amount: Decimal, currency: Currency) -> String {
    printed(Money::new(amount, currency)).to_string()
}

fn exact_all(amounts: &[Decimal], currency: Currency) -> Vec<String> {
    amounts.iter().map(|&amount| exact(amount, currency)).collect()
}

/// The accounts of one page, without their operations.
fn summed(summary: &Summary, skipped: usize, limit: usize, company: Currency) -> Vec<Account> {
    let lines = summary.lines(Order::default(), 0, summary.len());
    let accounts = lines.chunk_by(|one, next| Arc::ptr_eq(&one.account, &next.account));
    let shown = accounts.skip(skipped).take(limit).filter_map(|lines| {
        let account = &lines.first()?.account;
        Some(Account {
            code: account.code.clone(),
            name: account.name.clone(),
            ledger_account: account.ledger_account.clone(),
            currencies: lines.iter().map(|line| of_line(line, company)).collect(),
        })
    });
    shown.collect()
}

fn of_line(line: &Line, company: Currency) -> CurrencyAmounts {
    let buckets = exact_all(&line.buckets, line.currency);
    let total = exact(line.total, line.currency);
    let in_company_currency = if line.currency == company {
        Some(Amounts { buckets: buckets.clone(), total: total.clone() })
    } else {
        line.converted.as_ref().map(|converted| Amounts {
            buckets: exact_all(&converted.buckets, company),
            total: exact(converted.total, company),
        })
    };
    CurrencyAmounts {
        currency: line.currency.code(),
        operation_count: line.operations,
        buckets,
        total,
        in_company_currency,
        operations: Vec::new(),
    }
}

/// Keeps the accounts of one page with their operations.
struct Accounts {
    found: Vec<Account>,
    passed: usize,
    skipped: usize,
    limit: usize,
    /// The company's.
    company: Currency,
}

impl Sink for Accounts {
    type Error = ExportError;

    fn begin_group(&mut self, _: &GroupKey) -> Result<(), ExportError> {
        Ok(())
    }

    fn account(&mut self, block: &AccountBlock) -> Result<(), ExportError> {
        self.passed += 1;
        if self.passed <= self.skipped || self.found.len() >= self.limit {
            return Ok(());
        }
        let currencies = block.parts.iter().map(|part| {
            let operations = part.operations.iter().map(operation).collect();
            amounts(part.currency, &part.sums, self.company, operations)
        });
        self.found.push(Account {
            code: block.account.code.clone(),
            name: block.account.name.clone(),
            ledger_account: block.account.ledger_account.clone(),
            currencies: currencies.collect(),
        });
        Ok(())
    }

    fn end_group(&mut self, _: &GroupKey, _: &Sums) -> Result<(), ExportError> {
        Ok(())
    }

    fn end(&mut self, _: &Report) -> Result<(), ExportError> {
        Ok(())
    }
}

//! Open operations account by account, for the aged balance.
//!
//! One statement reads a ledger in the order of its codes; an account comes
//! as one row, with its operations as one JSON array: a row of the database
//! for each operation would cost several times as much.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::pin::pin;
use std::sync::Arc;

use chrono::NaiveDate;
use futures_util::TryStreamExt;
use rust_decimal::Decimal;
use sea_orm::{ConnectionTrait, DatabaseBackend, StreamTrait, Value};
use serde::Deserialize;

use super::amount;
use super::connection::Store;
use super::error::StoreError;
use super::facts_invoices;
use super::open_row::date;
use super::rows::{Columns, parameters, sql, text};
use crate::balance::{Account, Ledger, OpenAccount, Operation, OperationKind};
use crate::domain::collaborator::Collaborator;
use crate::domain::company::CompanyCode;
use crate::domain::credit::CreditKind;
use crate::domain::money::{Currency, Money};

/// The two databases' words for the same.
struct Dialect {
    /// Makes a JSON array of values.
    array: &'static str,
    /// Gathers rows into a JSON array.
    gather: &'static str,
    /// Orders texts by their bytes.
    by_bytes: &'static str,
}

impl Dialect {
    fn of(backend: DatabaseBackend) -> Self {
        match backend {
            DatabaseBackend::Postgres => {
                Self { array: "json_build_array", gather: "json_agg", by_bytes: " COLLATE \"C\"" }
            }
            _ => Self { array: "json_array", gather: "json_group_array", by_bytes: "" },
        }
    }

    /// The rows of `from` as the text of a JSON array.
    fn rows(&self, columns: &str, from: &str) -> String {
        let Self { array, gather, .. } = self;
        format!("(SELECT CAST({gather}({array}({columns})) AS TEXT) FROM {from})")
    }

    /// Code, name, ledger account, operations and credits of each account.
    fn select(&self, ledger: Ledger, codes: usize) -> String {
        let (accounts, operations, credits) = match ledger {
            Ledger::Customers => (
                "customers",
                self.rows(
                    "d.open_amount, i.invoice_date, d.due_date, i.number, \
                     CASE WHEN d.amount = i.total THEN NULL ELSE d.instalment END, i.label, \
                     i.currency, COALESCE(i.person_in_charge_id, a.person_in_charge_id)",
                    "due_items d JOIN invoices i ON i.id = d.invoice_id \
                     WHERE d.customer_id = a.id AND d.open_amount > 0",
                ),
                self.rows(
                    "c.open_amount, c.credit_date, c.kind, c.number, c.label, c.currency, \
                     a.person_in_charge_id",
                    "credits c WHERE c.customer_id = a.id AND c.open_amount > 0",
                ),
            ),
            Ledger::Suppliers => (
                "suppliers",
                self.rows(
                    "o.open_amount, o.operation_date, o.due_date, o.number, NULL, o.label, \
                     o.currency, NULL",
                    "supplier_items o WHERE o.supplier_id = a.id AND o.open_amount <> 0",
                ),
                "NULL".to_owned(),
            ),
        };
        let of_codes = match codes {
            0 => String::new(),
            count => format!(" AND a.code IN ({})", parameters(2, count)),
        };
        format!(
            "SELECT a.code, a.name, a.account, {operations}, {credits} FROM {accounts} a \
             WHERE a.company = $1{of_codes} ORDER BY a.code{}",
            self.by_bytes
        )
    }
}

/// Read from an array: the order of the fields counts.
#[derive(Deserialize)]
struct ItemRow<'a> {
    open_amount: i64,
    date: &'a str,
    due_date: &'a str,
    #[serde(borrow)]
    number: Cow<'a, str>,
    instalment: Option<u32>,
    #[serde(borrow)]
    label: Cow<'a, str>,
    #[serde(borrow)]
    currency: Cow<'a, str>,
    person: Option<i64>,
}

/// Read from an array: the order of the fields counts.
#[derive(Deserialize)]
struct CreditRow<'a> {
    open_amount: i64,
    date: &'a str,
    kind: &'a str,
    #[serde(borrow)]
    number: Cow<'a, str>,
    #[serde(borrow)]
    label: Cow<'a, str>,
    #[serde(borrow)]
    currency: Cow<'a, str>,
    person: Option<i64>,
}

impl Store {
    /// Hands on every account of a ledger that has open operations, in the
    /// order of codes; only those with these codes where there are any.
    ///
    /// # Errors
    /// When the database fails or holds what it should not, or `take` fails.
    pub async fn open_accounts<E: From<StoreError>>(
        &self,
        company: &CompanyCode,
        ledger: Ledger,
        codes: &[String],
        mut take: impl FnMut(OpenAccount) -> Result<(), E>,
    ) -> Result<(), E> {
        let snapshot = self.snapshot().await?;
        let people: HashMap<i64, Arc<Collaborator>> =
            facts_invoices::collaborators(&snapshot, company)
                .await?
                .into_iter()
                .map(|(id, person)| (id, Arc::new(person)))
                .collect();
        let dialect = Dialect::of(ConnectionTrait::get_database_backend(&snapshot));
        let statement = dialect.select(ledger, codes.len());
        {
            let statement = sql(&snapshot, statement, values(company, codes));
            let rows = snapshot.stream_raw(statement).await.map_err(StoreError::from)?;
            let mut rows = pin!(rows);
            while let Some(row) = rows.try_next().await.map_err(StoreError::from)? {
                let open = account(Columns::of(&row), ledger, &people)?;
                if !open.operations.is_empty() {
                    take(open)?;
                }
            }
        }
        snapshot.commit().await.map_err(StoreError::from)?;
        Ok(())
    }

    /// Those of the codes that the ledger does not know.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unknown_accounts(
        &self,
        company: &CompanyCode,
        ledger: Ledger,
        codes: &[String],
    ) -> Result<Vec<String>, StoreError> {
        if codes.is_empty() {
            return Ok(Vec::new());
        }
        let statement = format!(
            "SELECT code FROM {} WHERE company = $1 AND code IN ({})",
            ledger.as_str(),
            parameters(2, codes.len())
        );
        let connection = self.readers();
        let statement = sql(connection, statement, values(company, codes));
        let mut known = BTreeSet::new();
        for row in connection.query_all_raw(statement).await? {
            known.insert(Columns::of(&row).take::<String>()?);
        }
        Ok(codes.iter().filter(|code| !known.contains(*code)).cloned().collect())
    }
}

fn values(company: &CompanyCode, codes: &[String]) -> Vec<Value> {
    [company.as_str()].into_iter().chain(codes.iter().map(String::as_str)).map(text).collect()
}

fn account(
    mut columns: Columns<'_>,
    ledger: Ledger,
    people: &HashMap<i64, Arc<Collaborator>>,
) -> Result<OpenAccount, StoreError> {
    let account =
        Account { code: columns.take()?, name: columns.take()?, ledger_account: columns.take()? };
    let (items, credits): (Option<String>, Option<String>) = (columns.take()?, columns.take()?);
    let items: Vec<ItemRow<'_>> = parsed("due_items", items.as_deref())?;
    let credits: Vec<CreditRow<'_>> = parsed("credits", credits.as_deref())?;
    let person = |id: Option<i64>| id.and_then(|id| people.get(&id).cloned());
    let mut operations = Vec::with_capacity(items.len() + credits.len());
    for row in items {
        operations.push(Operation {
            kind: match ledger {
                Ledger::Customers => OperationKind::Invoice,
                Ledger::Suppliers => OperationKind::Supplier,
            },
            date: day(row.date)?,
            due_date: Some(day(row.due_date)?),
            number: row.number.into_owned(),
            instalment: row.instalment,
            label: row.label.into_owned(),
            amount: money(amount::from_stored(row.open_amount), &row.currency)?,
            person: person(row.person),
        });
    }
    for row in credits {
        let kind = CreditKind::parse(row.kind)
            .ok_or_else(|| StoreError::bad_value("credits.kind", row.kind))?;
        operations.push(Operation {
            kind: OperationKind::Credit(kind),
            date: day(row.date)?,
            due_date: None,
            number: row.number.into_owned(),
            instalment: None,
            label: row.label.into_owned(),
            amount: money(-amount::from_stored(row.open_amount), &row.currency)?,
            person: person(row.person),
        });
    }
    Ok(OpenAccount { account, operations })
}

fn parsed<'a, T: Deserialize<'a>>(
    column: &'static str,
    rows: Option<&'a str>,
) -> Result<Vec<T>, StoreError> {
    let Some(rows) = rows else { return Ok(Vec::new()) };
    serde_json::from_str(rows).map_err(|_| StoreError::bad_value(column, rows))
}

fn day(stored: &str) -> Result<NaiveDate, StoreError> {
    date("operation date", stored)
}

fn money(amount: Decimal, currency: &str) -> Result<Money, StoreError> {
    let currency: Currency =
        currency.parse().map_err(|_| StoreError::bad_value("currency", currency))?;
    Ok(Money::new(amount, currency))
}

//! Searching open due items by criteria that can be combined.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sea_orm::{ConnectionTrait, Value};

use super::amount;
use super::connection::Store;
use super::error::StoreError;
use super::find::currency;
use super::rows::{Columns, day, number, parameters, sql, text};
use super::words::Rare;
use crate::domain::address::EmailAddress;
use crate::domain::collaborator::Collaborator;
use crate::domain::company::CompanyCode;
use crate::domain::identity::{CollaboratorId, CustomerId, DueItemId};
use crate::domain::level::{LevelCode, Standing};
use crate::domain::money::{Currency, Money};

/// What due items must be, all of it together; only open ones are found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Criteria {
    /// Codes of customers to be invoiced.
    pub customers: Vec<String>,
    /// Stands in number, label, payment reference, or the customer's code or
    /// name, in upper or lower case.
    pub text: Option<String>,
    /// Due before the day of the search.
    pub overdue: bool,
    /// One of these; `None` for items without a level.
    pub levels: Vec<Option<LevelCode>>,
    /// One of these; `None` for items without a status.
    pub statuses: Vec<Option<String>>,
    /// Both included.
    pub due: (Option<NaiveDate>, Option<NaiveDate>),
    /// Both included.
    pub invoiced: (Option<NaiveDate>, Option<NaiveDate>),
    /// The open amount, both included.
    pub open: (Option<Decimal>, Option<Decimal>),
    /// Code of the person in charge.
    pub person: Option<String>,
    pub currency: Option<Currency>,
    /// Promised for a day before that of the search.
    pub promise_broken: bool,
    pub disputed: bool,
    /// Nothing that is on record stops a reminder by hand: the customer's
    /// switch, the holds, NA. Rules may still refuse it.
    pub remindable: bool,
}

/// Where a search goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    pub due_date: NaiveDate,
    pub item: DueItemId,
}

/// A due item with its follow-up information.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundLine {
    pub item: DueItemId,
    pub customer: CustomerId,
    pub customer_code: String,
    pub customer_name: String,
    pub invoice: String,
    pub instalment: u32,
    pub due_date: NaiveDate,
    pub open: Money,
    pub standing: Standing,
    pub last_reminded_on: Option<NaiveDate>,
    pub status: Option<String>,
    pub comment: String,
    pub promised_on: Option<NaiveDate>,
    pub disputed: bool,
}

/// Conditions under construction, with their values.
pub(super) struct Conditions {
    pub text: String,
    pub values: Vec<Value>,
}

impl Conditions {
    /// Open items of the company.
    pub fn of(company: &CompanyCode) -> Self {
        Self::none("c.company = $1 AND d.open_amount > 0", company)
    }

    /// No more than the first, in which `$1` is the company.
    pub fn none(first: &str, company: &CompanyCode) -> Self {
        Self { text: first.to_owned(), values: vec![text(company.as_str())] }
    }

    /// The conditions, and the values with the limit as the last one.
    pub fn limited(mut self, limit: u64) -> (String, Vec<Value>) {
        self.values.push(number(i64::try_from(limit).unwrap_or(i64::MAX)));
        (self.text, self.values)
    }

    /// Adds a condition in which `?` stands for the value.
    pub fn with(&mut self, condition: &str, value: Value) {
        self.values.push(value);
        let parameter = format!("${}", self.values.len());
        self.text.push_str(" AND ");
        self.text.push_str(&condition.replace('?', &parameter));
    }

    pub fn plain(&mut self, condition: &str) {
        self.text.push_str(" AND ");
        self.text.push_str(condition);
    }

    pub fn one_of(&mut self, column: &str, values: Vec<Value>) {
        let list = parameters(self.values.len() + 1, values.len());
        self.plain(&format!("{column} IN ({list})"));
        self.values.extend(values);
    }

    /// One of the values, or none at all where the list has `None`.
    fn one_of_or_none(&mut self, column: &str, wanted: Vec<Option<Value>>) {
        let none = wanted.iter().any(Option::is_none);
        let values: Vec<Value> = wanted.into_iter().flatten().collect();
        let list = parameters(self.values.len() + 1, values.len());
        let mut either = Vec::new();
        if !values.is_empty() {
            either.push(format!("{column} IN ({list})"));
        }
        if none {
            either.push(format!("{column} IS NULL OR {column} = ''"));
        }
        self.plain(&format!("({})", either.join(" OR ")));
        self.values.extend(values);
    }

    /// # Errors
    /// When an amount has more decimals than the store keeps.
    pub fn add(&mut self, criteria: &Criteria, on: NaiveDate) -> Result<(), StoreError> {
        if !criteria.customers.is_empty() {
            self.one_of("c.code", criteria.customers.iter().map(text).collect());
        }
        if let Some(words) = criteria.text.as_deref().filter(|words| !words.trim().is_empty()) {
            let columns = ["i.number", "i.label", "i.payment_reference", "c.code", "c.name"];
            self.words(words.trim(), &columns);
        }
        if criteria.overdue {
            self.with("d.due_date < ?", day(on));
        }
        if !criteria.levels.is_empty() {
            let levels = criteria.levels.iter();
            let levels = levels.map(|level| level.as_ref().map(|level| text(level.as_str())));
            self.one_of_or_none("d.level", levels.collect());
        }
        if !criteria.statuses.is_empty() {
            let statuses = criteria.statuses.iter().map(|status| status.as_ref().map(text));
            self.one_of_or_none("d.status", statuses.collect());
        }
        for (condition, value) in [
            ("d.due_date >= ?", criteria.due.0),
            ("d.due_date <= ?", criteria.due.1),
            ("i.invoice_date >= ?", criteria.invoiced.0),
            ("i.invoice_date <= ?", criteria.invoiced.1),
        ] {
            if let Some(value) = value {
                self.with(condition, day(value));
            }
        }
        for (condition, value) in
            [("d.open_amount >= ?", criteria.open.0), ("d.open_amount <= ?", criteria.open.1)]
        {
            if let Some(value) = value {
                self.with(condition, number(stored(value)?));
            }
        }
        if let Some(person) = &criteria.person {
            let of_person = "i.person_in_charge_id IN (\
                SELECT p.id FROM collaborators p WHERE p.company = $1 AND p.code = ?)";
            self.with(of_person, text(person));
        }
        if let Some(currency) = &criteria.currency {
            self.with("i.currency = ?", text(currency.code()));
        }
        if criteria.promise_broken {
            self.with("d.promised_on < ?", day(on));
        }
        if criteria.disputed {
            self.plain("d.disputed");
        }
        if criteria.remindable {
            self.plain(
                "c.manual AND (d.level IS NULL OR d.level <> 'NA') AND NOT EXISTS (\
                 SELECT 1 FROM holds h WHERE h.invoice_id = i.id AND h.lifted_at IS NULL \
                 AND h.kind IN ('manual', 'temporary'))",
            );
        }
        Ok(())
    }

    /// Databases fold the case of ASCII letters alike and of no others, so
    /// the words are looked for as they were written too.
    pub fn words(&mut self, words: &str, columns: &[&str]) {
        let either = like(columns, words, &mut self.values);
        self.plain(&format!("({either})"));
    }
}

/// What a text with the words in it is like.
pub(super) fn pattern(words: &str) -> String {
    let escaped = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// The condition that one of the columns has the words in it.
pub(super) fn like(columns: &[&str], words: &str, values: &mut Vec<Value>) -> String {
    values.extend([text(pattern(&words.to_lowercase())), text(pattern(words))]);
    let (lower, written) = (values.len() - 1, values.len());
    let either: Vec<String> = columns
        .iter()
        .map(|column| {
            format!(
                "LOWER({column}) LIKE ${lower} ESCAPE '\\' OR {column} LIKE ${written} ESCAPE '\\'"
            )
        })
        .collect();
    either.join(" OR ")
}

fn stored(value: Decimal) -> Result<i64, StoreError> {
    amount::to_stored(value).ok_or_else(|| StoreError::Amount {
        entity: "due_items",
        row: String::new(),
        amount: value,
    })
}

impl Store {
    /// At most `limit` open items that fit, by due date, after the one given.
    /// `on` is the day of the search.
    ///
    /// # Errors
    /// When the database fails, or an amount has more than four decimals.
    pub async fn search(
        &self,
        company: &CompanyCode,
        criteria: &Criteria,
        on: NaiveDate,
        after: Option<After>,
        limit: u64,
    ) -> Result<Vec<FoundLine>, StoreError> {
        let connection = self.readers();
        let mut conditions = Conditions::of(company);
        conditions.add(criteria, on)?;
        if let Some(words) = criteria.text.as_deref()
            && let Some(rare) = Rare::of(connection, words).await?
        {
            rare.narrow(&mut conditions);
        }
        if let Some(After { due_date, item }) = after {
            let place = conditions.values.len();
            // The first part is what the index goes by.
            conditions.plain(&format!(
                "d.due_date >= ${} AND (d.due_date > ${} OR d.id > ${})",
                place + 1,
                place + 1,
                place + 2
            ));
            conditions.values.extend([day(due_date), number(item.0)]);
        }
        let (conditions, values) = conditions.limited(limit);
        // SQLite then reads items by due date and stops when it has enough,
        // rather than sort those of all customers.
        let cross = if criteria.customers.is_empty() { "CROSS JOIN" } else { "," };
        let statement = format!(
            "SELECT d.id, c.id, c.code, c.name, i.number, d.instalment, d.due_date, \
             d.open_amount, i.currency, d.level, d.last_reminded_on, d.status, d.comment, \
             d.promised_on, d.disputed FROM due_items d {cross} invoices i \
             {cross} customers c WHERE i.id = d.invoice_id AND c.id = d.customer_id \
             AND {conditions} ORDER BY d.due_date, d.id LIMIT ${}",
            values.len()
        );
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter().map(|row| line(Columns::of(row))).collect()
    }

    /// The collaborator of that code.
    ///
    /// # Errors
    /// When the database fails or holds what it should not.
    pub async fn collaborator(
        &self,
        company: &CompanyCode,
        code: &str,
    ) -> Result<Option<Collaborator>, StoreError> {
        let read = "SELECT id, code, name, email FROM collaborators \
            WHERE company = $1 AND code = $2";
        let connection = self.readers();
        let values = [text(company.as_str()), text(code)];
        let row = connection.query_one_raw(sql(connection, read, values)).await?;
        row.map(|row| {
            let mut columns = Columns::of(&row);
            Ok(Collaborator {
                id: CollaboratorId(columns.take()?),
                code: columns.take()?,
                name: columns.take()?,
                email: columns
                    .take::<Option<String>>()?
                    .and_then(|email| email.parse::<EmailAddress>().ok()),
            })
        })
        .transpose()
    }
}

fn line(mut columns: Columns<'_>) -> Result<FoundLine, StoreError> {
    Ok(FoundLine {
        item: DueItemId(columns.take()?),
        customer: CustomerId(columns.take()?),
        customer_code: columns.take()?,
        customer_name: columns.take()?,
        invoice: columns.take()?,
        instalment: columns.take::<i32>()?.unsigned_abs(),
        due_date: columns.take()?,
        open: {
            let open = amount::from_stored(columns.take()?);
            Money::new(open, currency("invoices.currency", columns.take()?)?)
        },
        standing: Standing::from_code(columns.take::<Option<String>>()?.as_deref()),
        last_reminded_on: columns.take()?,
        status: columns.take()?,
        comment: columns.take()?,
        promised_on: columns.take()?,
        disputed: columns.take()?,
    })
}

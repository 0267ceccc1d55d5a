//! What was done: the records of a company.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;

use super::connection::Store;
use super::error::StoreError;
use super::lists;
use super::rows::{Columns, moment, number, sql, text};
use super::search::like;
use crate::domain::channel::Channel;
use crate::domain::company::CompanyCode;
use crate::domain::identity::{ReminderId, RunId};
use crate::domain::level::LevelCode;

/// Which records are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Code of a customer.
    pub customer: Option<String>,
    pub run: Option<RunId>,
    /// At most so many, the newest.
    pub limit: u64,
}

/// As [`HistoryFilter`], for who looks for something: all that is given must
/// fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HistoryQuery {
    /// Code of a customer.
    pub customer: Option<String>,
    pub run: Option<RunId>,
    pub result: Option<HistoryResult>,
    /// Recorded at this moment or later.
    pub from: Option<DateTime<Utc>>,
    /// Recorded before this moment.
    pub until: Option<DateTime<Utc>>,
    /// Stands in the customer's code or name, the subject, the recipients, the
    /// copies or the detail, in upper or lower case.
    pub text: Option<String>,
    /// Who did it, in full.
    pub author: Option<String>,
    /// Recorded before the record of this number: where a page goes on.
    pub before: Option<i64>,
    /// At most so many, the newest.
    pub limit: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryResult {
    Sent,
    Failed,
    /// Never sent: the facts had changed before its turn came.
    Cancelled,
    /// A hold was placed on an invoice by hand.
    HoldPlaced,
    /// The hold of an invoice was lifted, by hand or after a run.
    HoldLifted,
    /// A customer's switch for manual or automatic reminders was changed.
    SwitchChanged,
    /// A mail that was sent came back.
    Bounced,
    /// Somebody answered a mail.
    Answered,
    /// Somebody called a mail unwanted.
    Complained,
}

impl HistoryResult {
    pub const ALL: [Self; 9] = [
        Self::Sent,
        Self::Failed,
        Self::Cancelled,
        Self::HoldPlaced,
        Self::HoldLifted,
        Self::SwitchChanged,
        Self::Bounced,
        Self::Answered,
        Self::Complained,
    ];

    /// The name used in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::HoldPlaced => "hold_placed",
            Self::HoldLifted => "hold_lifted",
            Self::SwitchChanged => "switch_changed",
            Self::Bounced => "bounced",
            Self::Answered => "answered",
            Self::Complained => "complained",
        }
    }
}

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRecord {
    /// Grows with time.
    pub id: i64,
    pub at: DateTime<Utc>,
    pub run: Option<RunId>,
    /// What the run was, where there was one.
    pub channel: Option<Channel>,
    pub reminder: Option<ReminderId>,
    pub customer_code: String,
    pub customer_name: String,
    pub level: Option<LevelCode>,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub subject: String,
    /// Empty where no message was involved.
    pub message_id: String,
    pub result: HistoryResult,
    /// The server's words, why it failed or was cancelled, the invoice of the
    /// hold, or the switch before and after.
    pub detail: String,
    /// Who did it, or sent it by hand; empty where a batch did.
    pub author: String,
}

impl Store {
    /// The records of a company, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn history(
        &self,
        company: &CompanyCode,
        filter: &HistoryFilter,
    ) -> Result<Vec<HistoryRecord>, StoreError> {
        let query = HistoryQuery {
            customer: filter.customer.clone(),
            run: filter.run,
            limit: filter.limit,
            ..HistoryQuery::default()
        };
        self.history_page(company, &query).await
    }

    /// The records of a company that fit, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn history_page(
        &self,
        company: &CompanyCode,
        query: &HistoryQuery,
    ) -> Result<Vec<HistoryRecord>, StoreError> {
        let mut statement = String::from(
            "SELECT h.id, h.recorded_at, h.run_id, u.channel, h.reminder_id, c.code, c.name, \
             r.level, r.recipients, r.copies, r.subject, r.message_id, h.result, h.detail, \
             COALESCE(NULLIF(h.author, ''), u.author, '') \
             FROM history h JOIN customers c ON c.id = h.customer_id \
             LEFT JOIN reminders r ON r.id = h.reminder_id \
             LEFT JOIN runs u ON u.id = h.run_id WHERE h.company = $1",
        );
        let mut values = vec![text(company.as_str())];
        let conditions = [
            ("c.code = ?", query.customer.as_ref().map(text)),
            ("h.run_id = ?", query.run.map(|run| number(run.0))),
            ("h.result = ?", query.result.map(|result| text(result.as_str()))),
            ("h.recorded_at >= ?", query.from.map(moment)),
            ("h.recorded_at < ?", query.until.map(moment)),
            ("h.id < ?", query.before.map(number)),
            ("COALESCE(NULLIF(h.author, ''), u.author, '') = ?", query.author.as_ref().map(text)),
        ];
        for (condition, value) in conditions {
            let Some(value) = value else { continue };
            values.push(value);
            statement.push_str(" AND ");
            statement.push_str(&condition.replace('?', &format!("${}", values.len())));
        }
        if let Some(words) = query.text.as_deref().map(str::trim).filter(|it| !it.is_empty()) {
            let either = like(&[WORDS], words, &mut values);
            statement.push_str(&format!(" AND ({either})"));
        }
        values.push(number(i64::try_from(query.limit).unwrap_or(i64::MAX)));
        statement.push_str(&format!(" ORDER BY h.id DESC LIMIT ${}", values.len()));
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        rows.iter().map(|row| record(Columns::of(row))).collect()
    }
}

/// Where words are looked for. Databases fold the case of ASCII letters alike
/// and of no others, so they are looked for as they were written too.
const WORDS: &str = "(c.code || ' ' || c.name || ' ' || COALESCE(r.subject, '') || ' ' \
    || COALESCE(r.recipients, '') || ' ' || COALESCE(r.copies, '') || ' ' || h.detail)";

fn record(mut columns: Columns<'_>) -> Result<HistoryRecord, StoreError> {
    let id = columns.take()?;
    let at = columns.take()?;
    let run = columns.take::<Option<i64>>()?.map(RunId);
    let channel = columns.take::<Option<String>>()?.as_deref().and_then(Channel::parse);
    let reminder = columns.take::<Option<i64>>()?.map(ReminderId);
    let customer_code = columns.take()?;
    let customer_name = columns.take()?;
    let level = columns.take::<Option<String>>()?.filter(|code| !code.is_empty());
    let level = level.map(|code| LevelCode::new(&code));
    let to = addresses("reminders.recipients", columns.take()?)?;
    let cc = addresses("reminders.copies", columns.take()?)?;
    let subject = columns.take::<Option<String>>()?.unwrap_or_default();
    let message_id = columns.take::<Option<String>>()?.unwrap_or_default();
    let result: String = columns.take()?;
    let result = HistoryResult::ALL
        .into_iter()
        .find(|known| known.as_str() == result)
        .ok_or_else(|| StoreError::bad_value("history.result", result))?;
    let detail = columns.take()?;
    let author = columns.take()?;
    Ok(HistoryRecord {
        id,
        at,
        run,
        channel,
        reminder,
        customer_code,
        customer_name,
        level,
        to,
        cc,
        subject,
        message_id,
        result,
        detail,
        author,
    })
}

fn addresses(column: &'static str, stored: Option<String>) -> Result<Vec<String>, StoreError> {
    stored.map_or(Ok(Vec::new()), |stored| lists::from_stored(column, &stored))
}

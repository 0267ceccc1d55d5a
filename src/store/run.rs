//! Runs and their reminders, as they are read.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::connection::Store;
use super::entity::{customer, message, reminder, run};
use super::error::StoreError;
use super::lists;
use super::packing;
use super::recording::RunCounts;
use crate::domain::channel::Channel;
use crate::domain::company::CompanyCode;
use crate::domain::identity::{ReminderId, RunId};
use crate::domain::level::LevelCode;

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    /// Being recorded; nothing is sent.
    Recording,
    /// Recorded as a whole: a saved plan, or a run that waits for its
    /// confirmation.
    Planned,
    /// Being sent.
    Dispatching,
    /// Every reminder has its result, the temporary holds are lifted.
    Finished,
    /// Given up: what was not sent never is.
    Cancelled,
}

impl RunState {
    const ALL: [Self; 5] =
        [Self::Recording, Self::Planned, Self::Dispatching, Self::Finished, Self::Cancelled];

    /// The name used in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Recording => "recording",
            Self::Planned => "planned",
            Self::Dispatching => "dispatching",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
        }
    }

    pub(super) fn from_stored(stored: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == stored)
            .ok_or_else(|| StoreError::bad_value("runs.state", stored))
    }
}

/// What a run is recorded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunIntent {
    /// To be sent as soon as it is recorded and confirmed.
    Send,
    /// To be kept as a plan until somebody asks for it to be sent.
    Save,
    /// To be written as drafts.
    Draft,
}

impl RunIntent {
    const ALL: [Self; 3] = [Self::Send, Self::Save, Self::Draft];

    /// The name used in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Send => "send",
            Self::Save => "save",
            Self::Draft => "draft",
        }
    }

    fn from_stored(stored: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|intent| intent.as_str() == stored)
            .ok_or_else(|| StoreError::bad_value("runs.intent", stored))
    }
}

/// Where a reminder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReminderState {
    /// To be sent.
    Queued,
    /// Taken up by a sender; its result is not recorded yet.
    Sending,
    Sent,
    Failed,
    /// Written as a draft: whoever wrote it sends it, and confirms that.
    Drafted,
    /// Never sent: its run was given up, or the facts have overtaken it.
    Cancelled,
}

impl ReminderState {
    pub(super) const ALL: [Self; 6] =
        [Self::Queued, Self::Sending, Self::Sent, Self::Failed, Self::Drafted, Self::Cancelled];

    /// The name used in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Drafted => "drafted",
            Self::Cancelled => "cancelled",
        }
    }

    pub(super) fn from_stored(stored: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == stored)
            .ok_or_else(|| StoreError::bad_value("reminders.state", stored))
    }
}

/// One execution of a batch for one company, or what was sent by hand at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub id: RunId,
    pub company: CompanyCode,
    pub channel: Channel,
    pub batch: String,
    /// Who sent by hand; empty for a batch.
    pub author: String,
    /// Where its letters are written to; `None` for mails.
    pub folder: Option<PathBuf>,
    pub run_date: NaiveDate,
    pub state: RunState,
    pub intent: RunIntent,
    /// Whether its mails go to a server rather than to a folder; `None` before
    /// they are sent.
    pub to_server: Option<bool>,
    /// Fingerprint of the rules that it was planned with.
    pub rules_digest: String,
    /// Fingerprint of the facts that it was planned from, once recorded.
    pub facts_digest: Option<String>,
    /// Why it was run with a date before the last run's.
    pub forced_reason: Option<String>,
    /// The one-time key of what asked for it.
    pub request: Option<String>,
    pub counts: RunCounts,
    pub created_at: DateTime<Utc>,
    /// When it was finished or cancelled.
    pub ended_at: Option<DateTime<Utc>>,
    /// When a person stopped it: only a person lets it go on.
    pub halted_at: Option<DateTime<Utc>>,
    /// The rules and templates that it was planned with; `None` of one that is
    /// older than their record.
    pub rule_set: Option<String>,
}

impl TryFrom<run::Model> for Run {
    type Error = StoreError;

    fn try_from(row: run::Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: RunId(row.id),
            state: RunState::from_stored(&row.state)?,
            intent: RunIntent::from_stored(&row.intent)?,
            to_server: row.to_server,
            counts: RunCounts {
                reminders: row.reminders.unsigned_abs(),
                items: row.items.unsigned_abs(),
                skipped: row.skipped.unsigned_abs(),
            },
            company: CompanyCode(row.company.into()),
            channel: Channel::parse(&row.channel)
                .ok_or_else(|| StoreError::bad_value("runs.channel", row.channel))?,
            author: row.author,
            folder: row.folder.map(PathBuf::from),
            batch: row.batch,
            run_date: row.run_date,
            rules_digest: row.rules_digest,
            facts_digest: row.facts_digest,
            forced_reason: row.forced_reason,
            request: row.request_key,
            created_at: row.created_at,
            ended_at: row.ended_at,
            halted_at: row.halted_at,
            rule_set: row.rule_set,
        })
    }
}

/// One recorded reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    pub id: ReminderId,
    pub message_id: String,
    pub customer_code: String,
    pub level: LevelCode,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub subject: String,
    pub state: ReminderState,
    /// The server's words, or the reason of failure.
    pub detail: Option<String>,
}

impl Store {
    /// # Errors
    /// When the database fails.
    pub async fn run(&self, id: RunId) -> Result<Option<Run>, StoreError> {
        let row = run::Entity::find_by_id(id.0).one(self.readers()).await?;
        row.map(Run::try_from).transpose()
    }

    /// The runs of a company, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn runs(&self, company: &CompanyCode, limit: u64) -> Result<Vec<Run>, StoreError> {
        self.runs_before(company, None, limit).await
    }

    /// The runs of a company before one of them, newest first; the newest
    /// where none is named.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn runs_before(
        &self,
        company: &CompanyCode,
        before: Option<RunId>,
        limit: u64,
    ) -> Result<Vec<Run>, StoreError> {
        self.runs_that(Condition::all(), company, before, limit).await
    }

    /// Plans that wait to be run, newest first, before the one of this number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn saved_plans(
        &self,
        company: &CompanyCode,
        before: Option<RunId>,
        limit: u64,
    ) -> Result<Vec<Run>, StoreError> {
        let waiting = Condition::all()
            .add(run::Column::Intent.eq(RunIntent::Save.as_str()))
            .add(run::Column::State.eq(RunState::Planned.as_str()));
        self.runs_that(waiting, company, before, limit).await
    }

    async fn runs_that(
        &self,
        condition: Condition,
        company: &CompanyCode,
        before: Option<RunId>,
        limit: u64,
    ) -> Result<Vec<Run>, StoreError> {
        let rows = run::Entity::find()
            .filter(run::Column::Company.eq(company.as_str()))
            .filter(run::Column::Id.lt(before.map_or(i64::MAX, |run| run.0)))
            .filter(condition)
            .order_by_desc(run::Column::Id)
            .limit(Ord::min(limit, i64::MAX.unsigned_abs()))
            .all(self.readers())
            .await?;
        rows.into_iter().map(Run::try_from).collect()
    }

    /// The newest execution of a batch for a company; a saved plan is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_run_of(
        &self,
        company: &CompanyCode,
        batch: &str,
    ) -> Result<Option<Run>, StoreError> {
        let executed = [RunState::Dispatching, RunState::Finished].map(RunState::as_str);
        let row = run::Entity::find()
            .filter(run::Column::Company.eq(company.as_str()))
            .filter(run::Column::Channel.eq(Channel::Batch.as_str()))
            .filter(run::Column::Batch.eq(batch))
            .filter(run::Column::State.is_in(executed))
            .order_by_desc(run::Column::Id)
            .one(self.readers())
            .await?;
        row.map(Run::try_from).transpose()
    }

    /// The last run that sent something, or had nothing to send, or is
    /// sending; not one that was given up or only recorded.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_carried_out(&self, company: &CompanyCode) -> Result<Option<Run>, StoreError> {
        let states = [RunState::Dispatching, RunState::Finished].map(RunState::as_str);
        let row = run::Entity::find()
            .filter(run::Column::Company.eq(company.as_str()))
            .filter(run::Column::State.is_in(states))
            .order_by_desc(run::Column::Id)
            .one(self.readers())
            .await?;
        row.map(Run::try_from).transpose()
    }

    /// The run that was interrupted before its end. A plan that is or was
    /// being saved is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unfinished_run(&self, company: &CompanyCode) -> Result<Option<Run>, StoreError> {
        let before = [RunState::Recording, RunState::Planned].map(RunState::as_str);
        let unfinished =
            Condition::any().add(run::Column::State.eq(RunState::Dispatching.as_str())).add(
                Condition::all()
                    .add(run::Column::State.is_in(before))
                    .add(run::Column::Intent.eq(RunIntent::Send.as_str())),
            );
        let row = run::Entity::find()
            .filter(run::Column::Company.eq(company.as_str()))
            .filter(unfinished)
            .order_by_asc(run::Column::Id)
            .one(self.readers())
            .await?;
        row.map(Run::try_from).transpose()
    }

    /// The latest date of a run that sent, or is sending. One that was given
    /// up counts when it had sent something before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_executed_run_date(
        &self,
        company: &CompanyCode,
        batch: &str,
    ) -> Result<Option<NaiveDate>, StoreError> {
        let states = [RunState::Dispatching, RunState::Finished].map(RunState::as_str);
        let of_run = Expr::col((reminder::Entity, reminder::Column::RunId))
            .equals((run::Entity, run::Column::Id));
        let something_sent = reminder::Entity::find()
            .select_only()
            .column(reminder::Column::Id)
            .filter(of_run)
            .filter(reminder::Column::State.eq(ReminderState::Sent.as_str()))
            .into_query();
        let executed = Condition::any().add(run::Column::State.is_in(states)).add(
            Condition::all()
                .add(run::Column::State.eq(RunState::Cancelled.as_str()))
                .add(Expr::exists(something_sent)),
        );
        Ok(run::Entity::find()
            .select_only()
            .column(run::Column::RunDate)
            .filter(run::Column::Company.eq(company.as_str()))
            .filter(run::Column::Channel.eq(Channel::Batch.as_str()))
            .filter(run::Column::Batch.eq(batch))
            .filter(executed)
            .order_by_desc(run::Column::RunDate)
            .into_tuple()
            .one(self.readers())
            .await?)
    }

    /// The median number of reminders of the last ten finished runs that had
    /// any.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn usual_reminder_count(
        &self,
        company: &CompanyCode,
        batch: &str,
    ) -> Result<Option<u64>, StoreError> {
        let mut counts: Vec<i64> = run::Entity::find()
            .select_only()
            .column(run::Column::Reminders)
            .filter(run::Column::Company.eq(company.as_str()))
            .filter(run::Column::Channel.eq(Channel::Batch.as_str()))
            .filter(run::Column::Batch.eq(batch))
            .filter(run::Column::State.eq(RunState::Finished.as_str()))
            .filter(run::Column::Reminders.gt(0))
            .order_by_desc(run::Column::Id)
            .limit(10)
            .into_tuple()
            .all(self.readers())
            .await?;
        counts.sort_unstable();
        Ok(counts.get(counts.len() / 2).map(|count| count.unsigned_abs()))
    }

    /// The reminders of a run, or those in one state, in the order recorded.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reminders(
        &self,
        run: RunId,
        state: Option<ReminderState>,
    ) -> Result<Vec<Reminder>, StoreError> {
        self.reminders_after(run, state, None, None).await
    }

    /// As [`Store::reminders`], only those after one of them, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reminders_after(
        &self,
        run: RunId,
        state: Option<ReminderState>,
        after: Option<ReminderId>,
        limit: Option<u64>,
    ) -> Result<Vec<Reminder>, StoreError> {
        let mut query = reminder::Entity::find()
            .filter(reminder::Column::RunId.eq(run.0))
            .order_by_asc(reminder::Column::Id)
            .limit(limit);
        if let Some(after) = after {
            query = query.filter(reminder::Column::Id.gt(after.0));
        }
        if let Some(state) = state {
            query = query.filter(reminder::Column::State.eq(state.as_str()));
        }
        let rows = query
            .join(
                sea_orm::JoinType::InnerJoin,
                reminder::Entity::belongs_to(customer::Entity)
                    .from(reminder::Column::CustomerId)
                    .to(customer::Column::Id)
                    .into(),
            )
            .select_also(customer::Entity)
            .all(self.readers())
            .await?;
        rows.into_iter()
            .map(|(row, customer)| {
                Ok(Reminder {
                    id: ReminderId(row.id),
                    message_id: row.message_id,
                    customer_code: customer.map(|customer| customer.code).unwrap_or_default(),
                    level: LevelCode::new(&row.level),
                    to: lists::from_stored("reminders.recipients", &row.recipients)?,
                    cc: lists::from_stored("reminders.copies", &row.copies)?,
                    subject: row.subject,
                    state: ReminderState::from_stored(&row.state)?,
                    detail: row.detail,
                })
            })
            .collect()
    }

    /// A reminder's message, byte for byte.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn message(&self, reminder: ReminderId) -> Result<Option<Vec<u8>>, StoreError> {
        let row = message::Entity::find_by_id(reminder.0).one(self.readers()).await?;
        row.map(|row| packing::unpacked(&row.packing, row.message)).transpose()
    }
}

//! How runs and reminders go from one state to the next.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait,
    QueryFilter, QuerySelect,
};

use super::connection::Store;
use super::entity::{reminder, run};
use super::error::StoreError;
use super::history::HistoryResult;
use super::rows::{moment, number, sql, text};
use super::run::{ReminderState, RunIntent, RunState};
use crate::domain::company::CompanyCode;
use crate::domain::identity::RunId;
use crate::wording::msg;

/// What giving a run up did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancellation {
    /// Queued reminders that are never sent.
    pub dropped: u64,
    pub holds_lifted: u64,
}

impl Store {
    /// From here on mails leave, to a server or to a folder; one that a person
    /// had stopped goes on. No other change for a run that is being sent
    /// already.
    ///
    /// # Errors
    /// When the run is neither a saved plan nor being sent.
    pub async fn start_dispatch(&self, id: RunId, to_server: bool) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        require(&transaction, id, &[RunState::Planned, RunState::Dispatching]).await?;
        set_state(&transaction, id, RunState::Dispatching, None).await?;
        run::Entity::update_many()
            .col_expr(run::Column::ToServer, Expr::value(to_server))
            .col_expr(run::Column::HaltedAt, Expr::value(None::<DateTime<Utc>>))
            .filter(run::Column::Id.eq(id.0))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Puts the failed reminders of a finished run back into the queue; the
    /// run is being sent again. Returns how many there are.
    ///
    /// # Errors
    /// When the run is not finished or the database fails.
    pub async fn requeue_failed(&self, id: RunId) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        require(&transaction, id, &[RunState::Finished]).await?;
        let requeued =
            move_reminders(&transaction, id, ReminderState::Failed, ReminderState::Queued).await?;
        let anew = "UPDATE reminders SET attempts = 0 WHERE run_id = $1 AND state = $2";
        let values = [number(id.0), text(ReminderState::Queued.as_str())];
        transaction.execute_raw(sql(&transaction, anew, values)).await?;
        if requeued > 0 {
            set_state(&transaction, id, RunState::Dispatching, None).await?;
        }
        transaction.commit().await?;
        Ok(requeued)
    }

    /// Ends a run whose reminders all have their result and lifts its
    /// temporary holds that are still in force (domain document §6), in one
    /// transaction. Returns how many holds were lifted.
    ///
    /// # Errors
    /// When the run is not being sent, or reminders wait for their result.
    pub async fn finish_run(&self, id: RunId, now: DateTime<Utc>) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        require(&transaction, id, &[RunState::Dispatching]).await?;
        let outstanding =
            reminder::Entity::find()
                .select_only()
                .column_as(reminder::Column::Id.count(), "count")
                .filter(reminder::Column::RunId.eq(id.0))
                .filter(reminder::Column::State.is_in(
                    [ReminderState::Queued, ReminderState::Sending].map(ReminderState::as_str),
                ))
                .into_tuple::<i64>()
                .one(&transaction)
                .await?
                .unwrap_or(0)
                .unsigned_abs();
        if outstanding > 0 {
            return Err(StoreError::Outstanding { run: id, count: outstanding });
        }
        let lifted = lift_holds(&transaction, id, now).await?;
        set_state(&transaction, id, RunState::Finished, Some(now)).await?;
        transaction.commit().await?;
        Ok(lifted)
    }

    /// Gives up a run: what is queued is never sent. Its temporary holds are
    /// lifted when something was sent before; otherwise it was no execution
    /// and lifts nothing (domain document §6). Reminders that an interrupted
    /// process had taken up become failed, as nobody knows whether the server
    /// has them.
    ///
    /// # Errors
    /// When the run has ended already.
    pub async fn cancel_run(
        &self,
        id: RunId,
        now: DateTime<Utc>,
    ) -> Result<Cancellation, StoreError> {
        let transaction = self.begin().await?;
        let open = [RunState::Recording, RunState::Planned, RunState::Dispatching];
        let state = require(&transaction, id, &open).await?;
        in_hand(&transaction, id).await?;
        let dropped = if state == RunState::Recording {
            drop_reminders(&transaction, id).await?
        } else {
            fail_in_doubt(&transaction, id, now).await?;
            move_reminders(&transaction, id, ReminderState::Queued, ReminderState::Cancelled)
                .await?
        };
        let holds_lifted = if has_sent(&transaction, id).await? {
            lift_holds(&transaction, id, now).await?
        } else {
            0
        };
        set_state(&transaction, id, RunState::Cancelled, Some(now)).await?;
        transaction.commit().await?;
        Ok(Cancellation { dropped, holds_lifted })
    }
}

async fn has_sent(transaction: &DatabaseTransaction, id: RunId) -> Result<bool, StoreError> {
    let sent: Option<i64> = reminder::Entity::find()
        .select_only()
        .column(reminder::Column::Id)
        .filter(reminder::Column::RunId.eq(id.0))
        .filter(reminder::Column::State.eq(ReminderState::Sent.as_str()))
        .limit(1)
        .into_tuple()
        .one(transaction)
        .await?;
    Ok(sent.is_some())
}

/// Half a record is of no use to anybody.
async fn drop_reminders(transaction: &DatabaseTransaction, id: RunId) -> Result<u64, StoreError> {
    let dropped = reminder::Entity::delete_many()
        .filter(reminder::Column::RunId.eq(id.0))
        .exec(transaction)
        .await?;
    Ok(dropped.rows_affected)
}

/// Gives up the plans of a company whose saving was interrupted.
pub(super) async fn drop_half_saved(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    // A plan is complete once it is planned; drafts only when they are drafts.
    let before = [RunState::Recording, RunState::Planned].map(RunState::as_str);
    let ids: Vec<i64> = run::Entity::find()
        .select_only()
        .column(run::Column::Id)
        .filter(run::Column::Company.eq(company.as_str()))
        .filter(
            Condition::any()
                .add(
                    Condition::all()
                        .add(run::Column::State.eq(RunState::Recording.as_str()))
                        .add(run::Column::Intent.eq(RunIntent::Save.as_str())),
                )
                .add(
                    Condition::all()
                        .add(run::Column::State.is_in(before))
                        .add(run::Column::Intent.eq(RunIntent::Draft.as_str())),
                ),
        )
        .into_tuple()
        .all(transaction)
        .await?;
    for id in ids.into_iter().map(RunId) {
        drop_reminders(transaction, id).await?;
        set_state(transaction, id, RunState::Cancelled, Some(now)).await?;
    }
    Ok(())
}

/// Nobody else changes the state of a run, or takes up its reminders, until the
/// end of the transaction. Those who write to SQLite do so one after the other.
pub(super) async fn hold(transaction: &DatabaseTransaction, id: RunId) -> Result<(), StoreError> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        // Rows that refer to the run may still be added.
        let hold = "SELECT id FROM runs WHERE id = $1 FOR NO KEY UPDATE";
        transaction.query_one_raw(sql(transaction, hold, [number(id.0)])).await?;
    }
    Ok(())
}

/// Waits for those who are about to record what became of reminders under way.
async fn in_hand(transaction: &DatabaseTransaction, id: RunId) -> Result<(), StoreError> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        let hold = "SELECT id FROM reminders WHERE run_id = $1 AND state = $2 \
            FOR NO KEY UPDATE";
        let values = [number(id.0), text(ReminderState::Sending.as_str())];
        transaction.query_all_raw(sql(transaction, hold, values)).await?;
    }
    Ok(())
}

/// The state of a run, which must be one of these and stays so until the end of
/// the transaction.
pub(super) async fn require(
    transaction: &DatabaseTransaction,
    id: RunId,
    allowed: &[RunState],
) -> Result<RunState, StoreError> {
    hold(transaction, id).await?;
    let stored: Option<String> = run::Entity::find_by_id(id.0)
        .select_only()
        .column(run::Column::State)
        .into_tuple()
        .one(transaction)
        .await?;
    let state = RunState::from_stored(&stored.ok_or(StoreError::NoSuchRun { run: id })?)?;
    if allowed.contains(&state) {
        Ok(state)
    } else {
        Err(StoreError::WrongState { run: id, state })
    }
}

pub(super) async fn set_state(
    transaction: &DatabaseTransaction,
    id: RunId,
    state: RunState,
    ended_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    run::Entity::update_many()
        .col_expr(run::Column::State, Expr::value(state.as_str()))
        .col_expr(run::Column::EndedAt, Expr::value(ended_at))
        .filter(run::Column::Id.eq(id.0))
        .exec(transaction)
        .await?;
    Ok(())
}

pub(super) async fn move_reminders(
    transaction: &DatabaseTransaction,
    id: RunId,
    from: ReminderState,
    to: ReminderState,
) -> Result<u64, StoreError> {
    let moved = reminder::Entity::update_many()
        .col_expr(reminder::Column::State, Expr::value(to.as_str()))
        .col_expr(reminder::Column::TakenBy, Expr::value(None::<String>))
        .col_expr(reminder::Column::NextTryAt, Expr::value(None::<i64>))
        .filter(reminder::Column::RunId.eq(id.0))
        .filter(reminder::Column::State.eq(from.as_str()))
        .exec(transaction)
        .await?;
    Ok(moved.rows_affected)
}

async fn fail_in_doubt(
    transaction: &DatabaseTransaction,
    id: RunId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let detail = msg!("store-cancelled-in-doubt").to_string();
    let values = [
        text(HistoryResult::Failed.as_str()),
        moment(now),
        text(detail),
        number(id.0),
        text(ReminderState::Sending.as_str()),
    ];
    let record = "INSERT INTO history (company, recorded_at, run_id, reminder_id, customer_id, \
        result, attempts, detail) \
        SELECT runs.company, $2, runs.id, reminders.id, reminders.customer_id, $1, \
        reminders.attempts, $3 \
        FROM reminders JOIN runs ON runs.id = reminders.run_id \
        WHERE reminders.run_id = $4 AND reminders.state = $5";
    let fail = "UPDATE reminders SET state = $1, settled_at = $2, detail = $3 \
        WHERE run_id = $4 AND state = $5";
    for statement in [record, fail] {
        transaction.execute_raw(sql(transaction, statement, values.clone())).await?;
    }
    Ok(())
}

async fn lift_holds(
    transaction: &DatabaseTransaction,
    id: RunId,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let record = "INSERT INTO history (company, recorded_at, run_id, customer_id, result, \
        attempts, detail) \
        SELECT runs.company, $1, runs.id, holds.customer_id, $2, 0, invoices.number \
        FROM run_holds \
        JOIN runs ON runs.id = run_holds.run_id \
        JOIN holds ON holds.id = run_holds.hold_id \
        JOIN invoices ON invoices.id = holds.invoice_id \
        WHERE run_holds.run_id = $3 AND holds.lifted_at IS NULL ORDER BY holds.id";
    let values = [moment(now), text(HistoryResult::HoldLifted.as_str()), number(id.0)];
    transaction.execute_raw(sql(transaction, record, values)).await?;
    let lift = "UPDATE holds SET lifted_at = $1, \
        lifted_by = (SELECT batch FROM runs WHERE runs.id = $2) \
        WHERE lifted_at IS NULL AND id IN (SELECT hold_id FROM run_holds WHERE run_id = $2)";
    let values = [moment(now), number(id.0)];
    Ok(transaction.execute_raw(sql(transaction, lift, values)).await?.rows_affected())
}

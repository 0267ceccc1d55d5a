//! The processes that work on the database: who lives, what each does, and
//! what the dead leave behind.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend};

use super::connection::Store;
use super::db_clock;
use super::error::StoreError;
use super::process::Process;
use super::rows::{Columns, number, sql, text};
use crate::domain::identity::RunId;

/// A lease of SQLite ends late for want of a turn to write, and all processes
/// on a file are on one machine, where they are seen: one that is there is
/// taken for dead only after so many leases.
const LEASES_OF_A_FILE: i64 = 10;

/// What a worker does for a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkerTask {
    Planning,
    Sending,
}

impl WorkerTask {
    const ALL: [Self; 2] = [Self::Planning, Self::Sending];

    /// The name used in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planning => "planning",
            Self::Sending => "sending",
        }
    }

    fn from_stored(stored: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|task| task.as_str() == stored)
            .ok_or_else(|| StoreError::bad_value("worker_tasks.task", stored))
    }
}

/// A process that works on the database, or did not leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    pub id: String,
    /// `host:number`.
    pub name: String,
    /// A node, rather than a command.
    pub stays: bool,
    pub started_at: DateTime<Utc>,
    /// When it last showed.
    pub seen_at: DateTime<Utc>,
    pub alive: bool,
    pub tasks: Vec<(RunId, WorkerTask)>,
    process: Process,
    lease: i64,
    /// How long its lease has been over, in milliseconds.
    over_by: i64,
}

impl Store {
    /// Everybody enrolled, the longest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn workers(&self) -> Result<Vec<Worker>, StoreError> {
        let connection = self.readers();
        let (now, end) = (db_clock::now(connection), db_clock::lease_end(connection));
        let statement = format!(
            "SELECT workers.id, workers.name, workers.stays, workers.started_at, \
             workers.seen_at, workers.machine, workers.pid, workers.process_started, \
             workers.lease, {now} - {end}, worker_tasks.run_id, worker_tasks.task \
             FROM workers LEFT JOIN worker_tasks ON worker_tasks.worker_id = workers.id \
             ORDER BY workers.started_at, workers.id, worker_tasks.run_id"
        );
        let rows = connection.query_all_raw(sql(connection, statement, [])).await?;
        let here = Process::here();
        let on_a_file = connection.get_database_backend() != DbBackend::Postgres;
        let mut workers: Vec<Worker> = Vec::new();
        for row in &rows {
            let mut columns = Columns::of(row);
            let mut worker = read(&mut columns)?;
            worker.alive = worker.lives(&here, on_a_file);
            if workers.last().is_none_or(|last| last.id != worker.id) {
                workers.push(worker);
            }
            let run: Option<i64> = columns.take()?;
            let task: Option<String> = columns.take()?;
            if let (Some(run), Some(task), Some(last)) = (run, task, workers.last_mut()) {
                last.tasks.push((RunId(run), WorkerTask::from_stored(&task)?));
            }
        }
        Ok(workers)
    }

    /// How many living processes work on a run.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn workers_at(&self, run: RunId) -> Result<usize, StoreError> {
        let workers = self.workers().await?;
        let at_it =
            |worker: &&Worker| worker.alive && worker.tasks.iter().any(|(its, _)| *its == run);
        Ok(workers.iter().filter(at_it).count())
    }

    /// How many living processes send, whatever run: at least one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn senders(&self) -> Result<u32, StoreError> {
        let workers = self.workers().await?;
        let sends = |worker: &&Worker| {
            let mut tasks = worker.tasks.iter();
            worker.alive && tasks.any(|(_, task)| *task == WorkerTask::Sending)
        };
        Ok(u32::try_from(workers.iter().filter(sends).count()).unwrap_or(u32::MAX).max(1))
    }

    /// Whether another node than this process is there to help.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_helpers(&self) -> Result<bool, StoreError> {
        let me = self.enrolled_as().await;
        let workers = self.workers().await?;
        let is_me = |worker: &Worker| me.as_ref() == Some(&worker.id);
        Ok(workers.iter().any(|worker| worker.alive && worker.stays && !is_me(worker)))
    }

    /// Strikes the dead off the workers: from then on what they had taken up
    /// is there to be taken, and nothing that they still record counts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bury_the_dead(&self) -> Result<(), StoreError> {
        let me = self.member().await?;
        if !me.may_bury() {
            return Ok(());
        }
        let here = Process::here();
        let dead = self.workers().await?;
        for worker in dead.into_iter().filter(|worker| !worker.alive && worker.id != me.id) {
            let ended = worker.process.has_ended(&here) == Some(true);
            let writer = self.writer();
            let (now, end) = (db_clock::now(writer), db_clock::lease_end(writer));
            // It may have shown since.
            let statement = format!("DELETE FROM workers WHERE id = $1 AND {now} - {end} > $2");
            let least = if ended { i64::MIN } else { 0 };
            let values = [text(worker.id), number(least)];
            let buried = writer.execute_raw(sql(writer, statement, values)).await?;
            if buried.rows_affected() > 0 {
                tracing::warn!(worker = worker.name, "a worker is gone");
            }
        }
        Ok(())
    }

    /// Notes what this process does for a run.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_task(&self, run: RunId, task: WorkerTask) -> Result<(), StoreError> {
        let me = self.member().await?;
        let transaction = self.begin().await?;
        let statement = "INSERT INTO worker_tasks (worker_id, run_id, task) \
            SELECT id, $2, $3 FROM workers WHERE id = $1 \
            ON CONFLICT (worker_id, run_id) DO UPDATE SET task = excluded.task";
        let values = [text(me.id.as_str()), number(run.0), text(task.as_str())];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// This process has left a run.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_task(&self, run: RunId) -> Result<(), StoreError> {
        let me = self.member().await?;
        let transaction = self.begin().await?;
        let statement = "DELETE FROM worker_tasks WHERE worker_id = $1 AND run_id = $2";
        let values = [text(me.id.as_str()), number(run.0)];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(())
    }
}

impl Worker {
    fn lives(&self, here: &Process, on_a_file: bool) -> bool {
        match self.process.has_ended(here) {
            Some(true) => false,
            Some(false) if on_a_file => self.over_by <= self.lease * (LEASES_OF_A_FILE - 1),
            _ => self.over_by <= 0,
        }
    }
}

fn read(columns: &mut Columns<'_>) -> Result<Worker, StoreError> {
    let id = columns.take()?;
    let name = columns.take()?;
    let stays = columns.take()?;
    let started_at = db_clock::moment(columns.take()?);
    let seen_at = db_clock::moment(columns.take()?);
    let machine = columns.take()?;
    let pid: i64 = columns.take()?;
    let started: Option<i64> = columns.take()?;
    let process = Process {
        machine,
        pid: u32::try_from(pid).unwrap_or_default(),
        started: started.map(i64::unsigned_abs),
    };
    let (lease, over_by) = (columns.take()?, columns.take()?);
    Ok(Worker {
        id,
        name,
        stays,
        started_at,
        seen_at,
        alive: true,
        tasks: Vec::new(),
        process,
        lease,
        over_by,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_taken_for_dead() {
        let here = Process { machine: Some("here".to_owned()), ..Process::here() };
        let gone = Process { started: here.started.map(|ticks| ticks + 1), ..here.clone() };
        let elsewhere = Process { machine: Some("elsewhere".to_owned()), ..here.clone() };
        let (there, ended, unseen) = (&here, &gone, &elsewhere);
        for (process, over_by, on_a_file, lives) in [
            (there, -1_000, false, true),
            (there, 1, false, false),
            (there, 1, true, true),
            (there, 20_000 * 9 + 1, true, false),
            (ended, -1_000, false, false),
            (ended, -1_000, true, false),
            (unseen, -1_000, false, true),
            (unseen, 1, false, false),
            (unseen, 1, true, false),
        ] {
            let worker = Worker {
                id: "id".to_owned(),
                name: "name".to_owned(),
                stays: true,
                started_at: DateTime::UNIX_EPOCH,
                seen_at: DateTime::UNIX_EPOCH,
                alive: true,
                tasks: Vec::new(),
                process: process.clone(),
                lease: 20_000,
                over_by,
            };
            if here.started.is_some() {
                assert_eq!(worker.lives(&here, on_a_file), lives, "{process:?} {over_by}");
            }
        }
    }
}

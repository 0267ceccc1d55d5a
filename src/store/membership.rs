//! This process among those that work on the database. Its lease is renewed
//! while it lives; who does not renew it may be buried by others, and what it
//! had taken up is theirs from then on.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use sea_orm::{ConnectionTrait, DatabaseConnection};
use tokio::sync::watch;
use tokio::time::Instant;
use uuid::Uuid;

use super::connection::Store;
use super::db_clock;
use super::error::StoreError;
use super::process::{self, Process};
use super::rows::{number, sql, text};
use crate::domain::identity::RunId;

/// How long a process that does not show is taken for alive.
pub const LEASE: Duration = Duration::from_secs(20);

/// What a process knows of its own part; shared by the clones of a store.
pub(super) struct Presence {
    lease: Duration,
    /// A node, not a command.
    stays: AtomicBool,
    member: tokio::sync::Mutex<Option<Arc<Member>>>,
    at_work: Mutex<HashSet<RunId>>,
}

/// One enrolment of this process.
pub(super) struct Member {
    pub id: String,
    /// Until when nobody else may think it dead, less some time to notice;
    /// `None` once it was buried, or gave itself up.
    until: watch::Sender<Option<Instant>>,
    /// Since when its lease has been renewed without a gap; `None` when there
    /// never was one.
    mended: Mutex<Option<Instant>>,
    lease: Duration,
}

/// A run that this process has in hand; it is free again when this is dropped.
pub struct AtWork {
    presence: Arc<Presence>,
    run: RunId,
}

impl Drop for AtWork {
    fn drop(&mut self) {
        self.presence.at_work().remove(&self.run);
    }
}

impl Presence {
    pub fn new(lease: Duration) -> Arc<Self> {
        Arc::new(Self {
            lease,
            stays: AtomicBool::new(false),
            member: tokio::sync::Mutex::default(),
            at_work: Mutex::default(),
        })
    }

    fn at_work(&self) -> std::sync::MutexGuard<'_, HashSet<RunId>> {
        self.at_work.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Member {
    fn new(lease: Duration, asked: Instant) -> Self {
        Self {
            id: Uuid::new_v4().to_string(),
            until: watch::Sender::new(Some(end_of(lease, asked))),
            mended: Mutex::new(None),
            lease,
        }
    }

    fn renewed(&self, asked: Instant) {
        let mut mended = self.mended.lock().unwrap_or_else(PoisonError::into_inner);
        self.until.send_modify(|until| {
            if until.is_some_and(|until| until < asked) {
                *mended = Some(asked);
            }
            *until = until.map(|_| end_of(self.lease, asked));
        });
    }

    /// Whoever could not reach the database for a while does not know who
    /// else could not: the others have time to show first.
    pub fn may_bury(&self) -> bool {
        let mended = self.mended.lock().unwrap_or_else(PoisonError::into_inner);
        mended.is_none_or(|since| since.elapsed() >= self.lease)
    }
}

/// A fifth of the lease is kept to notice its end.
fn end_of(lease: Duration, asked: Instant) -> Instant {
    asked + lease * 4 / 5
}

impl Store {
    /// The same database, on which this process is taken for dead after another
    /// time than [`LEASE`].
    #[must_use]
    pub fn with_lease(mut self, lease: Duration) -> Self {
        self.presence = Presence::new(lease);
        self
    }

    /// This process stays: it is there for others' work too. To be told before
    /// it takes up anything.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stay(&self) -> Result<(), StoreError> {
        self.presence.stays.store(true, Ordering::Relaxed);
        self.member().await.map(drop)
    }

    /// Until when this process may go on with what it has taken up: `None`
    /// when others may have it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lease(&self) -> Result<watch::Receiver<Option<Instant>>, StoreError> {
        Ok(self.member().await?.until.subscribe())
    }

    /// Takes a run in hand, unless this process has it in hand already.
    pub fn take_in_hand(&self, run: RunId) -> Option<AtWork> {
        let presence = Arc::clone(&self.presence);
        let new = presence.at_work().insert(run);
        new.then_some(AtWork { presence, run })
    }

    /// Whether this process has a run in hand.
    pub fn has_in_hand(&self, run: RunId) -> bool {
        self.presence.at_work().contains(&run)
    }

    /// Leaves the workers, where nothing is in hand any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn retire(&self) -> Result<(), StoreError> {
        let mut current = self.presence.member.lock().await;
        if !self.presence.at_work().is_empty() {
            return Ok(());
        }
        let Some(member) = current.take() else { return Ok(()) };
        member.until.send_replace(None);
        self.writer_forget(&member.id).await
    }

    /// Gives itself up for dead: what it has taken up goes to others when its
    /// lease ends.
    pub(super) async fn give_up(&self) {
        if let Some(member) = self.presence.member.lock().await.take() {
            member.until.send_replace(None);
        }
    }

    /// What this process is called among the workers, where it is one.
    pub(super) async fn enrolled_as(&self) -> Option<String> {
        self.presence.member.lock().await.as_ref().map(|member| member.id.clone())
    }

    /// The enrolment of this process; a new one where it has none, or was
    /// buried.
    pub(super) async fn member(&self) -> Result<Arc<Member>, StoreError> {
        let mut current = self.presence.member.lock().await;
        if let Some(member) = &*current
            && member.until.borrow().is_some()
        {
            return Ok(Arc::clone(member));
        }
        let member = Arc::new(Member::new(self.presence.lease, Instant::now()));
        self.enrol(&member).await?;
        tokio::spawn(show(Arc::downgrade(&member), self.writer().clone()));
        *current = Some(Arc::clone(&member));
        Ok(member)
    }

    async fn enrol(&self, member: &Member) -> Result<(), StoreError> {
        let here = Process::here();
        let transaction = self.begin().await?;
        let now = db_clock::now(&transaction);
        let statement = format!(
            "INSERT INTO workers (id, name, machine, pid, process_started, stays, lease, \
             started_at, seen_at, lease_until) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, {now}, {now}, {now} + $7)"
        );
        let values = [
            text(member.id.as_str()),
            text(process::name(&here)),
            sea_orm::Value::String(here.machine),
            number(i64::from(here.pid)),
            sea_orm::Value::BigInt(here.started.and_then(|started| i64::try_from(started).ok())),
            sea_orm::Value::Bool(Some(self.presence.stays.load(Ordering::Relaxed))),
            number(milliseconds(member.lease)),
        ];
        transaction.execute_raw(sql(&transaction, statement, values)).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn writer_forget(&self, id: &str) -> Result<(), StoreError> {
        let writer = self.writer();
        let statement = "DELETE FROM workers WHERE id = $1";
        writer.execute_raw(sql(writer, statement, [text(id)])).await?;
        Ok(())
    }
}

pub(super) fn milliseconds(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

/// Renews the lease for as long as the process is enrolled.
async fn show(member: Weak<Member>, database: DatabaseConnection) {
    loop {
        let Some(lease) = member.upgrade().map(|member| member.lease) else { return };
        tokio::time::sleep(lease / 4).await;
        let Some(member) = member.upgrade() else { return };
        if member.until.borrow().is_none() {
            return;
        }
        let asked = Instant::now();
        // An answer that comes later would be of no use.
        match tokio::time::timeout(lease, renew(&database, &member)).await {
            Ok(Ok(true)) => member.renewed(asked),
            Ok(Ok(false)) => {
                tracing::warn!(worker = member.id, "others took this process for dead");
                member.until.send_replace(None);
                return;
            }
            Ok(Err(error)) => tracing::warn!(%error, "the lease was not renewed"),
            Err(_) => tracing::warn!("the lease was not renewed in time"),
        }
    }
}

/// Whether the process is still enrolled.
async fn renew(database: &DatabaseConnection, member: &Member) -> Result<bool, StoreError> {
    let now = db_clock::now(database);
    let statement =
        format!("UPDATE workers SET seen_at = {now}, lease_until = {now} + lease WHERE id = $1");
    let renewed =
        database.execute_raw(sql(database, statement, [text(member.id.as_str())])).await?;
    Ok(renewed.rows_affected() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_was_cut_off_lets_the_others_show_first() {
        let lease = Duration::from_millis(800);
        let member = Member::new(lease, Instant::now());
        assert!(member.may_bury(), "a new process has missed nothing");
        member.renewed(Instant::now());
        assert!(member.may_bury());
        tokio::time::sleep(lease).await;
        assert!(member.until.borrow().is_some_and(|until| until < Instant::now()));
        member.renewed(Instant::now());
        assert!(!member.may_bury());
        for _ in 0..5 {
            tokio::time::sleep(lease / 4).await;
            member.renewed(Instant::now());
        }
        assert!(member.may_bury());
    }
}

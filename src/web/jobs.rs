//! Work that takes longer than a request: it goes on in the background, tells
//! how far it is, and is found again after a reload.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use uuid::Uuid;

use crate::app::error::AppError;
use crate::app::preview::Preview;
use crate::app::progress::Progress;
use crate::app::sending::Sent;
use crate::app::worker::thread::on_a_thread;
use crate::dispatch::StopSignal;
use crate::domain::company::CompanyCode;
use crate::domain::identity::RunId;
use crate::wording::Message;

/// Jobs that are remembered after their end.
const REMEMBERED: usize = 200;

/// The jobs of the service.
#[derive(Default)]
pub struct Jobs(Mutex<Registry>);

#[derive(Default)]
struct Registry {
    jobs: VecDeque<Job>,
    closed: bool,
}

/// What a job does; a company has at most one run at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Preview { batch: String },
    Run,
}

/// A job at work, or come to its end. Clones are the same job.
#[derive(Clone)]
pub struct Job(Arc<Work>);

struct Work {
    key: Uuid,
    company: CompanyCode,
    kind: Kind,
    stop: StopSignal,
    told: watch::Sender<Told>,
}

/// How far a job is.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Once it is known.
    pub run: Option<RunId>,
    pub stage: Option<Message>,
    pub done: u64,
    pub total: Option<u64>,
    pub ending: Option<Ending>,
}

/// What came of a job.
#[derive(Debug, Clone)]
pub enum Ending {
    Previewed,
    /// Recorded; it waits for somebody to confirm it.
    Recorded {
        run: RunId,
        preview: Arc<Preview>,
    },
    Sent(Sent),
    /// What was recorded did not hold any more; recorded again as another run.
    Anew(RunId),
    Dropped,
    /// Before anything was recorded.
    Stopped,
    Failed(Arc<AppError>),
}

/// Why a job was not begun.
pub enum Refused {
    /// Another run of the company is at work.
    Busy(Job),
    /// The service is being stopped.
    Closed,
}

impl Jobs {
    /// Begins a job. The same key, as two clicks send it, gives the same job,
    /// unless that one has failed.
    ///
    /// # Errors
    /// When a run of the company is at work already, or the service stops.
    pub fn start<F>(
        &self,
        key: Uuid,
        company: &CompanyCode,
        kind: Kind,
        run: Option<RunId>,
        work: impl FnOnce(Job) -> F + Send + 'static,
    ) -> Result<Job, Refused>
    where
        F: Future<Output = Result<Ending, AppError>>,
    {
        let mut registry = self.registry();
        let mut jobs = registry.jobs.iter();
        let same = |job: &&Job| job.0.key == key && job.0.company == *company && !job.has_failed();
        if let Some(same) = jobs.find(same) {
            return Ok(same.clone());
        }
        if registry.closed {
            return Err(Refused::Closed);
        }
        let busy = |job: &&Job| job.is_like(company, &Kind::Run) && !job.has_ended();
        if kind == Kind::Run
            && let Some(busy) = registry.jobs.iter().find(busy)
        {
            return Err(Refused::Busy(busy.clone()));
        }
        let told = watch::Sender::new(Told { run, ..Told::default() });
        let company = company.clone();
        let job = Job(Arc::new(Work { key, company, kind, stop: StopSignal::new(), told }));
        registry.jobs.push_back(job.clone());
        while registry.jobs.len() > REMEMBERED
            && let Some(oldest) = registry.jobs.iter().position(Job::has_ended)
        {
            registry.jobs.remove(oldest);
        }
        let at_work = job.clone();
        let ended = on_a_thread(move || work(at_work));
        let watched = job.clone();
        tokio::spawn(async move {
            let ending = match ended.await {
                Ok(Ok(ending)) => ending,
                Ok(Err(error)) => {
                    tracing::warn!(%error, company = %watched.0.company, "a job failed");
                    Ending::Failed(Arc::new(error))
                }
                Err(_) => Ending::Failed(Arc::new(AppError::Worker)),
            };
            watched.0.told.send_modify(|told| {
                if let Ending::Recorded { run, .. } = &ending {
                    told.run = Some(*run);
                }
                told.stage = None;
                told.ending = Some(ending);
            });
        });
        Ok(job)
    }

    /// A job of a company by its key.
    pub fn find(&self, company: &CompanyCode, key: Uuid) -> Option<Job> {
        let found = |job: &&Job| job.0.key == key && job.0.company == *company;
        self.registry().jobs.iter().find(found).cloned()
    }

    /// The newest job that had to do with a run.
    pub fn of_run(&self, company: &CompanyCode, run: RunId) -> Option<Job> {
        let found =
            |job: &&Job| job.is_like(company, &Kind::Run) && job.0.told.borrow().run == Some(run);
        self.registry().jobs.iter().rev().find(found).cloned()
    }

    /// The job of this kind that is at work for a company.
    pub fn at_work(&self, company: &CompanyCode, kind: &Kind) -> Option<Job> {
        let found = |job: &&Job| job.is_like(company, kind) && !job.has_ended();
        self.registry().jobs.iter().find(found).cloned()
    }

    /// Begins no more jobs and asks those at work to stop.
    pub fn close(&self) {
        let mut registry = self.registry();
        registry.closed = true;
        for job in &registry.jobs {
            job.stop();
        }
    }

    /// Returns once all jobs have come to their end.
    pub async fn idle(&self) {
        let jobs: Vec<Job> = self.registry().jobs.iter().cloned().collect();
        for job in jobs.iter().filter(|job| job.0.kind == Kind::Run) {
            job.ended().await;
        }
    }

    fn registry(&self) -> MutexGuard<'_, Registry> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Job {
    pub fn key(&self) -> Uuid {
        self.0.key
    }

    pub fn kind(&self) -> &Kind {
        &self.0.kind
    }

    pub fn told(&self) -> Told {
        self.0.told.borrow().clone()
    }

    pub fn watch(&self) -> watch::Receiver<Told> {
        self.0.told.subscribe()
    }

    pub fn has_ended(&self) -> bool {
        self.0.told.borrow().ending.is_some()
    }

    fn has_failed(&self) -> bool {
        matches!(self.0.told.borrow().ending, Some(Ending::Failed(_)))
    }

    /// Asks it to finish what is under way and to take no more.
    pub fn stop(&self) {
        self.0.stop.stop();
    }

    pub fn stop_signal(&self) -> &StopSignal {
        &self.0.stop
    }

    /// Whether it comes to its end within a time.
    pub async fn ended_within(&self, time: Duration) -> bool {
        tokio::time::timeout(time, self.ended()).await.is_ok()
    }

    /// What came of it, once it has ended.
    pub async fn ending(&self) -> Ending {
        self.ended().await;
        self.told().ending.unwrap_or(Ending::Stopped)
    }

    async fn ended(&self) {
        // The sender lives in `self`: waiting cannot fail.
        let _ = self.0.told.subscribe().wait_for(|told| told.ending.is_some()).await;
    }

    fn is_like(&self, company: &CompanyCode, kind: &Kind) -> bool {
        self.0.company == *company && self.0.kind == *kind
    }
}

impl Progress for Job {
    fn begin(&self, stage: Message, total: Option<u64>) {
        self.0.told.send_modify(|told| {
            told.stage = Some(stage);
            told.done = 0;
            told.total = total;
        });
    }

    fn advance(&self, amount: u64) {
        self.0.told.send_modify(|told| told.done += amount);
    }

    fn end(&self) {
        self.0.told.send_modify(|told| told.stage = None);
    }
}

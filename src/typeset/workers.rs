//! Threads that typeset, where no process does it: in a library. Typst splits its work by rayon; on a thread of a
//! caller's rayon pool, waiting for the parts would begin the caller's next
//! letter on the same stack, and the next on that, without end. So letters are
//! made on threads apart, each a pool of its own, which a caller simply waits
//! for, and can stop waiting for.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::limits::STACK;

/// Most work that was given up waiting for and still runs.
const MOST_LATE: usize = 4;

type Job = Box<dyn FnOnce() + Send>;

/// Why there is no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoResult {
    /// It takes too long, or earlier work that did still runs.
    Late,
    /// It broke off.
    Failed,
}

/// As many threads as the machine has cores, and one more for each that is
/// still busy with what nobody waits for.
pub(super) struct Workers {
    jobs: Mutex<Sender<Job>>,
    queue: Arc<Mutex<Receiver<Job>>>,
    late: Arc<AtomicUsize>,
}

enum Progress<T> {
    Started,
    Done(T),
}

impl Workers {
    pub fn new() -> Self {
        let (jobs, queue) = mpsc::channel();
        let queue = Arc::new(Mutex::new(queue));
        let workers = Self { jobs: Mutex::new(jobs), queue, late: Arc::default() };
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            workers.add();
        }
        workers
    }

    /// Does some work on one of the threads and waits for its result, at most
    /// for this long from its start.
    pub fn run<T: Send + 'static>(
        &self,
        longest: Duration,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, NoResult> {
        if self.late.load(Ordering::Relaxed) >= MOST_LATE {
            return Err(NoResult::Late);
        }
        let (told, progress) = mpsc::channel();
        let job: Job = Box::new(move || {
            // Whether somebody still waits does not matter.
            let _ = told.send(Progress::Started);
            let _ = told.send(Progress::Done(work()));
        });
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.send(job).map_err(|_| NoResult::Failed)?;
        drop(jobs);
        if progress.recv().is_err() {
            return Err(NoResult::Failed);
        }
        match progress.recv_timeout(longest) {
            Ok(Progress::Done(result)) => Ok(result),
            Ok(Progress::Started) | Err(RecvTimeoutError::Disconnected) => Err(NoResult::Failed),
            Err(RecvTimeoutError::Timeout) => {
                self.leave_alone(progress);
                Err(NoResult::Late)
            }
        }
    }

    /// Another thread takes the place of one that does not come to an end,
    /// until it does.
    fn leave_alone<T: Send + 'static>(&self, progress: Receiver<Progress<T>>) {
        self.late.fetch_add(1, Ordering::Relaxed);
        let late = Arc::clone(&self.late);
        self.add();
        let waiting = thread::Builder::new().spawn(move || {
            let _ = progress.recv();
            late.fetch_sub(1, Ordering::Relaxed);
        });
        drop(waiting);
    }

    fn add(&self) {
        let queue = Arc::clone(&self.queue);
        let work = move || {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
            loop {
                let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                match job {
                    Ok(job) => drop(std::panic::catch_unwind(std::panic::AssertUnwindSafe(job))),
                    Err(_) => break,
                }
            }
            drop(pool);
        };
        // Where no thread can be had, jobs wait for those that there are.
        drop(thread::Builder::new().name("typeset".into()).stack_size(STACK).spawn(work));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_takes_too_long_is_left_alone() {
        let workers = Workers::new();
        let (short, long) = (Duration::from_millis(20), Duration::from_secs(60));
        assert_eq!(workers.run(long, || 1), Ok(1));
        assert_eq!(workers.run(long, || panic!("a mistake")), Err::<(), _>(NoResult::Failed));
        let (stop, wait) = mpsc::channel::<()>();
        let wait = Arc::new(Mutex::new(wait));
        for _ in 0..MOST_LATE {
            let wait = Arc::clone(&wait);
            let endless = move || drop(wait.lock().map(|wait| wait.recv()));
            assert_eq!(workers.run(short, endless), Err(NoResult::Late));
        }
        assert_eq!(workers.run(long, || 2), Err(NoResult::Late), "too much runs on");
        drop(stop);
        while workers.late.load(Ordering::Relaxed) > 0 {
            thread::yield_now();
        }
        assert_eq!(workers.run(long, || 3), Ok(3));
    }
}

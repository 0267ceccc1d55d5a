//! Processes that typeset. A letter's template is a program: it can loop
//! without end inside one step of Typst, or fill the memory, and no thread can
//! be made to stop. So the service has its letters made by processes of its own
//! program, one per core, which the system ends when they take too long or too
//! much; the next letter gets a new one.

use std::io;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

use super::limits::{GRACE, MEMORY, MOST_MADE};
use super::typesetter::{Images, Job};
use super::wire::{self, Answer};
use super::workers::NoResult;

/// The argument that makes the program a process that typesets.
const WORK: &str = "--typeset";

static PRESSES: OnceLock<Presses> = OnceLock::new();

/// The program of this process itself, also when its file was replaced by a
/// newer one.
pub const THIS: &str = "/proc/self/exe";

/// From now on documents are made by processes of a program that begins with
/// [`asked`].
pub fn typeset_apart(program: PathBuf) {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let presses =
        Presses { program, idle: Mutex::default(), free: Mutex::new(cores), freed: Condvar::new() };
    // Asked for twice, it is done already.
    let _ = PRESSES.set(presses);
}

/// Whether the arguments of a process make it one that typesets.
pub fn asked(args: &[String]) -> bool {
    matches!(args, [_, work] if work == WORK)
}

/// Where documents are made apart, if they are.
pub(super) fn presses() -> Option<&'static Presses> {
    PRESSES.get()
}

/// The processes, as many as there are cores.
pub(super) struct Presses {
    program: PathBuf,
    idle: Mutex<Vec<Press>>,
    /// How many more may be at work.
    free: Mutex<usize>,
    freed: Condvar,
}

impl Presses {
    /// Has a document made, and waits for it.
    pub fn make(&self, job: &Job) -> Result<Answer, NoResult> {
        let _turn = self.turn();
        loop {
            let idle = locked(&self.idle).pop();
            let is_new = idle.is_none();
            let mut press = match idle {
                Some(press) => press,
                None => Press::start(&self.program).map_err(|error| {
                    tracing::warn!(%error, "no process to typeset can be started");
                    NoResult::Failed
                })?,
            };
            match press.make(job) {
                Ok(answer) => {
                    // What took more may still hold it.
                    if press.made < MOST_MADE && job.memory <= MEMORY {
                        locked(&self.idle).push(press);
                    }
                    return Ok(answer);
                }
                // It ended while it had nothing to do.
                Err(Stopped::Before) if !is_new => {}
                Err(Stopped::Before) => return Err(NoResult::Failed),
                Err(Stopped::At(reason)) => return Err(reason),
            }
        }
    }

    fn turn(&self) -> Turn<'_> {
        let mut free = locked(&self.free);
        while *free == 0 {
            free = self.freed.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= 1;
        Turn(self)
    }
}

struct Turn<'a>(&'a Presses);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *locked(&self.0.free) += 1;
        self.0.freed.notify_one();
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Why a process made nothing.
enum Stopped {
    /// It was gone before it was asked.
    Before,
    At(NoResult),
}

/// One process. It ends when this is dropped.
struct Press {
    child: Child,
    input: ChildStdin,
    answers: Receiver<Vec<u8>>,
    /// Those that it has.
    images: Option<Images>,
    made: u32,
}

impl Press {
    fn start(program: &PathBuf) -> io::Result<Self> {
        let mut child = Command::new(program)
            .arg(WORK)
            // It needs no secret.
            .env_clear()
            // Little of the memory that it may have goes to reserves.
            .env("MIMALLOC_ARENA_RESERVE", "65536")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::from(io::ErrorKind::BrokenPipe));
        };
        let (told, answers) = mpsc::channel();
        thread::Builder::new().name("typeset".into()).spawn(move || {
            while let Ok(Some(frame)) = wire::read_frame(&mut output) {
                if told.send(frame).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self { child, input, answers, images: None, made: 0 })
    }

    fn make(&mut self, job: &Job) -> Result<Answer, Stopped> {
        let has_images = self.images.as_ref().is_some_and(|it| Arc::ptr_eq(it, &job.images));
        let frame = wire::of_job(job, !has_images);
        if wire::write_frame(&mut self.input, &frame).is_err() {
            return Err(Stopped::Before);
        }
        self.images = Some(Arc::clone(&job.images));
        self.made += 1;
        match self.answers.recv_timeout(job.longest + GRACE) {
            Ok(frame) => wire::to_answer(&frame).ok_or(Stopped::At(NoResult::Failed)),
            Err(RecvTimeoutError::Timeout) => Err(Stopped::At(NoResult::Late)),
            Err(RecvTimeoutError::Disconnected) => Err(Stopped::At(self.ended())),
        }
    }

    /// What ended the process.
    fn ended(&mut self) -> NoResult {
        let signal = self.child.wait().ok().and_then(|status| status.signal());
        let of_time = rustix::process::Signal::XCPU.as_raw();
        if signal == Some(of_time) { NoResult::Late } else { NoResult::Failed }
    }
}

impl Drop for Press {
    fn drop(&mut self) {
        // What has ended by itself need not be ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

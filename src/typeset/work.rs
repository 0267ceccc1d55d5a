//! The work of a process that typesets, within the limits that it sets itself.

use std::io;
use std::process::ExitCode;
use std::thread;

use rustix::process::{Resource, Rlimit, setrlimit};
use rustix::time::{ClockId, clock_gettime};

use super::limits::{GRACE, MOST_MEMORY, STACK};
use super::typesetter::{Images, Job, Tools};
use super::wire;

/// Typesets what comes in until nothing comes any more.
pub fn work() -> ExitCode {
    let worker = thread::Builder::new().stack_size(STACK).spawn(|| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
        let done = limit().and_then(|()| serve());
        drop(pool);
        done
    });
    match worker.map(thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn serve() -> io::Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let tools = Tools::new();
    let mut images = Images::default();
    while let Some(frame) = wire::read_frame(&mut input)? {
        let job = wire::to_job(&frame, &mut images)
            .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
        limit_job(&job)?;
        wire::write_frame(&mut output, &wire::of_answer(&tools.pdf(job)))?;
    }
    Ok(())
}

/// No files, no memory without end, no picture of the memory when it fails.
fn limit() -> io::Result<()> {
    for (resource, most) in [(Resource::As, MOST_MEMORY), (Resource::Fsize, 0), (Resource::Core, 0)]
    {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

/// The system ends the process when a job takes more of a core or of the memory
/// than it may, whether somebody waits for it or not.
fn limit_job(job: &Job) -> io::Result<()> {
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
    let used = u64::try_from(used).unwrap_or_default();
    let most = used + job.longest.as_secs() + GRACE.as_secs() + 1;
    setrlimit(Resource::Cpu, Rlimit { current: Some(most), maximum: None })?;
    let memory = Rlimit { current: Some(job.memory.min(MOST_MEMORY)), maximum: Some(MOST_MEMORY) };
    Ok(setrlimit(Resource::As, memory)?)
}

//! How executables run side by side: as many as there are processors, each one's output whole, and when it has ended.
//!
//! Most tests wait for servers, so that several at once take little longer than one. An executable does not run beside itself: it may
//! have files of its own. All stay in the process group of this tool: Ctrl-C reaches each of them.

use crate::style::{BAD, FAINT, GOOD, STRONG};
use redmod_test::{Error, Version};
use std::{
    collections::VecDeque,
    fs::File,
    io::{self, Seek},
    process::{Command, Stdio},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Instant,
};

/// Something to run.
pub(crate) struct Job {
    /// `tests/keys.rs of redmod`
    pub(crate) name: String,
    /// On which server.
    pub(crate) server: Version,
    pub(crate) command: Command,
}

/// Where the outputs go.
#[derive(Clone, Copy)]
pub(crate) enum To {
    Stdout,
    Stderr,
}

/// Starts all in this order, also after one has failed. Names those that have failed, and returns what came with them.
pub(crate) fn run<T: Send>(jobs: Vec<(T, Job)>, to: To) -> Result<Vec<T>, Error> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let count = jobs.len();
    let queue = Queue::new(jobs);
    let progress = Mutex::new((0, Vec::new()));
    let work = || {
        while let Some((tag, mut job)) = queue.next() {
            let start = Instant::now();
            let ended = job.run();
            queue.has_ended(&job);
            let (passed, mut output) = ended?;
            let seconds = start.elapsed().as_secs_f64();
            let mut progress = locked(&progress);
            let (ended, failed) = &mut *progress;
            show(&mut output, to)?;
            *ended += 1;
            let (style, word) = if passed {
                (GOOD, "passed")
            } else {
                (BAD, "failed")
            };
            anstream::eprintln!(
                "{STRONG}[{ended}/{count}]{STRONG:#} {} on {}: {style}{word}{style:#} {FAINT}({seconds:.1} s){FAINT:#}",
                job.name,
                job.server
            );
            if !passed {
                failed.push((tag, job));
            }
        }
        Ok(())
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let ended = threads.into_iter().map(|thread| thread.join());
        ended.collect::<Vec<_>>()
    })
    .into_iter()
    .try_for_each(|ended| ended.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))?;
    let (_, failed) = progress
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    for (_, job) in &failed {
        anstream::eprintln!("{BAD}failed:{BAD:#} {} on {}", job.name, job.server);
    }
    Ok(failed.into_iter().map(|(tag, _)| tag).collect())
}

/// What is still to be run, and the names of what is running.
struct Queue<T> {
    waiting: Mutex<VecDeque<(T, Job)>>,
    running: Mutex<Vec<String>>,
    ended: Condvar,
}

impl<T> Queue<T> {
    fn new(jobs: Vec<(T, Job)>) -> Queue<T> {
        Queue {
            waiting: Mutex::new(jobs.into()),
            running: Mutex::default(),
            ended: Condvar::new(),
        }
    }

    /// The first one that does not run yet; waits for one to end if all that are left do.
    fn next(&self) -> Option<(T, Job)> {
        let mut running = locked(&self.running);
        loop {
            let mut waiting = locked(&self.waiting);
            if waiting.is_empty() {
                return None;
            }
            let is_free = |(_, job): &(T, Job)| !running.contains(&job.name);
            let free = waiting.iter().position(is_free);
            if let Some(job) = free.and_then(|at| waiting.remove(at)) {
                running.push(job.1.name.clone());
                return Some(job);
            }
            drop(waiting);
            running = self
                .ended
                .wait(running)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn has_ended(&self, job: &Job) {
        locked(&self.running).retain(|name| *name != job.name);
        self.ended.notify_all();
    }
}

impl Job {
    /// Whether it has passed, and both of its outputs. They go to a file: a pipe would not end before the last process that has it.
    fn run(&mut self) -> Result<(bool, File), Error> {
        let failed = |e: io::Error| Error::new(format!("cannot run {}: {e}", self.name));
        let output = tempfile::tempfile().map_err(failed)?;
        let (out, err) = (output.try_clone(), output.try_clone());
        self.command
            .stdin(Stdio::null())
            .stdout(out.map_err(failed)?)
            .stderr(err.map_err(failed)?);
        let status = self.command.status().map_err(failed)?;
        Ok((status.success(), output))
    }
}

fn show(output: &mut File, to: To) -> Result<(), Error> {
    let shown = output.rewind().and_then(|()| match to {
        To::Stdout => io::copy(output, &mut io::stdout().lock()),
        To::Stderr => io::copy(output, &mut io::stderr().lock()),
    });
    shown.map(drop).map_err(Error::new)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! A server process that cannot outlive this one.
//!
//! The process is started as `sh`, which forks a watchdog and then *becomes* the server: from the first
//! moment on there is someone who reads the pipe whose other end only we hold. However this process ends, SIGKILL
//! included, the kernel closes the pipe, and the watchdog kills the server and removes its directory. The server runs in
//! a process group of its own, so that Ctrl-C reaches us and not it.

use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use std::{
    fs::File,
    io::{self, Write},
    os::unix::process::{CommandExt, ExitStatusExt},
    path::Path,
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// `$0` is the directory, the rest is the server's command line. A line on the pipe releases the watchdog, the end
/// of the pipe without one calls it to work. `$$` is the shell's pid, and after `exec` the server's.
const LAUNCH: &str = r#"
exec 3<&0 </dev/null
(
    cd /
    if ! read -r released <&3; then
        kill -KILL $$
        rm -rf -- "$0" || { sleep 0.1; rm -rf -- "$0"; }
        kill -KILL -$$
    fi
) >/dev/null 2>&1 &
exec 3<&-
exec "$@"
"#;

pub(crate) struct Process {
    child: Child,
    lifeline: ChildStdin,
    exit: Option<ExitStatus>,
}

impl Process {
    /// Starts `command` in `dir`, which the watchdog removes if we die; both outputs go to `log`.
    pub(crate) fn spawn(command: &Command, dir: &Path, log: File) -> io::Result<Process> {
        let mut shell = Command::new("sh");
        shell
            .args(["-c", LAUNCH])
            .arg(dir)
            .arg(command.get_program())
            .args(command.get_args());
        for (key, value) in command.get_envs() {
            match value {
                Some(value) => shell.env(key, value),
                None => shell.env_remove(key),
            };
        }
        let mut child = shell
            .current_dir(dir)
            .stdin(Stdio::piped())
            .stdout(log.try_clone()?)
            .stderr(log)
            .process_group(0)
            .spawn()?;
        let lifeline = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Process {
            child,
            lifeline,
            exit: None,
        })
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// How the server ended, if it has.
    pub(crate) fn exited(&mut self) -> Option<ExitStatus> {
        if self.exit.is_none() {
            self.exit = self.child.try_wait().ok().flatten();
            if self.exit.is_some() {
                // The pid may now be another's: the watchdog must not kill it.
                _ = self.lifeline.write_all(b"\n");
            }
        }
        self.exit
    }

    /// Waits until the server has ended by itself.
    pub(crate) fn wait(&mut self, deadline: Instant) -> Option<ExitStatus> {
        while self.exited().is_none() && Instant::now() < deadline {
            sleep(Duration::from_millis(2));
        }
        self.exit
    }

    /// SIGKILL to the server alone, as in a crash, and waits for its end.
    pub(crate) fn kill(&mut self) -> ExitStatus {
        if self.exited().is_none() {
            _ = kill_process(self.pid(), Signal::KILL);
            let status = self.child.wait().unwrap_or(ExitStatus::from_raw(9));
            self.exit = Some(status);
            _ = self.lifeline.write_all(b"\n");
        }
        self.exit.unwrap_or_default()
    }

    fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }
}

/// Ends the server, its forked children and the watchdog.
impl Drop for Process {
    fn drop(&mut self) {
        if self.exited().is_none() {
            _ = kill_process_group(self.pid(), Signal::KILL);
            _ = self.child.wait();
        }
    }
}

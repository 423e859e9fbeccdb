//! Start, stop, crash, and start again: the directory and the configuration stay, the process changes.

use super::{PATIENCE, Server, connect, read_log};
use crate::{Error, Result, builder::Plan, process::Process, valgrind};
use redis::ProtocolVersion;
use std::{
    fs::{self, File},
    net::{Ipv4Addr, TcpListener},
    path::Path,
    process::{Command, ExitStatus},
    thread::sleep,
    time::{Duration, Instant},
};

impl Server {
    pub(crate) fn launch(plan: Plan) -> Result<Server> {
        // The system's own directory if the usual one is too deep: the path of a unix socket has 100 bytes or so.
        let usual = std::env::temp_dir();
        let parent = if usual.as_os_str().len() > 70 {
            Path::new("/tmp")
        } else {
            &usual
        };
        let dir = tempfile::Builder::new()
            .prefix("redmod-")
            .tempdir_in(parent)
            .map_err(Error::new)?;
        let mut server = Server {
            process: None,
            plan,
            port: 0,
            primary: None,
            dir,
        };
        server.boot()?;
        Ok(server)
    }

    /// Saves a snapshot, stops the server and starts it again in the same directory.
    #[track_caller]
    pub fn restart(&mut self) {
        self.stop_saving(true);
        self.start_again();
    }

    /// Kills the server as a crash would, with SIGKILL, and starts it again in the same directory.
    #[track_caller]
    pub fn crash(&mut self) {
        self.kill();
        self.start_again();
    }

    /// Saves and loads the whole keyspace within the running server (`DEBUG RELOAD`).
    #[track_caller]
    pub fn reload(&self) {
        self.run::<()>("DEBUG RELOAD")
            .unwrap_or_else(|e| panic!("DEBUG RELOAD: {e}"));
    }

    /// Stops the server without saving. It stays down until [`start_again`](Server::start_again).
    #[track_caller]
    pub fn stop(&mut self) {
        self.stop_saving(false);
    }

    /// Kills the server with SIGKILL. It stays down until [`start_again`](Server::start_again).
    #[track_caller]
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill();
        }
    }

    /// Starts a server that is down, in the same directory and with the same configuration.
    #[track_caller]
    pub fn start_again(&mut self) {
        self.try_start_again().unwrap_or_else(|e| panic!("{e}"));
    }

    /// Starts a server that is down, or tells why it does not start: what is on disk may be refused.
    pub fn try_start_again(&mut self) -> Result<()> {
        self.process = None;
        self.boot()
    }

    /// Waits until the server has ended by itself, and tells how. It stays down.
    ///
    /// # Panics
    /// If it still runs after a minute.
    #[track_caller]
    pub fn wait_exit(&mut self) -> ExitStatus {
        let mut process = self.process.take().expect("the server is stopped");
        match process.wait(Instant::now() + PATIENCE) {
            Some(status) => status,
            None => panic!("waited a minute in vain for the server's end"),
        }
    }

    /// How the server ended, if it ends by itself within this time; then it stays down.
    pub fn try_wait_exit(&mut self, patience: Duration) -> Option<ExitStatus> {
        let status = self.process.as_mut()?.wait(Instant::now() + patience)?;
        self.process = None;
        Some(status)
    }

    #[track_caller]
    fn stop_saving(&mut self, save: bool) {
        let line = if save {
            "SHUTDOWN SAVE"
        } else {
            "SHUTDOWN NOSAVE"
        };
        let deadline = Instant::now() + PATIENCE;
        // The server closes the connection instead of a reply; what is an answer is a refusal.
        while let Err(e) = self.run::<()>(line)
            && e.code().is_some()
        {
            // It does not stop while it writes its append-only file anew, as after it has become a replica.
            let is_busy = e.to_string().contains("Errors trying to SHUTDOWN");
            if !is_busy || Instant::now() > deadline {
                panic!("the server does not stop: {e}");
            }
            sleep(Duration::from_millis(10));
        }
        self.wait_exit();
    }

    /// Lets the server end by itself, so that it can be seen what it has not freed.
    pub(super) fn end_with_report(&mut self) {
        if self.process.is_some() {
            _ = self.run::<()>("SHUTDOWN NOSAVE");
            self.try_wait_exit(PATIENCE);
        }
    }

    /// Starts the process and waits until it answers. A port that someone else took just now is exchanged.
    fn boot(&mut self) -> Result<()> {
        const TRIES: usize = 5;
        for remaining in (0..TRIES).rev() {
            if self.port == 0 {
                self.port = free_port(self.plan.is_cluster_node)
                    .map_err(|e| Error::new(format!("no free port: {e}")))?;
            }
            let before = self.log().len();
            match self.boot_once() {
                Err(e)
                    if remaining > 0
                        && e.log()
                            .get(before..)
                            .is_some_and(|new| new.contains("Address already in use")) =>
                {
                    self.port = 0
                }
                done => return done,
            }
        }
        unreachable!("the last try returns")
    }

    fn boot_once(&mut self) -> Result<()> {
        let failed = |what: String| Error::with_log(what, read_log(self.dir.path()));
        let server = &self.plan.server;
        fs::write(self.dir().join("redis.conf"), self.configuration())
            .map_err(|e| failed(e.to_string()))?;
        _ = fs::remove_file(self.socket());
        let mut command = match &self.plan.under[..] {
            [] => valgrind::command(&server.path),
            [program, args @ ..] => {
                let mut command = Command::new(program);
                command.args(args).arg(&server.path);
                command
            }
        };
        command
            .arg("redis.conf")
            .envs(self.plan.env.iter().map(|(name, value)| (name, value)));
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.dir().join("log"));
        let mut process = log
            .and_then(|log| Process::spawn(&command, self.dir(), log))
            .map_err(|e| failed(format!("cannot start {server}: {e}")))?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = process.exited() {
                return Err(failed(format!("{server} did not start ({status})")));
            }
            if self.answers() {
                self.process = Some(process);
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err(failed(format!("{server} did not answer within a minute")));
            }
            sleep(Duration::from_millis(2));
        }
    }

    /// Whether it is ready: up, and done with loading.
    fn answers(&self) -> bool {
        let ping = |mut client| redis::cmd("PING").query::<String>(&mut client);
        self.socket().exists()
            && connect(&self.socket(), ProtocolVersion::RESP2)
                .and_then(ping)
                .is_ok()
    }

    fn configuration(&self) -> String {
        let mut lines = vec![
            format!("port {}", self.port),
            "bind 127.0.0.1".into(),
            "unixsocket socket".into(),
            "save \"\"".into(),
            "repl-diskless-sync-delay 0".into(),
        ];
        if self.version().redis_level() >= (7, 0, 0) {
            lines.extend([
                "enable-module-command yes".into(),
                "enable-debug-command yes".into(),
            ]);
        }
        lines.extend(self.plan.config.iter().cloned());
        lines.join("\n") + "\n"
    }
}

/// A port that nobody listens on; for a node of a cluster, one whose bus port is free too.
fn free_port(is_cluster_node: bool) -> std::io::Result<u16> {
    /// How far the servers keep the two apart.
    const BUS: u16 = 10_000;
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    loop {
        let listener = bind(0)?;
        let port = listener.local_addr()?.port();
        if !is_cluster_node || port.checked_add(BUS).is_some_and(|bus| bind(bus).is_ok()) {
            return Ok(port);
        }
    }
}

//! A running server: started in a directory of its own, ended with the value that stands for it.

mod golden;
mod lifecycle;
mod replica;

use crate::{
    Builder, Found, Raw, Version, args, builder::Plan, error::log_tail, process::Process, valgrind,
};
use redis::{Connection, FromRedisValue, ProtocolVersion, RedisResult};
use std::{
    fs,
    path::{Path, PathBuf},
    thread::sleep,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long anything may take before a test fails. Generous: tests run side by side on small machines.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server of its own for one test, killed when this value is dropped.
///
/// When it is dropped by a panic, the server's log is printed; if the server had died without being
/// [asked to](Server::wait_exit), the drop itself panics.
pub struct Server {
    // Dropped in this order: the process before its directory.
    process: Option<Process>,
    plan: Plan,
    port: u16,
    primary: Option<PathBuf>,
    dir: TempDir,
}

impl Server {
    /// Starts a server with the module of the package whose test is running.
    ///
    /// # Panics
    /// With the server's log if it does not start.
    #[track_caller]
    pub fn start() -> Server {
        Server::builder().start()
    }

    /// Describes another server than the one of [`start`](Server::start).
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// What the server is: `redis 7.0.15`.
    pub fn version(&self) -> Version {
        self.plan.server.version
    }

    /// The server's executable, and where it was found.
    pub fn found(&self) -> &Found {
        &self.plan.server
    }

    /// Its working directory, where the snapshots lie.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Its unix socket.
    pub fn socket(&self) -> PathBuf {
        self.dir().join("socket")
    }

    /// Its port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The process id.
    ///
    /// # Panics
    /// If the server was stopped.
    #[track_caller]
    pub fn pid(&self) -> u32 {
        self.process.as_ref().expect("the server is stopped").id()
    }

    /// A new connection over RESP2.
    #[track_caller]
    pub fn client(&self) -> Connection {
        self.try_client(ProtocolVersion::RESP2)
            .unwrap_or_else(|e| panic!("cannot connect to the server: {e}"))
    }

    /// A new connection over RESP3.
    #[track_caller]
    pub fn client_resp3(&self) -> Connection {
        self.try_client(ProtocolVersion::RESP3)
            .unwrap_or_else(|e| panic!("cannot connect to the server over RESP3: {e}"))
    }

    /// A new connection, for tests that expect it to be refused.
    pub fn try_client(&self, protocol: ProtocolVersion) -> RedisResult<Connection> {
        connect(&self.socket(), protocol)
    }

    /// A new connection that shows the exact bytes of replies, in RESP2.
    #[track_caller]
    pub fn raw(&self) -> Raw {
        Raw::connect(&self.socket()).unwrap_or_else(|e| panic!("cannot connect to the server: {e}"))
    }

    /// A new connection that shows the exact bytes of replies, in RESP3.
    #[track_caller]
    pub fn raw_resp3(&self) -> Raw {
        let mut raw = self.raw();
        let hello = raw.call(["HELLO", "3"]);
        assert!(
            !hello.starts_with(b"-"),
            "the server does not speak RESP3: {}",
            hello.escape_ascii()
        );
        raw
    }

    /// Runs one command, written as for `redis-cli`, on a connection of its own: `server.run::<i64>("INCR key")`.
    pub fn run<T: FromRedisValue>(&self, line: &str) -> RedisResult<T> {
        let mut cmd = redis::Cmd::new();
        cmd.arg(args::split(line).unwrap_or_else(|e| panic!("`{line}`: {e}")));
        cmd.query(&mut self.try_client(ProtocolVersion::RESP2)?)
    }

    /// The error that one command ends in, as the server sends it: `WRONGTYPE Operation against …`.
    ///
    /// # Panics
    /// Where the command succeeds.
    #[track_caller]
    pub fn error(&self, line: &str) -> String {
        let words = args::split(line).unwrap_or_else(|e| panic!("`{line}`: {e}"));
        let reply = self.raw().call(words);
        match reply.trim_ascii_end() {
            [b'-', error @ ..] => String::from_utf8_lossy(error).into_owned(),
            reply => panic!("`{line}` is no error: {}", reply.escape_ascii()),
        }
    }

    /// A field of `INFO`, or the empty string: `server.info("used_memory")`.
    #[track_caller]
    pub fn info(&self, field: &str) -> String {
        let info: String = self
            .run("INFO everything")
            .unwrap_or_else(|e| panic!("INFO: {e}"));
        let mut fields = info.lines().filter_map(|line| line.split_once(':'));
        fields
            .find(|(name, _)| *name == field)
            .map(|(_, value)| value.into())
            .unwrap_or_default()
    }

    /// All that the server wrote to its log and its outputs since the first start.
    pub fn log(&self) -> String {
        read_log(self.dir())
    }

    /// Waits until the log holds this text.
    ///
    /// # Panics
    /// After a minute.
    #[track_caller]
    pub fn wait_for_log(&self, text: &str) {
        self.wait_until(&format!("`{text}` in the log"), || {
            self.log().contains(text)
        });
    }

    /// Waits until something is true.
    ///
    /// # Panics
    /// After a minute, naming what was waited for.
    #[track_caller]
    pub fn wait_until(&self, what: &str, mut is_true: impl FnMut() -> bool) {
        let start = Instant::now();
        while !is_true() {
            assert!(
                start.elapsed() < PATIENCE,
                "waited a minute in vain for {what}"
            );
            sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let died = self.process.as_mut().and_then(Process::exited);
        if std::thread::panicking() {
            eprintln!("{}: {}", self.version(), log_tail(&self.log()));
        } else if let Some(status) = died {
            panic!(
                "{} died during the test ({status})\n{}",
                self.version(),
                log_tail(&self.log())
            );
        } else if valgrind::is_on() {
            self.end_with_report();
        }
    }
}

fn connect(socket: &Path, protocol: ProtocolVersion) -> RedisResult<Connection> {
    use redis::{ConnectionAddr, ConnectionInfo, IntoConnectionInfo, RedisConnectionInfo};
    let info: ConnectionInfo = ConnectionAddr::Unix(socket.into()).into_connection_info()?;
    let info = info.set_redis_settings(RedisConnectionInfo::default().set_protocol(protocol));
    // Without a read timeout: a socket that has one gives up when the process is stopped and continued.
    redis::Client::open(info)?.get_connection()
}

fn read_log(dir: &Path) -> String {
    String::from_utf8_lossy(&fs::read(dir.join("log")).unwrap_or_default()).into_owned()
}

//! `cargo redmod run`: a module on a server, and a prompt to try it.

mod build;
mod prompt;
mod reply;

use crate::{
    Outcome,
    style::{self, STRONG},
};
use clap::Args;
use redmod_test::{Error, Raw, Server, args, find};
use reply::Reply;
use std::{ffi::OsString, str::FromStr, time::Duration};

/// Build a module, start a server with it and open a prompt
///
/// The server is the one of --server, else of $REDMOD_SERVER, else redis-server or valkey-server on the path,
/// else one in redmod's cache, else one that is fetched. It has a directory of its own, which is removed at the end, and
/// never outlives this command.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo redmod run hello
  cargo redmod run hello --exec \"HELLO.ADD 2 3\"
  cargo redmod run --release --server 9.1 --resp3 -- module arguments

Exit codes of --exec, and of commands that are piped in:
  0  each command was answered, and none with an error
  1  a command was answered with an error; the commands after it were run all the same
  3  the module did not build or load, no server was found, or the server died")]
pub(crate) struct Run {
    /// The package of the module; may be left out within it, or if the workspace has one module only
    package: Option<String>,
    /// Build with the release profile
    #[arg(long)]
    release: bool,
    /// Use this server: a path, a name on the path or a version
    #[arg(long, value_name = "PATH")]
    server: Option<OsString>,
    /// Run a command, written as for redis-cli, and print its reply instead of opening a prompt; may be repeated
    #[arg(long, value_name = "COMMAND")]
    exec: Vec<CommandLine>,
    /// Speak RESP3
    #[arg(long)]
    resp3: bool,
    /// Arguments for the module
    #[arg(last = true)]
    args: Vec<String>,
}

impl Run {
    pub(crate) fn run(self) -> Result<Outcome, Error> {
        let module = build::module(self.package.as_deref(), self.release)?;
        let found = match &self.server {
            Some(words) => find::named(words)?,
            None => find::server()?,
        };
        let server = Server::builder()
            .on(&found)
            .module(&module.path)
            .module_args(&self.args)
            .try_start();
        let server = server.map_err(|e| refused(&module.name, &e))?;
        style::say(format_args!(
            "{STRONG}{}{STRONG:#} on {}, port {}",
            module.name,
            found.version,
            server.port()
        ));
        let mut session = Session::open(server, self.resp3)?;
        if self.exec.is_empty() {
            return prompt::run(&mut session, &module.name);
        }
        let mut outcome = Outcome::Good;
        for CommandLine(command) in &self.exec {
            let reply = session.call(command)?;
            style::print(&reply);
            if reply.is_error() {
                outcome = Outcome::Bad;
            }
        }
        Ok(outcome)
    }
}

/// A command and its arguments, split as `redis-cli` does.
#[derive(Clone)]
struct CommandLine(Vec<Vec<u8>>);

impl FromStr for CommandLine {
    type Err = Error;

    fn from_str(line: &str) -> Result<CommandLine, Error> {
        match args::split(line)? {
            words if words.is_empty() => Err(Error::new("the command is empty")),
            words => Ok(CommandLine(words)),
        }
    }
}

/// The server with one connection to it.
struct Session {
    server: Server,
    connection: Raw,
}

impl Session {
    fn open(server: Server, resp3: bool) -> Result<Session, Error> {
        let mut connection = server.raw();
        // A command may block for as long as the user likes.
        connection.set_timeout(None);
        let mut session = Session { server, connection };
        if resp3 {
            session.call(&["HELLO", "3"])?;
        }
        Ok(session)
    }

    /// Runs one command. An error means that the server is gone; then its log is in the error.
    fn call<A: AsRef<[u8]>>(&mut self, command: &[A]) -> Result<Reply, Error> {
        let reply = self.connection.try_call(command);
        reply
            .map(|bytes| Reply::read(&bytes))
            .map_err(|_| self.lost())
    }

    fn lost(&mut self) -> Error {
        let status = self.server.try_wait_exit(Duration::from_secs(2));
        let what = match status {
            Some(status) if status.success() => return Error::new("the server has ended"),
            Some(status) => format!("the server died ({status})"),
            None => "the server closed the connection".into(),
        };
        Error::with_log(what, self.server.log())
    }
}

/// Why a module was not loaded: of the server's log, what it wrote once it was set up.
fn refused(module: &str, e: &Error) -> Error {
    let mut lines = e.log().lines();
    match lines.any(|line| line.contains("Server initialized")) {
        true => {
            let telling: Vec<&str> = lines.filter(|line| !line.contains("# WARNING ")).collect();
            Error::with_log(
                format!("`{module}` was not loaded: {}", e.what()),
                telling.join("\n"),
            )
        }
        false => Error::with_log(e.what(), e.log().into()),
    }
}

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
use std::ffi::OsString;

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
    exec: Vec<String>,
    /// Speak RESP3
    #[arg(long)]
    resp3: bool,
    /// Arguments for the module
    #[arg(last = true)]
    args: Vec<String>,
}

impl Run {
    pub(crate) fn run(self) -> Result<Outcome, Error> {
        let commands = self
            .exec
            .iter()
            .map(|line| args::split(line))
            .collect::<Result<Vec<_>, _>>()?;
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
        for command in commands {
            let reply = session.call(&command)?;
            anstream::println!("{reply}");
            if reply.is_error() {
                outcome = Outcome::Bad;
            }
        }
        Ok(outcome)
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
        let status = self.server.try_wait_exit(std::time::Duration::from_secs(2));
        let what = match status {
            Some(status) if status.success() => return Error::new("the server has ended"),
            Some(status) => format!("the server died ({status})"),
            None => "the server closed the connection".into(),
        };
        Error::with_log(what, self.server.log())
    }
}

/// Why a module was not loaded: of the server's log, the lines that a user wants to see.
fn refused(module: &str, e: &Error) -> Error {
    let is_telling = |line: &&str| {
        let from_server = line
            .split_once(':')
            .is_some_and(|(pid, _)| pid.bytes().all(|b| b.is_ascii_digit()));
        !from_server || line.contains(" # ") || line.contains("odule")
    };
    let telling: Vec<&str> = e.log().lines().filter(is_telling).collect();
    match telling.is_empty() {
        true => Error::with_log(e.what(), e.log().into()),
        false => Error::with_log(
            format!("`{module}` was not loaded: {}", e.what()),
            telling.join("\n"),
        ),
    }
}

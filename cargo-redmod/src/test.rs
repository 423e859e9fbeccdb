//! `cargo redmod test`: the tests of the workspace, once on each server.
//!
//! The tests are built once. The first server gets all of them. The others get those of the packages that depend on
//! `redmod-test`, since only these can behave differently there; which server they use, `REDMOD_SERVER` tells them.

pub(crate) mod arguments;
pub(crate) mod executable;
mod valgrind;

use crate::{
    Outcome,
    style::{self, BAD, GOOD, STRONG},
};
use arguments::Arguments;
use clap::Args;
use executable::Executable;
use redmod_test::{
    Error, Found,
    find::{self, Release},
};
use std::{ffi::OsString, process::Command};

/// Run the tests of the workspace on each server
///
/// Without options, on each server that `cargo redmod servers` finds; if there is none, one is fetched. The
/// first server gets all tests, the others those of the packages that depend on redmod-test.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo redmod test
  cargo redmod test --server /opt/redis/redis-server --server 9.1
  cargo redmod test --all-servers
  cargo redmod test --valgrind -- -p hello
  cargo redmod test -- -p hello adds -- --nocapture")]
pub(crate) struct Test {
    /// Test on this server: a path, a name on the path or a version; may be repeated
    #[arg(long, value_name = "PATH", conflicts_with = "all_servers")]
    server: Vec<OsString>,
    /// Test on each release that redmod is tested on; those that are not here are fetched
    #[arg(long)]
    all_servers: bool,
    /// Build with the release profile
    #[arg(long)]
    release: bool,
    /// Run the servers under valgrind, and fail on leaks and on wrong accesses of Rust code; only the
    /// tests that use servers are run
    #[arg(long)]
    valgrind: bool,
    /// Arguments for cargo test, such as -p PACKAGE, --test NAME or a filter
    #[arg(last = true)]
    args: Vec<OsString>,
}

/// A server to test on. One that cannot be had counts as failed, but does not stop the others.
pub(crate) struct Candidate {
    pub(crate) name: String,
    pub(crate) server: Result<Found, Error>,
}

impl Test {
    pub(crate) fn run(self) -> Result<Outcome, Error> {
        let servers = servers(&self.server, self.all_servers)?;
        let args = Arguments::read(&self.args);
        // What does not compile fails once, not once for each server.
        let Some(executables) = executable::build(self.cargo_test(&args))? else {
            return Ok(Outcome::Bad);
        };
        let (mut summary, mut all_passed, mut first) = (Vec::new(), true, true);
        for Candidate { name, server } in servers {
            let passed = match server {
                Ok(found) => {
                    style::say(format_args!("testing on {found}"));
                    match std::mem::take(&mut first) {
                        _ if self.valgrind => valgrind::test(&executables, &args, &found)?,
                        true => self.test_all(&args, &found)?,
                        false => test_again(&executables, &args, &found)?,
                    }
                }
                Err(e) => {
                    style::error(&e);
                    false
                }
            };
            all_passed &= passed;
            summary.push((name, passed));
        }
        for (name, passed) in summary {
            let (style, word) = if passed {
                (GOOD, "passed")
            } else {
                (BAD, "failed")
            };
            anstream::eprintln!("{STRONG}{name}{STRONG:#}: {style}{word}{style:#}");
        }
        Ok(if all_passed {
            Outcome::Good
        } else {
            Outcome::Bad
        })
    }

    /// All tests, as cargo runs them.
    fn test_all(&self, args: &Arguments, server: &Found) -> Result<bool, Error> {
        let mut cargo = self.cargo_test(args);
        if !args.has("--no-fail-fast") {
            cargo.arg("--no-fail-fast");
        }
        let status = cargo
            .arg("--")
            .args(&args.for_tests)
            .env("REDMOD_SERVER", &server.path)
            .status();
        Ok(status
            .map_err(|e| Error::new(format!("cannot run cargo: {e}")))?
            .success())
    }

    /// `cargo test` with the user's options; of all packages, unless some are named.
    fn cargo_test(&self, args: &Arguments) -> Command {
        let mut cargo = Command::new(executable::cargo());
        cargo.arg("test").args(&args.options);
        if !args.name_packages() {
            cargo.arg("--workspace");
        }
        if self.release {
            cargo.arg("--release");
        }
        cargo
    }
}

/// The servers to test on: those that are named, all that redmod is tested on, or all that are found.
pub(crate) fn servers(named: &[OsString], all: bool) -> Result<Vec<Candidate>, Error> {
    if all {
        let candidate = |release: &Release| Candidate {
            name: release.version.to_string(),
            server: release.fetch(),
        };
        return Ok(find::TESTED.iter().map(candidate).collect());
    }
    let told = std::env::var_os("REDMOD_SERVER").is_some_and(|words| !words.is_empty());
    let servers = match find::all() {
        _ if !named.is_empty() => {
            let named = named.iter().map(find::named);
            named.collect::<Result<_, _>>()?
        }
        all if told || all.is_empty() => vec![find::server()?],
        all => all,
    };
    let candidate = |found: Found| Candidate {
        name: found.version.to_string(),
        server: Ok(found),
    };
    Ok(servers.into_iter().map(candidate).collect())
}

/// The tests that use servers, on one more of them; all of them, even if one fails.
fn test_again(executables: &[Executable], args: &Arguments, server: &Found) -> Result<bool, Error> {
    let mut passed = true;
    for executable in executables {
        passed &= executable.run(server, args)?;
    }
    Ok(passed)
}

//! `cargo redmod test`: the tests of the workspace, once on each server.
//!
//! The tests are built once. The first server gets all of them. The others get those of the packages that depend on
//! `redmod-test`, since only these can behave differently there; which server they use, `REDMOD_SERVER` tells them.
//!
//! On one server they run as cargo runs them. On several, executables run side by side.

pub(crate) mod arguments;
pub(crate) mod executable;
pub(crate) mod side_by_side;
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
use side_by_side::{Job, To};
use std::{ffi::OsString, process::Command};

/// Run the tests of the workspace on each server
///
/// Without options, on each server that `cargo redmod servers` finds; if there is none, one is fetched. The
/// first server gets all tests, the others those of the packages that depend on redmod-test. On several servers tests run side by
/// side.
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
        let mut summary = Vec::new();
        let mut found = Vec::new();
        for Candidate { name, server } in servers {
            summary.push((name, server.is_ok()));
            match server {
                Ok(server) => found.push((summary.len() - 1, server)),
                Err(e) => style::error(&e),
            }
        }
        if self.valgrind || found.len() == 1 {
            for (index, server) in &found {
                style::say(format_args!("testing on {server}"));
                summary[*index].1 = if self.valgrind {
                    valgrind::test(&executables, &args, server)?
                } else {
                    self.test_all(&args, server)?
                };
            }
        } else {
            for index in self.test_side_by_side(&executables, &args, &found)? {
                summary[index].1 = false;
            }
        }
        let all_passed = summary.iter().all(|(_, passed)| *passed);
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

    /// All tests on the first server, those that use servers on the others. Returns the servers on which some have failed.
    fn test_side_by_side(
        &self,
        executables: &[Executable],
        args: &Arguments,
        servers: &[(usize, Found)],
    ) -> Result<Vec<usize>, Error> {
        let mut jobs = Vec::new();
        for (at, (index, server)) in servers.iter().enumerate() {
            style::say(format_args!("testing on {server}"));
            if at == 0
                && !args.name_targets()
                && executables.iter().any(Executable::has_documentation)
            {
                jobs.push((0, *index, self.documentation(args, server)));
            }
            let tests = executables.iter().enumerate();
            let tests = tests.filter(|(_, test)| at == 0 || test.uses_servers);
            jobs.extend(tests.map(|(n, test)| (n + 1, *index, test.job(server, args))));
        }
        // One executable's jobs together, so that servers do not end up with all that is left.
        jobs.sort_by_key(|(n, ..)| *n);
        side_by_side::run(
            jobs.into_iter()
                .map(|(_, index, job)| (index, job))
                .collect(),
            To::Stdout,
        )
    }

    /// The tests in documentation, which only cargo can run.
    fn documentation(&self, args: &Arguments, server: &Found) -> Job {
        let mut command = self.cargo_test(args);
        command
            .arg("--doc")
            .arg("--")
            .args(&args.for_tests)
            .env("REDMOD_SERVER", &server.path);
        Job {
            name: "documentation".into(),
            server: server.version,
            command,
        }
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

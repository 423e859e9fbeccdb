//! `cargo redmod test`: the tests of the workspace, once on each server.
//!
//! The first server gets all tests. The others get those of the packages that depend on `redmod-test`, since only
//! these can behave differently there; which server they use, `REDMOD_SERVER` tells them.

use crate::{
    Outcome,
    style::{self, BAD, GOOD, STRONG},
};
use cargo_metadata::MetadataCommand;
use clap::Args;
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
    /// Arguments for cargo test, such as -p PACKAGE, --test NAME or a filter
    #[arg(last = true)]
    args: Vec<OsString>,
}

/// A server to test on. One that cannot be had counts as failed, but does not stop the others.
struct Candidate {
    name: String,
    server: Result<Found, Error>,
}

impl Test {
    pub(crate) fn run(self) -> Result<Outcome, Error> {
        let servers = self.servers()?;
        // What does not compile fails once, not once for each server.
        if !self.cargo_test(&["--no-run".into()], None)? {
            return Ok(Outcome::Bad);
        }
        let mut packages = Vec::new();
        let mut summary = Vec::new();
        for Candidate { name, server } in servers {
            let passed = match server {
                Ok(found) => {
                    style::say(format_args!("testing on {found}"));
                    let passed = self.cargo_test(&packages, Some(&found))?;
                    // Where no package uses servers, the first run has tested all there is.
                    packages = self.packages_with_servers()?;
                    if packages.is_empty() && !self.names_packages() {
                        summary.push((name, passed));
                        break;
                    }
                    passed
                }
                Err(e) => {
                    style::error(&e);
                    false
                }
            };
            summary.push((name, passed));
        }
        for (name, passed) in &summary {
            let (style, word) = if *passed {
                (GOOD, "passed")
            } else {
                (BAD, "failed")
            };
            anstream::eprintln!("{STRONG}{name}{STRONG:#}: {style}{word}{style:#}");
        }
        let all_passed = summary.iter().all(|(_, passed)| *passed);
        Ok(if all_passed {
            Outcome::Good
        } else {
            Outcome::Bad
        })
    }

    /// The servers to test on.
    fn servers(&self) -> Result<Vec<Candidate>, Error> {
        if self.all_servers {
            let candidate = |release: &Release| Candidate {
                name: release.version.to_string(),
                server: release.fetch(),
            };
            return Ok(find::TESTED.iter().map(candidate).collect());
        }
        let told = std::env::var_os("REDMOD_SERVER").is_some_and(|words| !words.is_empty());
        let servers = match find::all() {
            _ if !self.server.is_empty() => {
                let named = self.server.iter().map(find::named);
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

    /// Runs `cargo test`, with all packages unless some are named.
    fn cargo_test(&self, first_args: &[OsString], server: Option<&Found>) -> Result<bool, Error> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.arg("test").args(first_args);
        if !self.names_packages() && !first_args.iter().any(|arg| *arg == "--package") {
            cargo.arg("--workspace");
        }
        if self.release {
            cargo.arg("--release");
        }
        if let Some(server) = server {
            cargo.env("REDMOD_SERVER", &server.path);
        }
        let status = cargo.args(&self.args).status();
        Ok(status
            .map_err(|e| Error::new(format!("cannot run cargo: {e}")))?
            .success())
    }

    /// `--package` for each member that depends on `redmod-test`; nothing if the user names packages.
    fn packages_with_servers(&self) -> Result<Vec<OsString>, Error> {
        if self.names_packages() {
            return Ok(Vec::new());
        }
        let metadata = MetadataCommand::new()
            .no_deps()
            .exec()
            .map_err(Error::new)?;
        let uses_servers = |package: &&cargo_metadata::Package| {
            *package.name == "redmod-test"
                || package
                    .dependencies
                    .iter()
                    .any(|dependency| dependency.name == "redmod-test")
        };
        let ours = metadata.packages.iter().filter(uses_servers);
        Ok(ours
            .flat_map(|package| ["--package".into(), package.name.to_string().into()])
            .collect())
    }

    fn names_packages(&self) -> bool {
        let ours = self
            .args
            .iter()
            .take_while(|arg| *arg != "--")
            .map(|arg| arg.to_string_lossy());
        let prefixes = ["-p", "--package", "--workspace", "--all", "--manifest-path"];
        ours.into_iter()
            .any(|arg| prefixes.iter().any(|prefix| arg.starts_with(prefix)))
    }
}

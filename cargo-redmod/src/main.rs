//! `cargo redmod`: run and test modules on real servers.
//!
//! Only the command line is decided here; each subcommand is a file.
#![forbid(unsafe_code)]

mod api;
mod bench;
mod run;
mod servers;
mod style;
mod test;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Run and test Redis and Valkey modules
#[derive(Parser)]
#[command(name = "cargo redmod", bin_name = "cargo redmod", version, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Run(run::Run),
    Test(test::Test),
    Servers(servers::Servers),
    Api(api::Api),
    Bench(bench::Bench),
}

const EXIT_CODES: &str = "\
Exit codes:
  0  all went well
  1  a command was answered with an error, a test failed, or fewer functions were called than asked for
  2  the command line is wrong
  3  no module could be built, or no server be found, started or kept alive";

/// How a subcommand ended, when it could do its work.
enum Outcome {
    Good,
    /// An error reply, or a failed test.
    Bad,
}

fn main() -> ExitCode {
    let done = match Cli::parse_from(arguments()).command {
        Command::Run(run) => run.run(),
        Command::Test(test) => test.run(),
        Command::Servers(servers) => servers.run(),
        Command::Api(api) => api.run(),
        Command::Bench(bench) => bench.run(),
    };
    match done {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Bad) => ExitCode::from(1),
        Err(e) => {
            style::error(&e);
            ExitCode::from(3)
        }
    }
}

/// As an installed subcommand, cargo runs us as `cargo-redmod redmod …`; through the alias the word is missing.
fn arguments() -> impl Iterator<Item = std::ffi::OsString> {
    let mut args: Vec<_> = std::env::args_os().collect();
    if args.get(1).is_some_and(|word| word == "redmod") {
        args.remove(1);
    }
    args.into_iter()
}

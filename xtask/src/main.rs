//! Maintainers' chores. Nothing here is needed to build or use redmod.
//!
//! One file per subcommand. Each prints what it did, and exits with 0 when all is well, 1 when something that was
//! checked is not as it should be, and 2 when the chore itself could not be done.

mod archive;
mod audit;
mod bindings;
mod compare;
mod cost;
mod functions;
mod headers;
mod libclang;

use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Maintainers' chores for redmod
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, about)]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    Audit(audit::Args),
    Bindings(bindings::Args),
    Cost(cost::Args),
    Headers(headers::Args),
    Libclang(libclang::Args),
}

/// What a chore found.
pub enum Outcome {
    /// All is as it should be.
    Well,
    /// Something is to be put right; what it is has been printed.
    Wrong,
}

/// Why a chore could not be done, in words for the person who started it.
pub type Result<T, E = String> = std::result::Result<T, E>;

fn main() -> ExitCode {
    let outcome = match Cli::parse().chore {
        Chore::Audit(args) => audit::run(&args),
        Chore::Bindings(args) => bindings::run(&args),
        Chore::Cost(args) => cost::run(&args),
        Chore::Headers(args) => headers::run(&args),
        Chore::Libclang(args) => libclang::run(&args),
    };
    match outcome {
        Ok(Outcome::Well) => ExitCode::SUCCESS,
        Ok(Outcome::Wrong) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::from(2)
        }
    }
}

/// The workspace's root: this crate lies right below it.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask has a parent folder")
}

/// Where downloads are kept between runs: `$XDG_CACHE_HOME/redmod`, or `~/.cache/redmod`.
pub fn cache() -> Result<PathBuf> {
    let dir = std::env::var_os("XDG_CACHE_HOME")
        .filter(|dir| !dir.is_empty())
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache")))
        .ok_or("no cache folder: set HOME or XDG_CACHE_HOME")?;
    Ok(dir.join("redmod"))
}

/// A file's text; the error names the file.
pub fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))
}

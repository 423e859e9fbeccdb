//! `cargo redmod servers`: which servers there are, and which could be fetched.

use crate::{
    Outcome,
    style::{self, BAD, FAINT, STRONG},
};
use clap::Args;
use redmod_test::{Error, find};

/// List the servers that are found or cached
///
/// Looks for redis-server and valkey-server on the path and in redmod's cache ($REDMOD_CACHE, else
/// $XDG_CACHE_HOME/redmod, else ~/.cache/redmod). The first one listed is used where none is asked for.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo redmod servers
  cargo redmod servers --fetch")]
pub(crate) struct Servers {
    /// Fetch the releases that redmod is tested on and that are not here
    #[arg(long)]
    fetch: bool,
}

impl Servers {
    pub(crate) fn run(self) -> Result<Outcome, Error> {
        let mut outcome = Outcome::Good;
        if self.fetch {
            for release in find::TESTED {
                if let Err(e) = release.fetch() {
                    style::error(&e);
                    outcome = Outcome::Bad;
                }
            }
        }
        for found in find::everything() {
            let note = if found.version.is_too_old() {
                " too old for modules made with redmod"
            } else {
                ""
            };
            let version = found.version.to_string();
            let (source, path) = (found.source, found.path.display());
            style::print(format_args!(
                "{STRONG}{version:<13}{STRONG:#} {source:<5} {path}{BAD}{note}{BAD:#}"
            ));
        }
        for release in find::TESTED
            .iter()
            .filter(|release| release.found().is_none())
        {
            let version = release.version.to_string();
            let how = if release.can_be_fetched() {
                "`cargo redmod servers --fetch` gets it"
            } else {
                "to be installed"
            };
            style::print(format_args!("{FAINT}{version:<13} -     {how}{FAINT:#}"));
        }
        Ok(outcome)
    }
}

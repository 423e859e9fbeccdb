//! Decides how servers run under valgrind: when `REDMOD_VALGRIND` names a directory for its reports, as
//! `cargo redmod test --valgrind` has it.

use std::{env, path::Path, process::Command};

const REPORTS: &str = "REDMOD_VALGRIND";

/// Whether servers run under valgrind.
pub(crate) fn is_on() -> bool {
    env::var_os(REPORTS).is_some_and(|reports| !reports.is_empty())
}

/// The command that starts a server.
pub(crate) fn command(server: &Path) -> Command {
    let Some(reports) = env::var_os(REPORTS).filter(|reports| !reports.is_empty()) else {
        return Command::new(server);
    };
    let mut command = Command::new("valgrind");
    command
        .arg(format!(
            "--log-file={}/%p.log",
            Path::new(&reports).display()
        ))
        .args([
            "--quiet",
            "--leak-check=full",
            "--show-leak-kinds=definite",
            "--errors-for-leak-kinds=definite",
            "--num-callers=40",
            // What jemalloc gives is seen as well, where it is a library of its own.
            "--soname-synonyms=somalloc=*jemalloc*",
            // A child that saves ends without freeing anything.
            "--child-silent-after-fork=yes",
        ])
        .arg(server);
    command
}

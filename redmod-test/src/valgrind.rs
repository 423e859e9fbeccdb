//! Decides how servers run under valgrind: when `REDMOD_VALGRIND` names a directory for its reports, as
//! `cargo redmod test --valgrind` has it; or with a sanitizer, as `.ci/asan` and `.ci/threads` have it, that
//! modules were built with.

use std::{env, ffi::OsString, path::Path, process::Command};

const REPORTS: &str = "REDMOD_VALGRIND";

/// The libraries of a sanitizer that takes valgrind's place, as `LD_PRELOAD` takes them.
const SANITIZER: &str = "REDMOD_SANITIZER";

/// Whether servers run under valgrind, or with a sanitizer.
pub(crate) fn is_on() -> bool {
    env::var_os(REPORTS).is_some_and(|reports| !reports.is_empty())
}

/// The command that starts a server.
pub(crate) fn command(server: &Path) -> Command {
    let Some(reports) = env::var_os(REPORTS).filter(|reports| !reports.is_empty()) else {
        return Command::new(server);
    };
    if let Some(sanitizer) = env::var_os(SANITIZER).filter(|sanitizer| !sanitizer.is_empty()) {
        // It goes on after an error, where it can, so that one run shows everything.
        let options = format!(
            "log_path={}/report:halt_on_error=0:exitcode=0:handle_abort=0:{}",
            Path::new(&reports).display(),
            env::var("REDMOD_SANITIZER_OPTIONS").unwrap_or_default()
        );
        // The shell that the server is started by is to be left alone.
        let mut preload = OsString::from("LD_PRELOAD=");
        preload.push(sanitizer);
        let mut command = Command::new("env");
        command
            .arg(preload)
            .arg(server)
            .env("ASAN_OPTIONS", &options)
            .env("TSAN_OPTIONS", &options);
        return command;
    }
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

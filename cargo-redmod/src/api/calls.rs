//! Which functions tests have called on real servers: a run of the tests with the table of functions that records its
//! calls, and what the last one has left.
//!
//! The build is one with `--cfg redmod_record`, in a directory of its own below the target directory. Each server's
//! processes write into one file, which bears its version: a line for each function, `+` at its end if it was called.

use crate::{
    style,
    test::{
        arguments::Arguments,
        executable::{self, uses_servers},
        servers,
        side_by_side::{self, To},
    },
};
use cargo_metadata::{Metadata, Package};
use redmod_test::Error;
use std::{
    collections::BTreeSet,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

const CFG: &str = "redmod_record";
/// Names the file for the calls of a server's processes.
const FILE: &str = "REDMOD_RECORD";

/// What a run has recorded.
pub(super) struct Recording {
    pub(super) called: BTreeSet<String>,
    /// The versions of the servers.
    pub(super) servers: Vec<String>,
    pub(super) when: SystemTime,
}

impl Recording {
    /// The last one, if there is one.
    pub(super) fn last(metadata: &Metadata) -> Result<Option<Recording>, Error> {
        let Ok(files) = fs::read_dir(dir(metadata).join("calls")) else {
            return Ok(None);
        };
        let mut recording = Recording {
            called: BTreeSet::new(),
            servers: Vec::new(),
            when: SystemTime::UNIX_EPOCH,
        };
        for file in files {
            let path = file.map_err(Error::new)?.path();
            let failed = |e| Error::new(format!("cannot read `{}`: {e}", path.display()));
            let changed = path.metadata().and_then(|meta| meta.modified());
            recording.when = recording.when.max(changed.map_err(failed)?);
            let lines = fs::read_to_string(&path).map_err(failed)?;
            recording.called.extend(called(&lines).map(str::to_owned));
            let version = path.file_name().unwrap_or_default();
            recording.servers.push(version.to_string_lossy().into());
        }
        recording.servers.sort();
        Ok((!recording.servers.is_empty()).then_some(recording))
    }
}

/// The names on the lines that are marked.
fn called(lines: &str) -> impl Iterator<Item = &str> {
    let marked = lines.lines().filter_map(|line| line.strip_suffix('+'));
    marked.map(str::trim_end)
}

/// Runs the tests on these servers, and records. Tells whether all have passed.
pub(super) fn record(
    metadata: &Metadata,
    named: &[OsString],
    all: bool,
    args: &[OsString],
) -> Result<bool, Error> {
    let servers = servers(named, all)?;
    let args = Arguments::read(args);
    let calls = dir(metadata).join("calls");
    let failed = |e| Error::new(format!("cannot write `{}`: {e}", calls.display()));
    match fs::remove_dir_all(&calls) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(failed(e)),
        _ => fs::create_dir_all(&calls).map_err(failed)?,
    }
    style::say("building the tests with a table of functions that records its calls");
    let Some(executables) = executable::build(cargo_test(metadata, &args)?)? else {
        return Ok(false);
    };
    let (mut jobs, mut passed) = (Vec::new(), true);
    for candidate in servers {
        match candidate.server {
            Ok(found) => {
                style::say(format_args!("recording on {found}"));
                let env = environment(metadata, Some(calls.join(candidate.name)));
                let tests = executables.iter().filter(|it| it.uses_servers);
                jobs.extend(tests.map(|executable| {
                    let mut job = executable.job(&found, &args);
                    job.command.envs(env.clone());
                    ((), job)
                }));
            }
            Err(e) => {
                style::error(&e);
                passed = false;
            }
        }
    }
    // The standard output is the table's.
    let failed = side_by_side::run(jobs, To::Stderr)?;
    Ok(failed.is_empty() && passed)
}

fn dir(metadata: &Metadata) -> PathBuf {
    metadata.target_directory.join("redmod-api").into()
}

/// Of the packages with modules whose tests use servers, unless some are named.
fn cargo_test(metadata: &Metadata, args: &Arguments) -> Result<Command, Error> {
    let mut cargo = Command::new(executable::cargo());
    cargo.arg("test").args(&args.options);
    if !args.name_packages() {
        let packages = metadata.workspace_packages();
        let mut names = packages.iter().filter(|package| tests_modules(package));
        let first = names.next().ok_or_else(|| {
            Error::new(
                "nothing to run: no package of this workspace depends on `redmod` and `redmod-test`",
            )
        })?;
        for package in std::iter::once(first).chain(names) {
            cargo.args(["-p", package.name.as_str()]);
        }
    }
    cargo.envs(environment(metadata, None));
    Ok(cargo)
}

fn tests_modules(package: &Package) -> bool {
    let depends = package.dependencies.iter().any(|on| on.name == "redmod");
    uses_servers(package) && (depends || *package.name == "redmod")
}

/// What builds with a recording table, in tests as well: they ask cargo for their modules.
fn environment(metadata: &Metadata, file: Option<PathBuf>) -> Vec<(&'static str, OsString)> {
    let given = |name| std::env::var_os(name).filter(|flags| !flags.is_empty());
    let add = |mut flags: OsString, separator: &str| {
        flags.push(separator);
        flags.push(["--cfg", CFG].join(separator));
        flags
    };
    let flags = match (given("CARGO_ENCODED_RUSTFLAGS"), given("RUSTFLAGS")) {
        (Some(flags), _) => ("CARGO_ENCODED_RUSTFLAGS", add(flags, "\x1f")),
        (None, Some(flags)) => ("RUSTFLAGS", add(flags, " ")),
        (None, None) => ("RUSTFLAGS", format!("--cfg {CFG}").into()),
    };
    let target = ("CARGO_TARGET_DIR", dir(metadata).into());
    let file = file.map(|path| (FILE, path.into()));
    [flags, target].into_iter().chain(file).collect()
}

/// How long ago it was, roughly.
pub(super) fn ago(when: SystemTime) -> String {
    let seconds = when.elapsed().unwrap_or_default().as_secs();
    let (count, unit) = match seconds {
        0..60 => return "just now".into(),
        60..3600 => (seconds / 60, "minute"),
        3600..86400 => (seconds / 3600, "hour"),
        _ => (seconds / 86400, "day"),
    };
    format!("{count} {unit}{} ago", if count == 1 { "" } else { "s" })
}

/// What is in the workspace, and what it depends on.
pub(crate) fn metadata() -> Result<Metadata, Error> {
    cargo_metadata::MetadataCommand::new()
        .cargo_path(executable::cargo())
        .exec()
        .map_err(Error::new)
}

/// The root file of a package's library.
pub(super) fn library<'a>(metadata: &'a Metadata, name: &str) -> Option<&'a Path> {
    let package = metadata.packages.iter().find(|p| *p.name == name)?;
    let is_library = |t: &&cargo_metadata::Target| t.is_lib() || t.is_proc_macro();
    let target = package.targets.iter().find(is_library)?;
    Some(target.src_path.as_std_path())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn marked_lines_are_calls() {
        let lines = "Alloc    +\nCall     -\nCallArgv +\nYield    \0\n";
        assert_eq!(called(lines).collect::<Vec<_>>(), ["Alloc", "CallArgv"]);
    }

    #[test]
    fn times_are_told_roughly() {
        let ago = |seconds| ago(SystemTime::now() - Duration::from_secs(seconds));
        assert_eq!(ago(5), "just now");
        assert_eq!(ago(61), "1 minute ago");
        assert_eq!(ago(7300), "2 hours ago");
        assert_eq!(ago(100_000), "1 day ago");
    }
}

//! The tests with each server under valgrind, and what its reports say of modules.
//!
//! A server leaks a little of its own, and reads its own memory in ways that valgrind does not follow: what counts is what Rust code
//! had a hand in.

use super::{Arguments, Executable};
use crate::style::{self, BAD, STRONG};
use redmod_test::{Error, Found};
use std::{collections::BTreeMap, fs, path::Path, process::Command};
use tempfile::TempDir;

/// Runs the tests that use servers; whether they passed and nothing was found.
pub(super) fn test(
    executables: &[Executable],
    args: &Arguments,
    server: &Found,
) -> Result<bool, Error> {
    is_installed()?;
    let reports = TempDir::with_prefix("redmod-valgrind-").map_err(Error::new)?;
    let mut passed = true;
    for executable in executables.iter().filter(|it| it.uses_servers) {
        let mut command = executable.command(server, args);
        command.env("REDMOD_VALGRIND", reports.path());
        passed &= executable.run_as(command)?;
    }
    let (servers, findings) = read(reports.path()).map_err(Error::new)?;
    if servers == 0 {
        return Err(Error::new(
            "no server ran under valgrind: the tests that were chosen start none",
        ));
    }
    for (finding, times) in &findings {
        anstream::eprintln!("{BAD}valgrind{BAD:#}, {times} of {servers} servers:\n{finding}");
    }
    let found = findings.len();
    style::say(format_args!(
        "valgrind watched {servers} servers: {STRONG}{found} findings{STRONG:#}"
    ));
    Ok(passed && findings.is_empty())
}

fn is_installed() -> Result<(), Error> {
    match Command::new("valgrind").arg("--version").output() {
        Ok(output) if output.status.success() => Ok(()),
        _ => Err(Error::new(
            "there is no valgrind; on Debian: apt-get install valgrind",
        )),
    }
}

/// How many servers have reported, and each finding with how many of them have it.
fn read(reports: &Path) -> std::io::Result<(usize, BTreeMap<String, usize>)> {
    let (mut servers, mut found) = (0, BTreeMap::new());
    for report in fs::read_dir(reports)? {
        servers += 1;
        let report = String::from_utf8_lossy(&fs::read(report?.path())?).into_owned();
        for finding in findings(&report) {
            *found.entry(finding).or_default() += 1;
        }
    }
    Ok((servers, found))
}

/// The paragraphs of a report in which Rust code has a part, without process ids and addresses. That the server's compression of
/// strings looks into its table before it has written there is its own matter, whoever had it compress.
fn findings(report: &str) -> Vec<String> {
    let lines = report.lines().map(|line| {
        let line = line.trim_start_matches(|c: char| c == '=' || c.is_ascii_digit());
        let line = line.strip_prefix(' ').unwrap_or(line);
        match line.split_once("0x").zip(line.split_once(": ")) {
            Some(((frame, _), (_, function))) => format!("{frame}{function}"),
            None => line.to_owned(),
        }
    });
    let lines: Vec<String> = lines.collect();
    let paragraphs = lines.split(|line| line.is_empty());
    paragraphs
        .map(|lines| lines.join("\n"))
        .filter(|paragraph| paragraph.contains(".rs:"))
        .filter(|paragraph| !paragraph.contains("\n   at lzf_compress "))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::findings;

    const REPORT: &str = "\
==15609== 24 bytes in 1 blocks are definitely lost in loss record 40 of 2,000
==15609==    at 0x4840899: calloc (in /usr/lib/valgrind/vgpreload_memcheck.so)
==15609==    by 0x11EA05: ztrycalloc_usable (zmalloc.c:164)
==15609== 
==15609== Invalid read of size 8
==15609==    at 0x6A1B2C3: hello::add (lib.rs:12)
==15609==    by 0x11EA05: call (server.c:3374)
==15609==  Address 0x6d0 is 0 bytes inside a block of size 8 free'd
==15609== 
==15609== Conditional jump or move depends on uninitialised value(s)
==15609==    at 0x1D2A11: lzf_compress (in /usr/bin/redis-check-rdb)
==15609==    by 0x6A1B2C3: save (saver.rs:30)
==15609== 
";

    #[test]
    fn what_rust_code_had_no_hand_in_does_not_count() {
        let finding = "Invalid read of size 8\n   at hello::add (lib.rs:12)\n   by call (server.c:3374)\n Address ";
        let findings = findings(REPORT);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].starts_with(finding), "{findings:?}");
    }

    #[test]
    fn a_report_without_errors_has_no_findings() {
        assert!(findings("").is_empty());
    }
}

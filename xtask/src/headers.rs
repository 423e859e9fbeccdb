//! `cargo xtask headers`: our header against the servers' own.
//!
//! Decides which releases ours is held against and what follows from what is found; how they are got is in
//! `archive.rs`, how they are compared in `compare.rs`.

use crate::archive::Archive;
use crate::compare::{Header, Ours, Release, Report, Seen, compare};
use crate::{Outcome, Result, libclang, root};
use std::path::PathBuf;

/// Hold redmod-sys/include against the servers' own headers
///
/// Compares every prototype, constant and struct with those of Redis 7.0.15 and 8.0.6 and Valkey 8.1.1 and 9.1.2, from
/// Debian's source packages `redis` and `valkey`. They are fetched with an apt configuration of its own, without root,
/// and kept in the cache folder. What cannot be had is reported as `not checked`.
#[derive(clap::Args)]
pub struct Args {
    /// Exit with 1 if a header cannot be had, rather than only say so
    #[arg(long)]
    required: bool,
    /// The folder of our header
    #[arg(long, value_name = "FOLDER")]
    include: Option<PathBuf>,
    /// Compare with this file only, and ask no archive
    #[arg(long, value_name = "FILE", requires = "release")]
    against: Option<PathBuf>,
    /// The release that the file is of, such as "redis 8.0.6"
    #[arg(long, requires = "against")]
    release: Option<Release>,
}

/// The first and the last of what ours describes, and what the last Valkey no longer has.
const RELEASES: [&str; 4] = [
    "redis 7.0.15",
    "redis 8.0.6",
    "valkey 8.1.1",
    "valkey 9.1.2",
];

pub fn run(args: &Args) -> Result<Outcome> {
    libclang::prepare()?;
    let include = args
        .include
        .clone()
        .unwrap_or_else(|| root().join("redmod-sys/include"));
    let ours = Ours::read(&include)?;
    let (mut seen, mut wrong, mut complete) = (Seen::default(), false, true);
    if let (Some(file), Some(release)) = (&args.against, &args.release) {
        let report = compare(&ours, &Header::read(file)?, release, &mut seen);
        print(release, &report);
        return Ok(outcome(!report.differences.is_empty()));
    }
    let mut archive = Archive::default();
    for wanted in RELEASES {
        let wanted: Release = wanted.parse()?;
        let header = match archive.header(&wanted) {
            Ok(header) => header,
            Err(why) => {
                println!("not checked: {wanted}: {why}");
                complete = false;
                wrong |= args.required;
                continue;
            }
        };
        if header.release != wanted {
            println!(
                "{wanted} has left the archive; taken instead: {}",
                header.release
            );
            complete = false;
        }
        let report = compare(
            &ours,
            &Header::read(&header.path)?,
            &header.release,
            &mut seen,
        );
        print(&header.release, &report);
        wrong |= !report.differences.is_empty();
    }
    if complete {
        for name in seen.nowhere(&ours) {
            println!("  {name}: ours has it, none of these headers does");
            wrong = true;
        }
    }
    if wrong {
        println!(
            "help: correct redmod-sys/include, or add it to KNOWN, with the reason, in xtask/src/compare.rs"
        );
    }
    Ok(outcome(wrong))
}

fn outcome(wrong: bool) -> Outcome {
    if wrong { Outcome::Wrong } else { Outcome::Well }
}

fn print(release: &Release, report: &Report) {
    let Report {
        functions,
        constants,
        structs,
        types,
        known,
        additions,
        differences,
    } = report;
    let verdict = match differences.len() {
        0 => "equal".into(),
        1 => "1 difference".into(),
        many => format!("{many} differences"),
    };
    println!(
        "{release}: {functions} functions, {constants} constants, {structs} structs, {types} types: {verdict}"
    );
    if *known > 0 {
        println!("  {known} more differ for known reasons");
    }
    if !additions.is_empty() {
        println!(
            "  newer than our header, and new there: {}",
            additions.join(", ")
        );
    }
    for difference in differences {
        println!("  {difference}");
    }
}

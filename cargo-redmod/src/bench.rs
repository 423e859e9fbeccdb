//! `cargo redmod bench`: what commands cost in redmod, held against the same commands in C and in redmod's peers.
//!
//! Instructions are counted, not times: they are the same on a busy machine. The counts of the last run that was kept are in the
//! book, and what has become slower since is told.

mod growth;
mod line;
mod measure;
mod module;
mod profile;
mod rows;
mod table;
mod time;
mod values;

use crate::{Outcome, api, style};
use clap::Args;
use line::Line;
use measure::Session;
use module::Modules;
use redmod_test::{Error, Found, find};
use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use table::{Kept, Table};
use time::Times;
use values::Values;

/// Count what commands cost in redmod and in C
///
/// For a clone of redmod. Builds bench/c and bench/redmod, starts a server under callgrind with each, and prints of each
/// command the instructions from the server's dispatcher on with all that it calls (`all`), their ratio to C, those of
/// the module's own code (`own`), and how many blocks of memory the server asks for (`mem`). Then what native
/// values cost to save, to load and to hold. With `--peers` the same in redis-module and in valkey-module, whose build takes
/// libclang: it is fetched from PyPI, once.
///
/// Fails where redmod's own code has become slower than in the last run that was kept. --growth and --time measure other things
/// instead.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo redmod bench
  cargo redmod bench --tolerance 10
  cargo redmod bench --peers
  cargo redmod bench --server redis-server --write
  cargo redmod bench --growth
  cargo redmod bench --time")]
pub(crate) struct Bench {
    /// Count on this server: a path, a name on the path or a version
    #[arg(long, value_name = "PATH")]
    server: Option<OsString>,
    /// By how many per cent redmod's own code may have become slower
    #[arg(long, value_name = "PERCENT", default_value_t = 2.0)]
    tolerance: f64,
    /// Measure redis-module and valkey-module too
    #[arg(long, conflicts_with = "growth")]
    peers: bool,
    /// Count what commands, loading, replies and INFO cost with 1 to 10,000 of each, and fail where that is not flat or linear
    #[arg(long, conflicts_with = "tolerance")]
    growth: bool,
    /// Take the CPU time of the same commands under redis-benchmark, which is of this machine alone
    #[arg(long, conflicts_with_all = ["tolerance", "growth"])]
    time: bool,
    /// Keep the counts, those of the peers as well, and write tables and plots for the book
    #[arg(long)]
    write: bool,
}

/// The counts that are kept, and what the book shows.
const KEPT: &str = "bench/instructions.tsv";
const TEXT: &str = "bench/instructions.txt";
const PLOT: &str = "book/src/performance/instructions.svg";
const GROWTH: &str = "bench/growth.txt";
const GROWTH_PLOT: &str = "book/src/performance/growth.svg";
const TIME: &str = "bench/time.txt";

impl Bench {
    pub(crate) fn run(self) -> Result<Outcome, Error> {
        let metadata = api::metadata()?;
        let root: PathBuf = metadata.workspace_root.clone().into();
        if !root.join("bench/c/bench.c").is_file() {
            return Err(Error::new(
                "what is measured is in redmod's own repository: run this in a clone of it",
            ));
        }
        let found = match &self.server {
            Some(words) => find::named(words)?,
            None => find::server()?,
        };
        let target = metadata.target_directory.as_std_path();
        if self.time {
            return self.time(&found, &root, target);
        }
        need_valgrind()?;
        if self.growth {
            return self.growth(&found, &root, target);
        }
        self.count(&found, &root, target)
    }

    /// What each command costs.
    fn count(&self, found: &Found, root: &Path, target: &Path) -> Result<Outcome, Error> {
        let modules = self.modules(root, target)?;
        let mut table = Table::new(title(found));
        for module in &modules.compared {
            style::say(format_args!("counting {} on {found}", module.name));
            let rows = Session::start(found, module, &modules)?.rows()?;
            let values = Values::measure(found, module, &modules)?;
            table.add(module.name, rows, values);
        }
        style::print(table.text());
        if self.write {
            write(&root.join(KEPT), &table.lines())?;
            write(&root.join(TEXT), &(table.text() + "\n"))?;
            write(&root.join(PLOT), &table.svg())?;
            return Ok(Outcome::Good);
        }
        let kept = Kept::read(&root.join(KEPT))?;
        Ok(told(&table.slower(&kept, self.tolerance)))
    }

    /// The modules that are compared.
    fn modules(&self, root: &Path, target: &Path) -> Result<Modules, Error> {
        let mut modules = Modules::build(root, target)?;
        if self.peers || self.write {
            modules.add_peers(root, target)?;
        }
        Ok(modules)
    }

    /// What must be flat or linear.
    fn growth(&self, found: &Found, root: &Path, target: &Path) -> Result<Outcome, Error> {
        let lines = growth::lines(found, root, target)?;
        let texts: Vec<String> = lines.iter().map(Line::text).collect();
        let text = format!("{}\n\n{}", title(found), texts.join("\n\n"));
        style::print(&text);
        if self.write {
            write(&root.join(GROWTH), &(text + "\n"))?;
            write(&root.join(GROWTH_PLOT), &line::svg(&lines))?;
        }
        let missed: Vec<String> = lines.iter().flat_map(Line::missed).collect();
        Ok(told(&missed))
    }

    /// CPU time, on which no check depends.
    fn time(&self, found: &Found, root: &Path, target: &Path) -> Result<Outcome, Error> {
        let text = Times::measure(found, &self.modules(root, target)?)?.text();
        style::print(&text);
        if self.write {
            write(&root.join(TIME), &(text + "\n"))?;
        }
        Ok(Outcome::Good)
    }
}

/// Says what is not as it must be, if there is something.
fn told(wrong: &[String]) -> Outcome {
    for line in wrong {
        style::error(line);
    }
    match wrong {
        [] => Outcome::Good,
        _ => Outcome::Bad,
    }
}

/// On what was counted.
fn title(found: &Found) -> String {
    let version = |command: &str| {
        let output = Command::new(command).arg("--version").output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut words = text.lines().next()?.split([' ', ')']);
        let is_version = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
        words.find(is_version).map(str::to_owned)
    };
    let [cc, rustc] = ["cc", "rustc"].map(|it| version(it).unwrap_or_else(|| "?".into()));
    format!("Instructions on {}, cc {cc}, rustc {rustc}", found.version)
}

fn need_valgrind() -> Result<(), Error> {
    match Command::new("valgrind").arg("--version").output() {
        Ok(_) => Ok(()),
        Err(e) => Err(Error::new(format!(
            "cannot run `valgrind`, which counts: {e}; on Debian: apt-get install valgrind"
        ))),
    }
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    let failed = |e| Error::new(format!("cannot write `{}`: {e}", path.display()));
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}

//! `cargo redmod api`: every function of the Module API, what of redmod leads to it, and whether tests have called it.
//!
//! What leads to a function is read from redmod's source (the version that the workspace depends on): the public items with
//! `#[doc(alias = "RM_…")]`. There is no second list.

mod calls;
mod paths;
mod source;

use crate::{
    Outcome,
    style::{self, BAD, FAINT, GOOD, STRONG},
};
use calls::Recording;
pub(crate) use calls::metadata;
use clap::{Args, builder::PossibleValuesParser};
use paths::Paths;
use redmod_sys::{FUNCTIONS, Function};
use redmod_test::Error;
use source::Crate;
use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
};

/// List the functions of the Module API and what leads to them
///
/// Of each function: the first Redis and Valkey release that has it, whether the recorded tests called it on a real server,
/// and the items of redmod that lead to it. The last lines count them: all by area, and those of the baseline, which is the API
/// of Redis 6.0.
///
/// With --run the tests of the workspace's modules are run first, built with a table of functions that records its calls. Without,
/// the last recording is shown.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo redmod api zset
  cargo redmod api --area stream
  cargo redmod api --run --missing
  cargo redmod api --run --server 7.0 --server 9.1 -- -p hello")]
pub(crate) struct Api {
    /// Show only functions with this in their names, case aside
    name: Option<String>,
    /// Show only this area, such as `string` or `zset`
    #[arg(long, hide_possible_values = true, value_parser = PossibleValuesParser::new(areas()))]
    area: Option<String>,
    /// Show only functions that nothing leads to, or that were not called
    #[arg(long)]
    missing: bool,
    /// Run the tests and record the calls
    #[arg(long)]
    run: bool,
    /// Record on this server: a path, a name on the path or a version; may be repeated
    #[arg(
        long,
        value_name = "PATH",
        requires = "run",
        conflicts_with = "all_servers"
    )]
    server: Vec<OsString>,
    /// Record on each release that redmod is tested on; those that are not here are fetched
    #[arg(long, requires = "run")]
    all_servers: bool,
    /// Fail unless at least this many functions of the baseline are reached and called
    #[arg(long, value_name = "COUNT")]
    at_least: Option<usize>,
    /// Arguments for cargo test, such as -p PACKAGE, --test NAME or a filter
    #[arg(last = true, requires = "run")]
    args: Vec<OsString>,
}

/// How wide the first column is.
const NAME: usize = 41;

/// What leads to a function.
#[derive(Default)]
struct Reached {
    items: BTreeSet<String>,
    /// Where it is named by something that is not public.
    internal: BTreeSet<String>,
}

impl Reached {
    fn is_reached(&self) -> bool {
        !self.items.is_empty()
    }
}

/// The rows of the table.
struct Table {
    reached: BTreeMap<&'static str, Reached>,
    recording: Option<Recording>,
}

impl Api {
    pub(crate) fn run(self) -> Result<Outcome, Error> {
        let metadata = calls::metadata()?;
        let (reached, wrong) = reached(&metadata)?;
        let mut good = wrong.is_empty();
        if self.run {
            good &= calls::record(&metadata, &self.server, self.all_servers, &self.args)?;
        }
        let recording = Recording::last(&metadata)?;
        let table = Table { reached, recording };
        table.tell_recording();
        table.print(|function| self.shows(function, &table));
        if !FUNCTIONS.iter().any(|function| self.names(function)) {
            style::say("no function has such a name");
        }
        for wrong in wrong {
            style::error(&wrong);
        }
        table.print_counts();
        let proven = FUNCTIONS
            .iter()
            .filter(|function| function.baseline && table.is_proven(function))
            .count();
        if let Some(least) = self.at_least.filter(|least| proven < *least) {
            style::error(&format_args!(
                "{proven} functions of the baseline are reached and called, not {least}"
            ));
            good = false;
        }
        Ok(if good { Outcome::Good } else { Outcome::Bad })
    }

    /// Whether the function's name is one of those that are asked for.
    fn names(&self, function: &Function) -> bool {
        let name = format!("RM_{}", function.name).to_lowercase();
        let part = self.name.as_ref().map(|part| part.to_lowercase());
        part.is_none_or(|part| name.contains(&part))
    }

    fn shows(&self, function: &Function, table: &Table) -> bool {
        self.names(function)
            && self.area.as_ref().is_none_or(|area| area == function.area)
            && !(self.missing && table.is_proven(function))
    }
}

/// What redmod's source says, and which names in it are no functions.
fn reached(
    metadata: &cargo_metadata::Metadata,
) -> Result<(BTreeMap<&'static str, Reached>, Vec<String>), Error> {
    let root = calls::library(metadata, "redmod").ok_or_else(|| {
        Error::new("nothing in this workspace depends on `redmod`, whose items are to be listed")
    })?;
    let short = |place: &str| {
        let root = metadata.workspace_root.as_str();
        let below = place
            .strip_prefix(root)
            .map(|path| path.trim_start_matches('/'));
        below.unwrap_or(place).to_owned()
    };
    let krate = Crate::read(root)?;
    let paths = Paths::of(&krate);
    let shown = krate
        .aliases
        .iter()
        .map(|alias| (alias, paths.show(&alias.owner)));
    let macros = match calls::library(metadata, "redmod-macros") {
        Some(root) => Crate::read(root)?,
        None => Crate::default(),
    };
    let shown_macros = macros.aliases.iter().map(|alias| {
        let shown = paths.show_foreign(&macros, "redmod_macros", &alias.owner);
        (alias, shown)
    });
    let mut reached: BTreeMap<&'static str, Reached> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (alias, shown) in shown.chain(shown_macros) {
        let name = alias.function.trim_start_matches("RM_");
        let Some(function) = FUNCTIONS.iter().find(|function| function.name == name) else {
            let place = short(&alias.place);
            wrong.push(format!("{place}: there is no `{}`", alias.function));
            continue;
        };
        let entry = reached.entry(function.name).or_default();
        match shown {
            Some(item) => entry.items.insert(item),
            None => entry.internal.insert(short(&alias.place)),
        };
    }
    Ok((reached, wrong))
}

impl Table {
    fn is_reached(&self, function: &Function) -> bool {
        let reached = self.reached.get(function.name);
        reached.is_some_and(Reached::is_reached)
    }

    fn is_called(&self, function: &Function) -> bool {
        let recording = self.recording.as_ref();
        recording.is_some_and(|recording| recording.called.contains(function.name))
    }

    fn is_proven(&self, function: &Function) -> bool {
        self.is_reached(function) && self.is_called(function)
    }

    fn tell_recording(&self) {
        match &self.recording {
            Some(recording) => style::say(format_args!(
                "calls recorded {} on {}",
                calls::ago(recording.when),
                recording.servers.join(", ")
            )),
            None => style::say("no calls recorded yet; `cargo redmod api --run` runs the tests"),
        }
    }

    /// A part for each area with the functions that are to be shown.
    fn print(&self, is_shown: impl Fn(&Function) -> bool) {
        for area in areas() {
            let functions = FUNCTIONS.iter().filter(|function| function.area == area);
            let mut shown = functions.filter(|function| is_shown(function)).peekable();
            if shown.peek().is_none() {
                continue;
            }
            style::print(format_args!(
                "{STRONG}{area:<NAME$} {:<8} {:<8} {:<8} redmod{STRONG:#}",
                "Redis", "Valkey", "called"
            ));
            shown.for_each(|function| self.print_row(function));
            style::print("");
        }
    }

    fn print_row(&self, function: &Function) {
        let name = format!("RM_{}", function.name);
        let (redis, valkey) = (
            function.redis.unwrap_or("-"),
            function.valkey.unwrap_or("-"),
        );
        let (called_style, called) = match (&self.recording, self.is_called(function)) {
            (None, _) => (FAINT, "?"),
            (_, true) => (GOOD, "yes"),
            (_, false) => (BAD, "no"),
        };
        let (style, items) = match self.reached.get(function.name) {
            Some(reached) if reached.is_reached() => {
                let items: Vec<&str> = reached.items.iter().map(String::as_str).collect();
                (anstyle::Style::new(), items.join(", "))
            }
            Some(reached) => {
                let places: Vec<&str> = reached.internal.iter().map(String::as_str).collect();
                (FAINT, format!("- (internal: {})", places.join(", ")))
            }
            None => (FAINT, "-".into()),
        };
        style::print(format_args!(
            "{name:<NAME$} {redis:<8} {valkey:<8} {called_style}{called:<8}{called_style:#} {style}{items}{style:#}"
        ));
    }

    /// How many of each area and of the baseline.
    fn print_counts(&self) {
        for area in areas() {
            let (all, reached, called) = self.count(|function| function.area == area);
            style::print(format_args!(
                "{area}: {all} functions, {reached} reached, {called} called"
            ));
        }
        let (all, reached, called) = self.count(|function| function.baseline);
        style::print(format_args!(
            "{STRONG}baseline: {all} functions, {reached} reached, {called} called{STRONG:#}"
        ));
    }

    fn count(&self, is_counted: impl Fn(&Function) -> bool) -> (usize, usize, usize) {
        let counted = FUNCTIONS.iter().filter(|function| is_counted(function));
        counted.fold((0, 0, 0), |(all, reached, called), function| {
            (
                all + 1,
                reached + usize::from(self.is_reached(function)),
                called + usize::from(self.is_called(function)),
            )
        })
    }
}

/// In the order of the table.
fn areas() -> Vec<&'static str> {
    let mut areas: Vec<&str> = FUNCTIONS.iter().map(|function| function.area).collect();
    areas.dedup();
    areas
}

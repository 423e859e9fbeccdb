//! What must not grow, or no faster than what it is done with: commands, loading, replies and `INFO` of modules in C and in redmod
//! that differ only in how much there is of each.

use super::{
    line::{Line, Shape},
    measure::Session,
    module,
};
use crate::style;
use redmod_test::{Error, Found};
use std::path::{Path, PathBuf};

/// How many commands and sections a module has, and the feature of `bench/growth` that says so.
struct Size {
    commands: usize,
    sections: usize,
    feature: &'static str,
}

const SIZES: [Size; 3] = [
    size(1, 1, "one"),
    size(100, 10, "hundred"),
    size(1000, 100, "thousand"),
];
const COMMANDS: [usize; 3] = [SIZES[0].commands, SIZES[1].commands, SIZES[2].commands];
const SECTIONS: [usize; 3] = [SIZES[0].sections, SIZES[1].sections, SIZES[2].sections];
/// How many elements a reply has.
const ELEMENTS: [usize; 5] = [1, 10, 100, 1_000, 10_000];
/// How many fields a section has.
const FIELDS: [usize; 4] = [1, 10, 100, 1_000];

/// How often a command is sent: to get warm, and twice to be compared.
const OFTEN: [usize; 3] = [16, 64, 192];
/// The same for what takes long.
const RARELY: [usize; 3] = [2, 4, 12];

const fn size(commands: usize, sections: usize, feature: &'static str) -> Size {
    Size {
        commands,
        sections,
        feature,
    }
}

/// All lines, each of both languages.
pub(super) fn lines(found: &Found, root: &Path, target: &Path) -> Result<Vec<Line>, Error> {
    let dir = module::directory(target)?;
    let mark = module::compile(root, &dir, "mark", &[])?;
    let mut lines = [
        Line::new("a command, of so many", Shape::Flat, &COMMANDS),
        Line::new("loading so many commands", Shape::Linear, &COMMANDS),
        Line::new("a reply of so many integers", Shape::Linear, &ELEMENTS),
        Line::new("INFO of so many fields", Shape::Linear, &FIELDS),
        Line::new("INFO of so many sections", Shape::Linear, &SECTIONS),
    ];
    for size in &SIZES {
        let modules = [
            ("C", compile(size, root, &dir)?),
            ("redmod", build(size, root)?),
        ];
        for (name, path) in &modules {
            let commands = size.commands;
            style::say(format_args!(
                "counting {name} on {found}, commands: {commands}"
            ));
            let mut run = Run::start(found, path, &mark)?;
            let [command, loading, reply, fields, sections] = &mut lines;
            loading.add(name, run.load()?);
            command.add(name, run.command(size.commands - 1)?);
            sections.add(name, run.info("growth")?);
            // What does not depend on the size is counted once.
            if size.commands == 1 {
                for len in ELEMENTS {
                    reply.add(name, run.reply(len)?);
                }
                for len in FIELDS {
                    fields.add(name, run.fields(len)?);
                }
            }
        }
    }
    Ok(lines.into())
}

/// The module in C.
fn compile(size: &Size, root: &Path, dir: &Path) -> Result<PathBuf, Error> {
    let flags = [
        format!("-DCOMMANDS={}", size.commands),
        format!("-DSECTIONS={}", size.sections),
    ];
    module::compile(root, dir, "growth", &flags)
}

/// The module in redmod.
fn build(size: &Size, root: &Path) -> Result<PathBuf, Error> {
    let manifest = root.join("bench/growth/Cargo.toml");
    module::cargo(&manifest, &["--features".into(), size.feature.into()])
}

/// A server under callgrind, and the module that it loads.
struct Run {
    session: Session,
    path: String,
}

impl Run {
    fn start(found: &Found, module: &Path, mark: &Path) -> Result<Run, Error> {
        Ok(Run {
            session: Session::with(found, module, &[mark])?,
            path: module.display().to_string(),
        })
    }

    /// Instructions to load the module, with what the dynamic linker does.
    fn load(&mut self) -> Result<f64, Error> {
        self.session.part()?;
        self.session
            .send(&[vec!["MODULE", "LOAD", &self.path]], "+OK")?;
        Ok(self.session.part()?.dispatch as f64)
    }

    /// Those of the command with this number.
    fn command(&mut self, number: usize) -> Result<f64, Error> {
        let name = format!("growth.command{number}");
        // Of as many digits, whatever the number.
        let replies = format!(":{}\r\n", 1_000_000 + number);
        self.each(&[&name, "key", "1000000"], &replies, OFTEN)
    }

    fn reply(&mut self, len: usize) -> Result<f64, Error> {
        let replies = format!("*{len}\r\n");
        self.each(&["growth.reply", &len.to_string()], &replies, RARELY)
    }

    /// Those of the section `fields`, when it has so many.
    fn fields(&mut self, len: usize) -> Result<f64, Error> {
        let len = len.to_string();
        self.session.send(&[vec!["growth.fields", &len]], "+OK")?;
        self.info("growth_fields")
    }

    fn info(&mut self, section: &str) -> Result<f64, Error> {
        self.each(&["INFO", section], "$", RARELY)
    }

    /// The instructions of a command, as the slope between two counts.
    fn each(&mut self, words: &[&str], replies: &str, times: [usize; 3]) -> Result<f64, Error> {
        self.session.part()?;
        let mut counts = [0; 3];
        for (times, count) in times.iter().zip(&mut counts) {
            self.session.send(&vec![words.to_vec(); *times], replies)?;
            *count = self.session.part()?.dispatch;
        }
        Ok((counts[2] - counts[1]) as f64 / (times[2] - times[1]) as f64)
    }
}

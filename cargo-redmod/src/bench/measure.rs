//! How a module is measured: on a server under callgrind, each row in parts of so many commands.
//!
//! A row's count is the slope between two parts of different lengths, so that what is done once falls out.

use super::{
    module::{Module, Modules},
    profile::{Counts, Profile},
    rows::{ROWS, Row},
};
use redmod_test::{Error, Found, Raw, Server};
use std::path::{Path, PathBuf};

/// How many commands each part has: one to get warm, and two to be compared.
const PARTS: [usize; 3] = [64, 512, 1536];
/// How many commands are sent at once: few enough that their replies fit into the client's buffer.
const AT_ONCE: usize = 8;
/// How many values are saved and loaded, in two runs.
const VALUES: [usize; 2] = [5_000, 15_000];

/// What a row costs, per command or value.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cost {
    pub(super) dispatch: f64,
    pub(super) own: f64,
    pub(super) blocks: f64,
    pub(super) total: f64,
}

impl Cost {
    fn slope(few: Counts, many: Counts, more: usize) -> Cost {
        let per = |few: i64, many: i64| (many - few) as f64 / more as f64;
        Cost {
            dispatch: per(few.dispatch, many.dispatch),
            own: per(few.own, many.own),
            blocks: per(few.blocks, many.blocks),
            total: per(few.total, many.total),
        }
    }
}

/// What a native value costs: instructions of the process to save and to load it, and the bytes that it and its key take.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Values {
    save: f64,
    load: f64,
    bytes: f64,
}

/// Takes one of them.
type Get = fn(&Values) -> f64;

impl Values {
    /// Their names, and where they are.
    pub(super) const ALL: [(&str, Get); 3] = [
        ("save", |values| values.save),
        ("load", |values| values.load),
        ("bytes in memory", |values| values.bytes),
    ];
}

/// A server under callgrind, with a module.
pub(super) struct Session {
    server: Server,
    raw: Raw,
    module: String,
    parts: usize,
}

impl Session {
    pub(super) fn start(
        found: &Found,
        module: &Module,
        modules: &Modules,
    ) -> Result<Session, Error> {
        Session::with(found, &module.path, &[&module.path, &modules.mark])
    }

    /// With these modules loaded, for the counts of one that may be loaded later.
    pub(super) fn with(found: &Found, module: &Path, loaded: &[&Path]) -> Result<Session, Error> {
        let server = Server::builder()
            .on(found)
            .config("rdbcompression", "no")
            .under([
                "valgrind",
                "--tool=callgrind",
                "--dump-before=bench_mark",
                "--callgrind-out-file=profile",
            ]);
        let server = loaded
            .iter()
            .fold(server, |server, path| server.module(path))
            .try_start()?;
        let raw = server.raw();
        let module = module.display().to_string();
        Ok(Session {
            server,
            raw,
            module,
            parts: 0,
        })
    }

    /// What each row costs.
    pub(super) fn rows(&mut self) -> Result<Vec<Cost>, Error> {
        ROWS.iter().map(|row| self.row(row)).collect()
    }

    fn row(&mut self, row: &Row) -> Result<Cost, Error> {
        for command in row.prepare {
            self.raw.call(*command);
        }
        self.part()?;
        let mut counts = [Counts::default(); PARTS.len()];
        for (len, counts) in PARTS.iter().zip(&mut counts) {
            self.send(&vec![row.command.to_vec(); *len], row.replies)?;
            *counts = self.part()?;
        }
        let [_, few, many] = counts;
        Ok(Cost::slope(few, many, PARTS[2] - PARTS[1]))
    }

    /// Sends commands, some at a time, and looks at their replies.
    pub(super) fn send(&mut self, commands: &[Vec<&str>], expected: &str) -> Result<(), Error> {
        for batch in commands.chunks(AT_ONCE) {
            self.raw.send_bytes(
                &batch
                    .iter()
                    .map(|words| packed(words))
                    .collect::<Vec<_>>()
                    .concat(),
            );
            for command in batch {
                let reply = self.raw.reply();
                if !reply.starts_with(expected.as_bytes()) {
                    return Err(Error::new(format!(
                        "`{}` replied {}",
                        command.join(" "),
                        reply.escape_ascii()
                    )));
                }
            }
        }
        Ok(())
    }

    /// Ends a part of the profile, and says what it has counted.
    pub(super) fn part(&mut self) -> Result<Counts, Error> {
        self.raw.call(["bench.mark"]);
        self.parts += 1;
        let path: PathBuf = self.server.dir().join(format!("profile.{}", self.parts));
        let counts = Profile::read(&path)?.counts(&self.module);
        _ = std::fs::remove_file(path);
        Ok(counts)
    }

    /// What native values cost.
    pub(super) fn values(&mut self) -> Result<Values, Error> {
        let few = self.some_values(VALUES[0])?;
        let many = self.some_values(VALUES[1])?;
        let more = VALUES[1] - VALUES[0];
        let [save, load] = [0, 1].map(|i| Cost::slope(few.0[i], many.0[i], more).total);
        let bytes = (many.1 - few.1) / more as f64;
        Ok(Values { save, load, bytes })
    }

    /// What it takes to save and to load so many, and the memory in use with them.
    fn some_values(&mut self, len: usize) -> Result<([Counts; 2], f64), Error> {
        self.raw.call(["FLUSHALL", "SYNC"]);
        let keys: Vec<String> = (0..len).map(|i| format!("note:{i:08}")).collect();
        let commands: Vec<_> = keys
            .iter()
            .map(|key| vec!["bench.set", key, "7", "some sixteen bytes"])
            .collect();
        self.send(&commands, "+OK")?;
        let bytes = self.used_memory()?;
        self.part()?;
        self.send(&[vec!["SAVE"]], "+OK")?;
        let saved = self.part()?;
        // Nothing is left to be freed by what loads.
        self.raw.call(["FLUSHALL", "SYNC"]);
        self.part()?;
        self.send(&[vec!["DEBUG", "RELOAD", "NOSAVE"]], "+OK")?;
        Ok(([saved, self.part()?], bytes))
    }

    fn used_memory(&mut self) -> Result<f64, Error> {
        let info = self.raw.call(["INFO", "memory"]);
        let info = String::from_utf8_lossy(&info).into_owned();
        let line = info
            .lines()
            .find_map(|line| line.strip_prefix("used_memory:"));
        line.and_then(|bytes| bytes.trim().parse().ok())
            .ok_or_else(|| Error::new("the server does not tell its memory"))
    }
}

/// A command as an array of bulk strings.
fn packed(words: &[&str]) -> Vec<u8> {
    let bulk = words
        .iter()
        .map(|word| format!("${}\r\n{word}\r\n", word.len()));
    [format!("*{}\r\n", words.len())]
        .into_iter()
        .chain(bulk)
        .collect::<String>()
        .into_bytes()
}

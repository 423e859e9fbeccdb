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

/// What a row costs, per command or value.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cost {
    pub(super) dispatch: f64,
    pub(super) own: f64,
    pub(super) blocks: f64,
}

impl Cost {
    fn slope(few: Counts, many: Counts, more: usize) -> Cost {
        let per = |few: i64, many: i64| (many - few) as f64 / more as f64;
        Cost {
            dispatch: per(few.dispatch, many.dispatch),
            own: per(few.own, many.own),
            blocks: per(few.blocks, many.blocks),
        }
    }
}

/// A server under callgrind, with a module.
pub(super) struct Session {
    pub(super) server: Server,
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
            // When memory goes back to the system is a matter of time, which is not to be counted.
            .config("jemalloc-bg-thread", "no")
            .env("MALLOC_CONF", "dirty_decay_ms:-1,muzzy_decay_ms:-1")
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
        // Nor when buffers for replies shrink: before Redis 7.0 they do not, later a new connection's is whole.
        server.raw().call(["DEBUG", "REPLYBUFFER", "RESIZING", "0"]);
        let mut raw = server.raw();
        // Callgrind makes everything some fifty times slower.
        raw.set_timeout(None);
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
        send(&mut self.raw, commands, expected)
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
}

/// Sends commands, some at a time, and looks at their replies.
pub(super) fn send(raw: &mut Raw, commands: &[Vec<&str>], expected: &str) -> Result<(), Error> {
    for batch in commands.chunks(AT_ONCE) {
        raw.send_bytes(
            &batch
                .iter()
                .map(|words| packed(words))
                .collect::<Vec<_>>()
                .concat(),
        );
        for command in batch {
            let reply = raw.reply();
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

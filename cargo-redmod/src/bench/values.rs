//! What a native value costs. Many are needed for what the allocator does to fall out, so they are made by a server at full speed, and
//! reach the one that counts as a file.

use super::{
    measure::{Session, send},
    module::{Module, Modules},
};
use redmod_test::{Error, Found, Server};
use std::fs;

/// How many values are loaded and saved, in two runs.
const VALUES: [usize; 2] = [50_000, 200_000];

/// Instructions of the process to save a value and to load it, and the bytes that it and its key take.
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

    /// Those of a module.
    pub(super) fn measure(
        found: &Found,
        module: &Module,
        modules: &Modules,
    ) -> Result<Values, Error> {
        let maker = Server::builder()
            .on(found)
            .config("rdbcompression", "no")
            .module(&module.path)
            .try_start()?;
        let mut session = Session::start(found, module, modules)?;
        let few = Run::of(VALUES[0], &maker, &mut session)?;
        let many = Run::of(VALUES[1], &maker, &mut session)?;
        let each = |get: fn(&Run) -> f64| (get(&many) - get(&few)) / (VALUES[1] - VALUES[0]) as f64;
        Ok(Values {
            save: each(|run| run.save),
            load: each(|run| run.load),
            bytes: each(|run| run.bytes),
        })
    }
}

/// What it takes to save and to load so many, and the memory in use with them.
struct Run {
    save: f64,
    load: f64,
    bytes: f64,
}

impl Run {
    fn of(len: usize, maker: &Server, session: &mut Session) -> Result<Run, Error> {
        let bytes = make(len, maker)?;
        let file = "dump.rdb";
        let [from, to] = [maker, &session.server].map(|server| server.dir().join(file));
        fs::copy(from, to).map_err(|e| Error::new(format!("cannot copy `{file}`: {e}")))?;
        // Nothing is left to be freed by what loads.
        session.send(&[vec!["FLUSHALL", "SYNC"]], "+OK")?;
        session.part()?;
        session.send(&[vec!["DEBUG", "RELOAD", "NOSAVE"]], "+OK")?;
        let load = session.part()?.total as f64;
        session.send(&[vec!["DBSIZE"]], &format!(":{len}\r\n"))?;
        session.part()?;
        session.send(&[vec!["SAVE"]], "+OK")?;
        let save = session.part()?.total as f64;
        Ok(Run { save, load, bytes })
    }
}

/// Makes so many values and saves them; the memory in use with them.
fn make(len: usize, maker: &Server) -> Result<f64, Error> {
    let mut raw = maker.raw();
    raw.call(["FLUSHALL", "SYNC"]);
    let keys: Vec<String> = (0..len).map(|i| format!("note:{i:08}")).collect();
    let commands: Vec<_> = keys
        .iter()
        .map(|key| vec!["bench.set", key, "7", "some sixteen bytes"])
        .collect();
    send(&mut raw, &commands, "+OK")?;
    let bytes = maker.info("used_memory");
    send(&mut raw, &[vec!["SAVE"]], "+OK")?;
    bytes
        .parse()
        .map_err(|_| Error::new("the server does not tell its memory"))
}

//! What a server is to be before it is started: which executable, which modules, which configuration.

use crate::{Found, Result, Server, args::quote, artifact, find};
use std::{
    ffi::{OsStr, OsString},
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
};

/// Describes a server to start; made by [`Server::builder`].
#[derive(Clone, Debug, Default)]
#[must_use = "nothing is started before `start`"]
pub struct Builder {
    server: Choice,
    /// `None` is the module of the package under test.
    modules: Option<Vec<(Module, Vec<Vec<u8>>)>>,
    args: Vec<Vec<u8>>,
    config: Vec<(String, String)>,
    env: Vec<(OsString, OsString)>,
    is_cluster_node: bool,
    under: Vec<OsString>,
}

#[derive(Clone, Debug, Default)]
enum Choice {
    #[default]
    Default,
    Named(OsString),
    Found(Found),
}

#[derive(Clone, Debug)]
enum Module {
    Package,
    Path(PathBuf),
    Example(String),
}

/// A builder with all choices made: what is started, and started again.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) server: Found,
    pub(crate) env: Vec<(OsString, OsString)>,
    /// The command that the server's own is given to, if any.
    pub(crate) under: Vec<OsString>,
    /// Lines of the configuration file, after ours.
    pub(crate) config: Vec<String>,
    /// Whether it needs a second port, for the other nodes.
    pub(crate) is_cluster_node: bool,
}

impl Builder {
    /// Uses this executable, or the one with this name on the path.
    pub fn server(mut self, path: impl AsRef<OsStr>) -> Builder {
        self.server = Choice::Named(path.as_ref().into());
        self
    }

    /// Uses a server of this version, such as `7.0`, `valkey` or `redis 8.2.3`; fetches it if need be.
    pub fn version(mut self, words: &str) -> Builder {
        self.server = Choice::Named(words.into());
        self
    }

    /// Uses a server that was [found](crate::find).
    pub fn on(mut self, found: &Found) -> Builder {
        self.server = Choice::Found(found.clone());
        self
    }

    /// Loads this `.so` instead of the package's own module. May be repeated.
    pub fn module(self, path: impl AsRef<Path>) -> Builder {
        self.load(Module::Path(path.as_ref().into()))
    }

    /// Loads this [example](crate::example) instead of the package's own module. May be repeated.
    pub fn example(self, name: &str) -> Builder {
        self.load(Module::Example(name.into()))
    }

    /// Loads the package's own module beside others.
    pub fn package_module(self) -> Builder {
        self.load(Module::Package)
    }

    /// Loads no module.
    pub fn without_module(mut self) -> Builder {
        self.modules = Some(Vec::new());
        self
    }

    /// Gives arguments to the module named last, or to the package's own.
    pub fn module_args<A: AsRef<[u8]>>(mut self, args: impl IntoIterator<Item = A>) -> Builder {
        let args = args.into_iter().map(|arg| arg.as_ref().to_vec());
        match self.modules.as_mut().and_then(|modules| modules.last_mut()) {
            Some((_, own)) => own.extend(args),
            None => self.args.extend(args),
        }
        self
    }

    /// Adds a line to the configuration, as it stands in `redis.conf`: `config("save", "60 1")`. An empty value is `""`.
    ///
    /// Later lines win over earlier ones and over redmod's own: no snapshots (`save ""`) and no append-only file.
    pub fn config(mut self, name: &str, value: &str) -> Builder {
        self.config.push((name.into(), value.into()));
        self
    }

    /// Sets a variable in the server's environment.
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Builder {
        self.env.push((name.as_ref().into(), value.as_ref().into()));
        self
    }

    /// Runs the server under this command, such as a debugger or a profiler: `under(["valgrind", "--tool=callgrind"])`.
    pub fn under<A: Into<OsString>>(mut self, command: impl IntoIterator<Item = A>) -> Builder {
        self.under = command.into_iter().map(Into::into).collect();
        self
    }

    /// Starts the server and waits until it answers.
    ///
    /// # Panics
    /// With the server's log if it does not start.
    #[track_caller]
    pub fn start(self) -> Server {
        self.try_start().unwrap_or_else(|e| panic!("{e}"))
    }

    /// Starts the server, or tells why it does not start; the error carries the server's log.
    pub fn try_start(self) -> Result<Server> {
        Server::launch(self.plan()?)
    }

    /// Starts one server of each version that this machine has.
    ///
    /// # Panics
    /// With the server's log if one does not start.
    #[track_caller]
    pub fn start_all(self) -> Vec<Server> {
        find::all()
            .iter()
            .map(|found| self.clone().on(found).start())
            .collect()
    }

    pub(crate) fn cluster_node(mut self) -> Builder {
        self.is_cluster_node = true;
        self.config("cluster-enabled", "yes")
    }

    fn load(mut self, module: Module) -> Builder {
        self.modules
            .get_or_insert_default()
            .push((module, std::mem::take(&mut self.args)));
        self
    }

    fn plan(self) -> Result<Plan> {
        let server = match self.server {
            Choice::Default => find::server()?,
            Choice::Named(words) => find::named(words)?,
            Choice::Found(found) => found,
        };
        let modules = self
            .modules
            .unwrap_or_else(|| vec![(Module::Package, self.args)]);
        let mut config = Vec::new();
        for (module, args) in modules {
            let path = match module {
                Module::Package => artifact::find(artifact::Target::Library)?,
                Module::Example(name) => artifact::find(artifact::Target::Example(name))?,
                Module::Path(path) => std::path::absolute(&path).unwrap_or(path),
            };
            let words = [quote(path.as_os_str().as_bytes())]
                .into_iter()
                .chain(args.iter().map(|arg| quote(arg)));
            config.push(format!(
                "loadmodule {}",
                words.collect::<Vec<_>>().join(" ")
            ));
        }
        config.extend(
            self.config
                .into_iter()
                .map(|(name, value)| match value.is_empty() {
                    true => format!("{name} \"\""),
                    false => format!("{name} {value}"),
                }),
        );
        Ok(Plan {
            server,
            env: self.env,
            under: self.under,
            config,
            is_cluster_node: self.is_cluster_node,
        })
    }
}

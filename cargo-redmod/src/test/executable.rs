//! The tests as cargo has built them: run on one server after the other without being built again.
//!
//! Asking cargo for fewer packages would choose other features for what they share, and so build most of it once more.

use super::{arguments::Arguments, side_by_side::Job};
use cargo_metadata::{Message, MetadataCommand, Package};
use redmod_test::{Error, Found};
use std::{
    ffi::OsString,
    fmt,
    io::BufReader,
    path::PathBuf,
    process::{Command, Stdio},
    sync::LazyLock,
};

/// A test's executable.
pub(crate) struct Executable {
    package: Package,
    /// Whether it may behave differently on another server.
    pub(crate) uses_servers: bool,
    /// As cargo names it: `tests/hello.rs`
    source: PathBuf,
    path: PathBuf,
}

/// Builds all tests and returns them; nothing if they do not compile.
pub(crate) fn build(mut cargo_test: Command) -> Result<Option<Vec<Executable>>, Error> {
    let cargo_test = cargo_test
        .args(["--no-run", "--message-format", "json-render-diagnostics"])
        .stderr(Stdio::inherit());
    let output = cargo_test
        .output()
        .map_err(|e| Error::new(format!("cannot run cargo: {e}")))?;
    if !output.status.success() {
        return Ok(None);
    }
    let metadata = MetadataCommand::new()
        .no_deps()
        .exec()
        .map_err(Error::new)?;
    let mut executables = Vec::new();
    for message in Message::parse_stream(BufReader::new(&*output.stdout)) {
        let Message::CompilerArtifact(artifact) = message.map_err(Error::new)? else {
            continue;
        };
        let Some(path) = artifact.executable.filter(|_| artifact.profile.test) else {
            continue;
        };
        let mut packages = metadata.packages.iter();
        if let Some(package) = packages.find(|package| package.id == artifact.package_id) {
            let source = artifact
                .target
                .src_path
                .strip_prefix(package.manifest_path.with_file_name(""))
                .map(PathBuf::from);
            let source = source.unwrap_or_else(|_| artifact.target.name.into());
            executables.push(Executable {
                package: package.clone(),
                uses_servers: uses_servers(package),
                source,
                path: path.into(),
            });
        }
    }
    executables.sort_by(|a, b| (&a.package.name, &a.source).cmp(&(&b.package.name, &b.source)));
    Ok(Some(executables))
}

pub(crate) fn uses_servers(package: &Package) -> bool {
    const KIT: &str = "redmod-test";
    *package.name == KIT
        || package
            .dependencies
            .iter()
            .any(|dependency| dependency.name == KIT)
}

impl Executable {
    /// Whether there may be tests in the documentation of its package.
    pub(crate) fn has_documentation(&self) -> bool {
        let mut targets = self.package.targets.iter();
        targets.any(|target| {
            target.doctest && (target.is_lib() || target.is_rlib() || target.is_proc_macro())
        })
    }

    /// As something to run on this server.
    pub(crate) fn job(&self, server: &Found, args: &Arguments) -> Job {
        Job {
            name: self.to_string(),
            server: server.version,
            command: self.command(server, args),
        }
    }

    /// How cargo runs it: in the package's directory, with the package's variables.
    pub(crate) fn command(&self, server: &Found, args: &Arguments) -> Command {
        let manifest = self.package.manifest_path.as_std_path();
        let dir = manifest.parent().unwrap_or(manifest);
        let mut command = Command::new(&self.path);
        if let Some(path) = library_path() {
            command.env("LD_LIBRARY_PATH", path);
        }
        command
            .args(&args.for_tests)
            .current_dir(dir)
            .env("REDMOD_SERVER", &server.path)
            .env("CARGO", cargo())
            .env("CARGO_MANIFEST_DIR", dir)
            .env("CARGO_MANIFEST_PATH", manifest)
            .env("CARGO_PKG_NAME", self.package.name.as_str())
            .env("CARGO_PKG_VERSION", self.package.version.to_string());
        command
    }

    /// Runs what [`command`](Self::command) has made.
    pub(crate) fn run_as(&self, mut command: Command) -> Result<bool, Error> {
        anstream::eprintln!("     Running {self} ({})", self.path.display());
        let status = command.status();
        let status =
            status.map_err(|e| Error::new(format!("cannot run `{}`: {e}", self.path.display())))?;
        Ok(status.success())
    }
}

impl fmt::Display for Executable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.source.display(), self.package.name)
    }
}

/// Where the standard library is as well: tests of macros are linked with it at run time.
fn library_path() -> Option<&'static OsString> {
    static PATH: LazyLock<Option<OsString>> = LazyLock::new(|| {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let mut rustc = Command::new(rustc);
        let output = rustc.args(["--print", "target-libdir"]).output().ok()?;
        let dir = String::from_utf8(output.stdout).ok()?;
        let known = std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
        let dirs = std::env::split_paths(&known).chain([dir.trim_end().into()]);
        std::env::join_paths(dirs.filter(|dir| !dir.as_os_str().is_empty())).ok()
    });
    PATH.as_ref()
}

pub(crate) fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

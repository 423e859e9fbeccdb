//! The tests as cargo has built them: run on one server after the other without being built again.
//!
//! Asking cargo for fewer packages would choose other features for what they share, and so build most of it once more.

use super::arguments::Arguments;
use cargo_metadata::{Message, MetadataCommand, Package};
use redmod_test::{Error, Found};
use std::{
    ffi::OsString,
    io::BufReader,
    path::PathBuf,
    process::{Command, Stdio},
};

/// A test's executable, of a package that uses servers.
pub(crate) struct Executable {
    package: Package,
    /// As cargo names it: `tests/hello.rs`
    source: PathBuf,
    path: PathBuf,
}

/// Builds all tests and returns those of the packages that depend on `redmod-test`; nothing if they do not compile.
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
    let with_servers: Vec<&Package> = metadata
        .packages
        .iter()
        .filter(|package| uses_servers(package))
        .collect();
    let mut executables = Vec::new();
    for message in Message::parse_stream(BufReader::new(&*output.stdout)) {
        let Message::CompilerArtifact(artifact) = message.map_err(Error::new)? else {
            continue;
        };
        let Some(path) = artifact.executable.filter(|_| artifact.profile.test) else {
            continue;
        };
        if let Some(package) = with_servers
            .iter()
            .find(|package| package.id == artifact.package_id)
        {
            let source = artifact
                .target
                .src_path
                .strip_prefix(package.manifest_path.with_file_name(""))
                .map(PathBuf::from);
            let source = source.unwrap_or_else(|_| artifact.target.name.into());
            executables.push(Executable {
                package: (*package).clone(),
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
    /// Runs it, and tells whether all tests have passed.
    pub(crate) fn run(&self, server: &Found, args: &Arguments) -> Result<bool, Error> {
        self.run_as(self.command(server, args))
    }

    /// How cargo runs it: in the package's directory, with the package's variables.
    pub(crate) fn command(&self, server: &Found, args: &Arguments) -> Command {
        let manifest = self.package.manifest_path.as_std_path();
        let dir = manifest.parent().unwrap_or(manifest);
        let mut command = Command::new(&self.path);
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
        anstream::eprintln!(
            "     Running {} of {} ({})",
            self.source.display(),
            self.package.name,
            self.path.display()
        );
        let status = command.status();
        let status =
            status.map_err(|e| Error::new(format!("cannot run `{}`: {e}", self.path.display())))?;
        Ok(status.success())
    }
}

pub(crate) fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

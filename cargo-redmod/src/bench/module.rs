//! Which modules are compared, and how each is built: the one in C with the C compiler, the others by cargo with the
//! release profile. Those of redmod's peers need libclang, which is xtask's to find.

use redmod_test::{
    Error,
    artifact::{self, Shown},
};
use std::{
    ffi::OsString,
    fmt::Display,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The crates that redmod is held against, and their folders in `bench/peers`.
const PEERS: [&str; 2] = ["redis-module", "valkey-module"];

/// A module with the commands of the comparison.
pub(super) struct Module {
    pub(super) name: &'static str,
    pub(super) path: PathBuf,
}

/// What a run needs.
pub(super) struct Modules {
    /// C first, then redmod, then its peers.
    pub(super) compared: Vec<Module>,
    /// The module that ends a part of a profile.
    pub(super) mark: PathBuf,
}

impl Modules {
    /// Builds them from the sources of a clone, into its target directory.
    pub(super) fn build(root: &Path, target: &Path) -> Result<Modules, Error> {
        let dir = directory(target)?;
        let c = compile(root, &dir, "bench", &[])?;
        let redmod = cargo(&root.join("bench/redmod/Cargo.toml"), &[])?;
        let compared = vec![module("C", c), module("redmod", redmod)];
        let mark = compile(root, &dir, "mark", &[])?;
        Ok(Modules { compared, mark })
    }

    /// Builds those of redmod's peers as well.
    pub(super) fn add_peers(&mut self, root: &Path, target: &Path) -> Result<(), Error> {
        let mut args = libclang(root)?;
        args.extend(["--locked".into(), "--target-dir".into(), target.into()]);
        for name in PEERS {
            let manifest = root.join("bench/peers").join(name).join("Cargo.toml");
            self.compared.push(module(name, cargo(&manifest, &args)?));
        }
        Ok(())
    }
}

/// Where modules in C are put.
pub(super) fn directory(target: &Path) -> Result<PathBuf, Error> {
    let dir = target.join("redmod-bench");
    fs::create_dir_all(&dir)
        .map_err(|e| Error::new(format!("cannot make `{}`: {e}", dir.display())))?;
    Ok(dir)
}

fn module(name: &'static str, path: PathBuf) -> Module {
    Module { name, path }
}

/// Compiles `bench/c/NAME.c`, with these flags.
pub(super) fn compile(
    root: &Path,
    dir: &Path,
    name: &str,
    flags: &[String],
) -> Result<PathBuf, Error> {
    let path = dir.join(format!("{name}.so"));
    let source = root.join(format!("bench/c/{name}.c"));
    let done = Command::new("cc")
        .args([
            "-std=gnu11",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-O2",
            "-g",
            "-fPIC",
            "-shared",
            "-I",
        ])
        .arg(root.join("redmod-sys/include"))
        .args(flags)
        .arg("-o")
        .args([&path, &source])
        .output()
        .map_err(|e| {
            Error::new(format!(
                "cannot run `cc`, the C compiler: {e}; on Debian: apt-get install gcc"
            ))
        })?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr);
        return Err(Error::new(format!(
            "`{}` does not compile\n{said}",
            source.display()
        )));
    }
    Ok(path)
}

/// Builds the module of the package with this manifest.
pub(super) fn cargo(manifest: &Path, more: &[OsString]) -> Result<PathBuf, Error> {
    let args = [
        "--release".as_ref(),
        "--manifest-path".as_ref(),
        manifest.as_os_str(),
    ];
    let args = args.into_iter().chain(more.iter().map(OsString::as_os_str));
    let made = artifact::build(args, Shown::Now)?;
    let ours = made.into_iter().find(|cdylib| cdylib.manifest == manifest);
    ours.map(|cdylib| cdylib.path)
        .ok_or_else(|| Error::new(format!("`{}` makes no module", manifest.display())))
}

/// What tells cargo of the libclang that the peers' build scripts look for.
fn libclang(root: &Path) -> Result<Vec<OsString>, Error> {
    let failed = |why: &dyn Display| Error::new(format!("`cargo xtask libclang`: {why}"));
    let output = Command::new("cargo")
        .args(["xtask", "libclang"])
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|e| failed(&e))?;
    if !output.status.success() {
        return Err(failed(&output.status));
    }
    let variables = String::from_utf8_lossy(&output.stdout);
    let variables = variables.lines().filter_map(|line| line.split_once('='));
    let args = variables.flat_map(|(name, value)| {
        let variable = format!("env.{name}={value:?}");
        ["--config".into(), variable.into()]
    });
    Ok(args.collect())
}

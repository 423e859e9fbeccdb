//! Where the `.so` of a module is: what cargo has just built for this test, else what `cargo build` makes of it now.
//!
//! cargo builds a package's library before its integration tests if they can link it (crate types `cdylib` *and* `rlib`), and
//! leaves it beside the test's executable. A library that is only a `cdylib` is not built for tests at all, nor are examples for
//! `cargo test --test NAME`; what lies around may then be stale. So a file is used only if it is known to be as new as
//! its sources; in all other cases cargo is asked, which takes a tenth of a second if there is nothing to do.

mod build;
mod fresh;

pub use build::{Cdylib, Shown, build};

use crate::{Error, Result};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// The `.so` of the package whose test is running.
///
/// # Panics
/// If the package has no library of crate type `cdylib`, or it does not compile.
#[track_caller]
pub fn module() -> PathBuf {
    find(Target::Library).unwrap_or_else(|e| panic!("{e}"))
}

/// The `.so` of an `[[example]]` of the package whose test is running, with `crate-type = ["cdylib"]`.
///
/// ```toml
/// [[example]]
/// name = "counter"
/// path = "tests/modules/counter.rs"
/// crate-type = ["cdylib"]
/// ```
///
/// # Panics
/// If there is no such example, or it does not compile.
#[track_caller]
pub fn example(name: &str) -> PathBuf {
    find(Target::Example(name.into())).unwrap_or_else(|e| panic!("{e}"))
}

/// What of the package is to be loaded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    Library,
    Example(String),
}

/// Finds or builds it, once per process.
pub(crate) fn find(target: Target) -> Result<PathBuf> {
    static KNOWN: Mutex<Option<HashMap<Target, Result<PathBuf>>>> = Mutex::new(None);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    known
        .entry(target.clone())
        .or_insert_with(|| look_up(&target))
        .clone()
}

fn look_up(target: &Target) -> Result<PathBuf> {
    let exe = std::env::current_exe()
        .map_err(|e| Error::new(format!("cannot tell where this test is: {e}")))?;
    look_up_for(&manifest()?, target, &exe)
}

fn look_up_for(manifest: &Path, target: &Target, exe: &Path) -> Result<PathBuf> {
    let package = build::package(manifest)?;
    let declared = build::declared(&package, target)?;
    match fresh::find(&package, declared, exe) {
        Some(path) => Ok(path),
        None => build::for_test(manifest, declared, exe),
    }
}

/// The manifest of the package whose test is running: cargo says, else it is the nearest one.
fn manifest() -> Result<PathBuf> {
    let dir = match std::env::var_os("CARGO_MANIFEST_DIR") {
        Some(dir) => PathBuf::from(dir),
        None => std::env::current_dir().map_err(Error::new)?,
    };
    let manifest = dir
        .ancestors()
        .map(|dir| dir.join("Cargo.toml"))
        .find(|path| Path::is_file(path));
    manifest.ok_or_else(|| {
        Error::new(format!(
            "no Cargo.toml in `{}`, so there is no module to load",
            dir.display()
        ))
    })
}

#[cfg(test)]
mod tests;

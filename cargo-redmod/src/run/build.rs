//! Which package is the module, and its `.so`.

use cargo_metadata::{CrateType, Metadata, MetadataCommand, Package};
use redmod_test::{
    Error,
    artifact::{self, Shown},
};
use std::path::PathBuf;

/// A module that is built.
pub(super) struct Module {
    pub(super) name: String,
    pub(super) path: PathBuf,
}

pub(super) fn module(package: Option<&str>, release: bool) -> Result<Module, Error> {
    let metadata = MetadataCommand::new()
        .no_deps()
        .exec()
        .map_err(|e| Error::new(e.to_string().trim_end()))?;
    let package = choose(&metadata, package)?;
    let mut args = vec!["--manifest-path", package.manifest_path.as_str(), "--lib"];
    if release {
        args.push("--release");
    }
    let made = artifact::build(args, Shown::Now)?;
    let ours = made
        .into_iter()
        .find(|cdylib| cdylib.manifest == package.manifest_path);
    let ours =
        ours.ok_or_else(|| Error::new(format!("cargo built no library of `{}`", package.name)))?;
    Ok(Module {
        name: package.name.to_string(),
        path: ours.path,
    })
}

/// The package of this name; without a name, the one that we are in, or the only module there is.
fn choose<'a>(metadata: &'a Metadata, name: Option<&str>) -> Result<&'a Package, Error> {
    let modules: Vec<&Package> = metadata
        .packages
        .iter()
        .filter(|package| is_module(package))
        .collect();
    let names = || {
        modules
            .iter()
            .map(|package| package.name.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let Some(name) = name else {
        return match (here(&modules), &modules[..]) {
            (Some(package), _) => Ok(package),
            (None, [only]) => Ok(only),
            (None, []) => Err(Error::new(
                "no package here is a module: none has a library with `crate-type = [\"cdylib\"]`",
            )),
            (None, _) => Err(Error::new(format!(
                "which module? say `cargo redmod run NAME`, with one of: {}",
                names()
            ))),
        };
    };
    let Some(package) = metadata
        .packages
        .iter()
        .find(|package| *package.name == name)
    else {
        return Err(Error::new(format!(
            "no package `{name}` in this workspace; its modules are: {}",
            names()
        )));
    };
    match is_module(package) {
        true => Ok(package),
        false => Err(Error::new(format!(
            "package `{name}` is no module: write `crate-type = [\"cdylib\"]` under `[lib]` in `{}`",
            package.manifest_path
        ))),
    }
}

fn is_module(package: &Package) -> bool {
    let is_cdylib = |target: &cargo_metadata::Target| {
        target.crate_types.contains(&CrateType::CDyLib) && !target.is_example()
    };
    package.targets.iter().any(is_cdylib)
}

/// The module whose directory holds ours.
fn here<'a>(modules: &[&'a Package]) -> Option<&'a Package> {
    let dir = std::env::current_dir().ok()?;
    let manifest = dir
        .ancestors()
        .map(|dir| dir.join("Cargo.toml"))
        .find(|path| path.is_file())?;
    modules
        .iter()
        .find(|package| package.manifest_path == manifest)
        .copied()
}

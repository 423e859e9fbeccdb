//! Whether what cargo left beside the test is as new as its sources, so that cargo need not be asked.

use cargo_metadata::{CrateType, Package, Target};
use std::{
    collections::HashSet,
    env::consts::{DLL_PREFIX, DLL_SUFFIX},
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// The library of `target`, if it is there and cannot be stale.
pub(super) fn find(package: &Package, target: &Target, exe: &Path) -> Option<PathBuf> {
    let deps = exe.parent()?;
    let file = format!("{DLL_PREFIX}{}{DLL_SUFFIX}", target.name.replace('-', "_"));
    if target.is_example() {
        let examples = deps.parent()?.join("examples");
        let path = examples.join(file);
        is_newer_than_sources(&path, package).then_some(path)
    } else {
        let path = deps.join(file);
        (is_linked_by(target, exe) && modified(&path)? <= modified(exe)?).then_some(path)
    }
}

/// Whether cargo had to build this library before the test `exe`: an integration test links a library that has an rlib. A later
/// change of the library would have made a newer test, so an older library beside it is the right one.
fn is_linked_by(library: &Target, exe: &Path) -> bool {
    let links = |kind: &CrateType| matches!(kind, CrateType::RLib | CrateType::Lib);
    let test = exe
        .file_stem()
        .and_then(|name| name.to_str())
        .and_then(|name| name.rsplit_once('-'));
    // The library's own unit tests, which bear its name, do not link it.
    let is_unit_test = test.is_none_or(|(name, _)| name == library.name.replace('-', "_"));
    library.crate_types.iter().any(links) && !is_unit_test
}

/// Compares with all that cargo lists beside the file: the sources of the package and of those that it depends on by path; and
/// with their manifests.
fn is_newer_than_sources(library: &Path, package: &Package) -> bool {
    let (Some(built), Ok(list)) = (
        modified(library),
        fs::read_to_string(library.with_extension("d")),
    ) else {
        return false;
    };
    let Some((_, sources)) = list.split_once(": ") else {
        return false;
    };
    let mut manifests: HashSet<PathBuf> = package
        .manifest_path
        .ancestors()
        .flat_map(|dir| ["Cargo.toml", "Cargo.lock"].map(|name| dir.join(name).into()))
        .collect();
    let mut dirs = HashSet::new();
    let older = |path: &Path| modified(path).is_some_and(|changed| changed <= built);
    // A space within a path is written `\ `.
    for source in sources
        .trim_end()
        .replace("\\ ", "\0")
        .split(' ')
        .map(|source| source.replace('\0', " "))
    {
        let source = Path::new(&source);
        if !older(source) {
            return false;
        }
        if let Some(dir) = source.parent().filter(|dir| dirs.insert(dir.to_path_buf())) {
            manifests.extend(
                dir.ancestors()
                    .map(|dir| dir.join("Cargo.toml"))
                    .find(|path| path.is_file()),
            );
        }
    }
    manifests.iter().all(|path| !path.is_file() || older(path))
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|meta| meta.modified()).ok()
}

//! Asking cargo: which targets a package has, and where it puts what it builds.

use super::Target;
use crate::{Error, Result};
use cargo_metadata::{CrateType, Message, MetadataCommand, Package, Target as CargoTarget};
use std::{
    ffi::{OsStr, OsString},
    io::BufReader,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A dynamic library that cargo has built.
#[derive(Clone, Debug)]
pub struct Cdylib {
    /// The target's name: of the library or of the example
    pub name: String,
    /// The manifest of its package
    pub manifest: PathBuf,
    /// The `.so`
    pub path: PathBuf,
}

/// Who sees what cargo says while it builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The user: it goes to the standard error.
    Now,
    /// Nobody unless the build fails: then it is in the error.
    OnFailure,
}

/// Runs `cargo build` with these arguments and returns the dynamic libraries that they name.
pub fn build<A: AsRef<OsStr>>(
    args: impl IntoIterator<Item = A>,
    shown: Shown,
) -> Result<Vec<Cdylib>> {
    let args: Vec<OsString> = args.into_iter().map(|arg| arg.as_ref().into()).collect();
    build_inner(&args, shown)
}

fn build_inner(args: &[OsString], shown: Shown) -> Result<Vec<Cdylib>> {
    let line = format!("cargo build {}", args.join(OsStr::new(" ")).display());
    let failed = |e: &dyn std::fmt::Display| Error::new(format!("`{line}`: {e}"));
    let mut cargo = Command::new(cargo());
    cargo
        .args(["build", "--message-format", "json-render-diagnostics"])
        .args(args)
        .stdin(Stdio::null());
    // Both pipes are read at once by `output`: cargo may say more than a pipe holds.
    if shown == Shown::Now {
        cargo.stderr(Stdio::inherit());
    }
    let output = cargo.output().map_err(|e| failed(&e))?;
    if !output.status.success() {
        return Err(failed(
            &format!("failed\n{}", String::from_utf8_lossy(&output.stderr)).trim_end(),
        ));
    }
    let mut made = Vec::new();
    for message in Message::parse_stream(BufReader::new(&*output.stdout)) {
        let Message::CompilerArtifact(artifact) = message.map_err(|e| failed(&e))? else {
            continue;
        };
        let path = artifact
            .filenames
            .iter()
            .find(|path| path.as_str().ends_with(std::env::consts::DLL_SUFFIX));
        if let (true, Some(path)) = (is_cdylib(&artifact.target), path) {
            let manifest = artifact.manifest_path.into();
            made.push(Cdylib {
                name: artifact.target.name,
                manifest,
                path: path.into(),
            });
        }
    }
    Ok(made)
}

/// Builds a target as this test was built, with the same profile and into the same directory.
pub(super) fn for_test(manifest: &Path, target: &CargoTarget, exe: &Path) -> Result<PathBuf> {
    let mut args: Vec<OsString> = vec!["--manifest-path".into(), manifest.into()];
    match target.is_example() {
        true => args.extend(["--example".into(), target.name.clone().into()]),
        false => args.push("--lib".into()),
    }
    args.extend(as_built(exe));
    let mut made = build(args, Shown::OnFailure)?;
    let ours = made
        .iter()
        .position(|cdylib| cdylib.name == target.name && cdylib.manifest == manifest);
    match ours {
        Some(index) => Ok(made.swap_remove(index).path),
        None => Err(Error::new(format!(
            "cargo did not say where it put the library of `{}`",
            target.name
        ))),
    }
}

/// The profile, target and target directory, told from the path of the test:
/// `<target dir>[/<triple>]/<profile>/deps/<test>`.
fn as_built(exe: &Path) -> Vec<OsString> {
    let Some(profile_dir) = exe
        .parent()
        .filter(|deps| deps.ends_with("deps"))
        .and_then(Path::parent)
    else {
        return Vec::new();
    };
    let (Some(profile), Some(above)) = (profile_dir.file_name(), profile_dir.parent()) else {
        return Vec::new();
    };
    let profile = if profile == "debug" {
        OsStr::new("dev")
    } else {
        profile
    };
    let mut args = vec!["--profile".into(), profile.to_owned()];
    // cargo tags the triple's directory as well as the one that it is in, and leaves this file in the latter alone.
    let knows_rustc = |dir: &Path| dir.join(".rustc_info.json").is_file();
    let is_tagged = |dir: &Path| dir.join("CACHEDIR.TAG").is_file();
    let mut add = |name: &str, value: &OsStr| args.extend([name.into(), value.to_owned()]);
    match (above.parent(), above.file_name()) {
        (Some(dir), Some(triple)) if knows_rustc(dir) && !knows_rustc(above) => {
            add("--target", triple);
            add("--target-dir", dir.as_os_str());
        }
        _ if knows_rustc(above) || is_tagged(above) => add("--target-dir", above.as_os_str()),
        _ => {}
    }
    args
}

/// What the manifest says of the package.
pub(super) fn package(manifest: &Path) -> Result<Package> {
    let metadata = MetadataCommand::new()
        .cargo_path(cargo())
        .manifest_path(manifest)
        .no_deps()
        .exec();
    let metadata =
        metadata.map_err(|e| Error::new(format!("cannot read `{}`: {e}", manifest.display())))?;
    let package = metadata
        .packages
        .into_iter()
        .find(|package| package.manifest_path == manifest);
    package.ok_or_else(|| Error::new(format!("`{}` is of no package", manifest.display())))
}

/// The target in the manifest, which must be a dynamic library.
pub(super) fn declared<'a>(package: &'a Package, target: &Target) -> Result<&'a CargoTarget> {
    let (found, what, section) = match target {
        Target::Library => {
            let is_lib = |t: &&CargoTarget| !t.is_example() && is_cdylib(t);
            (
                package.targets.iter().find(is_lib),
                "no library of crate type `cdylib`".into(),
                "[lib]",
            )
        }
        Target::Example(name) => {
            let is_ours = |t: &&CargoTarget| t.is_example() && t.name == *name && is_cdylib(t);
            (
                package.targets.iter().find(is_ours),
                format!("no example `{name}` of crate type `cdylib`"),
                "[[example]]",
            )
        }
    };
    found.ok_or_else(|| Error::new(format!(
        "package `{}` has {what}; write `crate-type = [\"cdylib\"]` under `{section}` in `{}`, or start the server with \
         `Server::builder().without_module()`",
        package.name, package.manifest_path,
    )))
}

fn is_cdylib(target: &CargoTarget) -> bool {
    target.crate_types.contains(&CrateType::CDyLib)
}

fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

//! `cargo xtask libclang`, and what decides which libclang reads C headers: the one that LIBCLANG_PATH names, or else a pinned
//! release from PyPI. A libclang of the machine is not looked for, so that everyone generates the same bindings.

use crate::{Outcome, Result, cache};
use std::path::{Path, PathBuf};
use std::process::Command;

const VERSION: &str = "18.1.1";

/// Print the environment in which crates that run bindgen are built, as `NAME=VALUE`
///
/// Fetches a pinned libclang from PyPI into the cache folder when first needed; the one that LIBCLANG_PATH names is taken
/// instead. redmod itself needs none.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  env $(cargo xtask libclang) cargo build --release --manifest-path bench/peers/Cargo.toml")]
pub struct Args {}

pub fn run(_: &Args) -> Result<Outcome> {
    for (name, value) in environment()? {
        println!("{name}={value}");
    }
    Ok(Outcome::Well)
}

/// The variables by which bindgen finds libclang, and libclang the headers of the C compiler, of which the wheel has none.
pub fn environment() -> Result<[(&'static str, String); 2]> {
    let output = Command::new("cc").arg("-print-file-name=include").output();
    let output = output.map_err(|error| format!("cannot run `cc`, the C compiler: {error}"))?;
    let headers = String::from_utf8_lossy(&output.stdout);
    Ok([
        ("LIBCLANG_PATH", find()?.display().to_string()),
        ("BINDGEN_EXTRA_CLANG_ARGS", format!("-I{}", headers.trim())),
    ])
}

/// Makes libclang known to bindgen, after fetching it if need be.
///
/// To be called before any thread is started: it sets an environment variable.
pub fn prepare() -> Result<()> {
    let path = find()?;
    // SAFETY: the caller has not started a thread yet, so no other thread reads the environment.
    unsafe { std::env::set_var("LIBCLANG_PATH", path) };
    Ok(())
}

fn find() -> Result<PathBuf> {
    let Some(path) = std::env::var_os("LIBCLANG_PATH").map(PathBuf::from) else {
        return fetch();
    };
    // bindgen would panic.
    match holds_libclang(&path) {
        true => Ok(path),
        false => Err(format!(
            "LIBCLANG_PATH={} holds no libclang",
            path.display()
        )),
    }
}

fn holds_libclang(path: &Path) -> bool {
    let is_libclang = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with("libclang");
    path.is_file()
        || std::fs::read_dir(path).is_ok_and(|mut entries| {
            entries.any(|entry| entry.is_ok_and(|entry| is_libclang(&entry.file_name())))
        })
}

fn fetch() -> Result<PathBuf> {
    let home = cache()?.join(format!("libclang-{VERSION}"));
    let library = home.join("clang/native");
    if holds_libclang(&library) {
        return Ok(library);
    }
    eprintln!(
        "fetching libclang {VERSION} from PyPI into {} (about 25 MB, once)",
        home.display()
    );
    // Unpacked beside its place and renamed, so that an interrupted run leaves no half of it.
    let part = cache()?.join(format!("libclang-{VERSION}.part-{}", std::process::id()));
    let done = install(&part).and_then(|()| {
        let moved = std::fs::rename(&part, &home);
        if holds_libclang(&library) {
            Ok(())
        } else {
            Err(moved
                .err()
                .map_or("the wheel holds none".into(), |error| error.to_string()))
        }
    });
    let _ = std::fs::remove_dir_all(&part);
    done.map(|()| library).map_err(|why| {
        format!(
            "no libclang: {why}\nhelp: install one (Debian: `apt-get install libclang1`) and set LIBCLANG_PATH to its \
             folder, or let `python3 -m pip` reach PyPI"
        )
    })
}

fn install(into: &Path) -> Result<()> {
    let output = Command::new("python3")
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--target",
        ])
        .arg(into)
        .arg(format!("libclang=={VERSION}"))
        .output()
        .map_err(|error| format!("cannot run python3: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said
        .trim()
        .lines()
        .last()
        .unwrap_or("pip failed and said nothing")
        .to_string())
}

//! Decides which libclang reads the C headers: the one that LIBCLANG_PATH names, or else a pinned release from
//! PyPI. A libclang of the machine is not looked for, so that everyone generates the same bindings.

use crate::{Result, cache};
use std::path::{Path, PathBuf};
use std::process::Command;

const VERSION: &str = "18.1.1";

/// Makes libclang known to bindgen, after fetching it if need be.
///
/// To be called before any thread is started: it sets an environment variable.
pub fn prepare() -> Result<()> {
    if let Some(path) = std::env::var_os("LIBCLANG_PATH") {
        // bindgen would panic.
        return holds_libclang(Path::new(&path))
            .then_some(())
            .ok_or_else(|| format!("LIBCLANG_PATH={} holds no libclang", path.display()));
    }
    let dir = fetch()?;
    // SAFETY: the caller has not started a thread yet, so no other thread reads the environment.
    unsafe { std::env::set_var("LIBCLANG_PATH", dir) };
    Ok(())
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

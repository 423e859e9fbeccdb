//! The type as it is now, on a real server.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::command::Signature;

#[test]
fn a_series_is_in_the_order_of_its_times() {
    let server = Server::start();
    for (line, len) in [("30 3", 1), ("10 1 first", 2), ("20 2", 3), ("10 -1", 3)] {
        let added = server.run::<u64>(&format!("SERIES.ADD s {line}"));
        assert_eq!(added.unwrap(), len, "{line}");
    }
    let range = |from: u64, to: u64| {
        let line = format!("SERIES.RANGE s {from} {to}");
        let points: Vec<(u64, f64, Option<String>)> = server.run(&line).unwrap();
        points.iter().map(|(at, ..)| *at).collect::<Vec<_>>()
    };
    assert_eq!(range(0, 100), [10, 20, 30]);
    assert_eq!(range(10, 20), [10, 20]);
    assert_eq!(range(11, 19), [0; 0]);
    assert_eq!(range(30, 10), [0; 0]);
    let unit = |key: &str| server.run::<Option<String>>(&format!("SERIES.UNIT {key}"));
    assert_eq!(unit("s").unwrap().as_deref(), Some(""));
    server.run::<()>("SERIES.MEASURE s mm").unwrap();
    assert_eq!(unit("s").unwrap().as_deref(), Some("mm"));
    assert_eq!(unit("absent").unwrap(), None);
}

#[test]
fn the_server_knows_what_the_signatures_say() {
    let signatures = [
        Signature {
            name: "series.add",
            arguments: "series:key#0 at:integer value:double [note:string]",
            summary: "Adds a value for a time in milliseconds, with a note; returns how many there are.",
            arity: -4,
            flags: "denyoom write",
            key_specs: &["RW access update: index 1, range 0 1 0"],
            calls: &[("series.add s 1 2", "s")],
            ..Signature::default()
        },
        Signature {
            name: "series.measure",
            arguments: "series:key#0 unit:string",
            summary: "Says what the values are of.",
            arity: 3,
            flags: "denyoom fast write",
            key_specs: &["RW access update: index 1, range 0 1 0"],
            calls: &[("series.measure s mm", "s")],
            ..Signature::default()
        },
        Signature {
            name: "series.unit",
            arguments: "series:key#0",
            summary: "Returns what the values are of.",
            arity: 2,
            flags: "fast readonly",
            key_specs: &["RO access: index 1, range 0 1 0"],
            calls: &[("series.unit s", "s")],
            ..Signature::default()
        },
        Signature {
            name: "series.range",
            arguments: "series:key#0 from:integer to:integer",
            summary: "Returns the values from one time to another, the latter included, each with its time and its note.",
            arity: 4,
            flags: "readonly",
            key_specs: &["RO access: index 1, range 0 1 0"],
            calls: &[("series.range s 0 9", "s")],
            ..Signature::default()
        },
    ];
    Server::start().assert_signatures("series", &signatures);
}

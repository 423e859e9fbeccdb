//! What each version has saved, loaded by this one.

#![forbid(unsafe_code)]

use redmod_test::{Server, redis};

type Point = (u64, f64, Option<String>);

fn points(server: &Server, key: &str) -> Vec<Point> {
    let line = format!("SERIES.RANGE {key} 0 {}", u64::MAX);
    server.run(&line).unwrap()
}

fn unit(server: &Server, key: &str) -> Option<String> {
    server.run(&format!("SERIES.UNIT {key}")).unwrap()
}

fn point(at: u64, value: f64, note: Option<&str>) -> Point {
    (at, value, note.map(str::to_owned))
}

// ANCHOR: golden
#[test]
fn what_the_first_version_has_saved_is_loaded() {
    let server = Server::start();
    server.golden("tests/golden/series-1.dump", |server| {
        for line in ["20 1.5", "10 -2.5", "10 4"] {
            server.run::<()>(&format!("SERIES.ADD old {line}")).unwrap();
        }
    });
    let expected = [point(10_000, 4.0, None), point(20_000, 1.5, None)];
    assert_eq!(points(&server, "old"), expected);
    assert_eq!(unit(&server, "old").unwrap(), "1");
}
// ANCHOR_END: golden

#[test]
fn what_the_second_version_has_saved_is_loaded() {
    let server = Server::start();
    let keys = server.golden("tests/golden/series-2.dump", |server| {
        for line in [
            "ADD old 20 1.5 'it rains'",
            "ADD old 10 -2.5",
            "UNIT old '°C'",
            "ADD late 18446744073709551 0",
        ] {
            server.run::<()>(&format!("SERIES.{line}")).unwrap();
        }
    });
    assert_eq!(keys, ["late", "old"]);
    let expected = [
        point(10_000, -2.5, None),
        point(20_000, 1.5, Some("it rains")),
    ];
    assert_eq!(points(&server, "old"), expected);
    assert_eq!(unit(&server, "old").unwrap(), "°C");
    let expected = [point(18_446_744_073_709_551_000, 0.0, None)];
    assert_eq!(points(&server, "late"), expected);
}

#[test]
fn what_this_version_has_saved_is_loaded() {
    let server = Server::start();
    server.golden("tests/golden/series-3.dump", |server| {
        for line in [
            "ADD new 20001 1.5 'it rains'",
            "ADD new 10000 -2.5",
            "MEASURE new '°C'",
        ] {
            server
                .run::<redis::Value>(&format!("SERIES.{line}"))
                .unwrap();
        }
    });
    let expected = [
        point(10_000, -2.5, None),
        point(20_001, 1.5, Some("it rains")),
    ];
    assert_eq!(points(&server, "new"), expected);
    assert_eq!(unit(&server, "new").unwrap(), "°C");
}

/// In milliseconds it would be beyond what the number can hold.
#[test]
fn a_time_that_cannot_be_moved_refuses_the_value() {
    let server = Server::start();
    let golden = || {
        server.golden("tests/golden/series-2-too-late.dump", |server| {
            server
                .run::<()>("SERIES.ADD late 18446744073709552 0")
                .unwrap();
        })
    };
    let refused = std::panic::catch_unwind(std::panic::AssertUnwindSafe(golden));
    let why = *refused.unwrap_err().downcast::<String>().unwrap();
    assert!(why.contains("series-2-too-late.dump:2: late: "), "{why}");
    assert!(
        why.contains(
            "at key 'late' cannot be loaded: a time in it is beyond what milliseconds can tell"
        ),
        "{why}"
    );
    assert_eq!(server.run::<u64>("EXISTS late").unwrap(), 0);
}

/// The file of a server with an older module is the newer one's, and what it saves again is in its own version.
#[test]
fn older_values_are_saved_in_this_version() {
    let mut server = Server::start();
    server.golden("tests/golden/series-1.dump", |_| unreachable!());
    let before = points(&server, "old");
    let added = server
        .run::<usize>("SERIES.ADD old 10001 7 'and more'")
        .unwrap();
    assert_eq!(added, before.len() + 1);
    server.restart();
    let after = points(&server, "old");
    assert_eq!(after.len(), 3);
    assert_eq!(after[1], point(10_001, 7.0, Some("and more")));
    assert_eq!(unit(&server, "old").unwrap(), "1");
    let replica = server.replica();
    assert_eq!(points(&replica, "old"), after);
}

//! Keys as parameters: what is opened, what is refused, and what the replicas are owed.

#![forbid(unsafe_code)]

use redmod_test::Server;

fn start() -> Server {
    Server::builder().example("types").start()
}

#[test]
fn a_value_is_read_and_written_in_place() {
    let server = start();
    server.run::<()>("SET from value").unwrap();
    assert_eq!(server.run::<i64>("TYPES.COPIES from to").unwrap(), 1);
    assert_eq!(server.run::<String>("GET to").unwrap(), "value");
    // A number, which the server keeps in another way than text.
    server.run::<()>("SET from 12345").unwrap();
    assert_eq!(server.run::<i64>("TYPES.COPIES from to").unwrap(), 1);
    assert_eq!(server.run::<String>("GET to").unwrap(), "12345");
    assert_eq!(server.run::<String>("GET from").unwrap(), "12345");
    // An absent key.
    assert_eq!(server.run::<i64>("TYPES.COPIES absent to").unwrap(), 0);
    assert_eq!(server.run::<i64>("EXISTS to").unwrap(), 0);
}

#[test]
fn a_string_is_read_as_the_integer_that_incr_reads() {
    let server = start();
    assert_eq!(server.run::<Option<i64>>("TYPES.INTEGER k").unwrap(), None);
    for value in ["0", "-7", "12345678", "9223372036854775807"] {
        server.run::<()>(&format!("SET k {value}")).unwrap();
        let read = server.run::<String>("TYPES.INTEGER k").unwrap();
        assert_eq!(read, value);
    }
    for value in ["+5", "007", "1.5", "9223372036854775808", "\"\"", "x"] {
        server.run::<()>(&format!("SET k {value}")).unwrap();
        let refused = "ERR value is not an integer or out of range";
        assert_eq!(server.error("TYPES.INTEGER k"), refused, "{value}");
        assert_eq!(server.error("INCR k"), refused, "{value}");
    }
}

#[test]
fn the_same_key_is_not_opened_twice() {
    let server = start();
    server.run::<()>("SET k v").unwrap();
    let twice = "ERR the same key is given twice";
    assert_eq!(server.error("TYPES.COPIES k k"), twice);
    assert_eq!(server.run::<String>("GET k").unwrap(), "v");
    assert_eq!(server.run::<i64>("TYPES.COPIES k other").unwrap(), 1);
}

#[test]
fn a_wrong_type_of_value_is_refused_before_the_function_runs() {
    let server = start();
    server.run::<()>("RPUSH list x").unwrap();
    let wrong = "WRONGTYPE Operation against a key holding the wrong kind of value";
    assert_eq!(server.error("TYPES.COPIES list to"), wrong);
    assert_eq!(server.error("TYPES.COPIES absent list"), wrong);
    assert_eq!(server.run::<i64>("LLEN list").unwrap(), 1);
}

#[test]
fn a_forgotten_handle_is_closed_with_its_call() {
    let server = start();
    server.run::<()>("SET k v").unwrap();
    for _ in 0..100 {
        server.run::<()>("TYPES.FORGETS k").unwrap();
        assert_eq!(server.run::<i64>("TYPES.COPIES k other").unwrap(), 1);
    }
    server.run::<()>("DEL k").unwrap();
}

#[test]
fn what_was_written_is_replicated_also_after_an_error_or_a_panic() {
    let server = start();
    let replica = server.replica();
    server.run::<()>("SET from value").unwrap();
    server.run::<i64>("TYPES.COPIES from to").unwrap();
    assert!(
        server
            .error("TYPES.FAILS_AFTER_WRITE failed 1")
            .contains("after the write")
    );
    assert!(
        server
            .error("TYPES.PANICS_AFTER_WRITE panicked 2")
            .contains("internal error")
    );
    server.run::<()>("TYPES.WRITES_HERE_ONLY here 3").unwrap();
    // An error before the first write owes nothing.
    server.error("TYPES.COPIES from from");
    server.run::<()>("SET last 1").unwrap();
    replica.wait_synced();
    for (key, value) in [
        ("to", "value"),
        ("failed", "1"),
        ("panicked", "2"),
        ("last", "1"),
    ] {
        assert_eq!(
            replica.run::<String>(&format!("GET {key}")).unwrap(),
            value,
            "{key}"
        );
    }
    assert_eq!(replica.run::<i64>("EXISTS here").unwrap(), 0);
    server.run::<()>("DEL here").unwrap();
    replica.wait_synced();
    let digest = |server: &Server| server.run::<String>("DEBUG DIGEST").unwrap();
    assert_eq!(digest(&server), digest(&replica));
}

#[test]
fn what_is_replicated_explicitly_takes_the_place_of_the_call() {
    let server = start();
    let replica = server.replica();
    server
        .run::<()>("TYPES.WRITES_OTHERWISE_THERE key here")
        .unwrap();
    replica.wait_synced();
    assert_eq!(server.run::<String>("GET key").unwrap(), "here");
    assert_eq!(replica.run::<String>("GET key").unwrap(), "otherwise");
}

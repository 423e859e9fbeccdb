//! The commands, and what the server knows of their keys.

use redmod_test::Server;

#[test]
fn values_are_exchanged_and_absent_ones_too() {
    let server = Server::start();
    server.run::<()>("SET a 1").unwrap();
    server.run::<()>("KEYS.SWAP a b").unwrap();
    assert_eq!(server.run::<Option<String>>("GET a").unwrap(), None);
    assert_eq!(server.run::<String>("GET b").unwrap(), "1");
}

#[test]
fn one_key_is_not_open_twice() {
    let server = Server::start();
    let error = server.run::<()>("KEYS.SWAP a a").unwrap_err();
    assert_eq!(error.detail(), Some("the same key is given twice"));
}

#[test]
fn a_key_may_stand_behind_a_token() {
    let server = Server::start();
    server.run::<()>("MSET a x b y").unwrap();
    assert_eq!(server.run::<String>("KEYS.JOIN a b").unwrap(), "xy");
    let joined = server.run::<String>("KEYS.JOIN a b separator , store c");
    assert_eq!(joined.unwrap(), "x,y");
    assert_eq!(server.run::<String>("GET c").unwrap(), "x,y");
}

#[test]
fn names_are_taken_in_pairs_and_by_count() {
    let server = Server::start();
    let names = server.run::<Vec<String>>("KEYS.PAIRS a 1 b 2").unwrap();
    assert_eq!(names, ["a", "b"]);
    assert!(server.run::<Vec<String>>("KEYS.PAIRS a 1 b").is_err());
    server.run::<()>("SET a 1").unwrap();
    let values = server.run::<Vec<Option<i64>>>("KEYS.VALUES 2 a b");
    assert_eq!(values.unwrap(), [Some(1), None]);
    assert!(server.run::<Vec<Option<i64>>>("KEYS.VALUES 3 a b").is_err());
}

#[test]
fn the_server_finds_the_keys_of_every_call() {
    let server = Server::start();
    for (call, keys) in [
        ("KEYS.SWAP a b", &["a", "b"][..]),
        ("KEYS.JOIN a b", &["a", "b"]),
        ("KEYS.JOIN a b SEPARATOR , STORE c", &["a", "b", "c"]),
        ("KEYS.PAIRS a 1 b 2 c 3", &["a", "b", "c"]),
        ("KEYS.VALUES 2 a b", &["a", "b"]),
    ] {
        let found = server.run::<Vec<String>>(&format!("COMMAND GETKEYS {call}"));
        assert_eq!(found.unwrap(), keys, "{call}");
    }
}

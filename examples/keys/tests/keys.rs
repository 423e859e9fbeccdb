//! The commands, and what the server knows of their keys.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::command::Signature;

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
    for (count, why) in [
        ("3", "Number of keys can't be greater than number of args"),
        ("0", "numkeys should be greater than 0"),
    ] {
        let refused = server.run::<Vec<Option<i64>>>(&format!("KEYS.VALUES {count} a b"));
        assert_eq!(refused.unwrap_err().detail(), Some(why));
    }
}

#[test]
fn the_server_knows_what_the_signatures_say() {
    let signatures = [
        Signature {
            name: "keys.swap",
            arguments: "keys:key#0 keys:key#1",
            summary: "Exchanges the values of two keys.",
            arity: 3,
            flags: "denyoom write",
            key_specs: &[
                "RW access update: index 1, range 0 1 0",
                "RW access update: index 2, range 0 1 0",
            ],
            calls: &[("keys.swap a b", "a b")],
            ..Signature::default()
        },
        Signature {
            name: "keys.join",
            arguments: "parts:key#0 parts:key#1 [STORE store:key#2] [SEPARATOR separator:string]",
            summary: "Replies the values of two keys as one text, and stores it where that is said.",
            arity: -3,
            flags: "denyoom write",
            key_specs: &[
                "RO access: index 1, range 0 1 0",
                "RO access: index 2, range 0 1 0",
                "RW access update: keyword STORE 3, range 0 1 0",
            ],
            calls: &[
                ("keys.join a b", "a b"),
                ("keys.join a b SEPARATOR , STORE c", "a b c"),
            ],
            ..Signature::default()
        },
        Signature {
            name: "keys.pairs",
            arguments: "(pairs-1:key#0 pairs-2:string)...",
            summary: "Replies the keys of some pairs.",
            arity: -3,
            flags: "readonly",
            key_specs: &["RO access: index 1, range -1 2 0"],
            calls: &[("keys.pairs a 1 b 2 c 3", "a b c")],
            ..Signature::default()
        },
        Signature {
            name: "keys.values",
            arguments: "numkeys:integer keys:key#0...",
            summary: "Replies the values of any number of keys.",
            arity: -3,
            flags: "readonly",
            key_specs: &["RO access: index 1, keynum 0 1 1"],
            calls: &[("keys.values 2 a b", "a b")],
            ..Signature::default()
        },
    ];
    Server::start().assert_signatures("keys", &signatures);
}

//! The commands, asked on a real server.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::command::Signature;

#[test]
fn greets_the_world_or_somebody() {
    let server = Server::start();
    assert_eq!(
        server.run::<String>("HELLO.WORLD").unwrap(),
        "Hello, world!"
    );
    assert_eq!(
        server.run::<String>("HELLO.WORLD Ada").unwrap(),
        "Hello, Ada!"
    );
    assert!(server.run::<String>("HELLO.WORLD Ada Grace").is_err());
}

#[test]
fn adds_and_refuses_what_does_not_fit() {
    let server = Server::start();
    assert_eq!(server.run::<i64>("HELLO.ADD 2 3").unwrap(), 5);
    assert_eq!(
        server.error("HELLO.ADD 9223372036854775807 1"),
        "ERR the sum does not fit into 64 bits"
    );
}

#[test]
fn counts_in_a_key_and_refuses_other_types() {
    let server = Server::start();
    assert_eq!(server.run::<u64>("HELLO.SEEN ada").unwrap(), 1);
    assert_eq!(server.run::<u64>("HELLO.SEEN ada").unwrap(), 2);
    assert_eq!(server.run::<u64>("GET ada").unwrap(), 2);
    server.run::<()>("RPUSH list x").unwrap();
    assert!(server.error("HELLO.SEEN list").starts_with("WRONGTYPE "));
}

#[test]
fn the_server_knows_what_the_signatures_say() {
    let signatures = [
        Signature {
            name: "hello.world",
            arguments: "[name:string]",
            summary: "Greets somebody, or the world.",
            since: "1.0.0",
            arity: -1,
            flags: "fast",
            calls: &[("hello.world ada", "")],
            ..Signature::default()
        },
        Signature {
            name: "hello.add",
            arguments: "a:integer b:integer",
            summary: "Adds two integers.",
            since: "1.0.0",
            arity: 3,
            flags: "fast",
            calls: &[("hello.add 1 2", "")],
            ..Signature::default()
        },
        Signature {
            name: "hello.seen",
            arguments: "counter:key#0",
            summary: "Counts how often a name was seen.",
            since: "1.0.0",
            arity: 2,
            flags: "denyoom fast write",
            key_specs: &["RW access update: index 1, range 0 1 0"],
            calls: &[("hello.seen ada", "ada")],
        },
    ];
    Server::start().assert_signatures("hello", &signatures);
}

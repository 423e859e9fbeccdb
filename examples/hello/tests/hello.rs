//! The commands, asked on a real server.

use redmod_test::Server;

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
    let error = server
        .run::<i64>("HELLO.ADD 9223372036854775807 1")
        .unwrap_err();
    assert_eq!(error.detail(), Some("the sum does not fit into 64 bits"));
}

#[test]
fn counts_in_a_key_and_refuses_other_types() {
    let server = Server::start();
    assert_eq!(server.run::<u64>("HELLO.SEEN ada").unwrap(), 1);
    assert_eq!(server.run::<u64>("HELLO.SEEN ada").unwrap(), 2);
    assert_eq!(server.run::<u64>("GET ada").unwrap(), 2);
    server.run::<()>("RPUSH list x").unwrap();
    let error = server.run::<u64>("HELLO.SEEN list").unwrap_err();
    assert_eq!(error.code(), Some("WRONGTYPE"));
}

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

/// Before Redis 7.0 a server is told no arity and has no documentation of commands.
#[test]
fn the_server_knows_what_the_signatures_say() {
    use redmod_test::redis::{Value, from_redis_value};
    let server = Server::start();
    let has_info = server.version().redis_level() >= (7, 0, 0);
    for (command, arity, arguments, call, keys) in [
        ("hello.add", 3, &["a", "b"][..], "hello.add 1 2", &[][..]),
        ("hello.seen", 2, &["counter"], "hello.seen ada", &["ada"]),
    ] {
        let (arguments, keys): (&[&str], &[&str]) = (arguments, keys);
        let info = server.run::<Vec<Vec<Value>>>(&format!("COMMAND INFO {command}"));
        let seen: i64 = from_redis_value(info.unwrap()[0][1].clone()).unwrap();
        assert_eq!(seen, if has_info { arity } else { -1 }, "{command}");
        if has_info {
            let docs = server.raw().call(["COMMAND", "DOCS", command]);
            let docs = String::from_utf8(docs).unwrap();
            let mut names = docs.split("\r\nname\r\n").skip(1);
            for argument in arguments {
                let name = names.next().and_then(|rest| rest.split("\r\n").nth(1));
                assert_eq!(name, Some(*argument), "{command}: {docs}");
            }
            assert!(names.next().is_none(), "{command}: {docs}");
        }
        let found = server.run::<Vec<String>>(&format!("COMMAND GETKEYS {call}"));
        assert_eq!(found.unwrap_or_default(), keys, "{call}");
    }
}

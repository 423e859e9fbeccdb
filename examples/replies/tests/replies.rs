//! The exact bytes of the replies, over both protocols.

use redmod_test::Server;

/// What is said over RESP2 and over RESP3; a server before Redis 7.0 has not all of the latter.
fn check(call: &[&str], resp2: &str, resp3: &str) {
    let server = Server::start();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    assert_eq!(text(server.raw().call(call)), resp2, "{call:?} over RESP2");
    if server.version().redis_level() >= (7, 0, 0) {
        assert_eq!(
            text(server.raw_resp3().call(call)),
            resp3,
            "{call:?} over RESP3"
        );
    }
}

#[test]
fn single_values() {
    check(&["REPLIES.OK"], "+OK\r\n", "+OK\r\n");
    check(&["REPLIES.STATUS"], "+QUEUED\r\n", "+QUEUED\r\n");
    check(&["REPLIES.FIND", "hello", "l"], ":2\r\n", ":2\r\n");
    check(&["REPLIES.FIND", "hello", "x"], "$-1\r\n", "_\r\n");
    check(
        &["REPLIES.ECHO", "a\0b"],
        "$3\r\na\0b\r\n",
        "$3\r\na\0b\r\n",
    );
}

#[test]
fn structs_are_maps() {
    let entries = |name: &str, score: u64, rank: &str| {
        format!(
            "$4\r\nname\r\n${}\r\n{name}\r\n$10\r\nhigh-score\r\n:{score}\r\n$4\r\nrank\r\n${}\r\n{rank}\r\n",
            name.len(),
            rank.len()
        )
    };
    let (ada, bob) = (
        entries("Ada", 99, "grand master"),
        entries("Bob", 7, "beginner"),
    );
    check(
        &["REPLIES.BEST"],
        &format!("*2\r\n*6\r\n{ada}*6\r\n{bob}"),
        &format!("*2\r\n%3\r\n{ada}%3\r\n{bob}"),
    );
}

#[test]
fn collections_iterators_and_streams() {
    check(
        &["REPLIES.LETTERS", "aba"],
        "*4\r\n$1\r\na\r\n:2\r\n$1\r\nb\r\n:1\r\n",
        "%2\r\n$1\r\na\r\n:2\r\n$1\r\nb\r\n:1\r\n",
    );
    check(
        &["REPLIES.WORDS", "to be"],
        "*2\r\n$2\r\nto\r\n$2\r\nbe\r\n",
        "*2\r\n$2\r\nto\r\n$2\r\nbe\r\n",
    );
    check(
        &["REPLIES.SQUARES", "2"],
        "*4\r\n:1\r\n:1\r\n:2\r\n:4\r\n",
        "%2\r\n:1\r\n:1\r\n:2\r\n:4\r\n",
    );
}

#[test]
fn what_rust_has_no_type_for() {
    check(
        &["REPLIES.WRAPPERS"],
        "*3\r\n$4\r\n*hi*\r\n$23\r\n12345678901234567890123\r\n$2\r\nhi\r\n",
        "*3\r\n=8\r\nmkd:*hi*\r\n(12345678901234567890123\r\n$2\r\nhi\r\n",
    );
    check(
        &["REPLIES.POPULAR"],
        "$3\r\ntea\r\n",
        "|1\r\n$10\r\npopularity\r\n,0.5\r\n$3\r\ntea\r\n",
    );
}

/// Before Redis 7.0 a server is told no arity and has no documentation of commands.
#[test]
fn the_server_knows_what_the_signatures_say() {
    use redmod_test::redis::{Value, from_redis_value};
    let server = Server::start();
    let has_info = server.version().redis_level() >= (7, 0, 0);
    for (command, arity, arguments, call, keys) in [
        ("replies.ok", 1, &[][..], "replies.ok", &[][..]),
        (
            "replies.find",
            3,
            &["text", "what"],
            "replies.find a b",
            &[],
        ),
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

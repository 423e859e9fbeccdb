//! The exact bytes of the replies, over both protocols.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::command::Signature;

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

#[test]
fn the_server_knows_what_the_signatures_say() {
    let signatures = [
        Signature {
            name: "replies.ok",
            summary: "Replies `OK`.",
            arity: 1,
            ..Signature::default()
        },
        Signature {
            name: "replies.status",
            summary: "A simple string other than `OK`.",
            arity: 1,
            ..Signature::default()
        },
        Signature {
            name: "replies.find",
            arguments: "text:string what:string",
            summary: "Null where nothing is found.",
            arity: 3,
            calls: &[("replies.find text t", "")],
            ..Signature::default()
        },
        Signature {
            name: "replies.echo",
            arguments: "bytes:string",
            summary: "The bytes as they came: the server's own string, not copied.",
            arity: 2,
            calls: &[("replies.echo a", "")],
            ..Signature::default()
        },
        Signature {
            name: "replies.best",
            summary: "The best players.",
            arity: 1,
            ..Signature::default()
        },
        Signature {
            name: "replies.letters",
            arguments: "text:string",
            summary: "How often each letter is in a text.",
            arity: 2,
            calls: &[("replies.letters aba", "")],
            ..Signature::default()
        },
        Signature {
            name: "replies.words",
            arguments: "text:string",
            summary: "The words of a text, none of them collected.",
            arity: 2,
            calls: &[("replies.words a", "")],
            ..Signature::default()
        },
        Signature {
            name: "replies.squares",
            arguments: "n:integer",
            summary: "The numbers from 1 to `n`, each with its square.",
            arity: 2,
            calls: &[("replies.squares 2", "")],
            ..Signature::default()
        },
        Signature {
            name: "replies.wrappers",
            summary: "What Rust has no type for.",
            arity: 1,
            ..Signature::default()
        },
        Signature {
            name: "replies.popular",
            summary: "A value, and how popular it is for clients that ask over RESP3.",
            arity: 1,
            ..Signature::default()
        },
    ];
    Server::start().assert_signatures("replies", &signatures);
}

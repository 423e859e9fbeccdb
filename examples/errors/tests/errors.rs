//! The errors, as a client and the log see them.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::command::Signature;

#[test]
fn an_error_is_a_code_and_a_message() {
    let server = Server::start();
    assert_eq!(
        server.error("ERRORS.SCORE Bob"),
        "NOPLAYER there is no such player"
    );
    assert_eq!(
        server.error("ERRORS.LEVEL 10"),
        "NOLEVEL there is no level 10"
    );
    assert_eq!(
        server.error("ERRORS.HEX z"),
        "ERR invalid digit found in string"
    );
}

#[test]
fn a_panic_is_an_error_reply_and_the_server_lives() {
    let server = Server::start();
    assert_eq!(
        server.error("ERRORS.NTH 1 a"),
        "ERR internal error in errors.nth"
    );
    assert_eq!(server.run::<String>("ERRORS.NTH 1 a b").unwrap(), "b");
    server.wait_for_log("index out of bounds: the len is 1 but the index is 1");
    assert_eq!(server.info("errors_panics"), "1");
}

#[test]
fn the_server_knows_what_the_signatures_say() {
    let signatures = [
        Signature {
            name: "errors.score",
            arguments: "player:string",
            summary: "An error that is known in advance.",
            arity: 2,
            calls: &[("errors.score Ada", "")],
            ..Signature::default()
        },
        Signature {
            name: "errors.level",
            arguments: "level:integer",
            summary: "An error that is made of what has happened.",
            arity: 2,
            calls: &[("errors.level 1", "")],
            ..Signature::default()
        },
        Signature {
            name: "errors.hex",
            arguments: "text:string",
            summary: "Any error of Rust's, through `?`.",
            arity: 2,
            calls: &[("errors.hex ff", "")],
            ..Signature::default()
        },
        Signature {
            name: "errors.nth",
            arguments: "n:integer [words:string...]",
            summary: "A bug.",
            arity: -2,
            calls: &[("errors.nth 1 a b", "")],
            ..Signature::default()
        },
    ];
    Server::start().assert_signatures("errors", &signatures);
}

//! What a panic does: one error reply, a line in the log, a counter in `INFO`, and a server that
//! lives.

#![forbid(unsafe_code)]

use redmod_test::{Raw, Server};

fn start() -> Server {
    Server::builder().example("types").start()
}

fn text(raw: &mut Raw, words: &[&str]) -> String {
    String::from_utf8(raw.call(words)).expect("a reply in ASCII")
}

#[test]
fn a_panicking_command_answers_one_error_and_the_next_command_works() {
    let server = start();
    for mut raw in [server.raw(), server.raw_resp3()] {
        for _ in 0..3 {
            let seen = text(&mut raw, &["types.panics", "boom %s%n"]);
            assert_eq!(seen, "-ERR internal error in types.panics\r\n");
            assert_eq!(text(&mut raw, &["types.p_i64", "7"]), "$1\r\n7\r\n");
        }
    }
    server.wait_for_log("panic in types.panics");
    let log = server.log();
    assert!(
        log.contains("boom %s%n"),
        "the message is in the log:\n{log}"
    );
    assert!(
        log.contains("tests/modules/types.rs:"),
        "the place is in the log:\n{log}"
    );
    assert!(
        log.contains("types::panics"),
        "the backtrace is in the log:\n{log}"
    );
}

#[test]
fn panics_are_counted_in_info() {
    let server = start();
    assert_eq!(server.info("types_panics"), "0");
    let mut raw = server.raw();
    for _ in 0..3 {
        raw.call(["types.panics", "x"]);
    }
    assert_eq!(server.info("types_panics"), "3");
}

#[test]
fn a_panic_whose_payload_panics_again_is_contained() {
    let server = start();
    let mut raw = server.raw();
    let expected = "-ERR internal error in types.panics_twice\r\n";
    assert_eq!(text(&mut raw, &["types.panics_twice"]), expected);
    assert_eq!(text(&mut raw, &["PING"]), "+PONG\r\n");
}

#[test]
fn a_panic_in_a_transaction_or_a_script_stays_with_its_command() {
    let server = start();
    let mut raw = server.raw();
    raw.call(["MULTI"]);
    raw.call(["SET", "before", "1"]);
    raw.call(["types.panics", "x"]);
    raw.call(["SET", "after", "1"]);
    let seen = text(&mut raw, &["EXEC"]);
    assert_eq!(
        seen,
        "*3\r\n+OK\r\n-ERR internal error in types.panics\r\n+OK\r\n"
    );
    let script = "local r = redis.pcall('types.panics', 'x'); return r.err";
    let seen = text(&mut raw, &["EVAL", script, "0"]);
    assert!(
        seen.contains("ERR internal error in types.panics"),
        "{seen}"
    );
}

#[test]
fn a_panic_when_the_server_asks_for_keys_is_logged() {
    let server = start();
    let mut raw = server.raw();
    assert_eq!(
        text(&mut raw, &["COMMAND", "GETKEYS", "types.asked", "key"]),
        "*1\r\n$3\r\nkey\r\n"
    );
    raw.call(["COMMAND", "GETKEYS", "types.asked", "panic"]);
    server.wait_for_log("no positions");
    assert_eq!(server.info("types_panics"), "1");
    // Some servers ask before they call, too.
    assert_eq!(text(&mut raw, &["types.asked", "panic"]), "+OK\r\n");
}

//! String values on a real server, held against the server's own commands.

#![forbid(unsafe_code)]

mod random;

use random::{Random, Words, assert_same, words};
use redmod_test::{Raw, Server};

fn start() -> Server {
    Server::builder().example("texts").start()
}

/// The same words for our command on our key, and for the server's on its own.
fn pair(names: [&str; 2], args: &[Vec<u8>]) -> [Words; 2] {
    let call = |name: &str, key: &str| {
        let mut call: Words = name.split(' ').map(|word| word.into()).collect();
        call.push(key.into());
        call.extend_from_slice(args);
        call
    };
    [call(names[0], "ours"), call(names[1], "theirs")]
}

#[test]
fn random_changes_are_as_the_servers() {
    let server = start();
    let mut raw = server.raw();
    let mut random = Random::new();
    for step in 0..5000 {
        let value = random.value();
        let at = random.below(60).to_string().into_bytes();
        let [ours, theirs] = match random.below(8) {
            0 | 1 => pair(["TEXTS.SET", "SET"], &[value]),
            2 | 3 => pair(["TEXTS.APPEND", "APPEND"], &[value]),
            4 => pair(["TEXTS.SET_RANGE", "SETRANGE"], &[at, value]),
            // The server's own commands change what our handles open next.
            5 => pair(["SETRANGE", "SETRANGE"], &[at, value]),
            6 => pair(["APPEND", "APPEND"], &[b"7".to_vec()]),
            _ => pair(["INCR", "INCR"], &[]),
        };
        assert_same(&mut raw, ours, theirs);
        let [ours, theirs] = pair(["TEXTS.GET", "GET"], &[]);
        assert_same(&mut raw, ours, theirs);
        let [ours, theirs] = pair(["TEXTS.LEN", "STRLEN"], &[]);
        assert_same(&mut raw, ours, theirs);
        match step % 50 {
            20 => truncate(&mut raw, random.below(80) as usize),
            49 => _ = raw.call(["DEL", "ours", "theirs"]),
            _ => {}
        }
    }
}

/// The server has no command for that: its value is cut, or filled with zeros, here. An absent key
/// does not become an empty value.
fn truncate(raw: &mut Raw, len: usize) {
    let bulk = raw.call(["GET", "theirs"]);
    let value = match bulk.iter().position(|byte| *byte == b'\n') {
        Some(end) if !bulk.starts_with(b"$-") => Some(&bulk[end + 1..bulk.len() - 2]),
        _ => None,
    };
    if value.is_some() || len > 0 {
        let mut value = value.unwrap_or_default().to_vec();
        value.resize(len, 0);
        raw.call([&b"SET"[..], b"theirs", &value]);
    }
    let ours = words(&[b"TEXTS.TRUNCATE", b"ours", len.to_string().as_bytes()]);
    assert_same(raw, ours, words(&[b"GET", b"theirs"]));
}

#[test]
fn a_handle_may_be_changed_many_times() {
    let server = start();
    for first in ["some text", "12345", "x"] {
        let line = format!("TEXTS.REWRITE key '{first}' longer");
        let seen: Vec<String> = server.run(&line).unwrap();
        let reversed: String = first.chars().rev().collect();
        assert_eq!(seen, [first, &reversed, "none", "lon"]);
        assert_eq!(server.run::<String>("GET key").unwrap(), "lon");
    }
}

#[test]
fn a_value_beyond_the_servers_limit_is_refused() {
    let server = start();
    server.run::<()>("SET key value").unwrap();
    for len in [(512 << 20) + 1, usize::MAX] {
        let error = server.run::<String>(&format!("TEXTS.TRUNCATE key {len}"));
        let error = error.expect_err("it is too long");
        assert_eq!(
            error.detail(),
            Some("the server refuses to change the string")
        );
    }
    assert_eq!(server.run::<String>("GET key").unwrap(), "value");
}

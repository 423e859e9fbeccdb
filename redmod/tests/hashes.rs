//! Hashes: every function on a real server, and their contents against the server's own commands.

#![forbid(unsafe_code)]

mod random;

use std::collections::{BTreeMap, BTreeSet};

use random::{Random, assert_same, show, words};
use redmod_test::Server;

fn start() -> Server {
    Server::builder()
        .example("hashes")
        // Both encodings are seen, also by small hashes.
        .config("hash-max-ziplist-entries", "8")
        .start()
}

/// Runs on a small hash and on a large one, which the server keeps in another way.
fn on_both_encodings(server: &Server, f: impl Fn(&str)) {
    for (key, others) in [("small", 0), ("large", 20)] {
        server.run::<()>(&format!("HSET {key} other 0")).unwrap();
        for i in 0..others {
            server.run::<()>(&format!("HSET {key} o{i} {i}")).unwrap();
        }
        f(key);
    }
    let encoding = |key: &str| {
        server
            .run::<String>(&format!("OBJECT ENCODING {key}"))
            .unwrap()
    };
    assert_ne!(encoding("small"), "hashtable");
    assert_eq!(encoding("large"), "hashtable");
}

#[test]
fn fields_are_set_read_and_removed() {
    let server = start();
    on_both_encodings(&server, |key| {
        let run = |line: &str| server.run::<bool>(&line.replace(" k", &format!(" {key}")));
        let get = |field: &str| {
            server
                .run::<Option<String>>(&format!("HASHES.GET {key} {field}"))
                .unwrap()
        };
        assert!(run("HASHES.SET k a 1").unwrap());
        assert!(!run("HASHES.SET k a two").unwrap());
        assert_eq!(get("a").as_deref(), Some("two"));
        assert_eq!(get("b"), None);
        assert!(run("HASHES.CONTAINS k a").unwrap());
        assert!(!run("HASHES.CONTAINS k b").unwrap());
        assert!(run("HASHES.REMOVE k a").unwrap());
        assert!(!run("HASHES.REMOVE k a").unwrap());
        assert_eq!(get("a"), None);
    });
    for line in ["GET absent f", "REMOVE absent f", "CONTAINS absent f"] {
        assert!(
            !server
                .run::<Option<bool>>(&format!("HASHES.{line}"))
                .unwrap()
                .unwrap_or(false)
        );
    }
    assert_eq!(server.run::<i64>("HASHES.LEN absent").unwrap(), 0);
    assert_eq!(server.run::<i64>("EXISTS absent").unwrap(), 0);
}

#[test]
fn a_field_is_set_on_a_condition() {
    let server = start();
    on_both_encodings(&server, |key| {
        for (line, is_set, value) in [
            ("XX a 1", false, None),
            ("NX a 1", true, Some("1")),
            ("NX a 2", false, Some("1")),
            ("XX a 3", true, Some("3")),
            ("ALWAYS a 4", true, Some("4")),
        ] {
            let call = format!("HASHES.SET_IF {key} {line}");
            assert_eq!(server.run::<bool>(&call).unwrap(), is_set, "{line}");
            let seen = server.run::<Option<String>>(&format!("HGET {key} a"));
            assert_eq!(seen.unwrap().as_deref(), value, "{line}");
        }
        for (line, set) in [
            ("XX a 5 b 5 c 5", 1),
            ("NX a 6 b 6 c 6", 2),
            ("ALWAYS a 7 b 7", 2),
            ("XX", 0),
        ] {
            let call = format!("HASHES.SET_MANY_IF {key} {line}");
            assert_eq!(server.run::<i64>(&call).unwrap(), set, "{line}");
        }
    });
    // A condition that needs a field leaves no empty hash behind.
    assert!(!server.run::<bool>("HASHES.SET_IF absent XX a 1").unwrap());
    assert_eq!(server.run::<i64>("EXISTS absent").unwrap(), 0);
}

#[test]
fn many_fields_are_read_set_and_removed_at_once() {
    let server = start();
    let pairs: String = (0..21).map(|i| format!(" f{i} {i}")).collect();
    let fields: String = (0..25).map(|i| format!(" f{i}")).collect();
    let set = |key: &str, pairs: &str| server.run::<i64>(&format!("HASHES.SET_MANY {key}{pairs}"));
    assert_eq!(set("k", &pairs).unwrap(), 21);
    assert_eq!(set("k", &format!("{pairs} new 1")).unwrap(), 1);
    assert_eq!(set("k", "").unwrap(), 0);
    assert_eq!(set("absent", "").unwrap(), 0);
    let read = |call: &str| server.run::<Vec<Option<i64>>>(call).unwrap();
    let expected: Vec<_> = (0..25).map(|i| (i < 21).then_some(i)).collect();
    assert_eq!(read(&format!("HASHES.GET_EACH k{fields}")), expected);
    assert_eq!(read(&format!("HASHES.GET_EACH absent{fields}")), [None; 25]);
    assert_eq!(read("HASHES.GET_THREE k f1 x f3"), [Some(1), None, Some(3)]);
    assert_eq!(server.run::<i64>("HASHES.SET_PAIRS pairs").unwrap(), 2);
    assert_eq!(
        server.run::<String>("HGET pairs name").unwrap(),
        "Ada".to_owned()
    );
    for odd in ["HASHES.SET_MANY k a", "HASHES.SET_MANY_IF k NX a 1 b"] {
        let pairs = "ERR fields and values come in pairs";
        assert_eq!(server.error(odd), pairs);
    }
    let removed = server.run::<i64>(&format!("HASHES.REMOVE_MANY k{fields} new new"));
    assert_eq!(removed.unwrap(), 22);
    assert_eq!(server.run::<i64>("EXISTS k absent").unwrap(), 0);
}

#[test]
fn a_key_goes_with_its_last_field_and_the_handle_stays() {
    let server = start();
    let seen = server.run::<Vec<i64>>("HASHES.EMPTIES k").unwrap();
    assert_eq!(seen, [2, 2, 0, 0, 0, 0, 1, 1, 0, 1]);
    assert_eq!(server.run::<Vec<String>>("HGETALL k").unwrap(), ["d", "4"]);
}

#[test]
fn strings_that_were_read_are_nobody_elses() {
    let server = start();
    server.run::<()>("HSET k a 1 b 12345 c text").unwrap();
    for _ in 0..100 {
        let numbers = server.run::<Vec<i64>>("HASHES.TAKE_ALL k").unwrap();
        assert_eq!(numbers, [1, 12345, -7]);
        for i in 0..20 {
            server.run::<()>(&format!("HSET k f{i} {i}")).unwrap();
        }
    }
}

#[test]
fn another_type_of_value_is_refused() {
    let server = start();
    server.run::<()>("SET s 1").unwrap();
    let wrong = "WRONGTYPE Operation against a key holding the wrong kind of value";
    for line in [
        "GET s f",
        "SET s f 1",
        "ALL s",
        "REMOVE s f",
        "IN_PIECES s 1",
    ] {
        assert_eq!(server.error(&format!("HASHES.{line}")), wrong, "{line}");
    }
}

#[test]
fn a_scan_pauses_and_goes_on() {
    let server = start();
    for len in [0, 1, 5, 8, 9, 100, 2000] {
        for i in 0..len {
            server.run::<()>(&format!("HSET h{len} f{i} {i}")).unwrap();
        }
        let expected: BTreeSet<String> = (0..len).map(|i| format!("f{i}")).collect();
        for piece in [1, 3, 1000] {
            let line = format!("HASHES.IN_PIECES h{len} {piece}");
            let seen: Vec<String> = server.run(&line).unwrap();
            assert_eq!(seen.len(), len, "each once: {line}");
            assert_eq!(BTreeSet::from_iter(seen), expected, "{line}");
        }
    }
}

#[test]
fn a_panic_in_a_scan_does_not_pass_through_the_server() {
    let server = start();
    for (key, len) in [("small", 5), ("large", 100)] {
        for i in 0..len {
            server.run::<()>(&format!("HSET {key} {i} v")).unwrap();
        }
        for at in [1, len / 2, len] {
            let message = server.error(&format!("HASHES.VISIT {key} {at}"));
            assert!(message.contains("internal error"), "{message}");
        }
        let digits: usize = (0..len).map(|i| i.to_string().len()).sum();
        let seen = server.run::<Vec<usize>>(&format!("HASHES.VISIT {key} 0"));
        assert_eq!(seen.unwrap(), [len, digits + len]);
        // Nothing is left that would keep the hash from growing.
        for i in 0..1000 {
            server.run::<()>(&format!("HSET {key} x{i} v")).unwrap();
        }
    }
    let nothing = server.run::<Vec<usize>>("HASHES.VISIT absent 1").unwrap();
    assert_eq!(nothing, [0, 0]);
}

#[test]
fn fields_tell_when_they_expire() {
    let server = start();
    server.run::<()>("HSET k a 1 b 2 c 3").unwrap();
    if !server.version().is_redis_since(8, 0) {
        let lacks = "ERR this server's RM_HashGet tells no expiry, which Redis has since 8.0";
        assert_eq!(server.error("HASHES.EXPIRY k a"), lacks);
        assert_eq!(server.error("HASHES.EXPIRY absent a"), lacks);
        let lacks = "ERR this server has no RM_HashFieldMinExpire, which came with Redis 8.0";
        assert_eq!(server.error("HASHES.NEXT_EXPIRY k"), lacks);
        return;
    }
    let at = |line: &str| {
        server
            .run::<Option<u64>>(&format!("HASHES.{line}"))
            .unwrap()
    };
    assert_eq!(at("NEXT_EXPIRY k"), None);
    assert_eq!(at("NEXT_EXPIRY absent"), None);
    let far = 4_000_000_000_000_u64;
    server
        .run::<()>(&format!("HPEXPIREAT k {far} FIELDS 1 a"))
        .unwrap();
    server
        .run::<()>(&format!("HPEXPIREAT k {} FIELDS 1 b", far - 1))
        .unwrap();
    assert_eq!(at("EXPIRY k a"), Some(far));
    assert_eq!(at("EXPIRY k b"), Some(far - 1));
    for none in ["EXPIRY k c", "EXPIRY k x", "EXPIRY absent a"] {
        assert_eq!(at(none), None, "{none}");
    }
    assert_eq!(at("NEXT_EXPIRY k"), Some(far - 1));
    // A field whose time is over is not there, and can be set again.
    server.run::<()>("DEBUG SET-ACTIVE-EXPIRE 0").unwrap();
    for key in ["k", "single"] {
        server.run::<()>(&format!("HSET {key} a 1")).unwrap();
        server
            .run::<()>(&format!("HPEXPIRE {key} 1 FIELDS 1 a"))
            .unwrap();
    }
    std::thread::sleep(std::time::Duration::from_millis(20));
    for key in ["k", "single"] {
        let get = server.run::<Option<String>>(&format!("HASHES.GET {key} a"));
        assert_eq!(get.unwrap(), None);
        assert!(
            !server
                .run::<bool>(&format!("HASHES.CONTAINS {key} a"))
                .unwrap()
        );
        let all = server.run::<Vec<String>>(&format!("HASHES.ALL {key}"));
        assert!(!all.unwrap().contains(&"a".to_owned()));
        let set = server.run::<bool>(&format!("HASHES.SET_IF {key} NX a 2"));
        assert!(set.unwrap(), "{key}");
        assert_eq!(server.run::<i64>(&format!("HGET {key} a")).unwrap(), 2);
    }
}

#[test]
fn a_value_is_lent_to_the_server() {
    let server = start();
    if !server.version().is_valkey_since(9, 1) {
        for (line, function) in [("LEND k f", "Set"), ("IS_LENT k f", "Has")] {
            let lacks = format!(
                "ERR this server has no RM_Hash{function}StringRef, which came with Valkey 9.1"
            );
            assert_eq!(server.error(&format!("HASHES.{line}")), lacks);
        }
        assert_eq!(server.run::<i64>("EXISTS k").unwrap(), 0);
        server.run::<()>("MODULE UNLOAD hashes").unwrap();
        return;
    }
    let lent = "a value that the module has lent to the server";
    assert!(!server.run::<bool>("HASHES.IS_LENT k f").unwrap());
    server.run::<()>("HSET k other 1 f old").unwrap();
    assert!(!server.run::<bool>("HASHES.IS_LENT k f").unwrap());
    for key in ["k", "new"] {
        server.run::<()>(&format!("HASHES.LEND {key} f")).unwrap();
        assert!(
            server
                .run::<bool>(&format!("HASHES.IS_LENT {key} f"))
                .unwrap()
        );
        for get in ["HGET", "HASHES.GET"] {
            let value = server.run::<String>(&format!("{get} {key} f")).unwrap();
            assert_eq!(value, lent);
        }
    }
    assert_eq!(
        server.run::<Vec<String>>("HASHES.ALL new").unwrap(),
        ["f", lent]
    );
    // Its bytes are in the library.
    server.run::<()>("MODULE UNLOAD hashes").unwrap_err();
    assert!(
        server
            .log()
            .contains("not unloaded: it has lent values to fields of hashes")
    );
    server.run::<()>("DEBUG RELOAD").unwrap();
    assert_eq!(server.run::<String>("HGET k f").unwrap(), lent);
    assert!(server.run::<bool>("HASHES.SET k f own").is_ok());
    assert!(!server.run::<bool>("HASHES.IS_LENT k f").unwrap());
    assert!(server.run::<bool>("HASHES.REMOVE new f").unwrap());
}

#[test]
fn random_changes_are_as_the_servers() {
    let server = start();
    let mut raw = server.raw();
    let mut random = Random::new();
    for step in 0..5000 {
        let (field, value) = (random.value(), random.value());
        match random.below(10) {
            0 | 1 => assert_same(
                &mut raw,
                words(&[b"HASHES.SET", b"ours", &field, &value]),
                words(&[b"HSET", b"theirs", &field, &value]),
            ),
            2 => assert_same(
                &mut raw,
                words(&[b"HASHES.SET_IF", b"ours", b"NX", &field, &value]),
                words(&[b"HSETNX", b"theirs", &field, &value]),
            ),
            3 => {
                let set = raw.call([b"HASHES.SET_IF".as_slice(), b"ours", b"XX", &field, &value]);
                let there = raw.call([b"HEXISTS".as_slice(), b"theirs", &field]);
                assert_eq!(set, there, "step {step}");
                if there == b":1\r\n" {
                    raw.call([b"HSET".as_slice(), b"theirs", &field, &value]);
                }
            }
            4 | 5 => {
                let mut rest = Vec::new();
                for _ in 0..random.below(20) {
                    rest.extend([random.value(), random.value()]);
                }
                rest.extend([field, value]);
                let mut ours = words(&[b"HASHES.SET_MANY", b"ours"]);
                let mut theirs = words(&[b"HSET", b"theirs"]);
                ours.extend(rest.clone());
                theirs.extend(rest);
                assert_same(&mut raw, ours, theirs);
            }
            6 => assert_same(
                &mut raw,
                words(&[b"HASHES.REMOVE", b"ours", &field]),
                words(&[b"HDEL", b"theirs", &field]),
            ),
            7 => {
                let rest: Vec<_> = (0..=random.below(30)).map(|_| random.value()).collect();
                let mut ours = words(&[b"HASHES.REMOVE_MANY", b"ours"]);
                let mut theirs = words(&[b"HDEL", b"theirs"]);
                ours.extend(rest.clone());
                theirs.extend(rest);
                assert_same(&mut raw, ours, theirs);
            }
            8 => {
                let rest: Vec<_> = (0..=random.below(20)).map(|_| random.value()).collect();
                let mut ours = words(&[b"HASHES.GET_EACH", b"ours"]);
                let mut theirs = words(&[b"HMGET", b"theirs"]);
                ours.extend(rest.clone());
                theirs.extend(rest);
                assert_same(&mut raw, ours, theirs);
            }
            _ => assert_same(
                &mut raw,
                words(&[b"HASHES.CONTAINS", b"ours", &field]),
                words(&[b"HEXISTS", b"theirs", &field]),
            ),
        }
        if step % 400 == 0 {
            raw.call(["DEL", "ours", "theirs"]);
        }
        let len = |name: &str, key: &str| words(&[name.as_bytes(), key.as_bytes()]);
        assert_same(&mut raw, len("HASHES.LEN", "ours"), len("HLEN", "theirs"));
        if step % 10 == 0 {
            let all = |line: &str| {
                let flat: Vec<Vec<u8>> = server.run(line).unwrap();
                let pairs: BTreeMap<_, _> = flat
                    .chunks(2)
                    .map(|pair| (pair[0].clone(), pair[1].clone()))
                    .collect();
                assert_eq!(2 * pairs.len(), flat.len(), "each once: {}", show(&flat));
                pairs
            };
            let (ours, theirs) = (all("HASHES.ALL ours"), all("HGETALL theirs"));
            assert_eq!(ours, theirs, "step {step}");
        }
    }
}

//! Sets: every function on a real server, and their contents against the server's own commands.

#![forbid(unsafe_code)]

mod random;

use std::collections::BTreeSet;

use random::{Random, assert_same, words};
use redmod_test::Server;

fn start() -> Server {
    let server = Server::builder()
        .example("sets")
        // All encodings are seen, also by small sets.
        .config("set-max-intset-entries", "8")
        .start();
    // Since Redis 7.2 there is a third.
    let listpack = server.run::<()>("CONFIG SET set-max-listpack-entries 16");
    assert_eq!(
        listpack.is_ok(),
        server.version().redis_level() >= (7, 2, 0)
    );
    server
}

#[test]
fn members_are_added_found_and_removed() {
    let server = start();
    for member in ["7", "text"] {
        let run = |name: &str| {
            server
                .run::<bool>(&format!("SETS.{name} k {member}"))
                .unwrap()
        };
        assert!(!run("CONTAINS"));
        assert!(run("ADD"));
        assert!(!run("ADD"));
        assert!(run("CONTAINS"));
        assert_eq!(server.run::<String>("SETS.RANDOM k").unwrap(), member);
        assert_eq!(server.run::<i64>("SETS.LEN k").unwrap(), 1);
        assert!(run("REMOVE"));
        assert!(!run("REMOVE"));
        assert_eq!(server.run::<i64>("EXISTS k").unwrap(), 0);
    }
    let count = |line: &str| server.run::<i64>(&format!("SETS.{line}")).unwrap();
    assert_eq!(count("ADD_MANY k a b 1 a"), 3);
    assert_eq!(count("ADD_MANY k"), 0);
    assert_eq!(count("ADD_MANY absent"), 0);
    assert_eq!(count("REMOVE_MANY k a x"), 1);
    assert_eq!(count("REMOVE_MANY absent a x"), 0);
    assert_eq!(count("MOVES k to b"), 1);
    assert_eq!(count("MOVES k to b"), 0);
    assert_eq!(server.run::<Vec<String>>("SMEMBERS k").unwrap(), ["1"]);
    assert_eq!(server.run::<Vec<String>>("SMEMBERS to").unwrap(), ["b"]);
    assert_eq!(count("LEN absent"), 0);
    let random = server.run::<Option<String>>("SETS.RANDOM absent");
    assert_eq!(random.unwrap(), None);
    assert_eq!(server.run::<i64>("EXISTS absent").unwrap(), 0);
}

#[test]
fn a_key_goes_with_its_last_member_and_the_handle_stays() {
    let server = start();
    let seen = server.run::<Vec<i64>>("SETS.EMPTIES k").unwrap();
    assert_eq!(seen, [2, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1]);
    assert_eq!(server.run::<Vec<String>>("SMEMBERS k").unwrap(), ["3"]);
}

#[test]
fn a_key_that_is_closed_for_a_command_counts_as_open() {
    let server = start();
    for database in [0, 3] {
        let mut raw = server.raw();
        raw.call(["SELECT".to_owned(), database.to_string()]);
        let twice = "the same key is given twice";
        for round in 0..3 {
            let seen = raw.call(["SETS.BESIDE", "set", "list"]);
            let is_new = |member: bool| (member && round == 0).to_string();
            let mut expected = Vec::new();
            for member in [is_new(true), is_new(true), is_new(false)] {
                expected.extend([member, twice.into(), twice.into(), twice.into()]);
            }
            expected.push(format!("Some(\"a\") {} 2", 3 * (round + 1)));
            expected.push("true".into());
            let mut reply = format!("*{}\r\n", expected.len());
            for word in expected {
                reply += &format!("${}\r\n{word}\r\n", word.len());
            }
            assert_eq!(String::from_utf8(seen).unwrap(), reply);
        }
        assert_eq!(raw.call(["DBSIZE"]), b":2\r\n");
        assert_eq!(raw.call(["DEL", "set", "list", "forgotten"]), b":2\r\n");
    }
}

#[test]
fn what_the_server_refuses_is_an_error() {
    let server = start();
    server.run::<()>("SET s 1").unwrap();
    let wrong = "WRONGTYPE Operation against a key holding the wrong kind of value";
    for line in ["ADD s a", "CONTAINS s a", "ALL s", "POP s", "MOVES k s a"] {
        assert_eq!(server.error(&format!("SETS.{line}")), wrong, "{line}");
    }
    assert_eq!(
        server.error("SETS.MOVES k k a"),
        "ERR the same key is given twice"
    );
    // A server whose administrator has taken the command away.
    let server = Server::builder()
        .example("sets")
        .config("rename-command", "SADD \"\"")
        .start();
    for line in ["SETS.ADD k a", "SETS.ADD_MANY k a", "SETS.EMPTIES k"] {
        assert_eq!(server.error(line), "ERR unknown command called");
    }
    assert!(!server.run::<bool>("SETS.REMOVE k a").unwrap());
}

#[test]
fn a_key_that_becomes_a_list_under_the_handle_does_no_harm() {
    // What the module adds by is another command here.
    let server = Server::builder()
        .example("sets")
        .config("rename-command", "SADD \"\"")
        .config("rename-command", "LPUSH SADD")
        .start();
    let wrong = "WRONGTYPE Operation against a key holding the wrong kind of value";
    for _ in 0..20 {
        assert_eq!(server.error("SETS.EMPTIES k"), wrong);
        assert_eq!(server.run::<String>("TYPE k").unwrap(), "list");
        assert_eq!(server.run::<i64>("SETS.BECOMES_ANOTHER l").unwrap(), 1);
        assert_eq!(server.run::<i64>("DEL k l").unwrap(), 1);
    }
}

#[test]
fn a_key_that_has_expired_is_not_there() {
    let server = start();
    server.run::<()>("DEBUG SET-ACTIVE-EXPIRE 0").unwrap();
    for line in ["CONTAINS k a", "REMOVE k a", "ADD k a"] {
        server.run::<()>("SADD k a").unwrap();
        server.run::<()>("PEXPIRE k 1").unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
        let seen = server.run::<bool>(&format!("SETS.{line}")).unwrap();
        assert_eq!(seen, line.starts_with("ADD"), "{line}");
    }
    assert_eq!(server.run::<i64>("TTL k").unwrap(), -1);
}

#[test]
fn replicas_take_the_same_members() {
    let server = start();
    let replica = server.replica();
    for i in 0..100 {
        server.run::<()>(&format!("SETS.ADD k m{i}")).unwrap();
    }
    for _ in 0..60 {
        server.run::<String>("SETS.POP k").unwrap();
    }
    let none = server.run::<Option<String>>("SETS.POP absent").unwrap();
    assert_eq!(none, None);
    replica.wait_synced();
    let members = |server: &Server| server.run::<BTreeSet<String>>("SMEMBERS k").unwrap();
    assert_eq!(members(&server).len(), 40);
    assert_eq!(members(&server), members(&replica));
}

#[test]
fn elements_are_visited_and_scanned() {
    let server = start();
    for len in [0, 3, 8, 9, 40, 1000] {
        for i in 0..len {
            server.run::<()>(&format!("SADD s{len} m{i}")).unwrap();
            server.run::<()>(&format!("SADD i{len} {i}")).unwrap();
            let score = f64::from(i) / 8.0;
            server
                .run::<()>(&format!("ZADD z{len} {score} m{i}"))
                .unwrap();
        }
        let bytes: i64 = (0..len).map(|i| i.to_string().len() as i64).sum();
        let run = |line: &str| server.run::<i64>(&format!("SETS.{line}{len}")).unwrap();
        assert_eq!(run("BYTES s"), bytes + i64::from(len));
        assert_eq!(run("BYTES i"), bytes);
        let total: i64 = (0..len).map(|i| i64::from(i / 8)).sum();
        assert_eq!(run("TOTAL z"), total);
        for piece in [1, 7, 5000] {
            let line = format!("SETS.SCORES z{len} {piece}");
            let mut seen: Vec<(String, f64)> = server.run(&line).unwrap();
            seen.sort_by(|a, b| a.1.total_cmp(&b.1));
            let expected: Vec<_> = (0..len)
                .map(|i| (format!("m{i}"), f64::from(i) / 8.0))
                .collect();
            assert_eq!(seen, expected, "{line}");
        }
    }
    // What was delivered and not taken stays with the cursor.
    let (some, rest): (usize, usize) = server.run("SETS.ELSEWHERE i8 i8").unwrap();
    assert_eq!((some, rest), (3, 5));
    let (some, rest): (usize, usize) = server.run("SETS.ELSEWHERE absent i8").unwrap();
    assert_eq!((some, rest), (0, 0));
}

#[test]
fn scores_are_scanned_to_the_last_digit() {
    let server = start();
    let scores = [
        "0.1",
        "-0",
        "1e300",
        "-1e-300",
        "inf",
        "-inf",
        "3.0000000000000004",
        "12345678901234567",
    ];
    for others in [0, 500] {
        for i in 0..others {
            server.run::<()>(&format!("ZADD z 0 other{i}")).unwrap();
        }
        for (i, score) in scores.iter().enumerate() {
            server.run::<()>(&format!("ZADD z {score} {i}")).unwrap();
        }
        let seen: Vec<(String, f64)> = server.run("SETS.SCORES z 10000").unwrap();
        for (i, score) in scores.iter().enumerate() {
            let found = seen.iter().find(|(member, _)| *member == i.to_string());
            assert_eq!(found.unwrap().1, score.parse::<f64>().unwrap(), "{score}");
        }
    }
}

#[test]
fn random_changes_are_as_the_servers() {
    let server = start();
    let mut raw = server.raw();
    let mut random = Random::new();
    for step in 0..5000 {
        // Runs of numbers only stay an intset for some time.
        let numbers = step / 100 % 2 == 0;
        let member = |random: &mut Random| match numbers {
            true => random.number().into_bytes(),
            false => random.value(),
        };
        let mut ours: Vec<Vec<u8>> = words(&[b"", b"ours"]);
        let mut theirs: Vec<Vec<u8>> = words(&[b"", b"theirs"]);
        let (names, many) = match random.below(10) {
            0..=2 => (["ADD", "SADD"], false),
            3 | 4 => (["ADD_MANY", "SADD"], true),
            5 => (["REMOVE", "SREM"], false),
            6 => (["REMOVE_MANY", "SREM"], true),
            _ => (["CONTAINS", "SISMEMBER"], false),
        };
        ours[0] = format!("SETS.{}", names[0]).into_bytes();
        theirs[0] = names[1].into();
        for _ in 0..if many { 1 + random.below(12) } else { 1 } {
            let member = member(&mut random);
            ours.push(member.clone());
            theirs.push(member);
        }
        assert_same(&mut raw, ours, theirs);
        assert_same(
            &mut raw,
            words(&[b"SETS.LEN", b"ours"]),
            words(&[b"SCARD", b"theirs"]),
        );
        if step % 10 == 0 {
            let (ours, theirs) = [("SETS.ALL ours"), ("SMEMBERS theirs")]
                .map(|line| server.run::<Vec<Vec<u8>>>(line).unwrap())
                .into();
            let set = BTreeSet::from_iter(ours.clone());
            assert_eq!(set.len(), ours.len(), "each once, step {step}");
            assert_eq!(set, BTreeSet::from_iter(theirs), "step {step}");
        }
        if step % 200 == 199 {
            raw.call(["DEL", "ours", "theirs"]);
        }
    }
}

//! Sorted sets: every function on a real server, and ranges against the server's own.

#![forbid(unsafe_code)]

mod random;

use random::{Random, assert_same, words};
use redmod_test::Server;

fn start() -> Server {
    Server::builder()
        .example("zsets")
        // Both encodings are seen, also by small sets.
        .config("zset-max-ziplist-entries", "8")
        .start()
}

#[test]
fn a_member_is_added_or_changed_on_a_condition() {
    let server = start();
    let add = |line: &str| server.run::<String>(&format!("ZSETS.ADD {line}")).unwrap();
    for (line, expected) in [
        ("k NX a 1", "Added"),
        ("k NX a 2", "Unchanged"),
        ("k XX a 3", "Updated"),
        ("k XX b 3", "Unchanged"),
        ("k ALWAYS a 3", "Unchanged"),
        ("k ALWAYS a 5", "Updated"),
        ("k GT a 4", "Unchanged"),
        ("k GT a 6", "Updated"),
        ("k GT c 1", "Added"),
        ("k LT a 7", "Unchanged"),
        ("k LT a 2", "Updated"),
        ("k XXGT d 1", "Unchanged"),
        ("k XXGT a 3", "Updated"),
        ("k XXLT a 4", "Unchanged"),
        ("k XXLT a inf", "Unchanged"),
        ("k XXLT a -inf", "Updated"),
    ] {
        assert_eq!(add(line), expected, "{line}");
    }
    assert_eq!(server.run::<i64>("ZSETS.LEN k").unwrap(), 2);
    assert_eq!(
        server.run::<f64>("ZSETS.SCORE k a").unwrap(),
        f64::NEG_INFINITY
    );
    assert_eq!(server.run::<Option<f64>>("ZSETS.SCORE k x").unwrap(), None);
    // A condition that needs a member leaves no empty set behind.
    for condition in ["XX", "XXGT", "XXLT"] {
        assert_eq!(add(&format!("absent {condition} a 1")), "Unchanged");
        let none = server.run::<Option<f64>>(&format!("ZSETS.INCR absent {condition} a 1"));
        assert_eq!(none.unwrap(), None);
    }
    assert_eq!(server.run::<i64>("EXISTS absent").unwrap(), 0);
    assert_eq!(
        server.run::<Option<f64>>("ZSETS.SCORE absent a").unwrap(),
        None
    );
}

#[test]
fn a_score_is_added_to() {
    let server = start();
    let incr = |line: &str| {
        server
            .run::<Option<f64>>(&format!("ZSETS.INCR {line}"))
            .unwrap()
    };
    for (line, expected) in [
        ("k ALWAYS a 1.5", Some(1.5)),
        ("k ALWAYS a 0", Some(1.5)),
        ("k NX a 1", None),
        ("k NX b 2", Some(2.0)),
        ("k XX c 1", None),
        ("k XX a 1", Some(2.5)),
        ("k GT a -1", None),
        ("k GT a 1", Some(3.5)),
        ("k LT a 1", None),
        ("k LT a -1", Some(2.5)),
        ("k XXGT c 1", None),
        ("k XXLT a -1", Some(1.5)),
        ("k ALWAYS a inf", Some(f64::INFINITY)),
    ] {
        assert_eq!(incr(line), expected, "{line}");
    }
    let nan = "ERR resulting score is not a number (NaN)";
    assert_eq!(server.error("ZSETS.INCR k ALWAYS a -inf"), nan);
    assert_eq!(server.run::<f64>("ZSCORE k a").unwrap(), f64::INFINITY);
    let plain = |line: &str| {
        server
            .run::<(bool, f64)>(&format!("ZSETS.PLAIN {line}"))
            .unwrap()
    };
    assert_eq!(plain("p m 1 2"), (true, 3.0));
    assert_eq!(plain("p m 1 4"), (false, 5.0));
}

#[test]
fn nan_is_refused_before_the_server_is_asked() {
    let server = start();
    let float = Some("ERR value is not a valid float".to_owned());
    let bound = Some("ERR min or max is not a float".to_owned());
    let refused = server.run::<Vec<Option<String>>>("ZSETS.NAN k m").unwrap();
    assert_eq!(refused, [float.clone(), float, bound.clone(), bound]);
    assert_eq!(server.run::<i64>("EXISTS k").unwrap(), 0);
}

#[test]
fn a_key_goes_with_its_last_member() {
    let server = start();
    server.run::<()>("ZADD k 1 a 2 b").unwrap();
    let remove = |line: &str| server.run::<bool>(&format!("ZSETS.REMOVE {line}")).unwrap();
    assert!(remove("k a"));
    assert!(!remove("k a"));
    assert!(remove("k b"));
    assert!(!remove("k b"));
    assert_eq!(server.run::<i64>("EXISTS k").unwrap(), 0);
    assert_eq!(server.run::<i64>("ZSETS.LEN k").unwrap(), 0);
}

#[test]
fn another_type_of_value_is_refused() {
    let server = start();
    server.run::<()>("SET s 1").unwrap();
    let wrong = "WRONGTYPE Operation against a key holding the wrong kind of value";
    for line in ["ADD s NX a 1", "SCORE s a", "FORMS s", "REMOVE s a"] {
        assert_eq!(server.error(&format!("ZSETS.{line}")), wrong, "{line}");
    }
}

#[test]
fn ranges_have_the_forms_of_rust() {
    let server = start();
    let forms = || server.run::<Vec<usize>>("ZSETS.FORMS k").unwrap();
    assert_eq!(forms(), [0; 12]);
    server.run::<()>("ZADD k 1 a 2 b 3 c").unwrap();
    assert_eq!(forms(), [3, 1, 2, 2, 1, 3, 3, 1, 2, 2, 1, 2]);
    let nth = |n: usize| {
        server
            .run::<Option<String>>(&format!("ZSETS.NTH k {n}"))
            .unwrap()
    };
    assert_eq!(nth(0).as_deref(), Some("a"));
    assert_eq!(nth(2).as_deref(), Some("c"));
    assert_eq!(nth(3), None);
    assert_eq!(nth(usize::MAX), None);
}

#[test]
fn a_forgotten_range_leaves_the_handle_sound() {
    let server = start();
    for members in [
        "1 a 2 b 3 c 4 d",
        "1 a",
        "1 a 2 b 3 c 4 d 5 e 6 f 7 g 8 h 9 i 10 j",
    ] {
        for _ in 0..100 {
            server.run::<()>(&format!("ZADD k {members}")).unwrap();
            let count = members.split(' ').count() / 2;
            let left = server.run::<Vec<String>>("ZSETS.FORGETS k").unwrap();
            assert_eq!(left.len(), count.saturating_sub(2), "{members}");
            assert_eq!(server.run::<Vec<String>>("ZRANGE k 0 -1").unwrap(), ["new"]);
            server.run::<()>("DEL k").unwrap();
        }
    }
}

fn random_score(random: &mut Random) -> String {
    match random.below(20) {
        0 => "inf".into(),
        1 => "-inf".into(),
        _ => format!("{}", random.below(40) as f64 / 2.0 - 10.0),
    }
}

#[test]
fn random_changes_and_ranges_are_as_the_servers() {
    let server = start();
    let mut raw = server.raw();
    let mut random = Random::new();
    for step in 0..6000 {
        // `ours` is changed by the module and `theirs` by the server; `lex` has equal scores.
        let (member, score) = (random.member(), random_score(&mut random));
        let score = score.as_bytes();
        match random.below(10) {
            0..=2 => {
                let if_ = random.pick(&["ALWAYS", "NX", "XX", "GT", "LT", "XXGT", "XXLT"]);
                let seen = raw.call([
                    b"ZSETS.ADD".as_slice(),
                    b"ours",
                    if_.as_bytes(),
                    &member,
                    score,
                ]);
                let mut call = words(&[b"ZADD", b"theirs", b"CH"]);
                match if_ {
                    "ALWAYS" => {}
                    "XXGT" | "XXLT" => call.extend(words(&[b"XX", &if_.as_bytes()[2..]])),
                    _ => call.extend(words(&[if_.as_bytes()])),
                }
                call.extend(words(&[score, &member]));
                let changed = raw.call(call) == b":1\r\n";
                let unchanged = seen == b"$9\r\nUnchanged\r\n";
                assert_eq!(unchanged, !changed, "step {step}: {if_}");
            }
            3 => assert_same(
                &mut raw,
                words(&[b"ZSETS.INCR", b"ours", b"ALWAYS", &member, score]),
                words(&[b"ZINCRBY", b"theirs", score, &member]),
            ),
            4 => assert_same(
                &mut raw,
                words(&[b"ZSETS.REMOVE", b"ours", &member]),
                words(&[b"ZREM", b"theirs", &member]),
            ),
            5 => assert_same(
                &mut raw,
                words(&[b"ZSETS.SCORE", b"ours", &member]),
                words(&[b"ZSCORE", b"theirs", &member]),
            ),
            6 => {
                raw.call([b"ZADD".as_slice(), b"lex", b"0", &member]);
                if random.below(2) == 0 {
                    let member = random.member();
                    raw.call([b"ZSETS.REMOVE".as_slice(), b"lex", &member]);
                }
            }
            7 => {
                let mut bound = |unbounded: &[u8]| match random.below(4) {
                    0 => unbounded.to_vec(),
                    1 => [b"(", random.member().as_slice()].concat(),
                    _ => [b"[", random.member().as_slice()].concat(),
                };
                let (min, max) = (bound(b"-"), bound(b"+"));
                for (way, command) in [("UP", "ZRANGEBYLEX"), ("DOWN", "ZREVRANGEBYLEX")] {
                    let ours = words(&[b"ZSETS.BY_LEX", b"lex", way.as_bytes(), &min, &max]);
                    let (first, last) = if way == "UP" {
                        (&min, &max)
                    } else {
                        (&max, &min)
                    };
                    let theirs = words(&[command.as_bytes(), b"lex", first, last]);
                    let (seen, expected) = (raw.call(ours), raw.call(theirs));
                    // Ours has the scores too.
                    let seen = String::from_utf8(seen.escape_ascii().collect()).unwrap();
                    let seen = seen.replace("$1\\r\\n0\\r\\n", "");
                    let (_, seen) = seen.split_once("\\r\\n").unwrap();
                    let expected = String::from_utf8(expected.escape_ascii().collect()).unwrap();
                    let (_, expected) = expected.split_once("\\r\\n").unwrap();
                    assert_eq!(seen, expected, "step {step}: {way} {min:?} {max:?}");
                }
            }
            _ => {
                let mut bound = |infinite: &str| match random.below(5) {
                    0 => ("none".to_owned(), infinite.to_owned()),
                    1 | 2 => {
                        let score = format!("({}", random_score(&mut random));
                        (score.clone(), score)
                    }
                    _ => {
                        let score = random_score(&mut random);
                        (score.clone(), score)
                    }
                };
                let (min, max) = (bound("-inf"), bound("+inf"));
                let (up, down) = (b"ZRANGEBYSCORE".as_slice(), b"ZREVRANGEBYSCORE".as_slice());
                let [a, b] = [&min, &max].map(|bound| bound.0.as_bytes());
                let [c, d] = [&min, &max].map(|bound| bound.1.as_bytes());
                assert_same(
                    &mut raw,
                    words(&[b"ZSETS.BY_SCORE", b"ours", b"UP", a, b]),
                    words(&[up, b"theirs", c, d, b"WITHSCORES"]),
                );
                assert_same(
                    &mut raw,
                    words(&[b"ZSETS.BY_SCORE", b"ours", b"DOWN", a, b]),
                    words(&[down, b"theirs", d, c, b"WITHSCORES"]),
                );
            }
        }
        if step % 500 == 0 {
            raw.call(["DEL", "ours", "theirs", "lex"]);
        }
        assert_same(
            &mut raw,
            words(&[b"ZSETS.LEN", b"ours"]),
            words(&[b"ZCARD", b"theirs"]),
        );
    }
}

//! Streams: every function on a real server, and ranges against the server's own.

#![forbid(unsafe_code)]

mod random;

use random::Random;
use redmod_test::Server;

fn start() -> Server {
    Server::builder()
        .example("streams")
        // Streams of a few entries have several nodes.
        .config("stream-node-max-entries", "4")
        .start()
}

#[test]
fn entries_are_added_and_deleted() {
    let server = start();
    let id = server.run::<String>("STREAMS.ADD k f v").unwrap();
    assert_eq!(server.run::<i64>(&format!("XDEL k {id}")).unwrap(), 1);
    let max = u64::MAX;
    let larger = "ERR The ID specified in XADD is equal or smaller than the target stream top item";
    let fields = "ERR an entry of a stream needs fields in pairs";
    assert_eq!(server.error("STREAMS.ADD_AT s 0-0 f v"), larger);
    assert_eq!(server.error("STREAMS.ADD_AT s 1-1"), fields);
    assert_eq!(server.error("STREAMS.ADD_AT s 1-1 f"), fields);
    assert_eq!(server.run::<i64>("EXISTS s").unwrap(), 0);
    assert_eq!(
        server.run::<String>("STREAMS.ADD_AT s 1-1 f v").unwrap(),
        "1-1"
    );
    assert_eq!(server.error("STREAMS.ADD_AT s 1-1 f v"), larger);
    assert_eq!(
        server.run::<String>("STREAMS.ADD_PAIRS s 2").unwrap(),
        "2-0"
    );
    let last = format!("{max}-{max}");
    assert_eq!(
        server.run::<String>("STREAMS.ADD_AT s + f v").unwrap(),
        last
    );
    let exhausted = "ERR The stream has exhausted the last possible ID, unable to add more items";
    assert_eq!(server.error("STREAMS.ADD s f v"), exhausted);
    assert!(server.run::<bool>("STREAMS.DELETE s 1-1").unwrap());
    assert!(!server.run::<bool>("STREAMS.DELETE s 1-1").unwrap());
    assert!(!server.run::<bool>("STREAMS.DELETE absent 1-1").unwrap());
    assert_eq!(server.run::<i64>("XLEN s").unwrap(), 2);
    server.run::<()>("SET text 1").unwrap();
    let wrong = "WRONGTYPE Operation against a key holding the wrong kind of value";
    assert_eq!(server.error("STREAMS.ADD text f v"), wrong);
}

#[test]
fn ids_are_read_as_the_server_reads_them() {
    let server = start();
    let max = format!("{0}-{0}", u64::MAX);
    for (text, id) in [
        ("5", "5-0"),
        ("5-7", "5-7"),
        ("-", "0-0"),
        ("+", max.as_str()),
    ] {
        let seen = server
            .run::<(String, String)>(&format!("STREAMS.ID {text}"))
            .unwrap();
        assert_eq!(seen, (id.to_owned(), id.to_owned()));
    }
    let invalid = "ERR Invalid stream ID specified as stream command argument";
    for text in ["x", "1-x", "1-2-3", "\"\"", "18446744073709551616-0"] {
        assert_eq!(
            server.error(&format!("STREAMS.ID {text}")),
            invalid,
            "{text}"
        );
    }
}

#[test]
fn entries_are_trimmed() {
    let server = start();
    let fill = || {
        server.run::<()>("DEL k").unwrap();
        for i in 1..=20 {
            server.run::<()>(&format!("XADD k {i}-0 f v")).unwrap();
        }
    };
    let run = |line: &str| server.run::<i64>(line).unwrap();
    fill();
    assert_eq!(run("STREAMS.TRIM k 15 no"), 5);
    assert_eq!(run("STREAMS.TRIM k 10 yes"), 3);
    assert_eq!(run("STREAMS.TRIM_BEFORE k 12-0 no"), 3);
    assert_eq!(run("STREAMS.TRIM_BEFORE k 15-0 yes"), 1);
    assert_eq!(run("XLEN k"), 8);
    assert_eq!(run("STREAMS.TRIM absent 0 no"), 0);
    assert_eq!(run("STREAMS.TRIM_BEFORE absent 1 no"), 0);
}

#[test]
fn fields_may_be_left_unread_and_handles_forgotten() {
    let server = start();
    for i in 1..=20 {
        let fields = "a 1 b 2 c 3 ".repeat(1 + i % 3);
        server.run::<()>(&format!("XADD k {i}-0 {fields}")).unwrap();
    }
    for down in ["no", "yes"] {
        for fields in [0, 1, 2, 3, 100] {
            let line = format!("STREAMS.PARTLY k {down} {fields}");
            let mut ids = server.run::<Vec<String>>(&line).unwrap();
            if down == "yes" {
                ids.reverse();
            }
            let expected: Vec<String> = (1..=20).map(|i| format!("{i}-0")).collect();
            assert_eq!(ids, expected, "{line}");
        }
    }
    for _ in 0..50 {
        assert_eq!(server.run::<i64>("STREAMS.FORGETS k").unwrap(), 1);
    }
}

#[test]
fn random_changes_and_ranges_are_as_the_servers() {
    let server = start();
    let mut raw = server.raw();
    let mut random = Random::new();
    for step in 0..4000_u64 {
        let mut n = |n| random.below(n);
        let (ours, theirs) = match n(12) {
            0..=3 => {
                let id = format!("{}-{}", step / 2 + n(2), n(4));
                let fields: Vec<String> =
                    (0..=n(3)).map(|_| format!("f{} {}", n(3), n(9))).collect();
                let rest = format!("{id} {}", fields.join(" "));
                (
                    format!("STREAMS.ADD_AT ours {rest}"),
                    format!("XADD theirs {rest}"),
                )
            }
            4 => {
                let id = format!("{}-{}", step.saturating_sub(n(50)) / 2, n(4));
                (
                    format!("STREAMS.DELETE ours {id}"),
                    format!("XDEL theirs {id}"),
                )
            }
            5 if n(4) == 0 => {
                let len = n(30);
                (
                    format!("STREAMS.TRIM ours {len} no"),
                    format!("XTRIM theirs MAXLEN {len}"),
                )
            }
            6 if n(4) == 0 => {
                let id = step.saturating_sub(n(60)) / 2;
                let theirs = format!("XTRIM theirs MINID {id}");
                (format!("STREAMS.TRIM_BEFORE ours {id} no"), theirs)
            }
            7 if n(4) == 0 => {
                let (way, every) = (["no", "yes"][n(2) as usize], 1 + n(5));
                let (ours, range) = match way {
                    "no" => ("XRANGE ours - +", "STREAMS.THIN ours no"),
                    _ => ("XREVRANGE ours + -", "STREAMS.THIN ours yes"),
                };
                let before: Vec<(String, Vec<String>)> = server.run(ours).unwrap();
                let seen: Vec<String> = server.run(&format!("{range} {every}")).unwrap();
                let ids: Vec<String> = before.into_iter().map(|(id, _)| id).collect();
                assert_eq!(seen, ids, "step {step}");
                for id in ids.iter().skip(every as usize - 1).step_by(every as usize) {
                    server.run::<i64>(&format!("XDEL theirs {id}")).unwrap();
                }
                ("XLEN ours".into(), "XLEN theirs".into())
            }
            _ => {
                let mut bound = |open: &str| match n(4) {
                    0 => open.to_owned(),
                    kind => {
                        // Not below 0-0, which the server refuses.
                        let id = format!("{}-{}", 1 + step.saturating_sub(n(60)) / 2, n(5));
                        format!("{}{id}", if kind == 1 { "(" } else { "" })
                    }
                };
                let (min, max) = (bound("-"), bound("+"));
                if n(2) == 0 {
                    let theirs = format!("XRANGE theirs {min} {max}");
                    (format!("STREAMS.RANGE ours no {min} {max}"), theirs)
                } else {
                    let theirs = format!("XREVRANGE theirs {max} {min}");
                    (format!("STREAMS.RANGE ours yes {min} {max}"), theirs)
                }
            }
        };
        let [seen, expected] = [&ours, &theirs].map(|line| {
            let reply = raw.call(line.split_whitespace());
            reply.escape_ascii().to_string()
        });
        // The words of the one error that both may reply differ between servers.
        let same = seen == expected || seen.starts_with('-') && expected.starts_with('-');
        assert!(same, "step {step}: {ours}: {seen}, {theirs}: {expected}");
    }
}

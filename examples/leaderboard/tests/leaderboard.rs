//! The commands, on a real server.

use redmod_test::Server;

fn board() -> Server {
    let server = Server::start();
    for (player, points) in [("ann", "3"), ("bob", "5"), ("cleo", "3"), ("dan", "1.5")] {
        let line = format!("LB.ADD board {player} {points}");
        server.run::<f64>(&line).unwrap();
    }
    server
}

#[test]
fn points_are_added() {
    let server = board();
    assert_eq!(server.run::<f64>("LB.ADD board dan 2").unwrap(), 3.5);
    assert_eq!(server.run::<f64>("ZSCORE board dan").unwrap(), 3.5);
    let error = server.run::<f64>("LB.ADD board dan nan").unwrap_err();
    assert_eq!(error.detail(), Some("value is not a valid float"));
    server.run::<f64>("LB.ADD board dan inf").unwrap();
    let error = server.run::<f64>("LB.ADD board dan -inf").unwrap_err();
    let not_a_number = Some("resulting score is not a number (NaN)");
    assert_eq!(error.detail(), not_a_number);
    server.run::<()>("SET other text").unwrap();
    let error = server.run::<f64>("LB.ADD other dan 1").unwrap_err();
    assert_eq!(error.code(), Some("WRONGTYPE"));
}

#[test]
fn the_best_come_first_page_by_page() {
    let server = board();
    let top = |line: &str| server.run::<Vec<(String, f64)>>(line).unwrap();
    let player = |name: &str, score| (name.to_owned(), score);
    let best = [player("bob", 5.0), player("cleo", 3.0)];
    assert_eq!(top("LB.TOP board 2"), best);
    let next = [player("ann", 3.0), player("dan", 1.5)];
    assert_eq!(top("LB.TOP board 2 2"), next);
    assert_eq!(top("LB.TOP board 2 4"), []);
    assert_eq!(top("LB.TOP absent 2"), []);
}

#[test]
fn players_with_the_same_score_share_a_rank() {
    let server = board();
    let rank = |player: &str| {
        let line = format!("LB.RANK board {player}");
        server.run::<Option<usize>>(&line).unwrap()
    };
    assert_eq!(rank("bob"), Some(1));
    assert_eq!(rank("ann"), Some(2));
    assert_eq!(rank("cleo"), Some(2));
    assert_eq!(rank("dan"), Some(4));
    assert_eq!(rank("eve"), None);
}

/// Before Redis 7.0 a server is told no arity and has no documentation of commands.
#[test]
fn the_server_knows_what_the_signatures_say() {
    use redmod_test::redis::{Value, from_redis_value};
    let server = Server::start();
    let has_info = server.version().redis_level() >= (7, 0, 0);
    for (command, arity, arguments, call, keys) in [
        (
            "lb.add",
            4,
            &["board", "player", "points"][..],
            "lb.add b p 1",
            &["b"][..],
        ),
        ("lb.rank", 3, &["board", "player"], "lb.rank b p", &["b"]),
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

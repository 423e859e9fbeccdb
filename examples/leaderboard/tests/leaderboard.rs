//! The commands, on a real server.

use redmod_test::Server;
use redmod_test::command::Signature;

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

#[test]
fn the_server_knows_what_the_signatures_say() {
    let signatures = [
        Signature {
            name: "lb.add",
            arguments: "board:key#0 player:string points:double",
            summary: "Adds points to a player and returns the new score.",
            since: "1.0.0",
            arity: 4,
            flags: "denyoom fast write",
            key_specs: &["RW access update: index 1, range 0 1 0"],
            calls: &[("lb.add board ann 1", "board")],
        },
        Signature {
            name: "lb.top",
            arguments: "board:key#0 count:integer [offset:integer]",
            summary: "Replies the best players and their scores, after some that are passed over.",
            since: "1.0.0",
            arity: -3,
            flags: "readonly",
            key_specs: &["RO access: index 1, range 0 1 0"],
            calls: &[("lb.top board 3", "board"), ("lb.top board 3 6", "board")],
        },
        Signature {
            name: "lb.rank",
            arguments: "board:key#0 player:string",
            summary: "Replies a player's rank: 1 if nobody has more points.",
            since: "1.0.0",
            arity: 3,
            flags: "readonly",
            key_specs: &["RO access: index 1, range 0 1 0"],
            calls: &[("lb.rank board ann", "board")],
        },
    ];
    Server::start().assert_signatures("leaderboard", &signatures);
}

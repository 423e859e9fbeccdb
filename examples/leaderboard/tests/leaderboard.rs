//! The commands, on a real server.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::command::Signature;
use redmod_test::fastrand::Rng;

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
    let error = server.error("LB.ADD board dan nan");
    assert_eq!(error, "ERR value is not a valid float");
    server.run::<f64>("LB.ADD board dan inf").unwrap();
    let error = server.error("LB.ADD board dan -inf");
    assert_eq!(error, "ERR resulting score is not a number (NaN)");
    server.run::<()>("SET other text").unwrap();
    let error = server.error("LB.ADD other dan 1");
    assert!(error.starts_with("WRONGTYPE "), "{error}");
}

type Row = (u64, String, f64);

fn rows(server: &Server, line: &str) -> Vec<Row> {
    server.run(line).unwrap_or_else(|e| panic!("{line}: {e}"))
}

fn row(rank: u64, player: &str, points: f64) -> Row {
    (rank, player.to_owned(), points)
}

#[test]
fn the_best_come_first_page_by_page() {
    let server = board();
    let best = [row(1, "bob", 5.0), row(2, "cleo", 3.0)];
    assert_eq!(rows(&server, "LB.PAGE board 0 2"), best);
    // The rank is shared across the end of a page.
    let next = [row(2, "ann", 3.0), row(4, "dan", 1.5)];
    assert_eq!(rows(&server, "LB.PAGE board 2 2"), next);
    assert_eq!(
        rows(&server, "LB.PAGE board 3 4294967295"),
        [row(4, "dan", 1.5)]
    );
    for nothing in [
        "board 4 2",
        "board 0 0",
        "board 4294967295 4294967295",
        "absent 0 2",
    ] {
        assert_eq!(rows(&server, &format!("LB.PAGE {nothing}")), []);
    }
}

#[test]
fn neighbours_are_those_above_and_below() {
    let server = board();
    let cleo = [row(1, "bob", 5.0), row(2, "cleo", 3.0), row(2, "ann", 3.0)];
    assert_eq!(rows(&server, "LB.AROUND board cleo 1"), cleo);
    assert_eq!(rows(&server, "LB.AROUND board bob 0"), [row(1, "bob", 5.0)]);
    assert_eq!(rows(&server, "LB.AROUND board bob 1"), cleo[..2]);
    assert_eq!(
        rows(&server, "LB.AROUND board ann 4294967295"),
        rows(&server, "LB.PAGE board 0 4")
    );
    assert_eq!(rows(&server, "LB.AROUND board eve 1"), []);
    assert_eq!(rows(&server, "LB.AROUND absent ann 1"), []);
}

#[test]
fn what_is_no_board_or_no_number_is_refused() {
    let server = board();
    server.run::<()>("SET text 1").unwrap();
    for line in [
        "LB.RANK text ann",
        "LB.PAGE text 0 1",
        "LB.AROUND text ann 1",
    ] {
        let error = server.error(line);
        assert!(error.starts_with("WRONGTYPE "), "{line}: {error}");
    }
    for line in [
        "LB.PAGE board -1 1",
        "LB.PAGE board 0 -1",
        "LB.AROUND board ann -1",
    ] {
        let not_an_integer = "ERR value is not an integer or out of range";
        assert_eq!(server.error(line), not_an_integer, "{line}");
    }
}

#[test]
fn infinite_points_have_ranks() {
    let server = Server::start();
    for (player, points) in [("god", "inf"), ("ann", "1"), ("mole", "-inf")] {
        server
            .run::<()>(&format!("ZADD board {points} {player}"))
            .unwrap();
    }
    let all = [
        row(1, "god", f64::INFINITY),
        row(2, "ann", 1.0),
        row(3, "mole", f64::NEG_INFINITY),
    ];
    assert_eq!(rows(&server, "LB.PAGE board 0 3"), all);
    assert_eq!(rows(&server, "LB.AROUND board mole 1"), all[1..]);
    assert_eq!(server.run::<u64>("LB.RANK board god").unwrap(), 1);
}

/// The board as a sorted vector.
#[derive(Default)]
struct Model(Vec<(String, f64)>);

impl Model {
    fn add(&mut self, player: &str, points: f64) -> f64 {
        let old = self.0.iter().position(|it| it.0 == player);
        let score = points + old.map_or(0.0, |place| self.0.remove(place).1);
        self.0.push((player.to_owned(), score));
        self.0
            .sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| b.0.cmp(&a.0)));
        score
    }

    fn rows(&self) -> Vec<Row> {
        let rank = |score| 1 + self.0.iter().filter(|it| it.1 > score).count() as u64;
        let rows = self
            .0
            .iter()
            .map(|(player, score)| row(rank(*score), player, *score));
        rows.collect()
    }
}

/// Some players, and points of which many are the same.
fn random_run(server: &Server, random: &mut Rng, steps: usize) {
    let mut client = server.client();
    let mut model = Model::default();
    for step in 0..steps {
        let player = format!("p{}", random.u64(..40));
        let (a, b) = (random.u64(..45), random.u64(..12));
        let all = model.rows();
        let place = all.iter().position(|it| it.1 == player);
        let page = |start: usize, end: usize| {
            let end = end.min(all.len());
            all[start.min(end)..end].to_vec()
        };
        let mut ask = |line: &str| {
            let mut cmd = redmod_test::redis::Cmd::new();
            cmd.arg(line.split(' ').collect::<Vec<_>>());
            cmd.query::<redmod_test::redis::Value>(&mut client).unwrap()
        };
        use redmod_test::redis::from_redis_value;
        let (start, n) = (a as usize, b as usize);
        match random.u64(..5) {
            0 | 1 => {
                let points = (random.u64(..9) as f64 - 4.0) / 2.0;
                let seen = ask(&format!("LB.ADD board {player} {points}"));
                let seen: f64 = from_redis_value(seen).unwrap();
                assert_eq!(seen, model.add(&player, points), "step {step}");
            }
            2 => {
                let seen = ask(&format!("LB.RANK board {player}"));
                let seen: Option<u64> = from_redis_value(seen).unwrap();
                assert_eq!(seen, place.map(|place| all[place].0), "step {step}");
            }
            3 => {
                let seen: Vec<Row> =
                    from_redis_value(ask(&format!("LB.PAGE board {a} {b}"))).unwrap();
                assert_eq!(seen, page(start, start + n), "step {step}");
            }
            _ => {
                let seen = ask(&format!("LB.AROUND board {player} {b}"));
                let seen: Vec<Row> = from_redis_value(seen).unwrap();
                let around = place.map(|it| page(it.saturating_sub(n), it + n + 1));
                assert_eq!(seen, around.unwrap_or_default(), "step {step}");
            }
        }
    }
}

#[test]
fn ranks_pages_and_neighbours_are_those_of_a_sorted_vector() {
    random_run(&Server::start(), &mut redmod_test::random(), 3_000);
}

fn digest(server: &Server) -> String {
    server.run("DEBUG DIGEST").unwrap()
}

#[test]
fn replicas_and_the_append_only_file_have_the_same_board() {
    let mut server = Server::builder().config("appendonly", "yes").start();
    let replica = server.replica();
    random_run(&server, &mut redmod_test::random(), 500);
    replica.wait_synced();
    let before = digest(&server);
    assert_eq!(digest(&replica), before);
    drop(replica);
    server.restart();
    assert!(server.log().contains("DB loaded from append only file"));
    assert_eq!(digest(&server), before);
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
            name: "lb.rank",
            arguments: "board:key#0 player:string",
            summary: "Replies a player's rank: 1 if nobody has more points.",
            since: "1.0.0",
            arity: 3,
            flags: "fast readonly",
            key_specs: &["RO access: index 1, range 0 1 0"],
            calls: &[("lb.rank board ann", "board")],
        },
        Signature {
            name: "lb.page",
            arguments: "board:key#0 start:integer count:integer",
            summary: "Replies a page of the board, the best first, after some players that are passed over.",
            since: "1.0.0",
            arity: 4,
            flags: "readonly",
            key_specs: &["RO access: index 1, range 0 1 0"],
            calls: &[("lb.page board 0 10", "board")],
        },
        Signature {
            name: "lb.around",
            arguments: "board:key#0 player:string n:integer",
            summary: "Replies a player with so many neighbours above and below, the best first.",
            since: "1.0.0",
            arity: 4,
            flags: "readonly",
            key_specs: &["RO access: index 1, range 0 1 0"],
            calls: &[("lb.around board ann 2", "board")],
        },
    ];
    Server::start().assert_signatures("leaderboard", &signatures);
}

//! The window, on a real server. Time passes by what the tests do with the log, where they need not wait.

#![forbid(unsafe_code)]

use std::time::{Duration, Instant};

use redmod_test::Server;
use redmod_test::command::Signature;
use redmod_test::fastrand::Rng;
use redmod_test::redis::{Connection, Script};

type Answer = [i64; 5];

fn take(server: &Server, args: &str) -> Answer {
    let line = format!("THROTTLE.TAKE {args}");
    let answer = server
        .run::<Vec<i64>>(&line)
        .unwrap_or_else(|e| panic!("{line}: {e}"));
    answer.try_into().unwrap()
}

#[track_caller]
fn assert_refused(server: &Server, args: &str, error: &str) {
    let refused = server.run::<Vec<i64>>(&format!("THROTTLE.TAKE {args}"));
    assert_eq!(refused.unwrap_err().detail(), Some(error), "{args}");
}

/// At most `limit` in any `half_seconds`.
#[derive(Clone, Copy)]
struct Policy {
    limit: i64,
    half_seconds: i64,
}

/// Everything that was ever taken, and a time in whole seconds.
struct Model {
    policy: Policy,
    now: i64,
    taken: Vec<(i64, i64)>,
}

impl Model {
    fn used(&self, now: i64) -> i64 {
        let inside = |(time, _): &&(i64, i64)| 2 * (now - time) < self.policy.half_seconds;
        let taken = self.taken.iter().rev().take_while(inside);
        taken.map(|(_, quantity)| quantity).sum()
    }

    /// How long it is until something holds, at most a window.
    fn until(&self, holds: impl Fn(i64) -> bool) -> Option<i64> {
        (0..=self.policy.half_seconds).find(|seconds| holds(self.now + seconds))
    }

    fn take(&mut self, quantity: i64) -> Answer {
        let limit = self.policy.limit;
        let fits = |now| self.used(now) + quantity <= limit;
        let (limited, retry) = match self.until(fits) {
            Some(0) => (0, -1),
            Some(seconds) => (1, seconds),
            None => (1, -1),
        };
        if limited == 0 && quantity > 0 {
            self.taken.push((self.now, quantity));
        }
        let reset = self.until(|now| self.used(now) == 0).unwrap();
        [limited, limit, limit - self.used(self.now), retry, reset]
    }
}

/// Gives the calls in the log the ages that they have in the model, then takes.
const TAKE_LATER: &str = "
    if redis.replicate_commands then redis.replicate_commands() end
    local time = redis.call('TIME')
    for i = 5, #ARGV, 2 do
        local at = string.format('%.0f', time[1] * 1e6 + time[2] - ARGV[i + 1] * 1e6)
        redis.call('ZADD', KEYS[1], 'XX', at, ARGV[i])
    end
    return redis.call('THROTTLE.TAKE', KEYS[1], unpack(ARGV, 1, 4))
";

fn take_later(client: &mut Connection, key: &str, model: &Model, quantity: i64) -> Answer {
    let Policy {
        limit,
        half_seconds,
    } = model.policy;
    let script = Script::new(TAKE_LATER);
    let mut call = script.key(key);
    // The rate is such that the limit takes the window.
    call.arg(limit - 1)
        .arg(2 * limit)
        .arg(half_seconds)
        .arg(quantity);
    let mut total = 0;
    for (time, quantity) in &model.taken {
        total += quantity;
        call.arg(format!("{total:020}")).arg(model.now - time);
    }
    call.invoke::<Vec<i64>>(client).unwrap().try_into().unwrap()
}

fn random_run(server: &Server, random: &mut Rng, key: &str, steps: usize) {
    let policy = Policy {
        limit: 1 + random.u64(..12) as i64,
        // Odd, so that no call is as old as the window; long, so that the key does not expire here.
        half_seconds: 61 + 2 * random.u64(..20) as i64,
    };
    let mut client = server.client();
    let mut model = Model {
        policy,
        now: 0,
        taken: Vec::new(),
    };
    for step in 0..steps {
        model.now += [0, 0, 1, 3, 8][random.u64(..5) as usize];
        let quantity = random.u64(..policy.limit as u64 + 2) as i64 / (1 + random.u64(..3) as i64);
        let seen = take_later(&mut client, key, &model, quantity);
        let place = format!("{key}, step {step}: {quantity} of {}", policy.limit);
        assert_eq!(seen, model.take(quantity), "{place}");
    }
}

#[test]
fn the_reply_is_that_of_cl_throttle() {
    let server = Server::start();
    // The window: 5 at a rate of 10 in 60 seconds.
    assert_eq!(take(&server, "ann 4 10 60"), [0, 5, 4, -1, 30]);
    assert_eq!(take(&server, "ann 4 10 60 3"), [0, 5, 1, -1, 30]);
    assert_eq!(take(&server, "ann 4 10 60 2"), [1, 5, 1, 30, 30]);
    assert_eq!(take(&server, "ann 4 10 60 1"), [0, 5, 0, -1, 30]);
    assert_eq!(take(&server, "ann 4 10 60 1"), [1, 5, 0, 30, 30]);
    assert_eq!(take(&server, "bob 4 10 60 5"), [0, 5, 0, -1, 30]);
    // The limit may change while the key lives.
    assert_eq!(take(&server, "ann 5 12 60 1"), [0, 6, 0, -1, 30]);
    assert_eq!(take(&server, "ann 2 6 60 1"), [1, 3, 0, 30, 30]);
}

#[test]
fn what_is_refused_or_only_asked_writes_nothing() {
    let server = Server::start();
    let changes = || server.info("rdb_changes_since_last_save");
    assert_eq!(take(&server, "ann 4 10 60 0"), [0, 5, 5, -1, 0]);
    assert_eq!(take(&server, "ann 4 10 60 6"), [1, 5, 5, -1, 0]);
    assert_eq!(server.run::<i64>("EXISTS ann").unwrap(), 0);
    take(&server, "ann 4 10 60 5");
    let before = changes();
    assert_eq!(take(&server, "ann 4 10 60"), [1, 5, 0, 30, 30]);
    assert_eq!(take(&server, "ann 4 10 60 0"), [0, 5, 0, -1, 30]);
    assert_eq!(take(&server, "ann 4 10 60 6"), [1, 5, 0, -1, 30]);
    assert_eq!(changes(), before);
}

#[test]
fn any_run_of_calls_is_answered_as_by_the_model() {
    let (server, mut random) = (Server::start(), redmod_test::random());
    for run in 0..8 {
        let key = format!("run:{run}");
        random_run(&server, &mut random, &key, 250);
        // Besides what is in the window the log has but what has left since the last call.
        let len = server.run::<u64>(&format!("ZCARD {key}")).unwrap();
        assert!(len <= 30, "{key} has {len} calls");
    }
}

/// By the clock of the test: a call was between the moments before and after it.
#[test]
fn no_window_has_more_than_the_limit() {
    let (server, mut random) = (Server::start(), redmod_test::random());
    let (limit, window) = (5, Duration::from_millis(200));
    let (start, mut client) = (Instant::now(), server.client());
    let mut taken = Vec::new();
    while start.elapsed() < 6 * window {
        let quantity = 1 + random.u64(..3) as i64;
        let mut call = redmod_test::redis::cmd("THROTTLE.TAKE");
        call.arg(&["ann", "4", "25", "1"]).arg(quantity);
        let before = start.elapsed();
        let answer: Vec<i64> = call.query(&mut client).unwrap();
        if answer[0] == 0 {
            taken.push((before, start.elapsed(), quantity));
        }
    }
    for (i, (_, after, _)) in taken.iter().enumerate() {
        // Servers before Redis 7.2 have a clock of milliseconds.
        let close = |before| *after + Duration::from_millis(1) < before + window;
        let earlier = taken[..=i].iter().filter(|it| close(it.0));
        let sum: i64 = earlier.map(|(_, _, quantity)| quantity).sum();
        assert!(
            sum <= limit,
            "{sum} within {window:?} before {after:?}: {taken:?}"
        );
    }
    let sum: i64 = taken.iter().map(|(_, _, quantity)| quantity).sum();
    assert!(sum > 2 * limit, "the window does not slide: {taken:?}");
}

#[test]
fn the_key_expires_with_its_last_call() {
    let server = Server::start();
    take(&server, "ann 0 10 1");
    let ttl = server.run::<i64>("PTTL ann").unwrap();
    assert!(ttl <= 101, "{ttl}");
    server.wait_until("the key to expire", || {
        server.run::<i64>("EXISTS ann").unwrap() == 0
    });
    assert_eq!(take(&server, "ann 0 10 1"), [0, 1, 0, -1, 1]);
    take(&server, "bob 2 1 1000000000");
    let ttl = server.run::<i64>("TTL bob").unwrap();
    assert!((2_999_999_990..=3_000_000_000).contains(&ttl), "{ttl}");
}

#[test]
fn a_clock_that_is_set_back_stops_nobody_for_longer_than_a_window() {
    let server = Server::start();
    let replica = server.replica();
    take(&server, "ann 1 2 10");
    take(&server, "ann 1 2 10");
    // As if both calls had been before the clock was set back by an hour.
    for call in server.run::<Vec<String>>("ZRANGE ann 0 -1").unwrap() {
        server
            .run::<f64>(&format!("ZINCRBY ann 3600000000 {call}"))
            .unwrap();
    }
    server.run::<()>("EXPIRE ann 3610").unwrap();
    assert_eq!(take(&server, "ann 1 2 10"), [1, 2, 0, 10, 10]);
    assert!(server.run::<i64>("PTTL ann").unwrap() <= 10_001);
    replica.wait_synced();
    assert_eq!(digest(&server), digest(&replica));
}

#[test]
fn bad_arguments_are_refused_in_clear_words() {
    let server = Server::start();
    let no_rate = "the count and the period must be at least 1";
    let too_long = "the window is longer than a century";
    let no_integer = "value is not an integer or out of range";
    assert_refused(&server, "ann 4 0 60", no_rate);
    assert_refused(&server, "ann 4 10 0", no_rate);
    for args in [
        "-1 10 60",
        "4 -1 60",
        "4 10 -1",
        "4 10 60 -1",
        "x 1 1",
        "1 1 1.5",
    ] {
        assert_refused(&server, &format!("ann {args}"), no_integer);
    }
    for args in [
        "4294967296 1 1",
        "0 4294967296 1",
        "0 1 4294967296",
        "0 1 1 4294967296",
    ] {
        assert_refused(&server, &format!("ann {args}"), no_integer);
    }
    assert_refused(&server, "ann 0 1 4294967295", too_long);
    assert_refused(&server, "ann 4294967295 1 1", too_long);
    assert_refused(&server, "ann 4294967295 1 4294967295", too_long);
    assert_eq!(server.run::<i64>("EXISTS ann").unwrap(), 0);
    // The ends of what is possible.
    let most = 1 << 32;
    assert_eq!(
        take(&server, "ann 4294967295 4294967295 1"),
        [0, most, most - 1, -1, 2]
    );
    assert_eq!(
        take(&server, "ann 4294967295 4294967295 1 4294967295"),
        [0, most, 0, -1, 2]
    );
    assert_eq!(take(&server, "bob 0 4294967295 1"), [0, 1, 0, -1, 1]);
}

#[test]
fn a_key_with_something_else_is_refused() {
    let server = Server::start();
    server.run::<()>("SET text 1").unwrap();
    let error = server
        .run::<Vec<i64>>("THROTTLE.TAKE text 4 10 60")
        .unwrap_err();
    assert_eq!(error.code(), Some("WRONGTYPE"));
    let no_log = "the key holds no log of throttle.take";
    for (key, members) in [
        ("words", "1 ann"),
        ("negative", "1 -1"),
        ("large", "1 18446744073709551615"),
        ("future", "9e15 ann"),
        ("backwards", "1 5 8e15 00000000000000000004"),
    ] {
        server.run::<i64>(&format!("ZADD {key} {members}")).unwrap();
        assert_refused(&server, &format!("{key} 4 10 60"), no_log);
    }
}

/// What they get are the server's own commands, with the primary's times in them.
#[test]
fn replicas_need_no_module_and_do_not_diverge() {
    let (server, mut random) = (Server::start(), redmod_test::random());
    let replica = server.replica_with(Server::builder().without_module());
    for run in 0..4 {
        random_run(&server, &mut random, &format!("run:{run}"), 100);
    }
    replica.wait_synced();
    assert_eq!(digest(&server), digest(&replica));
    assert_same_expiries(&expiries(&server), &expiries(&replica));
    assert_ne!(replica.info("cmdstat_zadd"), "");
}

#[test]
fn the_append_only_file_holds_the_same_logs() {
    let mut server = Server::builder().config("appendonly", "yes").start();
    let mut random = redmod_test::random();
    for run in 0..4 {
        random_run(&server, &mut random, &format!("run:{run}"), 100);
    }
    let before = (digest(&server), expiries(&server));
    server.restart();
    assert!(server.log().contains("DB loaded from append only file"));
    assert_eq!(digest(&server), before.0);
    assert_same_expiries(&expiries(&server), &before.1);
}

fn digest(server: &Server) -> String {
    server.run("DEBUG DIGEST").unwrap()
}

/// When the keys of the random runs expire, in milliseconds since 1970.
fn expiries(server: &Server) -> Vec<i64> {
    let expiry = "
        local time = redis.call('TIME')
        return time[1] * 1e3 + time[2] / 1e3 + redis.call('PTTL', KEYS[1])
    ";
    let mut client = server.client();
    let keys = (0..4).map(|run| format!("run:{run}"));
    keys.map(|key| {
        if server.version().redis_level() >= (7, 0, 0) {
            return server.run(&format!("PEXPIRETIME {key}")).unwrap();
        }
        // Between `TIME` and `PTTL` the server may have had to wait, which shows too early an end.
        let mut ask = || -> i64 { Script::new(expiry).key(&key).invoke(&mut client).unwrap() };
        (0..10).map(|_| ask()).max().unwrap_or_default()
    })
    .collect()
}

/// `TIME` and `PTTL` are not asked at the same moment.
#[track_caller]
fn assert_same_expiries(seen: &[i64], expected: &[i64]) {
    let mut pairs = seen.iter().zip(expected);
    assert!(
        pairs.all(|(a, b)| a.abs_diff(*b) <= 5),
        "{seen:?}, {expected:?}"
    );
}

#[test]
fn the_server_knows_what_the_signature_says() {
    let signatures = [Signature {
        name: "throttle.take",
        arguments: "key:key#0 max-burst:integer count:integer period:integer [quantity:integer]",
        summary: "Takes places in a window that slides with the time, or says when they will be free.",
        since: "1.0.0",
        arity: -5,
        flags: "denyoom write",
        key_specs: &["RW access update: index 1, range 0 1 0"],
        calls: &[
            ("throttle.take ann 4 10 60", "ann"),
            ("throttle.take ann 4 10 60 2", "ann"),
        ],
    }];
    Server::start().assert_signatures("throttle", &signatures);
}

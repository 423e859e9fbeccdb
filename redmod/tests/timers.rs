//! Functions that run later, on real servers.

#![forbid(unsafe_code)]

use std::thread::sleep;
use std::time::{Duration, Instant};

use redmod_test::redis::{self, RedisResult, Value};
use redmod_test::{Server, example};

fn start() -> Server {
    Server::builder().example("timers").start()
}

#[track_caller]
fn run(server: &Server, line: &str) {
    server
        .run::<()>(line)
        .unwrap_or_else(|e| panic!("{line}: {e}"));
}

#[track_caller]
fn refuses(server: &Server, line: &str) -> String {
    let answer: RedisResult<Value> = server.run(line);
    answer.expect_err(line).to_string()
}

fn count(server: &Server, key: &str) -> u64 {
    server
        .run::<Option<u64>>(&format!("GET {key}"))
        .unwrap()
        .unwrap_or_default()
}

#[track_caller]
fn wait_for_turns(server: &Server, key: &str, turns: u64) {
    let goal = count(server, key) + turns;
    server.wait_until("the timer's turns", || count(server, key) >= goal);
}

/// Nothing comes any more.
#[track_caller]
fn assert_stopped(server: &Server, key: &str) {
    let last = count(server, key);
    sleep(Duration::from_millis(30));
    assert_eq!(count(server, key), last);
}

fn drops(server: &Server, name: &str) -> usize {
    server.log().matches(&format!("dropped {name}\n")).count()
}

#[test]
fn a_function_runs_once_and_not_too_early() {
    let server = start();
    let replica = server.replica();
    let begin = Instant::now();
    run(&server, "TIMERS.PUSH_LATER 100 list late");
    run(&server, "TIMERS.PUSH_LATER 0 list soon");
    server.wait_until("both", || server.run::<u64>("LLEN list").unwrap() == 2);
    assert!(begin.elapsed() >= Duration::from_millis(100));
    let both: Vec<String> = server.run("LRANGE list 0 -1").unwrap();
    assert_eq!(both, ["soon", "late"]);
    replica.wait_synced();
    replica.wait_until("both", || replica.run::<u64>("LLEN list").unwrap() == 2);
    sleep(Duration::from_millis(30));
    assert_eq!(server.run::<u64>("LLEN list").unwrap(), 2);
    run(&server, "MODULE UNLOAD timers");
}

#[test]
fn a_function_runs_again_and_again_until_it_is_cancelled() {
    let server = start();
    let cancel = |name: &str| {
        server
            .run::<bool>(&format!("TIMERS.CANCEL {name}"))
            .unwrap()
    };
    run(&server, "TIMERS.EVERY 1 a");
    wait_for_turns(&server, "a", 20);
    assert!(cancel("a"));
    assert_eq!(drops(&server, "a"), 1);
    assert_stopped(&server, "a");

    run(&server, "TIMERS.EVERY 0 b");
    wait_for_turns(&server, "b", 20);
    run(&server, "TIMERS.DROP b");
    assert_eq!(drops(&server, "b"), 1);
    assert_stopped(&server, "b");

    run(&server, "TIMERS.EVERY 1 c");
    wait_for_turns(&server, "c", 2);
    run(&server, "TIMERS.DROP_UNDER_THE_LOCK c");
    server.wait_for_log("under the lock: Ok(())");
    assert_eq!(drops(&server, "c"), 1);
    assert_stopped(&server, "c");

    // What replaces it drops it.
    run(&server, "TIMERS.NEVER d");
    run(&server, "TIMERS.NEVER d");
    assert_eq!(drops(&server, "d"), 1);
    assert!(cancel("d"));
    run(&server, "MODULE UNLOAD timers");
}

#[test]
fn a_timer_that_is_dropped_without_the_lock_goes_with_its_next_turn() {
    let server = start();
    run(&server, "TIMERS.EVERY 1 a");
    wait_for_turns(&server, "a", 2);
    run(&server, "TIMERS.DROP_ON_A_THREAD a");
    assert_stopped(&server, "a");
    server.wait_until("its function to go", || drops(&server, "a") == 1);
    run(&server, "MODULE UNLOAD timers");
}

#[test]
fn turns_come_at_their_times() {
    let server = start();
    let begin = Instant::now();
    run(&server, "TIMERS.EVERY 10 a");
    wait_for_turns(&server, "a", 30);
    let took = begin.elapsed();
    assert!(took >= Duration::from_millis(300), "{took:?}");
    // Turns that were missed are not made up for.
    run(&server, "DEBUG SLEEP 0.5");
    let after = count(&server, "a");
    let most = begin.elapsed().as_millis() / 10 - 30;
    assert!(u128::from(after) < most, "{after} {most}");
}

#[test]
fn how_long_it_is_can_be_asked() {
    let server = start();
    let remaining = |name: &str| {
        let line = format!("TIMERS.REMAINING {name}");
        server.run::<Option<u64>>(&line).unwrap()
    };
    run(&server, "TIMERS.EVERY 100000 a");
    let first = remaining("a").unwrap();
    sleep(Duration::from_millis(5));
    let second = remaining("a").unwrap();
    assert!(
        first <= 100_000 && second < first && second > 40_000,
        "{first} {second}"
    );
    run(&server, "TIMERS.NEVER b");
    let century = 100 * 365 * 24 * 60 * 60 * 1000;
    let left = remaining("b").unwrap();
    assert!(left <= century && left > century - 60_000, "{left}");
    assert!(refuses(&server, "TIMERS.REMAINING c").contains("no such timer"));
}

#[test]
fn a_timer_does_away_with_itself() {
    let server = start();
    for name in ["a", "b", "c"] {
        run(&server, &format!("TIMERS.FEW 3 {name}"));
        server.wait_until("its end", || drops(&server, name) == 1);
        assert_eq!(count(&server, name), 3);
    }
    assert_eq!(server.log().matches("itself: None false").count(), 3);
    run(&server, "MODULE UNLOAD timers");
}

#[test]
fn a_panic_is_logged_and_the_next_turn_comes() {
    let server = start();
    run(&server, "TIMERS.PANICKING a");
    wait_for_turns(&server, "a", 3);
    run(&server, "TIMERS.DROP a");
    let log = server.log();
    assert!(log.contains("turn 1") && log.contains("turn 3"), "{log}");
    assert!(log.contains("timers: panic in a timer"), "{log}");
    let panics: u64 = server.info("timers_panics").parse().unwrap();
    assert!(panics >= 3);

    run(&server, "TIMERS.PANICKING_ONCE");
    server.wait_for_log("only once");
    server.wait_for_log("dropped badly");
    assert_eq!(server.run::<String>("PING").unwrap(), "PONG");
}

#[test]
fn each_turn_begins_in_the_database_of_the_first() {
    let server = start();
    let mut client = server.client();
    let mut call = |words: &[&str]| {
        redis::Cmd::new()
            .arg(words)
            .query::<()>(&mut client)
            .unwrap()
    };
    call(&["SELECT", "3"]);
    call(&["TIMERS.DATABASES", "a"]);
    server.wait_until("some turns", || {
        server.log().matches("begins in 3").count() > 3
    });
    call(&["TIMERS.DROP", "a"]);
    assert_eq!(server.log().matches("begins in 5").count(), 0);
}

#[test]
fn a_thread_lets_a_function_run_on_the_main_thread() {
    let server = start();
    run(&server, "TIMERS.NOTE_MAIN_THREAD");
    run(&server, "TIMERS.PUSH_FROM_A_THREAD list");
    server.wait_until("it", || server.run::<u64>("LLEN list").unwrap() == 1);
    assert_eq!(server.run::<String>("LINDEX list 0").unwrap(), "1");
}

#[test]
fn many_come_and_go_in_any_order() {
    let server = start();
    for many in [1, 2, 3, 10, 1001] {
        let left = server.run::<usize>(&format!("TIMERS.MANY {many}")).unwrap();
        assert!(left <= 1);
    }
    run(&server, "MODULE UNLOAD timers");
}

#[test]
fn is_not_unloaded_while_a_timer_waits() {
    let server = start();
    run(&server, "TIMERS.NEVER a");
    run(&server, "TIMERS.EVERY 1 b");
    refuses(&server, "MODULE UNLOAD timers");
    wait_for_turns(&server, "b", 2);
    run(&server, "TIMERS.DROP b");
    refuses(&server, "MODULE UNLOAD timers");
    run(&server, "TIMERS.DROP a");
    run(&server, "MODULE UNLOAD timers");
    // The one that `unload` has made.
    assert_eq!(drops(&server, "unloaded"), 1);
    sleep(Duration::from_millis(30));
    assert!(!server.log().contains("unloaded runs"));
    assert_eq!(server.run::<String>("PING").unwrap(), "PONG");
}

#[test]
fn a_timer_cannot_unload_its_module() {
    let server = start();
    run(&server, "TIMERS.UNLOAD_FROM_A_TIMER");
    server.wait_for_log("unload: false");
    run(&server, "MODULE UNLOAD timers");
}

#[test]
fn a_load_leaves_timers_only_if_it_succeeds() {
    let server = Server::builder().without_module().start();
    let path = example("timers");
    let path = path.to_str().unwrap();
    for _ in 0..3 {
        refuses(&server, &format!("MODULE LOAD {path} fail"));
    }
    assert_eq!(drops(&server, "failed"), 3);
    sleep(Duration::from_millis(30));
    let log = server.log();
    assert!(
        !log.contains("failed runs") && !log.contains("never"),
        "{log}"
    );

    run(&server, &format!("MODULE LOAD {path} every"));
    wait_for_turns(&server, "loaded", 3);
    run(&server, "TIMERS.DROP loaded");
    run(&server, "MODULE UNLOAD timers");
}

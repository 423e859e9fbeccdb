//! Scans of the keyspace, against the server's own `SCAN` and `KEYS`.

#![forbid(unsafe_code)]

use std::collections::BTreeSet;

use redmod_test::Server;
use redmod_test::redis::{self, Connection, FromRedisValue};

fn start() -> (Server, Connection) {
    let server = Server::builder().example("scans").start();
    let client = server.client();
    (server, client)
}

#[track_caller]
fn call<T: FromRedisValue>(client: &mut Connection, words: &[&str]) -> T {
    redis::Cmd::new()
        .arg(words)
        .query(client)
        .unwrap_or_else(|e| panic!("{words:?}: {e}"))
}

#[track_caller]
fn fill(client: &mut Connection, count: usize) {
    for i in 0..count {
        call::<()>(client, &["SET", &format!("key:{i}"), "value"]);
    }
}

#[test]
fn delivers_what_there_is() {
    let (_server, mut client) = start();
    assert!(call::<Vec<Vec<u8>>>(&mut client, &["SCANS.ALL"]).is_empty());
    for count in [1, 10, 3000] {
        fill(&mut client, count);
        call::<()>(&mut client, &["SET", "", "of no name"]);
        redis::cmd("RPUSH")
            .arg(b"\0\xff")
            .arg("x")
            .query::<()>(&mut client)
            .unwrap();
        let found: Vec<Vec<u8>> = call(&mut client, &["SCANS.ALL"]);
        let known: BTreeSet<Vec<u8>> = call(&mut client, &["KEYS", "*"]);
        // Nothing changes meanwhile, so each is told once.
        assert_eq!(found.len(), known.len());
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), known);
    }
}

#[test]
fn is_paused_and_gone_on_with() {
    let (_server, mut client) = start();
    fill(&mut client, 500);
    for _ in 0..2 {
        let mut seen = Vec::new();
        loop {
            // Whatever comes and goes meanwhile, those that stay are told.
            call::<()>(
                &mut client,
                &["SET", &format!("new:{}", seen.len()), "value"],
            );
            let names: Vec<String> = call(&mut client, &["SCANS.NEXT", "7"]);
            assert!(names.len() <= 7);
            if names.is_empty() {
                break;
            }
            seen.extend(names);
        }
        let seen: BTreeSet<_> = seen.into_iter().collect();
        let missing = (0..500).find(|i| !seen.contains(&format!("key:{i}")));
        assert_eq!(missing, None);
    }
}

#[test]
fn keys_are_deleted_as_they_come() {
    let (_server, mut client) = start();
    fill(&mut client, 1000);
    call::<()>(&mut client, &["SET", "other", "value"]);
    let deleted: usize = call(&mut client, &["SCANS.SWEEP", "key:"]);
    assert_eq!(deleted, 1000);
    assert_eq!(call::<Vec<String>>(&mut client, &["KEYS", "*"]), ["other"]);
}

#[test]
fn everything_may_go_between_two_steps() {
    let (_server, mut client) = start();
    for what in ["delete", "flush"] {
        for after in [1, 10, 999] {
            fill(&mut client, 1000);
            let after = after.to_string();
            let (taken, seen): (usize, usize) =
                call(&mut client, &["SCANS.MEANWHILE", &after, what]);
            assert_eq!(call::<usize>(&mut client, &["DBSIZE"]), 0);
            // Beyond what the last step had delivered already there is nothing.
            assert_eq!(taken, seen);
            assert!(
                seen >= after.parse().unwrap() && seen <= 1000,
                "{what} {after}: {seen}"
            );
            assert!(after == "999" || seen < 900, "{what} {after}: {seen}");
        }
    }
}

#[test]
fn everything_that_stays_is_told_though_the_table_grows() {
    let (_server, mut client) = start();
    for after in ["1", "50", "99"] {
        call::<()>(&mut client, &["FLUSHALL"]);
        fill(&mut client, 100);
        let (taken, seen): (usize, usize) = call(&mut client, &["SCANS.MEANWHILE", after, "grow"]);
        assert_eq!(seen, 100);
        assert!(taken >= 100);
    }
}

#[test]
fn goes_on_in_another_database() {
    let (_server, mut client) = start();
    fill(&mut client, 100);
    call::<()>(&mut client, &["SELECT", "1"]);
    for i in 0..100 {
        call::<()>(&mut client, &["SET", &format!("other:{i}"), "value"]);
    }
    call::<()>(&mut client, &["SELECT", "0"]);
    let (taken, seen): (usize, usize) = call(&mut client, &["SCANS.MEANWHILE", "20", "select"]);
    assert!((20..100).contains(&seen), "{seen}");
    assert!(taken > seen, "{taken} {seen}");
}

#[test]
fn every_key_is_open_in_the_end() {
    let (_server, mut client) = start();
    fill(&mut client, 300);
    assert_eq!(call::<usize>(&mut client, &["SCANS.ALL_OPEN"]), 300);
}

#[test]
fn scans_are_nested() {
    let (_server, mut client) = start();
    fill(&mut client, 50);
    assert_eq!(call::<usize>(&mut client, &["SCANS.NESTED"]), 2500);
}

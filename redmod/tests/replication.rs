//! What the replicas and the append-only file get of a command that calls others, however it ends.

#![forbid(unsafe_code)]

mod random;

use random::Random;
use redmod_test::redis::{Connection, RedisResult, cmd};
use redmod_test::{Product, Server};

fn start() -> Server {
    Server::builder()
        .example("calls")
        .config("appendonly", "yes")
        .config("aof-use-rdb-preamble", "no")
        .start()
}

/// What a server holds of the keys that the command writes.
fn kept(server: &Server) -> Vec<String> {
    ["k", "here", "sum", "aof", "replicas"]
        .iter()
        .map(|key| (key, server.run(&format!("GET {key}")).unwrap()))
        .filter_map(|(key, value): (_, Option<String>)| Some(format!("{key}={}", value?)))
        .chain(["called-aof", "called-replicas"].iter().filter_map(|key| {
            let list: Vec<String> = server.run(&format!("LRANGE {key} 0 -1")).unwrap();
            (!list.is_empty()).then(|| format!("{key}={list:?}"))
        }))
        .collect()
}

#[test]
fn what_was_replicated_stays_so_also_after_an_error_or_a_panic() {
    for (end, outcome) in [
        ("well", Ok(7)),
        ("error", Err("as it was told")),
        ("panic", Err("internal error in calls.explicit")),
    ] {
        let mut server = start();
        let replica = server.replica();
        let seen: RedisResult<i64> = server.run(&format!("CALLS.EXPLICIT k 7 {end}"));
        match outcome {
            Ok(sum) => assert_eq!(seen.unwrap(), sum),
            Err(text) => assert_eq!(seen.unwrap_err().detail(), Some(text)),
        }
        server.run::<()>("SET after 1").unwrap();
        replica.wait_synced();
        assert_eq!(
            kept(&server),
            [
                "k=7",
                "here=7",
                "sum=7",
                r#"called-aof=["7"]"#,
                r#"called-replicas=["7"]"#
            ],
            "{end}"
        );
        assert_eq!(
            kept(&replica),
            ["k=7", "sum=7", "replicas=7", r#"called-replicas=["7"]"#],
            "{end}"
        );
        assert_eq!(replica.run::<i64>("GET after").unwrap(), 1);
        // From the append-only file alone.
        server.restart();
        assert_eq!(
            kept(&server),
            ["k=7", "sum=7", "aof=7", r#"called-aof=["7"]"#],
            "{end}"
        );
        assert_eq!(server.run::<i64>("GET after").unwrap(), 1);
    }
}

#[test]
fn a_command_that_calls_is_replicated_as_a_whole() {
    let server = start();
    let replica = server.replica();
    server.run::<()>("CALLS.VERBATIM a b 3 well").unwrap();
    for end in ["error", "panic"] {
        let seen: RedisResult<()> = server.run(&format!("CALLS.VERBATIM {end} b 3 {end}"));
        assert!(seen.is_err(), "{end}");
    }
    replica.wait_synced();
    let digest = |server: &Server| server.run::<String>("DEBUG DIGEST").unwrap();
    assert_eq!(digest(&server), digest(&replica));
    assert_eq!(replica.run::<i64>("GET b").unwrap(), 9);
    server.run::<()>("DEBUG LOADAOF").unwrap();
    assert_eq!(server.run::<i64>("GET b").unwrap(), 9);
    assert_eq!(digest(&server), digest(&replica));
}

#[test]
fn what_the_server_refuses_to_call_is_not_replicated() {
    let server = start();
    let replica = server.replica();
    let run = |line: &str| -> RedisResult<()> { server.run(line) };
    for refused in ["NOSUCH", "INCR", "INCR a b", "\"IN\\x00CR\" a"] {
        assert!(run(&format!("CALLS.ONE {refused}")).is_err(), "{refused}");
    }
    // A dry run calls nothing, in whose words ever that is refused.
    assert!(run("CALLS.DRY_VERBATIM S SUBSCRIBE channel").is_err());
    assert!(run("CALLS.DRY_VERBATIM - NOSUCH").is_err());
    run("SET after 1").unwrap();
    replica.wait_synced();
    assert_eq!(replica.info("cmdstat_calls.one"), "");
    assert_eq!(replica.info("cmdstat_calls.dry_verbatim"), "");
    // What is called may have written before it fails.
    assert!(run("CALLS.ONE LPUSH after x").is_err());
    run("SET after 2").unwrap();
    replica.wait_synced();
    assert_ne!(replica.info("cmdstat_calls.one"), "");
}

#[test]
fn replica_traffic_is_avoided_while_a_failover_waits() {
    let server = start();
    let mut client = server.client();
    let avoids = |client: &mut Connection| -> bool { cmd("CALLS.AVOID").query(client).unwrap() };
    assert!(!avoids(&mut client));
    server.run::<()>("CLIENT PAUSE 100000 WRITE").unwrap();
    assert!(avoids(&mut client));
    server.run::<()>("CLIENT UNPAUSE").unwrap();
    assert!(!avoids(&mut client));
}

#[test]
fn a_random_run_leaves_the_replica_and_the_file_as_the_server() {
    let server = start();
    let replica = server.replica();
    let mut client = server.client();
    let mut random = Random::new();
    let keys = ["a", "b", "c", "list"];
    let mut failed = 0;
    for _ in 0..2000 {
        let (a, b) = (random.pick(&keys), random.pick(&keys));
        let end = random.pick(&["well", "well", "error", "panic"]);
        let value = random.below(1000);
        let done: RedisResult<redmod_test::redis::Value> = match random.below(3) {
            0 => cmd("RPUSH").arg("list").arg(value).query(&mut client),
            1 => cmd("DEL").arg(a).query(&mut client),
            // On a list it fails after its first write.
            _ => cmd("CALLS.VERBATIM")
                .arg(&[a, b])
                .arg(value)
                .arg(end)
                .query(&mut client),
        };
        failed += usize::from(done.is_err());
    }
    assert!(failed > 200, "{failed}");
    let digest = |server: &Server| server.run::<String>("DEBUG DIGEST").unwrap();
    let expected = digest(&server);
    replica.wait_synced();
    assert_eq!(digest(&replica), expected);
    server.run::<()>("DEBUG LOADAOF").unwrap();
    assert_eq!(digest(&server), expected);
}

#[test]
fn what_the_primary_sends_must_be_obeyed() {
    let server = start();
    let replica = server.replica();
    let kept: RedisResult<()> = server.run("CALLS.OBEYED key");
    if server.version().product == Product::Redis {
        let error = kept.unwrap_err();
        assert!(
            error.to_string().contains("lacks RM_MustObeyClient"),
            "{error}"
        );
        return;
    }
    kept.unwrap();
    replica.wait_synced();
    assert_eq!(server.run::<i64>("GET key").unwrap(), 0);
    assert_eq!(replica.run::<i64>("GET key").unwrap(), 1);
}

#[test]
fn what_comes_of_a_call_that_waited_is_replicated() {
    let server = start();
    let replica = server.replica();
    let waits: RedisResult<String> = server.run("CALLS.WAIT ! BLPOP queue 0");
    if server.version().redis_level() < (7, 2, 0) {
        let error = waits.unwrap_err();
        assert!(error.to_string().contains("no modifier `K`"), "{error}");
        return;
    }
    assert_eq!(waits.unwrap(), "waits");
    server.run::<()>("RPUSH queue x y").unwrap();
    replica.wait_synced();
    let digest = |server: &Server| server.run::<String>("DEBUG DIGEST").unwrap();
    for server in [&server, &replica] {
        assert_eq!(
            server.run::<Vec<String>>("LRANGE came 0 -1").unwrap(),
            ["x"]
        );
        assert_eq!(server.run::<String>("GET last").unwrap(), "x");
        assert_eq!(
            server.run::<Vec<String>>("LRANGE queue 0 -1").unwrap(),
            ["y"]
        );
    }
    assert_eq!(digest(&server), digest(&replica));
}

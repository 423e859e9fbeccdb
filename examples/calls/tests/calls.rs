//! What the commands do, here and on a replica.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::command::Signature;

#[test]
fn a_visit_is_counted_for_a_minute() {
    let server = Server::start();
    assert_eq!(server.run::<i64>("CALLS.VISIT page").unwrap(), 1);
    assert_eq!(server.run::<i64>("CALLS.VISIT page").unwrap(), 2);
    let left: i64 = server.run("PTTL page").unwrap();
    assert!((1..=60_000).contains(&left), "{left}");
    server.run::<()>("RPUSH list a").unwrap();
    let error = server.run::<i64>("CALLS.VISIT list").unwrap_err();
    assert_eq!(error.code(), Some("WRONGTYPE"));
}

#[test]
fn only_known_players_get_points() {
    let server = Server::start();
    assert_eq!(
        server
            .run::<u64>("CALLS.AWARD board NEW ada 1 bob 2.5")
            .unwrap(),
        2
    );
    assert_eq!(
        server.run::<u64>("CALLS.AWARD board ada 4 eve 8").unwrap(),
        0
    );
    let scores: Vec<(String, f64)> = server.run("ZRANGE board 0 -1 WITHSCORES").unwrap();
    assert_eq!(scores, [("bob".into(), 2.5), ("ada".into(), 4.0)]);
}

#[test]
fn replies_are_maps_and_trees() {
    let server = Server::start();
    server.run::<()>("HSET hash a 1 b 2.5").unwrap();
    let sum: (Vec<String>, f64) = server.run("CALLS.SUM hash").unwrap();
    assert_eq!(sum, (vec!["a".into(), "b".into()], 3.5));
    server.run::<()>("HSET text a x").unwrap();
    let error = server
        .run::<(Vec<String>, f64)>("CALLS.SUM text")
        .unwrap_err();
    assert_eq!(error.detail(), Some("HGETALL: a reply is 'x', no float"));
    assert_eq!(server.run::<usize>("CALLS.SIZE HGETALL hash").unwrap(), 4);
    assert_eq!(
        server
            .run::<usize>("CALLS.SIZE EVAL return{1,{2,{3,4}}} 0")
            .unwrap(),
        4
    );
    assert_eq!(server.run::<usize>("CALLS.SIZE PING").unwrap(), 1);
}

#[test]
fn a_call_can_be_restricted_to_what_the_client_may_do() {
    let server = Server::start();
    let ran = server.run::<String>("CALLS.RUN SET key value");
    if server.version().redis_level() < (7, 0, 0) {
        assert!(ran.unwrap_err().to_string().contains("no modifier `0`"));
        return;
    }
    assert_eq!(ran.unwrap(), "OK");
    assert_eq!(server.run::<String>("CALLS.RUN GET key").unwrap(), "value");
    assert!(server.run::<()>("CALLS.RUN SUBSCRIBE channel").is_err());
    server.run::<()>("ACL SETUSER default -set").unwrap();
    assert!(server.run::<String>("CALLS.RUN SET key other").is_err());
    assert_eq!(server.run::<String>("GET key").unwrap(), "value");
}

#[test]
fn a_replica_gets_the_same() {
    let server = Server::start();
    let replica = server.replica();
    server.run::<()>("CALLS.VISIT page").unwrap();
    server.run::<()>("PERSIST page").unwrap();
    server.run::<usize>("CALLS.STAMP log").unwrap();
    let waits = server.run::<()>("CALLS.FORWARD from to");
    if server.version().redis_level() >= (7, 2, 0) {
        waits.unwrap();
        server.run::<()>("RPUSH from a b").unwrap();
        assert_eq!(server.run::<Vec<String>>("LRANGE to 0 -1").unwrap(), ["a"]);
    } else {
        assert!(waits.unwrap_err().to_string().contains("no modifier `K`"));
    }
    replica.wait_synced();
    let digest = |server: &Server| server.run::<String>("DEBUG DIGEST").unwrap();
    assert_eq!(digest(&server), digest(&replica));
}

#[test]
fn the_server_knows_what_the_signatures_say() {
    let key = &["RW access update: index 1, range 0 1 0"][..];
    let signatures = [
        Signature {
            name: "calls.visit",
            arguments: "key:key#0",
            summary: "Counts a visit, and forgets all of them a minute after the last one.",
            arity: 2,
            flags: "denyoom write",
            key_specs: key,
            calls: &[("calls.visit a", "a")],
            ..Signature::default()
        },
        Signature {
            name: "calls.award",
            arguments: "board:key#0 [NEW] (players-1:string players-2:double)...",
            summary: "Adds points to players, if they are known or `NEW` is given; returns how many are new.",
            arity: -4,
            flags: "denyoom write",
            key_specs: key,
            calls: &[("calls.award a NEW x 1", "a")],
            ..Signature::default()
        },
        Signature {
            name: "calls.sum",
            arguments: "key:key#0",
            summary: "The names of a hash's fields, and the sum of their values.",
            arity: 2,
            flags: "readonly",
            key_specs: &["RO access: index 1, range 0 1 0"],
            calls: &[("calls.sum a", "a")],
            ..Signature::default()
        },
        Signature {
            name: "calls.size",
            arguments: "command:string [args:string...]",
            summary: "How many values a reply has, whatever it is.",
            arity: -2,
            flags: "",
            ..Signature::default()
        },
        Signature {
            name: "calls.run",
            arguments: "command:string [args:string...]",
            summary: "Calls a command with the rights of the client's user.",
            arity: -2,
            flags: "denyoom write",
            ..Signature::default()
        },
        Signature {
            name: "calls.stamp",
            arguments: "log:key#0",
            summary: "Adds the time to a list. On a replica it would be another one, so it is told which.",
            arity: 2,
            flags: "denyoom write",
            key_specs: key,
            calls: &[("calls.stamp a", "a")],
            ..Signature::default()
        },
        Signature {
            name: "calls.forward",
            arguments: "from:key#0 to:key#1",
            summary: "Moves the next element of a list to another one, as soon as there is one.",
            arity: 3,
            flags: "denyoom write",
            key_specs: &[
                "RW access update: index 1, range 0 1 0",
                "RW access update: index 2, range 0 1 0",
            ],
            calls: &[("calls.forward a b", "a b")],
            ..Signature::default()
        },
    ];
    Server::start().assert_signatures("calls", &signatures);
}

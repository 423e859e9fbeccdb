//! Every event and every class of notifications, provoked on real servers and seen in their logs.

#![forbid(unsafe_code)]

use redmod_test::{Builder, Product, Server, redis};

fn builder() -> Builder {
    Server::builder().example("events")
}

/// Waits until all of this was seen.
#[track_caller]
fn seen(server: &Server, lines: &[&str]) {
    for line in lines {
        server.wait_for_log(&format!("saw {line}"));
    }
}

fn run(server: &Server, lines: &[&str]) {
    let mut client = server.client();
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        let reply: redis::RedisResult<redis::Value> =
            redis::cmd(words[0]).arg(&words[1..]).query(&mut client);
        reply.unwrap_or_else(|error| panic!("{line}: {error}"));
    }
}

fn is_before(server: &Server, redis: (u16, u16)) -> bool {
    let version = server.version();
    version.product == Product::Redis && (version.number.0, version.number.1) < redis
}

#[test]
fn what_happens_on_one_server_is_seen() {
    let mut server = builder().config("rdbcompression", "no").start();
    run(
        &server,
        &[
            "SELECT 3",
            "SET a 1",
            "FLUSHDB SYNC",
            "SELECT 0",
            "FLUSHALL ASYNC",
        ],
    );
    seen(
        &server,
        &[
            "flush FlushDb { phase: Start, database: Some(3), is_sync: ",
            "flush FlushDb { phase: End, database: Some(3), is_sync: ",
            "flushed Some(3)",
            "flush FlushDb { phase: End, database: None, is_sync: false }",
            "flushed None",
        ],
    );
    // Redis 8 leaves it to a thread all the same, and has the client wait.
    if is_before(&server, (8, 0)) || server.version().product == Product::Valkey {
        seen(
            &server,
            &["flush FlushDb { phase: Start, database: Some(3), is_sync: true }"],
        );
    }
    // A job writes, in the event's database.
    server.wait_until("the job", || {
        server.run::<i64>("GET flushes").unwrap_or(0) == 1
    });
    seen(
        &server,
        &[
            "cron CronLoop { hz: ",
            "client (Connected, ",
            "client (Disconnected, ",
        ],
    );
    if !is_before(&server, (6, 2)) {
        run(&server, &["SWAPDB 1 2"]);
        seen(&server, &["swap SwapDb { first: 1, second: 2 }"]);
    }
    if !is_before(&server, (7, 0)) {
        run(&server, &["CONFIG SET hz 20 maxmemory-samples 6"]);
        seen(
            &server,
            &[
                "loop BeforeSleep",
                "loop AfterSleep",
                "config [\"hz\", \"maxmemory-samples\"]",
            ],
        );
    }
    run(&server, &["SETRANGE big 3000000 x", "SAVE"]);
    seen(&server, &["persistence SyncRdbStart", "persistence Ended"]);
    run(&server, &["BGSAVE"]);
    seen(&server, &["persistence RdbStart"]);
    server.wait_until("the child", || server.info("rdb_bgsave_in_progress") == "0");
    run(&server, &["BGREWRITEAOF"]);
    seen(&server, &["persistence AofStart"]);
    if !is_before(&server, (6, 2)) {
        seen(&server, &["child Born", "child Died"]);
    }
    let module = redmod_test::example("infos");
    run(
        &server,
        &[
            &format!("MODULE LOAD {}", module.display()),
            "MODULE UNLOAD infos",
        ],
    );
    seen(
        &server,
        &[
            "module ModuleChange { change: Loaded, name: \"infos\", version: 1 }",
            "module ModuleChange { change: Unloaded, name: \"infos\", version: 1 }",
        ],
    );
    server.restart();
    seen(
        &server,
        &[
            "shutdown Shutdown",
            "loading RdbStart",
            "refusal Err(",
            "loading Ended",
            "loaded Ended",
            "progress LoadingProgress { source: Rdb, hz: ",
            "notification (Loaded, \"loaded\", ",
        ],
    );
    assert!(!server.log().contains("saw loaded RdbStart"));
}

#[test]
fn keys_are_seen_as_they_go() {
    let server = builder().start();
    if is_before(&server, (7, 2)) {
        return;
    }
    run(
        &server,
        &[
            "SET a some",
            "SET a other",
            "DEL a",
            "SELECT 2",
            "RPUSH list 1 2 3",
            "PEXPIRE list 1",
            "EVENTS.HOLD held 7",
            "EVENTS.HOLD held 8",
            "EVENTS.UNHOLD held",
            "EVENTS.HOLD held 9",
            "DEL held",
        ],
    );
    seen(
        &server,
        &[
            "key LostKey { cause: Overwritten, name: \"a\", database: 0, value_type: Some(String), len: 4 }",
            "key LostKey { cause: Deleted, name: \"a\", database: 0, value_type: Some(String), len: 5 }",
            "key LostKey { cause: Expired, name: \"list\", database: 2, value_type: Some(List), len: 3 }",
            "key LostKey { cause: Deleted, name: \"held\", database: 2, value_type: Some(Module), ",
            "held 7",
            "held 8",
            "held 9",
        ],
    );
    run(
        &server,
        &[
            "SET victim 1",
            "CONFIG SET maxmemory-policy allkeys-random",
            "CONFIG SET maxmemory 1",
        ],
    );
    seen(&server, &["key LostKey { cause: Evicted, "]);
    run(
        &server,
        &[
            "CONFIG SET maxmemory 0",
            "SET panic 1",
            "SET panic 2",
            "SET a 1",
            "SET a 2",
        ],
    );
    seen(
        &server,
        &[
            "key LostKey { cause: Overwritten, name: \"a\", database: 0, value_type: Some(String), len: 1",
        ],
    );
    // The panic ended in its function, and the events after it are seen.
    server.wait_for_log("no loss of this key");
    assert!(!server.log().contains("name: \"panic\""));
}

#[test]
fn notifications_are_seen_and_their_jobs_write() {
    let server = builder().start();
    run(
        &server,
        &[
            "SELECT 1",
            "SET posted 1",
            "SELECT 0",
            "SETRANGE posted 0 x",
            "RPUSH l 1",
            "SADD s 1",
            "HSET h f 1",
            "ZADD z 1 m",
            "XADD x * f v",
            "GET missing",
            "DEL l",
            "SET soon 1 PX 1",
            "EVENTS.TELL told",
            "EVENTS.TOUCH posted",
        ],
    );
    seen(
        &server,
        &[
            "notification (String, \"set\", \"posted\", 1)",
            "set \"posted\"",
            "notification (String, \"setrange\", \"posted\", 0)",
            "notification (List, \"rpush\", \"l\", 0)",
            "notification (Set, \"sadd\", \"s\", 0)",
            "notification (Hash, \"hset\", \"h\", 0)",
            "notification (ZSet, \"zadd\", \"z\", 0)",
            "notification (Stream, \"xadd\", \"x\", 0)",
            "notification (KeyMiss, \"keymiss\", \"missing\", 0)",
            "notification (Generic, \"del\", \"l\", 0)",
            "notification (Expired, \"expired\", \"soon\", 0)",
            "notification (Module, \"tell\", \"told\", 0)",
        ],
    );
    // The job ran in the notification's database.
    let jobs = || server.run::<Vec<String>>("LRANGE jobs 0 -1").unwrap();
    server.wait_until("the job in database 0", || jobs() == ["posted"]);
    seen(&server, &["notification (List, \"rpush\", \"jobs\", 1)"]);
    if !is_before(&server, (7, 1)) {
        seen(&server, &["notification (New, \"new\", \"l\", 0)"]);
    }
    run(
        &server,
        &[
            "CONFIG SET maxmemory-policy allkeys-random",
            "CONFIG SET maxmemory 1",
        ],
    );
    seen(&server, &["notification (Evicted, \"evicted\", "]);
}

#[test]
fn a_function_alone_is_called_on_its_events_only_also_after_a_panic() {
    let server = Server::builder().example("subscriber").start();
    let calls = |after: &str| {
        server.raw().call(after.split(' '));
        server.run::<u64>("SUBSCRIBER.CALLS").unwrap()
    };
    assert_eq!(calls("SET k v"), 1);
    for other in ["SETRANGE k 0 w", "LPUSH l a", "SADD s a", "APPEND k v"] {
        assert_eq!(calls(other), 1, "{other}");
    }
    assert_eq!(calls("RPUSH l b"), 2);
    assert_eq!(calls("SET k w"), 3);
    server.wait_for_log("the third change");
    assert_eq!(calls("RPUSH l c"), 4);
}

#[test]
fn what_is_notified_waits_for_open_keys() {
    let server = builder().start();
    run(&server, &["SET key 1", "EVENTS.TOUCH key"]);
    let log = server.log();
    let at = |line: &str| {
        log.find(&format!("saw {line}"))
            .unwrap_or_else(|| panic!("{line}"))
    };
    let order = [
        at("open ()"),
        at("notification (Module, \"touch\", \"key\", 0)"),
        at("notification (Module, \"again\", \"key\", 0)"),
        at("closed ()"),
    ];
    assert!(order.is_sorted(), "{order:?}");
    run(&server, &["EVENTS.LEAVE key"]);
    seen(&server, &["notification (Module, \"leave\", \"key\", 0)"]);
    run(
        &server,
        &["CONFIG SET notify-keyspace-events KEA", "EVENTS.TELL key"],
    );
    let flags: (bool, bool) = server.run("EVENTS.TELL key").unwrap();
    assert_eq!(flags, (true, true));
}

#[test]
fn panics_end_at_each_function() {
    let server = builder().start();
    run(
        &server,
        &[
            "SELECT 7",
            "SET a 1",
            "FLUSHDB",
            "SET panic 1",
            "SET job-panics 1",
        ],
    );
    // The functions after the one that panics are called.
    seen(&server, &["flushed Some(7)", "set \"panic\""]);
    server.wait_for_log("no such job");
    let log = server.log();
    assert!(log.contains("no flush of database 7") && log.contains("no notification of this key"));
    assert!(!log.contains("saw flush FlushDb { phase: End, database: Some(7)"));
}

#[test]
fn a_replica_and_its_primary_see_each_other() {
    let primary = builder().start();
    run(&primary, &["SET posted 1"]);
    let mut replica = primary.replica();
    replica.wait_synced();
    seen(&primary, &["replica Online"]);
    seen(&replica, &["link Up", "loading ReplStart", "loaded Ended"]);
    seen(&primary, &["client (Connected, \"127.0.0.1\", "]);
    // What the primary's job wrote is there, and the replica's own job was refused.
    run(&primary, &["SET posted 2"]);
    replica.wait_until("the job's list", || {
        replica.run::<Vec<String>>("LRANGE jobs 0 -1").unwrap() == ["posted", "posted"]
    });
    seen(&replica, &["post Err("]);
    run(&replica, &["REPLICAOF NO ONE"]);
    let alone =
        "role ReplicationRoleChanged { role: NowPrimary, primary_host: None, primary_port: 0, ";
    seen(&replica, &[alone, "link Down"]);
    let port = primary.port();
    run(&replica, &[&format!("REPLICAOF 127.0.0.1 {port}")]);
    let led = "role ReplicationRoleChanged { role: NowReplica, primary_host: Some(\"127.0.0.1\"), primary_port: ";
    seen(&replica, &[&format!("{led}{port}, ")]);
    replica.wait_synced();
    replica.stop();
    seen(&primary, &["replica Offline"]);
}

#[test]
fn an_event_that_the_server_lacks_refuses_the_load() {
    let server = Server::builder().without_module().start();
    let module = redmod_test::example("event_lacking");
    let loaded = server.run::<()>(&format!("MODULE LOAD {}", module.display()));
    let version = server.version();
    let has_event = version.product == Product::Valkey && version.number >= (9, 1, 0);
    assert_eq!(loaded.is_ok(), has_event, "{loaded:?}");
    if !has_event {
        server.wait_for_log(
            "this server has no event CommandResultRejected, which came with Valkey 9.1: \
             redmod/tests/modules/event_lacking.rs:",
        );
    }
    // Nothing of what it had subscribed to by then is called.
    run(&server, &["FLUSHALL"]);
}

#[test]
fn an_append_only_file_is_seen_loading() {
    let mut server = builder().config("appendonly", "yes").start();
    run(&server, &["SET a 1"]);
    server.crash();
    seen(
        &server,
        &[
            "loading AofStart",
            "progress LoadingProgress { source: Aof, hz: ",
            "loaded Ended",
        ],
    );
}

#[test]
fn a_snapshot_that_fails_is_seen() {
    let server = builder().config("dbfilename", "taken").start();
    std::fs::create_dir(server.dir().join("taken")).unwrap();
    assert!(server.run::<()>("SAVE").is_err());
    seen(&server, &["persistence SyncRdbStart", "persistence Failed"]);
}

#[test]
fn a_replica_is_seen_loading_beside_what_it_serves() {
    let primary = builder()
        .config("repl-diskless-sync", "yes")
        .config("repl-diskless-sync-delay", "0")
        .start();
    run(&primary, &["SET a 1"]);
    let mut replica = primary.replica_with(builder().config("repl-diskless-load", "swapdb"));
    replica.wait_synced();
    // It has to load everything anew: the link breaks, and more is written than is kept for it.
    run(&primary, &["CONFIG SET repl-backlog-size 16384"]);
    let mut asleep = replica.raw();
    asleep.send(["DEBUG", "SLEEP", "0.3"]);
    run(
        &primary,
        &[
            "CLIENT KILL TYPE REPLICA",
            "SETRANGE big 1000000 x",
            "SETRANGE big 2000000 x",
        ],
    );
    asleep.reply();
    if is_before(&replica, (7, 0)) {
        seen(&replica, &["backup Create", "backup Discard"]);
    } else {
        seen(&replica, &["async load Started", "async load Completed"]);
    }
    replica.wait_synced();
    replica.stop();
}

#[test]
fn a_replica_is_seen_giving_up_what_it_loads() {
    let primary = builder()
        .config("repl-diskless-sync", "yes")
        .config("repl-backlog-size", "16384")
        .start();
    run(&primary, &["DEBUG POPULATE 1000 key 1000"]);
    let mut replica = primary.replica_with(builder().config("repl-diskless-load", "swapdb"));
    run(&primary, &["CONFIG SET rdb-key-save-delay 5000"]);
    let loads = || replica.log().matches("saw loading ReplStart").count();
    let before = loads();
    // It has to load everything anew, and that takes long.
    let mut asleep = replica.raw();
    asleep.send(["DEBUG", "SLEEP", "0.3"]);
    let big = format!("SET big {}", "x".repeat(1 << 20));
    run(&primary, &["CLIENT KILL TYPE REPLICA", &big]);
    asleep.reply();
    replica.wait_until("it to load again", || loads() > before);
    run(&primary, &["CLIENT KILL TYPE REPLICA"]);
    seen(&replica, &["loading Failed"]);
    if is_before(&replica, (7, 0)) {
        seen(&replica, &["backup Restore"]);
    } else {
        seen(&replica, &["async load Aborted"]);
    }
    run(&primary, &["CONFIG SET rdb-key-save-delay 0"]);
    replica.wait_synced();
    replica.stop();
}

#[test]
fn what_valkey_tells_of_logins_and_commands_is_seen() {
    let server = builder().start();
    let version = server.version();
    if version.product != Product::Valkey || version.number < (9, 1, 0) {
        return;
    }
    run(&server, &["ACL SETUSER ann on >secret +@all -get ~*"]);
    let mut raw = server.raw();
    raw.call(["AUTH", "ann", "wrong"]);
    raw.call(["AUTH", "ann", "secret"]);
    seen(
        &server,
        &[
            "authentication (\"ann\", None, false)",
            "authentication (\"ann\", None, true)",
        ],
    );
    raw.call(["SET", "probe", "1"]);
    raw.call(["LPUSH", "probe", "1"]);
    raw.call(["SET", "probe"]);
    raw.call(["GET", "probe"]);
    seen(
        &server,
        &[
            "result (Success, \"set\", 1, false, None, 3)",
            "result (Failure, \"lpush\", 0, false, None, 3)",
            "result (Rejected, \"set\", 0, false, ",
            "result (AclRejected(Command), \"get\", 0, false, ",
        ],
    );
}

#[test]
fn a_slot_migration_is_seen_on_both_nodes() {
    let version = redmod_test::find::server().unwrap().version;
    if version.product != Product::Valkey || version.number < (9, 1, 0) {
        return;
    }
    let cluster = builder().start_cluster(2);
    let [from, to] = cluster.nodes() else {
        unreachable!("two nodes")
    };
    let id: String = to.run("CLUSTER MYID").unwrap();
    let migrate = |slots: &str| format!("CLUSTER MIGRATESLOTS SLOTSRANGE {slots} NODE {id}");
    run(from, &[&migrate("5 7")]);
    seen(
        from,
        &[
            "migration (ExportStarted, [5..=7])",
            "migration (ExportCompleted, [5..=7])",
        ],
    );
    seen(
        to,
        &[
            "migration (ImportStarted, [5..=7])",
            "migration (ImportCompleted, [5..=7])",
        ],
    );
    // Another one that cannot end before it is called off: a key that takes long to send.
    let key = (0..)
        .map(|i| format!("key{i}"))
        .find(|key| cluster.slot(key) < 5);
    let slot = cluster.slot(key.as_ref().unwrap());
    run(
        from,
        &[
            &format!("SET {} 1", key.unwrap()),
            "CONFIG SET rdb-key-save-delay 10000000",
            &migrate(&format!("{slot} {slot}")),
        ],
    );
    seen(
        to,
        &[&format!("migration (ImportStarted, [{slot}..={slot}])")],
    );
    run(from, &["CLUSTER CANCELSLOTMIGRATIONS"]);
    seen(
        from,
        &[&format!("migration (ExportAborted, [{slot}..={slot}])")],
    );
    seen(
        to,
        &[&format!("migration (ImportAborted, [{slot}..={slot}])")],
    );
}

//! What safe code could try to do to the server, and what comes of it.

#![forbid(unsafe_code)]

use redmod_test::redis::{Value, from_redis_value};
use redmod_test::{Server, example};

fn start() -> Server {
    Server::builder().example("hostile").start()
}

#[test]
fn a_value_is_no_string_that_the_module_owns() {
    let server = start();
    for _ in 0..20 {
        assert!(server.run::<bool>("HOSTILE.SET_TO_OWNED k").unwrap());
        assert_eq!(server.run::<usize>("STRLEN k").unwrap(), 140_000);
    }
    let seen = server.run::<(usize, usize)>("HOSTILE.CALL_WITH_OWNED other");
    assert_eq!(seen.unwrap(), (20, 140_000));
    for value in ["12", "short", &"long".repeat(100)] {
        let held = server.run::<String>(&format!("HOSTILE.SET_TO_HELD k {value}"));
        assert_eq!(held.unwrap(), value);
        server.run::<()>("APPEND k more").unwrap();
        assert_eq!(
            server.run::<String>("GET k").unwrap(),
            format!("{value}more")
        );
    }
}

#[test]
fn a_name_on_the_servers_stack_can_be_published() {
    let server = start();
    let mut subscriber = server.raw();
    subscriber.call(["PSUBSCRIBE", "k*"]);
    server.run::<()>("SET key value").unwrap();
    server.reload();
    let message = String::from_utf8(subscriber.reply()).unwrap();
    assert!(message.contains("loaded"), "{message}");
}

#[test]
fn a_job_knows_that_the_thread_that_runs_it_has_the_lock() {
    let server = start();
    for line in ["SET job:here value", "HOSTILE.SET_ON_A_THREAD job:there"] {
        server.run::<()>(line).unwrap();
        let mut told = Vec::new();
        server.wait_until("the job", || {
            told = server.run::<Vec<String>>("HOSTILE.JOBS").unwrap();
            !told.is_empty()
        });
        assert_eq!(told, ["locked: false"], "{line}");
    }
    server.wait_for_log("on a thread: Ok(())");
}

#[test]
fn a_module_is_neither_loaded_nor_unloaded_on_a_thread_of_another() {
    let server = start();
    let path = example("threads").display().to_string();
    let load = format!("HOSTILE.MODULE_ON_A_THREAD LOAD {path}");
    server.run::<()>(&load).unwrap();
    server.wait_for_log("threads is not loaded: another module loads it, on a thread of its own");
    server.wait_for_log("LOAD on a thread: Err");
    server.run::<()>(&format!("MODULE LOAD {path}")).unwrap();
    let unload = "HOSTILE.MODULE_ON_A_THREAD UNLOAD threads";
    server.run::<()>(unload).unwrap();
    server.wait_for_log("not unloaded: another module unloads it, on a thread of its own");
    server.wait_for_log("UNLOAD on a thread: Err");
    server.run::<()>("MODULE UNLOAD threads").unwrap();
}

#[test]
fn a_filter_changes_no_call_that_is_made_while_a_key_is_open() {
    let server = start();
    let value = "x".repeat(1000);
    server.run::<()>(&format!("SET key {value}")).unwrap();
    server.run::<()>("SADD set key").unwrap();
    for _ in 0..20 {
        let seen = server.run::<(bool, bool)>("HOSTILE.ASK_A_SET key set key");
        assert_eq!(seen.unwrap(), (true, true));
    }
    // It changes a client's.
    assert_eq!(server.run::<i64>("SISMEMBER set none").unwrap(), 0);
    assert_eq!(server.run::<i64>("SISMEMBER set key").unwrap(), 1);
    assert_eq!(server.run::<i64>("EXISTS key").unwrap(), 0);
}

/// Whether a call can be told not to write.
fn can_deny_writes(server: &Server) -> bool {
    server.version().redis_level() >= (7, 0, 0)
}

/// Keys that have expired and are not deleted, a set among them that has not.
fn let_expire(server: &Server) {
    server.run::<()>("DEBUG SET-ACTIVE-EXPIRE 0").unwrap();
    for how in WAYS {
        server.run::<()>(&format!("SET {how} old PX 1")).unwrap();
    }
    server.run::<()>("SET there old").unwrap();
}

const WAYS: [&str; 5] = ["set", "push", "add", "call", "nested"];

/// Writes to each of the keys, of which none can be written to, and to one that is there.
fn write_to_all(server: &Server) {
    // What has expired is not there for those who read.
    server.wait_until("the keys to expire", || {
        WAYS.iter()
            .all(|key| !server.run::<bool>(&format!("EXISTS {key}")).unwrap())
    });
    for how in WAYS {
        let nested = server.run::<Value>(&format!("HOSTILE.WRITE_NESTED {how} {how}"));
        if can_deny_writes(server) || !["call", "nested"].contains(&how) {
            nested.expect_err(how);
        }
        server
            .run::<()>(&format!("HOSTILE.WRITE_LATER {how} {how}"))
            .unwrap();
        server.wait_for_log(&format!("{how} {how}: "));
    }
    if can_deny_writes(server) {
        let log = server.log();
        assert_eq!(log.matches(": Ok(())").count(), 0, "{log}");
    }
    server.run::<()>("HOSTILE.WRITE_LATER set there").unwrap();
    server.wait_for_log("set there: Ok(())");
    assert_eq!(server.run::<String>("GET there").unwrap(), "value");
}

#[test]
fn what_has_expired_on_a_replica_is_not_written_over() {
    let server = start();
    let replica = server.replica_with(Server::builder().example("hostile"));
    let_expire(&server);
    replica.run::<()>("DEBUG SET-ACTIVE-EXPIRE 0").unwrap();
    replica.wait_synced();
    write_to_all(&replica);
    // What the primary sends is written, whatever has expired.
    server.run::<()>("HOSTILE.SET_TO_HELD set new").unwrap();
    replica.wait_synced();
    assert_eq!(replica.run::<String>("GET set").unwrap(), "new");
}

#[test]
fn what_has_expired_is_not_written_over_while_writing_is_paused() {
    let server = start();
    let_expire(&server);
    server.run::<()>("CLIENT PAUSE 100000 WRITE").unwrap();
    write_to_all(&server);
    if can_deny_writes(&server) {
        server.run::<()>("CLIENT UNPAUSE").unwrap();
        server.run::<()>("HOSTILE.WRITE_LATER set set").unwrap();
        server.wait_for_log("set set: Ok(())");
    }
}

#[test]
fn a_command_does_not_kill_the_client_that_calls_it() {
    let server = start();
    for _ in 0..5 {
        let mut raw = server.raw();
        let id = String::from_utf8(raw.call(["CLIENT", "ID"])).unwrap();
        let id = id.trim().trim_start_matches(':');
        let reply = String::from_utf8(raw.call(["HOSTILE.KILL", id, &"x".repeat(100)])).unwrap();
        assert!(reply.starts_with("-ERR clients are not killed"), "{reply}");
        server
            .run::<()>(&format!("HOSTILE.KILL_LATER {id}"))
            .unwrap();
        server.wait_until("the client to be killed", || raw.is_closed());
    }
    server.wait_for_log("killed: Ok(1)");
}

/// The names of all commands of the server, and of their subcommands.
fn commands(server: &Server) -> Vec<String> {
    let text = |value: &Value| from_redis_value::<String>(value.clone()).unwrap_or_default();
    let commands: Vec<Vec<Value>> = server.run("COMMAND").unwrap();
    let mut names: Vec<String> = commands.iter().map(|command| text(&command[0])).collect();
    // Since Redis 7.0.
    for subcommands in commands.iter().filter_map(|command| command.get(9)) {
        let subcommands: Vec<Vec<Value>> = from_redis_value(subcommands.clone()).unwrap();
        names.extend(subcommands.iter().map(|it| text(&it[0]).replace('|', " ")));
    }
    names
}

#[test]
fn no_command_that_is_called_ends_the_server() {
    let server = start();
    // What they are there for is to end it, or to hold it up; the module is to stay.
    const LEFT_OUT: [&str; 5] = ["shutdown", "debug", "hostile.", "module", "restart"];
    let mut called = 0;
    for name in commands(&server) {
        if LEFT_OUT.iter().any(|it| name.starts_with(it)) {
            continue;
        }
        for args in [
            "", "k", "k 1", "k 1 2", "1", "0 1", "NO ONE", "k k k k", "* 0", "ON", "? -1",
        ] {
            let line = format!("HOSTILE.CALL {name} {args}");
            let reply = server.run::<String>(&line);
            // With all that it may have done to the server, such as a pause or a primary that is not there.
            let undo = [
                "REPLICAOF NO ONE",
                "CLIENT UNPAUSE",
                "CONFIG SET maxmemory 0",
            ];
            let _ = undo.map(|line| server.run::<Value>(line));
            let alive = server.run::<Value>("PING");
            assert!(alive.is_ok(), "{line}: {reply:?}, {alive:?}");
            called += 1;
        }
    }
    assert!(called > 2000, "{called}");
}

#[test]
fn a_replica_does_not_leave_its_primary_amid_a_command_of_it() {
    let server = start();
    let replica = server.replica_with(Server::builder().example("hostile"));
    for line in [
        "REPLICAOF NO ONE",
        "slaveof no one",
        "HOSTILE.CALL REPLICAOF NO ONE",
    ] {
        server
            .run::<String>(&format!("HOSTILE.CALL {line}"))
            .unwrap();
        server.run::<()>(&format!("SET after '{line}'")).unwrap();
        replica.wait_synced();
        assert_eq!(replica.run::<String>("GET after").unwrap(), line);
    }
    // A client of its own may have it.
    replica
        .run::<()>("CONFIG SET replica-read-only no")
        .unwrap();
    let left = replica.run::<String>("HOSTILE.CALL REPLICAOF NO ONE");
    assert_eq!(left.unwrap(), "OK");
    assert_eq!(replica.info("role"), "master");
}

#[test]
fn what_names_a_key_may_open_it_and_nobody_is_told_before_it_is_closed() {
    let server = start();
    server.run::<()>("SET there value").unwrap();
    let told = server.run::<Vec<String>>("HOSTILE.NOTIFY_OF_OPENED");
    assert_eq!(told.unwrap(), ["it is open", "it is told of"]);
}

#[test]
fn nothing_is_replicated_while_writing_is_paused() {
    let server = Server::builder()
        .example("hostile")
        .config("appendonly", "yes")
        .start();
    let replica = server.replica();
    let ways = ["replicate", "replicated", "script", "flush"];
    server.run::<()>("SET there value").unwrap();
    server.run::<()>("CLIENT PAUSE 100000 WRITE").unwrap();
    for how in ways {
        let line = format!("HOSTILE.WRITE_NESTED {how} key");
        server.run::<Value>(&line).expect_err(how);
        server
            .run::<()>(&format!("HOSTILE.WRITE_LATER {how} key"))
            .unwrap();
        server.wait_for_log(&format!("{how} key: Err"));
    }
    // A command that another one calls, and that is replicated as it is called.
    let nested = server.run::<Value>("HOSTILE.WRITE_NESTED nested there");
    assert_eq!(nested.is_err(), can_deny_writes(&server));
    if can_deny_writes(&server) {
        server.run::<()>("CLIENT UNPAUSE").unwrap();
        for how in ways {
            let line = format!("HOSTILE.WRITE_LATER {how} key");
            server.run::<()>(&line).unwrap();
            server.wait_for_log(&format!("{how} key: Ok"));
        }
        replica.wait_synced();
    }
}

#[test]
fn calls_within_calls_come_to_an_end() {
    let server = start();
    for depth in [1, 60, 100, 10_000] {
        let words = std::iter::repeat_n("HOSTILE.CALL", depth).chain(["STRLEN", "key"]);
        let reply = String::from_utf8(server.raw().call(words)).unwrap();
        let is_refused = reply.contains("calls are nested too deeply");
        assert_eq!(is_refused, depth > 64, "{depth}: {reply}");
    }
}

//! Databases: what is selected, for how long, and what emptying them does.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::redis::{self, Connection, FromRedisValue, RedisResult};

fn start() -> Server {
    Server::builder().example("databases").start()
}

fn try_call<T: FromRedisValue>(client: &mut Connection, line: &str) -> RedisResult<T> {
    let mut cmd = redis::Cmd::new();
    cmd.arg(redmod_test::args::split(line).unwrap());
    cmd.query(client)
}

#[track_caller]
fn call<T: FromRedisValue>(client: &mut Connection, line: &str) -> T {
    try_call(client, line).unwrap_or_else(|e| panic!("{line}: {e}"))
}

#[track_caller]
fn refusal(client: &mut Connection, line: &str) -> String {
    let error = try_call::<redis::Value>(client, line).expect_err(line);
    error.detail().unwrap_or_default().to_owned()
}

/// The database that the client is in: where a key goes that it sets.
#[track_caller]
fn assert_in(client: &mut Connection, database: i32) {
    let list: String = call(client, "CLIENT LIST");
    assert!(list.contains(&format!(" db={database} ")), "{list}");
}

#[test]
fn what_is_selected_ends_with_the_call() {
    let server = start();
    let mut client = server.client();
    call::<()>(&mut client, "SELECT 3");
    call::<()>(&mut client, "SET key value");
    assert_eq!(
        call::<(i32, i32, u64)>(&mut client, "DATABASES.SELECT 5"),
        (3, 5, 0)
    );
    assert_in(&mut client, 3);
    assert_eq!(
        call::<(i32, i32, u64)>(&mut client, "DATABASES.SELECT 3"),
        (3, 3, 1)
    );
    let out_of_range = "DB index is out of range";
    for index in ["-1", "16", "2147483647", "-2147483648"] {
        let line = format!("DATABASES.SELECT {index}");
        assert_eq!(refusal(&mut client, &line), out_of_range);
        assert_eq!(
            refusal(&mut client, &format!("DATABASES.SIZES 3 {index}")),
            out_of_range
        );
        assert_eq!(
            refusal(&mut client, &format!("DATABASES.COPY key 3 {index}")),
            out_of_range
        );
    }
    assert_in(&mut client, 3);
    assert_eq!(
        call::<(u64, u64)>(&mut client, "DATABASES.SIZES 3 4"),
        (1, 0)
    );
    assert_in(&mut client, 3);
}

#[test]
fn a_panic_leads_back_too() {
    let server = start();
    let mut client = server.client();
    call::<()>(&mut client, "SELECT 3");
    assert_eq!(call::<i32>(&mut client, "DATABASES.PANIC_IN 5 7"), 3);
    assert_in(&mut client, 3);
    let panicked = refusal(&mut client, "DATABASES.PANICS 5");
    assert_eq!(panicked, "internal error in databases.panics");
    assert_in(&mut client, 3);
    call::<()>(&mut client, "SELECT 5");
    assert_eq!(
        call::<String>(&mut client, "GET 'before the panic'"),
        "value"
    );
}

#[test]
fn keys_of_several_databases_are_open_at_once() {
    let server = start();
    let mut client = server.client();
    call::<()>(&mut client, "SET key value");
    assert!(call::<bool>(&mut client, "DATABASES.COPY key 0 9"));
    call::<()>(&mut client, "SELECT 9");
    assert_eq!(call::<String>(&mut client, "GET key"), "value");
    assert_eq!(
        call::<(Option<i32>, Option<i32>, i32)>(&mut client, "DATABASES.DATABASES_OF key 0 4"),
        (Some(0), Some(4), 9)
    );
    assert_eq!(
        call::<(Option<i32>, Option<i32>, i32)>(&mut client, "DATABASES.DATABASES_OF none 0 4"),
        (None, Some(4), 9)
    );
    // The same key of one database is still one key.
    assert_eq!(
        refusal(&mut client, "DATABASES.COPY key 9 9"),
        "the same key is given twice"
    );
    // An absent one deletes its copy.
    assert!(call::<bool>(&mut client, "DATABASES.COPY key 3 0"));
    call::<()>(&mut client, "SELECT 0");
    assert!(!call::<bool>(&mut client, "EXISTS key"));
}

#[test]
fn what_is_selected_leads_no_replica_astray() {
    let primary = Server::builder()
        .example("databases")
        .config("appendonly", "yes")
        .start();
    let mut replica = primary.replica();
    let mut client = primary.client();
    call::<()>(&mut client, "SELECT 3");
    call::<()>(&mut client, "DATABASES.WRITE_AND_SELECT a 5 0");
    call::<()>(&mut client, "SET after a");
    refusal(&mut client, "DATABASES.WRITE_AND_SELECT b 6 1");
    call::<()>(&mut client, "SET after b");
    replica.wait_synced();
    let digest = |server: &Server| server.run::<String>("DEBUG DIGEST").unwrap();
    let expected = digest(&primary);
    assert_eq!(digest(&replica), expected);
    let mut reader = replica.client();
    for (database, key, value) in [
        (3, "a", "here"),
        (5, "a", "there"),
        (3, "b", "here"),
        (6, "b", "there"),
        (3, "after", "b"),
    ] {
        call::<()>(&mut reader, &format!("SELECT {database}"));
        assert_eq!(call::<String>(&mut reader, &format!("GET {key}")), value);
    }
    call::<()>(&mut client, "CONFIG SET appendfsync always");
    let mut primary = primary;
    primary.restart();
    assert_eq!(digest(&primary), expected);
    replica.stop();
}

#[test]
fn a_random_key_is_one_of_those_there_are() {
    let server = start();
    let mut client = server.client();
    let random =
        |client: &mut Connection| -> Option<String> { call(client, "DATABASES.RANDOM_KEY") };
    assert_eq!(random(&mut client), None);
    for i in 0..10 {
        call::<()>(&mut client, &format!("SET key:{i} value"));
    }
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..1000 {
        seen.insert(random(&mut client).unwrap());
    }
    assert!(seen.len() > 5, "{seen:?}");
    assert!(seen.iter().all(|key| key.starts_with("key:")), "{seen:?}");
    // Those that have expired are removed, and nobody gets them.
    call::<()>(&mut client, "DEBUG SET-ACTIVE-EXPIRE 0");
    call::<()>(&mut client, "FLUSHALL");
    for i in 0..10 {
        call::<()>(&mut client, &format!("SET key:{i} value PX 1"));
    }
    std::thread::sleep(std::time::Duration::from_millis(10));
    assert_eq!(random(&mut client), None);
    assert_eq!(call::<u64>(&mut client, "DBSIZE"), 0);
}

#[test]
fn asking_whether_a_key_exists_is_no_use_of_it() {
    let server = start();
    let mut client = server.client();
    call::<()>(&mut client, "SET key value");
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(call::<bool>(&mut client, "DATABASES.EXISTS key"));
    assert!(!call::<bool>(&mut client, "DATABASES.EXISTS none"));
    let idle: i64 = call(&mut client, "OBJECT IDLETIME key");
    assert!(idle > 0, "{idle}");
    call::<()>(&mut client, "SET key value PX 1");
    std::thread::sleep(std::time::Duration::from_millis(10));
    assert!(!call::<bool>(&mut client, "DATABASES.EXISTS key"));
    call::<()>(&mut client, "SET key value");
    assert_eq!(
        refusal(&mut client, "DATABASES.EXISTS_WHILE_OPEN key"),
        "the same key is given twice"
    );
}

#[test]
fn all_databases_are_emptied() {
    let server = start();
    let replica = server.replica();
    let mut client = server.client();
    for lazy in [0, 1] {
        for database in [0, 7] {
            call::<()>(&mut client, &format!("SELECT {database}"));
            call::<()>(&mut client, "SET key value");
            call::<()>(&mut client, "RPUSH list a b c");
        }
        assert_eq!(
            call::<u64>(&mut client, &format!("DATABASES.FLUSH {lazy}")),
            0
        );
        call::<()>(&mut client, "SET key after");
        let keyspace: String = call(&mut client, "INFO keyspace");
        assert!(keyspace.contains("db7:keys=1"), "{keyspace}");
        assert!(!keyspace.contains("db0"), "{keyspace}");
        // The call was replicated.
        replica.wait_synced();
        assert_eq!(
            replica.run::<String>("DEBUG DIGEST").unwrap(),
            server.run::<String>("DEBUG DIGEST").unwrap()
        );
    }
    let refused = "a command without the flag `write` empties the databases";
    assert_eq!(refusal(&mut client, "DATABASES.FLUSH_READING"), refused);
    assert_eq!(call::<u64>(&mut client, "DBSIZE"), 1);
}

#[test]
fn the_append_only_file_is_started_anew() {
    let mut server = Server::builder()
        .example("databases")
        .config("appendonly", "yes")
        .start();
    let mut client = server.client();
    for i in 0..100 {
        call::<()>(&mut client, &format!("SET key:{i} value"));
    }
    let refused = refusal(&mut client, "DATABASES.START_OVER_VERBATIM");
    assert!(
        refused.starts_with("a command whose call is replicated"),
        "{refused}"
    );
    assert_eq!(call::<u64>(&mut client, "DBSIZE"), 100);

    call::<()>(&mut client, "DATABASES.START_OVER");
    assert_eq!(call::<u64>(&mut client, "DBSIZE"), 0);
    call::<()>(&mut client, "SET after value");
    server.wait_until("the new append-only file", || {
        server.info("aof_rewrite_in_progress") == "0"
            && server.info("aof_rewrite_scheduled") == "0"
            && server.info("aof_enabled") == "1"
    });
    call::<()>(&mut client, "CONFIG SET appendfsync always");
    call::<()>(&mut client, "SET last value");
    server.restart();
    let mut keys: Vec<String> = server.run("KEYS *").unwrap();
    keys.sort();
    assert_eq!(keys, ["after", "last"]);
}

#[test]
fn what_was_forgotten_is_closed_before_all_is_emptied() {
    let server = start();
    let mut client = server.client();
    for _ in 0..100 {
        call::<()>(&mut client, "ZADD zset 1 a 2 b 3 c");
        call::<()>(&mut client, "XADD stream * field value");
        let left: u64 = call(&mut client, "DATABASES.FORGET_AND_FLUSH zset stream");
        assert_eq!(left, 0);
    }
}

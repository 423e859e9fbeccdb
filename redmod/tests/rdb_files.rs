//! Databases in files of a module's own, on a real server.

#![forbid(unsafe_code)]

use std::fs;

use redmod_test::{Builder, Server};

fn builder() -> Builder {
    Server::builder().example("rdb_files")
}

/// Whether the server has files for modules: Redis 7.2 on; otherwise that it says so.
fn has_files(server: &Server) -> bool {
    if server.version().redis_level() >= (7, 2, 0) {
        return true;
    }
    for line in ["RDB.SAVE x", "RDB.LOAD x"] {
        let error = server.error(line);
        assert!(error.contains("7.2.0"), "{error}");
    }
    false
}

#[test]
fn all_databases_are_saved_and_loaded_again() {
    let mut server = builder().config("appendonly", "yes").start();
    if !has_files(&server) {
        return;
    }
    server.run::<()>("SET k 1").unwrap();
    server.run::<u64>("RDB.FORGET 'a file.rdb' 0").unwrap();
    server.run::<()>("SET k 2").unwrap();
    server.run::<()>("SET l 2").unwrap();
    let replica = server.replica();
    assert_eq!(server.run::<u64>("RDB.FORGET 'a file.rdb' 1").unwrap(), 1);
    assert_eq!(server.run::<u64>("GET k").unwrap(), 1);
    server.run::<()>("SET m 3").unwrap();
    // The replica gets all of it anew, and the append-only file holds it.
    server.wait_until("the replica to have the other key", || {
        replica.run::<u64>("EXISTS m").unwrap_or(0) == 1
    });
    assert_eq!(replica.run::<u64>("DBSIZE").unwrap(), 2);
    replica
        .run::<()>("CONFIG SET replica-read-only no")
        .unwrap();
    assert_eq!(
        replica.error("RDB.LOAD 'a file.rdb'"),
        "ERR a replica has the databases of its primary"
    );
    drop(replica);
    server.wait_until("the append-only file", || {
        server.info("aof_rewrite_in_progress") == "0" && server.info("aof_rewrite_scheduled") == "0"
    });
    server.restart();
    assert_eq!(server.run::<u64>("GET k").unwrap(), 1);
    assert_eq!(server.run::<u64>("DBSIZE").unwrap(), 2);
}

#[test]
fn what_cannot_be_done_is_said_and_changes_nothing() {
    let server = builder().start();
    if !has_files(&server) {
        return;
    }
    server.run::<()>("SET k 1").unwrap();
    server.run::<()>("RDB.SAVE good.rdb").unwrap();
    let saved = server.error("RDB.SAVE no/such/folder");
    assert_eq!(
        saved,
        "ERR the databases cannot be saved: No such file or directory (os error 2)"
    );
    let loaded = server.error("RDB.LOAD none.rdb");
    assert_eq!(
        loaded,
        "ERR the databases cannot be loaded: No such file or directory (os error 2)"
    );
    assert!(
        server
            .error("RDB.LOAD_READING good.rdb")
            .contains("without the flag `write`")
    );
    assert!(
        server
            .error("RDB.LOAD_VERBATIM good.rdb")
            .contains("whose call is replicated")
    );
    assert_eq!(
        server.error("RDB.SAVE \"a\\x00b\""),
        "ERR the name of a file has a NUL"
    );
    server.run::<()>("RDB.LOAD_ON_THREAD good.rdb").unwrap();
    server.wait_for_log("on a thread: Err(\"ERR a thread cannot load a file\")");
    assert_eq!(server.run::<u64>("GET k").unwrap(), 1);
}

/// What was read until then is there.
#[test]
fn a_broken_file_is_not_taken_for_whole() {
    let server = builder().start();
    if !has_files(&server) {
        return;
    }
    server.run::<()>("SET k 1").unwrap();
    server.run::<()>("RDB.SAVE good.rdb").unwrap();
    let good = fs::read(server.dir().join("good.rdb")).unwrap();
    let mut broken = good.clone();
    let key = good.windows(2).rposition(|it| it == [1, b'k']).unwrap();
    broken[key - 1] = 99;
    let short = good[..good.len() - 9].to_vec();
    let mut changed = good.clone();
    *changed.last_mut().unwrap() ^= 1;
    // A format that nobody has yet.
    let mut newer = good.clone();
    let digits = good.iter().position(u8::is_ascii_digit).unwrap();
    let is_version = |byte: &&mut u8| byte.is_ascii_digit();
    let version = newer[digits..].iter_mut().take_while(is_version);
    version.for_each(|digit| *digit = b'9');
    for bad in [short, broken, changed, newer] {
        fs::write(server.dir().join("bad.rdb"), bad).unwrap();
        let error = server.error("RDB.LOAD bad.rdb");
        assert!(
            error.starts_with("ERR the databases cannot be loaded: "),
            "{error}"
        );
        server.run::<()>("RDB.LOAD good.rdb").unwrap();
        assert_eq!(server.run::<u64>("GET k").unwrap(), 1);
    }
}

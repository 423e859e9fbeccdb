//! Data types on a real server: what is saved is what is loaded, by every way that a value can take.

#![forbid(unsafe_code)]

mod dt;
mod saving;

use std::time::{Duration, Instant};

use dt::{builder, start, wait_for};
use redmod_test::Server;
use redmod_test::redis::{self, Connection};

/// Values that are random, by these seeds.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=60;

fn fill(server: &Server) {
    for seed in SEEDS {
        server
            .run::<()>(&format!("DT.FILL key:{seed} {seed}"))
            .unwrap();
    }
    server.run::<()>("PEXPIRE key:1 10000000").unwrap();
}

fn digests(server: &Server) -> Vec<String> {
    let keys: Vec<String> = SEEDS.map(|seed| format!("key:{seed}")).collect();
    server
        .run(&format!("DEBUG DIGEST-VALUE {}", keys.join(" ")))
        .unwrap()
}

/// Every value is what its seed makes, and has the digest that it had.
fn check(server: &Server, digests_before: &[String]) {
    for seed in SEEDS {
        let is = server.run::<bool>(&format!("DT.IS key:{seed} {seed}"));
        assert!(is.unwrap(), "the value of seed {seed}");
    }
    assert_eq!(digests(server), digests_before);
    let ttl = server.run::<i64>("PTTL key:1").unwrap();
    assert!((9_000_000..=10_000_000).contains(&ttl), "{ttl}");
    assert_eq!(server.run::<i64>("PTTL key:2").unwrap(), -1);
}

#[test]
fn values_survive_a_snapshot_and_a_restart() {
    let mut server = start();
    fill(&server);
    let before = digests(&server);
    assert_eq!(
        before
            .iter()
            .collect::<std::collections::HashSet<_>>()
            .len(),
        before.len()
    );
    check(&server, &before);
    server.reload();
    check(&server, &before);
    server.restart();
    check(&server, &before);
}

#[test]
fn values_survive_a_snapshot_of_a_child() {
    let mut server = start();
    fill(&server);
    let before = digests(&server);
    assert_eq!(saving::in_a_child(&server), "ok");
    server.crash();
    check(&server, &before);
}

#[test]
fn values_survive_rewrites_of_the_append_only_file() {
    for preamble in ["yes", "no"] {
        let mut server = builder()
            .config("appendonly", "yes")
            .config("aof-use-rdb-preamble", preamble)
            .start();
        fill(&server);
        let before = digests(&server);
        server.run::<()>("BGREWRITEAOF").unwrap();
        wait_for(&server, "aof_rewrite_scheduled:0");
        wait_for(&server, "aof_rewrite_in_progress:0");
        assert_eq!(server.info("aof_last_bgrewrite_status"), "ok");
        server.run::<()>("CONFIG SET appendfsync always").unwrap();
        server.run::<()>("DT.ADD last 1").unwrap();
        server.crash();
        check(&server, &before);
        assert_eq!(server.run::<u64>("DT.NUMBER last").unwrap(), 1);
        server.run::<()>("DEBUG LOADAOF").unwrap();
        check(&server, &before);
    }
}

#[test]
fn values_are_dumped_restored_and_copied() {
    let server = start();
    fill(&server);
    let before = digests(&server);
    let mut client = server.client();
    for seed in SEEDS {
        let key = format!("key:{seed}");
        let dump: Vec<u8> = redis::cmd("DUMP").arg(&key).query(&mut client).unwrap();
        let ttl = if seed == 1 { 10_000_000 } else { 0 };
        let restored: String = redis::cmd("RESTORE")
            .arg((&key, ttl, dump, "REPLACE"))
            .query(&mut client)
            .unwrap();
        assert_eq!(restored, "OK");
        if server.version().redis_level() >= (6, 2, 0) {
            assert!(server.run::<bool>(&format!("COPY {key} copy")).unwrap());
            assert!(server.run::<bool>(&format!("DT.SAME {key} copy")).unwrap());
            server.run::<()>("DEL copy").unwrap();
        }
    }
    check(&server, &before);
}

#[test]
fn values_reach_replicas_with_a_file_and_without() {
    for (sync, load) in [("no", "disabled"), ("yes", "disabled"), ("yes", "swapdb")] {
        let server = builder()
            .config("repl-diskless-sync", sync)
            .config("repl-diskless-load", load)
            .start();
        fill(&server);
        let before = digests(&server);
        let replica = server.replica();
        check(&replica, &before);
        server.run::<()>("DT.ADD late 5").unwrap();
        replica.wait_synced();
        assert_eq!(replica.run::<u64>("DT.NUMBER late").unwrap(), 5);
    }
}

#[test]
fn values_reach_another_server() {
    let server = start();
    fill(&server);
    let before = digests(&server);
    let other = start();
    let keys: Vec<String> = SEEDS.map(|seed| format!("key:{seed}")).collect();
    let line = format!(
        "MIGRATE 127.0.0.1 {} \"\" 0 60000 KEYS {}",
        other.port(),
        keys.join(" ")
    );
    assert_eq!(server.run::<String>(&line).unwrap(), "OK");
    check(&other, &before);
    assert_eq!(server.run::<u64>("DBSIZE").unwrap(), 0);
}

#[test]
fn values_are_swapped_and_flushed() {
    let server = start();
    fill(&server);
    let before = digests(&server);
    server.run::<()>("SWAPDB 0 1").unwrap();
    assert_eq!(server.run::<u64>("DBSIZE").unwrap(), 0);
    server.run::<()>("SWAPDB 0 1").unwrap();
    check(&server, &before);
    server.run::<()>("FLUSHALL").unwrap();
    fill(&server);
    server.run::<()>("FLUSHALL ASYNC").unwrap();
    wait_for(&server, "lazyfree_pending_objects:0");
    assert_eq!(server.run::<u64>("DBSIZE").unwrap(), 0);
}

#[test]
fn a_handle_reads_writes_replaces_and_takes() {
    let server = start();
    let number = |line: &str| server.run::<Option<u64>>(line).unwrap();
    assert_eq!(number("DT.NUMBER k"), None);
    assert_eq!(number("DT.ADD_THERE k 1"), None);
    assert_eq!(number("DT.REPLACE k 3"), None);
    assert_eq!(number("DT.ADD k 4"), Some(7));
    assert_eq!(number("DT.ADD_THERE k 1"), Some(8));
    assert_eq!(number("DT.NUMBER k"), Some(8));
    assert_eq!(number("DT.NUMBER_OF k"), Some(8));
    assert_eq!(number("DT.NUMBER_OF absent"), None);
    assert_eq!(server.run::<String>("TYPE k").unwrap(), "all-kinds");
    assert_eq!(server.run::<String>("OBJECT ENCODING k").unwrap(), "raw");

    server.run::<()>("PEXPIRE k 100000").unwrap();
    assert_eq!(number("DT.REPLACE k 9"), Some(8));
    assert!(server.run::<i64>("PTTL k").unwrap() > 0);
    server.run::<()>("DT.SET k 10").unwrap();
    assert_eq!(server.run::<i64>("PTTL k").unwrap(), -1);
    assert_eq!(number("DT.NUMBER k"), Some(10));

    type Taken = (Option<u64>, bool, bool);
    let take = |line: &str| server.run::<Taken>(line).unwrap();
    assert_eq!(take("DT.TAKE k"), (Some(10), false, false));
    assert_eq!(server.run::<u64>("EXISTS k").unwrap(), 0);
    assert_eq!(take("DT.TAKE k"), (None, false, false));
    server.run::<()>("DT.SET k 11").unwrap();
    assert_eq!(take("DT.TAKE k 12"), (Some(11), false, false));
    assert_eq!(number("DT.NUMBER k"), Some(12));
    for line in ["DT.DELETE k", "DT.UNLINK k"] {
        server.run::<()>("DT.SET k 1").unwrap();
        let gone = |line: &str| server.run::<(bool, bool)>(line).unwrap();
        assert_eq!(gone(line), (true, false), "{line}");
        assert_eq!(gone(line), (false, false), "{line}");
    }
}

#[test]
fn a_value_is_not_read_as_another_type() {
    let server = start();
    server.run::<()>("SET text x").unwrap();
    server.run::<()>("DT.BOMB bomb never").unwrap();
    server.run::<()>("DT.ADD k 1").unwrap();
    for line in [
        "DT.NUMBER text",
        "DT.NUMBER bomb",
        "DT.NUMBER_OF bomb",
        "DT.ADD text 1",
        "DT.ADD bomb 1",
        "DT.SET bomb 1",
        "DT.TAKE bomb",
        "DT.FUSE k",
        "GET k",
    ] {
        assert!(server.error(line).starts_with("WRONGTYPE"), "{line}");
    }
    assert!(server.error("DT.SAME k k").contains("the same key"));
}

#[test]
fn what_a_command_writes_is_replicated_and_watched() {
    let server = start();
    let replica = server.replica();
    let mut watching = server.client();
    let run = |client: &mut Connection, line: &str| {
        let mut words = line.split(' ');
        let mut command = redis::cmd(words.next().unwrap());
        words.for_each(|word| {
            command.arg(word);
        });
        command.query::<redis::Value>(client).unwrap()
    };
    run(&mut watching, "WATCH k");
    server.run::<()>("DT.ADD k 5").unwrap();
    run(&mut watching, "MULTI");
    run(&mut watching, "PING");
    assert_eq!(run(&mut watching, "EXEC"), redis::Value::Nil);
    let lines = ["DT.ADD_THERE k 1", "DT.REPLACE l 4", "DT.TAKE k"];
    for line in lines {
        server.run::<redis::Value>(line).unwrap();
    }
    replica.wait_synced();
    assert_eq!(replica.run::<Option<u64>>("DT.NUMBER k").unwrap(), None);
    assert_eq!(replica.run::<Option<u64>>("DT.NUMBER l").unwrap(), Some(4));
    let offset = || server.info("master_repl_offset").parse::<u64>().unwrap();
    let before = offset();
    server.run::<Option<u64>>("DT.ADD_THERE absent 1").unwrap();
    assert_eq!(offset(), before, "what writes nothing is not replicated");
}

/// In the module itself both places are named; what other modules have is the server's to know.
#[test]
fn two_types_of_one_name_are_refused() {
    let refusal = Server::builder().example("same_type").try_start();
    let refusal = refusal
        .err()
        .expect("two types are named alike")
        .to_string();
    let line = refusal.lines().find(|line| line.contains("is not loaded"));
    let line = line.unwrap_or(&refusal);
    let source = include_str!("modules/same_type.rs");
    assert!(
        line.contains("two data types are named `same-type`: "),
        "{line}"
    );
    for (i, _) in source
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains("#[data_type"))
    {
        assert!(line.contains(&format!("same_type.rs:{}", i + 1)), "{line}");
    }

    let refusal = builder().example("taken_type").try_start();
    let refusal = refusal.err().expect("the name is taken").to_string();
    let why = "cannot be registered: another module has one of this name";
    assert!(
        refusal.contains("the data type `all-kinds` (") && refusal.contains(why),
        "{refusal}"
    );
    Server::builder().example("taken_type").start();
}

#[test]
fn a_module_with_a_type_is_not_unloaded() {
    let server = start();
    let error = server.error("MODULE UNLOAD dt");
    assert!(error.contains("data type"), "{error}");
    server.run::<()>("DT.ADD k 1").unwrap();
}

#[test]
fn the_memory_of_a_value_is_known() {
    let server = start();
    server.run::<()>("DT.ADD k 1").unwrap();
    let small = server.run::<u64>("MEMORY USAGE k").unwrap();
    let used = || server.info("used_memory").parse::<i64>().unwrap();
    let before = used();
    server.run::<()>("DT.LARGE k 100000").unwrap();
    let really = used() - before;
    let said = (server.run::<u64>("MEMORY USAGE k").unwrap() - small) as i64;
    println!("MEMORY USAGE {said}, used_memory {really}");
    assert!(
        (said - really).abs() * 10 < really,
        "{said} is not about {really}"
    );
    let started = Instant::now();
    assert_eq!(server.run::<u64>("UNLINK k").unwrap(), 1);
    println!("unlinked in {:?}", started.elapsed());
    let freed = server.info("lazyfreed_objects");
    wait_for(&server, "lazyfree_pending_objects:0");
    if !freed.is_empty() && server.version().redis_level() >= (6, 2, 0) {
        assert_eq!(server.info("lazyfreed_objects"), "1");
    }
    std::thread::sleep(Duration::from_millis(50));
    assert!(used() - before < really / 10, "the memory is given back");
}

#[test]
fn a_value_is_kept_outside_of_keys() {
    let server = start();
    for seed in SEEDS {
        server.run::<()>(&format!("DT.FILL k {seed}")).unwrap();
        server.run::<()>("DT.KEEP k list").unwrap();
        server.run::<()>("DT.UNKEEP list l 3").unwrap();
        assert!(
            server.run::<bool>(&format!("DT.IS l {seed}")).unwrap(),
            "{seed}"
        );
    }
    for junk in ["x", "\u{5}\u{2}ab", "\u{5}"] {
        let mut client = server.client();
        redis::cmd("RPUSH")
            .arg(("list", junk))
            .exec(&mut client)
            .unwrap();
        let error = server.error("DT.UNKEEP list l 3");
        assert_eq!(error, "ERR the string is no value of this type");
    }
    server.run::<()>("DT.KEEP k list").unwrap();
    assert!(
        server
            .error("DT.UNKEEP list l 4")
            .contains("no value of this type")
    );
    server.wait_for_log("it has the encver 4, and this module knows none after 3");

    assert_eq!(server.run::<u64>("DT.KEEP_BOMB never").unwrap(), 5);
    assert_eq!(
        server.error("DT.KEEP_BOMB save"),
        "ERR the value cannot be saved"
    );
    assert_eq!(
        server.error("DT.KEEP_BOMB save-late"),
        "ERR the value cannot be saved"
    );
    let loading = server.error("DT.KEEP_BOMB load");
    assert_eq!(loading, "ERR the string is no value of this type");
    assert_eq!(server.run::<u64>("DT.KEEP_BOMB never").unwrap(), 5);
}

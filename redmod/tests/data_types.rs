//! Data types on a real server: what is saved is what is loaded, by every way that a value can take.

#![forbid(unsafe_code)]

mod payload;

use std::fs;
use std::time::{Duration, Instant};

use payload::Random;
use redmod_test::redis::{self, Connection};
use redmod_test::{Builder, Server};

/// Values that are random, by these seeds.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=60;

fn builder() -> Builder {
    Server::builder().example("data_types")
}

fn start() -> Server {
    builder().start()
}

fn error(server: &Server, line: &str) -> String {
    let error = server.run::<redis::Value>(line).expect_err(line);
    format!(
        "{} {}",
        error.code().unwrap_or(""),
        error.detail().unwrap_or("")
    )
}

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

fn wait_for(server: &Server, line: &str) {
    let [name, value] = line.split(':').collect::<Vec<_>>()[..] else {
        unreachable!("a line of INFO")
    };
    server.wait_until(line, || server.info(name) == value);
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
    server.run::<()>("BGSAVE").unwrap();
    wait_for(&server, "rdb_bgsave_in_progress:0");
    assert_eq!(server.info("rdb_last_bgsave_status"), "ok");
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
        assert!(error(&server, line).starts_with("WRONGTYPE"), "{line}");
    }
    assert!(error(&server, "DT.SAME k k").contains("the same key"));
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
    let error = error(&server, "MODULE UNLOAD dt");
    assert!(error.contains("data type"), "{error}");
    server.run::<()>("DT.ADD k 1").unwrap();
}

/// A deeper one cannot be loaded, and so it is not saved: the child dies, and the good file stays.
#[test]
fn a_recursive_value_is_saved_as_deep_as_it_can_be_loaded() {
    let mut server = start();
    server.run::<()>("DT.DEEP k 498").unwrap();
    let digest = server.run::<Vec<String>>("DEBUG DIGEST-VALUE k").unwrap();
    server.restart();
    assert_eq!(
        server.run::<Vec<String>>("DEBUG DIGEST-VALUE k").unwrap(),
        digest
    );
    server.run::<()>("DT.DEEP k 499").unwrap();
    server.run::<u64>("MEMORY USAGE k").unwrap();
    server.run::<()>("BGSAVE").unwrap();
    wait_for(&server, "rdb_bgsave_in_progress:0");
    assert_eq!(server.info("rdb_last_bgsave_status"), "err");
    server.wait_for_log("nested deeper than 500 levels");
    server.crash();
    assert_eq!(
        server.run::<Vec<String>>("DEBUG DIGEST-VALUE k").unwrap(),
        digest
    );
}

#[test]
fn a_panic_while_a_child_saves_keeps_the_good_file() {
    for place in ["save", "save-late"] {
        let mut server = start();
        server.run::<()>("DT.BOMB k never").unwrap();
        server.run::<()>("SAVE").unwrap();
        server
            .run::<Option<String>>(&format!("DT.FUSE k {place}"))
            .unwrap();
        server.run::<()>("BGSAVE").unwrap();
        wait_for(&server, "rdb_bgsave_in_progress:0");
        assert_eq!(server.info("rdb_last_bgsave_status"), "err");
        server.wait_for_log("at key 'k' cannot be saved");
        let left: Vec<String> = fs::read_dir(server.dir())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with("temp"))
            .collect();
        assert!(left.is_empty(), "{left:?}");
        server.crash();
        assert_eq!(server.run::<String>("DT.FUSE k").unwrap(), "never");
    }
}

#[test]
fn a_panic_while_the_server_itself_saves_writes_no_value() {
    for place in ["save", "save-late"] {
        let mut server = start();
        server.run::<()>(&format!("DT.BOMB k {place}")).unwrap();
        let mut client = server.client();
        let dump: Vec<u8> = redis::cmd("DUMP").arg("k").query(&mut client).unwrap();
        let restored = redis::cmd("RESTORE")
            .arg(("l", 0, dump))
            .query::<String>(&mut client);
        assert_eq!(restored.unwrap_err().detail(), Some("Bad data format"));
        server.wait_for_log("at key 'l' cannot be loaded: it was not saved whole");
        assert_eq!(server.run::<u64>("EXISTS l").unwrap(), 0);
        // Another server does not take it, and so it stays.
        let other = start();
        let port = other.port();
        let migrated = server.run::<()>(&format!("MIGRATE 127.0.0.1 {port} k 0 60000"));
        let error = migrated.unwrap_err().to_string();
        assert!(error.contains("Bad data format"), "{error}");
        other.wait_for_log("at key 'k' cannot be loaded: it was not saved whole");
        assert_eq!(other.run::<u64>("EXISTS k").unwrap(), 0);
        assert_eq!(server.run::<String>("DT.FUSE k").unwrap(), place);
        for end in ["SAVE", "SHUTDOWN SAVE"] {
            let ended = server.run::<()>(end);
            assert_eq!(ended.is_ok(), end == "SAVE", "{end}");
            if end == "SAVE" {
                server.kill();
            } else {
                server.wait_exit();
            }
            assert_not_whole(&mut server);
            fs::remove_file(server.dir().join("dump.rdb")).unwrap();
            server.start_again();
            server.run::<()>(&format!("DT.BOMB k {place}")).unwrap();
        }
    }
}

/// The server does not start with the file that it has written.
#[track_caller]
fn assert_not_whole(server: &mut Server) {
    let refused = server.try_start_again();
    let refused = refused.expect_err("the file has no value").to_string();
    assert!(
        refused.contains("at key 'k' cannot be loaded: it was not saved whole"),
        "{refused}"
    );
}

#[test]
fn a_panic_while_the_append_only_file_is_rewritten_keeps_the_old_one() {
    let mut server = builder()
        .config("appendonly", "yes")
        .config("appendfsync", "always")
        .config("aof-use-rdb-preamble", "no")
        .start();
    wait_for(&server, "aof_rewrite_in_progress:0");
    server.run::<()>("DT.BOMB k save").unwrap();
    server.run::<()>("BGREWRITEAOF").unwrap();
    wait_for(&server, "aof_rewrite_in_progress:0");
    assert_eq!(server.info("aof_last_bgrewrite_status"), "err");
    server.wait_for_log("at key 'k' cannot be rewritten: rewriting it has panicked");
    server.crash();
    assert_eq!(server.run::<String>("DT.FUSE k").unwrap(), "save");
}

#[test]
fn a_panic_in_another_callback_ends_there() {
    let server = start();
    let mut client = server.client();
    server.run::<()>("DT.BOMB k load").unwrap();
    let dump: Vec<u8> = redis::cmd("DUMP").arg("k").query(&mut client).unwrap();
    let restored = redis::cmd("RESTORE")
        .arg(("l", 0, dump))
        .query::<String>(&mut client);
    assert_eq!(restored.unwrap_err().detail(), Some("Bad data format"));
    server.wait_for_log("at key 'l' cannot be loaded: loading it has panicked");
    if server.version().redis_level() >= (6, 2, 0) {
        assert!(error(&server, "COPY k l").contains("failed to copy"));
    }
    server.run::<()>("DT.BOMB m measure").unwrap();
    assert!(server.run::<u64>("MEMORY USAGE m").unwrap() > 0);
    assert_eq!(server.run::<u64>("UNLINK m").unwrap(), 1);
    server.run::<()>("DT.BOMB d save").unwrap();
    server.run::<Vec<String>>("DEBUG DIGEST-VALUE d").unwrap();
    for line in ["DEL e", "UNLINK e", "FLUSHALL", "FLUSHALL ASYNC"] {
        server.run::<()>("DT.BOMB e drop").unwrap();
        server.run::<()>(line).unwrap();
        assert_eq!(server.run::<u64>("EXISTS e").unwrap(), 0, "{line}");
    }
    assert_eq!(server.run::<String>("PING").unwrap(), "PONG");
}

/// How a place is shown that is in the first database.
fn named(server: &Server, key: &str) -> String {
    let is_told = server.version().redis_level() >= (7, 0, 0);
    let database = is_told.then_some(0);
    format!("{key} in {database:?}")
}

#[test]
fn the_authors_functions_stand_in_for_the_fields() {
    let server = start();
    let seen = || server.run::<Vec<String>>("DT.SEEN").unwrap();
    server.run::<()>("DT.AUTHOR k one a").unwrap();
    server.run::<()>("DT.AUTHOR l one b").unwrap();
    server.run::<()>("DT.AUTHOR m two a").unwrap();
    for line in [
        "MEMORY USAGE k",
        "MEMORY USAGE l SAMPLES 7",
        "MEMORY USAGE m SAMPLES 0",
    ] {
        assert!(server.run::<u64>(line).unwrap() >= 1_000_000);
    }
    let sample = |elements: Option<usize>, key| match server.version().redis_level() >= (7, 0, 0) {
        true => format!("{elements:?} of {}", named(&server, key)),
        false => "None of ".to_owned(),
    };
    let samples = [
        sample(Some(5), "k"),
        sample(Some(7), "l"),
        sample(None, "m"),
    ];
    assert_eq!(seen(), samples);
    let digests: Vec<String> = server.run("DEBUG DIGEST-VALUE k l m").unwrap();
    assert_eq!(digests[0], digests[1]);
    assert_ne!(digests[0], digests[2]);
    let is_told = server.version().redis_level() >= (7, 0, 0);
    let digest = |key| match is_told {
        true => format!("digest of {}", named(&server, key)),
        false => "digest of ".to_owned(),
    };
    assert_eq!(seen(), [digest("k"), digest("l"), digest("m")]);

    if server.version().redis_level() >= (6, 2, 0) {
        assert!(server.run::<bool>("COPY k n").unwrap());
        let places = format!("{} to {}", named(&server, "k"), named(&server, "n"));
        assert_eq!(server.run::<String>("DT.NOTE_OF n").unwrap(), places);
        server.run::<()>("DT.AUTHOR o 'only one' a").unwrap();
        assert!(error(&server, "COPY o p").contains("failed to copy"));
        server.wait_for_log("cannot be copied: ERR there is only one of it");
        seen();

        server.run::<()>("DEL k").unwrap();
        // Whether it asks what freeing takes as well is the server's choice.
        assert_eq!(seen()[0], format!("one left {}", named(&server, "k")));
        server.run::<()>("UNLINK m").unwrap();
        let seen = seen();
        assert!(seen.contains(&format!("two left {}", named(&server, "m"))));
        assert!(seen.contains(&"effort of two".to_owned()), "{seen:?}");
    }
}

#[test]
fn the_authors_commands_make_the_values_of_a_rewritten_file() {
    let mut server = builder()
        .config("appendonly", "yes")
        .config("aof-use-rdb-preamble", "no")
        .start();
    server.run::<()>("DT.AUTHOR 'a key' one a").unwrap();
    server.run::<()>("PEXPIRE 'a key' 10000000").unwrap();
    let rewrite = |server: &Server| {
        wait_for(server, "aof_rewrite_scheduled:0");
        wait_for(server, "aof_rewrite_in_progress:0");
        server.run::<()>("BGREWRITEAOF").unwrap();
        wait_for(server, "aof_rewrite_scheduled:0");
        wait_for(server, "aof_rewrite_in_progress:0");
        server.info("aof_last_bgrewrite_status")
    };
    assert_eq!(rewrite(&server), "ok");
    server.crash();
    let note = named(&server, "rewritten");
    assert_eq!(server.run::<String>("DT.NOTE_OF 'a key'").unwrap(), note);
    assert!(server.run::<i64>("PTTL 'a key'").unwrap() > 9_000_000);

    for (text, why) in [
        ("aof_rewrite", "rewriting it has panicked"),
        ("refuses", "it does not want to"),
        ("unknown", "the server cannot write the command"),
    ] {
        server
            .run::<()>(&format!("DT.AUTHOR 'a key' {text} b"))
            .unwrap();
        assert_eq!(rewrite(&server), "err", "{text}");
        server.wait_for_log("at key 'a key' cannot be rewritten: ");
        server.wait_for_log(why);
        server.crash();
        assert_eq!(server.run::<String>("DT.NOTE_OF 'a key'").unwrap(), "b");
    }
}

#[test]
fn a_panic_in_an_authors_function_ends_there() {
    let server = start();
    for place in ["mem_usage", "free_effort", "digest", "copy", "unlink"] {
        server.run::<()>(&format!("DT.AUTHOR k {place} a")).unwrap();
        assert!(server.run::<u64>("MEMORY USAGE k").unwrap() > 0);
        server.run::<Vec<String>>("DEBUG DIGEST-VALUE k").unwrap();
        if server.version().redis_level() >= (6, 2, 0) {
            let copied = server.run::<bool>("COPY k l REPLACE");
            assert_eq!(copied.is_err(), place == "copy", "{place}");
        }
        assert_eq!(server.run::<u64>("UNLINK k").unwrap(), 1);
        assert_eq!(server.run::<u64>("EXISTS k").unwrap(), 0);
    }
}

#[test]
fn a_value_of_a_newer_version_is_refused_by_name() {
    let server = start();
    let mut client = server.client();
    server.run::<()>("DT.ADD k 1").unwrap();
    let dump: Vec<u8> = redis::cmd("DUMP").arg("k").query(&mut client).unwrap();
    let newer = payload::with_encver(&dump, 4);
    let restored = redis::cmd("RESTORE")
        .arg(("l", 0, newer))
        .query::<String>(&mut client);
    assert_eq!(restored.unwrap_err().detail(), Some("Bad data format"));
    server.wait_for_log(
        "the value of type all-kinds at key 'l' cannot be loaded: \
         it has the encver 4, and this module knows none after 3",
    );
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
        let error = error(&server, "DT.UNKEEP list l 3");
        assert_eq!(error, "ERR the string is no value of this type");
    }
    server.run::<()>("DT.KEEP k list").unwrap();
    assert!(error(&server, "DT.UNKEEP list l 4").contains("no value of this type"));
    server.wait_for_log("it has the encver 4, and this module knows none after 3");

    assert_eq!(server.run::<u64>("DT.KEEP_BOMB never").unwrap(), 5);
    assert_eq!(
        error(&server, "DT.KEEP_BOMB save"),
        "ERR the value cannot be saved"
    );
    assert_eq!(
        error(&server, "DT.KEEP_BOMB save-late"),
        "ERR the value cannot be saved"
    );
    let loading = error(&server, "DT.KEEP_BOMB load");
    assert_eq!(loading, "ERR the string is no value of this type");
    assert_eq!(server.run::<u64>("DT.KEEP_BOMB never").unwrap(), 5);
}

/// Otherwise a length that lies would be believed.
#[test]
fn elements_without_bytes_are_neither_saved_nor_loaded() {
    let server = start();
    let mut client = server.client();
    server.run::<()>("DT.NOTHING k 0").unwrap();
    let dump: Vec<u8> = redis::cmd("DUMP").arg("k").query(&mut client).unwrap();
    redis::cmd("RESTORE")
        .arg(("l", 0, &dump))
        .exec(&mut client)
        .unwrap();
    let lies = payload::with_value(&dump, &[0xFF, 0xFF, 0xFF, 0xFF, 0x7F, b'.']);
    let restored = redis::cmd("RESTORE")
        .arg(("m", 0, lies))
        .query::<String>(&mut client);
    assert_eq!(restored.unwrap_err().detail(), Some("Bad data format"));
    server.wait_for_log("an element in it has no bytes");
    server.run::<()>("DT.NOTHING k 1").unwrap();
    server.run::<()>("BGSAVE").unwrap();
    wait_for(&server, "rdb_bgsave_in_progress:0");
    assert_eq!(server.info("rdb_last_bgsave_status"), "err");
}

#[test]
fn a_value_that_its_author_refuses_is_not_loaded() {
    let mut server = start();
    let mut client = server.client();
    server.run::<()>("DT.RANGE k 3 5").unwrap();
    let dump: Vec<u8> = redis::cmd("DUMP").arg("k").query(&mut client).unwrap();
    let mut restore = |first: u8, last: u8| {
        let payload = payload::with_value(&dump, &[first, last, b'.']);
        redis::cmd("RESTORE")
            .arg(("l", 0, payload, "REPLACE"))
            .query::<String>(&mut client)
    };
    assert_eq!(restore(5, 5).unwrap(), "OK");
    let error = restore(6, 5).unwrap_err();
    assert_eq!(error.detail(), Some("Bad data format"));
    server.wait_for_log("it ends before it starts");
    let error = restore(13, 15).unwrap_err();
    assert_eq!(error.detail(), Some("Bad data format"));
    server.wait_for_log("loading it has panicked");
    server.restart();
    assert_eq!(server.run::<u64>("EXISTS k l").unwrap(), 2);
}

/// What was acknowledged is there after each of many crashes.
#[test]
fn acknowledged_writes_survive_crashes() {
    let mut server = builder()
        .config("appendonly", "yes")
        .config("appendfsync", "always")
        .start();
    let mut acknowledged = 0;
    for crash in 0..50 {
        let mut raw = server.raw();
        let pid = server.pid().to_string();
        let (first, has_written) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            let writer = scope.spawn(move || {
                let mut written = 0;
                while raw
                    .try_call(["DT.ADD", "k", "1"])
                    .is_ok_and(|it| it.starts_with(b":"))
                {
                    written += 1;
                    _ = first.send(());
                }
                written
            });
            has_written.recv().unwrap();
            std::thread::sleep(Duration::from_millis(10 + crash % 7));
            let killed = std::process::Command::new("kill")
                .args(["-9", &pid])
                .status();
            assert!(killed.unwrap().success());
            acknowledged += writer.join().unwrap();
        });
        server.kill();
        server.start_again();
        let there = server.run::<u64>("DT.NUMBER k").unwrap_or(0);
        // One more may have been written and not acknowledged, with each crash.
        assert!(
            (acknowledged..=acknowledged + 1).contains(&there),
            "{there}, {acknowledged}"
        );
        acknowledged = there;
    }
    println!("{acknowledged} writes over 50 crashes");
    assert!(acknowledged >= 50);
}

/// Payloads that were changed at random end in a value or in an error, and the server lives. A hundred thousand of them on one
/// server, fewer on the others, which hand over the same bytes, and where each takes long or calls are only counted.
#[test]
fn hostile_payloads_are_loaded_or_refused() {
    let seed = std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64;
    println!("seed {seed}");
    let mut random = Random::new(seed);
    let server = builder().config("loglevel", "warning").start();
    let slow = cfg!(redmod_record) || std::env::var_os("REDMOD_VALGRIND").is_some();
    let payloads = match server.version().to_string().as_str() {
        _ if slow => 2_000,
        "redis 7.0.15" => 100_000,
        _ => 10_000,
    };
    let mut client = server.client();
    let mut dumps: Vec<Vec<u8>> = Vec::new();
    server.run::<()>("CONFIG SET rdbcompression no").unwrap();
    for seed in 1..=20 {
        server.run::<()>(&format!("DT.FILL k {seed}")).unwrap();
        dumps.push(redis::cmd("DUMP").arg("k").query(&mut client).unwrap());
    }
    for depth in [100, 498, 1] {
        server.run::<()>(&format!("DT.DEEP deep {depth}")).unwrap();
        dumps.push(redis::cmd("DUMP").arg("deep").query(&mut client).unwrap());
    }
    dumps.retain(|dump| dump.len() < 200_000);
    server.run::<()>("FLUSHALL").unwrap();
    let used = || server.info("used_memory").parse::<i64>().unwrap();
    let before = used();
    let (mut loaded, mut refused) = (0, 0);
    for _ in 0..payloads / 100 {
        let mut pipe = redis::pipe();
        for _ in 0..100 {
            let payload = random.mutate(&dumps);
            pipe.cmd("RESTORE").arg(("k", 0, payload, "REPLACE"));
        }
        let answers: Vec<redis::RedisResult<redis::Value>> = replies(&pipe, &mut client);
        for answer in answers {
            match answer {
                Ok(_) => loaded += 1,
                Err(error) => {
                    assert_eq!(error.detail(), Some("Bad data format"));
                    refused += 1;
                }
            }
        }
        // What was loaded can be used.
        server.run::<redis::Value>("DEBUG DIGEST-VALUE k").unwrap();
        server.run::<redis::Value>("DUMP k").unwrap();
    }
    println!("{loaded} loaded, {refused} refused");
    assert!(loaded > 0 && refused > 0);
    assert!(server.log().contains("it is nested too deep"));
    server.run::<()>("FLUSHALL").unwrap();
    let left = used() - before;
    println!("{left} bytes more in use");
    assert!(left < 1_000_000, "{left} bytes are left");
}

fn replies(
    pipe: &redis::Pipeline,
    client: &mut Connection,
) -> Vec<redis::RedisResult<redis::Value>> {
    let packed = pipe.get_packed_pipeline();
    client.send_packed_command(&packed).unwrap();
    pipe.cmd_iter()
        .map(|_| client.recv_response().and_then(redis::Value::extract_error))
        .collect()
}

//! What the server calls for a type: functions of the author's stand in for the fields, and a panic ends where it
//! should.

#![forbid(unsafe_code)]

mod dt;
mod saving;

use std::fs;

use dt::{builder, start, wait_for};
use redmod_test::{Server, redis};

#[test]
fn a_panic_while_a_child_saves_keeps_the_good_file() {
    for place in ["save", "save-late"] {
        let mut server = start();
        server.run::<()>("DT.BOMB k never").unwrap();
        server.run::<()>("SAVE").unwrap();
        server
            .run::<Option<String>>(&format!("DT.FUSE k {place}"))
            .unwrap();
        assert_eq!(saving::in_a_child(&server), "err");
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
        for end in saving::BY_ITSELF {
            saving::and_end(&mut server, end);
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
        assert!(server.error("COPY k l").contains("failed to copy"));
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
        assert!(server.error("COPY o p").contains("failed to copy"));
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

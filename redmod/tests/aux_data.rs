//! Aux data on a real server: what belongs to no key is saved and loaded with the keys, and what fails is refused.

#![forbid(unsafe_code)]

mod saving;

use redmod_test::{Builder, Server};

fn builder() -> Builder {
    Server::builder().example("aux_data")
}

fn uses(server: &Server, name: &str) -> Option<u64> {
    server.run(&format!("AUX.USES {name}")).unwrap()
}

fn seen(server: &Server) -> Vec<String> {
    server.run("AUX.SEEN").unwrap()
}

/// What was written in two places, and read there again.
fn both(what: &str, is_async: bool) -> Vec<String> {
    ["Before", "After"]
        .map(|when| {
            let loading = !is_async;
            format!("{what}: {when} None None, {when} 3 {loading} {is_async}")
        })
        .into()
}

fn fill(server: &Server) {
    server.run::<()>("AUX.WRITE mark").unwrap();
    server.run::<()>("AUX.MARK m 7").unwrap();
    for key in ["k", "l", "k"] {
        server.run::<u64>(&format!("AUX.SET {key} anna")).unwrap();
    }
}

fn check(server: &Server) {
    assert_eq!(uses(server, "anna"), Some(3));
    assert_eq!(uses(server, "otto"), None);
    assert_eq!(server.run::<u64>("AUX.MARK_OF m").unwrap(), 7);
    assert_eq!(server.run::<String>("AUX.NAME_OF k").unwrap(), "anna");
}

#[test]
fn aux_data_survives_files() {
    let mut server = builder().start();
    fill(&server);
    server.run::<()>("SAVE").unwrap();
    server.run::<()>("AUX.SET k otto").unwrap();
    server.crash();
    check(&server);
    assert_eq!(seen(&server), both("mark", false));

    server.run::<()>("AUX.WRITE again").unwrap();
    assert_eq!(saving::in_a_child(&server), "ok");
    server.run::<()>("AUX.FORGET").unwrap();
    server.crash();
    check(&server);
    assert_eq!(seen(&server), both("again", false));

    server.run::<()>("AUX.WRITE reload").unwrap();
    server.reload();
    check(&server);
    assert_eq!(seen(&server), both("reload", false));
}

#[test]
fn aux_data_is_in_the_preamble_of_the_append_only_file() {
    let mut server = builder()
        .config("appendonly", "yes")
        .config("appendfsync", "always")
        .config("aof-use-rdb-preamble", "yes")
        .start();
    let rewritten = |server: &Server| {
        server.wait_until("the rewrite", || {
            server.info("aof_rewrite_in_progress") == "0"
                && server.info("aof_rewrite_scheduled") == "0"
        });
    };
    rewritten(&server);
    fill(&server);
    server.run::<()>("BGREWRITEAOF").unwrap();
    rewritten(&server);
    server.run::<u64>("AUX.SET k anna").unwrap();
    server.crash();
    // The calls after the preamble count as well.
    assert_eq!(uses(&server, "anna"), Some(4));
    assert_eq!(seen(&server), both("mark", false));
}

#[test]
fn aux_data_reaches_replicas() {
    for (sync, load) in [("no", "disabled"), ("yes", "disabled"), ("yes", "swapdb")] {
        let server = builder()
            .config("repl-diskless-sync", sync)
            .config("repl-diskless-load", load)
            .start();
        fill(&server);
        let replica = server.replica();
        check(&replica);
        assert_eq!(seen(&replica), both("mark", false), "{sync} {load}");
        server.run::<u64>("AUX.SET k anna").unwrap();
        replica.wait_synced();
        assert_eq!(uses(&replica, "anna"), Some(4));
    }
}

/// A module that says it can cope gets aux data while the replica still serves what it had (Redis 7.0).
#[test]
fn aux_data_is_loaded_beside_what_a_replica_serves() {
    let primary = builder()
        .config("repl-diskless-sync", "yes")
        .config("repl-diskless-sync-delay", "0")
        .start();
    fill(&primary);
    let mut replica = primary.replica_with(builder().config("repl-diskless-load", "swapdb"));
    assert_eq!(seen(&replica), both("mark", false));
    // It has to load everything anew: the link breaks, and more is written than is kept for it.
    primary
        .run::<()>("CONFIG SET repl-backlog-size 16384")
        .unwrap();
    primary.run::<()>("AUX.WRITE anew").unwrap();
    let mut asleep = replica.raw();
    asleep.send(["DEBUG", "SLEEP", "0.3"]);
    primary.run::<()>("CLIENT KILL TYPE REPLICA").unwrap();
    let big = "x".repeat(1 << 20);
    primary.run::<()>(&format!("SET big {big}")).unwrap();
    asleep.reply();
    let mut told = Vec::new();
    replica.wait_until("both to be loaded again", || {
        told.extend(replica.run::<Vec<String>>("AUX.SEEN").unwrap_or_default());
        told.len() >= 2
    });
    replica.wait_synced();
    check(&replica);
    let is_async = primary.version().redis_level() >= (7, 0, 0);
    assert_eq!(told, both("anew", is_async));
    replica.stop();
}

/// From Redis 7.2 on a file has no trace of aux data where none was written; before, it is called for nothing.
#[test]
fn nothing_that_is_written_is_nothing_that_is_loaded() {
    let mut server = builder().start();
    server.run::<()>("AUX.MARK m 1").unwrap();
    server.run::<()>("SAVE").unwrap();
    if server.version().redis_level() >= (7, 2, 0) {
        server.crash();
        assert_eq!(seen(&server), [""; 0]);
    } else {
        server.kill();
        let refused = server.try_start_again().expect_err("it is empty");
        let why = "the aux data of type aux-marks cannot be loaded: its bytes end early";
        assert!(refused.to_string().contains(why), "{refused}");
    }
}

#[test]
fn aux_data_that_cannot_be_loaded_refuses_the_file() {
    for (what, why) in [
        (
            "refused",
            "the aux data of type aux-marks cannot be loaded: nobody wants it",
        ),
        (
            "load",
            "the aux data of type aux-marks cannot be loaded: loading it has panicked",
        ),
        (
            "long",
            "the aux data of type aux-marks cannot be loaded: its bytes end early, or something of another kind is there",
        ),
        ("short", "'aux-marks'"),
    ] {
        let mut server = builder().start();
        server.run::<()>(&format!("AUX.WRITE {what}")).unwrap();
        server.run::<()>("SAVE").unwrap();
        server.kill();
        let refused = server.try_start_again().expect_err(what).to_string();
        assert!(refused.contains(why), "{what}: {refused}");
    }
}

#[test]
fn a_panic_while_a_child_saves_aux_data_keeps_the_good_file() {
    for place in ["save-early", "save-after", "save-late"] {
        let mut server = builder().start();
        fill(&server);
        server.run::<()>("SAVE").unwrap();
        server.run::<()>(&format!("AUX.WRITE {place}")).unwrap();
        assert_eq!(saving::in_a_child(&server), "err", "{place}");
        server
            .wait_for_log("the aux data of type aux-marks cannot be saved: saving it has panicked");
        server.crash();
        check(&server);
    }
}

#[test]
fn a_panic_while_the_server_itself_saves_aux_data_leaves_no_file_that_is_loaded() {
    for place in ["save-early", "save-after", "save-late"] {
        for end in saving::BY_ITSELF {
            let mut server = builder().start();
            fill(&server);
            server.run::<()>(&format!("AUX.WRITE {place}")).unwrap();
            saving::and_end(&mut server, end);
            let refused = server.try_start_again().expect_err(place).to_string();
            assert!(refused.contains("aux-marks"), "{place} {end}: {refused}");
        }
    }
}

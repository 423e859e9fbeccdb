//! Types that the author saves and loads himself, on a real server: each kind of number and string, by every
//! way that a value can take, and what becomes of saves and loads that fail.

#![forbid(unsafe_code)]

mod payload;
mod saving;

use payload::{dump, restore};
use redmod_test::{Builder, Server};

/// What the server itself finds wrong with a payload it says to those only who want to know much.
fn builder() -> Builder {
    Server::builder()
        .example("raw")
        .config("loglevel", "verbose")
}

#[track_caller]
fn assert_refused(server: &Server, key: &str, dump: &[u8], why: &str) {
    let refused = restore(server, key, dump).unwrap_err();
    assert_eq!(refused.detail(), Some("Bad data format"), "{why}");
    server.wait_for_log(why);
    assert_eq!(server.run::<u64>(&format!("EXISTS {key}")).unwrap(), 0);
}

/// What was written, and the place of writing and reading; the database is known from Redis 7.0 on.
fn shown(server: &Server, fuse: &str, saved: &str, loaded: &str) -> String {
    let place = |key: &str| match server.version().redis_level() >= (7, 0, 0) {
        true => format!("Some(\"{key}\") Some(0)"),
        false => format!("Some(\"{key}\") None"),
    };
    let place = format!("{} false, {} ", place(saved), place(loaded));
    let place = format!("{place:?}").trim_end_matches('"').to_owned();
    format!(
        "Kinds {{ fuse: \"{fuse}\", numbers: (18446744073709551615, -9223372036854775808, \
         {}, 0.2, 1e300), bytes: [0, 255, 0, 255, 0, 255], string: \"\\r\\n\\x00\", place: {place}",
        0.1_f64.to_bits(),
    )
}

#[test]
fn every_kind_is_loaded_as_it_was_saved() {
    let mut server = builder().start();
    server.run::<()>("RAW.KINDS k never").unwrap();
    restore(&server, "l", &dump(&server, "k")).unwrap();
    let all = |server: &Server, key| server.run::<String>(&format!("RAW.ALL {key}")).unwrap();
    let expected =
        shown(&server, "never", "k", "l") + "false\", value: Some((7, [\"a\", \"b\"])) }";
    assert_eq!(all(&server, "l"), expected);
    server.wait_for_log("a line of its own");
    server.restart();
    let expected = shown(&server, "never", "l", "l") + "true\", value: Some((7, [\"a\", \"b\"])) }";
    assert_eq!(all(&server, "l"), expected);
    // What is not measured by the fields is what the author says, or the struct alone.
    assert!(server.run::<u64>("MEMORY USAGE l").unwrap() >= 123_456);

    for (double, long) in [
        (0.0_f64, -0.0_f64),
        (f64::INFINITY, f64::NEG_INFINITY),
        (f64::MIN_POSITIVE / 8.0, f64::MAX),
        (-1.5, 5e-324),
    ] {
        let double = double.to_bits();
        let line = format!("RAW.FLOATS f {double} {long}");
        server.run::<()>(&line).unwrap();
        restore(&server, "g", &dump(&server, "f")).unwrap();
        let all = all(&server, "g");
        assert!(all.contains(&format!("{double}, 0.2, {long:?})")), "{all}");
    }
    // Of those that are no number, the one that ends a failed save becomes another one.
    for (bits, loaded) in [
        (0x7FF8_0000_0000_0001, 0x7FF8_0000_0000_0001),
        (0x7FF8_7265_646D_6F64_u64, f64::NAN.to_bits()),
    ] {
        server.run::<()>(&format!("RAW.FLOATS f {bits} 1")).unwrap();
        restore(&server, "g", &dump(&server, "f")).unwrap();
        let all = all(&server, "g");
        assert!(all.contains(&format!("{loaded}, 0.2, 1.0)")), "{all}");
    }
}

#[test]
fn a_value_of_the_authors_form_takes_every_way() {
    let mut server = builder()
        .config("appendonly", "yes")
        .config("aof-use-rdb-preamble", "no")
        .start();
    let text = "x".repeat(100_000);
    let line = format!("RAW.COUNT k -7 a '' {text}");
    server.run::<()>(&line).unwrap();
    server.run::<()>("RAW.COUNT other -7 a").unwrap();
    let expected = format!("-7 a  {text}");
    let check = |server: &Server, key: &str| {
        let line = format!("RAW.SHOWN {key}");
        assert!(server.run::<String>(&line).unwrap() == expected, "{key}");
    };
    let replica = server.replica();
    check(&replica, "k");
    assert!(server.run::<bool>("RAW.OUTSIDE k").unwrap());

    restore(&server, "l", &dump(&server, "k")).unwrap();
    check(&server, "l");
    let digests: Vec<String> = server.run("DEBUG DIGEST-VALUE k l other").unwrap();
    assert_eq!(digests[0], digests[1]);
    assert_ne!(digests[0], digests[2]);
    if server.version().redis_level() >= (6, 2, 0) {
        assert!(server.run::<bool>("COPY k m").unwrap());
        check(&server, "m");
    }
    server.reload();
    check(&server, "k");

    let other = builder().start();
    let line = format!("MIGRATE 127.0.0.1 {} l 0 60000", other.port());
    server.run::<()>(&line).unwrap();
    check(&other, "l");

    // The file that is rewritten has one RESTORE for it.
    server.wait_until("the rewrite", || {
        server.info("aof_rewrite_in_progress") == "0" && server.info("aof_rewrite_scheduled") == "0"
    });
    server.run::<()>("BGREWRITEAOF").unwrap();
    server.wait_until("the rewrite", || {
        server.info("aof_rewrite_in_progress") == "0" && server.info("aof_rewrite_scheduled") == "0"
    });
    assert_eq!(server.info("aof_last_bgrewrite_status"), "ok");
    server.crash();
    check(&server, "k");
}

#[test]
fn what_is_of_another_kind_is_refused_by_name() {
    let server = builder().start();
    for fuse in [
        "signed",
        "unsigned",
        "double",
        "float",
        "long-double",
        "string",
        "bytes",
        "ignored",
    ] {
        server.run::<()>(&format!("RAW.KINDS k {fuse}")).unwrap();
        let why = format!(
            "the value of type raw-kinds at key '{fuse}' cannot be loaded: its bytes end early, or \
             something of another kind is there"
        );
        assert_refused(&server, fuse, &dump(&server, "k"), &why);
    }
    for (fuse, why) in [
        ("value", "its bytes end early"),
        ("refused", "nobody wants it"),
        ("load", "loading it has panicked"),
        // The server finds that something is left.
        (
            "short",
            "not terminated by the proper module value EOF marker",
        ),
    ] {
        server.run::<()>(&format!("RAW.KINDS k {fuse}")).unwrap();
        assert_refused(&server, fuse, &dump(&server, "k"), why);
    }
}

/// At whatever item a payload ends, and whatever kind it has there.
#[test]
fn what_ends_early_is_refused() {
    let server = builder().start();
    server.run::<()>("RAW.COUNT k 7 a b").unwrap();
    let whole = dump(&server, "k");
    let number = |n: u8| vec![2, n];
    let (two, text) = (number(2), vec![5, 1, b'a']);
    for (items, is_whole) in [
        (
            vec![number(7), two.clone(), text.clone(), text.clone()],
            true,
        ),
        (vec![number(7), two.clone(), text.clone()], false),
        (vec![number(7), two.clone()], false),
        (vec![number(7)], false),
        (vec![], false),
        (vec![text.clone(), two.clone(), text.clone()], false),
        (vec![number(7), text.clone(), text.clone()], false),
        (vec![number(7), two.clone(), text.clone(), number(1)], false),
        // A number of notes that lies.
        (
            vec![
                number(7),
                vec![2, 0x81, 255, 255, 255, 255, 255, 255, 255, 255],
                text.clone(),
            ],
            false,
        ),
    ] {
        let items = items.concat();
        let payload = payload::with_items(&whole, &items);
        if is_whole {
            restore(&server, "l", &payload).unwrap();
            assert_eq!(server.run::<String>("RAW.SHOWN l").unwrap(), "7 a a");
            server.run::<()>("DEL l").unwrap();
        } else {
            assert_refused(
                &server,
                "l",
                &payload,
                "of type raw-value at key 'l' cannot be loaded",
            );
        }
    }
    let newer = payload::with_encver(&whole, 3);
    assert_refused(
        &server,
        "l",
        &newer,
        "it has the encver 3, and this module knows none after 2",
    );
}

#[test]
fn a_panic_while_a_child_saves_keeps_the_good_file() {
    for place in ["save-early", "save", "save-late", "long"] {
        let mut server = builder().start();
        server.run::<()>("RAW.KINDS k never").unwrap();
        server.run::<()>("SAVE").unwrap();
        let line = match place {
            "long" => "RAW.NOT_A_NUMBER k".to_owned(),
            place => format!("RAW.KINDS k {place}"),
        };
        server.run::<()>(&line).unwrap();
        assert_eq!(saving::in_a_child(&server), "err", "{place}");
        server.wait_for_log("of type raw-kinds at key 'k' cannot be saved");
        server.crash();
        assert!(server.run::<String>("RAW.ALL k").unwrap().contains("never"));
    }
}

/// Where something is read in the place of the mark, it is refused by its kind or for what it is; where
/// nothing is, by the server.
#[test]
fn a_panic_while_the_server_itself_saves_writes_no_value() {
    for (place, why) in [
        ("save-early", "something of another kind is there"),
        ("save", "it was not saved whole: saving it has panicked"),
        (
            "save-late",
            "not terminated by the proper module value EOF marker",
        ),
    ] {
        let mut server = builder().start();
        server.run::<()>(&format!("RAW.KINDS k {place}")).unwrap();
        assert_refused(&server, "l", &dump(&server, "k"), why);
        let error = server
            .run::<String>(&format!("RAW.KEEP {place}"))
            .unwrap_err();
        assert_eq!(error.detail(), Some("the value cannot be saved"));
        if server.version().redis_level() >= (6, 2, 0) {
            let copied = server.run::<bool>("COPY k c").unwrap_err().to_string();
            assert!(copied.contains("failed to copy"), "{copied}");
        }
        server.run::<Vec<String>>("DEBUG DIGEST-VALUE k").unwrap();

        let other = builder().start();
        let line = format!("MIGRATE 127.0.0.1 {} k 0 60000", other.port());
        let migrated = server.run::<()>(&line).unwrap_err().to_string();
        assert!(migrated.contains("Bad data format"), "{migrated}");
        other.wait_for_log(why);
        assert_eq!(server.run::<u64>("EXISTS k").unwrap(), 1);

        for end in saving::BY_ITSELF {
            saving::and_end(&mut server, end);
            let refused = server.try_start_again().expect_err(place).to_string();
            assert!(refused.contains(why), "{refused}");
            std::fs::remove_file(server.dir().join("dump.rdb")).unwrap();
            server.start_again();
            server.run::<()>(&format!("RAW.KINDS k {place}")).unwrap();
        }
    }
}

#[test]
fn a_panic_while_the_append_only_file_is_rewritten_keeps_the_old_one() {
    let mut server = builder()
        .config("appendonly", "yes")
        .config("appendfsync", "always")
        .config("aof-use-rdb-preamble", "no")
        .start();
    let rewritten = || server.info("aof_rewrite_in_progress") == "0";
    server.wait_until("the first rewrite", rewritten);
    server.run::<()>("RAW.KINDS k save-late").unwrap();
    server.run::<()>("BGREWRITEAOF").unwrap();
    server.wait_until("the rewrite", rewritten);
    assert_eq!(server.info("aof_last_bgrewrite_status"), "err");
    server.crash();
    assert!(
        server
            .run::<String>("RAW.ALL k")
            .unwrap()
            .contains("save-late")
    );
}

/// It has no key, and what was asked for outside of it goes on.
#[test]
fn a_value_outside_of_keys_has_no_place() {
    let server = builder().start();
    let place = server.run::<String>("RAW.KEEP never").unwrap();
    assert_eq!(place, "None None false, None None false");
    let error = server.run::<String>("RAW.KEEP refused").unwrap_err();
    assert_eq!(error.detail(), Some("the string is no value of this type"));
    assert_eq!(server.run::<String>("RAW.KEEP never").unwrap(), place);
}

//! A data type over three versions: what an older one has saved is loaded by a newer one.

#![forbid(unsafe_code)]

mod payload;
mod saving;

use payload::{dump, restore};
use redmod_test::Server;

fn start(version: u8) -> Server {
    Server::builder()
        .example(&format!("evolving{version}"))
        .start()
}

/// What a server of each version shows of a value that a server of one version has saved.
const SHOWN: [(u8, u8, &str); 6] = [
    (1, 1, "new 7 ab"),
    (1, 2, "new nobody 7 a0b0"),
    (1, 3, "new nobody 0 7 a0b0 Named { name: \"from 1\" }"),
    (2, 2, "new somebody 7 a0.5b0.5"),
    (
        2,
        3,
        "new somebody 0 1007 a0.5b0.5 Named { name: \"from 2\" }",
    ),
    (3, 3, "new somebody 0 7 a0b0 New"),
];

#[test]
fn older_values_are_loaded_by_newer_modules() {
    let servers = [1, 2, 3].map(start);
    for (from, to, shown) in SHOWN {
        let (from, to) = (
            &servers[usize::from(from) - 1],
            &servers[usize::from(to) - 1],
        );
        from.run::<()>("EVOLVING.FILL k new 7").unwrap();
        restore(to, "k", &dump(from, "k")).unwrap();
        assert_eq!(to.run::<String>("EVOLVING.SHOW k").unwrap(), shown);
        let again = dump(to, "k");
        restore(to, "l", &again).unwrap();
        let once_more = to.run::<String>("EVOLVING.SHOW l").unwrap();
        // What was kept for the migration alone is not saved again.
        assert_eq!(once_more, shown.replace("a0.5b0.5 N", "a0b0 N"));
    }
}

#[test]
fn a_file_of_an_older_module_is_loaded() {
    let mut old = start(1);
    old.run::<()>("EVOLVING.FILL k new 7").unwrap();
    old.run::<()>("SAVE").unwrap();
    let mut new = start(3);
    new.stop();
    std::fs::copy(old.dir().join("dump.rdb"), new.dir().join("dump.rdb")).unwrap();
    old.stop();
    new.start_again();
    let (_, _, shown) = SHOWN[2];
    assert_eq!(new.run::<String>("EVOLVING.SHOW k").unwrap(), shown);
    new.restart();
    assert_eq!(new.run::<String>("EVOLVING.SHOW k").unwrap(), shown);
}

// ANCHOR: golden
fn golden(server: &Server, version: u8) -> Vec<String> {
    server.golden(format!("tests/golden/evolving-{version}.dump"), |server| {
        server.run::<()>("EVOLVING.FILL k new 7").unwrap();
    })
}

#[test]
fn what_was_saved_once_is_loaded_for_ever() {
    for (from, to, shown) in SHOWN {
        let server = start(to);
        assert_eq!(golden(&server, from), ["k"]);
        assert_eq!(server.run::<String>("EVOLVING.SHOW k").unwrap(), shown);
    }
}
// ANCHOR_END: golden

#[test]
fn a_golden_value_that_is_not_loaded_is_named() {
    let old = start(1);
    let loaded = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| golden(&old, 3)));
    let message = *loaded.unwrap_err().downcast::<String>().unwrap();
    for part in [
        "tests/golden/evolving-3.dump:2: k: ",
        "Bad data format",
        "it has the encver 3, and this module knows none after 1",
    ] {
        assert!(message.contains(part), "no `{part}` in: {message}");
    }
}

#[test]
fn newer_values_are_refused_by_older_modules() {
    let (old, new) = (start(1), start(3));
    new.run::<()>("EVOLVING.FILL k new 7").unwrap();
    let refused = restore(&old, "l", &dump(&new, "k")).unwrap_err();
    assert_eq!(refused.detail(), Some("Bad data format"));
    old.wait_for_log(
        "the value of type evolving- at key 'l' cannot be loaded: \
         it has the encver 3, and this module knows none after 1",
    );
}

#[test]
fn a_migration_may_refuse() {
    let (old, new) = (start(1), start(3));
    old.run::<()>("EVOLVING.FILL k refused 7").unwrap();
    let refused = restore(&new, "l", &dump(&old, "k")).unwrap_err();
    assert_eq!(refused.detail(), Some("Bad data format"));
    new.wait_for_log("at key 'l' cannot be loaded: nobody wants it");
    new.run::<()>("EVOLVING.FILL k refused 7").unwrap();
    restore(&new, "l", &dump(&new, "k")).unwrap();
}

/// It could not be loaded again, and so it is not saved.
#[test]
fn a_part_that_is_newer_than_its_type_is_not_saved() {
    let server = start(3);
    server.run::<()>("EVOLVING.FORGET k").unwrap();
    assert_eq!(saving::in_a_child(&server), "err");
    server.wait_for_log("a field has changed with the encver 3, and the data type has 1");
}

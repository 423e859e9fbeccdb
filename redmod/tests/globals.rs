//! State that the callbacks of a module share, on real servers.

#![forbid(unsafe_code)]

use redmod_test::{Server, example};

const IN_USE: &str = "ERR the module's state is in use by an outer call";

fn start() -> Server {
    Server::builder().example("globals").start()
}

#[test]
fn calls_and_threads_and_sections_see_one_state() {
    let server = start();
    assert_eq!(server.run::<u64>("GLOBALS.HIT a").unwrap(), 1);
    server.run::<()>("GLOBALS.HIT_ON_A_THREAD a 1000").unwrap();
    for _ in 0..100 {
        server.run::<u64>("GLOBALS.HIT a").unwrap();
    }
    let mut hits = 0;
    server.wait_until("the thread", || {
        let seen = server.run::<u64>("GLOBALS.HIT a").unwrap();
        let was = std::mem::replace(&mut hits, seen);
        seen == was + 1 && seen > 1100
    });
    assert_eq!(server.info("globals_pages"), "1");
    assert_eq!(server.run::<u64>("GLOBALS.FLUSH").unwrap(), 1);
    assert_eq!(server.run::<u64>("GET a").unwrap(), hits);
    assert_eq!(server.info("globals_pages"), "0");
}

#[test]
fn what_an_outer_call_changes_is_not_lent() {
    let server = start();
    for inner in ["GLOBALS.HIT", "GLOBALS.NESTED", "GLOBALS.FLUSH"] {
        let outcome: String = server.run(&format!("GLOBALS.NESTED {inner}")).unwrap();
        let expected = match inner {
            "GLOBALS.FLUSH" => "ERR wrong number of arguments".to_owned(),
            _ => IN_USE.to_owned(),
        };
        assert!(outcome.contains(&expected), "{outcome}");
    }
    assert_eq!(
        server.run::<String>("GLOBALS.TWICE").unwrap(),
        "(true, false) (false, false)"
    );
    // Afterwards it is lent as before, with what the outer call has changed.
    assert_eq!(server.run::<u64>("GLOBALS.HIT nested").unwrap(), 1);
}

#[test]
fn a_panic_gives_back_what_it_has_borrowed() {
    let server = start();
    assert_eq!(
        server.error("GLOBALS.PANICS"),
        "ERR internal error in globals.panics"
    );
    assert_eq!(server.run::<u64>("GLOBALS.HIT before").unwrap(), 2);
}

#[test]
fn what_could_not_be_made_is_made_later() {
    let server = start();
    assert_eq!(
        server.error("GLOBALS.LATE"),
        "ERR internal error in globals.late"
    );
    assert_eq!(server.run::<u64>("GLOBALS.LATE").unwrap(), 7);
}

#[test]
fn what_was_forgotten_stays_lent() {
    let server = start();
    server.run::<()>("GLOBALS.FORGET").unwrap();
    assert_eq!(server.error("GLOBALS.FORGET"), IN_USE);
    server.run::<()>("MODULE UNLOAD globals").unwrap();
    assert!(!server.log().contains("dropped forgotten"));
}

#[test]
fn each_load_has_a_state_of_its_own() {
    let server = Server::builder().without_module().start();
    let path = example("globals");
    let path = path.to_str().unwrap();
    server.error(&format!("MODULE LOAD {path} fail"));
    // The last one made goes first, and a panic does not keep the others.
    let dropped = |server: &Server| {
        let log = server.log();
        let lines = log
            .lines()
            .filter_map(|line| line.split("globals: ").nth(1));
        let is_ours = |line: &&str| line.starts_with("dropped ") || line.starts_with("unloads ");
        lines.filter(is_ours).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(dropped(&server), ["dropped second", "dropped first"]);

    for _ in 0..3 {
        server.run::<()>(&format!("MODULE LOAD {path}")).unwrap();
        assert_eq!(server.run::<u64>("GLOBALS.LOADS").unwrap(), 2);
        assert_eq!(server.run::<u64>("GLOBALS.PAGES").unwrap(), 0);
        server.run::<()>("GLOBALS.HIT a").unwrap();
        server.run::<()>("MODULE UNLOAD globals").unwrap();
    }
    let unload = [
        "unloads with first and 2",
        "dropped second",
        "dropped first",
    ];
    assert_eq!(dropped(&server)[2..], [unload; 3].concat());
    assert!(server.log().contains("a panic while it is dropped"));
}

#[test]
fn a_crash_report_is_lent_nothing() {
    let mut server = start();
    server.run::<()>("GLOBALS.HIT a").unwrap();
    assert_eq!(server.info("globals_is_lent"), "1");
    _ = server.run::<()>("DEBUG SEGFAULT");
    server.wait_exit();
    assert!(server.log().contains("globals_is_lent:0"));
}

//! Lists on a real server, held against the server's own commands.

#![forbid(unsafe_code)]

mod random;

use random::Random;
use redmod_test::Server;

fn start() -> Server {
    Server::builder().example("lists").start()
}

fn elements(server: &Server, line: &str) -> Vec<String> {
    server.run(line).unwrap()
}

#[test]
fn both_ends_are_pushed_and_popped() {
    let server = start();
    for line in ["PUSH_FRONT l b", "PUSH_FRONT l 1", "PUSH_BACK l c"] {
        server.run::<()>(&format!("LISTS.{line}")).unwrap();
    }
    assert_eq!(elements(&server, "LRANGE l 0 -1"), ["1", "b", "c"]);
    let pop = |line: &str| server.run::<Option<String>>(line).unwrap();
    assert_eq!(pop("LISTS.POP_FRONT l").as_deref(), Some("1"));
    assert_eq!(pop("LISTS.POP_BACK l").as_deref(), Some("c"));
    assert_eq!(pop("LISTS.POP_BACK l").as_deref(), Some("b"));
    assert_eq!(server.run::<i64>("EXISTS l").unwrap(), 0);
    assert_eq!(pop("LISTS.POP_FRONT l"), None);
    server.run::<()>("SET s v").unwrap();
    assert!(
        server
            .error("LISTS.POP_FRONT s")
            .contains("wrong kind of value")
    );
}

#[test]
fn elements_are_reached_by_index() {
    let server = start();
    server.run::<()>("RPUSH l a b 3").unwrap();
    if server.version().redis_level() < (7, 0, 0) {
        for (line, function) in [
            ("GET l 0", "RM_ListGet"),
            ("ALL l", "RM_ListGet"),
            ("SET l 0 x", "RM_ListSet"),
            ("INSERT l 0 x", "RM_ListInsert"),
            ("REMOVE l 0", "RM_ListDelete"),
        ] {
            let error = server.error(&format!("LISTS.{line}"));
            assert!(error.contains(function) && error.contains("7.0"), "{error}");
        }
        return;
    }
    for index in [-4, -3, -1, 0, 2, 3] {
        let get = |name: &str| server.run::<Option<String>>(&format!("{name} l {index}"));
        assert_eq!(get("LISTS.GET").unwrap(), get("LINDEX").unwrap(), "{index}");
    }
    assert_eq!(elements(&server, "LISTS.ALL l"), ["a", "b", "3"]);
    assert_eq!(elements(&server, "LISTS.REVERSED l"), ["3", "b", "a"]);
    assert!(elements(&server, "LISTS.ALL absent").is_empty());
    server.run::<()>("LISTS.SET l -1 c").unwrap();
    server.run::<()>("LISTS.INSERT l 3 end").unwrap();
    server.run::<()>("LISTS.INSERT l -2 mid").unwrap();
    server.run::<()>("LISTS.INSERT new 0 first").unwrap();
    assert_eq!(
        elements(&server, "LRANGE l 0 -1"),
        ["a", "b", "c", "mid", "end"]
    );
    assert_eq!(elements(&server, "LRANGE new 0 -1"), ["first"]);
    assert!(server.run::<bool>("LISTS.REMOVE l 1").unwrap());
    assert!(!server.run::<bool>("LISTS.REMOVE l 4").unwrap());
    assert!(server.run::<bool>("LISTS.REMOVE new -1").unwrap());
    assert_eq!(server.run::<i64>("EXISTS new").unwrap(), 0);
    for line in ["SET l 4 x", "SET l -5 x", "SET absent 0 x", "INSERT l 5 x"] {
        let error = server.error(&format!("LISTS.{line}"));
        assert_eq!(error, "ERR index out of range", "{line}");
    }
}

#[test]
fn a_value_goes_while_the_handle_knows_a_place_in_it() {
    let server = start();
    server.run::<()>("RPUSH l a b c").unwrap();
    if server.version().redis_level() < (7, 0, 0) {
        assert!(
            server
                .error("LISTS.DELETE_IN_PLACE l")
                .contains("RM_ListGet")
        );
        return;
    }
    assert!(server.run::<bool>("LISTS.DELETE_IN_PLACE l").unwrap());
    assert_eq!(elements(&server, "LRANGE l 0 -1"), ["newer"]);
    assert_eq!(server.run::<i64>("TTL l").unwrap(), -1);
}

#[test]
fn a_list_holds_what_the_server_says_after_random_operations() {
    let server = start();
    if server.version().redis_level() < (7, 0, 0) {
        // What is done by index ends the run.
        assert!(server.error("LISTS.RANDOM l 1 500").contains("RM_List"));
        return;
    }
    let mut random = Random::new();
    for _ in 0..20 {
        let seed = random.below(u64::MAX);
        let model = elements(&server, &format!("LISTS.RANDOM l{seed} {seed} 500"));
        assert_eq!(elements(&server, &format!("LRANGE l{seed} 0 -1")), model);
        assert_eq!(elements(&server, &format!("LISTS.ALL l{seed}")), model);
        let reversed: Vec<_> = model.into_iter().rev().collect();
        assert_eq!(
            elements(&server, &format!("LISTS.REVERSED l{seed}")),
            reversed
        );
    }
}

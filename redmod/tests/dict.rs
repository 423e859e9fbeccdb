//! Dictionaries: held against Rust's own map, on the server's radix tree.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::redis::{RedisResult, Value};

fn start() -> Server {
    Server::builder().example("dicts").start()
}

#[track_caller]
fn assert_none_is_alive(server: &Server) {
    assert_eq!(server.run::<i64>("DICTS.ALIVE").unwrap(), 0);
}

#[test]
fn is_as_rusts_own_map() {
    let server = start();
    let seed = std::time::UNIX_EPOCH.elapsed().unwrap().as_micros() as u64;
    println!("seeds from {seed}");
    for seed in seed..seed + 20 {
        let most: i64 = server.run(&format!("DICTS.FUZZ {seed} 2000")).unwrap();
        assert!(most > 20, "{most}");
        assert_none_is_alive(&server);
    }
}

#[test]
fn outlives_the_call_and_takes_any_key() {
    let server = start();
    let run = |line: &str| server.run::<Option<String>>(line).unwrap();
    for key in [
        r#""""#.to_owned(),
        r#""\x00\xff""#.to_owned(),
        "k".repeat(65536),
    ] {
        assert_eq!(run(&format!("DICTS.GET {key}")), None);
        assert_eq!(run(&format!("DICTS.DEL {key}")), None);
        assert_eq!(run(&format!("DICTS.SET {key} a")), None);
        assert_eq!(run(&format!("DICTS.SET {key} b")).unwrap(), "a");
        assert_eq!(run(&format!("DICTS.TRY_SET {key} c")).unwrap(), "c");
        assert_eq!(run(&format!("DICTS.GET {key}")).unwrap(), "b");
    }
    let entries: Vec<(Vec<u8>, String)> = server.run("DICTS.ENTRIES").unwrap();
    let keys: Vec<_> = entries
        .iter()
        .map(|(key, _)| &key[..key.len().min(2)])
        .collect();
    assert_eq!(keys, [&b""[..], b"\0\xff", b"kk"]);
    assert_eq!(run("DICTS.TRY_SET new c"), None);
    assert_eq!(run(r#"DICTS.DEL """#).unwrap(), "b");
    assert_eq!(run(r#"DICTS.GET """#), None);
}

#[test]
fn pages_and_prefixes_are_found() {
    let server = start();
    for key in ["user:1", "user:2", "user:3", "visit:1"] {
        server.run::<()>(&format!("DICTS.SET {key} v")).unwrap();
    }
    let page = |line: &str| server.run::<(Vec<String>, Option<String>)>(line).unwrap();
    let (keys, next) = page("DICTS.PAGE user:1 2");
    assert_eq!(
        (keys, next.as_deref()),
        (vec!["user:2".into(), "user:3".into()], Some("user:3"))
    );
    assert_eq!(page("DICTS.PAGE user:3 2"), (vec!["visit:1".into()], None));
    let last = |line: &str| server.run::<Option<String>>(line).unwrap();
    assert_eq!(last("DICTS.LAST_WITH user:").unwrap(), "user:3");
    assert_eq!(last("DICTS.LAST_WITH u:"), None);
}

#[test]
fn any_depth_is_dropped_on_any_stack() {
    let server = start();
    assert_eq!(server.run::<i64>("DICTS.DEEP 4000").unwrap(), 4000);
    assert_none_is_alive(&server);
}

#[test]
fn every_value_is_dropped_though_some_of_them_panic() {
    let server = start();
    for line in ["DICTS.PANICS 100", "DICTS.PANICS_TWICE 100"] {
        let panicked: RedisResult<Value> = server.run(line);
        let detail = panicked.expect_err(line);
        assert!(
            detail.detail().unwrap().starts_with("internal error in"),
            "{detail}"
        );
        assert_none_is_alive(&server);
    }
}

#[test]
fn a_panic_amid_retain_leaves_a_whole_dictionary() {
    let server = start();
    let left: Vec<String> = server.run("DICTS.RETAIN_PANICS").unwrap();
    assert_eq!(left, ["b", "c", "d"]);
    assert_none_is_alive(&server);
}

#[test]
fn goes_from_thread_to_thread_and_is_read_by_several() {
    let server = start();
    assert_eq!(server.run::<i64>("DICTS.THREADS").unwrap(), 4000 + 999 * 2);
    assert_none_is_alive(&server);
}

#[test]
fn shows_its_entries() {
    let server = start();
    let shown: String = server.run("DICTS.DEBUG").unwrap();
    assert_eq!(shown, r#"{"": (), "\x00": ()}"#);
}

#[test]
fn tells_how_much_memory_it_takes() {
    let server = start();
    let (empty, full) = server.run::<(usize, usize)>("DICTS.MALLOC_SIZE").unwrap();
    if server.version().redis_level() >= (7, 0, 0) {
        assert!(empty > 0 && full > empty + 1000, "{empty} {full}");
    } else {
        assert_eq!((empty, full), (0, 0));
    }
}

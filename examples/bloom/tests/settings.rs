//! The configs: what a filter is where a call does not say it, and how large it may become.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;

use redmod_test::Server;
use redmod_test::redis::Value;

/// Redis before 7.0 has no configs of modules, but arguments.
fn has_configs(server: &Server) -> bool {
    server.version().redis_level() >= (7, 0, 0)
}

fn detail(server: &Server, line: &str) -> String {
    let error = server.run::<Value>(line).expect_err(line);
    error.detail().unwrap_or_default().to_owned()
}

/// Capacity, expansion, error rate and tightening of a filter that is made by adding to it.
fn shape(server: &Server) -> (u64, Option<u32>, f64, Option<f64>) {
    server.run::<()>("DEL shape").unwrap();
    server.run::<u64>("BF.ADD shape item").unwrap();
    let fact = |fact: &str| format!("BF.INFO shape {fact}");
    (
        server.run(&fact("CAPACITY")).unwrap(),
        server.run(&fact("EXPANSION")).unwrap(),
        server.run(&fact("ERROR")).unwrap(),
        server.run(&fact("TIGHTENING")).ok(),
    )
}

#[test]
fn the_configs_and_their_defaults_are_those_of_valkey_bloom() {
    let server = Server::start();
    assert_eq!(shape(&server), (100, Some(2), 0.01, Some(0.5)));
    let configs: BTreeMap<String, String> = server.run("CONFIG GET bf.*").unwrap();
    if !has_configs(&server) {
        assert!(configs.is_empty());
        return;
    }
    let configs: Vec<_> = configs
        .iter()
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    assert_eq!(
        configs,
        [
            "bf.bloom-capacity 100",
            "bf.bloom-defrag-enabled yes",
            "bf.bloom-expansion 2",
            "bf.bloom-fp-rate 0.01",
            "bf.bloom-memory-usage-limit 134217728",
            "bf.bloom-tightening-ratio 0.5",
            "bf.bloom-use-random-seed yes",
        ]
    );
}

#[test]
fn what_a_call_does_not_say_is_as_configured() {
    let args =
        "bloom-capacity 1000 bloom-expansion 3 bloom-fp-rate 0.1 bloom-tightening-ratio 0.75";
    let server = Server::builder().module_args(args.split(' ')).start();
    assert_eq!(shape(&server), (1000, Some(3), 0.1, Some(0.75)));
    server.run::<()>("BF.RESERVE k 0.2 50").unwrap();
    assert_eq!(server.run::<u32>("BF.INFO k EXPANSION").unwrap(), 3);
    if !has_configs(&server) {
        return;
    }
    server
        .run::<()>("CONFIG SET bf.bloom-capacity 7 bf.bloom-expansion 0 bf.bloom-fp-rate 0.2")
        .unwrap();
    assert_eq!(shape(&server), (7, None, 0.2, None));
    for (line, text) in [
        ("bloom-fp-rate 1", "(0 < error rate range < 1)"),
        ("bloom-fp-rate 0", "(0 < error rate range < 1)"),
        (
            "bloom-tightening-ratio 1",
            "(0 < tightening ratio range < 1)",
        ),
        ("bloom-capacity 0", "argument must be between 1 and"),
        (
            "bloom-expansion -1",
            "argument must be between 0 and 4294967295",
        ),
    ] {
        let error = detail(&server, &format!("CONFIG SET bf.{line}"));
        assert!(error.contains(text), "{line}: {error}");
    }
    assert_eq!(shape(&server), (7, None, 0.2, None));
}

#[test]
fn filters_have_the_same_bits_only_with_a_seed_that_is_not_random() {
    let digest = |server: &Server, key: &str| {
        server.run::<u64>(&format!("BF.ADD {key} item")).unwrap();
        let line = format!("DEBUG DIGEST-VALUE {key}");
        server.run::<Vec<String>>(&line).unwrap()
    };
    let random = Server::start();
    assert_ne!(digest(&random, "a"), digest(&random, "b"));
    let args = ["bloom-use-random-seed", "no"];
    let [one, other] = [(); 2].map(|()| Server::builder().module_args(args).start());
    assert_eq!(digest(&one, "a"), digest(&other, "b"));
}

const TOO_LARGE: &str = "operation exceeds bloom object memory limit";

#[test]
fn no_filter_takes_more_than_the_limit() {
    let args = ["bloom-memory-usage-limit", "1000"];
    let server = Server::builder().module_args(args).start();
    for line in [
        "BF.RESERVE k 0.001 100000",
        "BF.INSERT k ERROR 0.00001 CAPACITY 10000 ITEMS a",
        "BF.INSERT k CAPACITY 10000",
    ] {
        assert_eq!(detail(&server, line), TOO_LARGE, "{line}");
    }
    let seed = "0123456789abcdef0123456789abcdef";
    let items: Vec<String> = (0..100).map(|n| n.to_string()).collect();
    let options = format!("SEED {seed} ERROR 1e-9 EXPANSION 10");
    let line = format!("BF.INSERT k {options} ITEMS {}", items.join(" "));
    assert_eq!(server.run::<Vec<u64>>(&line).unwrap(), [1; 100]);
    for line in ["BF.ADD k a", "BF.MADD k 1 a", "BF.INSERT k ITEMS a"] {
        assert_eq!(detail(&server, line), TOO_LARGE, "{line}");
    }
    assert_eq!(server.run::<Vec<u64>>("BF.MADD k 1 2").unwrap(), [0, 0]);
    let facts = ["SIZE", "MAXSCALEDCAPACITY", "ITEMS"];
    let [size, most, count] =
        facts.map(|fact| server.run::<u64>(&format!("BF.INFO k {fact}")).unwrap());
    assert!(size <= 1000 && size > 500, "{size}");
    assert_eq!((most, count), (100, 100));
    let args = ["bloom-memory-usage-limit", "100"];
    let server = Server::builder().module_args(args).start();
    for line in ["BF.ADD k a", "BF.MADD k a b", "BF.INSERT k"] {
        assert_eq!(detail(&server, line), TOO_LARGE, "{line}");
    }
    assert_eq!(server.run::<u64>("EXISTS k").unwrap(), 0);
}

#[test]
fn what_the_primary_or_a_file_has_is_not_held_against_the_limit() {
    let server = Server::builder()
        .config("appendonly", "yes")
        .config("aof-use-rdb-preamble", "no")
        .start();
    let limited = ["bloom-memory-usage-limit", "100"];
    let replica = server.replica_with(Server::builder().module_args(limited));
    for line in ["BF.ADD k a", "BF.RESERVE l 0.01 1000", "BF.MADD l a b c"] {
        server.run::<Value>(line).unwrap();
    }
    let items: Vec<String> = (0..500).map(|n| n.to_string()).collect();
    let line = format!("BF.MADD k {}", items.join(" "));
    server.run::<Value>(&line).unwrap();
    let contents: String = server.run("DEBUG DIGEST").unwrap();
    replica.wait_synced();
    assert_eq!(replica.run::<String>("DEBUG DIGEST").unwrap(), contents);
    if !has_configs(&server) {
        return;
    }
    server
        .run::<()>("CONFIG SET bf.bloom-memory-usage-limit 100")
        .unwrap();
    server.run::<()>("DEBUG LOADAOF").unwrap();
    assert_eq!(server.run::<String>("DEBUG DIGEST").unwrap(), contents);
    assert_eq!(detail(&server, "BF.ADD new a"), TOO_LARGE);
}

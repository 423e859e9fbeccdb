//! Filters as values: saved, copied, replicated, counted; and none that is not a filter.

#![forbid(unsafe_code)]

use crc::{CRC_64_REDIS, Crc};
use redmod_test::Server;
use redmod_test::redis::{self, Connection, RedisResult, Value};

/// A full layer, and one that is not; made in each way that there is.
fn fill(server: &Server) {
    let seed = "0123456789abcdef0123456789abcdef";
    for line in [
        "BF.ADD default item:0",
        "BF.RESERVE reserved 0.001 1000 NONSCALING",
        "BF.MADD reserved item:0 item:1 item:2",
        "BF.INSERT grown CAPACITY 2 ERROR 0.0001 TIGHTENING 0.3 EXPANSION 3 ITEMS item:0 item:1",
        "BF.MADD grown item:2 item:3 item:1",
        &format!("BF.INSERT seeded CAPACITY 20 SEED {seed} ITEMS item:0 item:1"),
        "BF.ADD seeded item:2",
        "BF.INSERT empty ERROR 1e-320 TIGHTENING 0.123456789012345678",
    ] {
        server.run::<Value>(line).expect(line);
    }
}

const KEYS: [&str; 5] = ["default", "reserved", "grown", "seeded", "empty"];

fn digests(server: &Server) -> Vec<String> {
    server
        .run(&format!("DEBUG DIGEST-VALUE {}", KEYS.join(" ")))
        .unwrap()
}

fn facts(server: &Server, key: &str) -> Vec<Value> {
    server.run(&format!("BF.INFO {key}")).unwrap()
}

#[test]
fn filters_survive_restarts_and_rewrites() {
    for preamble in ["yes", "no"] {
        let mut server = Server::builder()
            .config("appendonly", "yes")
            .config("aof-use-rdb-preamble", preamble)
            .start();
        fill(&server);
        let (before, facts_before) = (digests(&server), KEYS.map(|key| facts(&server, key)));
        server.reload();
        assert_eq!(digests(&server), before);
        // The commands, as they went to the file.
        server.crash();
        assert_eq!(digests(&server), before);
        server.run::<()>("BGREWRITEAOF").unwrap();
        server.wait_until("the file to be rewritten", || {
            server.info("aof_rewrite_in_progress") == "0"
                && server.info("aof_rewrite_scheduled") == "0"
        });
        assert_eq!(server.info("aof_last_bgrewrite_status"), "ok");
        server.crash();
        assert_eq!(digests(&server), before);
        assert_eq!(KEYS.map(|key| facts(&server, key)), facts_before);
        assert_eq!(server.run::<u64>("BF.ADD grown item:4").unwrap(), 1);
    }
}

#[test]
fn replicas_have_the_same_bits_whenever_they_come() {
    let server = Server::start();
    let early = server.replica();
    fill(&server);
    let late = server.replica();
    for n in 0..200 {
        let line = format!("BF.MADD grown more:{n} item:1 more:{}", n / 2);
        server.run::<Vec<i64>>(&line).unwrap();
    }
    // What fails, and what changes nothing, changes nothing there.
    server.run::<i64>("BF.ADD seeded item:2").unwrap();
    server
        .run::<()>("BF.RESERVE full 0.01 1 NONSCALING")
        .unwrap();
    server.run::<Value>("BF.MADD full a b").unwrap_err();
    let expected: String = server.run("DEBUG DIGEST").unwrap();
    for replica in [early, late] {
        replica.wait_synced();
        assert_eq!(replica.run::<String>("DEBUG DIGEST").unwrap(), expected);
        assert_eq!(digests(&replica), digests(&server));
    }
}

#[test]
fn what_adds_nothing_is_not_replicated() {
    let server = Server::builder().config("appendonly", "yes").start();
    server.run::<i64>("BF.ADD k a").unwrap();
    let _replica = server.replica();
    let offset = || server.info("aof_current_size");
    let before = offset();
    for line in ["BF.ADD k a", "BF.MADD k a a", "BF.INSERT k ITEMS a"] {
        server.run::<Value>(line).unwrap();
    }
    assert_eq!(offset(), before);
}

#[test]
fn copies_and_dumps_are_filters_of_their_own() {
    let server = Server::start();
    fill(&server);
    let mut client = server.client();
    let before = digests(&server);
    for key in KEYS {
        let dump: Vec<u8> = redis::cmd("DUMP").arg(key).query(&mut client).unwrap();
        server.run::<()>(&format!("DEL {key}")).unwrap();
        restore(&mut client, key, &dump).unwrap();
    }
    assert_eq!(digests(&server), before);
    assert_eq!(server.run::<String>("TYPE grown").unwrap(), "bloomfltr");
    if server.version().redis_level() < (6, 2, 0) {
        return;
    }
    assert_eq!(server.run::<u64>("COPY grown copy").unwrap(), 1);
    server.run::<i64>("BF.ADD copy stranger").unwrap();
    assert_eq!(server.run::<u64>("BF.EXISTS copy stranger").unwrap(), 1);
    assert_eq!(server.run::<u64>("BF.EXISTS grown stranger").unwrap(), 0);
    assert_eq!(digests(&server), before);
}

/// On every machine, and in every later version: otherwise items would be lost.
#[test]
fn the_bits_of_an_item_are_always_the_same() {
    let server = Server::start();
    let mut keys = server.golden("tests/golden/bloom-512.dump", fill);
    keys.sort_unstable();
    let mut expected = KEYS;
    expected.sort_unstable();
    assert_eq!(keys, expected);
    for (key, items) in [("default", 1), ("reserved", 3), ("grown", 4), ("seeded", 3)] {
        for item in 0..items {
            let line = format!("BF.EXISTS {key} item:{item}");
            assert_eq!(server.run::<u64>(&line).unwrap(), 1, "{line}");
        }
    }
    let saved = server
        .run::<Vec<String>>("DEBUG DIGEST-VALUE seeded")
        .unwrap();
    server.run::<()>("FLUSHALL").unwrap();
    fill(&server);
    let made = server
        .run::<Vec<String>>("DEBUG DIGEST-VALUE seeded")
        .unwrap();
    assert_eq!(made, saved);
}

#[test]
fn the_server_counts_a_filters_memory() {
    let server = Server::start();
    let used = || server.info("used_memory").parse::<u64>().unwrap();
    let before = used();
    server.run::<()>("BF.RESERVE k 0.001 5000000").unwrap();
    let size: u64 = server.run("BF.INFO k SIZE").unwrap();
    assert!(size > 9_000_000, "{size}");
    assert!(used() >= before + size);
    server.run::<()>("DEL k").unwrap();
    server.wait_until("the memory to be free", || used() < before + size / 10);
}

/// A field of `INFO bf`.
fn metric(server: &Server, name: &str) -> u64 {
    let info: String = server.run("INFO bf").unwrap();
    let field = info.lines().find_map(|line| {
        let (field, value) = line.split_once(':')?;
        (field == format!("bf_bloom_{name}")).then_some(value)
    });
    field.expect(name).parse().unwrap()
}

/// What all filters together have is what each of them says.
fn check_metrics(server: &Server) {
    let keys: Vec<String> = server.run("KEYS *").unwrap();
    assert_eq!(metric(server, "num_objects"), keys.len() as u64);
    for (name, fact) in [
        ("total_memory_bytes", "SIZE"),
        ("num_filters_across_objects", "FILTERS"),
        ("num_items_across_objects", "ITEMS"),
        ("capacity_across_objects", "CAPACITY"),
    ] {
        let facts = keys.iter().map(|key| {
            let line = format!("BF.INFO {key} {fact}");
            server.run::<u64>(&line).unwrap()
        });
        assert_eq!(metric(server, name), facts.sum::<u64>(), "{name}");
    }
}

#[test]
fn the_sums_of_all_filters_are_in_info() {
    let mut server = Server::start();
    check_metrics(&server);
    fill(&server);
    check_metrics(&server);
    assert_eq!(metric(&server, "num_objects"), 5);
    assert_eq!(metric(&server, "num_items_across_objects"), 11);
    server.run::<u64>("COPY grown copy").unwrap();
    server.run::<u64>("BF.ADD copy stranger").unwrap();
    check_metrics(&server);
    let dump: Vec<u8> = redis::cmd("DUMP")
        .arg("grown")
        .query(&mut server.client())
        .unwrap();
    let mut client = server.client();
    restore(&mut client, "copy", &dump).unwrap();
    restore(&mut client, "more", &dump).unwrap();
    for end in 1..40 {
        let cut = signed(&dump, &dump[..dump.len() - FOOTER - end]);
        restore(&mut client, "more", &cut).unwrap_err();
    }
    let error = server.run::<Value>("BF.RESERVE k 0.01 1000000000");
    error.unwrap_err();
    check_metrics(&server);
    server.reload();
    // Some servers empty their databases on another thread before they load.
    server.wait_until("the old filters to be freed", || {
        metric(&server, "num_objects") == 7
    });
    check_metrics(&server);
    server.restart();
    check_metrics(&server);
    server.run::<u64>("DEL copy").unwrap();
    server.run::<u64>("UNLINK more").unwrap();
    server.wait_until("the filter to be freed", || {
        metric(&server, "num_objects") == 5
    });
    check_metrics(&server);
    server.run::<()>("FLUSHALL ASYNC").unwrap();
    server.wait_until("all filters to be freed", || {
        metric(&server, "total_memory_bytes") == 0
    });
    check_metrics(&server);
}

const CHECKSUM: Crc<u64> = Crc::<u64>::new(&CRC_64_REDIS);
/// The version and the checksum.
const FOOTER: usize = 10;

/// The payload with this in the place of all but its footer, and a checksum that is right.
fn signed(payload: &[u8], body: &[u8]) -> Vec<u8> {
    let version = &payload[payload.len() - FOOTER..][..2];
    let mut signed = [body, version].concat();
    let checksum = CHECKSUM.checksum(&signed);
    signed.extend(checksum.to_le_bytes());
    signed
}

fn restore(client: &mut Connection, key: &str, payload: &[u8]) -> RedisResult<()> {
    redis::cmd("RESTORE")
        .arg((key, 0, payload, "REPLACE"))
        .query(client)
}

/// Uses the filter in every way.
fn use_it(server: &Server, key: &str) {
    for line in [
        format!("BF.MEXISTS {key} item:0 stranger"),
        format!("BF.CARD {key}"),
        format!("BF.INFO {key}"),
        format!("DEBUG DIGEST-VALUE {key}"),
        format!("MEMORY USAGE {key}"),
        format!("DUMP {key}"),
    ] {
        server.run::<Value>(&line).expect(&line);
    }
    for n in 0..20 {
        match server.run::<i64>(&format!("BF.ADD {key} use:{n}")) {
            Ok(_) => {}
            Err(error) => assert!(!error.to_string().contains("internal"), "{error}"),
        }
    }
}

#[test]
fn no_flipped_bit_and_no_cut_payload_makes_anything_but_a_filter() {
    let server = Server::start();
    fill(&server);
    let mut client = server.client();
    let shape_of = |key: &str| {
        ["CAPACITY", "SIZE", "FILTERS"]
            .map(|fact| server.run::<u64>(&format!("BF.INFO {key} {fact}")).unwrap())
    };
    let (mut loaded, mut refused) = (0, 0);
    for key in ["default", "grown", "empty"] {
        let payload: Vec<u8> = redis::cmd("DUMP").arg(key).query(&mut client).unwrap();
        let body = &payload[..payload.len() - FOOTER];
        let shape = shape_of(key);
        // The first byte is the server's: what kind of value it is.
        for bit in 8..8 * body.len() {
            let mut flipped = body.to_vec();
            flipped[bit / 8] ^= 1 << (bit % 8);
            match restore(&mut client, "k", &signed(&payload, &flipped)) {
                Ok(()) => {
                    loaded += 1;
                    assert_eq!(shape_of("k"), shape, "bit {bit} of {key}");
                    use_it(&server, "k");
                }
                Err(_) => refused += 1,
            }
        }
        for len in 1..body.len() {
            let cut = restore(&mut client, "k", &signed(&payload, &body[..len]));
            assert!(cut.is_err(), "{len} bytes of {key}");
        }
    }
    println!("{loaded} loaded, {refused} refused");
    assert!(loaded > 1000 && refused > 500, "{loaded} {refused}");
    assert_eq!(digests(&server).len(), KEYS.len());
    let info: String = server.run("INFO bf").unwrap();
    assert!(info.contains("panics:0"), "{info}");
}

/// Its type has the same name, and another version.
#[test]
fn a_value_of_valkey_bloom_is_refused() {
    let server = Server::start();
    fill(&server);
    let mut client = server.client();
    let payload: Vec<u8> = redis::cmd("DUMP")
        .arg("default")
        .query(&mut client)
        .unwrap();
    let mut body = payload[..10].to_vec();
    // The last ten bits of the type's id are the version.
    (body[8], body[9]) = (body[8] & !3, 1);
    // One filter, expansion 2, the two rates, a random seed; its bits, capacity and items.
    let (number, double) = (
        |n: u8| vec![2, n],
        |it: f64| [&[4], &it.to_le_bytes()[..]].concat(),
    );
    let fields = [
        [number(1), number(2), double(0.01), double(0.5), number(1)].concat(),
        [&[5, 60][..], &[7; 60]].concat(),
        [number(50), number(1), vec![0]].concat(),
    ];
    body.extend(fields.concat());
    let restored = restore(&mut client, "k", &signed(&payload, &body));
    assert_eq!(restored.unwrap_err().detail(), Some("Bad data format"));
    server.wait_for_log("the value of type bloomfltr at key 'k' cannot be loaded");
    assert_eq!(server.run::<u64>("BF.ADD default item:0").unwrap(), 0);
}

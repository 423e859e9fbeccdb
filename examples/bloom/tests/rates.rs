//! What a Bloom filter promises: an item that was added is found, and a stranger seldom.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::redis::{self, Connection};

/// How many strangers are asked for.
const STRANGERS: u64 = 100_000;

/// Calls with all of so many items, some thousands at a time; the sum of the replies.
fn sum(client: &mut Connection, command: &str, key: &str, kind: &str, count: u64) -> u64 {
    let mut sum = 0;
    for first in (0..count).step_by(5000) {
        let items: Vec<String> = (first..count.min(first + 5000))
            .map(|n| format!("{kind}:{n}"))
            .collect();
        let replies: Vec<u64> = redis::cmd(command).arg((key, items)).query(client).unwrap();
        sum += replies.iter().sum::<u64>();
    }
    sum
}

/// Fills filters of a capacity; the share of strangers that they take for items.
fn measured(server: &Server, rate: f64, capacity: u64, filters: u64) -> f64 {
    let mut client = server.client();
    let mut found = 0;
    for filter in 0..filters {
        let key = format!("{rate}:{capacity}:{filter}");
        server
            .run::<()>(&format!("BF.RESERVE {key} {rate} {capacity} NONSCALING"))
            .unwrap();
        let items = fill(&mut client, &key, capacity);
        assert_eq!(
            sum(&mut client, "BF.MEXISTS", &key, "item", items),
            items,
            "an item is not found"
        );
        found += sum(
            &mut client,
            "BF.MEXISTS",
            &key,
            "stranger",
            STRANGERS / filters,
        );
    }
    found as f64 / STRANGERS as f64
}

/// Adds items until a filter is full; how many, with those that it took for ones that it had.
fn fill(client: &mut Connection, key: &str, capacity: u64) -> u64 {
    let mut items = 0;
    while let room @ 1.. = capacity - card(client, key) {
        let more: Vec<String> = (items..items + room).map(|n| format!("item:{n}")).collect();
        items += room;
        redis::cmd("BF.MADD").arg((key, more)).exec(client).unwrap();
    }
    items
}

fn card(client: &mut Connection, key: &str) -> u64 {
    redis::cmd("BF.CARD").arg(key).query(client).unwrap()
}

#[test]
fn a_full_filter_errs_no_more_often_than_was_asked_for() {
    let server = Server::start();
    for rate in [0.5, 0.25, 0.1, 0.03, 0.01, 0.001, 0.0001] {
        for (capacity, filters) in [(100, 100), (20_000, 1)] {
            let measured = measured(&server, rate, capacity, filters);
            println!("asked for {rate}, of {capacity} items: {measured}");
            // More than five deviations are no chance.
            let chance = 5.0 * (rate / STRANGERS as f64).sqrt();
            assert!(measured <= rate + chance, "{measured} in place of {rate}");
        }
    }
}

#[test]
fn a_filter_that_grows_keeps_all_items_and_errs_at_most_twice_as_often() {
    let server = Server::start();
    let mut client = server.client();
    server.run::<()>("BF.RESERVE k 0.01 1000").unwrap();
    let added = sum(&mut client, "BF.MADD", "k", "item", 100_000);
    assert_eq!(card(&mut client, "k"), added);
    // What was taken for an item that was there already was not added.
    assert!(added > 98_000, "{added}");
    assert_eq!(server.run::<u64>("BF.INFO k FILTERS").unwrap(), 7);
    assert_eq!(
        server.run::<u64>("BF.INFO k CAPACITY").unwrap(),
        1000 * ((1 << 7) - 1)
    );
    assert_eq!(
        sum(&mut client, "BF.MEXISTS", "k", "item", 100_000),
        100_000,
        "an item is not found"
    );
    let found = sum(&mut client, "BF.MEXISTS", "k", "stranger", STRANGERS);
    let measured = found as f64 / STRANGERS as f64;
    println!("asked for 0.01, of seven layers: {measured}");
    assert!(measured < 0.02, "{measured}");
}

#[test]
fn a_filter_takes_little_more_than_its_bits() {
    let server = Server::start();
    for (rate, capacity, bits_per_item) in [
        (0.1, 1000, 5.87),
        (0.01, 1000, 10.12),
        (0.01, 1_000_000, 10.12),
        (0.001, 1_000_000, 14.43),
    ] {
        server
            .run::<()>(&format!("BF.RESERVE k{rate}:{capacity} {rate} {capacity}"))
            .unwrap();
        let size: u64 = server
            .run(&format!("BF.INFO k{rate}:{capacity} SIZE"))
            .unwrap();
        let usage: u64 = server
            .run(&format!("MEMORY USAGE k{rate}:{capacity}"))
            .unwrap();
        println!("{rate}, {capacity} items: SIZE {size}, MEMORY USAGE {usage}");
        let bits = capacity as f64 * bits_per_item / 8.0;
        assert!((size as f64) < bits + 144.0, "{size}");
        // The allocator rounds up, by a quarter at most.
        assert!(usage >= size && (usage as f64) < size as f64 * 1.25 + 100.0);
    }
}

/// With a seed, so that no item is taken for another one by chance.
#[test]
fn all_items_are_added_or_none() {
    let server = Server::start();
    let seed = "0123456789abcdef0123456789abcdef";
    let insert = |line: &str| server.run::<Vec<u64>>(&format!("BF.INSERT {line}"));
    insert(&format!(
        "k SEED {seed} CAPACITY 10 NONSCALING ITEMS 1 2 3 4 5 6 7 8 9"
    ))
    .unwrap();
    let error = server.run::<Vec<i64>>("BF.MADD k 9 a b").unwrap_err();
    assert_eq!(error.detail(), Some("non scaling filter is full"));
    assert_eq!(server.run::<u64>("BF.CARD k").unwrap(), 9);
    assert_eq!(server.run::<Vec<u64>>("BF.MEXISTS k a b").unwrap(), [0, 0]);
    // What comes twice takes the room of one.
    assert_eq!(insert("k ITEMS 9 a a 1").unwrap(), [0, 1, 0, 0]);
    let new = insert(&format!("new SEED {seed} CAPACITY 1 NONSCALING ITEMS a b"));
    assert_eq!(
        new.unwrap_err().detail(),
        Some("non scaling filter is full")
    );
    assert_eq!(server.run::<u64>("EXISTS new").unwrap(), 0);
    // One layer after the other, in one call.
    let items: Vec<String> = (0..100).map(|n| n.to_string()).collect();
    let items = items.join(" ");
    let many = insert(&format!(
        "many SEED {seed} CAPACITY 1 ERROR 1e-6 ITEMS {items}"
    ));
    assert_eq!(many.unwrap(), [1; 100]);
    assert_eq!(server.run::<u64>("BF.INFO many FILTERS").unwrap(), 7);
    let few = "few CAPACITY 1 EXPANSION 1 ERROR 1e-8 TIGHTENING 1e-295";
    assert_eq!(
        insert(&format!("{few} SEED {seed} ITEMS a b")).unwrap(),
        [1, 1]
    );
    let error = insert("few ITEMS c").unwrap_err();
    let text = "false positive degrades to 0 on scale out";
    assert_eq!(error.detail(), Some(text));
}

/// Otherwise a few bytes would make calls that take seconds.
#[test]
fn layers_come_to_an_end_however_little_the_rate_is_tightened() {
    let server = Server::start();
    let insert = |line: &str| server.run::<Vec<u64>>(&format!("BF.INSERT {line}"));
    let options = "ERROR 1e-12 CAPACITY 1 EXPANSION 1 TIGHTENING 0.9999999";
    let text = Some("bloom object reached max number of filters");
    let error = insert(&format!("k {options} VALIDATESCALETO 1025")).unwrap_err();
    assert_eq!(error.detail(), text);
    assert!(insert(&format!("k {options} VALIDATESCALETO 1024")).is_ok());
    let most = server.run::<u64>("BF.INFO k MAXSCALEDCAPACITY").unwrap();
    assert_eq!(most, 1024);
    let items: Vec<String> = (0..2000).map(|n| n.to_string()).collect();
    let error = insert(&format!("k ITEMS {}", items.join(" "))).unwrap_err();
    assert_eq!(error.detail(), text);
    assert_eq!(server.run::<u64>("BF.CARD k").unwrap(), 0);
    assert!(insert(&format!("k ITEMS {}", items[..1000].join(" "))).is_ok());
    server.reload();
    assert!(server.run::<u64>("BF.INFO k FILTERS").unwrap() > 990);
}

//! Fields that are saved through serde, on a real server: what is loaded is what was saved, or refused.

#![forbid(unsafe_code)]

mod payload;
mod saving;

use payload::{Random, dump, restore};
use redmod_test::{Server, redis};

/// Bytes of the format, as `kind.rs` has them.
const END: u8 = 0x80;
const NONE: u8 = 0x84;
const F64: u8 = 0x8B;
const TEXT: u8 = 0x8D;
const LIST: u8 = 0x8F;
const MAP: u8 = 0x90;

fn start() -> Server {
    Server::builder().example("serdes").start()
}

#[test]
fn fields_of_serdes_model_are_loaded_as_they_were_saved() {
    let mut server = start();
    let values = [(0, 0), (1, 1), (49, 3), (12_345, 2), (u64::MAX, 1)];
    for (seed, depth) in values {
        server
            .run::<()>(&format!("SD.FILL {seed} {seed} {depth}"))
            .unwrap();
        restore(
            &server,
            &format!("l{seed}"),
            &dump(&server, &seed.to_string()),
        )
        .unwrap();
    }
    let digests = |server: &Server| {
        let keys = values.map(|(seed, _)| format!("{seed} l{seed}")).join(" ");
        server
            .run::<Vec<String>>(&format!("DEBUG DIGEST-VALUE {keys}"))
            .unwrap()
    };
    let before = digests(&server);
    // Equal ones are equal, in whatever order a map has its entries.
    for pair in before.chunks(2) {
        assert_eq!(pair[0], pair[1]);
    }
    server.restart();
    assert_eq!(digests(&server), before);
    for (seed, depth) in values {
        for key in [format!("{seed}"), format!("l{seed}")] {
            let is = server.run::<bool>(&format!("SD.IS {key} {seed} {depth}"));
            assert!(is.unwrap(), "{key}");
        }
        if server.version().redis_level() >= (6, 2, 0) {
            assert!(
                server
                    .run::<bool>(&format!("COPY {seed} copy REPLACE"))
                    .unwrap()
            );
            assert!(
                server
                    .run::<bool>(&format!("SD.IS copy {seed} {depth}"))
                    .unwrap()
            );
        }
    }
}

#[test]
fn a_field_of_another_crate_stands_beside_others() {
    let mut server = start();
    server.run::<u64>("SD.GO t 1.5 -2.5").unwrap();
    server.run::<u64>("SD.GO t 3 4").unwrap();
    let way = server.run::<String>("SD.WAY t").unwrap();
    assert!(
        way.starts_with(".. Some(Coordinates { latitude: 1.5, longitude: -2.5 })"),
        "{way}"
    );
    server.restart();
    assert_eq!(server.run::<String>("SD.WAY t").unwrap(), way);
    let replica = server.replica();
    assert_eq!(replica.run::<String>("SD.WAY t").unwrap(), way);
}

/// The bytes are those that every later version reads.
#[test]
fn fields_are_known_by_their_names() {
    let server = start();
    server.run::<u64>("SD.GO t 1.5 -2.5").unwrap();
    let like = dump(&server, "t");
    let name = |name: &str| [&[TEXT, name.len() as u8], name.as_bytes()].concat();
    let degrees = |degrees: f64| [&[F64][..], &degrees.to_le_bytes()].concat();
    let load = |fields: &[Vec<u8>]| {
        let way = [&[LIST, MAP], &fields.concat()[..], &[END, END]].concat();
        let value = [b"\x02..", &way[..], &[NONE], b"."].concat();
        restore(&server, "t", &payload::with_value(&like, &value))
    };
    let (latitude, longitude) = (name("latitude"), name("longitude"));
    let unknown = [name("unknown"), vec![LIST, 1, MAP, 2, NONE, END, END]].concat();
    load(&[
        longitude.clone(),
        degrees(4.0),
        unknown,
        latitude.clone(),
        degrees(3.0),
    ])
    .unwrap();
    assert_eq!(
        server.run::<String>("SD.WAY t").unwrap(),
        ".. None [Coordinates { latitude: 3.0, longitude: 4.0 }]"
    );
    for (fields, why) in [
        (
            vec![latitude.clone(), degrees(3.0)],
            "missing field `longitude`",
        ),
        (
            vec![latitude.clone(), longitude],
            "invalid type: string \"longitude\", expected f64",
        ),
        (vec![latitude], "there is no value where one should be"),
    ] {
        load(&fields).unwrap_err();
        server.wait_for_log(why);
    }
}

/// A newtype and a list are a level each.
#[test]
fn what_is_nested_is_saved_as_deep_as_it_can_be_loaded() {
    let server = start();
    server.run::<()>("SD.DEEP k 248").unwrap();
    restore(&server, "l", &dump(&server, "k")).unwrap();
    assert_eq!(saving::in_a_child(&server), "ok");
    server.run::<()>("SD.DEEP k 249").unwrap();
    assert_eq!(saving::in_a_child(&server), "err");
    server.wait_for_log("nested deeper than 500 levels");
    // As many lists inside of each other as there are bytes.
    let forged = [[LIST; 50], [END; 50]].concat();
    let forged = payload::with_value(&dump(&server, "l"), &[&forged[..], b"."].concat());
    restore(&server, "m", &forged).unwrap();
    let forged = payload::with_value(&dump(&server, "l"), &[LIST; 200_000]);
    assert_eq!(
        restore(&server, "m", &forged).unwrap_err().detail(),
        Some("Bad data format")
    );
    server.wait_for_log("it is nested too deep");
}

#[test]
fn what_could_not_be_loaded_is_not_saved() {
    let server = start();
    for (line, why) in [
        ("ODD k 1 0", "a field cannot be saved: it does not want to"),
        // Which a debug build alone tells.
        (
            "ODD k 0 1",
            "a field cannot be saved: it does not know that number",
        ),
    ] {
        server.run::<()>("DEL k").unwrap();
        server.run::<()>(&format!("SD.{line}")).unwrap();
        assert_eq!(saving::in_a_child(&server), "err", "{line}");
        server.wait_for_log(why);
        assert!(server.log().contains(" at key 'k' cannot be saved"));
    }
    server.run::<()>("DEL k").unwrap();
    server.run::<()>("SD.ODD k 0 0").unwrap();
    restore(&server, "l", &dump(&server, "k")).unwrap();
}

/// Changed at random they end in a value or in an error, and the server lives, without holding what it has refused.
#[test]
fn hostile_payloads_are_loaded_or_refused() {
    let seed = std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64;
    println!("seed {seed}");
    let mut random = Random::new(seed);
    let server = start();
    server.run::<()>("CONFIG SET rdbcompression no").unwrap();
    let mut dumps = Vec::new();
    for (seed, depth) in [(1, 0), (7, 1), (49, 2), (12_345, 1)] {
        server
            .run::<()>(&format!("SD.FILL k {seed} {depth}"))
            .unwrap();
        dumps.push(dump(&server, "k"));
    }
    server.run::<()>("SD.DEEP deep 200").unwrap();
    dumps.push(dump(&server, "deep"));
    server.run::<()>("FLUSHALL").unwrap();
    let used = || server.info("used_memory").parse::<i64>().unwrap();
    let before = used();
    let (mut loaded, mut refused) = (0, 0);
    let mut client = server.client();
    for _ in 0..5000 {
        let payload = random.mutate(&dumps);
        let restored: redis::RedisResult<()> = redis::cmd("RESTORE")
            .arg(("k", 0, payload, "REPLACE"))
            .query(&mut client);
        match restored {
            Ok(()) => loaded += 1,
            Err(error) => {
                assert_eq!(error.detail(), Some("Bad data format"));
                refused += 1;
            }
        }
    }
    println!("{loaded} loaded, {refused} refused");
    assert!(loaded > 0 && refused > 0);
    server.run::<()>("FLUSHALL").unwrap();
    let left = used() - before;
    assert!(left < 1_000_000, "{left} bytes are left");
}

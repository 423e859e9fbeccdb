//! Values that are cut, forged or too deep, and servers that are killed: what is there is whole, or refused.

#![forbid(unsafe_code)]

mod dt;
mod payload;
mod saving;

use std::time::Duration;

use dt::{builder, start};
use payload::Random;
use redmod_test::redis::{self, Connection};

/// A deeper one cannot be loaded, and so it is not saved: the child dies, and the good file stays.
#[test]
fn a_recursive_value_is_saved_as_deep_as_it_can_be_loaded() {
    let mut server = start();
    server.run::<()>("DT.DEEP k 498").unwrap();
    let digest = server.run::<Vec<String>>("DEBUG DIGEST-VALUE k").unwrap();
    server.restart();
    assert_eq!(
        server.run::<Vec<String>>("DEBUG DIGEST-VALUE k").unwrap(),
        digest
    );
    server.run::<()>("DT.DEEP k 499").unwrap();
    server.run::<u64>("MEMORY USAGE k").unwrap();
    assert_eq!(saving::in_a_child(&server), "err");
    server.wait_for_log("nested deeper than 500 levels");
    server.crash();
    assert_eq!(
        server.run::<Vec<String>>("DEBUG DIGEST-VALUE k").unwrap(),
        digest
    );
}

/// Otherwise a length that lies would be believed.
#[test]
fn elements_without_bytes_are_neither_saved_nor_loaded() {
    let server = start();
    let mut client = server.client();
    server.run::<()>("DT.NOTHING k 0").unwrap();
    let dump: Vec<u8> = redis::cmd("DUMP").arg("k").query(&mut client).unwrap();
    redis::cmd("RESTORE")
        .arg(("l", 0, &dump))
        .exec(&mut client)
        .unwrap();
    let lies = payload::with_value(&dump, &[0xFF, 0xFF, 0xFF, 0xFF, 0x7F, b'.']);
    let restored = redis::cmd("RESTORE")
        .arg(("m", 0, lies))
        .query::<String>(&mut client);
    assert_eq!(restored.unwrap_err().detail(), Some("Bad data format"));
    server.wait_for_log("an element in it has no bytes");
    server.run::<()>("DT.NOTHING k 1").unwrap();
    assert_eq!(saving::in_a_child(&server), "err");
}

#[test]
fn a_value_of_a_newer_version_is_refused_by_name() {
    let server = start();
    let mut client = server.client();
    server.run::<()>("DT.ADD k 1").unwrap();
    let dump: Vec<u8> = redis::cmd("DUMP").arg("k").query(&mut client).unwrap();
    let newer = payload::with_encver(&dump, 4);
    let restored = redis::cmd("RESTORE")
        .arg(("l", 0, newer))
        .query::<String>(&mut client);
    assert_eq!(restored.unwrap_err().detail(), Some("Bad data format"));
    server.wait_for_log(
        "the value of type all-kinds at key 'l' cannot be loaded: \
         it has the encver 4, and this module knows none after 3",
    );
}

#[test]
fn a_value_that_its_author_refuses_is_not_loaded() {
    let mut server = start();
    let mut client = server.client();
    server.run::<()>("DT.RANGE k 3 5").unwrap();
    let dump: Vec<u8> = redis::cmd("DUMP").arg("k").query(&mut client).unwrap();
    let mut restore = |first: u8, last: u8| {
        let payload = payload::with_value(&dump, &[first, last, b'.']);
        redis::cmd("RESTORE")
            .arg(("l", 0, payload, "REPLACE"))
            .query::<String>(&mut client)
    };
    assert_eq!(restore(5, 5).unwrap(), "OK");
    let error = restore(6, 5).unwrap_err();
    assert_eq!(error.detail(), Some("Bad data format"));
    server.wait_for_log("it ends before it starts");
    let error = restore(13, 15).unwrap_err();
    assert_eq!(error.detail(), Some("Bad data format"));
    server.wait_for_log("loading it has panicked");
    server.restart();
    assert_eq!(server.run::<u64>("EXISTS k l").unwrap(), 2);
}

/// What was acknowledged is there after each of many crashes.
#[test]
fn acknowledged_writes_survive_crashes() {
    let mut server = builder()
        .config("appendonly", "yes")
        .config("appendfsync", "always")
        .start();
    let mut acknowledged = 0;
    for crash in 0..50 {
        let mut raw = server.raw();
        let pid = server.pid().to_string();
        let (first, has_written) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            let writer = scope.spawn(move || {
                let mut written = 0;
                while raw
                    .try_call(["DT.ADD", "k", "1"])
                    .is_ok_and(|it| it.starts_with(b":"))
                {
                    written += 1;
                    _ = first.send(());
                }
                written
            });
            has_written.recv().unwrap();
            std::thread::sleep(Duration::from_millis(10 + crash % 7));
            let killed = std::process::Command::new("kill")
                .args(["-9", &pid])
                .status();
            assert!(killed.unwrap().success());
            acknowledged += writer.join().unwrap();
        });
        server.kill();
        server.start_again();
        let there = server.run::<u64>("DT.NUMBER k").unwrap_or(0);
        // One more may have been written and not acknowledged, with each crash.
        assert!(
            (acknowledged..=acknowledged + 1).contains(&there),
            "{there}, {acknowledged}"
        );
        acknowledged = there;
    }
    println!("{acknowledged} writes over 50 crashes");
    assert!(acknowledged >= 50);
}

/// Payloads that were changed at random end in a value or in an error, and the server lives. A hundred thousand of them on one
/// server, fewer on the others, which hand over the same bytes, and where each takes long or calls are only counted.
#[test]
fn hostile_payloads_are_loaded_or_refused() {
    let seed = std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64;
    println!("seed {seed}");
    let mut random = Random::new(seed);
    let server = builder().config("loglevel", "warning").start();
    let slow = cfg!(redmod_record) || std::env::var_os("REDMOD_VALGRIND").is_some();
    let payloads = match server.version().to_string().as_str() {
        _ if slow => 2_000,
        "redis 7.0.15" => 100_000,
        _ => 10_000,
    };
    let mut client = server.client();
    let mut dumps: Vec<Vec<u8>> = Vec::new();
    server.run::<()>("CONFIG SET rdbcompression no").unwrap();
    for seed in 1..=20 {
        server.run::<()>(&format!("DT.FILL k {seed}")).unwrap();
        dumps.push(redis::cmd("DUMP").arg("k").query(&mut client).unwrap());
    }
    for depth in [100, 498, 1] {
        server.run::<()>(&format!("DT.DEEP deep {depth}")).unwrap();
        dumps.push(redis::cmd("DUMP").arg("deep").query(&mut client).unwrap());
    }
    dumps.retain(|dump| dump.len() < 200_000);
    server.run::<()>("FLUSHALL").unwrap();
    let used = || server.info("used_memory").parse::<i64>().unwrap();
    let before = used();
    let (mut loaded, mut refused) = (0, 0);
    for _ in 0..payloads / 100 {
        let mut pipe = redis::pipe();
        for _ in 0..100 {
            let payload = random.mutate(&dumps);
            pipe.cmd("RESTORE").arg(("k", 0, payload, "REPLACE"));
        }
        let answers: Vec<redis::RedisResult<redis::Value>> = replies(&pipe, &mut client);
        for answer in answers {
            match answer {
                Ok(_) => loaded += 1,
                Err(error) => {
                    assert_eq!(error.detail(), Some("Bad data format"));
                    refused += 1;
                }
            }
        }
        // What was loaded can be used.
        server.run::<redis::Value>("DEBUG DIGEST-VALUE k").unwrap();
        server.run::<redis::Value>("DUMP k").unwrap();
    }
    let log = server.log();
    let read = loaded + log.matches(" cannot be loaded: ").count();
    println!("{loaded} loaded, {refused} refused, {read} read");
    assert!(loaded > 0 && refused > 0);
    assert!(read >= payloads / 3, "the others are no values of the type");
    assert!(log.contains("it is nested too deep"));
    server.run::<()>("FLUSHALL").unwrap();
    let left = used() - before;
    println!("{left} bytes more in use");
    assert!(left < 1_000_000, "{left} bytes are left");
}

fn replies(
    pipe: &redis::Pipeline,
    client: &mut Connection,
) -> Vec<redis::RedisResult<redis::Value>> {
    let packed = pipe.get_packed_pipeline();
    client.send_packed_command(&packed).unwrap();
    pipe.cmd_iter()
        .map(|_| client.recv_response().and_then(redis::Value::extract_error))
        .collect()
}

//! What opening a key does and leaves, in every mode; and what every handle has.

#![forbid(unsafe_code)]

use std::time::{Duration, SystemTime};

use redmod_test::Server;

fn start() -> Server {
    Server::builder().example("opens").start()
}

/// Whether the server has a mode; if not, that this is said.
fn has(server: &Server, mode: &str) -> bool {
    let version = server.version();
    let (since, has) = match mode {
        "ACCESS_EXPIRED" => ("8.0", version.is_redis_since(8, 0)),
        _ => ("7.2", version.redis_level() >= (7, 2, 0)),
    };
    if !has {
        let name = match mode {
            "ACCESS_EXPIRED" => mode.to_owned(),
            _ => mode.replace('_', ""),
        };
        let lacks = format!(
            "ERR this server's RM_OpenKey has no mode {name}, which Redis has since {since}"
        );
        assert_eq!(server.error(&format!("OPENS.LOOK k {mode}")), lacks);
    }
    has
}

fn look(server: &Server, key: &str, modes: &str) -> Option<String> {
    let line = format!("OPENS.LOOK {key} {modes}");
    server.run(&line).unwrap()
}

/// A key whose time is over, and that is still in the database.
fn expire(server: &Server, line: &str, key: &str) {
    server.run::<()>("DEBUG SET-ACTIVE-EXPIRE 0").unwrap();
    server.run::<()>(line).unwrap();
    server.run::<()>(&format!("PEXPIRE {key} 1")).unwrap();
    std::thread::sleep(Duration::from_millis(20));
}

#[test]
fn a_key_that_is_not_touched_stays_idle() {
    let server = start();
    let idle = || server.run::<i64>("OBJECT IDLETIME k").unwrap();
    // A short string becomes another when it is read in place, on old servers.
    let value = "v".repeat(100);
    server.run::<()>(&format!("SET k {value}")).unwrap();
    server.run::<()>("OPENS.SET_IDLE k 1000").unwrap();
    assert!(idle() >= 1000);
    for mode in ["NO_TOUCH", "NO_EFFECTS"] {
        if mode == "NO_TOUCH" || has(&server, mode) {
            assert_eq!(look(&server, "k", mode).as_deref(), Some(&*value));
            let seconds = idle();
            assert!(seconds >= 1000, "{mode}: {seconds}");
        }
    }
    let (seconds, frequency) = server
        .run::<(Option<u64>, Option<u8>)>("OPENS.USED k")
        .unwrap();
    assert!(seconds.unwrap() >= 1000);
    assert_eq!(frequency, None);
    server.run::<()>("OPENS.WRITE k NO_TOUCH").unwrap();
    look(&server, "k", "");
    assert!(idle() < 1000);
}

#[test]
fn what_the_eviction_counts_is_set_and_read() {
    let server = start();
    server.run::<()>("SET k v").unwrap();
    let policy = "ERR the server's maxmemory-policy keeps no such value";
    let absent = "ERR no such key";
    assert_eq!(server.error("OPENS.SET_FREQUENCY k 7"), policy);
    assert_eq!(server.error("OPENS.SET_FREQUENCY absent 7"), absent);
    assert_eq!(server.error("OPENS.SET_IDLE absent 7"), absent);
    let used = |key: &str| {
        server
            .run::<(Option<u64>, Option<u8>)>(&format!("OPENS.USED {key}"))
            .unwrap()
    };
    assert_eq!(used("absent"), (None, None));
    server
        .run::<()>("CONFIG SET maxmemory-policy allkeys-lfu")
        .unwrap();
    server.run::<()>("SET k v").unwrap();
    assert_eq!(server.error("OPENS.SET_IDLE k 7"), policy);
    server.run::<()>("OPENS.SET_FREQUENCY k 77").unwrap();
    assert_eq!(used("k"), (None, Some(77)));
    assert_eq!(server.run::<u8>("OBJECT FREQ k").unwrap(), 77);
}

#[test]
fn a_miss_is_not_told_of() {
    let server = start();
    server
        .run::<()>("CONFIG SET notify-keyspace-events KEm")
        .unwrap();
    let mut subscriber = server.raw();
    subscriber.call(["SUBSCRIBE", "__keyevent@0__:keymiss"]);
    for (key, mode) in [("first", "NO_NOTIFY"), ("second", "NO_EFFECTS")] {
        if has(&server, mode) {
            assert_eq!(look(&server, key, mode), None);
        }
    }
    assert_eq!(look(&server, "third", ""), None);
    let told = String::from_utf8(subscriber.reply()).unwrap();
    // The mode was refused under another name, if at all.
    assert!(told.ends_with("third\r\n"), "{told}");
}

#[test]
fn hits_and_misses_are_not_counted() {
    let server = start();
    server.run::<()>("SET k v").unwrap();
    let counted = || [server.info("keyspace_hits"), server.info("keyspace_misses")];
    for mode in ["NO_STATS", "NO_EFFECTS"] {
        if has(&server, mode) {
            let before = counted();
            look(&server, "k", mode);
            look(&server, "absent", mode);
            assert_eq!(counted(), before, "{mode}");
        }
    }
    let [hits, misses] = counted().map(|it| it.parse::<u64>().unwrap());
    look(&server, "k", "");
    look(&server, "absent", "");
    assert_eq!(counted(), [hits + 1, misses + 1].map(|it| it.to_string()));
}

#[test]
fn a_key_that_has_expired_is_left_or_seen() {
    let server = start();
    expire(&server, "SET k v", "k");
    let size = || server.run::<i64>("DBSIZE").unwrap();
    for mode in ["NO_EXPIRE", "NO_EFFECTS"] {
        if has(&server, mode) {
            assert_eq!(look(&server, "k", mode), None);
            assert_eq!(size(), 1, "{mode}");
        }
    }
    if has(&server, "ACCESS_EXPIRED") {
        assert_eq!(look(&server, "k", "ACCESS_EXPIRED").as_deref(), Some("v"));
        assert_eq!(size(), 1);
        server.run::<()>("HSET h f v other v").unwrap();
        server.run::<()>("HPEXPIRE h 1 FIELDS 1 f").unwrap();
        std::thread::sleep(Duration::from_millis(20));
        let field = |mode: &str| {
            server
                .run::<(Option<String>, i64)>(&format!("OPENS.LOOK_FIELD h {mode}"))
                .unwrap()
        };
        assert_eq!(field("ACCESS_EXPIRED"), (Some("v".into()), 2));
        assert_eq!(field(""), (None, 1));
        server.run::<()>("DEL h").unwrap();
    }
    assert_eq!(look(&server, "k", ""), None);
    assert_eq!(size(), 0);
}

#[test]
fn a_key_that_has_expired_is_not_written_beside_itself() {
    let server = start();
    expire(&server, "SET k v", "k");
    let refused = "ERR a key is only opened for reading where it is not to expire";
    for mode in ["NO_EXPIRE", "NO_EFFECTS", "ACCESS_EXPIRED"] {
        assert_eq!(server.error(&format!("OPENS.WRITE k {mode}")), refused);
    }
    server.run::<()>("OPENS.WRITE k NO_TOUCH").unwrap();
    assert_eq!(server.run::<String>("GET k").unwrap(), "w");
    for mode in ["NO_NOTIFY", "NO_STATS"] {
        if has(&server, mode) {
            server.run::<()>(&format!("OPENS.WRITE k {mode}")).unwrap();
        }
    }
    let reading = "ERR a command without the flag `write` opens a key for writing";
    assert_eq!(server.error("OPENS.WRITE_IN_READONLY k"), reading);
}

type About = (Option<String>, usize, Option<u64>, Option<u64>);

#[test]
fn every_handle_tells_type_length_and_name() {
    let server = start();
    for line in [
        "SET String abc",
        "RPUSH List a b",
        "HSET Hash a 1 b 2",
        "SADD Set a b c",
        "ZADD ZSet 1 a",
        "XADD Stream 1-1 f v",
    ] {
        server.run::<String>(line).ok();
    }
    for (name, len) in [
        ("String", 3),
        ("List", 2),
        ("Hash", 2),
        ("Set", 3),
        ("ZSet", 1),
        ("Stream", 1),
    ] {
        let about = server.run::<About>(&format!("OPENS.ABOUT {name}")).unwrap();
        assert_eq!(about, (Some(name.to_owned()), len, None, None));
        let told = server.run::<String>(&format!("OPENS.NAME {name}")).unwrap();
        assert_eq!(told, name);
    }
    let absent = server.run::<About>("OPENS.ABOUT absent").unwrap();
    assert_eq!(absent, (None, 0, None, None));
    let name = server.run::<Option<String>>("OPENS.NAME absent").unwrap();
    assert_eq!(name, None);
}

#[test]
fn a_key_lives_as_long_as_is_said() {
    let server = start();
    server.run::<()>("SET k v").unwrap();
    let about = || server.run::<About>("OPENS.ABOUT k").unwrap();
    let now = || {
        let now = SystemTime::UNIX_EPOCH.elapsed().unwrap();
        u64::try_from(now.as_millis()).unwrap()
    };
    server.run::<()>("OPENS.EXPIRE k 100000").unwrap();
    let (_, _, ttl, at) = about();
    assert!((90_000..=100_000).contains(&ttl.unwrap()));
    assert!((now() + 90_000..=now() + 101_000).contains(&at.unwrap()));
    let then = now() + 200_000;
    server
        .run::<()>(&format!("OPENS.EXPIRE_AT k {then}"))
        .unwrap();
    let (_, _, ttl, at) = about();
    assert!((190_000..=200_000).contains(&ttl.unwrap()));
    // Servers without the function are asked for the time to live.
    assert!(at.unwrap().abs_diff(then) < 1000);
    if server.version().redis_level() >= (7, 0, 0) {
        assert_eq!(at, Some(then));
    }
    for line in ["OPENS.EXPIRE k", "OPENS.EXPIRE_AT k"] {
        server.run::<()>("PEXPIRE k 100000").unwrap();
        server.run::<()>(line).unwrap();
        assert_eq!(server.run::<i64>("TTL k").unwrap(), -1);
    }
    let late = "ERR invalid expire time";
    let far = format!("OPENS.EXPIRE k {}", u64::MAX);
    assert_eq!(server.error(&far), late);
    assert_eq!(server.error("OPENS.EXPIRE_BEFORE_1970 k"), late);
    for line in ["OPENS.EXPIRE absent 5", "OPENS.EXPIRE_AT absent 5"] {
        assert_eq!(server.error(line), "ERR no such key");
    }
    // A time that is over.
    server.run::<()>("OPENS.EXPIRE_AT k 1000").unwrap();
    assert_eq!(server.run::<i64>("EXISTS k").unwrap(), 0);
}

#[test]
fn a_key_is_deleted_or_unlinked() {
    let server = start();
    for name in ["DELETE", "UNLINK"] {
        server.run::<()>("SET k v").unwrap();
        let line = format!("OPENS.{name} k");
        let gone = server.run::<(bool, bool)>(&line).unwrap();
        assert_eq!(gone, (true, false));
        let gone = server.run::<(bool, bool)>(&line).unwrap();
        assert_eq!(gone, (false, false));
        assert_eq!(server.run::<i64>("EXISTS k").unwrap(), 0);
    }
}

#[test]
fn a_string_is_changed_in_place() {
    let server = start();
    let get = || server.run::<Option<Vec<u8>>>("GET k").unwrap();
    let reverse = || server.run::<Option<usize>>("OPENS.REVERSE k").unwrap();
    assert_eq!(reverse(), None);
    for (value, reversed) in [("abc", "cba"), ("12345", "54321")] {
        server.run::<()>(&format!("SET k {value}")).unwrap();
        assert_eq!(reverse(), Some(value.len()));
        assert_eq!(get().as_deref(), Some(reversed.as_bytes()));
    }
    for (len, expected) in [(3, &b"543"[..]), (5, b"543\0\0"), (0, b"")] {
        server
            .run::<()>(&format!("OPENS.TRUNCATE k {len}"))
            .unwrap();
        let seen = get().unwrap_or_default();
        assert_eq!(seen, expected);
    }
    server.run::<()>("OPENS.TRUNCATE new 2").unwrap();
    assert_eq!(server.run::<Vec<u8>>("GET new").unwrap(), b"\0\0");
    // An absent one is not made of nothing.
    server.run::<()>("OPENS.TRUNCATE none 0").unwrap();
    assert_eq!(server.run::<i64>("EXISTS none").unwrap(), 0);
    let large = format!("OPENS.TRUNCATE new {}", 512 * 1024 * 1024 + 1);
    let refused = "ERR the server refuses to change the string";
    assert_eq!(server.error(&large), refused);
    assert_eq!(server.run::<Vec<u8>>("GET new").unwrap(), b"\0\0");
}

#[test]
fn who_watches_a_key_is_told_that_it_has_changed() {
    let server = start();
    for (database, line, is_told) in [
        (0, "OPENS.SIGNAL k", true),
        (0, "OPENS.SIGNAL other", false),
        (0, "OPENS.SIGNAL_HANDLE 0 k", true),
        (3, "OPENS.SIGNAL_HANDLE 3 k", true),
        (3, "OPENS.SIGNAL_HANDLE 0 k", false),
        // The module has asked the server not to do it by itself.
        (0, "OPENS.NO_SIGNAL k", false),
    ] {
        let mut client = server.raw();
        client.call(["SELECT".to_owned(), format!("{database}")]);
        client.call(["SET", "k", "v"]);
        client.call(["WATCH", "k"]);
        server.run::<()>(line).unwrap();
        client.call(["MULTI"]);
        client.call(["PING"]);
        let reply = client.call(["EXEC"]);
        let null = reply == b"*-1\r\n";
        assert_eq!(null, is_told, "{line} in {database}");
    }
}

#[test]
fn a_set_of_another_database_is_changed_there() {
    let server = start();
    server.run::<()>("SET k here").unwrap();
    let seen = server
        .run::<(usize, i32)>("OPENS.SET_ELSEWHERE 2 k")
        .unwrap();
    assert_eq!(seen, (1, 0));
    assert_eq!(server.run::<String>("GET k").unwrap(), "here");
    let mut raw = server.raw();
    raw.call(["SELECT", "2"]);
    assert_eq!(raw.call(["SMEMBERS", "k"]), b"*1\r\n$1\r\nb\r\n");
    let wrong = "WRONGTYPE Operation against a key holding the wrong kind of value";
    assert_eq!(server.error("OPENS.SET_ELSEWHERE 0 k"), wrong);
}

#[test]
fn a_parameter_takes_the_context_of_a_command_that_does_not() {
    let server = start();
    let replica = server.replica();
    server.run::<()>("SET n 7").unwrap();
    assert_eq!(server.run::<i64>("OPENS.TAKE n").unwrap(), 7);
    // The key that was forgotten is closed, and the call was replicated since it has written.
    assert_eq!(server.run::<i64>("OPENS.TAKE n").unwrap(), 1);
    replica.wait_synced();
    assert_eq!(replica.run::<i64>("GET n").unwrap(), 1);
}

#[test]
fn a_string_that_is_set_loses_its_time_to_live() {
    let server = start();
    server.run::<()>("SET k v PX 100000").unwrap();
    server.run::<()>("OPENS.TRUNCATE k 2").unwrap();
    assert!(server.run::<i64>("PTTL k").unwrap() > 0);
    server.run::<()>("OPENS.WRITE k NO_TOUCH").unwrap();
    assert_eq!(server.run::<(String,)>("MGET k").unwrap().0, "w");
    assert_eq!(server.run::<i64>("PTTL k").unwrap(), -1);
    server.run::<()>("RPUSH list a").unwrap();
    let wrong = "WRONGTYPE Operation against a key holding the wrong kind of value";
    for line in [
        "LOOK list",
        "WRITE list NO_TOUCH",
        "REVERSE list",
        "TRUNCATE list 1",
    ] {
        assert_eq!(server.error(&format!("OPENS.{line}")), wrong, "{line}");
    }
}

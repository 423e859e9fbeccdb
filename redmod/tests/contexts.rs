//! What every context knows and does, asked of real servers.

#![forbid(unsafe_code)]

use std::time::{Duration, SystemTime};

use redmod_test::{Server, redis};

fn start() -> Server {
    Server::builder().example("contexts").start()
}

fn is_before(server: &Server, major: u16, minor: u16) -> bool {
    server.version().redis_level() < (major, minor, 0)
}

/// That the server lacks the function is said, with the release that brought it.
fn assert_lacks(server: &Server, line: &str, function: &str, since: &str) {
    let error = server.error(line);
    assert!(error.contains(function) && error.contains(since), "{error}");
}

fn flags(server: &Server) -> Vec<String> {
    server.run("CONTEXTS.FLAGS").unwrap()
}

#[test]
fn a_context_tells_where_it_is() {
    let server = Server::builder()
        .example("contexts")
        .config("maxmemory", "1gb")
        .config("appendonly", "yes")
        .start();
    let has = |flag: &str| flags(&server).iter().any(|it| it == flag);
    for flag in ["Primary", "MaxMemory", "Aof"] {
        assert!(has(flag), "{flag} in {:?}", flags(&server));
    }
    for flag in [
        "Replica",
        "Script",
        "Transaction",
        "Loading",
        "IsChild",
        "OutOfMemory",
    ] {
        assert!(!has(flag), "{flag} in {:?}", flags(&server));
    }
    let script: Vec<String> = server
        .run("EVAL 'return redis.call(\"CONTEXTS.FLAGS\")' 0")
        .unwrap();
    assert!(script.contains(&"Script".into()), "{script:?}");
    let (in_transaction,): (Vec<String>,) = redis::pipe()
        .atomic()
        .cmd("CONTEXTS.FLAGS")
        .query(&mut server.client())
        .unwrap();
    assert!(
        in_transaction.contains(&"Transaction".into()),
        "{in_transaction:?}"
    );
    server
        .run::<()>("CONFIG SET maxmemory-policy allkeys-lru")
        .unwrap();
    assert!(has("Evict"));
    server.run::<()>("CONFIG SET maxmemory 1").unwrap();
    assert!(has("OutOfMemory"));
}

#[test]
fn a_replicas_context_tells_so() {
    let server = start();
    let replica = server.replica();
    replica.wait_synced();
    let flags = flags(&replica);
    for flag in ["Replica", "ReadOnly", "ReplicaIsOnline"] {
        assert!(flags.contains(&flag.into()), "{flag} in {flags:?}");
    }
}

#[test]
fn the_caller_and_the_load_are_told_apart_by_flags() {
    let server = start();
    let mut raw = server.raw_resp3();
    let reply = raw.call(["CONTEXTS.FLAGS"]);
    let speaks_resp3 = String::from_utf8_lossy(&reply).contains("Resp3");
    assert_eq!(speaks_resp3, !is_before(&server, 7, 0));
    let startup = server.log().contains("startup: true");
    assert_eq!(startup, !is_before(&server, 7, 2), "{}", server.log());
}

#[test]
fn a_server_says_which_flags_and_options_it_knows() {
    let server = start();
    let known: Vec<String> = server.run("CONTEXTS.KNOWN_FLAGS").unwrap();
    let knows = |flag: &str| known.iter().any(|it| it == flag);
    let is_valkey = server
        .run::<String>("INFO server")
        .unwrap()
        .contains("valkey_version");
    let is_redis_8 = !is_valkey && !is_before(&server, 8, 0);
    assert!(knows("TransactionDirty") && knows("IsChild"));
    assert_eq!(knows("AsyncLoading"), !is_before(&server, 7, 0));
    assert_eq!(knows("ServerStartup"), !is_before(&server, 7, 2));
    assert_eq!(knows("DebugEnabled"), is_redis_8);
    let is_valkey_9 = server
        .run::<String>("INFO server")
        .unwrap()
        .contains("valkey_version:9");
    assert_eq!(knows("SlotImportClient"), is_valkey_9);
    assert_eq!(knows("SlotExportClient"), is_valkey_9);
    let options: Vec<bool> = server.run("CONTEXTS.KNOWN_OPTIONS").unwrap();
    let expected = [
        true,
        !is_before(&server, 7, 0),
        !is_before(&server, 7, 2),
        is_valkey_9,
    ];
    assert_eq!(options, expected);
}

#[test]
fn a_client_is_known_by_its_id() {
    let server = start();
    let mut client = server.client();
    let mut run = |command: &str, id: u64| -> redis::RedisResult<redis::Value> {
        redis::cmd(command).arg(id).query(&mut client)
    };
    let id: u64 = redis::cmd("CLIENT")
        .arg("ID")
        .query(&mut server.client())
        .unwrap();
    assert_eq!(
        run("CONTEXTS.CLIENT_INFO", id + 1000).unwrap(),
        redis::Value::Nil
    );
    let mut other = server.client();
    let id: u64 = redis::cmd("CONTEXTS.CLIENT_ID").query(&mut other).unwrap();
    assert_eq!(
        id,
        redis::cmd("CLIENT")
            .arg("ID")
            .query::<u64>(&mut other)
            .unwrap()
    );
    redis::cmd("SELECT").arg(3).exec(&mut other).unwrap();
    let info = |id: u64| -> (String, u16, u16, bool, bool) {
        server.run(&format!("CONTEXTS.CLIENT_INFO {id}")).unwrap()
    };
    let (address, port, database, is_unix, is_subscribed) = info(id);
    let list: String = server.run("CLIENT LIST").unwrap();
    let line = list
        .lines()
        .find(|line| line.contains(&format!("id={id} ")))
        .unwrap();
    assert_eq!((database, is_subscribed), (3, false));
    assert_eq!(is_unix, line.contains(" flags=U"), "{line}");
    assert!(
        is_unix || line.contains(&format!("addr={address}:{port} ")),
        "{line}"
    );
    assert!(is_unix || !address.is_empty());
}

#[test]
fn clients_have_names_and_users() {
    let server = start();
    let mut client = server.client();
    let id: u64 = redis::cmd("CLIENT").arg("ID").query(&mut client).unwrap();
    let run = |line: &str| server.run::<Option<String>>(line).unwrap();
    if is_before(&server, 7, 0) {
        assert_lacks(
            &server,
            "CONTEXTS.CLIENT_NAME 1",
            "RM_GetClientNameById",
            "7.0.3",
        );
        assert_lacks(
            &server,
            "CONTEXTS.SET_CLIENT_NAME 1 x",
            "RM_SetClientNameById",
            "7.0.3",
        );
    } else {
        assert_eq!(run(&format!("CONTEXTS.CLIENT_NAME {id}")), None);
        run(&format!("CONTEXTS.SET_CLIENT_NAME {id} fred"));
        let name: String = redis::cmd("CLIENT")
            .arg("GETNAME")
            .query(&mut client)
            .unwrap();
        assert_eq!(name, "fred");
        assert_eq!(
            run(&format!("CONTEXTS.CLIENT_NAME {id}")).as_deref(),
            Some("fred")
        );
        assert_eq!(
            server.error("CONTEXTS.SET_CLIENT_NAME 99999 x"),
            "ERR no such client"
        );
        let blank = server.error(&format!("CONTEXTS.SET_CLIENT_NAME {id} 'a b'"));
        assert!(blank.contains("cannot contain"), "{blank}");
        assert_eq!(run("CONTEXTS.CLIENT_NAME 99999"), None);
    }
    assert_eq!(
        run(&format!("CONTEXTS.CLIENT_CERTIFICATE {id}")),
        None,
        "no TLS here"
    );
    assert_eq!(
        run(&format!("CONTEXTS.CLIENT_USER_NAME {id}")).as_deref(),
        Some("default")
    );
    server
        .run::<()>("ACL SETUSER alice on nopass ~* +@all")
        .unwrap();
    redis::cmd("AUTH")
        .arg("alice")
        .arg("any")
        .exec(&mut client)
        .unwrap();
    assert_eq!(
        run(&format!("CONTEXTS.CLIENT_USER_NAME {id}")).as_deref(),
        Some("alice")
    );
    assert_eq!(run("CONTEXTS.CLIENT_USER_NAME 99999"), None);
    if is_before(&server, 7, 0) {
        let function = "RM_GetCurrentUserName";
        return assert_lacks(&server, "CONTEXTS.USER_NAME", function, "7.0");
    }
    let user: String = redis::cmd("CONTEXTS.USER_NAME").query(&mut client).unwrap();
    assert_eq!(user, "alice");
}

#[test]
fn a_redacted_argument_is_in_no_log_and_still_readable() {
    let server = start();
    if is_before(&server, 7, 0) {
        let line = "CONTEXTS.REDACT 2 hush";
        return assert_lacks(&server, line, "RM_RedactClientCommandArgument", "7.0");
    }
    server
        .run::<()>("CONFIG SET slowlog-log-slower-than 0")
        .unwrap();
    assert_eq!(
        server.run::<String>("CONTEXTS.REDACT 2 hush").unwrap(),
        "hush"
    );
    server
        .run::<()>("CONFIG SET slowlog-log-slower-than -1")
        .unwrap();
    let log = format!("{:?}", server.run::<redis::Value>("SLOWLOG GET").unwrap());
    assert!(log.contains("(redacted)") && !log.contains("hush"), "{log}");
    for argument in ["0", "3", "4294967296"] {
        let error = server.error(&format!("CONTEXTS.REDACT {argument} x"));
        assert_eq!(error, "ERR the call has no such argument");
    }
}

#[test]
fn the_time_is_the_servers() {
    let server = start();
    let since_1970 = || {
        SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap()
    };
    let before = since_1970().as_millis();
    let now: u128 = server
        .run::<String>("CONTEXTS.NOW")
        .unwrap()
        .parse()
        .unwrap();
    assert!(
        (before..=since_1970().as_millis()).contains(&(now / 1000)),
        "{now}"
    );
    let (first, second): (String, String) = server.run("CONTEXTS.CACHED").unwrap();
    let [first, second] = [first, second].map(|it| it.parse::<u128>().unwrap());
    assert!(first / 1000 >= before - 1 && second >= first);
    assert_eq!(
        first == second,
        !is_before(&server, 7, 2),
        "{first} {second}"
    );
    if is_before(&server, 7, 0) {
        return assert_lacks(
            &server,
            "CONTEXTS.MONOTONIC",
            "RM_MonotonicMicroseconds",
            "7.0",
        );
    }
    let (servers, rusts): (u64, u64) = server.run("CONTEXTS.MONOTONIC").unwrap();
    assert!(
        (2_900..=rusts + 100).contains(&servers),
        "{servers} {rusts}"
    );
}

#[test]
fn random_bytes_and_digits_fill_the_buffer_and_differ() {
    let server = start();
    for len in [0, 1, 16, 40, 1000] {
        let bytes = || {
            server
                .run::<Vec<u8>>(&format!("CONTEXTS.RANDOM_BYTES {len}"))
                .unwrap()
        };
        let digits = || {
            server
                .run::<String>(&format!("CONTEXTS.RANDOM_HEX {len}"))
                .unwrap()
        };
        let (one, two) = (digits(), digits());
        assert_eq!((bytes().len(), one.len()), (len, len));
        assert!(
            one.bytes()
                .all(|digit| b"0123456789abcdef".contains(&digit)),
            "{one}"
        );
        if len >= 16 {
            assert_ne!(one, two);
            assert_ne!(bytes(), bytes());
        }
    }
}

#[test]
fn messages_reach_the_subscribers() {
    let server = start();
    assert_eq!(
        server.run::<usize>("CONTEXTS.PUBLISH news none").unwrap(),
        0
    );
    let mut client = server.client();
    let mut subscriber = client.as_pubsub();
    subscriber
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    subscriber.subscribe("news").unwrap();
    assert_eq!(
        server
            .run::<usize>("CONTEXTS.PUBLISH news 'hello world'")
            .unwrap(),
        1
    );
    let message: String = subscriber.get_message().unwrap().get_payload().unwrap();
    assert_eq!(message, "hello world");
    if is_before(&server, 7, 0) {
        let line = "CONTEXTS.PUBLISH_TO_SHARD news x";
        return assert_lacks(&server, line, "RM_PublishMessageShard", "7.0");
    }
    let mut raw = server.raw_resp3();
    raw.call(["SSUBSCRIBE", "shard"]);
    assert_eq!(
        server
            .run::<usize>("CONTEXTS.PUBLISH_TO_SHARD shard hi")
            .unwrap(),
        1
    );
    assert_eq!(server.run::<usize>("CONTEXTS.PUBLISH shard hi").unwrap(), 0);
}

#[test]
fn the_fields_of_info_are_read_by_type() {
    let server = start();
    let get = |section: &str, name: &str| -> Vec<String> {
        server
            .run(&format!("CONTEXTS.SERVER_INFO {section} {name}"))
            .unwrap()
    };
    assert_eq!(get("server", "process_id")[0], get("all", "process_id")[2]);
    let number = get("server", "tcp_port");
    assert!(number[1..].iter().all(|it| *it == number[0]), "{number:?}");
    let text = get("replication", "role");
    assert_eq!(text, ["master", "master", "none", "none", "none"]);
    assert_eq!(get("server", "role"), ["none"; 5]);
    assert_eq!(get("nonsense", "role"), ["none"; 5]);
    let float = get("memory", "mem_fragmentation_ratio");
    assert_eq!(
        float[4].parse::<f64>().unwrap(),
        float[0].parse::<f64>().unwrap()
    );
    assert_eq!(float[2], "none", "{float:?}");
}

#[test]
fn the_release_is_known() {
    let server = start();
    let info: String = server.run("INFO server").unwrap();
    let field = |name: &str| {
        info.lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
    };
    let (own, redis): (Option<String>, Option<String>) = server.run("CONTEXTS.VERSIONS").unwrap();
    let valkey = field("valkey_version");
    assert_eq!(own.as_deref(), valkey.or(field("redis_version")));
    assert_eq!(redis.as_deref(), field("redis_version"));
}

#[test]
fn memory_and_latency_are_measured_with_the_servers_measures() {
    let server = start();
    assert_eq!(server.run::<f64>("CONTEXTS.MEMORY_RATIO").unwrap(), 0.0);
    server.run::<()>("CONFIG SET maxmemory 10gb").unwrap();
    let ratio: f64 = server.run("CONTEXTS.MEMORY_RATIO").unwrap();
    assert!(ratio > 0.0 && ratio < 0.5, "{ratio}");

    server
        .run::<()>("CONFIG SET latency-monitor-threshold 10")
        .unwrap();
    server.run::<()>("CONTEXTS.LATENCY quick 9").unwrap();
    server.run::<()>("CONTEXTS.LATENCY slow 25").unwrap();
    let quick: Vec<(u64, u64)> = server.run("LATENCY HISTORY quick").unwrap();
    let slow: Vec<(u64, u64)> = server.run("LATENCY HISTORY slow").unwrap();
    assert!(quick.is_empty(), "{quick:?}");
    assert_eq!(slow.len(), 1);
    assert_eq!(slow[0].1, 25);
}

#[test]
fn a_block_takes_at_least_what_was_asked_for() {
    let server = start();
    for len in [1, 100, 5000, 100_000] {
        let sizes: Vec<usize> = server.run(&format!("CONTEXTS.MALLOC_SIZE {len}")).unwrap();
        let asked = [len, len * 8, len, len, len, 128, 0];
        for (size, asked) in sizes.iter().zip(asked) {
            assert!(
                *size >= asked && *size <= asked * 2 + 256,
                "{sizes:?} {asked:?}"
            );
        }
        assert_eq!(sizes[6], 0);
    }
}

//! Command filters, on real servers.

#![forbid(unsafe_code)]

use redmod_test::{Server, example, redis};

fn start() -> Server {
    Server::builder().example("filters").start()
}

fn text(server: &Server, line: &str) -> String {
    server.run(line).unwrap_or_else(|e| panic!("{line}: {e}"))
}

#[test]
fn a_call_becomes_another_one() {
    let server = start();
    let replica = server.replica();
    for i in 0..100 {
        assert_eq!(text(&server, &format!("SETFOR key 100 {i}")), "OK");
    }
    assert_eq!(text(&server, "GET key"), "99");
    let left = server.run::<i64>("TTL key").unwrap();
    assert!((90..=100).contains(&left), "{left}");
    replica.wait_synced();
    assert_eq!(text(&replica, "GET key"), "99");
    // In a transaction.
    let mut client = server.client();
    let set: (String,) = redis::pipe()
        .atomic()
        .cmd("SETFOR")
        .arg(&["key", "100", "atomic"])
        .query(&mut client)
        .unwrap();
    assert_eq!(
        (set.0.as_str(), text(&server, "GET key").as_str()),
        ("OK", "atomic")
    );
}

#[test]
fn filters_are_called_in_the_order_of_their_names() {
    let server = start();
    assert_eq!(text(&server, "FILTERS.WORDS a"), "a first second third");
    assert_eq!(text(&server, "filters.words"), "first second third");
}

/// The number of arguments of its scripts' calls is fixed on Valkey 9.1, which would crash.
#[test]
fn what_a_script_calls_is_filtered_too() {
    let server = start();
    let is_fixed = server.version().to_string().starts_with("valkey 9");
    for _ in 0..20 {
        let words = text(
            &server,
            "EVAL \"return redis.call('FILTERS.WORDS', 'script')\" 0",
        );
        if is_fixed {
            assert_eq!(words, "script");
        } else {
            assert_eq!(words, "script first second third");
        }
        let line = "EVAL \"return redis.call('FILTERS.WORDS', 'panic', '2', '3')\" 0";
        assert!(text(&server, line).starts_with("changed 2 3"));
        let many = "EVAL \"return redis.pcall('FILTERS.MANY')\" 0";
        if !is_fixed {
            assert_eq!(server.run::<u64>(many).unwrap(), 0);
        }
    }
    let refused =
        "first: ERR on this server a filter cannot change how many arguments a script's call has";
    assert_eq!(server.log().contains(refused), is_fixed);
}

#[test]
fn a_filter_may_leave_out_what_its_module_calls() {
    let server = start();
    assert_eq!(text(&server, "FILTERS.CALL_WORDS"), "called first third");
    server.run::<()>("FILTERS.CALL_WORDS_ON_A_THREAD").unwrap();
    server.wait_for_log(r#"words: Ok("threaded first third")"#);
}

#[test]
fn a_panic_leaves_the_arguments_as_they_are() {
    let server = start();
    assert_eq!(
        text(&server, "FILTERS.WORDS panic b"),
        "changed b first second third"
    );
    let log = server.log();
    assert!(
        log.contains(r#"amid a change of ["FILTERS.WORDS", "changed", "b""#),
        "{log}"
    );
    assert!(log.contains("filters: panic in a command filter"), "{log}");
    assert_eq!(server.info("filters_panics"), "1");
}

#[test]
fn nothing_is_beyond_the_arguments_and_a_name_is_left() {
    let server = start();
    assert_eq!(text(&server, "FILTERS.BOUNDS a b"), "PONG");
    let seen: Vec<String> = server.run("FILTERS.SEEN").unwrap();
    let none = r#"Err("ERR the call has no such argument")"#;
    let mut expected = vec![r#"["FILTERS.BOUNDS", "a", "b"]"#.to_owned()];
    for _ in 0..4 {
        expected.push(format!("true {none}"));
        expected.extend([none.to_owned(), none.to_owned()]);
    }
    expected.push(format!(
        r#"Err("ERR a call has at least its command's name") {none}"#
    ));
    assert_eq!(seen[..expected.len()], expected);
}

#[test]
fn a_filter_knows_whose_call_it_is_where_the_server_tells() {
    let server = start();
    let mut client = server.client();
    let id: u64 = redis::cmd("CLIENT").arg("ID").query(&mut client).unwrap();
    let seen: Vec<String> = redis::cmd("FILTERS.SEEN").query(&mut client).unwrap();
    let expected = if server.version().redis_level() < (7, 2, 0) {
        r#"Err("ERR this server lacks RM_CommandFilterGetClientId (Redis 7.2.0, Valkey 7.2)")"#
            .to_owned()
    } else {
        format!("Ok({id})")
    };
    assert_eq!(seen, [expected]);
}

#[test]
fn arguments_come_and_go_without_a_leak() {
    let server = start();
    let mut client = server.client();
    let mut once = || {
        let length: u64 = redis::cmd("FILTERS.MANY").query(&mut client).unwrap();
        assert_eq!(length, 0);
    };
    once();
    let used = |server: &Server| server.info("used_memory").parse::<i64>().unwrap();
    let before = used(&server);
    (0..20).for_each(|_| once());
    // 400 MB came and went.
    let grown = used(&server) - before;
    assert!(grown < 2_000_000, "{grown}");
}

#[test]
fn nothing_is_filtered_by_a_module_that_is_not_loaded() {
    let server = Server::builder().without_module().start();
    let path = example("filters");
    let path = path.to_str().unwrap();
    for _ in 0..3 {
        server.error(&format!("MODULE LOAD {path} fail"));
        assert!(
            server
                .error("SETFOR key 100 value")
                .contains("unknown command")
        );
        server.run::<()>(&format!("MODULE LOAD {path}")).unwrap();
        assert_eq!(text(&server, "SETFOR key 100 value"), "OK");
        server.run::<()>("MODULE UNLOAD filters").unwrap();
        assert!(
            server
                .error("SETFOR key 100 value")
                .contains("unknown command")
        );
    }
}

//! Calls of other commands: arguments, replies, modifiers, and what the server refuses.

#![forbid(unsafe_code)]

use redmod_test::redis::{Connection, cmd};
use redmod_test::{Product, Server};

fn start() -> Server {
    Server::builder().example("calls").start()
}

/// What a command of the module says of a call, an error with its code.
fn seen(client: &mut Connection, line: &str) -> String {
    let mut words = line.split(' ');
    let mut call = cmd(words.next().unwrap_or_default());
    call.arg(words.collect::<Vec<_>>());
    call.query(client).unwrap_or_else(|error| {
        let (code, detail) = (error.code().unwrap_or(""), error.detail().unwrap_or(""));
        format!("{code} {detail}")
    })
}

/// Compares what each line says.
fn compare(server: &Server, lines: &[(&str, &str)]) {
    let mut client = server.client();
    for (line, expected) in lines {
        assert_eq!(seen(&mut client, line), *expected, "{line}");
    }
}

fn fill(server: &Server) {
    for line in [
        "RPUSH list a b c",
        "SET n 300",
        "SET text abc",
        "ZADD zset 1 a 2.5 b",
        "HSET hash a 1 b 2",
        "SADD set x y",
    ] {
        server.run::<redmod_test::redis::Value>(line).unwrap();
    }
}

#[test]
fn arguments_arrive_as_they_were_given() {
    let server = start();
    let expected = [
        r#"[]"#,
        r#"["text", "bytes", "string", "\\x00\\xff"]"#,
        r#"["argument", "key", "owned", "owned"]"#,
        r#"["-128", "-32768", "-2147483648", "-9223372036854775808", "-9223372036854775808"]"#,
        r#"["255", "65535", "4294967295", "18446744073709551615", "18446744073709551615"]"#,
        r#"["-170141183460469231731687303715884105728", "340282366920938463463374607431768211455", "9223372036854775807", "0", "-1"]"#,
        r#"["1.5", "-0", "0.1", "1e300", "1e-300", "1.7976931348623157e308", "2.2250738585072014e-308"]"#,
        r#"["inf", "-inf", "5", "123456789", "10000000000000000", "1e17"]"#,
        r#"["NX", "XX", "1", "2", "a", "b"]"#,
        r#"["a", "1", "b", "2", "3", "c"]"#,
        r#"["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18"]"#,
        r#"["0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "argument", "argument", "key", "text", "bytes", "1.5", "18446744073709551615", "owned"]"#,
        r#"["EX", "7"]"#,
    ];
    let seen: String = server.run("CALLS.ARGS argument key").unwrap();
    assert_eq!(seen.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_number_is_kept_as_the_server_keeps_numbers() {
    let server = start();
    server.run::<()>("CALLS.NUMBERS a b").unwrap();
    for key in ["a", "b"] {
        let encoding: String = server.run(&format!("OBJECT ENCODING {key}")).unwrap();
        assert_eq!(encoding, "int", "{key}");
    }
}

#[test]
fn a_call_takes_ten_thousand_arguments() {
    let server = start();
    let seen: (usize, usize) = server.run("CALLS.MANY list 10000").unwrap();
    assert_eq!(seen, (10_000, 10_000));
}

#[test]
fn values_of_any_bytes_and_of_20_mb_come_back_as_they_were() {
    let server = start();
    for value in [
        Vec::new(),
        b"a\0b\r\n\xff".to_vec(),
        (0..20 << 20).map(|i: u32| ((i * 31) >> 3) as u8).collect(),
    ] {
        let mut call = cmd("CALLS.LARGE");
        let is_same: bool = call
            .arg("key")
            .arg(&value)
            .query(&mut server.client())
            .unwrap();
        assert!(is_same, "{} bytes", value.len());
        let kept: Vec<u8> = cmd("GET").arg("key").query(&mut server.client()).unwrap();
        assert!(kept == value, "{} bytes", value.len());
    }
}

#[test]
fn a_reply_is_read_as_the_type_that_is_asked_for() {
    let server = start();
    fill(&server);
    compare(
        &server,
        &[
            ("CALLS.UNIT - SET key 1", "()"),
            ("CALLS.UNIT - LRANGE list 0 -1", "()"),
            ("CALLS.I64 - LLEN list", "3"),
            ("CALLS.I64 - GET n", "300"),
            ("CALLS.I8 - LLEN list", "3"),
            ("CALLS.U8 - LLEN list", "3"),
            (
                "CALLS.U64 - ECHO 18446744073709551615",
                "18446744073709551615",
            ),
            (
                "CALLS.I128 - ECHO -170141183460469231731687303715884105728",
                "-170141183460469231731687303715884105728",
            ),
            ("CALLS.F64 - ZSCORE zset b", "2.5"),
            ("CALLS.F64 - LLEN list", "3.0"),
            ("CALLS.F32 - ECHO 0.1", "0.1"),
            ("CALLS.F64 - ECHO -inf", "-inf"),
            ("CALLS.BOOL - EXISTS list", "true"),
            ("CALLS.BOOL - EXISTS absent", "false"),
            ("CALLS.STRING - GET text", "\"abc\""),
            ("CALLS.STRING - PING", "\"PONG\""),
            ("CALLS.BYTES - GET text", "[97, 98, 99]"),
            ("CALLS.SERVER_STRING - GET text", "\"abc\""),
            ("CALLS.SERVER_STRING - LLEN list", "\"3\""),
            ("CALLS.OPTION_I64 - GET n", "Some(300)"),
            ("CALLS.OPTION_I64 - GET absent", "None"),
            ("CALLS.OPTION_UNIT - SET n 1 NX", "None"),
            ("CALLS.OPTION_UNIT - SET n 300 XX", "Some(())"),
            ("CALLS.STRINGS - LRANGE list 0 -1", r#"["a", "b", "c"]"#),
            ("CALLS.STRINGS - LRANGE absent 0 -1", "[]"),
            (
                "CALLS.OPTIONS - MGET n absent text",
                r#"[Some("300"), None, Some("abc")]"#,
            ),
            (
                "CALLS.PAIRS - ZRANGE zset 0 -1 WITHSCORES",
                r#"[("a", 1.0), ("b", 2.5)]"#,
            ),
            ("CALLS.PAIRS - ZRANGE absent 0 -1 WITHSCORES", "[]"),
            ("CALLS.PAIR - EVAL return{7,'x'} 0", r#"(7, "x")"#),
            (
                "CALLS.NESTED - EVAL return{{1,{'a','b'}},{2,{}}} 0",
                r#"[(1, ["a", "b"]), (2, [])]"#,
            ),
            (
                "CALLS.ORDERED_MAP - HGETALL hash",
                r#"{"a": "1", "b": "2"}"#,
            ),
            ("CALLS.ORDERED_SET - SMEMBERS set", r#"{"x", "y"}"#),
            ("CALLS.REPLY - LRANGE list 0 -1", "Array(3 parts)"),
            (
                "CALLS.PLACES list",
                r#"["a", "b", "c"] ["c", "b", "a"] Some("b") Some("c") true 3"#,
            ),
            ("CALLS.ROLE", "master"),
        ],
    );
    let sizes: (usize, usize) = server.run("CALLS.HASHED hash set").unwrap();
    assert_eq!(sizes, (2, 2));
}

#[test]
fn a_reply_of_another_type_is_an_error_that_names_the_call() {
    let server = start();
    fill(&server);
    compare(
        &server,
        &[
            (
                "CALLS.I64 - LRANGE list 0 -1",
                "ERR LRANGE: a reply is an array, not an integer",
            ),
            (
                "CALLS.I64 - GET absent",
                "ERR GET: a reply is null, not an integer",
            ),
            ("CALLS.I64 - GET text", "ERR GET: a reply is 'abc', no i64"),
            ("CALLS.I8 - GET n", "ERR GET: a reply is '300', no i8"),
            ("CALLS.U8 - STRLEN n", "3"),
            (
                "CALLS.U8 - DECRBY n 301",
                "ERR DECRBY: a reply is -1, no u16",
            ),
            (
                "CALLS.U64 - DECRBY n 1",
                "ERR DECRBY: a reply is -2, no u64",
            ),
            (
                "CALLS.F64 - GET text",
                "ERR GET: a reply is 'abc', no float",
            ),
            (
                "CALLS.F64 - LRANGE list 0 -1",
                "ERR LRANGE: a reply is an array, not a float",
            ),
            (
                "CALLS.BOOL - LLEN list",
                "ERR LLEN: a reply is an integer, not a boolean",
            ),
            (
                "CALLS.STRING - LLEN list",
                "ERR LLEN: a reply is an integer, not a string",
            ),
            (
                "CALLS.SERVER_STRING - LRANGE list 0 -1",
                "ERR LRANGE: a reply is an array, not a string",
            ),
            (
                "CALLS.STRINGS - LLEN list",
                "ERR LLEN: a reply is an integer, not an array",
            ),
            (
                "CALLS.STRINGS - BLPOP absent 0",
                "ERR BLPOP: a reply is null, not an array",
            ),
            (
                "CALLS.PAIR - LRANGE list 0 -1",
                "ERR LRANGE: a reply is an array of 3, not of 2",
            ),
            (
                "CALLS.PAIRS - LRANGE list 0 -1",
                "ERR LRANGE: a reply is an array of 3, not of 2",
            ),
            (
                "CALLS.ORDERED_MAP - GET text",
                "ERR GET: a reply is a string, not an array",
            ),
        ],
    );
    let mut call = cmd("CALLS.STRING");
    let error = call
        .arg(&["-", "ECHO"])
        .arg(b"\xff")
        .query::<String>(&mut server.client());
    assert!(
        error
            .unwrap_err()
            .to_string()
            .contains("ECHO: a reply is not valid UTF-8")
    );
}

#[test]
fn an_error_of_the_command_is_passed_on_unchanged() {
    let server = start();
    fill(&server);
    let mut raw = server.raw();
    for call in [
        &["HGET", "list", "a"][..],
        &["INCR", "text"],
        &["SET", "n", "1", "NOPE"],
        &["EVAL", "return redis.error_reply('CODE my words')", "0"],
        &["calls.unit", "-", "LLEN", "text"],
    ] {
        let direct = raw.call(call);
        assert!(direct.starts_with(b"-"), "{call:?}");
        for ours in ["calls.unit", "calls.option_i64", "calls.pass"] {
            let passed_on = raw.call([ours, "-"].iter().chain(call));
            assert_eq!(passed_on, direct, "{ours} {call:?}");
        }
    }
    // Inside of an array it is a part of the reply.
    compare(
        &server,
        &[
            (
                "CALLS.TREE - EVAL return{1,{err='CODE_my_words'},2} 0",
                r#"["1", "-CODE_my_words", "2"]"#,
            ),
            ("CALLS.UNIT - EVAL return{1,{err='CODE_my_words'}} 0", "()"),
        ],
    );
    let error = seen(
        &mut server.client(),
        "CALLS.STRINGS - EVAL return{{err='CODE_mine'}} 0",
    );
    assert!(error.contains("CODE_mine"), "{error}");
}

/// The types that `DEBUG PROTOCOL` replies, as RESP2 and RESP3 have them.
const TYPES: [(&str, &str, &str); 10] = [
    ("string", "Hello World", "Hello World"),
    ("integer", "12345", "12345"),
    ("double", "3.141", "3.141"),
    ("null", "null", "null"),
    ("array", r#"["0", "1", "2"]"#, r#"["0", "1", "2"]"#),
    ("set", r#"["0", "1", "2"]"#, r#"~{"0", "1", "2"}"#),
    (
        "map",
        r#"["0", "0", "1", "1", "2", "0"]"#,
        r#"%{"0": "false", "1": "true", "2": "false"}"#,
    ),
    (
        "bignum",
        "1234567999999999999999999999999999999",
        "(1234567999999999999999999999999999999)",
    ),
    ("true", "1", "true"),
    (
        "verbatim",
        r"This is a verbatim\nstring",
        r"txt:This is a verbatim\nstring",
    ),
];

#[test]
fn a_reply_is_a_tree_of_all_types_of_resp2_and_resp3() {
    let server = start();
    let mut client = server.client();
    let has_resp3 = server.version().redis_level() >= (7, 0, 0);
    for (name, two, three) in TYPES {
        let older = seen(&mut client, &format!("CALLS.TREE - DEBUG PROTOCOL {name}"));
        // Redis 6.2 has some more digits of pi.
        assert!(
            older == two || older.starts_with("3.141"),
            "{name}: {older}"
        );
        let expected = if has_resp3 {
            three
        } else {
            "ERR this server's RM_Call has no modifier `3`, which came with Redis 7.0.0, Valkey 7.2"
        };
        assert_eq!(
            seen(&mut client, &format!("CALLS.TREE 3 DEBUG PROTOCOL {name}")),
            expected
        );
        // As the client's own protocol has it.
        let mut newer = server.client_resp3();
        if has_resp3 {
            assert_eq!(
                seen(&mut client, &format!("CALLS.TREE 0 DEBUG PROTOCOL {name}")),
                two
            );
            assert_eq!(
                seen(&mut newer, &format!("CALLS.TREE 0 DEBUG PROTOCOL {name}")),
                three
            );
        }
    }
    // What no server tells of attributes by itself is in the protocol's bytes.
    if has_resp3 {
        let attributes = r"|1\r\n$14\r\nkey-popularity\r\n*2\r\n$7\r\nkey:123\r\n:90\r\n";
        assert_eq!(
            seen(&mut client, "CALLS.TREE 3 DEBUG PROTOCOL attrib"),
            format!("|{attributes} Some(0) Some real reply following the attribute")
        );
    }
}

#[test]
fn a_reply_of_resp3_is_read_as_the_same_types() {
    let server = start();
    if server.version().redis_level() < (7, 0, 0) {
        let seen = seen(&mut server.client(), "CALLS.UNIT 3 PING");
        assert!(seen.contains("no modifier `3`"), "{seen}");
        return;
    }
    fill(&server);
    compare(
        &server,
        &[
            ("CALLS.F64 3 ZSCORE zset b", "2.5"),
            ("CALLS.F64 3 DEBUG PROTOCOL double", "3.141"),
            ("CALLS.BOOL 3 DEBUG PROTOCOL true", "true"),
            ("CALLS.BOOL 3 DEBUG PROTOCOL false", "false"),
            ("CALLS.OPTION_I64 3 DEBUG PROTOCOL null", "None"),
            (
                "CALLS.STRING 3 DEBUG PROTOCOL verbatim",
                r#""This is a verbatim\nstring""#,
            ),
            (
                "CALLS.SERVER_STRING 3 DEBUG PROTOCOL verbatim",
                r#""This is a verbatim\nstring""#,
            ),
            (
                "CALLS.I128 3 DEBUG PROTOCOL bignum",
                "1234567999999999999999999999999999999",
            ),
            (
                "CALLS.I64 3 DEBUG PROTOCOL bignum",
                "ERR DEBUG: a reply is '1234567999999999999999999999999999999', no i64",
            ),
            (
                "CALLS.I64 3 DEBUG PROTOCOL double",
                "ERR DEBUG: a reply is a double, not an integer",
            ),
            (
                "CALLS.I64 3 DEBUG PROTOCOL map",
                "ERR DEBUG: a reply is a map, not an integer",
            ),
            (
                "CALLS.I64 3 DEBUG PROTOCOL set",
                "ERR DEBUG: a reply is a set, not an integer",
            ),
            ("CALLS.ORDERED_SET 3 SMEMBERS set", r#"{"x", "y"}"#),
            (
                "CALLS.ORDERED_MAP 3 HGETALL hash",
                r#"{"a": "1", "b": "2"}"#,
            ),
            ("CALLS.TREE 3 HGETALL hash", r#"%{"a": "1", "b": "2"}"#),
            ("CALLS.TREE 3 SMEMBERS set", r#"~{"x", "y"}"#),
            (
                "CALLS.PAIRS 3 ZRANGE zset 0 -1 WITHSCORES",
                r#"[("a", 1.0), ("b", 2.5)]"#,
            ),
            (
                "CALLS.STRING 3 DEBUG PROTOCOL attrib",
                r#""Some real reply following the attribute""#,
            ),
        ],
    );
}

#[test]
fn a_reply_is_passed_on_whole_or_in_part() {
    let server = start();
    fill(&server);
    let has_resp3 = server.version().redis_level() >= (7, 0, 0);
    for (mut raw, letter) in [(server.raw(), "-"), (server.raw_resp3(), "3")] {
        if letter == "3" && !has_resp3 {
            continue;
        }
        for name in TYPES.map(|(name, ..)| name) {
            let call = ["DEBUG", "PROTOCOL", name];
            let direct = raw.call(call);
            assert_eq!(raw.call(["calls.pass", letter].iter().chain(&call)), direct);
        }
        let call = ["calls.pass_part", letter, "1", "LRANGE", "list", "0", "-1"];
        let expected: &[u8] = if has_resp3 {
            b"$1\r\nb\r\n"
        } else {
            b"-ERR this server cannot pass on a part of a reply, which Redis can since 7.0\r\n"
        };
        assert_eq!(raw.call(call), expected);
    }
    // RESP2 has no maps.
    if has_resp3 {
        let mut raw = server.raw();
        let seen = raw.call(["calls.pass", "3", "HGETALL", "hash"]);
        let expected =
            b"-ERR a reply of RESP3 cannot be passed on to a client that speaks RESP2\r\n";
        assert_eq!(seen, expected);
        assert_eq!(raw.call(["PING"]), b"+PONG\r\n");
    }
}

#[test]
fn what_the_server_refuses_has_a_name() {
    let server = start();
    compare(
        &server,
        &[
            ("CALLS.UNIT - nope", "ERR unknown command called"),
            (
                "CALLS.UNIT - SET key",
                "ERR wrong number of arguments for the called command",
            ),
        ],
    );
    let names: Vec<String> = server.run("CALLS.NAMES").unwrap();
    let unknown = r#"Err("ERR unknown command called")"#;
    assert_eq!(names, [unknown, unknown, unknown, "a", "b", "c"]);
}

#[test]
fn what_a_cluster_refuses_has_a_name() {
    let server = Server::builder()
        .example("calls")
        .config("cluster-enabled", "yes")
        .config("cluster-allow-reads-when-down", "yes")
        .start();
    let mut client = server.client();
    let elsewhere = "ERR the called command has a key that is not in this node";
    assert_eq!(seen(&mut client, "CALLS.UNIT - SET a 1"), elsewhere);
    // The slot of `a`, without the others.
    server.run::<()>("CLUSTER ADDSLOTS 15495").unwrap();
    let read_only = "CLUSTERDOWN the cluster is down and only reads are allowed";
    assert_eq!(seen(&mut client, "CALLS.UNIT - SET a 1"), read_only);
    server
        .run::<()>("CONFIG SET cluster-allow-reads-when-down no")
        .unwrap();
    let down = "CLUSTERDOWN the cluster is down";
    assert_eq!(seen(&mut client, "CALLS.UNIT - SET a 1"), down);
    // Of several slots.
    assert_eq!(seen(&mut client, "CALLS.UNIT - MSET a 1 b 2"), elsewhere);
}

#[test]
fn a_modifier_has_its_effect_or_names_the_server_that_has_it() {
    let server = start();
    let level = server.version().redis_level();
    let missing = |letter: char, releases: &str| {
        format!("ERR this server's RM_Call has no modifier `{letter}`, which came with {releases}")
    };
    let since_7_0 = |letter: char, text: &str| match level >= (7, 0, 0) {
        true => text.to_owned(),
        false => missing(letter, "Redis 7.0.0, Valkey 7.2"),
    };
    let since_7_2 = |letter: char, text: &str| match level >= (7, 2, 0) {
        true => text.to_owned(),
        false => missing(letter, "Redis 7.2.0, Valkey 7.2"),
    };
    let since_9_1 = |text: &str| match server.version().is_valkey_since(9, 1) {
        true => text.to_owned(),
        false => missing('X', "Valkey 9.1.2"),
    };
    let mut client = server.client();
    let mut check = |line: &str, expected: String| {
        assert_eq!(seen(&mut client, line), expected, "{line}");
    };
    let denied = "ERR a writing command is called where none is allowed";
    check("CALLS.UNIT W SET key 1", since_7_0('W', denied));
    check("CALLS.OPTION_I64 - GET key", "None".into());
    let words = "ERR Write command 'set' was called while write is not allowed.";
    check("CALLS.UNIT WE SET key 1", since_7_0('W', words));
    check("CALLS.STRING W PING", since_7_0('W', "\"PONG\""));

    let words = "ERR command 'subscribe' is not allowed on script mode";
    check("CALLS.UNIT S SUBSCRIBE channel", since_7_0('S', words));
    check("CALLS.STRING S PING", since_7_0('S', "\"PONG\""));

    let words = "ERR unknown command 'nope', with args beginning with: ";
    check("CALLS.UNIT E nope", since_7_0('E', words));
    let words = "ERR wrong number of arguments for 'set' command";
    check("CALLS.UNIT E SET", since_7_0('E', words));

    check("CALLS.DRY - SET key 1", since_7_2('D', "OK"));
    check("CALLS.DRY - SET", since_7_2('D', words));
    check("CALLS.OPTION_I64 - GET key", "None".into());

    check("CALLS.TREE X SET key 1", since_9_1("+OK"));
    check("CALLS.TREE X BLPOP absent 0", since_9_1("null array"));
    check("CALLS.TREE X GET absent", since_9_1("null"));
    check("CALLS.TREE - BLPOP absent 0", "null".into());

    // Memory runs out.
    check("CALLS.UNIT M SET key 2", since_7_2('M', "()"));
    server.run::<()>("CONFIG SET maxmemory 1").unwrap();
    let oom = "OOM command not allowed when used memory > 'maxmemory'.";
    check("CALLS.UNIT M SET key 3", since_7_2('M', oom));
    if level >= (7, 2, 0) {
        let words = "ERR Write command 'set' was called while write is not allowed.";
        let out = seen(&mut server.client(), "CALLS.UNIT MW SET key 3");
        assert!(out == oom || out == words, "{out}");
    }
    check("CALLS.UNIT - SET key 4", "()".into());
    check("CALLS.STRING M GET key", since_7_2('M', "\"4\""));
}

#[test]
fn the_rights_of_the_user_are_checked_where_that_is_asked_for() {
    let server = start();
    let rules = "ACL SETUSER reader on nopass ~a* &* +calls.unit +get +set";
    server.run::<()>(rules).unwrap();
    let mut client = server.client();
    seen(&mut client, "AUTH reader x");
    for line in ["CALLS.UNIT - SET b 1", "CALLS.UNIT - INCR a"] {
        assert_eq!(seen(&mut client, line), "()", "{line}");
    }
    if server.version().redis_level() < (7, 0, 0) {
        let seen = seen(&mut client, "CALLS.UNIT C SET b 1");
        assert!(seen.contains("no modifier `C`"), "{seen}");
        return;
    }
    let denied = "NOPERM the user has no permission for the called command or its keys";
    for (line, expected) in [
        ("CALLS.UNIT C SET b 1", denied),
        ("CALLS.UNIT C INCR a", denied),
        ("CALLS.UNIT C SET a 1", "()"),
    ] {
        assert_eq!(seen(&mut client, line), expected, "{line}");
    }
    // In the server's words.
    let words = seen(&mut client, "CALLS.UNIT CE SET b 1");
    assert!(words.contains("access") && words != denied, "{words}");
}

#[test]
fn a_server_of_another_kind_is_named() {
    let server = start();
    let is_valkey = server.version().product == Product::Valkey;
    let seen = seen(&mut server.client(), "CALLS.MUST_OBEY");
    let expected = if is_valkey {
        "false"
    } else {
        "ERR this server lacks RM_MustObeyClient (Valkey 8.1)"
    };
    assert_eq!(seen, expected);
}

#[test]
fn a_command_that_is_called_by_another_has_no_user() {
    let server = start();
    let mut client = server.client();
    if server.version().redis_level() < (7, 0, 0) {
        let seen = seen(&mut client, "CALLS.USER");
        assert!(seen.contains("lacks RM_GetCurrentUserName"), "{seen}");
        return;
    }
    assert_eq!(seen(&mut client, "CALLS.USER"), "default");
    let called = seen(&mut client, "CALLS.STRING - CALLS.USER");
    assert_eq!(called, "ERR CALLS.USER: a reply is null, not a string");
}

/// What came of the last call that waited, and how many functions are left.
fn outcome(server: &Server) -> (String, usize) {
    server.run("CALLS.OUTCOME").unwrap()
}

#[test]
fn a_call_that_waits_hands_its_reply_on_once() {
    let server = start();
    let mut client = server.client();
    let mut wait = |call: &str| seen(&mut client, &format!("CALLS.WAIT - {call}"));
    if server.version().redis_level() < (7, 2, 0) {
        let expected = "ERR this server's RM_Call has no modifier `K`, which came with Redis 7.2.0, Valkey 7.2";
        assert_eq!(wait("BLPOP queue 0"), expected);
        assert_eq!(outcome(&server), (String::new(), 0));
        return;
    }
    let nothing = (String::new(), 0);
    // Later.
    assert_eq!(wait("BLPOP queue 0"), "waits");
    assert_eq!(outcome(&server), (String::new(), 1));
    server.run::<()>("RPUSH queue x").unwrap();
    let came = r#"Ok(Some(["queue", "x"]))"#;
    assert_eq!(outcome(&server), (came.into(), 0));
    // Never, within its time.
    assert_eq!(wait("BLPOP queue 0.01"), "waits");
    server.wait_until("the call to end", || {
        outcome(&server) == ("Ok(None)".into(), 0)
    });
    // At once.
    server.run::<()>("RPUSH queue y").unwrap();
    assert_eq!(wait("BLPOP queue 0"), "done");
    let came = r#"Ok(Some(["queue", "y"]))"#;
    assert_eq!(outcome(&server), (came.into(), 0));
    // Not at all.
    assert!(wait("BLPOP last 0").starts_with("WRONGTYPE"));
    assert_eq!(
        wait("BLPOP"),
        "ERR wrong number of arguments for the called command"
    );
    assert_eq!(outcome(&server), nothing);
    // An error that comes later: the stream is gone.
    server.run::<String>("XADD stream * a 1").unwrap();
    server.run::<()>("XGROUP CREATE stream group $").unwrap();
    assert_eq!(
        wait("XREADGROUP GROUP group one BLOCK 0 STREAMS stream >"),
        "waits"
    );
    server.run::<()>("DEL stream").unwrap();
    let (came, left) = outcome(&server);
    assert!(came.starts_with("Err(") && left == 0, "{came} {left}");
    // A panic.
    assert_eq!(wait("BLPOP queue 0"), "waits");
    server.run::<()>("RPUSH queue panic").unwrap();
    assert_eq!(outcome(&server).1, 0);
    assert_eq!(server.info("calls_panics"), "1");
}

#[test]
fn a_call_that_waits_can_be_aborted_and_keeps_the_module_loaded() {
    let server = start();
    if server.version().redis_level() < (7, 2, 0) {
        let aborted: (bool, bool) = server.run("CALLS.ABORT").unwrap();
        assert_eq!(aborted, (false, false));
        return;
    }
    for _ in 0..3 {
        server.run::<String>("CALLS.WAIT - BLPOP queue 0").unwrap();
    }
    assert_eq!(outcome(&server), (String::new(), 3));
    assert!(server.run::<()>("MODULE UNLOAD calls").is_err());
    server.wait_for_log("one of its calls of other commands is blocked");
    for left in (0..3).rev() {
        let aborted: (bool, bool) = server.run("CALLS.ABORT").unwrap();
        assert_eq!(
            (aborted, outcome(&server)),
            ((true, false), (String::new(), left))
        );
    }
    // Nobody waits for it any more.
    server.run::<()>("RPUSH queue x").unwrap();
    assert_eq!(server.run::<i64>("LLEN queue").unwrap(), 1);
    // One that is over.
    server.run::<String>("CALLS.WAIT - BLPOP other 0").unwrap();
    server.run::<()>("RPUSH other x").unwrap();
    let aborted: (bool, bool) = server.run("CALLS.ABORT").unwrap();
    assert_eq!(aborted, (false, false));
    server.run::<()>("MODULE UNLOAD calls").unwrap();
}

#[test]
fn who_has_no_user_has_no_rights_to_be_checked() {
    let server = start();
    server.run::<()>("CALLS.CHECK_LATER").unwrap();
    let mut seen = String::new();
    server.wait_until("the timer", || {
        seen = outcome(&server).0;
        !seen.is_empty()
    });
    let expected = match server.version().redis_level() >= (7, 0, 0) {
        true => r#"Err("ERR there is no user whose rights could be checked")"#,
        false => {
            r#"Err("ERR this server's RM_Call has no modifier `C`, which came with Redis 7.0.0, Valkey 7.2")"#
        }
    };
    assert_eq!(seen, expected);
}

#[test]
fn only_strings_and_integers_become_strings_of_the_servers() {
    let server = start();
    fill(&server);
    for (call, expected) in [
        ("GET text", Some("abc")),
        ("LLEN list", Some("3")),
        ("DECRBY n 301", Some("-1")),
        ("LRANGE list 0 -1", None),
        ("GET absent", None),
    ] {
        let line = format!("CALLS.SERVER_STRING_OF {call}");
        let seen: Option<String> = server.run(&line).unwrap();
        assert_eq!(seen.as_deref(), expected, "{call}");
    }
}

#[test]
fn a_command_that_is_not_there_is_not_replicated() {
    let server = start();
    let run = |line: &str| server.run::<Vec<String>>(line).unwrap();
    let unknown = r#"Err("ERR unknown command called")"#;
    assert_eq!(run("CALLS.REPLICATE nosuch"), [unknown; 3]);
    assert_eq!(run("CALLS.REPLICATE DEL"), ["Ok(())"; 3]);
}

//! Every type of parameter and of reply, on a real server, over RESP2 and RESP3, with hostile
//! values.

#![forbid(unsafe_code)]

use redmod_test::{Raw, Server};

fn start() -> Server {
    Server::builder().example("types").start()
}

/// Calls a command of the module `types`.
fn call<A: AsRef<[u8]>>(raw: &mut Raw, command: &str, args: &[A]) -> Vec<u8> {
    let name = format!("types.{command}").into_bytes();
    let args = args.iter().map(|arg| arg.as_ref().to_vec());
    raw.call(std::iter::once(name).chain(args))
}

fn bulk(text: impl AsRef<[u8]>) -> Vec<u8> {
    let text = text.as_ref();
    [format!("${}\r\n", text.len()).as_bytes(), text, b"\r\n"].concat()
}

#[track_caller]
fn assert_bytes(what: &str, seen: &[u8], expected: &[u8]) {
    let (seen, expected) = (seen.escape_ascii(), expected.escape_ascii());
    assert_eq!(seen.to_string(), expected.to_string(), "{what}");
}

const INTEGER: &str = "ERR value is not an integer or out of range";
const FLOAT: &str = "ERR value is not a valid float";
const SYNTAX: &str = "ERR syntax error";
const UTF8: &str = "ERR value is not valid UTF-8";
const POSITIVE: &str = "ERR value is out of range, must be positive";

/// What each command answers to its arguments: what Rust shows, or an error.
const PARAMS: &[(&str, &[&str], Result<&str, &str>)] = &[
    ("p_i8", &["-128"], Ok("-128")),
    ("p_i8", &["128"], Err(INTEGER)),
    ("p_i16", &["32767"], Ok("32767")),
    ("p_i16", &["-32769"], Err(INTEGER)),
    ("p_i32", &["-2147483648"], Ok("-2147483648")),
    ("p_i32", &["2147483648"], Err(INTEGER)),
    (
        "p_i64",
        &["-9223372036854775808"],
        Ok("-9223372036854775808"),
    ),
    ("p_i64", &["9223372036854775807"], Ok("9223372036854775807")),
    ("p_i64", &["9223372036854775808"], Err(INTEGER)),
    ("p_i64", &["-0"], Err(INTEGER)),
    ("p_i64", &["+1"], Err(INTEGER)),
    ("p_i64", &["01"], Err(INTEGER)),
    ("p_i64", &[" 1"], Err(INTEGER)),
    ("p_i64", &["1 "], Err(INTEGER)),
    ("p_i64", &[""], Err(INTEGER)),
    ("p_i64", &["1\0"], Err(INTEGER)),
    ("p_i64", &["0x10"], Err(INTEGER)),
    ("p_i64", &["1e3"], Err(INTEGER)),
    ("p_isize", &["-1"], Ok("-1")),
    (
        "p_i128",
        &["-170141183460469231731687303715884105728"],
        Ok("-170141183460469231731687303715884105728"),
    ),
    ("p_i128", &["-0"], Err(INTEGER)),
    ("p_i128", &["+1"], Err(INTEGER)),
    ("p_i128", &["007"], Err(INTEGER)),
    ("p_u8", &["255"], Ok("255")),
    ("p_u8", &["256"], Err(INTEGER)),
    ("p_u8", &["-1"], Err(INTEGER)),
    ("p_u16", &["65535"], Ok("65535")),
    ("p_u32", &["4294967295"], Ok("4294967295")),
    (
        "p_u64",
        &["18446744073709551615"],
        Ok("18446744073709551615"),
    ),
    ("p_u64", &["18446744073709551616"], Err(INTEGER)),
    ("p_u64", &["-1"], Err(INTEGER)),
    ("p_usize", &["0"], Ok("0")),
    (
        "p_u128",
        &["340282366920938463463374607431768211455"],
        Ok("340282366920938463463374607431768211455"),
    ),
    ("p_f64", &["1e308"], Ok("1e308")),
    ("p_f64", &["-0"], Ok("-0.0")),
    ("p_f64", &["inf"], Ok("inf")),
    ("p_f64", &["-inf"], Ok("-inf")),
    ("p_f64", &["nan"], Err(FLOAT)),
    ("p_f64", &["-nan"], Err(FLOAT)),
    ("p_f64", &["1e309"], Err(FLOAT)),
    ("p_f64", &[" 1"], Err(FLOAT)),
    ("p_f64", &["1 "], Err(FLOAT)),
    ("p_f64", &[""], Err(FLOAT)),
    ("p_f64", &["1\0"], Err(FLOAT)),
    ("p_f32", &["0.5"], Ok("0.5")),
    ("p_f32", &["1e39"], Err(FLOAT)),
    ("p_f32", &["inf"], Ok("inf")),
    ("p_bool", &["yes"], Ok("true")),
    ("p_bool", &["OFF"], Ok("false")),
    ("p_bool", &["1"], Ok("true")),
    ("p_bool", &["maybe"], Err("ERR value is not a boolean")),
    ("p_char", &["é"], Ok("'é'")),
    (
        "p_char",
        &["ab"],
        Err("ERR value is not a single character"),
    ),
    ("p_char", &[""], Err("ERR value is not a single character")),
    ("p_str", &["a\0\r\n\"é"], Ok(r#""a\0\r\n\"é""#)),
    ("p_str", &[""], Ok(r#""""#)),
    ("p_string", &["text"], Ok(r#""text""#)),
    ("p_bytes", &["\0\r"], Ok("[0, 13]")),
    ("p_vec", &["\0"], Ok("[0]")),
    ("p_server_str", &["a\0b"], Ok(r#""a\x00b""#)),
    ("p_server_string", &["a\0b"], Ok(r#""a\x00b""#)),
    ("p_seconds", &["3"], Ok("Seconds(3s)")),
    ("p_seconds", &["-3"], Err(POSITIVE)),
    (
        "p_seconds",
        &["9223372036854775807"],
        Ok("Seconds(9223372036854775807s)"),
    ),
    ("p_millis", &["3"], Ok("Millis(3ms)")),
    ("p_option", &[], Ok("None")),
    ("p_option", &["4"], Ok("Some(4)")),
    ("p_option", &["x"], Err(INTEGER)),
    ("p_pair", &["1", "a"], Ok(r#"(1, "a")"#)),
    ("p_array", &["1", "2", "3"], Ok("[1, 2, 3]")),
    ("p_array", &["1", "x", "3"], Err(INTEGER)),
    ("p_words", &[], Ok("[]")),
    ("p_words", &["a", "b"], Ok(r#"["a", "b"]"#)),
    ("p_key", &["k\0"], Ok(r#"KeyName("k\x00")"#)),
    (
        "p_rest_some",
        &["a", "1", "b", "2"],
        Ok(r#"[("a", 1.0), ("b", 2.0)]"#),
    ),
    ("p_rest_some", &["a", "x"], Err(FLOAT)),
    ("p_counted", &["2", "1", "2"], Ok("[1, 2] None")),
    ("p_counted", &["1", "1", "z"], Ok(r#"[1] Some("z")"#)),
    (
        "p_counted",
        &["0", "1"],
        Err("ERR count should be greater than 0"),
    ),
    (
        "p_counted",
        &["-1", "1"],
        Err("ERR count should be greater than 0"),
    ),
    (
        "p_counted",
        &["3", "1"],
        Err("ERR count can't be greater than number of args"),
    ),
    (
        "p_counted",
        &["9223372036854775807", "1"],
        Err("ERR count can't be greater than number of args"),
    ),
    ("p_counted", &["x", "1"], Err(INTEGER)),
    ("p_counted", &["1", "1", "2", "3"], Err(SYNTAX)),
    ("p_counted", &["1", "256"], Err(INTEGER)),
    ("p_enum", &["ex", "3"], Ok("Ex(Seconds(3s))")),
    ("p_enum", &["PERSIST"], Ok("Persist")),
    ("p_enum", &["EX"], Err(SYNTAX)),
    ("p_enum", &["EX", "x"], Err(INTEGER)),
    ("p_enum", &["PERSIST", "3"], Err(SYNTAX)),
    ("p_enum", &["FOO"], Err(SYNTAX)),
    (
        "p_options",
        &["1"],
        Ok(
            "1 Options { condition: None, expiry: None, get: false, limit: None, tags: Repeated([]) }",
        ),
    ),
    (
        "p_options",
        &[
            "1", "tag", "a", "GET", "px", "5", "limit", "0", "-1", "XX", "Tag", "b",
        ],
        Ok(
            "1 Options { condition: Some(Xx), expiry: Some(Px(Millis(5ms))), get: true, \
             limit: Some((0, -1)), tags: Repeated([\"a\", \"b\"]) }",
        ),
    ),
    ("p_options", &["1", "GET", "GET"], Err(SYNTAX)),
    ("p_options", &["1", "NX", "XX"], Err(SYNTAX)),
    ("p_options", &["1", "EX", "1", "PX", "1"], Err(SYNTAX)),
    ("p_options", &["1", "FOO"], Err(SYNTAX)),
    ("p_options", &["1", "TAG"], Err(SYNTAX)),
    ("p_options", &["1", "LIMIT", "1"], Err(SYNTAX)),
    ("p_leading", &["1.5", "a"], Ok(r#"None [(1.5, "a")]"#)),
    (
        "p_leading",
        &["nx", "1.5", "a"],
        Ok(r#"Some(Nx) [(1.5, "a")]"#),
    ),
    ("p_alias", &["b", "a"], Ok("b")),
    ("p_own", &["100"], Ok("Percent(100) None")),
    ("p_own", &["1", "2"], Ok("Percent(1) Some(Percent(2))")),
    ("p_own", &["101"], Err("ERR a percentage is at most 100")),
    ("p_own", &["1", "256"], Err(INTEGER)),
];

#[test]
fn parameters_are_parsed_or_refused() {
    let server = start();
    for mut raw in [server.raw(), server.raw_resp3()] {
        for (command, args, expected) in PARAMS {
            let seen = call(&mut raw, command, args);
            let expected = match expected {
                Ok(text) => bulk(text),
                Err(text) => format!("-{text}\r\n").into_bytes(),
            };
            assert_bytes(&format!("{command} {args:?}"), &seen, &expected);
        }
    }
}

#[test]
fn the_number_of_arguments_is_checked() {
    let server = start();
    let mut raw = server.raw();
    for (command, args) in [
        ("p_i64", &[][..]),
        ("p_i64", &["1", "2"]),
        ("p_pair", &["1"]),
        ("p_array", &["1", "2", "3", "4"]),
        ("p_option", &["1", "2"]),
        ("p_rest_some", &[]),
        ("p_rest_some", &["a"]),
        ("p_rest_some", &["a", "1", "b"]),
        ("p_counted", &[]),
        ("p_context", &[]),
        ("r_unit", &["1"]),
    ] {
        let expected = format!("-ERR wrong number of arguments for 'types.{command}' command\r\n");
        let seen = call(&mut raw, command, args);
        assert_bytes(&format!("{command} {args:?}"), &seen, expected.as_bytes());
    }
}

#[test]
fn invalid_utf8_is_refused_as_text_and_taken_as_bytes() {
    let server = start();
    let mut raw = server.raw();
    let hostile = [b"\xff\xfe".as_slice()];
    for text in ["p_str", "p_string", "p_char"] {
        assert_bytes(
            text,
            &call(&mut raw, text, &hostile),
            format!("-{UTF8}\r\n").as_bytes(),
        );
    }
    for (command, expected) in [
        ("p_bytes", "[255, 254]"),
        ("p_vec", "[255, 254]"),
        ("p_server_str", r#""\xff\xfe""#),
    ] {
        assert_bytes(command, &call(&mut raw, command, &hostile), &bulk(expected));
    }
    assert_bytes(
        "p_i64",
        &call(&mut raw, "p_i64", &hostile),
        format!("-{INTEGER}\r\n").as_bytes(),
    );
    assert_bytes(
        "p_enum",
        &call(&mut raw, "p_enum", &hostile),
        format!("-{SYNTAX}\r\n").as_bytes(),
    );
}

#[test]
fn times_are_since_1970() {
    let server = start();
    let mut raw = server.raw();
    let seen = call(&mut raw, "p_unix_seconds", &["1"]);
    assert!(
        String::from_utf8_lossy(&seen).contains("tv_sec: 1, tv_nsec: 0"),
        "{seen:?}"
    );
    let seen = call(&mut raw, "p_unix_millis", &["1500"]);
    assert!(
        String::from_utf8_lossy(&seen).contains("tv_sec: 1, tv_nsec: 500000000"),
        "{seen:?}"
    );
    for command in ["p_unix_seconds", "p_unix_millis"] {
        let seen = call(&mut raw, command, &["-1"]);
        assert_bytes(command, &seen, format!("-{POSITIVE}\r\n").as_bytes());
        call(&mut raw, command, &["9223372036854775807"]);
    }
    assert_eq!(raw.call(["PING"]), b"+PONG\r\n");
}

#[test]
fn a_context_may_be_anywhere_among_the_parameters() {
    let server = start();
    let mut raw = server.raw();
    assert_bytes("p_context", &call(&mut raw, "p_context", &["7"]), b":7\r\n");
    assert_bytes(
        "p_context_mut",
        &call(&mut raw, "p_context_mut", &["8"]),
        b":8\r\n",
    );
    server.wait_for_log("<types> given 7");
    server.wait_for_log("<types> given 8");
}

#[test]
fn many_and_large_arguments_are_taken() {
    let server = start();
    let mut raw = server.raw();
    let numbers: Vec<String> = (0..10_000).map(|i| i.to_string()).collect();
    let mut expected = b"*10000\r\n".to_vec();
    expected.extend(
        numbers
            .iter()
            .flat_map(|n| format!(":{n}\r\n").into_bytes()),
    );
    assert!(
        call(&mut raw, "p_rest", &numbers) == expected,
        "10,000 integers come back"
    );

    let large = vec![b'x'; 20 << 20];
    let seen = call(&mut raw, "p_alias", &[large.as_slice(), b"a"]);
    assert!(seen == bulk(&large), "20 MB come back");
    let seen = call(&mut raw, "p_i64", &[large]);
    assert_bytes(
        "20 MB are no integer",
        &seen,
        format!("-{INTEGER}\r\n").as_bytes(),
    );
}

/// What each command replies: over RESP2, and over RESP3 before and since Redis 7.0.
const REPLIES: &[(&str, &str, &str, &str)] = &[
    ("r_unit", "+OK\r\n", "+OK\r\n", "+OK\r\n"),
    ("r_i8", ":-128\r\n", ":-128\r\n", ":-128\r\n"),
    ("r_i16", ":-32768\r\n", ":-32768\r\n", ":-32768\r\n"),
    (
        "r_i32",
        ":-2147483648\r\n",
        ":-2147483648\r\n",
        ":-2147483648\r\n",
    ),
    (
        "r_i64",
        ":-9223372036854775808\r\n",
        ":-9223372036854775808\r\n",
        ":-9223372036854775808\r\n",
    ),
    (
        "r_isize",
        ":9223372036854775807\r\n",
        ":9223372036854775807\r\n",
        ":9223372036854775807\r\n",
    ),
    ("r_u8", ":255\r\n", ":255\r\n", ":255\r\n"),
    ("r_u16", ":65535\r\n", ":65535\r\n", ":65535\r\n"),
    (
        "r_u32",
        ":4294967295\r\n",
        ":4294967295\r\n",
        ":4294967295\r\n",
    ),
    (
        "r_u64",
        "$20\r\n18446744073709551615\r\n",
        "$20\r\n18446744073709551615\r\n",
        "(18446744073709551615\r\n",
    ),
    ("r_u64_small", ":7\r\n", ":7\r\n", ":7\r\n"),
    ("r_usize", ":7\r\n", ":7\r\n", ":7\r\n"),
    (
        "r_i128",
        "$40\r\n-170141183460469231731687303715884105728\r\n",
        "$40\r\n-170141183460469231731687303715884105728\r\n",
        "(-170141183460469231731687303715884105728\r\n",
    ),
    ("r_u128", ":7\r\n", ":7\r\n", ":7\r\n"),
    ("r_f32", "$3\r\n0.5\r\n", ",0.5\r\n", ",0.5\r\n"),
    ("r_bool", ":1\r\n", ":1\r\n", "#t\r\n"),
    ("r_false", ":0\r\n", ":0\r\n", "#f\r\n"),
    ("r_char", "$2\r\né\r\n", "$2\r\né\r\n", "$2\r\né\r\n"),
    (
        "r_str",
        "$4\r\na\r\nb\r\n",
        "$4\r\na\r\nb\r\n",
        "$4\r\na\r\nb\r\n",
    ),
    (
        "r_string",
        "$4\r\ntext\r\n",
        "$4\r\ntext\r\n",
        "$4\r\ntext\r\n",
    ),
    (
        "r_server_string",
        "$3\r\na\0b\r\n",
        "$3\r\na\0b\r\n",
        "$3\r\na\0b\r\n",
    ),
    ("r_status", "+QUEUED\r\n", "+QUEUED\r\n", "+QUEUED\r\n"),
    (
        "r_status_lines",
        "+two  lines\r\n",
        "+two  lines\r\n",
        "+two  lines\r\n",
    ),
    (
        "r_verbatim",
        "$3\r\n# a\r\n",
        "=7\r\ntxt:# a\r\n",
        "=7\r\nmkd:# a\r\n",
    ),
    (
        "r_big_number",
        "$31\r\n-123456789012345678901234567890\r\n",
        "$31\r\n-123456789012345678901234567890\r\n",
        "(-123456789012345678901234567890\r\n",
    ),
    (
        "r_no_big_number",
        "$3\r\n12a\r\n",
        "$3\r\n12a\r\n",
        "$3\r\n12a\r\n",
    ),
    ("r_bulk", "$2\r\nab\r\n", "$2\r\nab\r\n", "$2\r\nab\r\n"),
    ("r_none", "$-1\r\n", "_\r\n", "_\r\n"),
    ("r_some", ":1\r\n", ":1\r\n", ":1\r\n"),
    ("r_null_array", "*-1\r\n", "_\r\n", "_\r\n"),
    (
        "r_empties",
        "*2\r\n$0\r\n\r\n*0\r\n",
        "*2\r\n$0\r\n\r\n*0\r\n",
        "*2\r\n$0\r\n\r\n*0\r\n",
    ),
    ("r_c_str", "$1\r\nC\r\n", "$1\r\nC\r\n", "$1\r\nC\r\n"),
    ("r_c_string", "$0\r\n\r\n", "$0\r\n\r\n", "$0\r\n\r\n"),
    ("r_long_double", "$4\r\n-0.5\r\n", ",-0.5\r\n", ",-0.5\r\n"),
    (
        "r_array",
        "*2\r\n:1\r\n:2\r\n",
        "*2\r\n:1\r\n:2\r\n",
        "*2\r\n:1\r\n:2\r\n",
    ),
    (
        "r_list",
        "*3\r\n:1\r\n:2\r\n:3\r\n",
        "*3\r\n:1\r\n:2\r\n:3\r\n",
        "*3\r\n:1\r\n:2\r\n:3\r\n",
    ),
    ("r_empty", "*0\r\n", "*0\r\n", "*0\r\n"),
    (
        "r_slice",
        "*2\r\n$1\r\na\r\n$1\r\nb\r\n",
        "*2\r\n$1\r\na\r\n$1\r\nb\r\n",
        "*2\r\n$1\r\na\r\n$1\r\nb\r\n",
    ),
    (
        "r_deque",
        "*2\r\n:1\r\n:2\r\n",
        "*2\r\n:1\r\n:2\r\n",
        "*2\r\n:1\r\n:2\r\n",
    ),
    (
        "r_tuple",
        "*2\r\n:1\r\n$1\r\na\r\n",
        "*2\r\n:1\r\n$1\r\na\r\n",
        "*2\r\n:1\r\n$1\r\na\r\n",
    ),
    (
        "r_nested",
        "*2\r\n*2\r\n:1\r\n$-1\r\n*0\r\n",
        "*2\r\n*2\r\n:1\r\n_\r\n*0\r\n",
        "*2\r\n*2\r\n#t\r\n_\r\n*0\r\n",
    ),
    (
        "r_map",
        "*4\r\n$1\r\na\r\n:1\r\n$1\r\nb\r\n:2\r\n",
        "*4\r\n$1\r\na\r\n:1\r\n$1\r\nb\r\n:2\r\n",
        "%2\r\n$1\r\na\r\n:1\r\n$1\r\nb\r\n:2\r\n",
    ),
    (
        "r_hash_map",
        "*2\r\n$1\r\na\r\n:1\r\n",
        "*2\r\n$1\r\na\r\n:1\r\n",
        "%1\r\n$1\r\na\r\n:1\r\n",
    ),
    (
        "r_set",
        "*2\r\n:1\r\n:2\r\n",
        "*2\r\n:1\r\n:2\r\n",
        "~2\r\n:1\r\n:2\r\n",
    ),
    (
        "r_box",
        "$5\r\nboxed\r\n",
        "$5\r\nboxed\r\n",
        "$5\r\nboxed\r\n",
    ),
    (
        "r_results",
        "*2\r\n:1\r\n-ERR syntax error\r\n",
        "*2\r\n:1\r\n-ERR syntax error\r\n",
        "*2\r\n:1\r\n-ERR syntax error\r\n",
    ),
    (
        "r_attributed",
        "$1\r\nv\r\n",
        "$1\r\nv\r\n",
        "|1\r\n$3\r\nttl\r\n:9\r\n$1\r\nv\r\n",
    ),
    (
        "r_attributed_inside",
        "*1\r\n:1\r\n",
        "*1\r\n:1\r\n",
        "*1\r\n|1\r\n$3\r\nhot\r\n#t\r\n:1\r\n",
    ),
    (
        "r_iterator",
        "*3\r\n:1\r\n:4\r\n:9\r\n",
        "*3\r\n:1\r\n:4\r\n:9\r\n",
        "*3\r\n:1\r\n:4\r\n:9\r\n",
    ),
    (
        "r_iterator_map",
        "*4\r\n$1\r\na\r\n:1\r\n$1\r\nb\r\n:2\r\n",
        "*4\r\n$1\r\na\r\n:1\r\n$1\r\nb\r\n:2\r\n",
        "%2\r\n$1\r\na\r\n:1\r\n$1\r\nb\r\n:2\r\n",
    ),
    (
        "r_iterator_set",
        "*1\r\n$1\r\na\r\n",
        "*1\r\n$1\r\na\r\n",
        "~1\r\n$1\r\na\r\n",
    ),
    (
        "r_filtered_set",
        "*2\r\n:0\r\n:2\r\n",
        "*2\r\n:0\r\n:2\r\n",
        "~2\r\n:0\r\n:2\r\n",
    ),
    (
        "r_struct",
        "*6\r\n$4\r\nname\r\n$3\r\nada\r\n$5\r\nscore\r\n$3\r\n1.5\r\n$4\r\ntags\r\n*1\r\n$1\r\nx\r\n",
        "*6\r\n$4\r\nname\r\n$3\r\nada\r\n$5\r\nscore\r\n,1.5\r\n$4\r\ntags\r\n*1\r\n$1\r\nx\r\n",
        "%3\r\n$4\r\nname\r\n$3\r\nada\r\n$5\r\nscore\r\n,1.5\r\n$4\r\ntags\r\n*1\r\n$1\r\nx\r\n",
    ),
    // Errors.
    (
        "e_fixed",
        "-NOPLAYER no such player\r\n",
        "-NOPLAYER no such player\r\n",
        "-NOPLAYER no such player\r\n",
    ),
    (
        "e_fixed_lines",
        "-ERR two  lines\r\n",
        "-ERR two  lines\r\n",
        "-ERR two  lines\r\n",
    ),
    (
        "e_code",
        "-BUSY   %s%n \r\n",
        "-BUSY   %s%n \r\n",
        "-BUSY   %s%n \r\n",
    ),
    // Replies that do not end as they began stay in step.
    (
        "s_early_error",
        "-ERR before the first value\r\n",
        "-ERR before the first value\r\n",
        "-ERR before the first value\r\n",
    ),
    (
        "s_late_error",
        "*3\r\n:1\r\n$-1\r\n$-1\r\n",
        "*3\r\n:1\r\n_\r\n_\r\n",
        "*3\r\n:1\r\n_\r\n_\r\n",
    ),
    ("s_nothing", "$-1\r\n", "_\r\n", "_\r\n"),
    ("s_too_much", "*1\r\n:1\r\n", "*1\r\n:1\r\n", "*1\r\n:1\r\n"),
    (
        "s_no_big_number",
        "$4\r\n1\r\n2\r\n",
        "$4\r\n1\r\n2\r\n",
        "$4\r\n1\r\n2\r\n",
    ),
    (
        "s_no_value",
        "*1\r\n$-1\r\n",
        "*1\r\n_\r\n",
        "*1\r\n|1\r\n$1\r\na\r\n:1\r\n_\r\n",
    ),
    (
        "s_half_entry",
        "*2\r\n$1\r\na\r\n$-1\r\n",
        "*2\r\n$1\r\na\r\n_\r\n",
        "%1\r\n$1\r\na\r\n_\r\n",
    ),
    (
        "s_panic_inside",
        "*2\r\n*1\r\n:1\r\n*4\r\n$1\r\na\r\n:1\r\n$-1\r\n$-1\r\n",
        "*2\r\n*1\r\n:1\r\n*4\r\n$1\r\na\r\n:1\r\n_\r\n_\r\n",
        "*2\r\n*1\r\n:1\r\n%2\r\n$1\r\na\r\n:1\r\n_\r\n_\r\n",
    ),
    (
        "s_panic_in_iterator",
        "*3\r\n:1\r\n:2\r\n$-1\r\n",
        "*3\r\n:1\r\n:2\r\n_\r\n",
        "*3\r\n:1\r\n:2\r\n_\r\n",
    ),
];

#[test]
fn an_iterator_is_held_to_the_length_that_it_claims() {
    let server = start();
    let mut raw = server.raw();
    for (come, reply) in [
        ("2", "*3\r\n:0\r\n:1\r\n$-1\r\n"),
        ("3", "*3\r\n:0\r\n:1\r\n:2\r\n"),
        ("5", "*3\r\n:0\r\n:1\r\n:2\r\n"),
    ] {
        let seen = raw.call(["types.s_claimed", come]);
        assert_eq!(seen, reply.as_bytes(), "{}", seen.escape_ascii());
    }
    let seen = raw.call(["types.s_filtered", "5"]);
    assert_eq!(seen, b"*3\r\n:0\r\n:2\r\n:4\r\n");
    assert_eq!(raw.call(["PING"]), b"+PONG\r\n");
}

#[test]
fn replies_are_what_the_protocol_has() {
    let server = start();
    let since_7 = server.version().redis_level() >= (7, 0, 0);
    let mut raw = server.raw();
    for (command, resp2, ..) in REPLIES {
        assert_bytes(
            command,
            &call::<&str>(&mut raw, command, &[]),
            resp2.as_bytes(),
        );
    }
    let mut raw = server.raw_resp3();
    for (command, _, old, new) in REPLIES {
        let expected = if since_7 { new } else { old };
        assert_bytes(
            command,
            &call::<&str>(&mut raw, command, &[]),
            expected.as_bytes(),
        );
    }
    assert_eq!(raw.call(["PING"]), b"+PONG\r\n", "nothing is left over");
}

#[test]
fn bytes_come_back_as_they_were() {
    let server = start();
    for mut raw in [server.raw(), server.raw_resp3()] {
        assert_bytes(
            "r_bytes",
            &call::<&str>(&mut raw, "r_bytes", &[]),
            b"$4\r\n\0\xff\r\n\r\n",
        );
        assert_bytes(
            "r_vec",
            &call::<&str>(&mut raw, "r_vec", &[]),
            b"$2\r\n\0\xff\r\n",
        );
    }
}

/// Servers write floats in ways of their own, so that they are compared by value.
#[test]
fn floats_come_back_as_they_were() {
    let server = start();
    for (command, expected) in [
        ("r_f64", 1e308),
        ("r_zero", -0.0),
        ("r_inf", f64::NEG_INFINITY),
        ("r_nan", f64::NAN),
    ] {
        for (mut raw, prefix) in [(server.raw(), "$"), (server.raw_resp3(), ",")] {
            let seen = String::from_utf8(call::<&str>(&mut raw, command, &[])).unwrap();
            assert!(seen.starts_with(prefix), "{command}: {seen:?}");
            let text = seen.trim_end().rsplit(['\n', ',']).next().unwrap();
            let value: f64 = text.parse().unwrap();
            let is_same =
                value.to_bits() == expected.to_bits() || value.is_nan() && expected.is_nan();
            assert!(is_same && text != "-nan", "{command}: {seen:?}");
        }
    }
}

#[test]
fn an_iterator_of_any_length_is_an_array() {
    let server = start();
    let mut raw = server.raw();
    for n in [0, 1, 1000] {
        let numbers: String = (0..n).map(|i| format!(":{i}\r\n")).collect();
        let seen = call(&mut raw, "r_stream", &[n.to_string()]);
        assert_bytes("r_stream", &seen, format!("*{n}\r\n{numbers}").as_bytes());
    }
}

#[test]
fn any_error_becomes_an_error_reply_of_one_line() {
    let server = start();
    let mut raw = server.raw();
    for (command, text, expected) in [
        ("e_lines", "a\r\nb\nc\0d", "-ERR a  b c d\r\n"),
        ("e_lines", "%s%n%x", "-ERR %s%n%x\r\n"),
        ("e_lines", "", "-ERR \r\n"),
        ("e_std", "x", "-ERR invalid digit found in string\r\n"),
        ("e_std", "7", ":7\r\n"),
        (
            "e_question_mark",
            "300",
            "-ERR number too large to fit in target type\r\n",
        ),
        ("e_question_mark", "7", ":7\r\n"),
    ] {
        assert_bytes(
            command,
            &call(&mut raw, command, &[text]),
            expected.as_bytes(),
        );
    }
    assert_eq!(raw.call(["PING"]), b"+PONG\r\n");
}

#[test]
fn the_reply_of_another_command_is_passed_on_as_it_is() {
    let server = start();
    let mut raw = server.raw();
    raw.call(["RPUSH", "list", "a", "b"]);
    raw.call(["SET", "text", "x"]);
    for call in [
        &["GET", "text"][..],
        &["GET", "absent"],
        &["LRANGE", "list", "0", "-1"],
        &["LLEN", "list"],
        &["LLEN", "text"],
        &["PING"],
        &["types.p_i64", "x"],
        &["types.panics", "x"],
        &["types.r_nested"],
    ] {
        let direct = raw.call(call);
        let words = std::iter::once("types.r_call").chain(call.iter().copied());
        let passed_on = raw.call(words);
        assert_bytes(&format!("{call:?}"), &passed_on, &direct);
    }
    let seen = call(&mut raw, "r_call", &["nope"]);
    assert!(
        seen.starts_with(b"-ERR unknown command called"),
        "{}",
        seen.escape_ascii()
    );
    // A module is not unloaded by its own call.
    let seen = call(&mut raw, "r_call", &["MODULE", "UNLOAD", "types"]);
    assert!(seen.starts_with(b"-ERR"), "{}", seen.escape_ascii());
    assert_eq!(raw.call(["types.r_u8"]), b":255\r\n");
}

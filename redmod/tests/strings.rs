//! The server's strings on a real server: their numbers are the server's own.

#![forbid(unsafe_code)]

use redmod_test::{Server, redis};

fn start() -> Server {
    Server::builder().example("strings").start()
}

#[test]
fn strings_become_integers_by_the_servers_rules() {
    let server = start();
    for text in ["0", "-1", "9223372036854775807", "-9223372036854775808"] {
        let value: String = server.run(&format!("STRINGS.TO_I64 {text}")).unwrap();
        assert_eq!(value, text);
    }
    for text in ["", "+1", "01", " 1", "1.0", "9223372036854775808", "a"] {
        let error = server.error(&format!("STRINGS.TO_I64 '{text}'"));
        assert_eq!(
            error, "ERR value is not an integer or out of range",
            "{text:?}"
        );
    }
    for text in ["0", "18446744073709551615", "9223372036854775808", "7"] {
        for zeros in ["", "00"] {
            let line = format!("STRINGS.TO_U64 {zeros}{text}");
            assert_eq!(server.run::<String>(&line).unwrap(), text);
        }
    }
    for text in ["", "-1", "+1", " 1", "18446744073709551616", "1.0", "a"] {
        let error = server.error(&format!("STRINGS.TO_U64 '{text}'"));
        assert_eq!(
            error, "ERR value is not an integer or out of range",
            "{text:?}"
        );
    }
}

#[test]
fn strings_become_floats_by_the_servers_rules() {
    let server = start();
    for (text, value) in [("0.1", 0.1), ("-2e3", -2000.0), ("1e308", 1e308)] {
        let line = format!("STRINGS.TO_F64 {text}");
        assert_eq!(server.run::<f64>(&line).unwrap(), value);
    }
    let infinite: f64 = server.run("STRINGS.TO_F64 -inf").unwrap();
    assert_eq!(infinite, f64::NEG_INFINITY);
    for text in ["", " 1", "1 ", "a", "1e"] {
        let to_f64 = server.error(&format!("STRINGS.TO_F64 '{text}'"));
        let to_long = server.error(&format!("STRINGS.LONG_DOUBLE '{text}' yes"));
        assert_eq!(to_f64, "ERR value is not a valid float", "{text:?}");
        assert_eq!(to_long, to_f64);
    }
}

#[test]
fn numbers_become_strings_as_the_server_writes_them() {
    let server = start();
    let run = |line: String| server.run::<String>(&line).unwrap();
    for value in [0, -1, i64::MIN, i64::MAX] {
        assert_eq!(run(format!("STRINGS.FROM_I64 {value}")), value.to_string());
    }
    for value in [0, 7, u64::MAX] {
        assert_eq!(run(format!("STRINGS.FROM_U64 {value}")), value.to_string());
    }
    for text in ["0.1", "3", "-2.5", "1e+300", "inf"] {
        // A sorted set's score is written by the same code.
        run(format!("ZADD scores {text} member"));
        let score = run("ZSCORE scores member".into());
        let ours = run(format!("STRINGS.FROM_F64 {text}"));
        assert_eq!(ours.parse::<f64>().unwrap(), score.parse::<f64>().unwrap());
    }
}

#[test]
fn long_doubles_have_the_precision_of_incrbyfloat() {
    let server = start();
    for text in ["3.14159265358979323", "0.1", "100000000000000000.1", "-5"] {
        server.run::<()>("SET float 0").unwrap();
        let expected: String = server.run(&format!("INCRBYFLOAT float {text}")).unwrap();
        let line = format!("STRINGS.LONG_DOUBLE {text} yes");
        let (ours, nearest): (String, f64) = server.run(&line).unwrap();
        assert_eq!(ours, expected);
        assert_eq!(nearest, text.parse::<f64>().unwrap());
    }
    let both = |text: &str| -> [String; 2] {
        ["yes", "no"].map(|for_humans| {
            let line = format!("STRINGS.LONG_DOUBLE {text} {for_humans}");
            server.run::<(String, f64)>(&line).unwrap().0
        })
    };
    assert_eq!(both("0.5"), ["0.5", "0.5"]);
    // Valgrind computes with fewer bits.
    if std::env::var_os("REDMOD_VALGRIND").is_none() {
        let power = format!("1{}", "0".repeat(27));
        assert_eq!(both(&power), [power.as_str(), "1e+27"]);
    }
}

#[test]
fn strings_are_ordered_byte_by_byte() {
    let server = start();
    let words = ["", "a", "a\\x00", "a\\x00b", "aa", "b", "\\xff"];
    for (i, a) in words.iter().enumerate() {
        for (j, b) in words.iter().enumerate() {
            let line = format!("STRINGS.COMPARE \"{a}\" \"{b}\"");
            let order = (i as i64 - j as i64).signum();
            assert_eq!(server.run::<i64>(&line).unwrap(), order, "{line}");
        }
    }
}

#[test]
fn a_copy_grows_and_its_original_does_not() {
    let server = start();
    for (text, bytes) in [("", ""), ("a", "bc"), ("12", "34")] {
        let mut client = server.client();
        let (longer, argument): (String, String) = redis::cmd("STRINGS.APPEND")
            .arg(text)
            .arg(bytes)
            .query(&mut client)
            .unwrap();
        assert_eq!(longer, format!("{text}{bytes}/{}", bytes.len()));
        assert_eq!(argument, text);
    }
    assert_eq!(server.run::<String>("STRINGS.C_STRING").unwrap(), "100% C");
}

#[test]
fn a_string_gives_back_what_it_does_not_need() {
    let server = start();
    let (len, before, after): (usize, usize, usize) = server.run("STRINGS.SHRINK 5000").unwrap();
    assert_eq!(len, 5001);
    if server.version().redis_level() < (7, 0, 0) {
        assert_eq!(before, after, "only the length is known");
        assert!((len..len + 50).contains(&after), "{after}");
    } else {
        assert!(before >= after && after >= len, "{before} {after}");
        assert!(before > after, "appending left room: {before} {after}");
    }
}

#[test]
fn a_held_argument_outlives_its_call_and_what_became_of_the_key() {
    let server = start();
    let mut client = server.client();
    let long = "x".repeat(1000);
    for text in ["short", "12345", &long] {
        // `SET` keeps its argument as the value, and `APPEND` changes values in place.
        let _: () = redis::pipe()
            .atomic()
            .cmd("SET")
            .arg("key")
            .arg(text)
            .cmd("STRINGS.HOLD")
            .arg(text)
            .cmd("APPEND")
            .arg("key")
            .arg("more")
            .query(&mut client)
            .unwrap();
    }
    let all = vec!["short", "short", "12345", "12345", &long, &long];
    assert_eq!(server.run::<Vec<String>>("STRINGS.HELD").unwrap(), all);
    assert_eq!(server.run::<i64>("STRINGS.RELEASE").unwrap(), 3);
    assert_eq!(server.run::<Vec<String>>("STRINGS.HELD").unwrap(), all[3..]);
    server
        .run::<()>("EVAL 'return redis.call(\"STRINGS.HOLD\", \"script\")' 0")
        .unwrap();
    let last = server.run::<Vec<String>>("STRINGS.HELD").unwrap().pop();
    assert_eq!(last.as_deref(), Some("script"));
    for left in [2, 1, 0] {
        assert_eq!(server.run::<i64>("STRINGS.RELEASE").unwrap(), left);
    }
}

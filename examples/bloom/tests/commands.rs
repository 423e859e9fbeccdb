//! The commands as clients see them: replies byte by byte, and errors in the words of valkey-bloom.

#![forbid(unsafe_code)]

use redmod_test::redis::Value;
use redmod_test::{Raw, Server};

fn call(raw: &mut Raw, line: &str) -> String {
    let reply = raw.call(line.split(' '));
    let reply = String::from_utf8(reply).expect("these replies are text");
    reply.trim_end().replace("\r\n", " ")
}

fn detail(server: &Server, line: &str) -> String {
    let error = server.run::<Value>(line).expect_err(line);
    error.detail().unwrap_or_default().to_owned()
}

#[test]
fn the_replies_are_integers_whatever_the_protocol() {
    let server = Server::start();
    for mut raw in [server.raw(), server.raw_resp3()] {
        raw.call(["FLUSHALL"]);
        for (line, reply) in [
            ("BF.ADD key item", ":1"),
            ("bf.add key item", ":0"),
            ("BF.ADD key other", ":1"),
            ("BF.EXISTS key item", ":1"),
            ("BF.EXISTS key stranger", ":0"),
            ("BF.EXISTS absent item", ":0"),
            ("BF.MADD key item third", "*2 :0 :1"),
            ("BF.MADD new a b a", "*3 :1 :1 :0"),
            ("BF.MEXISTS new a c", "*2 :1 :0"),
            ("BF.MEXISTS absent a c", "*2 :0 :0"),
            ("BF.CARD key", ":3"),
            ("BF.CARD absent", ":0"),
            ("BF.RESERVE small 0.01 1000", "+OK"),
            ("BF.RESERVE fixed 0.01 1000 nonscaling", "+OK"),
            ("BF.RESERVE wide 0.01 1000 EXPANSION 4", "+OK"),
            ("BF.INSERT made ITEMS item", "*1 :1"),
            (
                "BF.INSERT made CAPACITY 200 error 0.5 ITEMS item one two",
                "*3 :0 :1 :1",
            ),
            ("BF.INSERT made NOCREATE items item", "*1 :0"),
            ("BF.INSERT empty CAPACITY 1000", "*0"),
            // All that follows ITEMS is an item.
            (
                "BF.INSERT words ITEMS 1 2 3 EXPANSION 2",
                "*5 :1 :1 :1 :1 :0",
            ),
            ("BF.INFO wide EXPANSION", ":4"),
            ("BF.INFO empty capacity", ":1000"),
            ("BF.INFO words Filters", ":1"),
            ("BF.INFO words ITEMS", ":4"),
        ] {
            assert_eq!(call(&mut raw, line), reply, "{line}");
        }
    }
}

#[test]
fn info_tells_all_or_one_fact() {
    let server = Server::start();
    for (mut raw, share, half, null) in [
        (server.raw(), "$4 0.01", "$3 0.5", "$-1"),
        (server.raw_resp3(), ",0.01", ",0.5", "_"),
    ] {
        raw.call(["FLUSHALL"]);
        raw.call(["BF.MADD", "grows", "a", "b"]);
        raw.call(["BF.RESERVE", "fixed", "0.5", "2000", "NONSCALING"]);
        let size = call(&mut raw, "BF.INFO grows SIZE");
        assert_eq!(
            call(&mut raw, "BF.INFO grows"),
            format!(
                "*16 +Capacity :100 +Size {size} +Number of filters :1 +Number of items inserted :2 \
                 +Error rate {share} +Expansion rate :2 +Tightening ratio {half} \
                 +Max scaled capacity :26214300"
            )
        );
        let size = call(&mut raw, "BF.INFO fixed SIZE");
        assert_eq!(
            call(&mut raw, "BF.INFO fixed"),
            format!(
                "*12 +Capacity :2000 +Size {size} +Number of filters :1 +Number of items inserted :0 \
                 +Error rate {half} +Expansion rate {null}"
            )
        );
        assert_eq!(call(&mut raw, "BF.INFO grows ERROR"), share);
        assert_eq!(call(&mut raw, "BF.INFO grows TIGHTENING"), half);
        assert_eq!(
            call(&mut raw, "BF.INFO grows maxscaledcapacity"),
            ":26214300"
        );
        assert_eq!(call(&mut raw, "BF.INFO fixed EXPANSION"), null);
    }
    for line in [
        "fixed TIGHTENING",
        "fixed MAXSCALEDCAPACITY",
        "grows nothing",
    ] {
        let error = detail(&server, &format!("BF.INFO {line}"));
        assert_eq!(error, "invalid information value", "{line}");
    }
}

#[test]
fn what_is_wrong_is_told_in_the_words_of_valkey_bloom() {
    let server = Server::start();
    server
        .run::<Value>("BF.INSERT full ERROR 1e-9 CAPACITY 2 NONSCALING ITEMS 0 1")
        .unwrap();
    let capacity_text = "(capacity should be larger than 0)";
    let rate_text = "(0 < error rate range < 1)";
    let tightening_text = "(0 < tightening ratio range < 1)";
    for (line, text) in [
        ("BF.ADD full 2", "non scaling filter is full"),
        ("BF.MADD full 0 2", "non scaling filter is full"),
        ("BF.INFO absent", "not found"),
        ("BF.INFO absent nothing", "not found"),
        ("BF.INSERT absent NOCREATE ITEMS a", "not found"),
        ("BF.RESERVE full 0.01 1000", "item exists"),
        ("BF.RESERVE k String 100", "bad error rate"),
        ("BF.RESERVE k 0 100", rate_text),
        ("BF.RESERVE k 1 100", rate_text),
        ("BF.RESERVE k nan 100", rate_text),
        ("BF.RESERVE k -inf 100", rate_text),
        ("BF.RESERVE k 0.01 String", "bad capacity"),
        ("BF.RESERVE k 0.01 0.01", "bad capacity"),
        ("BF.RESERVE k 0.01 -1", "bad capacity"),
        ("BF.RESERVE k 0.01 9223372036854775808", "bad capacity"),
        ("BF.RESERVE k 0.01 0", capacity_text),
        ("BF.RESERVE k 0.01 1 EXPANSION 0", "bad expansion"),
        ("BF.RESERVE k 0.01 1 EXPANSION 4294967296", "bad expansion"),
        ("BF.INSERT k HELLO WORLD", "unknown argument received"),
        ("BF.INSERT k ERROR 2 ITEMS a", rate_text),
        ("BF.INSERT k ERROR x ITEMS a", "bad error rate"),
        ("BF.INSERT k TIGHTENING 1 ITEMS a", tightening_text),
        ("BF.INSERT k TIGHTENING x ITEMS a", "bad tightening ratio"),
        ("BF.INSERT k CAPACITY 0 ITEMS a", capacity_text),
        ("BF.INSERT k CAPACITY x ITEMS a", "bad capacity"),
        (
            "BF.INSERT k EXPANSION 0.99 NONSCALING ITEMS a",
            "bad expansion",
        ),
        ("BF.INSERT k SEED short ITEMS a", "invalid seed"),
        ("BF.INSERT k VALIDATESCALETO 0", capacity_text),
        ("BF.INSERT k VALIDATESCALETO x", "bad capacity"),
        (
            "BF.INSERT k NONSCALING VALIDATESCALETO 100",
            "cannot use NONSCALING and VALIDATESCALETO options together",
        ),
        (
            "BF.INSERT k VALIDATESCALETO 26214301",
            "provided VALIDATESCALETO causes bloom object to exceed memory limit",
        ),
        (
            "BF.INSERT k EXPANSION 1 VALIDATESCALETO 999999999999999999",
            "provided VALIDATESCALETO causes false positive to degrade to 0",
        ),
        (
            "BF.RESERVE k 0.001 100000000",
            "operation exceeds bloom object memory limit",
        ),
        (
            "BF.RESERVE k 0.001 9223372036854775807",
            "operation exceeds bloom object memory limit",
        ),
    ] {
        assert_eq!(detail(&server, line), text, "{line}");
    }
    // Nothing was made by any of these.
    assert_eq!(server.run::<u64>("EXISTS k absent").unwrap(), 0);
    // This one has no code.
    let mut raw = server.raw();
    for rest in ["FOO", "EXPANSION", "NONSCALING 1", "FOO 1"] {
        let reply = call(&mut raw, &format!("BF.RESERVE k 0.01 1 {rest}"));
        assert_eq!(reply, "-ERROR", "{rest}");
    }
    server.run::<()>("SET text x").unwrap();
    for line in [
        "BF.ADD text a",
        "BF.MADD text a",
        "BF.EXISTS text a",
        "BF.MEXISTS text a",
        "BF.CARD text",
        "BF.INFO text nothing",
        "BF.INSERT text ITEMS a",
        "BF.RESERVE text 0.01 100",
    ] {
        let error = server.run::<Value>(line).expect_err(line);
        assert_eq!(error.code(), Some("WRONGTYPE"), "{line}");
    }
    // The options are looked at first.
    assert_eq!(detail(&server, "BF.RESERVE text x 100"), "bad error rate");
}

#[test]
fn the_wrong_number_of_arguments_is_told_as_by_the_server() {
    let server = Server::start();
    for line in [
        "BF.ADD",
        "BF.ADD k",
        "BF.ADD k a b",
        "BF.MADD",
        "BF.MADD k",
        "BF.EXISTS",
        "BF.EXISTS k",
        "BF.EXISTS k a b",
        "BF.MEXISTS",
        "BF.MEXISTS k",
        "BF.CARD",
        "BF.CARD k a",
        "BF.INFO",
        "BF.INFO k CAPACITY SIZE",
        "BF.RESERVE",
        "BF.RESERVE k",
        "BF.RESERVE k 0.01",
        "BF.RESERVE k 0.01 1 NONSCALING a b c",
        "BF.RESERVE k 0.01 1 NONSCALING EXPANSION 1",
        "BF.INSERT",
        "BF.INSERT k ITEMS",
        "BF.INSERT k EXPANSION 2 ITEMS",
        "BF.INSERT k ERROR 0.5 EXPANSION",
        "BF.INSERT k EXPANSION 1 ERROR",
        "BF.INSERT k CAPACITY",
        "BF.INSERT k TIGHTENING",
        "BF.INSERT k SEED",
        "BF.INSERT k VALIDATESCALETO",
    ] {
        let name = line.split(' ').next().unwrap_or_default();
        let text = format!("wrong number of arguments for '{name}' command");
        assert_eq!(detail(&server, line), text, "{line}");
    }
}

#[test]
fn of_an_option_that_is_given_again_the_last_counts() {
    let server = Server::start();
    let expansion = |options: &str| {
        server.run::<()>("DEL k").unwrap();
        let made = server.run::<Value>(&format!("BF.INSERT k {options}"));
        made.unwrap();
        server.run::<Option<u64>>("BF.INFO k EXPANSION").unwrap()
    };
    assert_eq!(expansion("NONSCALING EXPANSION 3"), Some(3));
    assert_eq!(expansion("EXPANSION 3 NONSCALING NONSCALING"), None);
    assert_eq!(expansion("CAPACITY 5 CAPACITY 7 EXPANSION 3"), Some(3));
    assert_eq!(server.run::<u64>("BF.INFO k CAPACITY").unwrap(), 7);
    let line = "BF.INSERT absent NOCREATE NOCREATE ITEMS a";
    assert_eq!(detail(&server, line), "not found");
}

#[test]
fn those_who_listen_are_told_of_items_and_of_filters() {
    let server = Server::start();
    server
        .run::<()>("CONFIG SET notify-keyspace-events KEg")
        .unwrap();
    let mut listener = server.raw();
    listener.call(["PSUBSCRIBE", "__keyevent*"]);
    for (line, events) in [
        ("BF.ADD a x", &["bloom.add a", "bloom.reserve a"][..]),
        ("BF.ADD a x", &[]),
        ("BF.ADD a y", &["bloom.add a"]),
        ("BF.RESERVE b 0.01 100", &["bloom.reserve b"]),
        ("BF.MADD b x y", &["bloom.add b"]),
        ("BF.INSERT c", &["bloom.reserve c"]),
        ("BF.INSERT d ITEMS x", &["bloom.add d", "bloom.reserve d"]),
        ("BF.EXISTS a x", &[]),
        ("DEL a", &["del a"]),
    ] {
        server.run::<Value>(line).unwrap();
        for event in events {
            let message = listener.reply();
            let (event, key) = event.split_once(' ').expect("an event and a key");
            let expected = format!("__keyevent@0__:{event}\r\n${}\r\n{key}\r\n", key.len());
            let message = String::from_utf8(message).unwrap();
            assert!(message.ends_with(&expected), "{line}: {message}");
        }
    }
}

#[test]
fn what_adds_is_refused_without_memory_and_what_asks_is_not() {
    let server = Server::start();
    server.run::<i64>("BF.ADD k a").unwrap();
    server.run::<()>("CONFIG SET maxmemory 1").unwrap();
    for line in [
        "BF.ADD k b",
        "BF.MADD k b",
        "BF.INSERT k ITEMS b",
        "BF.RESERVE l 0.01 100",
    ] {
        let error = server.run::<Value>(line).unwrap_err();
        assert_eq!(error.code(), Some("OOM"), "{line}");
    }
    for line in ["BF.EXISTS k a", "BF.MEXISTS k a", "BF.CARD k", "BF.INFO k"] {
        server.run::<Value>(line).unwrap();
    }
}

#[test]
fn the_commands_have_a_category_where_a_module_can_have_one() {
    let server = Server::start();
    let has_own = server.run::<Vec<String>>("ACL CAT bloom");
    let version = server.version();
    if !version.is_redis_since(7, 4) && !version.is_valkey_since(8, 0) {
        assert!(has_own.is_err());
        return;
    }
    assert_eq!(has_own.unwrap().len(), 8);
    server
        .run::<()>("ACL SETUSER ann on nopass ~* -@all +@bloom")
        .unwrap();
    let mut raw = server.raw();
    raw.call(["AUTH", "ann", "x"]);
    assert_eq!(call(&mut raw, "BF.ADD k a"), ":1");
    assert!(call(&mut raw, "GET k").starts_with("-NOPERM"));
}

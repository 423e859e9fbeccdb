//! Callbacks within callbacks: which keys they may open, and what is left of those.

#![forbid(unsafe_code)]

use redmod_test::Server;

fn start() -> Server {
    Server::builder()
        .example("nested")
        .config("rename-command", "SADD \"\"")
        .config("rename-command", "EVALSHA SADD")
        .start()
}

#[test]
fn a_nested_callback_does_not_open_what_the_outer_one_holds() {
    let server = start();
    let mut raw = server.raw();
    for (what, seen) in [
        ("opens", "ERR the same key is given twice"),
        ("reads", "ERR the same key is given twice"),
        ("panics", "ERR internal error in nested.called"),
        ("forgets", "true"),
    ] {
        let script = format!("return redis.call('NESTED.CALLED', '{what}')");
        let hash = String::from_utf8(raw.call(["SCRIPT", "LOAD", &script])).unwrap();
        let (_, hash) = hash.trim_end().split_once("\r\n").unwrap();
        for _ in 0..20 {
            let outer = server.run::<String>(&format!("NESTED.OUTER {hash}"));
            // The server adds where in the script an error was.
            let outer = outer.unwrap();
            assert!(outer.contains(seen), "{outer}");
            assert!(outer.starts_with("false 0 "), "{outer}");
        }
    }
    // What the nested call wrote to another key is there, and all keys can be opened.
    assert_eq!(server.run::<i64>("NESTED.COUNT forgotten").unwrap(), 0);
    assert_eq!(server.run::<i64>("NESTED.COUNT beside").unwrap(), 4);
}

#[test]
fn a_forgotten_handle_is_closed_before_a_call_that_may_free_the_value() {
    let server = start();
    for _ in 0..50 {
        let seen = server.run::<Vec<i64>>("NESTED.FORGETS h").unwrap();
        assert_eq!(seen, [2, 1, 0, 1]);
        assert_eq!(server.run::<i64>("DEL h").unwrap(), 1);
    }
}

#[test]
fn a_key_is_not_opened_again_while_its_elements_are_visited() {
    let server = start();
    server.run::<()>("HSET h a 1").unwrap();
    server.run::<()>("HSET other a 1 b 1").unwrap();
    let twice = "ERR the same key is given twice";
    let seen = server.run::<Vec<String>>("NESTED.INSIDE h other").unwrap();
    assert_eq!(seen, [format!("{twice} true")]);
    let seen = server.run::<Vec<String>>("NESTED.INSIDE other h").unwrap();
    assert_eq!(seen, [format!("{twice} true"), format!("{twice} false")]);
}

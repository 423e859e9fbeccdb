//! The errors, as a client and the log see them.

use redmod_test::Server;

fn error(server: &Server, line: &str) -> String {
    let words = line.split(' ').collect::<Vec<_>>();
    String::from_utf8(server.raw().call(&words)).unwrap()
}

#[test]
fn an_error_is_a_code_and_a_message() {
    let server = Server::start();
    assert_eq!(
        error(&server, "ERRORS.SCORE Bob"),
        "-NOPLAYER there is no such player\r\n"
    );
    assert_eq!(
        error(&server, "ERRORS.LEVEL 10"),
        "-NOLEVEL there is no level 10\r\n"
    );
    assert_eq!(
        error(&server, "ERRORS.HEX z"),
        "-ERR invalid digit found in string\r\n"
    );
}

#[test]
fn a_panic_is_an_error_reply_and_the_server_lives() {
    let server = Server::start();
    assert_eq!(
        error(&server, "ERRORS.NTH 1 a"),
        "-ERR internal error in errors.nth\r\n"
    );
    assert_eq!(server.run::<String>("ERRORS.NTH 1 a b").unwrap(), "b");
    server.wait_for_log("index out of bounds: the len is 1 but the index is 1");
    assert_eq!(server.info("errors_panics"), "1");
}

/// Before Redis 7.0 a server is told no arity and has no documentation of commands.
#[test]
fn the_server_knows_what_the_signatures_say() {
    use redmod_test::redis::{Value, from_redis_value};
    let server = Server::start();
    let has_info = server.version().redis_level() >= (7, 0, 0);
    for (command, arity, arguments, call, keys) in [
        (
            "errors.score",
            2,
            &["player"][..],
            "errors.score ada",
            &[][..],
        ),
        ("errors.nth", -2, &["n", "words"], "errors.nth 1 a", &[]),
    ] {
        let (arguments, keys): (&[&str], &[&str]) = (arguments, keys);
        let info = server.run::<Vec<Vec<Value>>>(&format!("COMMAND INFO {command}"));
        let seen: i64 = from_redis_value(info.unwrap()[0][1].clone()).unwrap();
        assert_eq!(seen, if has_info { arity } else { -1 }, "{command}");
        if has_info {
            let docs = server.raw().call(["COMMAND", "DOCS", command]);
            let docs = String::from_utf8(docs).unwrap();
            let mut names = docs.split("\r\nname\r\n").skip(1);
            for argument in arguments {
                let name = names.next().and_then(|rest| rest.split("\r\n").nth(1));
                assert_eq!(name, Some(*argument), "{command}: {docs}");
            }
            assert!(names.next().is_none(), "{command}: {docs}");
        }
        let found = server.run::<Vec<String>>(&format!("COMMAND GETKEYS {call}"));
        assert_eq!(found.unwrap_or_default(), keys, "{call}");
    }
}

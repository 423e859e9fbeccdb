//! The commands, asked on a real server.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::command::Signature;

#[test]
fn options_come_in_any_order_or_not_at_all() {
    let server = Server::start();
    let note = |line: &str| server.run::<String>(&format!("OPTIONS.NOTE hi {line}"));
    assert_eq!(
        note("").unwrap(),
        "hi: always, for ever, get: false, tags: []"
    );
    assert_eq!(
        note("tag a EX 5 get NX tag b").unwrap(),
        r#"hi: if new, for 5s, get: true, tags: ["a", "b"]"#
    );
    assert_eq!(
        note("xx keepttl").unwrap(),
        "hi: if old, as long as before, get: false, tags: []"
    );
}

#[test]
fn what_is_given_twice_or_cut_short_or_unknown_is_a_syntax_error() {
    let server = Server::start();
    for line in ["NX XX", "EX 5 PX 5", "GET GET", "LATER", "EX"] {
        let error = server.error(&format!("OPTIONS.NOTE hi {line}"));
        assert_eq!(error, "ERR syntax error", "{line}");
    }
}

#[test]
fn the_rest_may_not_be_empty_where_it_says_so() {
    let server = Server::start();
    assert_eq!(server.run::<i64>("OPTIONS.SUM 1 2 3").unwrap(), 6);
    assert!(server.run::<i64>("OPTIONS.SUM").is_err());
    assert_eq!(
        server.error("OPTIONS.SUM 1 x"),
        "ERR value is not an integer or out of range"
    );
}

#[test]
fn tuples_and_own_types_are_parameters_as_well() {
    let server = Server::start();
    assert_eq!(server.run::<f64>("OPTIONS.DISTANCE 0 0 3 4").unwrap(), 5.0);
    assert_eq!(server.run::<f64>("OPTIONS.SHARE 80 25").unwrap(), 20.0);
    assert_eq!(
        server.error("OPTIONS.SHARE 80 101"),
        "ERR a percentage is 0 to 100"
    );
}

#[test]
fn each_option_is_documented() {
    let server = Server::start();
    let note = server.command("options.note").unwrap();
    let summaries: Vec<_> = note
        .arguments
        .iter()
        .map(|it| it.summary.as_deref())
        .collect();
    let documented = [
        None,
        Some("Only where there is no such note, or only where there is one"),
        Some("When the note goes"),
        Some("Whether to reply the old text"),
        Some("A word to find it by"),
    ];
    let is_old = server.version().redis_level() < (7, 0, 0);
    assert_eq!(summaries, if is_old { &[][..] } else { &documented });
}

#[test]
fn the_server_knows_what_the_signatures_say() {
    let signatures = [
        Signature {
            name: "options.note",
            arguments: "text:string [<NX | XX>] [<EX seconds:integer | PX milliseconds:integer | KEEPTTL>] [GET] [TAG tags:string ...]",
            summary: "Replies what it has understood.",
            arity: -2,
            calls: &[("options.note hi", "")],
            ..Signature::default()
        },
        Signature {
            name: "options.sum",
            arguments: "numbers:integer...",
            summary: "Adds up any number of integers, one at least.",
            arity: -2,
            calls: &[("options.sum 1 2", "")],
            ..Signature::default()
        },
        Signature {
            name: "options.distance",
            arguments: "(arg1-1:double arg1-2:double) (arg2-1:double arg2-2:double)",
            summary: "The distance of two points.",
            arity: 5,
            calls: &[("options.distance 0 0 3 4", "")],
            ..Signature::default()
        },
        Signature {
            name: "options.share",
            arguments: "of:double share:integer",
            summary: "A share of a number.",
            arity: 3,
            calls: &[("options.share 80 25", "")],
            ..Signature::default()
        },
    ];
    Server::start().assert_signatures("options", &signatures);
}

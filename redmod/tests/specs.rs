//! What the server knows of a command agrees with its signature: `COMMAND GETKEYS`, `COMMAND INFO`
//! and `COMMAND DOCS`, as far as the server can express it.

#![forbid(unsafe_code)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use redmod_test::Server;
use redmod_test::command::{CommandInfo, KeySpec, Signature};
use redmod_test::redis::{Value, cmd};

fn start() -> Server {
    Server::builder().example("specs").start()
}

#[track_caller]
fn known(server: &Server, name: &str) -> CommandInfo {
    server.command(&format!("specs.{name}")).expect(name)
}

/// Whether the server takes descriptions of commands.
fn has_info(server: &Server) -> bool {
    server.version().redis_level() >= (7, 0, 0)
}

#[test]
fn a_name_is_shown_as_it_is_written_and_called_in_any_case() {
    let server = start();
    for name in ["specs.shouted", "SPECS.SHOUTED"] {
        server.run::<()>(&format!("{name} 1")).unwrap();
    }
    assert!(server.commands("specs").contains(&"SPECS.Shouted".into()));
    let stats: String = server.run("INFO commandstats").unwrap();
    assert!(stats.contains("cmdstat_SPECS.Shouted:calls=2,"), "{stats}");
    if has_info(&server) {
        let error = server.run::<()>("specs.shouted").unwrap_err();
        let expected = "wrong number of arguments for 'SPECS.Shouted' command";
        assert_eq!(error.detail(), Some(expected));
    }
}

/// Calls, and the keys in them.
const KEYS: &[(&str, &str)] = &[
    ("specs.one a", "a"),
    ("SPECS.ONE a", "a"),
    ("specs.two a b 3", "a b"),
    ("specs.many a", "a"),
    ("specs.many a b c", "a b c"),
    ("specs.pairs a 1 b 2", "a b"),
    ("specs.optional a", "a"),
    ("specs.optional a b", "a b"),
    ("specs.optional_first a", "a"),
    ("specs.optional_first a b", "a b"),
    ("specs.optional_first a b 3", "a b"),
    ("specs.array a b c", "a b c"),
    ("specs.array a b c x y", "a b c"),
    ("specs.second x a", "a"),
    ("specs.apart a 1 b", "a b"),
    ("specs.copies a b c d", "a b c d"),
    ("specs.counted 1 a", "a"),
    ("specs.counted 2 a b", "a b"),
    ("specs.fields a 2 b c", "a"),
    ("specs.union d 2 a b", "d a b"),
    ("specs.union d 2 a b AGGREGATE SUM WITHSCORES", "d a b"),
    ("specs.sort a", "a"),
    ("specs.sort a LIMIT 1 2", "a"),
    ("specs.sort a LIMIT 1 2 STORE b", "a b"),
    ("specs.sort a store b", "a b"),
    ("specs.gather FROM a", "a"),
    ("specs.gather FROM a FROM b from c", "a b c"),
    ("specs.source KEY a", "a"),
    ("specs.own a b c", "a c"),
];

#[test]
fn the_server_finds_the_keys_of_a_call() {
    let server = start();
    let mut client = server.client();
    let subcommands = [
        ("specs.box put a thing", "a"),
        ("specs.box look 2 a b", "a b"),
    ];
    for (call, expected) in KEYS.iter().chain(&subcommands) {
        let mut keys = server.keys_of(call).expect(call);
        keys.sort_unstable();
        let mut expected: Vec<_> = expected.split(' ').collect();
        expected.sort_unstable();
        assert_eq!(keys, expected, "{call}");
        // And the call itself is one.
        let mut command = cmd(call.split(' ').next().unwrap());
        command.arg(call.split(' ').skip(1).collect::<Vec<_>>());
        command.query::<Value>(&mut client).expect(call);
    }
    for call in [
        "specs.source VALUE a",
        "specs.no_keys a",
        "specs.counted x a",
        "specs.counted 3 a",
    ] {
        assert!(server.keys_of(call).is_err(), "{call} has no keys");
    }
}

/// Arity, flags, first key, last key and step, as `COMMAND INFO` shows them since Redis 7.0.
const INFO: &[(&str, &str)] = &[
    ("one", "2 [fast module readonly] 1 1 1"),
    ("two", "4 [denyoom module write] 1 2 1"),
    ("many", "-2 [module readonly] 1 -1 1"),
    ("pairs", "-3 [module write] 1 -1 2"),
    ("optional", "-2 [module movablekeys readonly] 1 2 1"),
    ("array", "-4 [module readonly] 1 3 1"),
    ("second", "3 [module readonly] 2 2 1"),
    ("counted", "-3 [module movablekeys readonly] 0 0 0"),
    ("union", "-4 [module movablekeys write] 1 1 1"),
    ("sort", "-2 [module movablekeys write] 1 1 1"),
    ("gather", "-1 [module movablekeys readonly] 0 0 0"),
    ("source", "3 [module movablekeys readonly] 0 0 0"),
    ("own", "-1 [module movablekeys write] 0 0 0"),
    ("channels", "-1 [module pubsub] 0 0 0"),
    ("no_keys", "-1 [module] 0 0 0"),
    ("box", "-2 [module] 0 0 0"),
];

/// Before Redis 7.0 the arity is not told, and the keys are the range that `keys` says.
const OLD_INFO: &[(&str, &str)] = &[
    ("one", "-1 [fast readonly] 1 1 1"),
    ("two", "-1 [denyoom write] 1 2 1"),
    ("many", "-1 [readonly] 1 -1 1"),
    ("pairs", "-1 [write] 1 -1 2"),
    ("optional", "-1 [movablekeys readonly] 1 -1 1"),
    ("counted", "-1 [movablekeys readonly] 0 0 0"),
    ("sort", "-1 [movablekeys write] 1 1 1"),
    ("box", "-1 [movablekeys write] 0 0 0"),
];

#[test]
fn arity_flags_and_range_come_from_the_signature() {
    let server = start();
    let expected = if has_info(&server) { INFO } else { OLD_INFO };
    for (name, expected) in expected {
        let CommandInfo {
            arity,
            flags,
            range: [first, last, step],
            ..
        } = known(&server, name);
        let seen = format!("{arity} [{}] {first} {last} {step}", flags.join(" "));
        assert_eq!(&seen, expected, "{name}");
    }
}

/// Key specs as `COMMAND INFO` shows them: flags, where the search begins, how keys are found.
const KEY_SPECS: &[(&str, &[&str])] = &[
    ("one", &["RO access: index 1, range 0 1 0"]),
    (
        "two",
        &[
            "RO access: index 1, range 0 1 0",
            "OW insert: index 2, range 0 1 0",
        ],
    ),
    ("many", &["RO access: index 1, range -1 1 0"]),
    ("pairs", &["RW access update: index 1, range -1 2 0"]),
    (
        "optional",
        &[
            "RO access: index 1, range 0 1 0",
            "RO access: index 2, range 0 1 0",
        ],
    ),
    (
        "copies",
        &[
            "OW insert: index 1, range -1 2 0",
            "RW access update: index 2, range -1 2 0",
        ],
    ),
    ("counted", &["RO access: index 1, keynum 0 1 1"]),
    (
        "union",
        &[
            "RW access update: index 1, range 0 1 0",
            "RW access update: index 2, keynum 0 1 1",
        ],
    ),
    (
        "sort",
        &[
            "RO access: index 1, range 0 1 0",
            "OW update: keyword STORE 2, range 0 1 0",
        ],
    ),
    (
        "gather",
        &["RO access incomplete: keyword FROM 1, range 0 1 0"],
    ),
    ("source", &["RW access delete: keyword KEY 1, range 0 1 0"]),
    ("own", &[]),
    ("no_keys", &[]),
];

#[test]
fn key_specs_come_from_the_signature() {
    let server = start();
    for (name, expected) in KEY_SPECS {
        let specs = known(&server, name).key_specs;
        let seen: Vec<_> = specs.iter().map(KeySpec::to_string).collect();
        // Redis 6.2 knows no key specs: `arity_flags_and_range_come_from_the_signature` and
        // `the_server_finds_the_keys_of_a_call` hold what it can be told.
        let expected = if has_info(&server) { expected } else { &[][..] };
        assert_eq!(seen, expected, "{name}");
    }
}

/// The arguments of each command as its documentation shows them.
const ARGUMENTS: &[(&str, &str)] = &[
    ("one", "key:key#0"),
    ("two", "from:key#0 to:key#1 count:integer"),
    ("many", "keys:key#0..."),
    ("pairs", "(pairs-1:key#0 pairs-2:double)..."),
    ("optional", "key:key#0 [other:key#1]"),
    ("array", "keys:key#0 keys:key#1 keys:key#2 [rest:string...]"),
    ("counted", "numkeys:integer keys:key#0..."),
    ("fields", "key:key#0 numfields:integer fields:string..."),
    (
        "union",
        "destination:key#0 numkeys:integer sources:key#1... [WITHSCORES] [AGGREGATE <SUM | MIN>]",
    ),
    (
        "sort",
        "key:key#0 [LIMIT (limit-1:integer limit-2:integer)] [STORE store:key#1]",
    ),
    ("gather", "[FROM from:key#0 ...]"),
    ("source", "<KEY key:key#0 | VALUE value:string>"),
    ("own", "[words:string...]"),
];

#[test]
fn documented_arguments_come_from_the_signature() {
    let server = start();
    if !has_info(&server) {
        let docs = server.run::<Value>("COMMAND DOCS specs.one");
        assert!(
            docs.is_err(),
            "a server without descriptions has no COMMAND DOCS"
        );
        return;
    }
    for (name, expected) in ARGUMENTS {
        assert_eq!(known(&server, name).syntax(), *expected, "{name}");
    }
}

#[test]
fn the_documentation_is_the_doc_comment_and_the_attribute() {
    let server = start();
    if !has_info(&server) {
        assert_eq!(known(&server, "one").summary, None);
        return;
    }
    let one = known(&server, "one");
    assert_eq!(one.summary.as_deref(), Some("One key."));
    assert_eq!(one.since.as_deref(), Some("1.2.3"));
    assert_eq!(one.complexity.as_deref(), Some("O(1)"));
    let changes = [
        ("1.3.0", "It became faster."),
        ("1.4.0", "It became slower."),
    ];
    let changes = changes.map(|(since, change)| (since.to_owned(), change.to_owned()));
    assert_eq!(one.history, changes);
    let container = known(&server, "box");
    assert_eq!(container.summary.as_deref(), Some("Boxes with things."));
    assert_eq!(container.subcommands, ["specs.box|look", "specs.box|put"]);
}

#[test]
fn what_is_not_as_a_signature_has_it_is_told() {
    let server = start();
    let signature = Signature {
        name: "specs.one",
        arguments: "key:key#0",
        summary: "One key.",
        since: "1.2.3",
        arity: 2,
        flags: "fast readonly",
        key_specs: &["RO access: index 1, range 0 1 0"],
        calls: &[("specs.one a", "a")],
    };
    let told = |signature: Signature| {
        let asserted = AssertUnwindSafe(|| server.assert_signatures("specs", &[signature]));
        let told = catch_unwind(asserted).expect_err("there are other commands");
        *told.downcast::<String>().unwrap()
    };
    let only_that_there_are_others = told(signature);
    assert_eq!(only_that_there_are_others.lines().count(), 2);
    assert!(only_that_there_are_others.contains("the commands: "));
    let wrong = |new: Signature, what: &str| {
        let told = told(new);
        assert!(
            told.lines().nth(2).is_some_and(|it| it.starts_with(what)),
            "{told}"
        );
    };
    wrong(
        Signature {
            name: "specs.absent",
            ..signature
        },
        "specs.absent: is unknown",
    );
    wrong(
        Signature {
            flags: "fast",
            ..signature
        },
        "specs.one: flags: ",
    );
    wrong(
        Signature {
            calls: &[("specs.one a", "b")],
            ..signature
        },
        "specs.one a: keys: ",
    );
    wrong(
        Signature {
            calls: &[("specs.none a", "")],
            ..signature
        },
        "specs.none a: ",
    );
    if has_info(&server) {
        wrong(
            Signature {
                arguments: "key:key#1",
                ..signature
            },
            "specs.one: arguments: ",
        );
        wrong(
            Signature {
                summary: "",
                ..signature
            },
            "specs.one: summary: ",
        );
        wrong(
            Signature {
                since: "",
                ..signature
            },
            "specs.one: since: ",
        );
        wrong(
            Signature {
                arity: -2,
                ..signature
            },
            "specs.one: arity: ",
        );
        wrong(
            Signature {
                key_specs: &[],
                ..signature
            },
            "specs.one: key specs: ",
        );
    }
}

#[test]
fn acl_rules_see_the_keys_the_channels_and_the_categories() {
    let server = start();
    server
        .run::<()>("ACL SETUSER reader on >secret ~a* resetchannels &ch* +@all")
        .unwrap();
    let mut client = server.client();
    cmd("AUTH")
        .arg("reader")
        .arg("secret")
        .query::<()>(&mut client)
        .unwrap();
    let mut run = |call: &str| {
        let mut command = cmd(call.split(' ').next().unwrap());
        command
            .arg(call.split(' ').skip(1).collect::<Vec<_>>())
            .query::<Value>(&mut client)
    };
    for (call, is_allowed) in [
        ("specs.one a1", true),
        ("specs.one b1", false),
        ("specs.counted 2 a1 a2", true),
        ("specs.counted 2 a1 b1", false),
        ("specs.sort a1 STORE a2", true),
        ("specs.sort a1 STORE b1", false),
        ("specs.gather FROM a1 FROM b1", false),
        ("specs.own a1 b1 a2", true),
        ("specs.own a1 b1 b2", false),
        ("specs.box put a1 x", true),
        ("specs.box put b1 x", false),
        ("specs.box look 2 a1 b1", false),
    ] {
        let seen = run(call);
        let is_denied = seen.as_ref().is_err_and(|e| e.code() == Some("NOPERM"));
        assert_eq!(!is_denied, is_allowed, "{call}: {seen:?}");
    }
    if has_info(&server) {
        assert!(run("specs.channels ch1").is_ok());
        assert_eq!(
            run("specs.channels other").unwrap_err().code(),
            Some("NOPERM")
        );
    }
    let level = server.version().redis_level();
    if level >= (7, 2, 0) {
        let read: Vec<String> = server.run("ACL CAT read").unwrap();
        assert!(read.contains(&"specs.one".to_owned()), "{read:?}");
    }
    if level >= (7, 4, 0) || server.version().is_valkey_since(8, 0) {
        let own: Vec<String> = server.run("ACL CAT specs").unwrap();
        assert_eq!(own, ["specs.one"]);
    }
}

#[test]
fn subcommands_are_found_without_case_and_unknown_ones_are_refused() {
    let server = start();
    assert_eq!(server.run::<String>("SPECS.BOX PUT a b").unwrap(), "OK");
    assert_eq!(server.run::<i64>("Specs.Box Look 2 a b").unwrap(), 2);
    for line in ["SPECS.BOX nope", "SPECS.BOX", "SPECS.BOX PUT a"] {
        let error = server.run::<Value>(line).unwrap_err();
        assert_eq!(error.code(), Some("ERR"), "{line}");
    }
}

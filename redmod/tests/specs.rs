//! What the server knows of a command agrees with its signature: `COMMAND GETKEYS`, `COMMAND INFO`
//! and `COMMAND DOCS`, as far as the server can express it.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;

use redmod_test::Server;
use redmod_test::redis::{Value, cmd, from_redis_value};

fn start() -> Server {
    Server::builder().example("specs").start()
}

/// Whether the server takes descriptions of commands.
fn has_info(server: &Server) -> bool {
    server.version().redis_level() >= (7, 0, 0)
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
    ("specs.copies a b c d", "a b c d"),
    ("specs.counted 1 a", "a"),
    ("specs.counted 2 a b", "a b"),
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
        let mut getkeys = cmd("COMMAND");
        getkeys
            .arg("GETKEYS")
            .arg(call.split(' ').collect::<Vec<_>>());
        let mut keys: Vec<String> = getkeys.query(&mut client).expect(call);
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
        let mut getkeys = cmd("COMMAND");
        getkeys
            .arg("GETKEYS")
            .arg(call.split(' ').collect::<Vec<_>>());
        assert!(
            getkeys.query::<Vec<String>>(&mut client).is_err(),
            "{call} has no keys"
        );
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
    let mut client = server.client();
    let expected = if has_info(&server) { INFO } else { OLD_INFO };
    for (name, expected) in expected {
        let mut info = cmd("COMMAND");
        info.arg("INFO").arg(format!("specs.{name}"));
        let info: Vec<Vec<Value>> = info.query(&mut client).unwrap();
        let [_, arity, flags, first, last, step, ..] = &info[0][..] else {
            panic!("{name}: {info:?}")
        };
        let mut flags: Vec<String> = from_redis_value(flags.clone()).unwrap();
        flags.sort_unstable();
        let number = |value: &Value| from_redis_value::<i64>(value.clone()).unwrap();
        let (first, last, step) = (number(first), number(last), number(step));
        let seen = format!(
            "{} [{}] {first} {last} {step}",
            number(arity),
            flags.join(" ")
        );
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
    if !has_info(&server) {
        // Redis 6.2 knows no key specs: `arity_flags_and_range_come_from_the_signature` and
        // `the_server_finds_the_keys_of_a_call` hold what it can be told.
        return;
    }
    let mut client = server.client();
    for (name, expected) in KEY_SPECS {
        let mut info = cmd("COMMAND");
        info.arg("INFO").arg(format!("specs.{name}"));
        let info: Vec<Vec<Value>> = info.query(&mut client).unwrap();
        let specs: Vec<BTreeMap<String, Value>> = from_redis_value(info[0][8].clone()).unwrap();
        let seen: Vec<String> = specs.iter().map(key_spec).collect();
        assert_eq!(&seen, expected, "{name}");
    }
}

fn key_spec(spec: &BTreeMap<String, Value>) -> String {
    let flags: Vec<String> = from_redis_value(spec["flags"].clone()).unwrap();
    let part = |name: &str| {
        let part: BTreeMap<String, Value> = from_redis_value(spec[name].clone()).unwrap();
        let kind: String = from_redis_value(part["type"].clone()).unwrap();
        // In the server's order, which a map would lose.
        let values: Vec<Value> = flat(&part["spec"]);
        let values: Vec<String> = values
            .into_iter()
            .skip(1)
            .step_by(2)
            .map(|v| from_redis_value(v).unwrap())
            .collect();
        format!("{kind} {}", values.join(" "))
    };
    format!(
        "{}: {}, {}",
        flags.join(" "),
        part("begin_search"),
        part("find_keys")
    )
}

fn flat(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values.clone(),
        Value::Map(pairs) => pairs
            .iter()
            .flat_map(|(k, v)| [k.clone(), v.clone()])
            .collect(),
        other => panic!("no collection: {other:?}"),
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
        let docs = docs(&server, name);
        let arguments = flat(&docs["arguments"]);
        assert_eq!(&syntax(&arguments, " "), expected, "{name}");
    }
}

fn docs(server: &Server, name: &str) -> BTreeMap<String, Value> {
    let docs: BTreeMap<String, Value> = server
        .run(&format!("COMMAND DOCS specs.{name}"))
        .expect(name);
    from_redis_value(docs.into_values().next().expect(name)).unwrap()
}

/// Arguments as a manual would show them.
fn syntax(arguments: &[Value], separator: &str) -> String {
    let shown: Vec<String> = arguments
        .iter()
        .map(|argument| {
            let argument: BTreeMap<String, Value> = from_redis_value(argument.clone()).unwrap();
            let text = |name: &str| {
                argument
                    .get(name)
                    .map(|it| from_redis_value::<String>(it.clone()).unwrap())
            };
            let flags: Vec<String> = argument
                .get("flags")
                .map_or(vec![], |it| from_redis_value(it.clone()).unwrap());
            let has = |flag: &str| flags.iter().any(|it| it == flag);
            let inner = |separator| syntax(&flat(&argument["arguments"]), separator);
            let mut shown = match text("type").unwrap().as_str() {
                "pure-token" => String::new(),
                "oneof" => format!("<{}>", inner(" | ")),
                "block" => format!("({})", inner(" ")),
                "key" => format!(
                    "{}:key#{}",
                    text("name").unwrap(),
                    text("key_spec_index").unwrap()
                ),
                kind => format!("{}:{kind}", text("name").unwrap()),
            };
            if let Some(token) = text("token") {
                shown = format!("{token} {shown}").trim_end().to_owned();
            }
            if has("multiple") {
                shown += if has("multiple_token") { " ..." } else { "..." };
            }
            if has("optional") {
                format!("[{shown}]")
            } else {
                shown
            }
        })
        .collect();
    shown.join(separator)
}

#[test]
fn the_documentation_is_the_doc_comment_and_the_attribute() {
    let server = start();
    if !has_info(&server) {
        return;
    }
    let text = |value: &Value| from_redis_value::<String>(value.clone()).unwrap();
    let one = docs(&server, "one");
    assert_eq!(text(&one["summary"]), "One key.");
    assert_eq!(text(&one["since"]), "1.2.3");
    assert_eq!(text(&one["complexity"]), "O(1)");
    assert_eq!(text(&one["module"]), "specs");
    let history: Vec<(String, String)> = from_redis_value(one["history"].clone()).unwrap();
    let changes = [
        ("1.3.0", "It became faster."),
        ("1.4.0", "It became slower."),
    ];
    assert_eq!(
        history,
        changes.map(|(since, change)| (since.to_owned(), change.to_owned()))
    );
    assert_eq!(text(&docs(&server, "box")["summary"]), "Boxes with things.");
    let subcommands: BTreeMap<String, Value> =
        from_redis_value(docs(&server, "box")["subcommands"].clone()).unwrap();
    let names: Vec<_> = subcommands.keys().collect();
    assert_eq!(names, ["specs.box|look", "specs.box|put"]);
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

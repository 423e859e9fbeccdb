//! Modules that load, and modules that are refused: with one line in the log, and nothing left behind.

#![forbid(unsafe_code)]

use redmod_test::redis::{RedisResult, Value};
use redmod_test::{Error, Server, args, example, find};

fn empty() -> Server {
    Server::builder().without_module().start()
}

/// The line that loads an example.
fn load(name: &str, words: &str) -> String {
    let path = example(name);
    let path = args::quote(path.to_str().unwrap().as_bytes());
    format!("MODULE LOAD {path} {words}")
}

/// Runs a line that loads something, which the server must answer with an error.
#[track_caller]
fn refuse(server: &Server, line: &str) {
    let answer: RedisResult<()> = server.run(line);
    let error = answer.expect_err("the module should be refused");
    let error = error.detail().unwrap_or_else(|| panic!("{error}"));
    assert!(error.starts_with("Error loading the extension."), "{error}");
}

/// The only line of the log that says why a module is not loaded.
#[track_caller]
fn only_refusal(log: &str) -> &str {
    let lines: Vec<_> = log
        .lines()
        .filter(|line| line.contains("is not loaded: "))
        .collect();
    assert_eq!(lines.len(), 1, "{log}");
    lines[0].split_once("> ").expect("the name of a module").1
}

/// Loads an example into a server of its own, which must refuse it with one line.
#[track_caller]
fn refusal(name: &str, words: &str) -> String {
    let server = empty();
    let before = modules(&server);
    refuse(&server, &load(name, words));
    assert_eq!(modules(&server), before);
    only_refusal(&server.log()).into()
}

/// The names of the modules that the server has; newer ones bring some of their own.
fn modules(server: &Server) -> Vec<String> {
    let list: Vec<Value> = server.run("MODULE LIST").unwrap();
    let names = list.iter().map(|module| {
        let Value::Array(fields) = module else {
            panic!("{module:?}")
        };
        let at = fields.iter().position(|it| text(it) == "name").unwrap();
        text(&fields[at + 1])
    });
    names.collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::BulkString(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Value::SimpleString(text) => text.clone(),
        _ => String::new(),
    }
}

/// Whether the server has the command.
fn has(server: &Server, command: &str) -> bool {
    let info: Vec<Value> = server.run(&format!("COMMAND INFO {command}")).unwrap();
    info.len() == 1 && !matches!(info[0], Value::Nil)
}

/// The line of a file of `tests/modules` that holds this text, as a place in an error.
fn place(file: &str, text: &str) -> String {
    let path = format!("{}/tests/modules/{file}", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(path).unwrap();
    let at = source.lines().position(|line| line.contains(text)).unwrap();
    format!("tests/modules/{file}:{}", at + 1)
}

#[test]
fn a_module_is_loaded_under_its_name_and_version() {
    let server = Server::builder().example("loaded").start();
    let list: Vec<Vec<Value>> = server.run("MODULE LIST").unwrap();
    let is_ours = |module: &&Vec<Value>| text(&module[1]) == "loaded";
    let ours = list.iter().find(is_ours).unwrap();
    assert_eq!([text(&ours[0]), text(&ours[2])], ["name", "ver"]);
    assert_eq!(ours[3], Value::Int(7));
    assert!(!server.log().contains("is not loaded"));
}

#[test]
fn two_commands_of_one_name_are_refused_with_both_places() {
    let refusal = refusal("same_name", "");
    assert!(
        refusal.starts_with("same is not loaded: two commands are named `same.name`: "),
        "{refusal}"
    );
    for line in [
        "#[command(name = \"same.name\")]",
        "#[command(name = \"SAME.Name\")]",
    ] {
        let place = place("same_name.rs", line);
        assert!(refusal.contains(&place), "{refusal}: {place}");
    }
}

#[test]
fn a_name_that_the_server_has_is_refused_and_nothing_is_left() {
    let server = empty();
    refuse(&server, &load("taken_name", ""));
    let log = server.log();
    let refusal = only_refusal(&log);
    let place = place("taken_name.rs", "#[command(name = \"Get\")]");
    assert!(
        refusal.starts_with("taken is not loaded: the command `get` (") && refusal.contains(&place),
        "{refusal}"
    );
    assert!(has(&server, "get") && !has(&server, "a.taken"));
    assert_eq!(server.run::<Option<String>>("GET key").unwrap(), None);
}

#[test]
fn after_a_failed_init_a_corrected_load_works() {
    let server = empty();
    let modules_before = modules(&server);
    for (words, why) in [
        ("start 1 fail", "its init function failed: ERR no such luck"),
        ("start 1 panic", "its init function panicked"),
        (
            "start x",
            "its init function failed: ERR value is not an integer or out of range",
        ),
        ("start", "its init function failed: ERR syntax error"),
        (
            "a b c",
            "its init function failed: ERR too many arguments to the module",
        ),
    ] {
        let before = server.log().len();
        refuse(&server, &load("loaded", words));
        let log = server.log();
        assert_eq!(
            only_refusal(&log[before..]),
            format!("loaded is not loaded: {why}")
        );
        assert!(!has(&server, "loaded.start") && !has(&server, "loaded.box"));
        assert_eq!(modules(&server), modules_before);
        // The section of a module that is gone would be asked for in its code.
        assert!(
            !server
                .run::<String>("INFO everything")
                .unwrap()
                .contains("loaded_redmod")
        );
    }
    assert!(server.log().contains("no such luck either"));

    server.run::<()>(&load("loaded", "START 42")).unwrap();
    assert_eq!(server.run::<i64>("LOADED.START").unwrap(), 42);
    assert!(modules(&server).contains(&"loaded".into()));
    assert!(
        server
            .run::<String>("INFO everything")
            .unwrap()
            .contains("loaded_redmod")
    );
}

#[test]
fn a_server_does_not_start_with_a_module_that_fails() {
    let failed = Server::builder()
        .example("loaded")
        .module_args(["fail"])
        .try_start();
    let error: Error = failed.err().expect("the module fails");
    only_refusal(error.log());
}

#[test]
fn init_sees_the_arguments_of_the_configuration() {
    let server = Server::builder()
        .example("loaded")
        .module_args(["start", "-7"])
        .start();
    assert_eq!(server.run::<i64>("LOADED.START").unwrap(), -7);
    assert!(server.log().contains("<loaded> 0 arguments are left"));
}

#[test]
fn a_failed_init_may_leave_a_thread() {
    let server = empty();
    let load = load("loaded", "");
    refuse(&server, &format!("{load} thread"));
    let log = server.log();
    let refusal = only_refusal(&log);
    assert!(refusal.ends_with(
        "a thread is left behind; it stays mapped, since one of its threads is running"
    ));
    server.wait_until("the end of the thread", || server.run::<()>(&load).is_ok());
    assert_eq!(server.run::<i64>("LOADED.START").unwrap(), 0);
}

#[test]
fn a_library_names_one_module() {
    let two = refusal("two_modules", "");
    for name in ["first", "second"] {
        let place = place("two_modules.rs", name);
        assert!(two.contains(&place), "{two}: {place}");
    }
    assert!(two.contains("it has two `redmod::module!`"), "{two}");
    let none = refusal("no_module", "");
    assert_eq!(none, "redmod is not loaded: it has no `redmod::module!`");
}

#[test]
fn a_name_is_loaded_once() {
    let server = Server::builder()
        .example("loaded")
        .module_args(["start", "5"])
        .start();
    // The same file, which the system maps once; and a copy, which it maps anew.
    let copy = server.dir().join("copy.so");
    std::fs::copy(example("loaded"), &copy).unwrap();
    let load_copy = format!("MODULE LOAD {}", copy.display());
    for (line, why) in [
        (load("loaded", ""), "it is loaded already"),
        (load_copy, "a module of this name is loaded already"),
    ] {
        let before = server.log().len();
        refuse(&server, &line);
        let log = server.log();
        assert_eq!(
            only_refusal(&log[before..]),
            format!("loaded is not loaded: {why}")
        );
        assert_eq!(server.run::<i64>("LOADED.START").unwrap(), 5);
    }
    server.run::<()>("MODULE UNLOAD loaded").unwrap();
    server
        .run::<()>(&format!("MODULE LOAD {}", copy.display()))
        .unwrap();
    assert_eq!(server.run::<i64>("LOADED.START").unwrap(), 0);
}

#[test]
fn flags_that_the_server_does_not_know_are_left_out() {
    let server = Server::builder().example("loaded").start();
    assert_eq!(server.run::<String>("LOADED.FLAGGED").unwrap(), "flagged");
    let info: Vec<Vec<Value>> = server.run("COMMAND INFO loaded.flagged").unwrap();
    let Value::Array(flags) = &info[0][2] else {
        panic!("{info:?}")
    };
    let flags: Vec<_> = flags.iter().map(text).collect();
    let version = server.version();
    let has_flag = |flag: &str| flags.iter().any(|it| it == flag);
    assert!(has_flag("readonly"), "{flags:?}");
    // Redis 6.2 shows the first, which later servers hide.
    let since_7 = version.redis_level() >= (7, 0, 0);
    for (flag, is_known) in [
        ("may_replicate", !since_7),
        ("blocking", since_7),
        ("no_mandatory_keys", since_7),
        ("allow_busy", since_7),
    ] {
        assert_eq!(has_flag(flag), is_known, "{flag} of {flags:?} on {version}");
    }
}

#[test]
fn an_internal_command_is_refused_where_anybody_could_call_it() {
    let server = empty();
    let load = load("internal", "");
    if server.version().is_redis_since(8, 0) {
        server.run::<()>(&load).unwrap();
        assert_eq!(server.run::<i64>("INTERNAL.OPEN").unwrap(), 2);
        let answer: RedisResult<i64> = server.run("INTERNAL.SECRET");
        assert!(answer.unwrap_err().to_string().contains("unknown command"));
    } else {
        refuse(&server, &load);
        let log = server.log();
        let refusal = only_refusal(&log);
        let place = place("internal.rs", "#[command(flags = \"internal\")]");
        assert!(
            refusal.starts_with("internal is not loaded: the command `internal.secret` (")
                && refusal.contains(&place)
                && refusal.ends_with("(`internal` needs Redis 8.0)"),
            "{refusal}"
        );
        assert!(!has(&server, "internal.open"));
    }
}

#[test]
fn a_container_dispatches_to_its_subcommands() {
    let server = Server::builder().example("loaded").start();
    assert_eq!(server.run::<i64>("LOADED.BOX PUT 5").unwrap(), 0);
    assert_eq!(server.run::<i64>("loaded.box Get").unwrap(), 5);
    for (line, error) in [
        ("LOADED.BOX", "wrong number of arguments"),
        ("LOADED.BOX PUT", "wrong number of arguments"),
        ("LOADED.BOX GET now", "wrong number of arguments"),
        ("LOADED.BOX throw", "unknown subcommand"),
        (
            "LOADED.BOX PUT five",
            "value is not an integer or out of range",
        ),
    ] {
        let answer: RedisResult<i64> = server.run(line);
        let answer = answer.unwrap_err().to_string();
        assert!(answer.contains(error), "{line}: {answer}");
    }
    assert_eq!(server.run::<i64>("LOADED.BOX GET").unwrap(), 5);
}

#[test]
fn a_server_that_is_too_old_is_told_what_it_lacks() {
    let old = find::too_old().unwrap();
    let refused = Server::builder().on(&old).example("loaded").try_start();
    let error: Error = refused.err().expect("the server is too old");
    let said: Vec<_> = error
        .log()
        .lines()
        .filter(|line| line.contains("<module>"))
        .collect();
    assert_eq!(said.len(), 1, "{error}");
    let refusal = only_refusal(error.log());
    let start = "loaded is not loaded: this server is too old: ";
    let rest = refusal
        .strip_prefix(start)
        .unwrap_or_else(|| panic!("{refusal}"));
    let (count, rest) = rest
        .split_once(" functions are missing: since Redis 6.0.0, Valkey 7.2: ")
        .unwrap();
    let (names, more) = rest.rsplit_once(", and ").unwrap();
    let more = more
        .strip_suffix(" more")
        .unwrap_or_else(|| panic!("{refusal}"));
    let names: Vec<_> = names.split(", ").collect();
    let [count, more] = [count, more].map(|number| number.parse::<usize>().unwrap());
    assert_eq!(names.len() + more, count, "{refusal}");
    // A line of the server's holds some forty names.
    assert!(
        names.len() > 30 && names.contains(&"SubscribeToServerEvent"),
        "{refusal}"
    );
    for name in names {
        assert!(
            name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
            "{refusal}"
        );
    }
}

/// Everything that a module can log with, and what each writes for a text.
const LOGGERS: [(&str, &[&str]); 3] = [
    (
        "MACROS",
        &[
            ". <module> logged: debug ",
            "- <module> logged: verbose ",
            "* <module> logged: notice ",
            "# <module> logged: warning ",
        ],
    ),
    (
        "CONTEXT",
        &[
            ". <logged> debug ",
            "- <logged> verbose ",
            "* <logged> notice ",
            "# <logged> ",
        ],
    ),
    (
        "KRATE",
        &[
            ". <module> logged: trace ",
            "- <module> logged: debug ",
            "* <module> logged: info ",
            "# <module> logged: warn ",
            "# <module> logged: error ",
        ],
    ),
];

#[test]
fn any_text_is_logged_as_it_is() {
    let server = Server::builder()
        .example("logged")
        .config("loglevel", "debug")
        .start();
    let mut raw = server.raw();
    for (text, shown) in [
        ("plain", "plain"),
        ("%s%n%s%d%1000000d%%", "%s%n%s%d%1000000d%%"),
        ("a\0b", "a b"),
        ("snö\u{1F980}", "snö\u{1F980}"),
        ("", ""),
    ] {
        for (command, starts) in LOGGERS {
            assert_eq!(raw.call([&format!("LOGGED.{command}"), text]), b"+OK\r\n");
            let log = server.log();
            for start in starts {
                let line = format!("{start}{shown}");
                let is_there = log.lines().any(|it| it.ends_with(&line));
                assert!(is_there, "`{line}` in {log}");
            }
        }
    }
}

#[test]
fn a_text_that_is_too_long_is_cut() {
    let server = Server::builder()
        .example("logged")
        .config("loglevel", "debug")
        .start();
    let mut raw = server.raw();
    for long in [
        "x".repeat(10_000),
        "é".repeat(5_000),
        "\0".repeat(1_000_000),
    ] {
        for (command, starts) in LOGGERS {
            let before = server.log().len();
            assert_eq!(raw.call([&format!("LOGGED.{command}"), &long]), b"+OK\r\n");
            let log = server.log();
            for start in starts {
                let line = log[before..]
                    .lines()
                    .find(|line| line.contains(start))
                    .unwrap();
                let (_, text) = line.split_once(start).unwrap();
                assert!((900..1024).contains(&text.len()), "{line}");
            }
        }
    }
}

#[test]
fn a_thread_logs_too() {
    let server = Server::builder().example("logged").start();
    server.run::<()>("LOGGED.THREAD %s%n").unwrap();
    server.wait_for_log("<module> logged: thread %s%n");
}

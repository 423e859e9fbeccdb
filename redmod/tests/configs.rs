//! Configs of every type, set by everything that can set them, on real servers.

#![forbid(unsafe_code)]

use redmod_test::{Server, redis};

fn builder() -> redmod_test::Builder {
    Server::builder().example("configs")
}

/// What a client reads.
fn get(server: &Server, name: &str) -> Option<Vec<u8>> {
    let mut got: Vec<Vec<u8>> = redis::cmd("CONFIG")
        .arg("GET")
        .arg(name)
        .query(&mut server.client())
        .unwrap();
    (got.len() == 2).then(|| got.remove(1))
}

fn get_text(server: &Server, name: &str) -> String {
    String::from_utf8(get(server, name).expect(name)).unwrap()
}

/// Why it is refused, without what the server puts in front.
fn set(server: &Server, name: &str, value: impl AsRef<[u8]>) -> Result<(), String> {
    let set = redis::cmd("CONFIG")
        .arg("SET")
        .arg(name)
        .arg(value.as_ref())
        .query::<()>(&mut server.client());
    set.map_err(|error| {
        let why = error.detail().unwrap_or_default();
        let (_, why) = why.split_once("') - ").unwrap_or(("", why));
        why.to_owned()
    })
}

/// What the module sees of a config.
fn seen(server: &Server, name: &str) -> String {
    let seen = server.run::<Vec<String>>("CONFIGS.SEEN").unwrap();
    let seen = seen
        .iter()
        .find_map(|it| it.strip_prefix(&format!("{name}=")));
    seen.expect(name).to_owned()
}

/// A server with configs of modules. One without loads the module too, which sees the defaults.
fn start() -> Option<Server> {
    let server = builder().start();
    if has_configs(&server) {
        return Some(server);
    }
    assert_eq!(get(&server, "configs.wide"), None);
    assert_eq!(seen(&server, "wide"), "100");
    assert_eq!(seen(&server, "greeting"), "hello");
    None
}

/// Redis before 7.0 has none.
fn has_configs(server: &Server) -> bool {
    server.version().redis_level() >= (7, 0, 0)
}

#[test]
fn every_type_is_set_and_seen_by_clients_and_the_module() {
    let Some(server) = start() else {
        return;
    };
    for (name, default, new, seen_as) in [
        ("tiny", "-1", "-5", "-5"),
        (
            "wide",
            "100",
            "-9223372036854775808",
            "-9223372036854775808",
        ),
        ("small", "7", "65535", "65535"),
        ("count", "1", "10", "10"),
        (
            "huge",
            "18446744073709551615",
            "9223372036854775808",
            "9223372036854775808",
        ),
        ("ratio", "0.5", "0.0000001", "0.0000001"),
        ("switch", "yes", "no", "false"),
        ("greeting", "hello", "good evening", "good evening"),
        ("buffer", "67108864", "128mb", "128mb"),
        ("period", "5s", "1500ms", "1.5s"),
        (
            "modes",
            "fast very-safe",
            "safe VERY-SAFE",
            "{\"SAFE\", \"very-safe\"}",
        ),
        ("modes", "SAFE very-safe", "none", "{}"),
        ("no-modes", "none", "fast SAFE very-safe", "3"),
    ] {
        let full = format!("configs.{name}");
        assert_eq!(get_text(&server, &full), default, "{name}");
        assert_eq!(set(&server, &full, new), Ok(()), "{name}");
        assert_eq!(seen(&server, name), seen_as, "{name}");
    }
    assert_eq!(get_text(&server, "configs.buffer"), (128 << 20).to_string());
    assert_eq!(get_text(&server, "configs.ratio"), "1e-7");
    assert_eq!(get_text(&server, "configs.the_mode"), "SAFE");
    assert_eq!(set(&server, "CONFIGS.THE_MODE", "FAST"), Ok(()));
    assert_eq!(get_text(&server, "configs.the_mode"), "fast");
    assert_eq!(seen(&server, "mode"), "Fast");
    assert_eq!(get(&server, "configs.raw").unwrap(), b"\xff");
    assert_eq!(set(&server, "configs.raw", b"\0\r\n\xfe"), Ok(()));
    assert_eq!(get(&server, "configs.raw").unwrap(), b"\0\r\n\xfe");
    assert_eq!(seen(&server, "raw"), r"\x00\r\n\xfe");
}

#[test]
fn what_a_type_or_a_range_does_not_allow_is_refused() {
    let Some(server) = start() else {
        return;
    };
    let words = "argument(s) must be one of the following: ";
    for (name, value, why) in [
        ("tiny", "6", "argument must be between -5 and 5 inclusive"),
        ("tiny", "-6", "argument must be between -5 and 5 inclusive"),
        (
            "small",
            "65536",
            "argument must be between 0 and 65535 inclusive",
        ),
        ("count", "11", "argument must be between 0 and 10 inclusive"),
        ("ratio", "1.5", "argument must be between 0 and 1 inclusive"),
        ("ratio", "nan", "argument couldn't be parsed into a float"),
        (
            "buffer",
            "1kb",
            "argument must be between 1048576 and 1073741824 inclusive",
        ),
        (
            "period",
            "0",
            "argument must be between 1ms and 18446744073709551615ns inclusive",
        ),
        (
            "period",
            "5",
            "argument must be a duration, a number with one of the units ns, us, ms, s, m, h, d",
        ),
        ("switch", "2", "argument must be 'yes' or 'no'"),
        ("the_mode", "slow", words),
        ("modes", "fast slow", words),
    ] {
        let refused = set(&server, &format!("configs.{name}"), value).expect_err(name);
        assert!(refused.starts_with(why), "{name}: {refused}");
    }
    // Servers word these in different ways.
    for (name, value) in [
        ("wide", "x"),
        ("huge", "-1"),
        ("huge", "18446744073709551616"),
        ("buffer", "-1"),
    ] {
        let refused = set(&server, &format!("configs.{name}"), value).expect_err(name);
        assert!(refused.starts_with("argument "), "{name}: {refused}");
    }
    assert_eq!(
        set(&server, "configs.greeting", b"\xff").unwrap_err(),
        "argument must be valid UTF-8"
    );
    // The server says what the words are.
    let refused = set(&server, "configs.the_mode", "slow").unwrap_err();
    for word in ["fast", "SAFE", "very-safe"] {
        assert!(refused.contains(word), "{refused}");
    }
}

#[test]
fn hooks_refuse_with_their_message_and_the_old_value_stays() {
    let Some(server) = start() else {
        return;
    };
    assert_eq!(set(&server, "configs.wide", "102"), Ok(()));
    let refused = set(&server, "configs.wide", "103").unwrap_err();
    assert_eq!(refused, "103 is odd, and 102 was not");
    assert_eq!(
        set(&server, "configs.greeting", "boo").unwrap_err(),
        "that is no greeting"
    );
    assert_eq!(
        set(&server, "configs.the_mode", "very-safe").unwrap_err(),
        "that is too much"
    );
    assert_eq!(get_text(&server, "configs.wide"), "102");
    assert_eq!(seen(&server, "wide"), "102");
    assert_eq!(seen(&server, "greeting"), "hello");
    assert_eq!(seen(&server, "mode"), "Safe");
    assert_eq!(set(&server, "configs.wide", "-2"), Ok(()));
    assert_eq!(
        set(&server, "configs.switch", "no").unwrap_err(),
        "WIDE is minus two"
    );
    // One that is refused takes back the others.
    let several = server.run::<()>("CONFIG SET configs.small 8 configs.greeting hi configs.wide 1");
    assert!(several.is_err());
    assert_eq!(seen(&server, "small"), "7");
    assert_eq!(get_text(&server, "configs.greeting"), "hello");
}

#[test]
fn apply_runs_once_for_what_is_set_together_and_takes_back_what_it_refuses() {
    let server = builder().start();
    let applied = || server.run::<(u64, Vec<u8>)>("CONFIGS.APPLIED").unwrap();
    assert_eq!(applied(), (1, vec![2]), "when the module is loaded");
    if !has_configs(&server) {
        return;
    }
    server
        .run::<()>("CONFIG SET configs.left 4 configs.right 5")
        .unwrap();
    assert_eq!(applied(), (2, vec![2, 9]));
    let refused = set(&server, "configs.left", "6").unwrap_err();
    assert_eq!(refused, "11 is more than ten");
    assert_eq!(get_text(&server, "configs.left"), "4");
    assert_eq!(
        applied(),
        (4, vec![2, 9, 11, 9]),
        "and again for the old values"
    );
    server.run::<()>("CONFIG SET configs.small 8").unwrap();
    assert_eq!(applied().0, 4, "not for others");
}

#[test]
fn a_panic_in_a_hook_refuses_the_value_and_is_counted() {
    let Some(server) = start() else {
        return;
    };
    let refused = set(&server, "configs.wide", "13").unwrap_err();
    assert_eq!(refused, "internal error in the module");
    assert_eq!(get_text(&server, "configs.wide"), "100");
    server.wait_for_log("thirteen");
    let both = "CONFIG SET configs.left 0 configs.right 0";
    let error = server.run::<()>(both).unwrap_err().to_string();
    assert!(error.contains("internal error in the module"), "{error}");
    assert_eq!(get_text(&server, "configs.left"), "1");
    assert_eq!(get_text(&server, "configs.right"), "1");
    server.wait_for_log("nothing at all");
    assert_eq!(server.info("configs_panics"), "2");
}

#[test]
fn apply_logs_publishes_and_leaves_work_to_a_timer() {
    let server = builder().module_args(["period", "6s"]).start();
    let key = |value: &str| {
        server.wait_until("the timer has set the key", || {
            server
                .run::<Option<String>>("GET period")
                .unwrap()
                .as_deref()
                == Some(value)
        });
    };
    key("6s");
    if has_configs(&server) {
        set(&server, "configs.period", "7s").unwrap();
        key("7s");
        server.wait_for_log("client: (Ok(");
        server.wait_for_log("the period is 7s");
    }
}

#[test]
fn flags_do_what_they_say() {
    let Some(server) = start() else {
        return;
    };
    assert_eq!(
        set(&server, "configs.fixed", "2").unwrap_err(),
        "can't set immutable config"
    );
    let protected = set(&server, "configs.protected", "2").unwrap_err();
    assert!(protected.contains("protected"), "{protected}");
    let all: Vec<Vec<u8>> = server.run("CONFIG GET configs*").unwrap();
    assert!(all.contains(&b"configs.fixed".to_vec()));
    assert!(!all.contains(&b"configs.hidden".to_vec()));
    assert_eq!(get_text(&server, "configs.hidden"), "1");
    set(&server, "configs.password", "hunter2").unwrap();
    assert_eq!(seen(&server, "password"), "hunter2");
    let log = format!("{:?}", server.run::<redis::Value>("SLOWLOG GET 100"));
    assert!(!log.contains("hunter2"), "{log}");
    // Only Redis 8 has names without a prefix.
    let version = server.version();
    let (own, other) = match version.is_redis_since(8, 0) {
        true => ("configs-own", "configs.configs-own"),
        false => ("configs.configs-own", "configs-own"),
    };
    assert_eq!(get_text(&server, own), "1");
    assert_eq!(get(&server, other), None);
    set(&server, own, "2").unwrap();
    assert_eq!(seen(&server, "own"), "2");
}

/// The line that loads the module with configs and arguments.
fn load(server: &Server, configs: &str, args: &str) -> redis::RedisResult<()> {
    let path = redmod_test::example("configs");
    let (path, extended) = (path.display(), has_configs(server));
    match (configs, args) {
        ("", args) => server.run(&format!("MODULE LOAD {path} {args}")),
        (configs, args) if extended => {
            server.run(&format!("MODULE LOADEX {path} {configs} ARGS {args}"))
        }
        _ => panic!("this server has no `MODULE LOADEX`"),
    }
}

#[test]
fn what_is_configured_wins_over_arguments_and_arguments_over_the_default() {
    let server = Server::builder().without_module().start();
    let args = "WIDE 8 greeting \"good day\" raw \"\\xfe\" huge 9223372036854775809 the_mode fast \
                modes safe buffer 2mb period 3h switch no ratio 0.25 fixed 9 wide 10 Right 3 rest over";
    load(&server, "", args).unwrap();
    server.wait_for_log("init: wide=10 greeting=good day rest=\"rest\" \"over\"");
    for (name, value) in [
        ("wide", "10"),
        ("greeting", "good day"),
        ("raw", r"\xfe"),
        ("huge", "9223372036854775809"),
        ("mode", "Fast"),
        ("modes", "{\"SAFE\"}"),
        ("buffer", "2mb"),
        ("period", "10800s"),
        ("switch", "false"),
        ("ratio", "0.25"),
        ("fixed", "9"),
        ("small", "7"),
    ] {
        assert_eq!(seen(&server, name), value, "{name}");
    }
    let (_, sums) = server.run::<(u64, Vec<u8>)>("CONFIGS.APPLIED").unwrap();
    assert_eq!(sums, [4]);
    if !has_configs(&server) {
        return;
    }
    let server = Server::builder().without_module().start();
    load(
        &server,
        "CONFIG configs.wide 12 CONFIG configs.the_mode safe",
        "wide 10 small 9",
    )
    .unwrap();
    assert_eq!(seen(&server, "wide"), "12");
    assert_eq!(seen(&server, "mode"), "Safe");
    assert_eq!(seen(&server, "small"), "9");
    server.wait_for_log("init: wide=12 ");

    let args = ["wide", "10", "small", "9", "fixed", "3"];
    let server = builder()
        .module_args(args)
        .config("configs.wide", "14")
        .config("configs.fixed", "4")
        .start();
    assert_eq!(seen(&server, "wide"), "14");
    assert_eq!(seen(&server, "fixed"), "4");
    assert_eq!(seen(&server, "small"), "9");
    set(&server, "configs.wide", "16").unwrap();
    assert_eq!(seen(&server, "wide"), "16");
}

#[test]
fn what_is_rewritten_holds_after_a_restart() {
    let args = ["small", "9", "period", "2s", "left", "0", "huge", "5"];
    let server = builder().module_args(args).start();
    if !has_configs(&server) {
        return;
    }
    let values: [(&str, &[u8]); 12] = [
        ("wide", b"16"),
        // The default, which is not what the arguments say.
        ("small", b"7"),
        ("huge", b"18446744073709551615"),
        ("ratio", b"1e-9"),
        ("switch", b"no"),
        ("greeting", b"good \"evening\""),
        ("raw", b"\0\r\n\xfe"),
        ("buffer", b"2mb"),
        ("period", b"90s"),
        ("the_mode", b"fast"),
        ("modes", b"fast safe"),
        ("password", b""),
    ];
    for (name, value) in values {
        set(&server, &format!("configs.{name}"), value).expect(name);
    }
    let before: Vec<String> = server.run("CONFIGS.SEEN").unwrap();
    server.run::<()>("CONFIG REWRITE").unwrap();
    let written = std::fs::read_to_string(server.dir().join("redis.conf")).unwrap();
    drop(server);
    let lines = written.lines().filter_map(|line| line.split_once(' '));
    let own = lines.filter(|(name, _)| *name == "loadmodule" || name.starts_with("configs"));
    let again = own.fold(
        Server::builder().without_module(),
        |builder, (name, value)| builder.config(name, value),
    );
    let again = again.start();
    assert_eq!(
        again.run::<Vec<String>>("CONFIGS.SEEN").unwrap(),
        before,
        "{written}"
    );
    assert_eq!(get_text(&again, "configs.left"), "0", "from the arguments");
}

#[test]
fn a_configuration_that_a_hook_refuses_fails_the_load() {
    let server = Server::builder().without_module().start();
    let mut failing = vec![
        ("", "wide 3", "3 is odd"),
        ("", "left 9 right 9", "its config `left`"),
        ("", "left 0 right 0", "internal error in the module"),
    ];
    if has_configs(&server) {
        failing.extend([
            ("CONFIG configs.wide 3", "", "3 is odd, and 100 was not"),
            ("CONFIG configs.wide 13", "", "internal error in the module"),
            (
                "CONFIG configs.left 9 CONFIG configs.right 9",
                "",
                "18 is more than ten",
            ),
            (
                "CONFIG configs.tiny 9",
                "",
                "argument must be between -5 and 5 inclusive",
            ),
            (
                "CONFIG configs.unknown 9",
                "",
                "Loadex configurations were not applied",
            ),
        ]);
    }
    for (configs, args, _) in &failing {
        assert!(load(&server, configs, args).is_err(), "{configs} {args}");
        // Nothing of it is left.
        assert_eq!(get(&server, "configs.wide"), None);
    }
    for (_, _, why) in failing {
        server.wait_for_log(why);
    }
    load(&server, "", "wide 4").unwrap();
    assert_eq!(seen(&server, "wide"), "4");
}

#[test]
fn arguments_that_configs_refuse_fail_the_load() {
    let server = Server::builder().without_module().start();
    for (args, why) in [
        (
            "tiny 6",
            "its argument for the config `tiny` is refused: argument must be between -5 and 5 inclusive",
        ),
        (
            "ratio x",
            "its argument for the config `ratio` is refused: argument couldn't be parsed into a float",
        ),
        (
            "switch",
            "its argument for the config `switch` is refused: the value is missing",
        ),
        (
            "raw \"a\\x00b\"",
            "its argument for the config `raw` is refused: it holds a NUL",
        ),
        (
            "modes fast,slow",
            "its argument for the config `modes` is refused: argument(s) must be one of the following: fast, SAFE, very-safe",
        ),
    ] {
        assert!(load(&server, "", args).is_err(), "{args}");
        server.wait_for_log(&format!("configs is not loaded: {why}"));
    }
}

#[test]
fn an_unloaded_module_leaves_no_config_and_starts_afresh() {
    let server = builder().start();
    for round in 0..3 {
        if has_configs(&server) {
            assert_eq!(seen(&server, "wide"), "100", "{round}");
            assert_eq!(seen(&server, "greeting"), "hello");
            set(&server, "configs.wide", "8").unwrap();
            set(&server, "configs.greeting", "good bye").unwrap();
        }
        server.run::<()>("MODULE UNLOAD configs").unwrap();
        assert_eq!(get(&server, "configs.wide"), None);
        // What `apply` has begun ends with a load that fails.
        assert!(load(&server, "", "period 6s FAIL").is_err());
        load(&server, "", "").unwrap();
    }
}

#[test]
fn a_command_and_a_thread_set_configs_too() {
    let Some(server) = start() else {
        return;
    };
    let nested = |value: &str| server.run::<i64>(&format!("CONFIGS.NESTED configs.wide {value}"));
    assert_eq!(nested("110").unwrap(), 10);
    let refused = nested("111").unwrap_err().to_string();
    assert!(refused.contains("111 is odd, and 110 was not"), "{refused}");
    let refused = nested("13").unwrap_err().to_string();
    assert!(
        refused.contains("internal error in the module"),
        "{refused}"
    );
    server.run::<()>("CONFIGS.THREADED 120").unwrap();
    server.wait_for_log("the thread has set it: Ok(())");
    assert_eq!(get_text(&server, "configs.wide"), "120");
    assert_eq!(seen(&server, "wide"), "120");
}

#[test]
fn text_that_somebody_borrows_is_not_replaced() {
    let Some(server) = start() else {
        return;
    };
    server.run::<()>("CONFIGS.FORGET").unwrap();
    let refused = set(&server, "configs.greeting", "other").unwrap_err();
    assert_eq!(refused, "its value is in use by an outer call");
    assert_eq!(get_text(&server, "configs.greeting"), "hello");
    assert_eq!(set(&server, "configs.wide", "2"), Ok(()));
}

#[test]
fn names_that_are_there_already_refuse_the_load() {
    let refusal = |name: &str, args: &[&str]| {
        let module = Server::builder().example(name).module_args(args);
        module
            .try_start()
            .map(|server| get(&server, &format!("{name}.maxmemory")))
    };
    let error = refusal("same_config", &[]).unwrap_err().to_string();
    let why = "same_config is not loaded: two configs are named `";
    assert!(error.contains(why), "{error}");
    for place in ["same_config.rs:9", "same_config.rs:15"] {
        assert!(error.contains(place), "{error}");
    }
    let empty = Server::builder().without_module().start();
    let taken = refusal("taken_config", &[]);
    if empty.version().is_redis_since(8, 0) {
        let error = taken.unwrap_err().to_string();
        assert!(
            error.contains("cannot be registered: the server has one of its name"),
            "{error}"
        );
    } else if has_configs(&empty) {
        assert_eq!(taken.unwrap().unwrap(), b"1");
    }
    let error = refusal("taken_config", &["maxmemory", "2", "maxmemori", "3"])
        .unwrap_err()
        .to_string();
    if !empty.version().is_redis_since(8, 0) {
        let why = "its argument `maxmemori` is the name of none of its configs";
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn what_denies_loading_is_not_set_while_the_server_loads() {
    if start().is_none() {
        return;
    }
    let slow = builder().config("loading-process-events-interval-bytes", "1024");
    let server = slow.start();
    server.run::<()>("DEBUG POPULATE 1000").unwrap();
    server.run::<()>("CONFIG SET key-load-delay 1000").unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| server.reload());
        server.wait_until("the server loads", || server.info("loading") == "1");
        assert_eq!(set(&server, "configs.small", "8"), Ok(()));
        let refused = set(&server, "configs.late", "2").unwrap_err();
        assert!(refused.contains("loading"), "{refused}");
        server.run::<()>("CONFIG SET key-load-delay 0").unwrap();
    });
    assert_eq!(seen(&server, "small"), "8");
    assert_eq!(seen(&server, "late"), "1");
    assert_eq!(set(&server, "configs.late", "2"), Ok(()));
}

#[test]
fn arguments_are_read_as_the_server_reads_values() {
    let Some(setting) = start() else {
        return;
    };
    let loading = Server::builder().without_module().start();
    let numbers = [
        "0",
        "3",
        "-1",
        "-0",
        "+1",
        "01",
        "1.0",
        "0x1",
        " 1",
        "1 ",
        "1e3",
        "",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "18446744073709551615",
        "99999999999999999999",
    ];
    let sizes = [
        "2mb", "2MB", "2m", "2048kb", "2097152b", "2 mb", "2mbb", "mb", "2t", "-2mb", "2.5mb", "0",
    ];
    let words = [
        "yes",
        "YES",
        "No",
        "1",
        "true",
        "fast",
        "FAST",
        "safe",
        "very_safe",
        "very-safe ",
        "fast fast",
        "fast safe",
        "fast,safe",
        "none",
        "none fast",
        "",
        " ",
    ];
    let cases: [(&str, &str, &[&str]); 8] = [
        ("tiny", "tiny", &numbers),
        ("small", "small", &numbers),
        ("count", "count", &numbers),
        ("huge", "huge", &numbers),
        ("buffer", "buffer", &sizes),
        ("switch", "switch", &words),
        ("the_mode", "mode", &words),
        ("modes", "modes", &words),
    ];
    let mut differences = Vec::new();
    for (name, shown, values) in cases {
        for value in values {
            let loaded = load(&loading, "", &format!("{name} \"{value}\"")).is_ok();
            let by_argument = loaded.then(|| seen(&loading, shown));
            if loaded {
                loading.run::<()>("MODULE UNLOAD configs").unwrap();
            }
            let is_set = set(&setting, &format!("configs.{name}"), value).is_ok();
            let by_set = is_set.then(|| seen(&setting, shown));
            // Numbers without a sign are read by C's own function, which is less strict.
            let is_lax = name == "huge" && setting.version().is_valkey_since(9, 1);
            if by_argument != by_set && !(is_lax && by_argument.is_none()) {
                differences.push(format!("{name} {value:?}: {by_argument:?}, {by_set:?}"));
            }
        }
    }
    assert_eq!(differences, [""; 0]);
}

#[test]
fn names_without_a_prefix_are_configured_too() {
    let server = Server::builder().without_module().start();
    if !server.version().is_redis_since(8, 0) {
        let refused = !has_configs(&server) || load(&server, "CONFIG configs-own 5", "").is_err();
        assert!(refused, "the name has a prefix");
        return;
    }
    load(&server, "CONFIG configs-own 5", "configs-own 4").unwrap();
    assert_eq!(seen(&server, "own"), "5");
    let server = builder().config("configs-own", "6").start();
    assert_eq!(seen(&server, "own"), "6");
    set(&server, "configs-own", "7").unwrap();
    server.run::<()>("CONFIG REWRITE").unwrap();
    let written = std::fs::read_to_string(server.dir().join("redis.conf")).unwrap();
    assert!(written.contains("\nconfigs-own 7\n"), "{written}");
}

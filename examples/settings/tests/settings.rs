//! Loading with arguments, the subcommands, and what the log says.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::command::Signature;

// ANCHOR: builder
#[test]
fn the_arguments_of_the_module_reach_its_init_function() {
    let server = Server::builder().module_args(["limit", "7"]).start();
    assert_eq!(server.run::<i64>("SETTINGS.LIMIT GET").unwrap(), 7);
    server.wait_for_log("the limit is 7");
}
// ANCHOR_END: builder

#[test]
fn a_failed_init_function_or_an_argument_too_many_fails_the_load() {
    for (args, why) in [
        (
            &["limit", "x"][..],
            "value is not an integer or out of range",
        ),
        (&["what", "7"], "too many arguments to the module"),
    ] {
        let failed = Server::builder().module_args(args).try_start();
        let error = failed.err().expect("the module is refused");
        let line = "settings is not loaded: its init function failed: ERR ";
        assert!(error.log().contains(&format!("{line}{why}")), "{error}");
    }
}

#[test]
fn subcommands_are_commands() {
    let server = Server::start();
    assert_eq!(server.run::<i64>("SETTINGS.LIMIT SET 5").unwrap(), 100);
    assert_eq!(server.run::<i64>("settings.limit get").unwrap(), 5);
    server.wait_for_log("settings: the limit becomes 5");
    let unknown = server.run::<i64>("SETTINGS.LIMIT DROP").unwrap_err();
    assert!(
        unknown
            .detail()
            .unwrap()
            .starts_with("unknown subcommand 'DROP'")
    );
    assert!(server.run::<i64>("SETTINGS.LIMIT SET").is_err());
}

#[test]
fn an_unloaded_module_starts_afresh() {
    let server = Server::start();
    server.run::<i64>("SETTINGS.LIMIT SET 5").unwrap();
    server.run::<()>("MODULE UNLOAD settings").unwrap();
    server.wait_for_log("good bye");
    let load = format!("MODULE LOAD {}", redmod_test::module().display());
    server.run::<()>(&load).unwrap();
    assert_eq!(server.run::<i64>("SETTINGS.LIMIT GET").unwrap(), 100);
}

#[test]
fn the_server_knows_what_the_signatures_say() {
    let signatures = [
        Signature {
            name: "settings.limit",
            summary: "Shows and changes the limit",
            arity: -2,
            ..Signature::default()
        },
        Signature {
            name: "settings.limit get",
            summary: "The limit as it is.",
            arity: 2,
            flags: "fast",
            calls: &[("settings.limit get", "")],
            ..Signature::default()
        },
        Signature {
            name: "settings.limit set",
            arguments: "limit:integer",
            summary: "Changes the limit and returns the old one.",
            arity: 3,
            flags: "admin",
            calls: &[("settings.limit set 5", "")],
            ..Signature::default()
        },
    ];
    Server::start().assert_signatures("settings", &signatures);
}

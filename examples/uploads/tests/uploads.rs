//! What the configs allow, and from where they get their values.

#![forbid(unsafe_code)]

use redmod_test::command::Signature;
use redmod_test::{Server, redis};

fn check(server: &Server, line: &str) -> Result<(), String> {
    let checked = server.run::<()>(&format!("UPLOADS.CHECK {line}"));
    checked.map_err(|error| error.detail().unwrap_or_default().to_owned())
}

const REFUSED: &str = "this cannot be uploaded";

/// Redis before 7.0 has no configs of modules.
fn has_configs(server: &Server) -> bool {
    server.version().redis_level() >= (7, 0, 0)
}

#[test]
fn the_defaults_say_what_may_be_uploaded() {
    let server = Server::start();
    check(&server, "text 10485760").unwrap();
    check(&server, "IMAGE 1").unwrap();
    assert_eq!(check(&server, "video 1").unwrap_err(), REFUSED);
    assert_eq!(check(&server, "text 10485761").unwrap_err(), REFUSED);
}

// ANCHOR: arguments
#[test]
fn arguments_of_the_module_are_values_of_its_configs() {
    let args = ["kinds", "video", "max-size", "1kb", "message", "no"];
    let server = Server::builder().module_args(args).start();
    check(&server, "video 1024").unwrap();
    assert_eq!(check(&server, "video 1025").unwrap_err(), "no");
    assert_eq!(check(&server, "text 1").unwrap_err(), "no");
}
// ANCHOR_END: arguments

#[test]
fn clients_set_configs() {
    let server = Server::start();
    if !has_configs(&server) {
        assert!(server.run::<()>("CONFIG SET uploads.closed yes").is_err());
        return;
    }
    server
        .run::<()>("CONFIG SET uploads.kinds \"video text\" uploads.max-size 20mb")
        .unwrap();
    check(&server, "video 20971520").unwrap();
    assert_eq!(check(&server, "image 1").unwrap_err(), REFUSED);
    server
        .run::<()>("CONFIG SET uploads.message \"closed until Monday\" uploads.closed yes")
        .unwrap();
    assert_eq!(check(&server, "text 1").unwrap_err(), "closed until Monday");
    let mut client = server.client();
    let mut config = redis::cmd("CONFIG");
    let long = config.arg("SET").arg("uploads.message").arg("x".repeat(81));
    let error = long.query::<()>(&mut client).unwrap_err().to_string();
    assert!(
        error.contains("80 bytes are enough, and these are 81"),
        "{error}"
    );
    assert_eq!(check(&server, "text 1").unwrap_err(), "closed until Monday");
}

#[test]
fn reports_start_and_stop_with_their_config() {
    let server = Server::start();
    check(&server, "video 1").unwrap_err();
    if !has_configs(&server) {
        assert!(!server.log().contains("uploads were refused"));
        return;
    }
    server
        .run::<()>("CONFIG SET uploads.report-every 1ms")
        .unwrap();
    server.wait_for_log("1 uploads were refused");
    // With a timer it would not be unloaded.
    assert!(server.run::<()>("MODULE UNLOAD uploads").is_err());
    server
        .run::<()>("CONFIG SET uploads.report-every 0")
        .unwrap();
    server.run::<()>("MODULE UNLOAD uploads").unwrap();
}

#[test]
fn the_server_knows_what_the_signatures_say() {
    let check = Signature {
        name: "uploads.check",
        arguments: "<TEXT | IMAGE | VIDEO> size:integer",
        summary: "Whether a file may be uploaded.",
        arity: 3,
        flags: "fast",
        calls: &[("uploads.check text 1", "")],
        ..Signature::default()
    };
    Server::start().assert_signatures("uploads", &[check]);
}

//! What gets into the log, on a real server.

#![forbid(unsafe_code)]

use redmod_test::{Product, Server, redis};

type Line = (String, String, String);

fn log(server: &Server) -> Vec<Line> {
    let entries: redis::streams::StreamRangeReply = server.run("XRANGE audit:log - +").unwrap();
    let line = |it: &redis::streams::StreamId| {
        let field = |name| it.get::<String>(name).unwrap();
        (field("what"), field("subject"), field("place"))
    };
    entries.ids.iter().map(line).collect()
}

fn line(what: &str, subject: &str, place: &str) -> Line {
    (what.into(), subject.into(), place.into())
}

#[test]
fn changes_are_logged_in_their_order() {
    let server = Server::start();
    let mut client = server.client();
    let mut pipe = redis::pipe();
    pipe.cmd("SET")
        .arg("a")
        .arg(1)
        .cmd("SELECT")
        .arg(3)
        .cmd("RPUSH")
        .arg("l")
        .arg("x");
    pipe.cmd("DEL")
        .arg("l")
        .cmd("GET")
        .arg("l")
        .exec(&mut client)
        .unwrap();
    let expected = [
        line("set", "a", "database 0"),
        line("rpush", "l", "database 3"),
        line("del", "l", "database 3"),
    ];
    server.wait_until("the log", || log(&server) == expected);
    // All of it is in database 0.
    assert_eq!(redis::cmd("DBSIZE").query::<u64>(&mut client).unwrap(), 0);
}

#[test]
fn a_replica_has_the_same_log() {
    let primary = Server::start();
    let replica = primary.replica();
    primary.run::<()>("SET a 1").unwrap();
    primary.wait_until("the log", || log(&primary).len() == 1);
    replica.wait_synced();
    let entries = |server: &Server| -> redis::Value { server.run("XRANGE audit:log - +").unwrap() };
    assert_eq!(entries(&primary), entries(&replica));
}

#[test]
fn refusals_are_logged_where_the_server_tells_of_them() {
    let server = Server::start();
    server
        .run::<()>("ACL SETUSER ann on nopass +@all -get ~*")
        .unwrap();
    let mut raw = server.raw();
    assert_eq!(raw.call(["AUTH", "ann", "any"]), b"+OK\r\n");
    assert!(raw.call(["GET", "secret"]).starts_with(b"-NOPERM"));
    let version = server.version();
    if version.product == Product::Valkey && version.number >= (9, 1, 0) {
        let expected = line("refused", "get", "user ann");
        server.wait_until("the log", || log(&server) == [expected.clone()]);
    } else {
        server.run::<()>("SET a 1").unwrap();
        server.wait_until("the log", || {
            log(&server) == [line("set", "a", "database 0")]
        });
    }
}

#[test]
fn it_is_unloaded() {
    let server = Server::start();
    server.run::<()>("SET a 1").unwrap();
    server.wait_until("the log", || log(&server).len() == 1);
    server.run::<()>("MODULE UNLOAD audit").unwrap();
    server.run::<()>("SET b 1").unwrap();
    assert_eq!(log(&server).len(), 1);
}

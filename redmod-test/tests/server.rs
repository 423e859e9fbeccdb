//! Servers without a module: how they start, talk, stop and come back.
#![forbid(unsafe_code)]

use redmod_test::{Server, redis};

fn plain() -> Server {
    Server::builder().without_module().start()
}

#[test]
fn answers_in_both_protocols() {
    let server = plain();
    assert_eq!(server.run::<String>("SET key 'a value'").unwrap(), "OK");
    let value: String = redis::cmd("GET")
        .arg("key")
        .query(&mut server.client())
        .unwrap();
    assert_eq!(value, "a value");
    let config: redis::Value = redis::cmd("CONFIG")
        .arg(&["GET", "save"])
        .query(&mut server.client_resp3())
        .unwrap();
    assert!(matches!(config, redis::Value::Map(_)), "{config:?}");
    assert_eq!(server.raw().call(["GET", "key"]), b"$7\r\na value\r\n");
    assert_eq!(server.raw_resp3().call(["GET", "none"]), b"_\r\n");
}

#[test]
fn a_raw_connection_stays_in_step() {
    let server = plain();
    let mut raw = server.raw();
    raw.send_bytes(b"PING\r\nPING hello\r\n");
    assert_eq!(raw.reply(), b"+PONG\r\n");
    assert_eq!(raw.reply(), b"$5\r\nhello\r\n");
    assert!(raw.pending().is_empty());
    raw.send_bytes(b"*1\r\n$oops\r\n");
    assert!(raw.reply().starts_with(b"-ERR Protocol error"));
    assert!(raw.is_closed());
}

#[test]
fn a_restart_keeps_the_data() {
    let mut server = plain();
    server.run::<()>("SET key 1").unwrap();
    let before = server.pid();
    server.restart();
    assert_ne!(server.pid(), before);
    assert_eq!(server.run::<i64>("INCR key").unwrap(), 2);
    server.reload();
    assert_eq!(server.run::<i64>("INCR key").unwrap(), 3);
}

#[test]
fn a_crash_keeps_what_was_appended() {
    let mut server = Server::builder()
        .without_module()
        .config("appendonly", "yes")
        .config("appendfsync", "always")
        .start();
    server.run::<()>("SET kept 1").unwrap();
    server.crash();
    assert_eq!(server.run::<i64>("EXISTS kept").unwrap(), 1);
}

#[test]
fn a_stopped_server_starts_again_empty() {
    let mut server = plain();
    server.run::<()>("SET key 1").unwrap();
    server.stop();
    server.start_again();
    assert_eq!(server.run::<i64>("DBSIZE").unwrap(), 0);
}

#[test]
fn a_replica_is_in_step() {
    let server = plain();
    server.run::<()>("SET before 1").unwrap();
    let replica = server.replica();
    assert_eq!(replica.run::<i64>("EXISTS before").unwrap(), 1);
    server.run::<()>("SET after 1").unwrap();
    replica.wait_synced();
    assert_eq!(replica.run::<i64>("EXISTS after").unwrap(), 1);
    assert_eq!(server.info("connected_slaves"), "1");
}

#[test]
fn many_servers_run_side_by_side() {
    let threads: Vec<_> = (0..8)
        .map(|_| std::thread::spawn(|| plain().port()))
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}

#[test]
fn a_refused_start_shows_the_log() {
    let refused = Server::builder()
        .module("/nowhere/libnone.so")
        .try_start()
        .err()
        .unwrap();
    assert!(refused.log().contains("/nowhere/libnone.so"), "{refused}");
    assert!(refused.to_string().contains("did not start"), "{refused}");
    let refused = Server::builder()
        .without_module()
        .config("no-such-thing", "1")
        .try_start()
        .err()
        .unwrap();
    assert!(refused.log().contains("no-such-thing"), "{refused}");
}

#[test]
fn a_package_without_a_module_is_told_so() {
    let refused = Server::builder().try_start().err().unwrap().to_string();
    assert!(
        refused.contains("package `redmod-test` has no library of crate type `cdylib`"),
        "{refused}"
    );
    let refused = Server::builder()
        .example("none")
        .try_start()
        .err()
        .unwrap()
        .to_string();
    assert!(refused.contains("no example `none`"), "{refused}");
}

#[test]
fn a_server_that_ends_by_itself_is_waited_for() {
    let mut server = plain();
    _ = server.run::<()>("DEBUG SEGFAULT");
    assert!(!server.wait_exit().success());
    assert!(
        server.log().contains("crashed by signal"),
        "{}",
        server.log()
    );
}

#[test]
#[should_panic(expected = "died during the test")]
fn a_server_that_died_unnoticed_fails_the_test() {
    let server = plain();
    _ = server.run::<()>("SHUTDOWN NOSAVE");
    std::thread::sleep(std::time::Duration::from_millis(300));
}

#[test]
fn a_configuration_value_is_written_as_in_redis_conf() {
    let server = Server::builder()
        .without_module()
        .config("save", "3600 7")
        .config("maxmemory", "100mb")
        .start();
    let (_, save): (String, String) = server.run("CONFIG GET save").unwrap();
    assert_eq!(save, "3600 7");
    let debug = server.run::<()>("DEBUG SLEEP 0");
    assert!(debug.is_ok(), "{debug:?}");
}

#[test]
fn a_server_runs_under_another_command() {
    let server = Server::builder()
        .without_module()
        .under(["nice", "-n", "7"])
        .start();
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", server.pid())).unwrap();
    // How nice a process is, is the 17th field after its name, which is in parentheses.
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    assert_eq!(fields.split(' ').nth(16), Some("7"), "{stat}");
}

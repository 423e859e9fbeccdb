//! Keys that go, and who is told, on a real server.

#![forbid(unsafe_code)]

use redmod_test::{Product, Server, redis};

/// What the stream says: events and keys.
fn log(server: &Server) -> Vec<(String, String)> {
    let entries: redis::streams::StreamRangeReply = server.run("XRANGE expiry:log - +").unwrap();
    let entry = |it: &redis::streams::StreamId| (it.get("event").unwrap(), it.get("key").unwrap());
    entries.ids.iter().map(entry).collect()
}

fn entry(event: &str, key: &str) -> (String, String) {
    (event.into(), key.into())
}

#[test]
fn an_expired_key_is_published_and_logged_once() {
    let server = Server::start();
    let mut client = server.client();
    let mut listener = client.as_pubsub();
    listener.subscribe("expiry:gone").unwrap();
    server.run::<()>("SET session:ann 1 PX 1").unwrap();
    let message: String = listener.get_message().unwrap().get_payload().unwrap();
    assert_eq!(message, "session:ann");
    server.wait_until("the log", || {
        log(&server) == [entry("expired", "session:ann")]
    });
    // A key that is deleted has not expired.
    server.run::<()>("SET other 1").unwrap();
    server.run::<()>("DEL other").unwrap();
    assert_eq!(log(&server).len(), 1);
}

#[test]
fn an_evicted_key_is_logged() {
    let server = Server::start();
    server.run::<()>("SET key 1").unwrap();
    server
        .run::<()>("CONFIG SET maxmemory-policy allkeys-random")
        .unwrap();
    server.run::<()>("CONFIG SET maxmemory 1").unwrap();
    server.wait_until("the eviction", || server.info("evicted_keys") != "0");
    server.run::<()>("CONFIG SET maxmemory 0").unwrap();
    server.run::<()>("SET soon 1 PX 1").unwrap();
    server.wait_until("the log", || {
        log(&server).contains(&entry("expired", "soon"))
    });
}

#[test]
fn a_replica_has_the_log_of_its_primary() {
    let primary = Server::start();
    let replica = primary.replica();
    primary.run::<()>("SET key 1 PX 1").unwrap();
    primary.wait_until("the log", || log(&primary) == [entry("expired", "key")]);
    replica.wait_synced();
    let entries =
        |server: &Server| -> redis::Value { server.run("XRANGE expiry:log - +").unwrap() };
    assert_eq!(entries(&primary), entries(&replica));
}

#[test]
fn it_is_unloaded_when_its_job_has_run() {
    let server = Server::start();
    server.run::<()>("DEBUG SET-ACTIVE-EXPIRE 0").unwrap();
    server.run::<()>("SET key 1 PX 1").unwrap();
    server.wait_until("the time", || {
        server.run::<i64>("PTTL key").unwrap_or(0) < 0
    });
    server.run::<()>("SET again 1 PX 1").unwrap();
    std::thread::sleep(std::time::Duration::from_millis(5));
    // Both are there before the server looks at its timers.
    let mut raw = server.raw();
    raw.send_bytes(b"GET again\r\nMODULE UNLOAD expiry\r\n");
    assert_eq!(raw.reply(), b"$-1\r\n");
    let reply = raw.reply();
    let version = server.version();
    let has_jobs = version.product == Product::Valkey || version.number >= (7, 2, 0);
    assert_eq!(reply == b"+OK\r\n", has_jobs, "{}", reply.escape_ascii());
    if !has_jobs {
        server.wait_until("the job", || {
            log(&server).contains(&entry("expired", "again"))
        });
        server.run::<()>("MODULE UNLOAD expiry").unwrap();
    }
    // Nothing is called any more.
    let before = log(&server);
    server.run::<()>("SET key 1 PX 1").unwrap();
    server.wait_until("the time", || server.run::<i64>("EXISTS key").unwrap() == 0);
    assert_eq!(log(&server), before);
}

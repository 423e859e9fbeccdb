//! Jobs that are waited for, taken and done.

#![forbid(unsafe_code)]

use redmod_test::command::Signature;
use redmod_test::{Raw, Server};

/// A client that waits for a job.
fn waiting(server: &Server, already: usize) -> Raw {
    let mut client = server.raw();
    client.send(["QUEUE.TAKE", "jobs", "0"]);
    server.wait_until("the client to wait", || {
        server.info("blocked_clients") == (already + 1).to_string()
    });
    client
}

fn lens(server: &Server) -> (usize, usize) {
    server.run("QUEUE.LEN jobs").unwrap()
}

#[test]
fn who_waits_the_longest_gets_the_next_job() {
    let server = Server::start();
    let mut first = waiting(&server, 0);
    let mut second = waiting(&server, 1);
    assert_eq!(server.run::<u64>("QUEUE.ADD jobs sweep").unwrap(), 1);
    assert_eq!(first.reply(), b"*2\r\n:1\r\n$5\r\nsweep\r\n");
    assert_eq!(server.run::<u64>("QUEUE.ADD jobs scrub").unwrap(), 2);
    assert_eq!(second.reply(), b"*2\r\n:2\r\n$5\r\nscrub\r\n");
    assert_eq!(lens(&server), (0, 2));
}

#[test]
fn who_finds_a_job_does_not_wait() {
    let server = Server::start();
    server.run::<u64>("QUEUE.ADD jobs sweep").unwrap();
    let taken: (u64, String) = server.run("QUEUE.TAKE jobs 0").unwrap();
    assert_eq!(taken, (1, "sweep".to_owned()));
    let mut client = server.raw();
    assert_eq!(client.call(["QUEUE.TAKE", "jobs", "20"]), b"*-1\r\n");
    assert_eq!(client.call(["QUEUE.TAKE", "none", "20"]), b"*-1\r\n");
}

#[test]
fn a_job_that_is_not_done_comes_back() {
    let server = Server::start();
    server.run::<u64>("QUEUE.ADD jobs sweep").unwrap();
    server.run::<(u64, String)>("QUEUE.TAKE jobs 0").unwrap();
    let mut client = waiting(&server, 0);
    assert!(!server.run::<bool>("QUEUE.BACK jobs 2").unwrap());
    assert!(server.run::<bool>("QUEUE.BACK jobs 1").unwrap());
    assert_eq!(client.reply(), b"*2\r\n:1\r\n$5\r\nsweep\r\n");
    assert!(server.run::<bool>("QUEUE.DONE jobs 1").unwrap());
    assert!(!server.run::<bool>("QUEUE.DONE jobs 1").unwrap());
    assert_eq!(lens(&server), (0, 0));
}

#[test]
fn replicas_and_files_have_the_same_jobs() {
    let mut server = Server::start();
    let replica = server.replica();
    let mut client = waiting(&server, 0);
    server.run::<u64>("QUEUE.ADD jobs sweep").unwrap();
    client.reply();
    server.run::<u64>("QUEUE.ADD jobs scrub").unwrap();
    assert_eq!(lens(&server), (1, 1));
    replica.wait_synced();
    assert_eq!(lens(&replica), (1, 1));
    drop(replica);
    server.restart();
    assert_eq!(lens(&server), (1, 1));
}

#[test]
fn the_server_knows_the_commands() {
    let writes = ["RW access update: index 1, range 0 1 0"];
    let reads = ["RO access: index 1, range 0 1 0"];
    let server = Server::start();
    // The word is one of Redis 7.0.
    let is_old = server.version().redis_level() < (7, 0, 0);
    let signatures = [
        Signature {
            name: "queue.add",
            arguments: "key:key#0 job:string",
            summary: "Adds a job, and returns its number.",
            since: "1.0.0",
            arity: 3,
            key_specs: &writes,
            flags: "denyoom fast write",
            ..Signature::default()
        },
        Signature {
            name: "queue.take",
            arguments: "key:key#0 timeout:integer",
            summary: "Takes the oldest job, or waits for one; its number and its text.",
            since: "1.0.0",
            arity: 3,
            key_specs: &writes,
            flags: if is_old { "write" } else { "blocking write" },
            ..Signature::default()
        },
        Signature {
            name: "queue.done",
            arguments: "key:key#0 id:integer",
            summary: "Says that a job is done; whether it was taken and not done.",
            since: "1.0.0",
            arity: 3,
            key_specs: &writes,
            flags: "fast write",
            ..Signature::default()
        },
        Signature {
            name: "queue.back",
            arguments: "key:key#0 id:integer",
            summary: "Puts a job back to where it was taken from, since it was not done; whether there was one.",
            since: "1.0.0",
            arity: 3,
            key_specs: &writes,
            flags: "fast write",
            ..Signature::default()
        },
        Signature {
            name: "queue.len",
            arguments: "key:key#0",
            summary: "How many jobs wait, and how many were taken and are not done.",
            since: "1.0.0",
            arity: 2,
            key_specs: &reads,
            flags: "fast readonly",
            ..Signature::default()
        },
    ];
    server.assert_signatures("queue", &signatures);
}

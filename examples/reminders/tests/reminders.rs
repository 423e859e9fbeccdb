//! Reminders, asked for and called off by clients.

#![forbid(unsafe_code)]

use redmod_test::Server;
use redmod_test::command::Signature;
use redmod_test::redis::{RedisResult, Value};

#[test]
fn a_message_comes_when_it_is_time() {
    let server = Server::start();
    let mut client = server.client();
    let mut channel = client.as_pubsub();
    channel.subscribe("tea").unwrap();
    assert_eq!(server.run::<u64>("REMIND.IN 200 tea second").unwrap(), 1);
    assert_eq!(server.run::<u64>("REMIND.IN 0 tea first").unwrap(), 2);
    server.wait_until("both to be published", || {
        server.run::<Vec<Value>>("REMIND.LIST").unwrap().is_empty()
    });
    for expected in ["first", "second"] {
        let message = channel.get_message().unwrap();
        assert_eq!(message.get_payload::<String>().unwrap(), expected);
    }
}

#[test]
fn a_reminder_is_called_off() {
    let server = Server::start();
    for (id, time) in [(1, 100_000), (2, 200_000), (3, 0)] {
        let line = format!("REMIND.IN {time} channel message");
        assert_eq!(server.run::<u64>(&line).unwrap(), id);
    }
    let mut shown: Vec<(String, u64, String, String, String, u64)> = Vec::new();
    server.wait_until("the last one to come", || {
        shown = server.run("REMIND.LIST").unwrap();
        shown.len() == 2
    });
    let left: Vec<u64> = shown.iter().map(|it| it.5).collect();
    assert_eq!((shown[0].1, shown[1].1), (1, 2));
    assert!((40_000..=100_000).contains(&left[0]), "{left:?}");
    assert!((140_000..=200_000).contains(&left[1]), "{left:?}");

    assert!(server.run::<bool>("REMIND.CANCEL 1").unwrap());
    assert!(!server.run::<bool>("REMIND.CANCEL 1").unwrap());
    assert!(!server.run::<bool>("REMIND.CANCEL 3").unwrap());
    assert_eq!(server.run::<u64>("REMIND.CLEAR").unwrap(), 1);
}

#[test]
fn the_module_goes_when_nothing_waits() {
    let server = Server::start();
    let unload = || -> RedisResult<()> { server.run("MODULE UNLOAD remind") };
    server
        .run::<u64>("REMIND.IN 100000 channel message")
        .unwrap();
    assert!(unload().is_err());
    assert_eq!(server.run::<u64>("REMIND.CLEAR").unwrap(), 1);
    unload().unwrap();
}

#[test]
fn times_are_milliseconds() {
    let server = Server::start();
    for wrong in ["soon", "-1", "1.5"] {
        let answer: RedisResult<Value> = server.run(&format!("REMIND.IN {wrong} a b"));
        assert!(answer.is_err(), "{wrong}");
    }
}

#[test]
fn the_server_knows_the_commands() {
    let signatures = [
        Signature {
            name: "remind.in",
            arguments: "time:integer channel:string message:string",
            summary: "Publishes a message after some milliseconds, and returns the reminder's number.",
            since: "1.0.0",
            arity: 4,
            ..Signature::default()
        },
        Signature {
            name: "remind.cancel",
            arguments: "id:integer",
            summary: "Calls a reminder off; whether it still waited.",
            since: "1.0.0",
            arity: 2,
            ..Signature::default()
        },
        Signature {
            name: "remind.clear",
            summary: "Calls all of them off, so that the module can be unloaded; how many there were.",
            since: "1.0.0",
            arity: 1,
            ..Signature::default()
        },
        Signature {
            name: "remind.list",
            summary: "The reminders that wait, the oldest first, and how long it is until each.",
            since: "1.0.0",
            arity: 1,
            ..Signature::default()
        },
    ];
    Server::start().assert_signatures("remind", &signatures);
}

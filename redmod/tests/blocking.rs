//! Clients that wait: each gets exactly one reply, whatever happens meanwhile.

#![forbid(unsafe_code)]

use redmod_test::redis::{FromRedisValue, RedisResult, Value};
use redmod_test::{Raw, Server};

fn start() -> Server {
    Server::builder().example("blocked").start()
}

/// A client that waits in the command, and its id.
fn waiting(server: &Server, line: &str) -> (Raw, u64) {
    let (mut client, id) = client(server);
    client.send(line.split(' '));
    let mut is_blocked = false;
    server.wait_until("the client to wait", || {
        let list: String = server.run("CLIENT LIST").unwrap();
        let own = list
            .lines()
            .find(|it| it.starts_with(&format!("id={id} ")))
            .unwrap_or_else(|| panic!("{line}: the client is gone: {list}"));
        is_blocked = own
            .split(' ')
            .any(|it| it.starts_with("flags=") && it.contains('b'));
        is_blocked
    });
    (client, id)
}

/// A client that has called the command, and may have its reply already.
fn sent(server: &Server, line: &str) -> Raw {
    let mut client = server.raw();
    client.send(line.split(' '));
    client
}

fn client(server: &Server) -> (Raw, u64) {
    let mut client = server.raw();
    let id = String::from_utf8(client.call(["CLIENT", "ID"])).unwrap();
    let id = id.trim_start_matches(':').trim_end().parse().unwrap();
    (client, id)
}

/// The client's reply, after which there is nothing else for it.
#[track_caller]
fn only_reply(mut client: Raw) -> String {
    let reply = String::from_utf8(client.reply()).unwrap();
    let pong = client.call(["PING"]);
    assert_eq!(
        pong.escape_ascii().to_string(),
        "+PONG\\r\\n",
        "after {reply}"
    );
    reply.trim_end().replace("\r\n", " ")
}

#[track_caller]
fn run<T: FromRedisValue>(server: &Server, line: &str) -> T {
    server
        .run(line)
        .unwrap_or_else(|error| panic!("{line}: {error}"))
}

#[track_caller]
fn refusal(server: &Server, line: &str) -> String {
    let answer: RedisResult<Value> = server.run(line);
    answer.expect_err(line).to_string()
}

fn has_flags(server: &Server) -> bool {
    server.version().redis_level() >= (7, 2, 0)
}

/// Nobody waits any more, so that the module goes.
#[track_caller]
fn unloads(server: &Server) {
    let mut why = String::new();
    server.wait_until("the module to go", || {
        let answer: RedisResult<()> = server.run("MODULE UNLOAD blocked");
        why = answer
            .as_ref()
            .err()
            .map(ToString::to_string)
            .unwrap_or_default();
        answer.is_ok()
    });
    assert_eq!(why, "");
}

#[test]
fn a_client_waits_for_a_thread_and_the_server_does_not() {
    let server = start();
    let (first, _) = waiting(&server, "BLOCKED.HOLD 0");
    let (second, _) = waiting(&server, "BLOCKED.HOLD 0");
    assert_eq!(run::<Vec<bool>>(&server, "BLOCKED.HELD"), [true, true]);
    assert!(run::<bool>(&server, "BLOCKED.ANSWER one"));
    run::<()>(&server, "BLOCKED.ANSWER_HERE two");
    assert_eq!(only_reply(first), "$3 one");
    assert_eq!(only_reply(second), "$3 two");
    unloads(&server);
}

#[test]
fn what_a_thread_computes_is_the_reply() {
    let server = start();
    assert_eq!(run::<u64>(&server, "BLOCKED.SUM 1000"), 500_500);
}

#[test]
fn an_error_is_an_answer() {
    let server = start();
    let (client, _) = waiting(&server, "BLOCKED.HOLD 0");
    run::<bool>(&server, "BLOCKED.ANSWER_ERROR");
    assert_eq!(only_reply(client), "-ERR as asked");
}

#[test]
fn a_client_need_not_wait() {
    let server = start();
    assert_eq!(run::<Value>(&server, "BLOCKED.MAYBE 0"), Value::Nil);
    let (client, _) = waiting(&server, "BLOCKED.MAYBE 1");
    run::<bool>(&server, "BLOCKED.ANSWER some");
    assert_eq!(only_reply(client), "$4 some");
}

#[test]
fn nobody_answers() {
    let server = start();
    let (client, _) = waiting(&server, "BLOCKED.HOLD 0");
    assert!(run::<bool>(&server, "BLOCKED.DROP_CLIENT"));
    assert_eq!(
        only_reply(client),
        "-ERR the command has ended without an answer"
    );
    let (client, _) = waiting(&server, "BLOCKED.HOLD 0");
    assert!(!run::<bool>(&server, "BLOCKED.PANIC_CLIENT"));
    assert_eq!(only_reply(client), "-ERR internal error in blocked.hold");
    unloads(&server);
}

#[test]
fn the_time_is_over() {
    let server = start();
    let client = sent(&server, "BLOCKED.HOLD 50");
    assert_eq!(only_reply(client), "$4 late");
    let client = sent(&server, "BLOCKED.PLAINLY 50");
    assert_eq!(only_reply(client), "$-1");
    assert_eq!(run::<Vec<bool>>(&server, "BLOCKED.HELD"), [false, false]);
    let refused: RedisResult<()> = server.run("MODULE UNLOAD blocked");
    assert!(refused.is_err(), "the threads may still answer");
    run::<bool>(&server, "BLOCKED.ANSWER late");
    run::<bool>(&server, "BLOCKED.ANSWER_OR late");
    server.wait_until("the value to come back", || {
        run::<Vec<String>>(&server, "BLOCKED.RETURNED") == ["late"]
    });
    assert_eq!(run::<u64>(&server, "BLOCKED.GONE"), 0);
    unloads(&server);
}

#[test]
fn an_answer_that_comes_with_the_end_of_the_time_is_a_reply() {
    let server = start();
    let (client, _) = waiting(&server, "BLOCKED.HOLD 1000");
    run::<()>(&server, "BLOCKED.ANSWER_AND_STAY answer");
    assert_eq!(only_reply(client), "$6 answer");
    unloads(&server);
}

#[test]
fn a_client_is_unblocked_by_another() {
    let server = start();
    for by in ["", " TIMEOUT"] {
        let (client, id) = waiting(&server, "BLOCKED.HOLD 0");
        assert_eq!(run::<u64>(&server, &format!("CLIENT UNBLOCK {id}{by}")), 1);
        assert_eq!(only_reply(client), "$4 late");
    }
    assert_eq!(run::<u64>(&server, "BLOCKED.GONE"), 0);
    let (client, id) = waiting(&server, "BLOCKED.HOLD 0");
    assert_eq!(
        run::<u64>(&server, &format!("CLIENT UNBLOCK {id} ERROR")),
        1
    );
    assert_eq!(
        only_reply(client),
        "-UNBLOCKED client unblocked via CLIENT UNBLOCK"
    );
    assert_eq!(run::<u64>(&server, "BLOCKED.GONE"), 1);
    assert_eq!(run::<Vec<bool>>(&server, "BLOCKED.HELD"), [false; 3]);
    for _ in 0..3 {
        run::<bool>(&server, "BLOCKED.ANSWER late");
    }
    unloads(&server);
}

#[test]
fn a_client_is_unblocked_or_killed_by_a_thread() {
    let server = start();
    let (client, id) = waiting(&server, "BLOCKED.HOLD 0");
    run::<()>(&server, &format!("BLOCKED.FROM_THREAD UNBLOCK {id}"));
    assert_eq!(only_reply(client), "$4 late");
    let (_client, id) = waiting(&server, "BLOCKED.HOLD 0");
    run::<()>(&server, &format!("BLOCKED.FROM_THREAD KILL {id} ID"));
    let (_client, key_id) = waiting(&server, "BLOCKED.POP 0 key");
    run::<()>(&server, &format!("BLOCKED.FROM_THREAD KILL {key_id} ID"));
    server.wait_until("both to wait no more", || {
        run::<Vec<bool>>(&server, "BLOCKED.HELD") == [false, false]
            && !run::<String>(&server, "CLIENT LIST").contains(&format!("id={key_id} "))
    });
    assert_eq!(run::<String>(&server, "PING"), "PONG");
}

#[test]
fn a_client_goes() {
    let server = start();
    let (client, _) = waiting(&server, "BLOCKED.HOLD 0");
    drop(client);
    let (_client, id) = waiting(&server, "BLOCKED.HOLD 0");
    run::<u64>(&server, &format!("CLIENT KILL ID {id}"));
    server.wait_until("both to go", || run::<u64>(&server, "BLOCKED.GONE") == 2);
    assert_eq!(run::<Vec<bool>>(&server, "BLOCKED.HELD"), [false, false]);
    run::<bool>(&server, "BLOCKED.ANSWER_OR one");
    run::<bool>(&server, "BLOCKED.ANSWER_OR two");
    server.wait_until("the values to come back", || {
        run::<Vec<String>>(&server, "BLOCKED.RETURNED") == ["one", "two"]
    });
    unloads(&server);
}

#[test]
fn what_is_delivered_does_not_come_back() {
    let server = start();
    let (client, _) = waiting(&server, "BLOCKED.HOLD 0");
    run::<bool>(&server, "BLOCKED.ANSWER_OR value");
    assert_eq!(only_reply(client), "$5 value");
    assert!(run::<Vec<String>>(&server, "BLOCKED.RETURNED").is_empty());
}

#[test]
fn every_value_is_dropped() {
    let server = start();
    let (answered, _) = waiting(&server, "BLOCKED.HOLD_COUNTED 0");
    let late = sent(&server, "BLOCKED.HOLD_COUNTED 30");
    assert_eq!(only_reply(late), "$7 counted");
    let (gone, _) = waiting(&server, "BLOCKED.HOLD_COUNTED 0");
    drop(gone);
    let (popped, _) = waiting(&server, "BLOCKED.POP_COUNTED key 0");
    let late = sent(&server, "BLOCKED.POP_COUNTED other 30");
    assert_eq!(only_reply(late), "$-1");
    let (gone, _) = waiting(&server, "BLOCKED.POP_COUNTED other 0");
    drop(gone);
    run::<()>(&server, "RPUSH key value");
    assert_eq!(only_reply(popped), "$7 counted");
    assert_eq!(run::<usize>(&server, "BLOCKED.ANSWER_COUNTED"), 3);
    assert_eq!(only_reply(answered), "$7 counted");
    server.wait_until("all to be dropped", || {
        run::<u64>(&server, "BLOCKED.ALIVE") == 0
    });
    unloads(&server);
}

#[test]
fn a_command_that_fails_after_all_has_one_reply() {
    let server = start();
    for (line, reply) in [
        ("BLOCKED.FAIL_AFTER 0", "-ERR after all"),
        ("BLOCKED.FAIL_AFTER 1", "-ERR after all"),
        (
            "BLOCKED.PANIC_AFTER",
            "-ERR internal error in blocked.panic_after",
        ),
        (
            "BLOCKED.BESIDE",
            "*2 -ERR a `Blocked` is the whole reply of the call that has blocked its client :1",
        ),
    ] {
        let mut client = server.raw();
        client.send(line.split(' '));
        assert_eq!(only_reply(client), reply, "{line}");
    }
    assert_eq!(run::<Vec<bool>>(&server, "BLOCKED.HELD"), [false; 3]);
    for _ in 0..3 {
        run::<bool>(&server, "BLOCKED.ANSWER_OR late");
    }
    unloads(&server);
}

#[test]
fn an_answer_comes_back_from_a_command_that_fails_after_all() {
    let server = start();
    for line in ["BLOCKED.FAIL_AFTER_OR", "BLOCKED.FAIL_AFTER_OR"] {
        assert!(refusal(&server, line).contains("after all"));
    }
    server.wait_until("the values to come back", || {
        run::<Vec<String>>(&server, "BLOCKED.RETURNED") == ["mine", "mine"]
    });
    unloads(&server);
}

#[test]
fn a_blocked_that_is_forgotten_has_its_reply_already() {
    let server = start();
    let (client, _) = waiting(&server, "BLOCKED.FORGET_AFTER");
    run::<bool>(&server, "BLOCKED.ANSWER again");
    assert_eq!(only_reply(client), "$9 forgotten");
    unloads(&server);
}

#[test]
fn a_blocked_is_for_no_other_call() {
    let server = start();
    let (other, _) = waiting(&server, "BLOCKED.STASH 0");
    let (mut client, _) = client(&server);
    assert!(
        client
            .call(["BLOCKED.UNSTASH"])
            .starts_with(b"-ERR a `Blocked` is")
    );
    assert_eq!(only_reply(other), "$7 stashed");
    // The same client, after it has waited.
    let (mut client, id) = waiting(&server, "BLOCKED.STASH 0");
    run::<u64>(&server, &format!("CLIENT UNBLOCK {id}"));
    assert_eq!(client.reply(), b"$7\r\nstashed\r\n");
    assert!(
        client
            .call(["BLOCKED.UNSTASH"])
            .starts_with(b"-ERR a `Blocked` is")
    );
    assert_eq!(client.call(["PING"]), b"+PONG\r\n");
    run::<bool>(&server, "BLOCKED.ANSWER late");
    run::<bool>(&server, "BLOCKED.ANSWER late");
    unloads(&server);
}

#[test]
fn a_client_waits_once() {
    let server = start();
    let (client, _) = waiting(&server, "BLOCKED.TWICE");
    server.wait_for_log("the second time: ERR the client waits already");
    run::<bool>(&server, "BLOCKED.ANSWER once");
    assert_eq!(only_reply(client), "$4 once");
}

#[test]
fn a_client_waits_where_it_can() {
    let server = start();
    let refused = "ERR no client waits in a transaction, in a script";
    let mut client = server.raw();
    client.call(["MULTI"]);
    client.call(["BLOCKED.HOLD", "0"]);
    client.call(["BLOCKED.POP", "0", "key"]);
    let exec = String::from_utf8(client.call(["EXEC"])).unwrap();
    assert!(exec.starts_with(&format!("*2\r\n-{refused}")), "{exec}");
    assert!(exec.ends_with("\r\n$-1\r\n"), "{exec}");
    let script =
        |line: &str| client.call(["EVAL", &format!("return redis.pcall({line})"), "1", "key"]);
    let mut script = script;
    let reply = String::from_utf8(script("'BLOCKED.HOLD', '0'")).unwrap();
    assert!(reply.contains("no client waits"), "{reply}");
    assert_eq!(script("'BLOCKED.POP', '0', KEYS[1]"), b"$-1\r\n");
    assert!(refusal(&server, "BLOCKED.CALL_HOLD 0").contains("no client waits"));
    assert_eq!(run::<Value>(&server, "BLOCKED.CALL_POP key"), Value::Nil);
    assert!(run::<Vec<bool>>(&server, "BLOCKED.HELD").is_empty());
    unloads(&server);
}

#[test]
fn the_time_on_a_thread_is_measured() {
    let server = start();
    let (client, _) = waiting(&server, "BLOCKED.HOLD 0");
    run::<bool>(&server, "BLOCKED.MEASURED");
    assert_eq!(only_reply(client), "$8 measured");
    let stats: String = run(&server, "INFO commandstats");
    let own = stats
        .lines()
        .find(|it| it.contains("blocked.hold:"))
        .unwrap();
    let usec = own
        .split("usec=")
        .nth(1)
        .unwrap()
        .split(',')
        .next()
        .unwrap();
    assert!(usec.parse::<u64>().unwrap() >= 20_000, "{own}");
}

#[test]
fn a_thread_writes_before_it_answers() {
    let server = start();
    let replica = server.replica();
    let mut client = server.raw();
    assert_eq!(
        client.call(["BLOCKED.SET_LATER", "key", "value"]),
        b"+OK\r\n"
    );
    replica.wait_synced();
    assert_eq!(run::<String>(&replica, "GET key"), "value");
}

#[test]
fn a_client_that_waits_speaks_resp3() {
    let server = start();
    let mut client = server.raw_resp3();
    client.send(["BLOCKED.PLAINLY", "30"]);
    assert_eq!(client.reply(), b"_\r\n");
    run::<bool>(&server, "BLOCKED.ANSWER late");
}

#[test]
fn a_key_that_is_ready_serves_who_waits_the_longest() {
    let server = start();
    run::<()>(&server, "BLOCKED.PUSH key here");
    assert_eq!(
        run::<Vec<String>>(&server, "BLOCKED.POP 0 none key"),
        ["key", "here"]
    );
    let (first, _) = waiting(&server, "BLOCKED.POP 0 none key");
    let (second, _) = waiting(&server, "BLOCKED.POP 0 key");
    run::<()>(&server, "BLOCKED.PUSH key one");
    assert_eq!(only_reply(first), "*2 $3 key $3 one");
    run::<()>(&server, "BLOCKED.PUSH key two");
    assert_eq!(only_reply(second), "*2 $3 key $3 two");
    let (third, _) = waiting(&server, "BLOCKED.POP 0 key");
    run::<()>(&server, "RPUSH key three");
    assert_eq!(only_reply(third), "*2 $3 key $5 three");
    assert_eq!(run::<u64>(&server, "EXISTS key none"), 0);
    unloads(&server);
}

#[test]
fn a_client_waits_on_until_there_is_enough() {
    let server = start();
    let (client, _) = waiting(&server, "BLOCKED.POP_TWO key");
    run::<()>(&server, "BLOCKED.PUSH key one");
    run::<()>(&server, "BLOCKED.PUSH key two");
    assert_eq!(only_reply(client), "*2 :3 *2 $3 one $3 two");
}

#[test]
fn a_key_is_signalled_from_anywhere() {
    let server = start();
    for signal in ["SIGNAL", "SIGNAL_FROM_TIMER", "SIGNAL_FROM_THREAD"] {
        let (client, _) = {
            let mut setter = server.raw();
            setter.call(["SET", "key", "not this"]);
            waiting(&server, "BLOCKED.PEEK key")
        };
        run::<()>(&server, "SETRANGE key 0 now");
        run::<()>(&server, &format!("BLOCKED.{signal} key"));
        assert_eq!(only_reply(client), "$8 now this", "{signal}");
    }
}

#[test]
fn what_serves_a_client_is_replicated_as_its_command() {
    let server = start();
    let replica = server.replica();
    for pop in ["BLOCKED.POP 0 key", "BLOCKED.POP_EXPLICITLY key"] {
        let (client, _) = waiting(&server, pop);
        run::<()>(&server, "RPUSH key one two");
        assert_eq!(only_reply(client), "*2 $3 key $3 one", "{pop}");
        replica.wait_synced();
        assert_eq!(
            run::<Vec<String>>(&replica, "LRANGE key 0 -1"),
            ["two"],
            "{pop}"
        );
        run::<()>(&server, pop);
        replica.wait_synced();
        assert_eq!(run::<u64>(&replica, "EXISTS key"), 0, "{pop}");
    }
    assert_eq!(run::<u64>(&server, "DBSIZE"), 0);
}

#[test]
fn what_serves_a_client_is_in_the_append_only_file() {
    let mut server = Server::builder()
        .example("blocked")
        .config("appendonly", "yes")
        .config("appendfsync", "always")
        .start();
    let (client, _) = waiting(&server, "BLOCKED.POP 0 key");
    run::<()>(&server, "RPUSH key one two");
    assert_eq!(only_reply(client), "*2 $3 key $3 one");
    server.crash();
    assert_eq!(run::<Vec<String>>(&server, "LRANGE key 0 -1"), ["two"]);
}

#[test]
fn keys_come_and_go_while_a_client_waits() {
    let server = start();
    let (client, _) = waiting(&server, "BLOCKED.POP 0 key");
    run::<()>(&server, "FLUSHALL");
    run::<()>(&server, "SWAPDB 0 1");
    // Another type of value is an error, as it was at once.
    let (other, _) = waiting(&server, "BLOCKED.TAKE_KEY key 0");
    run::<()>(&server, "SET key value");
    run::<()>(&server, "BLOCKED.SIGNAL key");
    assert!(only_reply(client).starts_with("-WRONGTYPE"));
    assert_eq!(only_reply(other), "$5 taken");
    assert_eq!(run::<u64>(&server, "EXISTS key"), 0);
    let (client, id) = waiting(&server, "BLOCKED.TAKE_KEY key 0");
    run::<u64>(&server, &format!("CLIENT UNBLOCK {id}"));
    assert_eq!(only_reply(client), "+LATE");
    let (client, id) = waiting(&server, "BLOCKED.TAKE_KEY key 0");
    run::<u64>(&server, &format!("CLIENT UNBLOCK {id} ERROR"));
    assert!(only_reply(client).starts_with("-UNBLOCKED"));
    let client = sent(&server, "BLOCKED.TAKE_KEY key 20");
    assert_eq!(only_reply(client), "+LATE");
    let (_client, id) = waiting(&server, "BLOCKED.TAKE_KEY key 0");
    run::<u64>(&server, &format!("CLIENT KILL ID {id}"));
    unloads(&server);
}

#[test]
fn a_key_that_is_deleted_is_something_to_wait_for() {
    let server = start();
    run::<()>(&server, "RPUSH key value");
    if !has_flags(&server) {
        assert!(
            refusal(&server, "BLOCKED.UNTIL_DELETED key").contains("BlockClientOnKeysWithFlags")
        );
        return;
    }
    let (client, _) = waiting(&server, "BLOCKED.UNTIL_DELETED key");
    run::<()>(&server, "DEL key");
    assert_eq!(only_reply(client), "$7 deleted");
    run::<()>(&server, "SET key value");
    let (client, _) = waiting(&server, "BLOCKED.UNTIL_DELETED key");
    run::<()>(&server, "DEL key");
    run::<()>(&server, "BLOCKED.SIGNAL key");
    assert_eq!(only_reply(client), "$7 deleted");
}

#[test]
fn a_function_that_fails_at_a_key_replies_once() {
    let server = start();
    let (panics, _) = waiting(&server, "BLOCKED.PANIC_AT_KEY key");
    let (writes, _) = waiting(&server, "BLOCKED.WRITE_IN_READ key");
    run::<()>(&server, "SET key value");
    run::<()>(&server, "BLOCKED.SIGNAL key");
    assert_eq!(
        only_reply(panics),
        "-ERR internal error in blocked.panic_at_key"
    );
    let reply = only_reply(writes);
    assert!(reply.contains("without the flag `write`"), "{reply}");
    let mut client = server.raw();
    client.send(["BLOCKED.FAIL_AT_KEY", "none"]);
    assert_eq!(only_reply(client), "-ERR after all");
    assert_eq!(run::<String>(&server, "GET key"), "value");
    unloads(&server);
}

#[test]
fn nothing_is_written_for_a_client_while_writing_is_paused() {
    let server = start();
    let replica = server.replica();
    run::<()>(&server, "RPUSH key element");
    run::<()>(&server, "DEL key");
    let (client, _) = waiting(&server, "BLOCKED.TAKE_KEY key 0");
    // The key is there when the signal comes, and writing is paused by then.
    let mut pipe = server.raw();
    pipe.send_bytes(b"MULTI\r\nSET key value\r\nCLIENT PAUSE 60000 WRITE\r\nEXEC\r\n");
    for _ in 0..4 {
        pipe.reply();
    }
    run::<()>(&server, "BLOCKED.SIGNAL key");
    assert_eq!(
        only_reply(client),
        "-ERR nothing is written while writing is paused"
    );
    run::<()>(&server, "CLIENT UNPAUSE");
    replica.wait_synced();
    assert_eq!(run::<String>(&server, "GET key"), "value");
    assert_eq!(run::<String>(&replica, "GET key"), "value");
}

#[test]
fn a_primary_that_becomes_a_replica_lets_nobody_wait() {
    let server = start();
    let primary = start();
    let (mut held, _) = waiting(&server, "BLOCKED.HOLD 0");
    let (mut key, _) = waiting(&server, "BLOCKED.POP 0 key");
    run::<()>(&server, &format!("REPLICAOF 127.0.0.1 {}", primary.port()));
    assert!(held.reply().starts_with(b"-UNBLOCKED"));
    assert!(key.reply().starts_with(b"-UNBLOCKED"));
    assert_eq!(run::<Vec<bool>>(&server, "BLOCKED.HELD"), [false]);
    run::<bool>(&server, "BLOCKED.ANSWER late");
    run::<()>(&server, "REPLICAOF NO ONE");
    let (client, _) = waiting(&server, "BLOCKED.HOLD 0");
    run::<bool>(&server, "BLOCKED.ANSWER now");
    assert_eq!(only_reply(client), "$3 now");
}

#[test]
fn a_server_ends_while_clients_wait() {
    let mut server = start();
    let (_held, _) = waiting(&server, "BLOCKED.HOLD 0");
    let (_key, _) = waiting(&server, "BLOCKED.POP 0 key");
    server.stop();
    assert!(!server.log().contains("panicked"));
}

#[test]
fn a_module_stays_while_a_client_waits() {
    let server = start();
    for line in ["BLOCKED.HOLD 0", "BLOCKED.POP 0 key"] {
        let (client, id) = waiting(&server, line);
        let refused: RedisResult<()> = server.run("MODULE UNLOAD blocked");
        assert!(refused.is_err(), "{line}");
        run::<u64>(&server, &format!("CLIENT UNBLOCK {id}"));
        only_reply(client);
    }
    run::<bool>(&server, "BLOCKED.ANSWER late");
    unloads(&server);
}

#[test]
fn a_thousand_clients_have_one_reply_each() {
    let server = start();
    let mut clients: Vec<Raw> = (0..500).map(|_| server.raw()).collect();
    for (i, client) in clients.iter_mut().enumerate() {
        if i % 2 == 0 {
            client.send(["BLOCKED.HOLD_COUNTED", "0"]);
        } else {
            client.send(["BLOCKED.POP_COUNTED", "key", "0"]);
        }
    }
    server.wait_until("all to wait", || server.info("blocked_clients") == "500");
    clients.truncate(400);
    server.wait_until("some to go", || server.info("blocked_clients") == "400");
    assert_eq!(run::<usize>(&server, "BLOCKED.ANSWER_COUNTED"), 250);
    run::<()>(&server, "RPUSH key value");
    for client in clients {
        assert_eq!(only_reply(client), "$7 counted");
    }
    server.wait_until("all to be dropped", || {
        run::<u64>(&server, "BLOCKED.ALIVE") == 0
    });
    unloads(&server);
}

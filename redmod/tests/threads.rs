//! Threads of a module, which reach the server under its lock.

#![forbid(unsafe_code)]

use redmod_test::redis::{RedisResult, Value};
use redmod_test::{Server, example};

fn start() -> Server {
    Server::builder().example("threads").start()
}

/// What the thread has returned that the command started.
#[track_caller]
fn outcome(server: &Server, line: &str) -> String {
    server
        .run::<Value>(line)
        .unwrap_or_else(|e| panic!("{line}: {e}"));
    wait(server)
}

#[track_caller]
fn wait(server: &Server) -> String {
    let mut result = None;
    server.wait_until("the thread", || {
        result = server.run::<Option<String>>("THREADS.RESULT").unwrap();
        result.is_some()
    });
    result.unwrap()
}

#[test]
fn nothing_else_happens_under_the_lock() {
    let server = start();
    let replica = server.replica();
    server.run::<()>("THREADS.ADD count 1000").unwrap();
    for _ in 0..200 {
        server.run::<i64>("INCR count").unwrap();
    }
    assert_eq!(wait(&server), "done");
    assert_eq!(server.run::<i64>("GET count").unwrap(), 1200);
    replica.wait_synced();
    assert_eq!(replica.run::<i64>("GET count").unwrap(), 1200);
}

#[test]
fn a_scan_goes_on_from_lock_to_lock() {
    let server = start();
    for i in 0..2000 {
        server.run::<()>(&format!("SET key:{i} value")).unwrap();
    }
    assert_eq!(outcome(&server, "THREADS.COUNT key:"), "2000");
    assert_eq!(outcome(&server, "THREADS.COUNT none:"), "0");
    // While keys come and go.
    server.run::<()>("THREADS.COUNT key:1").unwrap();
    for i in 0..500 {
        server.run::<()>(&format!("SET new:{i} value")).unwrap();
        server.run::<()>(&format!("DEL key:2{i}")).unwrap();
    }
    let found: usize = wait(&server).parse().unwrap();
    // 1, 10 to 19, 100 to 199, 1000 to 1999; a few may be told twice.
    assert!((1111..1300).contains(&found), "{found}");
}

#[test]
fn a_thread_is_in_the_database_of_its_client() {
    let server = start();
    let mut client = server.client();
    let mut run = |words: &[&str]| {
        let answer: Value = redmod_test::redis::Cmd::new()
            .arg(words)
            .query(&mut client)
            .unwrap();
        answer
    };
    run(&["SELECT", "3"]);
    run(&["THREADS.DATABASES", "5"]);
    assert_eq!(wait(&server), "3 Ok(5) 3");
    run(&["THREADS.DATABASES", "99"]);
    assert_eq!(wait(&server), r#"3 Err("ERR DB index is out of range") 3"#);
}

#[test]
fn a_panic_gives_the_lock_back() {
    let server = start();
    server.run::<()>("SET key value").unwrap();
    assert_eq!(outcome(&server, "THREADS.PANIC_LOCKED key"), "panicked");
    assert!(server.log().contains("under the lock"));
    assert_eq!(server.run::<i64>("DEL key").unwrap(), 1);
    assert_eq!(outcome(&server, "THREADS.COUNT key"), "0");
}

#[test]
fn a_forgotten_key_is_closed_with_the_lock() {
    let server = start();
    server.run::<()>("SET key value").unwrap();
    assert_eq!(outcome(&server, "THREADS.FORGET_KEY key"), "Ok(true)");
}

#[test]
fn a_thread_calls_commands() {
    let server = start();
    server.run::<()>("ZADD key 1 a 2 b").unwrap();
    assert_eq!(outcome(&server, "THREADS.CALL key"), "Ok(1) Ok(1)");
    assert_eq!(server.run::<i64>("GET key").unwrap(), 1);
}

#[test]
fn who_has_the_lock_is_not_left_waiting_for_it() {
    let server = start();
    assert_eq!(
        server.error("THREADS.LOCK_IN_COMMAND"),
        "ERR internal error in threads.lock_in_command"
    );
    assert_eq!(
        server.error("THREADS.TRY_LOCK_IN_COMMAND"),
        "ERR internal error in threads.try_lock_in_command"
    );
    assert_eq!(outcome(&server, "THREADS.LOCK_TWICE"), "panicked");
    let log = server.log();
    assert_eq!(
        log.matches("the server is locked twice by one thread")
            .count(),
        3,
        "{log}"
    );
    assert_eq!(server.run::<String>("PING").unwrap(), "PONG");
}

#[test]
fn a_lock_that_is_taken_is_not_waited_for() {
    let server = start();
    assert_eq!(
        server.run::<String>("THREADS.TRY_LOCK").unwrap(),
        "Ok(false)"
    );
    assert_eq!(wait(&server), "locked in 0");
}

#[test]
fn is_not_unloaded_while_a_thread_may_lock() {
    let server = start();
    server.run::<()>("THREADS.HOLD").unwrap();
    server.run::<()>("THREADS.HOLD").unwrap();
    assert!(!server.error("MODULE UNLOAD threads").is_empty());
    assert_eq!(server.run::<i64>("THREADS.RELEASE").unwrap(), 2);
    server.wait_until("the module to go", || {
        server.run::<()>("MODULE UNLOAD threads").is_ok()
    });
    assert!(
        server
            .log()
            .contains("not unloaded: one of its threads is running")
    );
}

#[test]
fn contexts_are_given_back_on_any_thread() {
    let server = start();
    let used = |server: &Server| server.info("used_memory").parse::<i64>().unwrap();
    let mut before = 0;
    for round in 0..40 {
        if round == 10 {
            before = used(&server);
        }
        assert_eq!(outcome(&server, "THREADS.MAKE 20"), "true");
    }
    // 1,830 of them were made meanwhile, each of some kilobytes.
    let grown = used(&server) - before;
    assert!(grown < 200_000, "{grown}");
}

#[test]
fn a_thread_of_the_loading_begins_when_all_is_loaded() {
    let server = Server::builder().without_module().start();
    let module = example("threads");
    let path = module.to_str().unwrap();
    server
        .run::<()>(&format!("MODULE LOAD {path} thread"))
        .unwrap();
    server.wait_for_log("began in database 0");
}

#[test]
fn a_thread_of_a_failed_load_gets_no_lock() {
    // Without any module the server does not let go of its lock at all.
    let server = Server::builder().example("plain").start();
    let module = example("threads");
    let path = module.to_str().unwrap();
    server.error(&format!("MODULE LOAD {path} thread fail"));
    server.wait_for_log("a thread locks the server for a module that is not loaded");
    assert!(!server.log().contains("began in database"));
    assert_eq!(server.run::<String>("PING").unwrap(), "PONG");
}

/// Whether the server lacks `RM_Yield`, and says so.
#[track_caller]
fn lacks_yield(server: &Server) -> bool {
    if server.version().redis_level() >= (7, 0, 0) {
        return false;
    }
    let lacks = "ERR this server lacks RM_Yield (Redis 7.0.0, Valkey 7.2)";
    server.run::<()>("ZADD zset 1 a").unwrap();
    assert_eq!(server.error("THREADS.WAIT_UNTIL_GONE zset"), lacks);
    assert_eq!(server.error("THREADS.COMPUTE 1000"), lacks);
    true
}

#[test]
fn clients_are_served_amid_a_long_call() {
    let server = start();
    if lacks_yield(&server) {
        return;
    }
    server
        .run::<()>("CONFIG SET busy-reply-threshold 10")
        .unwrap();
    server.run::<()>("ZADD zset 1 a 2 b").unwrap();
    std::thread::scope(|scope| {
        let waits = scope.spawn(|| server.run::<u64>("THREADS.WAIT_UNTIL_GONE zset").unwrap());
        server.wait_until("the server to be busy", || {
            let ping: RedisResult<String> = server.run("PING");
            ping.is_err_and(|e| {
                let is_busy = e.code() == Some("BUSY");
                assert!(
                    is_busy && e.detail() == Some("waits until it is gone"),
                    "{e}"
                );
                is_busy
            })
        });
        assert!(server.run::<bool>("THREADS.DELETE zset").unwrap());
        assert!(waits.join().unwrap() > 1);
    });
    assert_eq!(server.run::<String>("PING").unwrap(), "PONG");
}

#[test]
fn nobody_is_served_amid_a_call_that_does_not_say_so() {
    let server = start();
    if lacks_yield(&server) {
        return;
    }
    server
        .run::<()>("CONFIG SET busy-reply-threshold 10")
        .unwrap();
    server.run::<()>("SET key value").unwrap();
    std::thread::scope(|scope| {
        let computes = scope.spawn(|| server.run::<()>("THREADS.COMPUTE 300").unwrap());
        while !computes.is_finished() {
            assert_eq!(server.run::<String>("GET key").unwrap(), "value");
        }
    });
}

#[test]
fn a_thread_gives_the_lock_back_rather_than_yield() {
    let server = start();
    if !lacks_yield(&server) {
        assert_eq!(
            outcome(&server, "THREADS.YIELD_ON_A_THREAD"),
            r#"Err("ERR a thread gives the lock back to let the server go on")"#
        );
    }
}

/// Fails under ThreadSanitizer, which is how it is known that races are found.
#[test]
#[ignore = "races on purpose, for .ci/threads"]
fn a_race_is_found() {
    let server = Server::builder().example("racing").start();
    server.run::<()>("RACING.RACE").unwrap();
}

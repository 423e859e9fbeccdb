//! Who allocates: the server, which counts the module's memory as its own.

#![forbid(unsafe_code)]

use redmod_test::Server;

fn start() -> Server {
    Server::builder().example("memory").start()
}

fn used_memory(server: &Server) -> i64 {
    server
        .info("used_memory")
        .parse()
        .expect("a number of bytes")
}

#[test]
fn used_memory_counts_the_module() {
    const HELD: i64 = 50 << 20;
    const SLACK: i64 = 2 << 20;
    let server = start();
    server.run::<()>("MEMORY.HOLD 1").unwrap();
    let before = used_memory(&server);
    server.run::<()>(&format!("MEMORY.HOLD {HELD}")).unwrap();
    let held = used_memory(&server) - before;
    // The server counts whole size classes of its allocator, and what it frees of its own meanwhile.
    assert!(
        (HELD - SLACK..HELD * 5 / 4).contains(&held),
        "{held} bytes for {HELD}"
    );
    server.run::<()>("MEMORY.RELEASE").unwrap();
    let left = used_memory(&server) - before;
    assert!(left.abs() < SLACK, "{left} bytes are left");
}

#[test]
fn alignment_and_growth_are_honoured() {
    let server = start();
    assert_eq!(server.run::<i64>("MEMORY.ALIGN").unwrap(), 600);
}

#[test]
fn zeroed_memory_is_zero() {
    start().run::<()>("MEMORY.ZEROED").unwrap();
}

#[test]
fn threads_free_what_others_allocate() {
    assert_eq!(start().run::<i64>("MEMORY.THREADS").unwrap(), 1000);
}

/// Fails under valgrind, which is how it is known that leaks are found.
#[test]
#[ignore = "leaks on purpose, for .ci/leaks"]
fn a_leak_is_found() {
    start().run::<()>("MEMORY.LEAK").unwrap();
}

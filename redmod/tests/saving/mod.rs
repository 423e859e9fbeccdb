//! The ways in which a server saves: in a child, or itself.

#![allow(dead_code, reason = "not every test that saves does it in both ways")]

use redmod_test::Server;

/// `BGSAVE`; what the server says of it afterwards, `ok` or `err`.
pub fn in_a_child(server: &Server) -> String {
    server.run::<()>("BGSAVE").unwrap();
    server.wait_until("the child has ended", || {
        server.info("rdb_bgsave_in_progress") == "0"
    });
    server.info("rdb_last_bgsave_status")
}

/// The commands by which the server itself saves.
pub const BY_ITSELF: [&str; 2] = ["SAVE", "SHUTDOWN SAVE"];

/// Runs one of them, and leaves the server ended.
pub fn and_end(server: &mut Server, command: &str) {
    let ended = server.run::<()>(command);
    assert_eq!(ended.is_ok(), command == "SAVE", "{command}");
    if command == "SAVE" {
        server.kill();
    } else {
        server.wait_exit();
    }
}

//! Servers with the module of all kinds of fields.

#![allow(dead_code, reason = "each test uses some of it")]

use redmod_test::{Builder, Server, redis};

pub fn builder() -> Builder {
    Server::builder().example("data_types")
}

pub fn start() -> Server {
    builder().start()
}

pub fn error(server: &Server, line: &str) -> String {
    let error = server.run::<redis::Value>(line).expect_err(line);
    format!(
        "{} {}",
        error.code().unwrap_or(""),
        error.detail().unwrap_or("")
    )
}

pub fn wait_for(server: &Server, line: &str) {
    let [name, value] = line.split(':').collect::<Vec<_>>()[..] else {
        unreachable!("a line of INFO")
    };
    server.wait_until(line, || server.info(name) == value);
}

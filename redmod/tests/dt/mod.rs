//! Servers with the module of all kinds of fields.

#![allow(dead_code, reason = "each test uses some of it")]

use redmod_test::{Builder, Server};

pub fn builder() -> Builder {
    Server::builder().example("data_types")
}

pub fn start() -> Server {
    builder().start()
}

pub fn wait_for(server: &Server, line: &str) {
    let [name, value] = line.split(':').collect::<Vec<_>>()[..] else {
        unreachable!("a line of INFO")
    };
    server.wait_until(line, || server.info(name) == value);
}

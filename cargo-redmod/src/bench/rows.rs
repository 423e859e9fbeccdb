//! What is measured: a row for each thing that a module is asked to do.

/// A row of the table: commands that are all the same.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) command: &'static [&'static str],
    /// What the command finds.
    pub(super) prepare: &'static [&'static [&'static str]],
    /// The reply's first bytes.
    pub(super) replies: &'static str,
}

const NUMBERS: [&str; 65] = {
    let mut words = ["1234567"; 65];
    words[0] = "bench.sum";
    words
};

macro_rules! rows {
    ($($name:literal: $command:expr, [$($prepare:expr),*] => $replies:literal;)*) => {
        &[$(Row { name: $name, command: &$command, prepare: &[$(&$prepare),*], replies: $replies },)*]
    };
}

pub(super) const ROWS: &[Row] = rows! {
    "nothing": ["bench.noop"], [] => "+OK";
    "echo": ["bench.echo", "some text"], [] => "$9";
    "add two integers": ["bench.add", "1234567", "7654321"], [] => ":8888888";
    "sum 64 integers": NUMBERS, [] => ":79012288";
    "three options": ["bench.options", "key", "EX", "60", "COUNT", "100", "MATCH", "a*"], [] => ":165";
    "increment a string": ["bench.incr", "number"], [["SET", "number", "1000000"]] => ":1";
    "add to a sorted set": ["bench.score", "board", "2.5", "player"], [["ZADD", "board", "1", "player"]] => "$3";
    "reply 100 integers": ["bench.range", "100"], [] => "*100";
    "reply four fields": ["bench.fields", "some text"], [] => "*8";
    "call INCR": ["bench.call", "called"], [["SET", "called", "1000000"]] => ":1";
    "set a native value": ["bench.set", "note", "7", "some sixteen bytes"], [] => "+OK";
    "get a native value": ["bench.get", "note"], [["bench.set", "note", "7", "some sixteen bytes"]] => ":25";
    "notification": ["SET", "string", "value"], [] => "+OK";
};

//! What a server knows of a command: read from `COMMAND INFO`, `COMMAND DOCS` and `COMMAND GETKEYS`.
//!
//! [`Server::command`] returns it as data. [`Server::assert_signatures`] holds all commands of a module against what their
//! signatures say, as far as the server can express it.

mod signature;

use crate::{Server, args};
use redis::{FromRedisValue, RedisResult, Value, from_redis_value};
use std::fmt;

pub use signature::Signature;

/// A command as a server knows it.
///
/// Before Redis 7.0 a server is told neither arity (it shows -1) nor key specs, and has no documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CommandInfo {
    /// The name, a subcommand's as `container|subcommand`
    pub name: String,
    /// The number of arguments with the name; negative: at least so many
    pub arity: i64,
    /// The flags in the server's words, sorted: `denyoom`, `write`
    pub flags: Vec<String>,
    /// First key, last key and step; zeros where they are not known
    pub range: [i64; 3],
    /// Where its keys are
    pub key_specs: Vec<KeySpec>,
    /// The names of its subcommands, sorted
    pub subcommands: Vec<String>,
    /// One line of what it does
    pub summary: Option<String>,
    /// The module's version that first had it
    pub since: Option<String>,
    /// How its time grows
    pub complexity: Option<String>,
    /// What changed, with the version that changed it
    pub history: Vec<(String, String)>,
    /// The documented arguments
    pub arguments: Vec<Argument>,
}

/// Where keys are, and what is done with them; shown as `RO access: index 1, range 0 1 0`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeySpec {
    /// `RW`, `access`, `update`, …
    pub flags: Vec<String>,
    /// `index` and its position, or `keyword`, the word and the position that it is looked for from
    pub begin_search: String,
    /// `range` with last key, step and limit; or `keynum` with the place of the count, first key and step
    pub find_keys: String,
}

/// A documented argument; shown as a manual would: `[STORE destination:key#1]`.
///
/// An optional one stands in brackets, one of several in `<a | b>`, a block in parentheses; what may be given more than once
/// is followed by `...`, with a space before it if the token comes again, too. A key has the number of its key spec.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Argument {
    /// The name
    pub name: String,
    /// `string`, `integer`, `double`, `key`, `pattern`, `unix-time`, `pure-token`, `oneof`, `block`
    pub kind: String,
    /// The word that comes before it, or that it is
    pub token: Option<String>,
    /// One line of what it is
    pub summary: Option<String>,
    /// Whether it may be left out
    pub is_optional: bool,
    /// Whether it may be given more than once
    pub is_multiple: bool,
    /// Whether the token is given again each time
    pub is_multiple_token: bool,
    /// The number of its key spec
    pub key_spec_index: Option<usize>,
    /// What a block consists of, or which one is one of
    pub arguments: Vec<Argument>,
}

impl Server {
    /// What the server knows of a command: `server.command("hello.add")`, `server.command("settings.limit get")`.
    ///
    /// # Panics
    /// If the answer cannot be read.
    #[track_caller]
    pub fn command(&self, name: &str) -> Option<CommandInfo> {
        let name = args::quote(name.replace(' ', "|").as_bytes());
        let infos: Vec<Value> = self.run(&format!("COMMAND INFO {name}")).expect(&name);
        let Some(Value::Array(info)) = infos.into_iter().next() else {
            return None;
        };
        let mut command = from_info(&info);
        if self.describes_commands() {
            let docs: Value = self.run(&format!("COMMAND DOCS {name}")).expect(&name);
            if let Some((_, docs)) = fields(&docs).pop() {
                command.document(&docs);
            }
        }
        Some(command)
    }

    /// The names of a module's commands, sorted; those of subcommands are `container|subcommand`.
    ///
    /// Before Redis 7.0 the commands of all modules that have a dot in their name, as a server cannot tell whose they are.
    ///
    /// # Panics
    /// If the answer cannot be read.
    #[track_caller]
    pub fn commands(&self, module: &str) -> Vec<String> {
        let mut names: Vec<String> = if self.describes_commands() {
            let module = args::quote(module.as_bytes());
            self.run(&format!("COMMAND LIST FILTERBY MODULE {module}"))
                .expect("COMMAND LIST")
        } else {
            let all: Vec<Vec<Value>> = self.run("COMMAND").expect("COMMAND");
            let names = all.iter().map(|info| read::<String>(&info[0]));
            names.filter(|name| name.contains('.')).collect()
        };
        names.sort_unstable();
        names
    }

    /// The keys that the server finds in a call: `server.keys_of("lb.add board ann 1")`.
    ///
    /// # Errors
    /// The server's, which is also its answer where there are none.
    pub fn keys_of(&self, call: &str) -> RedisResult<Vec<String>> {
        self.run(&format!("COMMAND GETKEYS {call}"))
    }

    /// Whether the server can be told more than a command's flags and its range of keys.
    fn describes_commands(&self) -> bool {
        self.version().redis_level() >= (7, 0, 0)
    }
}

fn from_info(info: &[Value]) -> CommandInfo {
    let [name, arity, flags, first, last, step, ..] = info else {
        panic!("not an entry of COMMAND INFO: {info:?}")
    };
    // After these come ACL categories, tips, key specs and subcommands.
    let list = |i: usize| info.get(i).map(read::<Vec<Value>>).unwrap_or_default();
    let subcommands = list(9).into_iter().map(|it| read::<Vec<Value>>(&it));
    CommandInfo {
        name: read(name),
        arity: read(arity),
        flags: sorted(read(flags)),
        range: [first, last, step].map(read),
        key_specs: list(8).iter().map(key_spec).collect(),
        subcommands: sorted(subcommands.map(|it| read(&it[0])).collect()),
        ..CommandInfo::default()
    }
}

fn key_spec(spec: &Value) -> KeySpec {
    let part = |name: &str| {
        let part = field(spec, name);
        let values = field::<Value>(&part, "spec");
        let words = fields(&values).into_iter().map(|(_, value)| read(&value));
        let kind = field::<String>(&part, "type");
        [kind]
            .into_iter()
            .chain(words)
            .collect::<Vec<_>>()
            .join(" ")
    };
    KeySpec {
        flags: field(spec, "flags"),
        begin_search: part("begin_search"),
        find_keys: part("find_keys"),
    }
}

impl CommandInfo {
    /// The arguments in one line, as a manual would show them.
    pub fn syntax(&self) -> String {
        join(&self.arguments, " ")
    }

    fn document(&mut self, docs: &Value) {
        self.summary = get(docs, "summary");
        self.since = get(docs, "since");
        self.complexity = get(docs, "complexity");
        self.history = get(docs, "history").unwrap_or_default();
        self.arguments = arguments(docs);
    }
}

fn arguments(of: &Value) -> Vec<Argument> {
    let list: Vec<Value> = get(of, "arguments").unwrap_or_default();
    list.iter().map(argument).collect()
}

fn argument(docs: &Value) -> Argument {
    let flags: Vec<String> = get(docs, "flags").unwrap_or_default();
    let is = |flag: &str| flags.iter().any(|it| it == flag);
    Argument {
        name: field(docs, "name"),
        kind: field(docs, "type"),
        token: get(docs, "token"),
        summary: get(docs, "summary"),
        is_optional: is("optional"),
        is_multiple: is("multiple"),
        is_multiple_token: is("multiple_token"),
        key_spec_index: get(docs, "key_spec_index"),
        arguments: arguments(docs),
    }
}

impl fmt::Display for KeySpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (begin, find) = (&self.begin_search, &self.find_keys);
        write!(f, "{}: {begin}, {find}", self.flags.join(" "))
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = |separator| join(&self.arguments, separator);
        let value = match &*self.kind {
            "pure-token" => None,
            "oneof" => Some(format!("<{}>", inner(" | "))),
            "block" => Some(format!("({})", inner(" "))),
            kind => Some(match self.key_spec_index {
                Some(i) => format!("{}:{kind}#{i}", self.name),
                None => format!("{}:{kind}", self.name),
            }),
        };
        let words: Vec<_> = self
            .token
            .iter()
            .chain(&value)
            .map(String::as_str)
            .collect();
        let repeated = match (self.is_multiple, self.is_multiple_token) {
            (false, _) => "",
            (true, false) => "...",
            (true, true) => " ...",
        };
        let (open, close) = if self.is_optional {
            ("[", "]")
        } else {
            ("", "")
        };
        write!(f, "{open}{}{repeated}{close}", words.join(" "))
    }
}

fn join(arguments: &[Argument], separator: &str) -> String {
    let shown: Vec<_> = arguments.iter().map(Argument::to_string).collect();
    shown.join(separator)
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort_unstable();
    words
}

/// The names and values of a map, in the server's order; over RESP2 it is an array.
fn fields(map: &Value) -> Vec<(String, Value)> {
    match map {
        Value::Map(pairs) => pairs.iter().map(|(k, v)| (read(k), v.clone())).collect(),
        Value::Array(flat) => flat
            .chunks(2)
            .map(|it| (read(&it[0]), it[1].clone()))
            .collect(),
        other => panic!("not a map: {other:?}"),
    }
}

fn get<T: FromRedisValue>(map: &Value, name: &str) -> Option<T> {
    let mut fields = fields(map).into_iter();
    fields
        .find(|(key, _)| key == name)
        .map(|(_, value)| read(&value))
}

fn field<T: FromRedisValue>(map: &Value, name: &str) -> T {
    get(map, name).unwrap_or_else(|| panic!("no `{name}` in {map:?}"))
}

fn read<T: FromRedisValue>(value: &Value) -> T {
    from_redis_value(value.clone()).unwrap_or_else(|e| panic!("{value:?}: {e}"))
}

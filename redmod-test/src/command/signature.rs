//! Decides when a server knows a command as its signature has it: in everything that the server can be told.

use super::sorted;
use crate::Server;
use std::collections::BTreeSet;

/// What the signature and the attribute of a command say, for [`Server::assert_signatures`].
///
/// ```
/// # use redmod_test::command::Signature;
/// const ADD: Signature = Signature {
///     name: "lb.add",
///     arguments: "board:key#0 player:string points:double",
///     summary: "Adds points to a player and returns the new score.",
///     since: "1.0.0",
///     arity: 4,
///     flags: "denyoom fast write",
///     key_specs: &["RW access update: index 1, range 0 1 0"],
///     calls: &[("lb.add board ann 1", "board")],
/// };
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Signature<'a> {
    /// The name, of two words if it is a subcommand
    pub name: &'a str,
    /// The arguments as [`Argument`](super::Argument) shows them
    pub arguments: &'a str,
    /// One line of what it does; empty if nothing says so
    pub summary: &'a str,
    /// The version that first had it; empty if nothing says so
    pub since: &'a str,
    /// The number of arguments with the name; negative: at least so many
    pub arity: i64,
    /// The flags in the server's words; `module` and `movablekeys` are the server's own and left out
    pub flags: &'a str,
    /// The key specs as [`KeySpec`](super::KeySpec) shows them
    pub key_specs: &'a [&'a str],
    /// Calls, and the keys in them in any order; a server is asked for the keys of calls with one argument at least
    pub calls: &'a [(&'a str, &'a str)],
}

impl Server {
    /// Asserts that the server knows these commands as their signatures have them, and no other of the module.
    ///
    /// A container is a command as well: without arguments and keys, and with the arity -2.
    ///
    /// What a server before Redis 7.0 cannot express is asserted to be so: the arity is -1, there is no documentation, and of
    /// subcommands there is only the container, with the flags of all of them. It must find the keys of every call all the same.
    ///
    /// # Panics
    /// With all that is different.
    #[track_caller]
    pub fn assert_signatures(&self, module: &str, signatures: &[Signature<'_>]) {
        let mut differences = Differences::default();
        let seen: BTreeSet<String> = self.commands(module).into_iter().collect();
        let name = |it: &Signature<'_>| match self.describes_commands() {
            true => it.name.replace(' ', "|"),
            false => it.container().unwrap_or(it.name).to_owned(),
        };
        let expected: BTreeSet<String> = signatures.iter().map(name).collect();
        differences.note("the commands", &seen, &expected);
        for signature in signatures {
            if self.describes_commands() {
                signature.compare(self, &mut differences);
            } else {
                signature.compare_old(self, signatures, &mut differences);
            }
            signature.compare_calls(self, &mut differences);
        }
        let Differences(lines) = differences;
        assert!(
            lines.is_empty(),
            "{}:\n{}",
            self.version(),
            lines.join("\n")
        );
    }
}

impl Signature<'_> {
    /// The first of two words.
    fn container(&self) -> Option<&str> {
        Some(self.name.split_once(' ')?.0)
    }

    fn compare(&self, server: &Server, out: &mut Differences) {
        let Some(known) = server.command(self.name) else {
            return out.push(format!("{}: is unknown", self.name));
        };
        let mut note = |what: &str, seen: &str, expected: &str| {
            out.note(&format!("{}: {what}", self.name), seen, expected);
        };
        note("arity", &known.arity.to_string(), &self.arity.to_string());
        note(
            "flags",
            &of_the_author(&known.flags),
            &joined(self.flags.split_whitespace().collect()),
        );
        note("arguments", &known.syntax(), self.arguments);
        note("summary", &known.summary.unwrap_or_default(), self.summary);
        note("since", &known.since.unwrap_or_default(), self.since);
        let specs: Vec<_> = known.key_specs.iter().map(|it| it.to_string()).collect();
        note("key specs", &specs.join("; "), &self.key_specs.join("; "));
    }

    /// Before Redis 7.0: the flags, which for a container are those of its subcommands.
    fn compare_old(&self, server: &Server, all: &[Signature<'_>], out: &mut Differences) {
        if self.container().is_some() {
            return;
        }
        let Some(known) = server.command(self.name) else {
            return out.push(format!("{}: is unknown", self.name));
        };
        let of_its_own = |it: &&Signature<'_>| it.container() == Some(self.name);
        let subcommands = all.iter().filter(of_its_own).map(|it| it.flags);
        let flags = subcommands
            .chain([self.flags])
            .flat_map(str::split_whitespace);
        let mut flags: BTreeSet<_> = flags.collect();
        if flags.contains("write") {
            flags.remove("readonly");
        }
        let mut note = |what: &str, seen: &str, expected: &str| {
            out.note(&format!("{}: {what}", self.name), seen, expected);
        };
        note("arity", &known.arity.to_string(), "-1");
        note("flags", &of_the_author(&known.flags), &joined(flags));
        let docs = server.run::<redis::Value>(&format!("COMMAND DOCS {}", self.name));
        note(
            "documentation",
            if docs.is_err() { "none" } else { "some" },
            "none",
        );
    }

    fn compare_calls(&self, server: &Server, out: &mut Differences) {
        for (call, keys) in self.calls {
            let seen = match server.keys_of(call) {
                Ok(keys) => keys,
                Err(error) if has_no_keys(&error) => Vec::new(),
                Err(error) => return out.push(format!("{call}: {error}")),
            };
            let mut expected: Vec<_> = keys.split_whitespace().collect();
            expected.sort_unstable();
            out.note(
                &format!("{call}: keys"),
                &sorted(seen).join(" "),
                &expected.join(" "),
            );
        }
    }
}

/// What servers answer where they find no keys; a call of a wrong length is something else.
fn has_no_keys(error: &redis::RedisError) -> bool {
    let texts = ["has no key arguments", "Invalid arguments specified"];
    let error = error.to_string();
    texts.iter().any(|text| error.contains(text))
}

/// The flags without those that a server adds.
fn of_the_author(flags: &[String]) -> String {
    let added = |flag: &str| matches!(flag, "module" | "movablekeys");
    let flags = flags.iter().map(String::as_str).filter(|flag| !added(flag));
    flags.collect::<Vec<_>>().join(" ")
}

fn joined(words: BTreeSet<&str>) -> String {
    words.into_iter().collect::<Vec<_>>().join(" ")
}

/// All that is different, to be told at once.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn push(&mut self, line: String) {
        self.0.push(line);
    }

    fn note<T: PartialEq + std::fmt::Debug + ?Sized>(
        &mut self,
        what: &str,
        seen: &T,
        expected: &T,
    ) {
        if seen != expected {
            self.push(format!("{what}: {seen:?}, expected {expected:?}"));
        }
    }
}

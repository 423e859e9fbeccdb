//! What callgrind has counted in one part of a run, told by function: instructions of their own, and calls with all that was
//! done in them.
//!
//! The server's executable has no names of functions, but callgrind knows where each begins by the calls to it. So the
//! server's function that calls a module is found as the caller of the module's entry.

use redmod_test::Error;
use std::{collections::HashMap, path::Path};

/// A function: its file's number and its own, as in the profile.
type Function = (u32, u32);

/// One part.
#[derive(Default)]
pub(super) struct Profile {
    objects: HashMap<u32, String>,
    names: HashMap<u32, String>,
    own: HashMap<Function, u64>,
    calls: HashMap<(Function, Function), Calls>,
}

/// All calls of one function from one other.
#[derive(Clone, Copy, Default)]
struct Calls {
    count: u64,
    /// Instructions, with those of what it calls in turn.
    cost: u64,
}

/// What a part says of a module.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Counts {
    /// Instructions from the server's dispatcher on, with all that it calls.
    pub(super) dispatch: i64,
    /// Instructions in the module's own code.
    pub(super) own: i64,
    /// Blocks of memory that the server's process has asked for.
    pub(super) blocks: i64,
    /// All instructions of the process.
    pub(super) total: i64,
}

impl Profile {
    pub(super) fn read(path: &Path) -> Result<Profile, Error> {
        let text = std::fs::read_to_string(path)
            .map_err(|e| Error::new(format!("cannot read `{}`: {e}", path.display())))?;
        Ok(Profile::parse(&text))
    }

    fn parse(text: &str) -> Profile {
        let mut profile = Profile::default();
        let (mut object, mut function) = (0, 0);
        let (mut callee_object, mut callee) = (None, 0);
        let mut calls = None;
        for line in text.lines() {
            if let Some((key, value)) = line.split_once('=') {
                match key {
                    "ob" => object = named(&mut profile.objects, value),
                    "fn" => function = named(&mut profile.names, value),
                    "cob" => callee_object = Some(named(&mut profile.objects, value)),
                    "cfn" => callee = named(&mut profile.names, value),
                    "calls" => calls = first_number(value),
                    _ => {}
                }
                continue;
            }
            // A line of costs: where, and how many instructions.
            let mut words = line.split(' ');
            let is_position = |word: &str| word.starts_with(|c: char| "+-*0123456789".contains(c));
            let (Some(_), Some(cost)) =
                (words.next().filter(|word| is_position(word)), words.next())
            else {
                continue;
            };
            let cost = cost.parse().unwrap_or(0);
            let here = (object, function);
            match calls.take() {
                Some(count) => {
                    let there = (callee_object.take().unwrap_or(object), callee);
                    let calls = profile.calls.entry((here, there)).or_default();
                    calls.count += count;
                    calls.cost += cost;
                }
                None => *profile.own.entry(here).or_default() += cost,
            }
        }
        profile
    }

    /// The counts of the module in this file.
    pub(super) fn counts(&self, module: &str) -> Counts {
        let is_module =
            |function: &Function| self.objects.get(&function.0).is_some_and(|it| it == module);
        let entered = self
            .calls
            .iter()
            .filter(|((from, to), _)| is_module(to) && !is_module(from));
        // Whatever else the server calls in the module, such as a type's `free`, is called within the entry.
        let entry = entered.max_by_key(|(_, calls)| calls.cost);
        let dispatcher = entry.map(|((from, _), _)| *from);
        let into_dispatcher = self
            .calls
            .iter()
            .filter(|((from, to), _)| Some(*to) == dispatcher && from != to);
        Counts {
            dispatch: into_dispatcher.map(|(_, calls)| calls.cost as i64).sum(),
            own: self
                .own
                .iter()
                .filter(|(it, _)| is_module(it))
                .map(|(_, cost)| *cost as i64)
                .sum(),
            blocks: self.blocks() as i64,
            total: self.own.values().sum::<u64>() as i64,
        }
    }

    /// Calls of the allocator's functions from other libraries.
    fn blocks(&self) -> u64 {
        const ALLOCATING: [&str; 6] = [
            "malloc",
            "calloc",
            "realloc",
            "posix_memalign",
            "aligned_alloc",
            "memalign",
        ];
        let is_allocator = |function: &Function| {
            self.objects
                .get(&function.0)
                .is_some_and(|it| it.contains("jemalloc"))
        };
        let is_allocating = |function: &Function| {
            self.names
                .get(&function.1)
                .is_some_and(|it| ALLOCATING.contains(&it.as_str()))
        };
        let asked = self
            .calls
            .iter()
            .filter(|((from, to), _)| is_allocator(to) && is_allocating(to) && !is_allocator(from));
        asked.map(|(_, calls)| calls.count).sum()
    }
}

/// `(12) name` where it is met first, `(12)` from then on.
fn named(names: &mut HashMap<u32, String>, value: &str) -> u32 {
    let (number, name) = value.split_once(')').unwrap_or((value, ""));
    let number = number.trim_start_matches('(').parse().unwrap_or(0);
    if !name.is_empty() {
        names.insert(number, name.trim_start().to_owned());
    }
    number
}

fn first_number(value: &str) -> Option<u64> {
    value.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: &str = "\
summary: 200

ob=(1) /usr/bin/server
fl=(1) ???
fn=(1) 0x1000
5 10
cfn=(2) 0x2000
calls=4 0
5 160

fn=(2)
6 40
cob=(2) /module.so
cfi=(2) lib.rs
cfn=(3) entry
calls=4 0
+1 120

ob=(2)
fl=(2)
fn=(3)
10 60
cob=(1)
cfn=(4) 0x3000
calls=4 0
* 60

ob=(1)
fl=(1)
fn=(4)
20 20
cob=(3) /lib/libjemalloc.so.2
cfn=(5) malloc
calls=8 0
20 40

ob=(3)
fn=(5)
1 40
";

    #[test]
    fn the_dispatcher_is_what_calls_the_entry() {
        let counts = Profile::parse(PART).counts("/module.so");
        assert_eq!(
            counts,
            Counts {
                dispatch: 160,
                own: 60,
                blocks: 8,
                total: 170
            }
        );
    }

    #[test]
    fn a_module_that_was_not_called_counts_nothing() {
        let counts = Profile::parse(PART).counts("/other.so");
        assert_eq!((counts.dispatch, counts.own), (0, 0));
    }
}

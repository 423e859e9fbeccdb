//! Modules that are unloaded, and loaded again: nothing of them is left, in memory or in their statics.
//!
//! What a load and an unload cost the server in memory is held against the same module written in C.

#![forbid(unsafe_code)]

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use redmod_test::redis::{self, Connection, FromRedisValue, RedisResult};
use redmod_test::{Server, example};

/// How often a module is loaded before the server's memory is looked at, and how often until it is looked at again.
const WARM_UP: usize = 50;
const TIMES: usize = 1000;

/// What may differ by chance: less than 100 bytes a load in use, less than a page a load resident.
const SLACK_USED: i64 = 64 * 1024;
const SLACK_RESIDENT: i64 = 1024 * 1024;

/// A server without a module, and one connection to it.
struct Host {
    server: Server,
    client: Connection,
}

impl Host {
    fn start() -> Host {
        let server = Server::builder().without_module().start();
        let client = server.client();
        Host { server, client }
    }

    fn try_call<T: FromRedisValue>(&mut self, words: &[&str]) -> RedisResult<T> {
        let mut cmd = redis::Cmd::new();
        cmd.arg(words).query(&mut self.client)
    }

    #[track_caller]
    fn call<T: FromRedisValue>(&mut self, words: &[&str]) -> T {
        match self.try_call(words) {
            Ok(value) => value,
            Err(e) => panic!("{words:?}: {e}"),
        }
    }

    #[track_caller]
    fn load(&mut self, module: &Path, args: &[&str]) {
        let path = module.to_str().unwrap();
        self.call::<()>(&[&["MODULE", "LOAD", path], args].concat());
    }

    #[track_caller]
    fn unload(&mut self, name: &str) {
        self.call::<()>(&["MODULE", "UNLOAD", name]);
    }

    #[track_caller]
    fn refuses(&mut self, words: &[&str]) {
        let answer: RedisResult<redis::Value> = self.try_call(words);
        assert!(answer.is_err(), "{words:?}: {answer:?}");
    }

    /// Whether the library is mapped into the server.
    fn has_mapped(&self, module: &Path) -> bool {
        let maps = fs::read_to_string(format!("/proc/{}/maps", self.server.pid())).unwrap();
        maps.contains(module.to_str().unwrap())
    }

    fn memory(&self) -> Memory {
        let status = fs::read_to_string(format!("/proc/{}/status", self.server.pid())).unwrap();
        let kilobytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let number = line.unwrap().trim().trim_end_matches(" kB");
            number.parse::<i64>().unwrap()
        };
        Memory {
            used: self.server.info("used_memory").parse().unwrap(),
            resident: 1024 * kilobytes("VmRSS:"),
            mapped: 1024 * kilobytes("VmSize:"),
        }
    }

    /// By how much the server grows while something is done again and again.
    fn growth(&mut self, mut once: impl FnMut(&mut Host)) -> Memory {
        for _ in 0..WARM_UP {
            once(self);
        }
        let before = self.memory();
        for _ in 0..TIMES {
            once(self);
        }
        let after = self.memory();
        Memory {
            used: after.used - before.used,
            resident: after.resident - before.resident,
            mapped: after.mapped - before.mapped,
        }
    }
}

/// Bytes of the server's.
#[derive(Clone, Copy, Debug)]
struct Memory {
    /// As it counts itself
    used: i64,
    /// In memory
    resident: i64,
    /// In its address space
    mapped: i64,
}

#[track_caller]
fn assert_no_more(what: &str, ours: Memory, c: Memory) {
    println!("{what}: {ours:?}, in C: {c:?}");
    assert!(
        ours.used <= c.used + SLACK_USED,
        "{what}: {ours:?}, in C: {c:?}"
    );
    for (ours_bytes, c_bytes) in [(ours.resident, c.resident), (ours.mapped, c.mapped)] {
        assert!(
            ours_bytes <= c_bytes + SLACK_RESIDENT,
            "{what}: {ours:?}, in C: {c:?}"
        );
    }
}

/// The growth with the module in C.
fn growth_in_c() -> Memory {
    let module = module_in_c();
    let mut host = Host::start();
    host.growth(|host| {
        host.load(&module, &[]);
        assert_eq!(host.call::<i64>(&["PLAIN.ADD", "2", "3"]), 5);
        host.unload("plain");
    })
}

/// Compiles `plain.c` with the C compiler that Rust links with.
fn module_in_c() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let module = tempfile_in_target("plain-c.so");
    let made = Command::new("cc")
        .args(["-shared", "-fPIC", "-O2", "-Wall", "-o"])
        .arg(&module)
        .arg("-I")
        .arg(root.join("../redmod-sys/include"))
        .arg(root.join("tests/modules/plain.c"))
        .output()
        .expect("the C compiler `cc`, which Rust links with too, must be there");
    assert!(
        made.status.success(),
        "cc: {}",
        String::from_utf8_lossy(&made.stderr)
    );
    module
}

/// A file of this process' own.
fn tempfile_in_target(name: &str) -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let (process, next) = (std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let mut file = OsString::from(format!("{process}-{next}-"));
    file.push(name);
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(file)
}

#[test]
fn grows_no_more_than_in_c() {
    let module = example("plain");
    let mut host = Host::start();
    let growth = host.growth(|host| {
        host.load(&module, &[]);
        assert_eq!(host.call::<i64>(&["PLAIN.ADD", "2", "3"]), 5);
        host.unload("plain");
    });
    assert!(!host.has_mapped(&module));
    assert_no_more("plain", growth, growth_in_c());
}

#[test]
fn statics_and_thread_locals_start_afresh() {
    let module = example("lingering");
    let mut host = Host::start();
    let growth = host.growth(|host| {
        host.load(&module, &[]);
        assert_eq!(host.call::<i64>(&["LINGERING.TOUCH"]), 2);
        assert_eq!(host.call::<i64>(&["LINGERING.KEEP", "a text"]), 1);
        host.call::<()>(&["LINGERING.FORGET"]);
        host.unload("lingering");
    });
    assert!(!host.has_mapped(&module));
    let log = host.server.log();
    let drops = log.matches("dropped a thread-local value of 2").count();
    assert_eq!(drops, WARM_UP + TIMES);
    assert_no_more("with thread-local values", growth, growth_in_c());
}

#[test]
fn panics_leave_nothing_behind() {
    let module = example("lingering");
    let mut host = Host::start();
    let growth = host.growth(|host| {
        host.load(&module, &[]);
        host.refuses(&["LINGERING.PANICS"]);
        host.unload("lingering");
    });
    assert!(!host.has_mapped(&module));
    assert_no_more("with panics", growth, growth_in_c());
}

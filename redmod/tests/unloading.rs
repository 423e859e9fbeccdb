//! Modules that are unloaded, and loaded again: nothing of them is left, in memory or in their statics.
//!
//! What a load and an unload cost the server in memory is held against the same module written in C.

#![forbid(unsafe_code)]

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use redmod_test::redis::{self, Connection, FromRedisValue, RedisResult};
use redmod_test::{Server, example};

/// How often a module is loaded before the server's memory is looked at, and how often until it is looked at again.
const WARM_UP: usize = 50;
const TIMES: usize = 1000;
/// The same where each time takes a while: a debug build reads slowly what it knows of its code.
const PANICS: usize = 10;
/// And amid traffic.
const COMINGS: usize = 25;

/// What may differ by chance: of a thousand loads, less than 100 bytes each in use, less than a page each resident.
const SLACK_USED: i64 = 64 * 1024;
const SLACK_RESIDENT: i64 = 2 * 1024 * 1024;
/// The allocator takes address space by the megabyte; a library that stayed mapped would be hundreds of them.
const SLACK_MAPPED: i64 = 64 * 1024 * 1024;

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
        // The server's own error: the server is still there.
        let is_refused = answer.as_ref().is_err_and(|e| e.code() == Some("ERR"));
        assert!(is_refused, "{words:?}: {answer:?}");
    }

    /// Whether the library's code is mapped into the server. Its file may be, to be read.
    fn has_mapped(&self, module: &Path) -> bool {
        let maps = fs::read_to_string(format!("/proc/{}/maps", self.server.pid())).unwrap();
        maps.lines()
            .any(|line| line.contains(" r-xp ") && line.ends_with(module.to_str().unwrap()))
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
    fn growth(&mut self, times: usize, mut once: impl FnMut(&mut Host)) -> Memory {
        for _ in 0..WARM_UP {
            once(self);
        }
        let before = self.memory();
        for _ in 0..times {
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
    // Valgrind keeps, in the same process, what it knows of each load.
    if std::env::var_os("REDMOD_VALGRIND").is_some() {
        return;
    }
    assert!(
        ours.used <= c.used + SLACK_USED,
        "{what}: {ours:?}, in C: {c:?}"
    );
    assert!(
        ours.resident <= c.resident + SLACK_RESIDENT,
        "{what}: {ours:?}, in C: {c:?}"
    );
    assert!(
        ours.mapped <= c.mapped + SLACK_MAPPED,
        "{what}: {ours:?}, in C: {c:?}"
    );
}

/// The growth with the module in C.
fn growth_in_c(times: usize) -> Memory {
    let module = module_in_c();
    let mut host = Host::start();
    host.growth(times, |host| {
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
    let growth = host.growth(TIMES, |host| {
        host.load(&module, &[]);
        assert_eq!(host.call::<i64>(&["PLAIN.ADD", "2", "3"]), 5);
        host.unload("plain");
    });
    assert!(!host.has_mapped(&module));
    assert_no_more("plain", growth, growth_in_c(TIMES));
}

#[test]
fn statics_and_thread_locals_start_afresh() {
    let module = example("lingering");
    let mut host = Host::start();
    let growth = host.growth(TIMES, |host| {
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
    assert_no_more("with thread-local values", growth, growth_in_c(TIMES));
}

/// What the standard library has read for a backtrace it keeps, some megabytes in a debug build, so
/// that memory is not compared.
#[test]
fn a_module_that_has_panicked_is_unmapped_as_well() {
    let module = example("lingering");
    let mut host = Host::start();
    for _ in 0..PANICS {
        host.load(&module, &[]);
        host.refuses(&["LINGERING.PANICS"]);
        assert_eq!(host.call::<i64>(&["LINGERING.TOUCH"]), 2);
        host.unload("lingering");
        assert!(!host.has_mapped(&module));
    }
}

#[test]
fn a_failed_load_leaves_nothing_behind() {
    let module = example("lingering");
    let mut host = Host::start();
    let path = module.to_str().unwrap().to_owned();
    let growth = host.growth(TIMES, |host| {
        host.refuses(&["MODULE", "LOAD", &path, "fail"])
    });
    assert!(!host.has_mapped(&module));
    // Each of them found its statics new, and dropped its thread-local value.
    let log = host.server.log();
    let failure = "lingering is not loaded: its init function failed: ERR touched 1 times";
    assert_eq!(log.matches(failure).count(), WARM_UP + TIMES);
    let drops = log.matches("dropped a thread-local value of 1").count();
    assert_eq!(drops, WARM_UP + TIMES);
    assert_no_more("failed loads", growth, growth_in_c(TIMES));

    host.load(&module, &[]);
    assert_eq!(host.call::<i64>(&["LINGERING.TOUCH"]), 2);
}

#[test]
fn a_panic_in_init_leaves_nothing_loaded() {
    let module = example("lingering");
    let mut host = Host::start();
    let path = module.to_str().unwrap().to_owned();
    for _ in 0..PANICS {
        host.refuses(&["MODULE", "LOAD", &path, "panic"]);
        assert!(!host.has_mapped(&module));
    }
    let log = host.server.log();
    let failure = "lingering is not loaded: its init function panicked";
    assert_eq!(log.matches(failure).count(), PANICS);
    host.load(&module, &[]);
    assert_eq!(host.call::<i64>(&["LINGERING.TOUCH"]), 2);
}

#[test]
fn a_failed_load_of_a_loaded_module_does_it_no_harm() {
    let module = example("lingering");
    let mut host = Host::start();
    host.load(&module, &[]);
    host.call::<i64>(&["LINGERING.KEEP", "a text"]);
    host.call::<()>(&["LINGERING.START"]);
    host.refuses(&["LINGERING.PANICS"]);
    for _ in 0..10 {
        host.refuses(&["MODULE", "LOAD", module.to_str().unwrap()]);
    }
    assert_eq!(host.call::<i64>(&["LINGERING.TOUCH"]), 2);
    assert_eq!(host.call::<i64>(&["LINGERING.KEEP", "another"]), 2);
    assert!(
        host.call::<String>(&["INFO", "everything"])
            .contains("panics:1")
    );
    host.refuses(&["MODULE", "UNLOAD", "lingering"]);
    host.call::<()>(&["LINGERING.STOP"]);
    host.unload("lingering");
    assert!(!host.has_mapped(&module));
}

#[test]
fn is_not_unloaded_while_a_thread_runs() {
    let module = example("lingering");
    let mut host = Host::start();
    host.load(&module, &[]);
    for _ in 0..100 {
        // The thread may not even have begun to run.
        host.call::<()>(&["LINGERING.START"]);
        host.refuses(&["MODULE", "UNLOAD", "lingering"]);
        host.call::<()>(&["LINGERING.STOP"]);
    }
    let refusals = host.server.log();
    let refusals = refusals.matches("lingering: not unloaded: one of its threads is running");
    assert_eq!(refusals.count(), 100);
    host.unload("lingering");
    assert!(!host.has_mapped(&module));
}

#[test]
fn is_unloaded_as_soon_as_its_threads_have_ended() {
    let module = example("lingering");
    let mut host = Host::start();
    for _ in 0..TIMES {
        host.load(&module, &[]);
        host.call::<()>(&["LINGERING.FLASH"]);
        while host
            .try_call::<()>(&["MODULE", "UNLOAD", "lingering"])
            .is_err()
        {}
        // A thread that lacks its code would have taken the server with it.
        assert!(!host.has_mapped(&module));
    }
}

#[test]
fn a_thread_that_the_last_values_start_keeps_its_code() {
    let module = example("lingering");
    let mut host = Host::start();
    host.load(&module, &[]);
    host.call::<()>(&["LINGERING.HAUNT"]);
    host.unload("lingering");
    assert!(host.has_mapped(&module));
    host.server.wait_for_log("haunted");
    // The main thread's values are gone for good.
    host.refuses(&["MODULE", "LOAD", module.to_str().unwrap()]);
    let log = host.server.log();
    let why = "a thread-local value has left a thread running";
    assert_eq!(log.matches(why).count(), 2, "{log}");
    assert_eq!(host.call::<String>(&["PING"]), "PONG");
}

#[test]
fn a_panic_in_unload_is_logged_and_the_module_goes() {
    let module = example("lingering");
    let mut host = Host::start();
    host.load(&module, &[]);
    host.unload("lingering");
    assert_eq!(host.server.log().matches("lingering: farewell").count(), 1);

    host.load(&module, &[]);
    host.call::<i64>(&["LINGERING.KEEP", "panic"]);
    host.unload("lingering");
    assert!(!host.has_mapped(&module));
    let log = host.server.log();
    assert_eq!(log.matches("lingering: farewell").count(), 1);
    assert!(log.contains("no farewell"), "{log}");
    assert!(log.contains("modules/lingering.rs"), "{log}");

    host.load(&module, &[]);
    assert_eq!(host.call::<i64>(&["LINGERING.KEEP", "a text"]), 1);
}

/// A client that does not stop asking until the flag is set; how often each of its questions was answered by a module.
fn ask(mut client: Connection, is_done: &AtomicBool) -> (u32, u32) {
    let (mut sections, mut filtered) = (0, 0);
    while !is_done.load(Ordering::Relaxed) {
        let info: Vec<u8> = redis::cmd("INFO").arg("infos").query(&mut client).unwrap();
        sections += u32::from(!info.is_empty());
        // The filter makes a command of it.
        let set: RedisResult<()> = redis::cmd("SETFOR")
            .arg(&["key", "100", "value"])
            .query(&mut client);
        match set {
            Ok(()) => filtered += 1,
            Err(e) => assert!(e.to_string().contains("unknown command"), "{e}"),
        }
    }
    (sections, filtered)
}

#[test]
fn sections_and_filters_go_with_their_module_amid_traffic() {
    let mut host = Host::start();
    let is_done = AtomicBool::new(false);
    let clients = [host.server.client(), host.server.client()];
    let answered = thread::scope(|scope| {
        let asking = clients.map(|client| scope.spawn(|| ask(client, &is_done)));
        // Ended by a panic as well, so that the clients do not wait for ever.
        let done = Done(&is_done);
        for _ in 0..COMINGS {
            for name in ["infos", "filters"] {
                host.load(&example(name), &[]);
            }
            for name in ["filters", "infos"] {
                host.unload(name);
                assert!(!host.has_mapped(&example(name)));
            }
        }
        drop(done);
        asking.map(|asking| asking.join().unwrap())
    });
    for (sections, filtered) in answered {
        assert!(sections > 0 && filtered > 0, "{sections} {filtered}");
    }
    host.refuses(&["SETFOR", "key", "100", "value"]);
    assert_eq!(host.call::<Vec<u8>>(&["INFO", "infos_kinds"]), b"");
}

struct Done<'a>(&'a AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

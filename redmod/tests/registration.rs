//! Every annotated item is registered, however the module is built: debug and release, with one and
//! with many codegen units, with and without link-time optimisation, stripped or not, with the
//! default linker and with GNU ld, with either gatherer.
//!
//! A package of its own is made and built again and again; nothing in it refers to its commands.

#![forbid(unsafe_code)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use redmod_test::Server;
use redmod_test::redis::{self, Value};

/// How many private modules with a command each the package has.
const COMMANDS: i64 = 40;

/// A way to build the package.
struct Build {
    release: bool,
    codegen_units: u32,
    lto: &'static str,
    strip: bool,
    linker: Linker,
    inventory: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Linker {
    /// What rustc takes by itself
    Default,
    /// GNU ld
    Bfd,
}

/// Each value of each setting, and each pair of values that could matter for what a linker drops.
#[rustfmt::skip]
const BUILDS: [Build; 9] = [
    build(false, 16, "off",  false, Linker::Default, false),
    build(false, 1,  "off",  false, Linker::Bfd,     false),
    build(true,  16, "off",  true,  Linker::Bfd,     false),
    build(true,  1,  "off",  false, Linker::Default, false),
    build(true,  16, "thin", false, Linker::Bfd,     false),
    build(true,  16, "fat",  true,  Linker::Default, false),
    build(true,  1,  "fat",  true,  Linker::Bfd,     false),
    build(true,  1,  "fat",  false, Linker::Default, true),
    build(false, 16, "off",  false, Linker::Bfd,     true),
];

const fn build(
    release: bool,
    codegen_units: u32,
    lto: &'static str,
    strip: bool,
    linker: Linker,
    inventory: bool,
) -> Build {
    Build {
        release,
        codegen_units,
        lto,
        strip,
        linker,
        inventory,
    }
}

impl Build {
    /// Builds the package; the directory of what is built is shared by all builds.
    fn run(&self, package: &Path) -> PathBuf {
        let target = package.join("target");
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(["build", "--quiet", "--lib", "--target-dir"])
            .arg(&target)
            .current_dir(package)
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        for (setting, value) in self.profile() {
            cargo.env(format!("CARGO_PROFILE_DEV_{setting}"), value);
        }
        // With a target named, the flags are not for the macros as well, which so are built once.
        let triple = host();
        cargo.args(["--target", &triple]);
        match self.linker {
            Linker::Default => cargo.env_remove("RUSTFLAGS"),
            Linker::Bfd => cargo.env("RUSTFLAGS", "-Clink-arg=-fuse-ld=bfd"),
        };
        if self.inventory {
            cargo.args(["--features", "inventory"]);
        }
        let made = cargo.output().unwrap();
        assert!(
            made.status.success(),
            "{self}: {}",
            String::from_utf8_lossy(&made.stderr)
        );
        let library = target.join(triple).join("debug/libregistration.so");
        assert_eq!(
            self.is_linked_by_lld(&library),
            self.expects_lld(),
            "{self}"
        );
        library
    }

    /// What the profile says. A release build has the settings of the profile `release`, not its
    /// name, so that the macros are compiled once.
    fn profile(&self) -> Vec<(&'static str, String)> {
        let release = [
            ("OPT_LEVEL", "3"),
            ("DEBUG", "false"),
            ("DEBUG_ASSERTIONS", "false"),
            ("OVERFLOW_CHECKS", "false"),
            ("INCREMENTAL", "false"),
        ];
        let release = release.iter().filter(|_| self.release);
        let mut all: Vec<_> = release
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        all.push(("CODEGEN_UNITS", self.codegen_units.to_string()));
        all.push(("LTO", self.lto.into()));
        all.push(("STRIP", self.strip.to_string()));
        all
    }

    /// The linkers leave their names in what they make.
    fn is_linked_by_lld(&self, library: &Path) -> bool {
        let name = b"Linker: LLD";
        let bytes = fs::read(library).unwrap();
        bytes.windows(name.len()).any(|window| window == name)
    }

    /// Since Rust 1.90 lld is the default for one target.
    fn expects_lld(&self) -> bool {
        self.linker == Linker::Default && host() == "x86_64-unknown-linux-gnu"
    }
}

impl std::fmt::Display for Build {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}, {} codegen units, LTO {}, {}, linker {:?}, {}",
            if self.release { "release" } else { "debug" },
            self.codegen_units,
            self.lto,
            if self.strip {
                "stripped"
            } else {
                "not stripped"
            },
            self.linker,
            if self.inventory {
                "inventory"
            } else {
                "linkme"
            },
        )
    }
}

/// The target that this compiler builds for by itself.
fn host() -> String {
    let said = Command::new("rustc").arg("-vV").output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.unwrap().to_owned()
}

/// Writes the package: the same versions of everything as in the workspace.
fn package() -> PathBuf {
    let redmod = Path::new(env!("CARGO_MANIFEST_DIR"));
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("registration");
    fs::create_dir_all(package.join("src")).unwrap();
    let manifest = format!(
        r#"[package]
name = "registration"
version = "0.0.0"
edition = "2024"

[workspace]

[lib]
crate-type = ["cdylib"]

[features]
inventory = ["redmod/inventory"]

[dependencies]
redmod = {{ path = {redmod:?} }}
"#
    );
    let mut source = String::from(
        r#"#![forbid(unsafe_code)]
use redmod::prelude::*;
use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

redmod::module! { name: "registration" }

static CALLS: AtomicU64 = AtomicU64::new(0);

struct Noisy(u64);

impl Drop for Noisy {
    fn drop(&mut self) {
        redmod::notice!("dropped {}", self.0);
    }
}

thread_local!(static NOISY: RefCell<Noisy> = const { RefCell::new(Noisy(0)) });

#[command]
fn calls() -> (u64, u64) {
    std::thread::spawn(|| {}).join().unwrap();
    let local = NOISY.with_borrow_mut(|noisy| { noisy.0 += 1; noisy.0 });
    (CALLS.fetch_add(1, Ordering::Relaxed) + 1, local)
}

#[command]
fn panics() {
    panic!("as asked");
}
"#,
    );
    for n in 0..COMMANDS {
        write!(
            source,
            "\nmod m{n} {{\n    #[redmod::command]\n    fn c{n}(add: u64) -> u64 {{\n        {n} + add\n    }}\n}}\n"
        )
        .unwrap();
    }
    for (file, text) in [("Cargo.toml", manifest), ("src/lib.rs", source)] {
        // What has not changed is not built again.
        let file = package.join(file);
        if fs::read_to_string(&file).ok().as_ref() != Some(&text) {
            fs::write(file, text).unwrap();
        }
    }
    fs::copy(redmod.join("../Cargo.lock"), package.join("Cargo.lock")).unwrap();
    package
}

#[test]
#[cfg_attr(
    redmod_record,
    ignore = "its builds have flags of their own and record nothing"
)]
fn every_item_is_registered_however_the_module_is_built() {
    let package = package();
    let server = Server::builder().without_module().start();
    let mut client = server.client();
    for build in BUILDS {
        let start = std::time::Instant::now();
        let library = build.run(&package);
        println!("combo {build}: {:?}", start.elapsed());
        check(&build, &library, &server, &mut client);
    }
}

/// Loads what was built, twice, and asks for all that should be there.
fn check(build: &Build, library: &Path, server: &Server, client: &mut redis::Connection) {
    let library = library.to_str().unwrap();
    let mut call = |words: &[&str]| redis::Cmd::new().arg(words).query::<Value>(client);
    let before = call(&["COMMAND", "COUNT"]).unwrap();
    let Value::Int(others) = before else {
        panic!("{before:?}")
    };
    for _ in 0..2 {
        let log = server.log().len();
        let loaded = call(&["MODULE", "LOAD", library]);
        assert_eq!(loaded, Ok(Value::Okay), "{build}");
        let count = call(&["COMMAND", "COUNT"]);
        assert_eq!(count, Ok(Value::Int(others + COMMANDS + 2)), "{build}");
        for n in 0..COMMANDS {
            let answer = call(&[&format!("registration.c{n}"), "100"]);
            assert_eq!(answer, Ok(Value::Int(n + 100)), "{build}");
        }
        // The second time, the statics have started afresh.
        for n in 1..=2 {
            let answer = call(&["registration.calls"]);
            let both = Value::Array(vec![Value::Int(n); 2]);
            assert_eq!(answer, Ok(both), "{build}");
        }
        let panic = call(&["registration.panics"]).unwrap_err();
        let panic = panic.detail().unwrap_or_default();
        assert_eq!(panic, "internal error in registration.panics", "{build}");

        let unloaded = call(&["MODULE", "UNLOAD", "registration"]);
        assert_eq!(unloaded, Ok(Value::Okay), "{build}");
        let drops = server.log()[log..]
            .matches("registration: dropped 2")
            .count();
        assert_eq!(drops, 1, "{build}");
        assert_eq!(call(&["COMMAND", "COUNT"]).as_ref(), Ok(&before), "{build}");
    }
}

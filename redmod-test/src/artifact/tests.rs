//! A package in a directory of its own, built by cargo and changed behind its back: what is found is never stale.

use super::*;
use std::{fs, process::Command, time::SystemTime};
use tempfile::TempDir;

/// A package with a library, an example and a test; built for its tests once.
struct Package {
    dir: TempDir,
    exe: PathBuf,
}

const EXAMPLE: &str = "[[example]]\nname = \"other\"\ncrate-type = [\"cdylib\"]\n";

impl Package {
    fn new(crate_types: &str) -> Package {
        let dir = tempfile::tempdir().unwrap();
        let manifest = format!(
            "[package]\nname = \"a-module\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[lib]\ncrate-type = {crate_types}\n{EXAMPLE}[workspace]\n"
        );
        for (path, text) in [
            ("Cargo.toml", &*manifest),
            ("src/lib.rs", "pub fn old() {}"),
            ("examples/other.rs", "pub fn old() {}"),
            ("tests/it.rs", "#[test] fn it() {}"),
        ] {
            fs::create_dir_all(dir.path().join(path).parent().unwrap()).unwrap();
            fs::write(dir.path().join(path), text).unwrap();
        }
        let mut package = Package {
            dir,
            exe: PathBuf::new(),
        };
        package.test(&[]);
        package
    }

    /// `cargo test --no-run`; tells which test was built.
    fn test(&mut self, args: &[&str]) {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .args(["test", "--no-run", "--quiet", "--offline"])
            .args(args)
            .current_dir(self.dir.path());
        cargo.env("CARGO_TARGET_DIR", self.dir.path().join("target"));
        assert!(cargo.status().unwrap().success());
        let deps = self
            .dir
            .path()
            .join("target/debug/deps")
            .read_dir()
            .unwrap();
        let mut exes = deps.map(|entry| entry.unwrap().path());
        self.exe = exes
            .find(|path| path.extension().is_none() && path.to_string_lossy().contains("/it-"))
            .unwrap();
    }

    fn find(&self, target: Target) -> PathBuf {
        look_up_for(&self.dir.path().join("Cargo.toml"), &target, &self.exe).unwrap()
    }

    fn example(&self) -> PathBuf {
        self.find(Target::Example("other".into()))
    }

    /// Changes a file, and returns when.
    fn change(&self, path: &str) -> SystemTime {
        let path = self.dir.path().join(path);
        let text = fs::read_to_string(&path).unwrap() + "\n";
        fs::write(&path, text).unwrap();
        path.metadata().unwrap().modified().unwrap()
    }
}

fn modified(path: &Path) -> SystemTime {
    path.metadata().unwrap().modified().unwrap()
}

#[test]
fn a_library_that_tests_link_is_taken_as_it_is() {
    let package = Package::new("[\"cdylib\", \"rlib\"]");
    let path = package.find(Target::Library);
    assert!(
        path.ends_with("target/debug/deps/liba_module.so"),
        "{}",
        path.display()
    );
}

#[test]
fn a_library_that_tests_do_not_link_is_built_when_it_is_stale() {
    let mut package = Package::new("[\"cdylib\"]");
    assert!(
        package
            .find(Target::Library)
            .ends_with("target/debug/liba_module.so")
    );
    let changed = package.change("src/lib.rs");
    package.change("tests/it.rs");
    package.test(&[]);
    assert!(modified(&package.find(Target::Library)) >= changed);
}

#[test]
fn an_example_is_taken_as_it_is_and_built_when_it_is_stale() {
    let mut package = Package::new("[\"rlib\"]");
    let built = modified(&package.example());
    assert!(
        package
            .example()
            .ends_with("target/debug/examples/libother.so")
    );
    assert_eq!(modified(&package.example()), built);
    let changed = package.change("examples/other.rs");
    package.test(&["--test", "it"]);
    let path = package.example();
    assert!(
        path.ends_with("target/debug/examples/libother.so"),
        "{}",
        path.display()
    );
    assert!(modified(&path) >= changed);
}

#[test]
fn what_does_not_compile_says_so() {
    let package = Package::new("[\"cdylib\"]");
    fs::write(package.dir.path().join("src/lib.rs"), "fn broken(").unwrap();
    let manifest = package.dir.path().join("Cargo.toml");
    let error = look_up_for(&manifest, &Target::Library, &package.exe).unwrap_err();
    assert!(
        error
            .what()
            .contains("this file contains an unclosed delimiter"),
        "{error}"
    );
}

//! `cargo redmod test` in a small workspace: which tests run on which server, and what the summary says.
#![forbid(unsafe_code)]

use redmod_test::find;
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};
use tempfile::TempDir;

const WITH_SERVERS: &str = "#[test] fn asks_a_server() { println!(\"{{asks {:?}}}\", std::env::var_os(\"REDMOD_SERVER\").unwrap()); }";
const WITHOUT: &str = "#[test] fn asks_none() { println!(\"{{asks none}}\"); }";
const FAILING: &str = "#[test] fn fails() { panic!(\"as asked\"); }";

/// A workspace in which one package uses servers, and one does not. What stands for `redmod-test` is empty: the tool looks at
/// names only.
fn workspace(with_servers: &str, without: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let package = |name: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n")
    };
    write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"kit\", \"user\", \"other\"]\n",
    );
    write("kit/Cargo.toml", &package("redmod-test"));
    write("kit/src/lib.rs", "");
    write(
        "user/Cargo.toml",
        &(package("user") + "[dev-dependencies]\nredmod-test = { path = \"../kit\" }\n"),
    );
    write("user/src/lib.rs", "");
    write("user/tests/it.rs", with_servers);
    write("other/Cargo.toml", &package("other"));
    write("other/src/lib.rs", without);
    dir
}

fn test(workspace: &Path, args: &[&str]) -> Output {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_cargo-redmod"));
    tool.arg("test")
        .args(args)
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"));
    tool.output().unwrap()
}

fn shown(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn each_further_server_gets_the_tests_that_use_servers() {
    let server = find::server().unwrap();
    let path = server.path.to_str().unwrap();
    let dir = workspace(WITH_SERVERS, WITHOUT);
    let output = test(
        dir.path(),
        &[
            "--server",
            path,
            "--server",
            path,
            "--",
            "--",
            "--nocapture",
        ],
    );
    let (out, err) = shown(&output);
    assert!(output.status.success(), "{out}{err}");
    assert_eq!(
        out.matches(&format!("{{asks {path:?}}}")).count(),
        2,
        "{out}"
    );
    assert_eq!(out.matches("{asks none}").count(), 1, "{out}");
    assert!(out.contains("test result: ok. 1 passed"), "{out}");
    assert_eq!(
        err.matches(&format!("testing on {}", server.version))
            .count(),
        2,
        "{err}"
    );
    assert!(
        err.ends_with(&format!("{0}: passed\n{0}: passed\n", server.version)),
        "{err}"
    );
}

#[test]
fn outputs_of_executables_that_run_side_by_side_are_not_mixed() {
    const LINES: &str = "#[test] fn prints() { for _ in 0..200 { \
        println!(\"{{out}}\"); eprintln!(\"{{err}}\"); std::thread::sleep(std::time::Duration::from_millis(1)); } }";
    let server = find::server().unwrap();
    let path = server.path.to_str().unwrap();
    let dir = workspace(LINES, WITHOUT);
    let args = [
        "--server",
        path,
        "--server",
        path,
        "--",
        "--test",
        "it",
        "--",
        "--nocapture",
    ];
    let (out, err) = shown(&test(dir.path(), &args));
    let whole = "{out}\n{err}\n".repeat(200);
    assert_eq!(out.matches(&whole).count(), 2, "{out}{err}");
    assert!(err.contains("[2/2] tests/it.rs of user on "), "{err}");
}

#[test]
fn an_executable_does_not_run_beside_itself() {
    const ALONE: &str = "#[test] fn is_alone() { let file = concat!(env!(\"CARGO_TARGET_TMPDIR\"), \"/alone\"); \
        std::fs::File::create_new(file).unwrap(); std::thread::sleep(std::time::Duration::from_millis(300)); \
        std::fs::remove_file(file).unwrap(); }";
    let server = find::server().unwrap();
    let path = server.path.to_str().unwrap();
    let dir = workspace(ALONE, WITHOUT);
    let output = test(
        dir.path(),
        &["--server", path, "--server", path, "--server", path],
    );
    let (out, err) = shown(&output);
    assert!(output.status.success(), "{out}{err}");
    assert_eq!(out.matches("is_alone ... ok").count(), 3, "{out}");
}

#[test]
fn a_failure_on_one_server_does_not_hide_the_next() {
    let server = find::server().unwrap();
    let path = server.path.to_str().unwrap();
    let dir = workspace(WITH_SERVERS, FAILING);
    let output = test(dir.path(), &["--server", path, "--server", path]);
    let (out, err) = shown(&output);
    assert_eq!(output.status.code(), Some(1), "{out}{err}");
    assert!(
        err.ends_with(&format!("{0}: failed\n{0}: passed\n", server.version)),
        "{err}"
    );
    assert!(out.contains("as asked"), "{out}");
    let name = format!("failed: src/lib.rs of other on {}", server.version);
    assert!(err.contains(&name), "{err}");
}

#[test]
fn arguments_go_to_cargo_test() {
    let dir = workspace(WITH_SERVERS, FAILING);
    let server = find::server().unwrap();
    let path = server.path.to_str().unwrap();
    let output = test(dir.path(), &["--server", path, "--", "-p", "user", "asks"]);
    let (out, err) = shown(&output);
    assert_eq!(output.status.code(), Some(0), "{out}{err}");
    assert!(out.contains("asks_a_server ... ok"), "{out}");
}

#[test]
fn what_does_not_compile_fails_once() {
    let dir = workspace("fn", WITHOUT);
    let output = test(dir.path(), &[]);
    let (out, err) = shown(&output);
    assert_eq!(output.status.code(), Some(1), "{out}{err}");
    assert!(!err.contains("testing on"), "{err}");
}

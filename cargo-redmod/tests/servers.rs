//! `cargo redmod servers`: what is found, what is cached, what could be fetched.
#![forbid(unsafe_code)]

use redmod_test::find;
use std::process::Command;

#[test]
fn lists_what_is_there_and_what_could_be() {
    let server = find::server().unwrap();
    let cache = tempfile::tempdir().unwrap();
    let home = cache.path().join("servers/made-1.0");
    std::fs::create_dir_all(&home).unwrap();
    std::os::unix::fs::symlink(&server.path, home.join("redis-server")).unwrap();
    let mut tool = Command::new(env!("CARGO_BIN_EXE_cargo-redmod"));
    let output = tool
        .arg("servers")
        .env("REDMOD_CACHE", cache.path())
        .env("PATH", "/nowhere")
        .output()
        .unwrap();
    assert!(output.status.success());
    let shown = String::from_utf8(output.stdout).unwrap();
    let first = shown.lines().next().unwrap();
    assert!(
        first.starts_with(&server.version.to_string()) && first.contains(" cache "),
        "{shown}"
    );
    assert!(first.ends_with("servers/made-1.0/redis-server"), "{shown}");
    let mut missing = find::TESTED
        .iter()
        .filter(|release| release.version != server.version);
    assert!(
        missing.all(|release| shown.contains(&format!("{:<13} -", release.version.to_string()))),
        "{shown}"
    );
}

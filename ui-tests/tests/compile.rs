//! Decides what compiles and what does not, one claim per file.
//!
//! `fail/redmod` holds messages that redmod words; they are the same with any compiler.
//! `fail/rustc` holds those that the compiler words, or puts in words of its own: they are held to
//! one release of it. `TRYBUILD=overwrite cargo test -p ui-tests` writes what is said now.

#![forbid(unsafe_code)]

use std::process::Command;

/// The release whose words `fail/rustc` holds.
const RUSTC: &str = "rustc 1.95.0 ";

#[test]
fn what_compiles() {
    trybuild::TestCases::new().pass("pass/*.rs");
}

#[test]
fn what_redmod_refuses() {
    trybuild::TestCases::new().compile_fail("fail/redmod/*.rs");
}

#[test]
fn what_rustc_refuses() {
    let version = Command::new("rustc")
        .arg("--version")
        .output()
        .expect("rustc is there");
    if version.stdout.starts_with(RUSTC.as_bytes()) {
        trybuild::TestCases::new().compile_fail("fail/rustc/*.rs");
    } else {
        eprintln!("not checked: these messages are those of {RUSTC}");
    }
}

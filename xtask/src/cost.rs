//! `cargo xtask cost`: what a module costs its author, measured on the smallest one and held against limits.

use crate::{Outcome, Result, root};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Measure crates, bytes and expanded lines of the smallest module, and hold them against their limits
#[derive(clap::Args)]
pub struct Args {}

const MANIFEST: &str = r#"[package]
name = "smallest"
edition = "2024"

[lib]
crate-type = ["cdylib"]

[profile.release]
lto = "thin"
strip = true

[workspace]
"#;

const MODULE: &str = r#"#![forbid(unsafe_code)]
use redmod::prelude::*;
redmod::module! { name: "smallest", version: 1 }
"#;

/// One command of two parameters; the function itself is not part of what it expands to.
const COMMAND: &str = r#"
/// Adds two integers.
#[command(flags = "fast", since = "1.0.0")]
fn add(a: i64, b: i64) -> Result<i64> {
    a.checked_add(b).ok_or(Error::fixed(c"ERR the sum does not fit"))
}
"#;
const FUNCTION_LINES: usize = 4;

pub fn run(_: &Args) -> Result<Outcome> {
    let dir = tempfile::tempdir().map_err(|why| format!("no temporary folder: {why}"))?;
    let dir = dir.path();
    let path = root().join("redmod");
    let dependency = format!("[dependencies]\nredmod = {{ path = {path:?} }}\n");
    write(
        &dir.join("Cargo.toml"),
        &(MANIFEST.to_owned() + &dependency),
    )?;
    // The versions that the workspace is tested with, which are downloaded already.
    fs::copy(root().join("Cargo.lock"), dir.join("Cargo.lock"))
        .map_err(|why| format!("Cargo.lock: {why}"))?;
    fs::create_dir(dir.join("src")).map_err(|why| format!("src: {why}"))?;
    let source = dir.join("src/lib.rs");

    write(&source, MODULE)?;
    let without = expanded_lines(dir)?;
    write(&source, &(MODULE.to_owned() + COMMAND))?;
    let lines = (expanded_lines(dir)? - without).saturating_sub(FUNCTION_LINES);
    cargo(dir, &["build", "--quiet", "--release"])?;
    let library = dir.join("target/release/libsmallest.so");
    let bytes = fs::metadata(&library)
        .map_err(|why| format!("{}: {why}", library.display()))?
        .len();
    let tree = cargo(
        dir,
        &[
            "tree",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ],
    )?;
    let crates: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();

    // Fourteen of the lines are linkme's, which checks the type of what it gathers.
    let rows = [
        ("crates, the module's own among them", crates.len(), 16),
        ("bytes, stripped, with thin LTO", bytes as usize, 404_000),
        ("expanded lines of a command", lines, 47),
    ];
    println!("{:<36} {:>9} {:>9}", "", "measured", "limit");
    for (what, measured, limit) in rows {
        println!("{what:<36} {measured:>9} {limit:>9}");
    }
    if rows.iter().all(|(_, measured, limit)| measured <= limit) {
        Ok(Outcome::Well)
    } else {
        println!("more than its limit");
        Ok(Outcome::Wrong)
    }
}

/// How long the module is once its macros are expanded.
fn expanded_lines(dir: &Path) -> Result<usize> {
    let expand = [
        "rustc",
        "--quiet",
        "--release",
        "--lib",
        "--",
        "-Zunpretty=expanded",
    ];
    Ok(cargo(dir, &expand)?.lines().count())
}

/// Runs cargo for the module; what it prints.
fn cargo(dir: &Path, args: &[&str]) -> Result<String> {
    let output = Command::new(env!("CARGO"))
        .args(args)
        .current_dir(dir)
        .env("CARGO_TARGET_DIR", dir.join("target"))
        .env_remove("RUSTFLAGS")
        // Expansion is shown by nightly compilers, or on request.
        .env("RUSTC_BOOTSTRAP", "1")
        .output()
        .map_err(|why| format!("cargo cannot be run: {why}"))?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        return Err(format!("cargo {} failed: {why}", args[0]));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(|why| format!("{}: {why}", path.display()))
}

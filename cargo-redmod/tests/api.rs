//! `cargo redmod api`: what leads to a function is found, and what tests call is shown as called.
#![forbid(unsafe_code)]

use redmod_test::{Server, find};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    time::Duration,
};
use tempfile::TempDir;

fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap().into()
}

fn api(workspace: &Path, args: &[&str]) -> Command {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_cargo-redmod"));
    tool.arg("api").args(args).current_dir(workspace);
    tool
}

fn shown(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// The row of a function, its columns.
#[track_caller]
fn row<'t>(table: &'t str, function: &str) -> Vec<&'t str> {
    let is_ours = |line: &&str| line.split_whitespace().next() == Some(function);
    let row = table.lines().find(is_ours);
    let row = row.unwrap_or_else(|| panic!("no `{function}` in\n{table}"));
    row.split_whitespace().collect()
}

fn rows(table: &str) -> usize {
    table.lines().filter(|line| line.starts_with("RM_")).count()
}

/// In redmod's own workspace.
#[test]
fn each_function_is_shown_with_the_items_that_name_it() {
    let output = api(&root(), &[]).output().unwrap();
    let (out, err) = shown(&output);
    // A name that is no function's would be an error.
    assert!(output.status.success(), "{err}");
    for (function, redis, valkey, items) in [
        ("RM_ZsetAdd", "4.0.0", "7.2", "KeyMut<ZSet>::add"),
        ("RM_Log", "4.0.0", "7.2", "Context::log"),
        (
            "RM_ReplyWithBigNumber",
            "7.0.0",
            "7.2",
            "reply::Writer::big_number",
        ),
        ("RM_CreateCommand", "4.0.0", "7.2", "#[command]"),
        ("RM_RegisterScriptingEngine", "-", "8.1", "-"),
    ] {
        let row = row(&out, function);
        assert_eq!((row[1], row[2]), (redis, valkey), "{row:?}");
        assert!(row[4..].join(" ").contains(items), "{row:?}");
    }
    assert_eq!(rows(&out), redmod_sys::FUNCTIONS.len());
    let last = out.lines().last().unwrap();
    assert!(last.starts_with("baseline: 230 functions, "), "{last}");
}

#[test]
fn a_name_or_an_area_chooses_functions() {
    let rows_of = |args: &[&str]| {
        let (out, _) = shown(&api(&root(), args).output().unwrap());
        rows(&out)
    };
    let area = |area: &str| {
        let functions = redmod_sys::FUNCTIONS.iter();
        functions.filter(|function| function.area == area).count()
    };
    assert_eq!(rows_of(&["--area", "zset"]), area("zset"));
    assert_eq!(rows_of(&["rm_zset"]), area("zset"));
    assert_eq!(rows_of(&["ZsetRange", "--area", "zset"]), 5);
    assert_eq!(rows_of(&["ZsetAdd", "--area", "list"]), 0);
    let output = api(&root(), &["--area", "zsets"]).output().unwrap();
    let (_, err) = shown(&output);
    assert_eq!(output.status.code(), Some(2));
    assert!(err.contains("a similar value exists: 'zset'"), "{err}");
    let (_, err) = shown(&api(&root(), &["RM_Nothing"]).output().unwrap());
    assert!(err.contains("no function has such a name"), "{err}");
}

const REDMOD: &str = r#"
    mod inner {
        pub struct Context;
        impl Context {
            #[doc(alias = "RM_Call")]
            pub fn call(&self) {}
            #[doc(alias = "RM_Free")]
            fn free(&self) {}
        }
        #[doc(alias = "RM_Alloc")]
        #[doc(alias = "RM_Replicate")]
        pub fn replicate() {}
    }
    pub use inner::{Context, replicate};
"#;

/// What stands for a module's test writes what a server would, but only if it was built as it should be.
const TEST: &str = r##"#[test] fn calls() {
    println!("{{a test's output}}");
    assert!(cfg!(redmod_record));
    assert!(std::env::current_exe().unwrap().ends_with_below());
    std::fs::write(std::env::var_os("REDMOD_RECORD").unwrap(), "Alloc +\nCall +\nYield +\nFree -\n").unwrap();
}
trait Below { fn ends_with_below(&self) -> bool; }
impl Below for std::path::PathBuf {
    fn ends_with_below(&self) -> bool { self.components().any(|c| c.as_os_str() == "redmod-api") }
}"##;

/// A workspace with stand-ins: the tool looks at names only.
fn workspace(redmod: &str, test: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let package = |name: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n")
    };
    let members = "[workspace]\nresolver = \"3\"\nmembers = [\"kit\", \"user\", \"redmod\"]\n";
    write("Cargo.toml", members);
    write("kit/Cargo.toml", &package("redmod-test"));
    write("kit/src/lib.rs", "");
    write("redmod/Cargo.toml", &package("redmod"));
    write("redmod/src/lib.rs", redmod);
    let dependencies = "[dependencies]\nredmod = { path = \"../redmod\" }\n\
                        [dev-dependencies]\nredmod-test = { path = \"../kit\" }\n";
    write("user/Cargo.toml", &(package("user") + dependencies));
    write("user/src/lib.rs", "");
    write("user/tests/it.rs", test);
    dir
}

fn api_in(workspace: &TempDir, args: &[&str]) -> Output {
    let mut tool = api(workspace.path(), args);
    tool.env("CARGO_TARGET_DIR", workspace.path().join("target"));
    tool.output().unwrap()
}

#[test]
fn a_run_is_recorded_and_shown_until_the_next() {
    let dir = workspace(REDMOD, TEST);
    let (out, err) = shown(&api_in(&dir, &[]));
    assert!(err.contains("no calls recorded yet"), "{err}");
    assert_eq!(row(&out, "RM_Call")[3..], ["?", "Context::call"]);

    let server = find::server().unwrap();
    let path = server.path.to_str().unwrap();
    let args = ["--run", "--server", path, "--", "--", "--nocapture"];
    let output = api_in(&dir, &args);
    let (out, err) = shown(&output);
    assert_eq!(output.status.code(), Some(0), "{out}{err}");
    assert!(err.contains(&format!("recording on {server}")), "{err}");
    assert!(err.contains("{a test's output}"), "{err}");
    assert!(!out.contains("test's"), "{out}");
    assert!(
        out.ends_with("baseline: 230 functions, 3 reached, 2 called\n"),
        "{out}"
    );

    let (out, err) = shown(&api_in(&dir, &[]));
    let recorded = format!("calls recorded just now on {}\n", server.version);
    assert!(err.contains(&recorded), "{err}");
    assert_eq!(row(&out, "RM_Call")[3..], ["yes", "Context::call"]);
    assert_eq!(row(&out, "RM_Replicate")[3..], ["no", "replicate"]);
    assert_eq!(row(&out, "RM_Yield")[3..], ["yes", "-"]);
    assert_eq!(row(&out, "RM_Free")[3..5], ["no", "-"]);
    assert!(
        row(&out, "RM_Free").contains(&"redmod/src/lib.rs:7)"),
        "{out}"
    );

    let (out, _) = shown(&api_in(&dir, &["--missing"]));
    assert!(!out.contains("RM_Call "), "{out}");
    row(&out, "RM_Replicate");
    row(&out, "RM_Yield");
}

#[test]
fn too_few_calls_are_a_failure() {
    let dir = workspace(REDMOD, TEST);
    assert_eq!(api_in(&dir, &["--at-least", "0"]).status.code(), Some(0));
    let output = api_in(&dir, &["--at-least", "1"]);
    assert_eq!(output.status.code(), Some(1));
    let (_, err) = shown(&output);
    assert!(
        err.contains("0 functions of the baseline are reached and called, not 1"),
        "{err}"
    );
}

#[test]
fn a_failing_test_is_a_failure() {
    let dir = workspace(REDMOD, "#[test] fn fails() { panic!(\"as asked\"); }");
    let server = find::server().unwrap();
    let output = api_in(&dir, &["--run", "--server", server.path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_name_that_is_no_function_is_a_failure() {
    let dir = workspace("#[doc(alias = \"RM_Cal\")] pub fn call() {}", TEST);
    let output = api_in(&dir, &[]);
    assert_eq!(output.status.code(), Some(1));
    let (_, err) = shown(&output);
    assert!(
        err.contains("redmod/src/lib.rs:1: there is no `RM_Cal`"),
        "{err}"
    );
}

const MANIFEST: &str = r#"[package]
name = "recorded"
version = "0.0.0"
edition = "2024"

[workspace]

[lib]
crate-type = ["cdylib"]

[dependencies]
redmod = { path = "REDMOD" }
"#;

const SOURCE: &str = r#"#![forbid(unsafe_code)]
use redmod::prelude::*;

redmod::module! { name: "recorded" }

#[command]
fn half(n: f64) -> f64 {
    n / 2.0
}

/// Through a function with a variable number of arguments.
#[command]
fn note(cx: &mut Context, text: &str) {
    cx.log(redmod::Level::Warning, format_args!("{text} is noted"));
}

#[command(flags = "write", keys = 1..1)]
fn add(mut board: KeyMut<ZSet>, score: f64) -> Result<()> {
    board.add("member", score).map(drop)
}
"#;

/// A module that is built to record its calls.
fn recorded_module() -> PathBuf {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recorded");
    fs::create_dir_all(package.join("src")).unwrap();
    let manifest = MANIFEST.replace("REDMOD", root().join("redmod").to_str().unwrap());
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    fs::write(package.join("src/lib.rs"), SOURCE).unwrap();
    fs::copy(root().join("Cargo.lock"), package.join("Cargo.lock")).unwrap();
    let target = package.join("target");
    let made = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--target-dir"])
        .arg(&target)
        .env("RUSTFLAGS", "--cfg redmod_record")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .current_dir(&package)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", shown(&made).1);
    target.join("debug/librecorded.so")
}

/// The mark of each function is in the file as soon as it is called, and no call is changed by it.
#[test]
fn what_a_module_calls_is_recorded_however_its_server_ends() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("calls");
    let marked = |name: &str| {
        let lines = fs::read_to_string(&file).unwrap();
        assert_eq!(lines.lines().count(), redmod_sys::FUNCTIONS.len());
        let mut lines = lines.lines().map(|line| line.split_once(' ').unwrap());
        let (_, mark) = lines.find(|(found, _)| *found == name).unwrap();
        mark.trim_start() == "+"
    };
    let builder = || {
        let builder = Server::builder().module(recorded_module());
        builder.env("REDMOD_RECORD", &file)
    };
    let mut server = builder().start();
    assert!(["GetApi", "CreateCommand", "SetModuleAttribs"].map(marked) == [true; 3]);
    assert!(["ReplyWithDouble", "Log", "ZsetAdd", "Yield"].map(marked) == [false; 4]);
    assert_eq!(server.run::<f64>("RECORDED.HALF 2.5").unwrap(), 1.25);
    assert!(marked("ReplyWithDouble") && !marked("Log"));
    server.run::<()>("RECORDED.NOTE this").unwrap();
    assert!(server.log().contains("this is noted"));
    assert!(marked("Log") && !marked("ZsetAdd"));
    server.run::<()>("RECORDED.ADD board 1.5").unwrap();
    assert_eq!(server.run::<f64>("ZSCORE board member").unwrap(), 1.5);
    server.kill();
    assert!(marked("ZsetAdd"));

    // Another process adds to it, and takes nothing away; another load neither.
    let server = builder().start();
    assert!(marked("ZsetAdd"));
    server.run::<()>("MODULE UNLOAD recorded").unwrap();
    let path = recorded_module();
    let load = format!("MODULE LOAD {}", path.display());
    server.run::<()>(&load).unwrap();
    assert_eq!(server.run::<f64>("RECORDED.HALF 3").unwrap(), 1.5);
    assert!(marked("ZsetAdd") && !marked("Yield"));
}

/// Nobody should wait for the reference.
#[test]
fn the_reference_is_there_at_once() {
    let start = std::time::Instant::now();
    assert!(api(&root(), &["zset"]).output().unwrap().status.success());
    assert!(start.elapsed() < Duration::from_secs(10));
}

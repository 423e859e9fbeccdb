//! `cargo redmod run` with the first example: what it prints, how it exits, and that its server goes with it.
#![forbid(unsafe_code)]

use redmod_test::find;
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .into()
}

/// The tool, which Ctrl-C ends even if what started this ignores it.
fn tool(args: &[&str]) -> Command {
    let mut tool = Command::new("env");
    tool.args(["--default-signal=INT", env!("CARGO_BIN_EXE_cargo-redmod")])
        .args(args)
        .current_dir(workspace())
        .stdin(Stdio::null());
    tool
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn assert_exit(output: &Output, code: i32) {
    assert_eq!(
        output.status.code(),
        Some(code),
        "{}{}",
        stdout(output),
        stderr(output)
    );
}

#[test]
fn exec_prints_each_reply() {
    let args = [
        "run",
        "hello",
        "--exec",
        "HELLO.ADD 2 3",
        "--exec",
        "HELLO.WORLD 'a \"b\"'",
    ];
    let output = tool(&args).output().unwrap();
    assert_exit(&output, 0);
    assert_eq!(stdout(&output), "(integer) 5\n\"Hello, a \\\"b\\\"!\"\n");
}

#[test]
fn an_installed_subcommand_is_called_with_its_name() {
    let output = tool(&["redmod", "run", "hello", "--exec", "HELLO.ADD 2 3"])
        .output()
        .unwrap();
    assert_exit(&output, 0);
    assert_eq!(stdout(&output), "(integer) 5\n");
}

#[test]
fn an_error_reply_is_exit_code_1_and_does_not_stop_the_rest() {
    let output = tool(&[
        "run",
        "hello",
        "--exec",
        "HELLO.ADD 2",
        "--exec",
        "HELLO.ADD 2 3",
    ])
    .output()
    .unwrap();
    assert_exit(&output, 1);
    let shown = stdout(&output);
    assert!(
        shown.starts_with("(error) ERR wrong number of arguments")
            && shown.ends_with("\n(integer) 5\n"),
        "{shown}"
    );
}

#[test]
fn resp3_is_spoken_when_asked_for() {
    let output = tool(&["run", "hello", "--resp3", "--exec", "CONFIG GET maxmemory"])
        .output()
        .unwrap();
    assert_exit(&output, 0);
    assert_eq!(stdout(&output), "1# \"maxmemory\" => \"0\"\n");
}

#[test]
fn wrong_usage_is_exit_code_2() {
    for args in [
        &["run", "hello", "--exec", "a 'b"][..],
        &["run", "hello", "--exec", ""],
        &["walk"],
    ] {
        assert_exit(&tool(args).output().unwrap(), 2);
    }
}

#[test]
fn what_cannot_run_is_exit_code_3_and_says_why() {
    for (args, why) in [
        (&["run", "nowhere"][..], "no package `nowhere`"),
        (
            &["run", "redmod-test"],
            "package `redmod-test` is no module",
        ),
        (
            &["run", "hello", "--server", "/nowhere/redis-server"],
            "no server at `/nowhere/redis-server`",
        ),
        (&["run", "hello", "--server", "1.2.3"], "no server `1.2.3`"),
        (
            &["run", "hello", "--exec", "SHUTDOWN NOSAVE"],
            "the server has ended",
        ),
        (
            &["run", "hello", "--exec", "DEBUG SEGFAULT"],
            "the server died",
        ),
    ] {
        let output = tool(args).output().unwrap();
        assert_exit(&output, 3);
        assert!(
            stderr(&output).contains(why),
            "{args:?}: {}",
            stderr(&output)
        );
    }
}

#[test]
fn a_refused_module_shows_the_line_that_says_why() {
    let server = find::too_old().unwrap();
    let mut tool = tool(&["run", "hello", "--exec", "PING", "--server"]);
    let output = tool.arg(&server.path).output().unwrap();
    assert_exit(&output, 3);
    let shown = stderr(&output);
    assert!(
        shown.contains("`hello` was not loaded") && shown.contains("initialization failed"),
        "{shown}"
    );
    assert!(!shown.contains("Redis is starting"), "{shown}");
    let book = fs::read_to_string(workspace().join("book/src/older-servers.md")).unwrap();
    let quote = book
        .lines()
        .find(|it| it.starts_with("hello is not loaded: "));
    let (start, end) = quote.unwrap().split_once('…').unwrap();
    let is_quoted = |line: &str| {
        let (_, line) = line.split_once("<module> ").unwrap_or_default();
        line.starts_with(start) && line.ends_with(end)
    };
    assert!(
        shown.lines().any(is_quoted),
        "not as the book has it: {shown}"
    );
}

#[test]
fn commands_can_be_piped_in() {
    let mut tool = tool(&["run", "hello"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    tool.stdin
        .take()
        .unwrap()
        .write_all(b"HELLO.ADD 1 1\n\nNONE\nexit\nHELLO.ADD 2 2\n")
        .unwrap();
    let output = tool.wait_with_output().unwrap();
    assert_exit(&output, 1);
    let shown = stdout(&output);
    assert!(
        shown.starts_with("(integer) 2\n(error) ERR unknown command")
            && !shown.contains("(integer) 4"),
        "{shown}"
    );
}

#[test]
fn the_server_goes_when_the_tool_is_killed() {
    let (mut tool, port) = at_the_prompt();
    tool.kill().unwrap();
    tool.wait().unwrap();
    assert_gone(port);
}

#[test]
fn the_server_goes_with_ctrl_c() {
    let (mut tool, port) = at_the_prompt();
    assert!(
        Command::new("kill")
            .args(["-INT", &tool.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
    assert!(!tool.wait().unwrap().success());
    assert_gone(port);
}

/// Starts the tool with its input held open, and waits until it has said its server's port.
fn at_the_prompt() -> (Child, u16) {
    let mut tool = tool(&["run", "hello"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(tool.stderr.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let port = lines.find_map(|line| line.rsplit_once(", port ")?.1.parse().ok());
    let port = port.expect("the tool says the port");
    assert!(is_there(port));
    (tool, port)
}

fn is_there(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).is_ok()
}

#[track_caller]
fn assert_gone(port: u16) {
    let start = Instant::now();
    while is_there(port) {
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "the server on port {port} is still there"
        );
        sleep(Duration::from_millis(5));
    }
}

//! What is left of a server when its test is killed: nothing.
//!
//! Each claim is seen from outside: this test starts itself again as another process, which starts servers and is then ended.
#![forbid(unsafe_code)]

use redmod_test::Server;
use std::{
    env,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// Not a test of its own: what the killed process does.
#[test]
fn victim() {
    let Some(end) = env::var_os("REDMOD_TEST_VICTIM") else {
        return;
    };
    let server = Server::builder().without_module().start();
    let replica = server.replica();
    for server in [&server, &replica] {
        println!("server {} {}", server.pid(), server.dir().display());
    }
    println!("ready");
    match end.to_str() {
        Some("panic") => panic!("as asked"),
        Some("exit") => std::process::exit(0),
        _ => sleep(Duration::from_secs(60)),
    }
}

#[test]
fn nothing_is_left_after_sigkill() {
    let (mut victim, servers) = start("sleep");
    victim.kill().unwrap();
    victim.wait().unwrap();
    assert_gone(&servers);
}

#[test]
fn nothing_is_left_after_ctrl_c() {
    let (mut victim, servers) = start("sleep");
    let pid = victim.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &pid])
            .status()
            .unwrap()
            .success()
    );
    assert!(!victim.wait().unwrap().success());
    assert_gone(&servers);
}

#[test]
fn nothing_is_left_after_a_panic_and_the_log_is_shown() {
    let (victim, servers) = start("panic");
    let output = victim.wait_with_output().unwrap();
    assert!(!output.status.success());
    assert_gone(&servers);
    let shown = String::from_utf8_lossy(&output.stderr);
    assert!(shown.contains("Ready to accept connections"), "{shown}");
}

#[test]
fn nothing_is_left_after_an_exit_without_drops() {
    let (mut victim, servers) = start("exit");
    victim.wait().unwrap();
    assert_gone(&servers);
}

/// A process that is killed at any moment of a start leaves nothing either.
#[test]
fn nothing_is_left_when_killed_while_starting() {
    for millis in [0, 1, 2, 3, 5, 8, 12, 20, 30, 50] {
        let dir = tempfile::tempdir().unwrap();
        let mut victim = victim_command("sleep")
            .env("TMPDIR", dir.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(millis));
        victim.kill().unwrap();
        victim.wait().unwrap();
        let processes = || processes_in(dir.path());
        wait_until(
            || processes().is_empty(),
            || format!("still there after {millis} ms: {:?}", processes()),
        );
    }
}

type Servers = Vec<(u32, PathBuf)>;

fn victim_command(end: &str) -> Command {
    // Ctrl-C ends it even if what started this ignores it.
    let mut command = Command::new("env");
    command
        .arg("--default-signal=INT")
        .arg(env::current_exe().unwrap())
        .args(["--exact", "victim", "--nocapture"])
        .env("REDMOD_TEST_VICTIM", end)
        .stderr(Stdio::piped());
    command
}

/// Starts the victim and reads which servers it has.
fn start(end: &str) -> (Child, Servers) {
    let mut victim = victim_command(end).stdout(Stdio::piped()).spawn().unwrap();
    let mut servers = Vec::new();
    for line in BufReader::new(victim.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap)
    {
        // The harness may have written before it on the line.
        if let Some((_, server)) = line.split_once("server ") {
            let (pid, dir) = server.split_once(' ').unwrap();
            servers.push((pid.parse().unwrap(), dir.into()));
        }
        if line.contains("ready") {
            break;
        }
    }
    assert_eq!(servers.len(), 2, "the victim did not start its servers");
    (victim, servers)
}

#[track_caller]
fn assert_gone(servers: &Servers) {
    for (pid, dir) in servers {
        let alive = || {
            Path::new("/proc")
                .join(pid.to_string())
                .join("exe")
                .exists()
        };
        wait_until(
            || !alive() && !dir.exists(),
            || {
                format!(
                    "server {pid} alive: {}, {} there: {}",
                    alive(),
                    dir.display(),
                    dir.exists()
                )
            },
        );
    }
}

#[track_caller]
fn wait_until(is_true: impl Fn() -> bool, or: impl Fn() -> String) {
    let start = Instant::now();
    while !is_true() {
        assert!(start.elapsed() < Duration::from_secs(10), "{}", or());
        sleep(Duration::from_millis(5));
    }
}

/// The processes that work in a directory below this one, or are named after it.
fn processes_in(dir: &Path) -> Vec<String> {
    let entries = Path::new("/proc")
        .read_dir()
        .unwrap()
        .filter_map(|entry| Some(entry.ok()?.path()));
    let ours = |path: &PathBuf| {
        let command = std::fs::read(path.join("cmdline")).unwrap_or_default();
        let named = String::from_utf8_lossy(&command).contains(&*dir.to_string_lossy());
        named
            || path
                .join("cwd")
                .read_link()
                .is_ok_and(|cwd| cwd.starts_with(dir))
    };
    entries
        .filter(ours)
        .map(|path| path.display().to_string())
        .collect()
}

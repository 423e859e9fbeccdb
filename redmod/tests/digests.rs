//! Whatever is called, and however it ends: the replica and the append-only file get what the server has.

#![forbid(unsafe_code)]

mod random;

use random::Random;
use redmod_test::artifact::{self, Shown};
use redmod_test::redis::{RedisResult, Value};
use redmod_test::{Builder, Server};
use std::collections::{BTreeMap, BTreeSet};

/// The examples that write. One more takes its name here, and maybe lines below.
const EXAMPLES: &[&str] = &[
    "bloom",
    "calls",
    "hello",
    "keys",
    "leaderboard",
    "series",
    "throttle",
    "visits",
];

/// Calls that succeed at times: `K` is a key, `W` a word, `N` a number.
const CALLS: &[&str] = &[
    "BF.ADD K W",
    "BF.MADD K W W W",
    "BF.INSERT K CAPACITY N ITEMS W W",
    "BF.INSERT K CAPACITY 2 NONSCALING ITEMS W",
    "BF.RESERVE K 0.01 N",
    "calls.visit K",
    "calls.award K NEW W N W N",
    "calls.run RPUSH K W",
    "calls.stamp K",
    "hello.seen K",
    "keys.swap K K",
    "keys.join K K",
    "lb.add K W N",
    "series.add K N N W",
    "series.measure K W",
    "throttle.take K 5 10 1000",
    "visits.hit K W",
    "visits.hit K W N",
    "visits.describe K W",
    "visits.describe K W N N",
    "visits.archive K K",
    "failing.write K K N well",
    "failing.tell K K N well",
];

/// Calls that write and then fail, but for those that fail at once.
const FAILING: &[&str] = &[
    "failing.write K K N error",
    "failing.write K K N panic",
    "failing.tell K K N error",
    "failing.tell K K N panic",
];

#[test]
fn a_random_run_of_all_that_write_leaves_the_replica_and_the_file_as_the_server() {
    let mut server = start();
    let replica = server.replica();
    let mut random = Random::new();
    let writing = writing(&server);
    let writing: Vec<&str> = writing.iter().map(String::as_str).collect();
    let (mut succeeded, mut failed) = (BTreeSet::new(), 0);
    for step in 0..2000 {
        let call = match step % 4 {
            0 => anything(&mut random, &writing),
            1 => random.pick(FAILING).to_owned(),
            _ => random.pick(CALLS).to_owned(),
        };
        // Otherwise the first call for a key would decide for good which calls fail for its type.
        if random.below(6) == 0 {
            let name = call.split(' ').next().unwrap_or_default();
            let one = fill(&mut random, &format!("{name} K"));
            let key = one.trim_start_matches(name);
            server.run::<i64>(&format!("DEL {key}")).unwrap();
        }
        let line = fill(&mut random, &call);
        let done: RedisResult<Value> = server.run(&line);
        match done {
            Ok(_) => _ = succeeded.insert(call),
            Err(_) => failed += 1,
        }
    }
    let never: Vec<_> = CALLS
        .iter()
        .filter(|call| !succeeded.contains(**call))
        // Which rights a call is to have can be said from Redis 7.0 on.
        .filter(|call| {
            !(call.starts_with("calls.run ") && server.version().redis_level() < (7, 0, 0))
        })
        .collect();
    assert!(never.is_empty(), "these never succeed: {never:?}");
    assert!(failed > 400, "{failed}");
    // What is to expire within a minute would be gone from one and not yet from the other.
    for key in server.run::<Vec<String>>("KEYS calls*").unwrap() {
        server.run::<()>(&format!("PERSIST {key}")).unwrap();
    }
    let expected = contents(&server);
    assert!(
        expected.1.len() >= 3 * (EXAMPLES.len() + 1) / 2,
        "{expected:?}"
    );
    replica.wait_synced();
    assert_eq!(contents(&replica), expected);
    server.stop();
    server.start_again();
    assert!(
        server.log().contains("loaded from append only file"),
        "{}",
        server.log()
    );
    assert_eq!(contents(&server), expected);
}

/// With all examples that write, and a file that is not rewritten as a snapshot.
fn start() -> Server {
    let packages = EXAMPLES.iter().flat_map(|name| ["-p", name]);
    let made = artifact::build(packages.chain(["--lib"]), Shown::OnFailure).unwrap();
    assert_eq!(made.len(), EXAMPLES.len(), "{made:?}");
    let builder = Server::builder()
        .example("failing")
        .config("appendonly", "yes")
        .config("aof-use-rdb-preamble", "no");
    made.iter()
        .fold(builder, |it, made| Builder::module(it, &made.path))
        .start()
}

/// The commands that write.
fn writing(server: &Server) -> BTreeSet<String> {
    let modules = EXAMPLES.iter().chain(&["bf", "failing"]);
    let commands = modules.flat_map(|module| server.commands(module));
    let writes = |name: &String| {
        let command = server.command(name).expect(name);
        command.flags.iter().any(|flag| flag == "write")
    };
    let found: BTreeSet<String> = commands.filter(writes).collect();
    for call in CALLS {
        let name = call.split(' ').next().unwrap_or_default();
        assert!(found.contains(name), "{name} is not in {found:?}");
    }
    found
}

/// One of these, with any arguments.
fn anything(random: &mut Random, commands: &[&str]) -> String {
    let name = random.pick(commands);
    let count = random.below(5);
    let arguments = (0..count).map(|at| match at {
        0 => "K",
        _ => random.pick(&["K", "W", "N"]),
    });
    [name]
        .into_iter()
        .chain(arguments)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The call with keys, words and numbers. Most keys are the module's own, so that their types are those that it takes.
fn fill(random: &mut Random, call: &str) -> String {
    let (module, _) = call.split_once('.').expect("a command of a module");
    let words = call.split(' ').map(|word| match word {
        "K" => {
            let others = random.pick(EXAMPLES);
            let module = if random.below(10) == 0 {
                others
            } else {
                module
            };
            format!("{module}:{}", random.below(6))
        }
        "W" => random.pick(&["a", "b", "c"]).to_owned(),
        "N" => (1 + random.below(50)).to_string(),
        word => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The digest of all, and of each key, which is what a failure is looked for in.
fn contents(server: &Server) -> (String, BTreeMap<String, String>) {
    let keys: Vec<String> = server.run("KEYS *").unwrap();
    let digest =
        |key: &String| -> Vec<String> { server.run(&format!("DEBUG DIGEST-VALUE {key}")).unwrap() };
    let each = keys.iter().map(|key| (key.clone(), digest(key).concat()));
    (server.run("DEBUG DIGEST").unwrap(), each.collect())
}

//! The header check finds what it is there to find.
//!
//! What cannot be had here (libclang, the servers' headers) is said on stderr, past the test runner's capture.

#![forbid(unsafe_code)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Outcome {
    code: Option<i32>,
    said: String,
}

fn headers(args: &[&str]) -> Outcome {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("headers")
        .args(args)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    Outcome {
        code: output.status.code(),
        said,
    }
}

/// Says that a test could not be done, where a person sees it.
fn not_checked(test: &str, said: &str) {
    let why = said
        .lines()
        .find(|line| line.contains("not checked") || line.contains("error:"))
        .unwrap_or(said);
    let _ = writeln!(std::io::stderr().lock(), "not checked: {test}: {why}");
}

fn include() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../redmod-sys/include")
}

/// One text in our header for another, and what the check is to say of it.
type Alteration = (&'static str, &'static str, &'static str);

/// A run of the check on a copy of our header with these alterations.
fn altered(alterations: &[Alteration]) -> Outcome {
    let copy = tempfile::tempdir().unwrap();
    let mut texts = ["redmod.h", "redmod_functions.h"]
        .map(|name| (name, std::fs::read_to_string(include().join(name)).unwrap()));
    for (from, to, _) in alterations {
        let places: usize = texts
            .iter()
            .map(|(_, text)| text.matches(from).count())
            .sum();
        assert_eq!(places, 1, "`{from}` is to be in our header exactly once");
        for (_, text) in &mut texts {
            *text = text.replace(from, to);
        }
    }
    for (name, text) in texts {
        std::fs::write(copy.path().join(name), text).unwrap();
    }
    headers(&["--include", copy.path().to_str().unwrap()])
}

/// Any one of these fails the check.
const EACH: [Alteration; 3] = [
    (
        "void *, TryAlloc, (size_t bytes)",
        "void *, TryAlloc, (unsigned bytes)",
        "TryAlloc: ours is `fn(c_uint)",
    ),
    (
        "#define REDISMODULE_KEYTYPE_ZSET   5",
        "#define REDISMODULE_KEYTYPE_ZSET   6",
        "REDISMODULE_KEYTYPE_ZSET: ours is `6`, theirs is `5`",
    ),
    (
        "int32_t sync;",
        "int64_t sync;",
        "RedisModuleFlushInfoV1: field 1: ours is `sync: i64` at 8, theirs is `sync: i32` at 8",
    ),
];

/// Made together in one copy, to save time; each is to be named.
const TOGETHER: [Alteration; 16] = [
    // A result, `const`, an argument of the only server that has the function.
    (
        "string, int, StringToDouble,",
        "string, long, StringToDouble,",
        "StringToDouble: ours is",
    ),
    (
        "call, const char *, CallReplyProto,",
        "call, char *, CallReplyProto,",
        "CallReplyProto: ours is",
    ),
    (
        "ClusterKeySlotC, (const char *key, size_t keylen)",
        "ClusterKeySlotC, (const char *key, int keylen)",
        "ClusterKeySlotC: ours is",
    ),
    // A first release, and a function that is not there.
    (
        "FN(7.0.0, 7.2,   NEW,  alloc, size_t, MallocSizeDict",
        "FN(8.0.0, 7.2,   NEW,  alloc, size_t, MallocSizeDict",
        "MallocSizeDict: this release has the function, though our list does not say so",
    ),
    (
        "FN(5.0.0, 7.2,   BASE, dict, uint64_t, DictSize, (RedisModuleDict *d))",
        "",
        "DictSize: this release has the function",
    ),
    // A constant that is no number, a constant's name, a value of an enum, an event.
    (
        "REDISMODULE_LOGLEVEL_DEBUG   \"debug\"",
        "REDISMODULE_LOGLEVEL_DEBUG   \"trace\"",
        "REDISMODULE_LOGLEVEL_DEBUG: ours is",
    ),
    (
        "#define REDISMODULE_YIELD_FLAG_NONE ",
        "#define REDISMODULE_YIELD_FLAG_NOT ",
        "REDISMODULE_YIELD_FLAG_NONE: ours lacks the constant",
    ),
    (
        "REDISMODULE_ARG_TYPE_BLOCK      = 8",
        "REDISMODULE_ARG_TYPE_BLOCK      = 9",
        "REDISMODULE_ARG_TYPE_BLOCK: ours is `9`, theirs is `8`",
    ),
    (
        "EVENT(SwapDB, SWAPDB)",
        "EVENT(SwapDB, KEY)",
        "RedisModuleEvent_SwapDB: ours is",
    ),
    // Fields in another order, of another length, by another name; one less and one more.
    (
        "    uint16_t port;\n    uint16_t db;",
        "    uint16_t db;\n    uint16_t port;",
        "RedisModuleClientInfoV1: field 4",
    ),
    (
        "char addr[46];",
        "char addr[47];",
        "RedisModuleClientInfoV1: field 3",
    ),
    (
        "RedisModuleTypeUnlinkFunc2 unlink2;",
        "RedisModuleTypeUnlinkFunc2 unlink3;",
        "RedisModuleTypeMethods: field 16",
    ),
    (
        "int limit;",
        "",
        "RedisModuleCommandKeySpec_fk_range: ours lacks field 2",
    ),
    (
        "    uint64_t seq;",
        "    uint64_t seq;\n    int more;",
        "RedisModuleStreamID: ours has it, none of these headers does",
    ),
    // A callback's argument, and a type that no server has.
    (
        "*RedisModuleTimerProc)(RedisModuleCtx *ctx, void *data)",
        "*RedisModuleTimerProc)(RedisModuleCtx *ctx, int data)",
        "RedisModuleTimerProc: ours is",
    ),
    (
        "typedef uint64_t RedisModuleTimerID;",
        "typedef uint64_t RedisModuleTimerID;\ntypedef int RedisModuleOddity;",
        "RedisModuleOddity: ours has it, none of these headers does",
    ),
];

#[test]
fn an_altered_header_is_told_from_the_servers_own() {
    let ours = headers(&[]);
    if ours.said.contains("not checked") || ours.said.contains("no libclang") {
        return not_checked("an altered header against the servers' own", &ours.said);
    }
    assert_eq!(ours.code, Some(0), "{}", ours.said);
    let runs = EACH.iter().map(std::slice::from_ref).chain([&TOGETHER[..]]);
    for alterations in runs {
        let outcome = altered(alterations);
        assert_eq!(outcome.code, Some(1), "{}", outcome.said);
        for (_, _, named) in alterations {
            assert!(
                outcome.said.contains(named),
                "`{named}` is not named:\n{}",
                outcome.said
            );
        }
    }
}

/// A made-up API of one release, and a server's header that agrees with it.
const OURS: &str = "typedef struct RedisModuleCtx RedisModuleCtx;\n\
    #define REDISMODULE_ONE 1\n\
    #define REDISMODULE_EVENTS(EVENT) \\\n    EVENT(Noon, NOON)\n\
    #define FN(redis, valkey, class, area, type, name, params) REDISMODULE_API type(*RedisModule_##name) params;\n\
    #define FN_AS(redis, valkey, class, area, type, name, server, params) FN(redis, valkey, class, area, type, name, params)\n\
    typedef struct RedisModulePairV1 { int a; long b; } RedisModulePairV1;\n\
    #include \"redmod_functions.h\"\n";
const FUNCTIONS: &str = "FN(1.0.0, 7.2, BASE, some, int, Add, (RedisModuleCtx *ctx, int more))\n\
    FN(2.0.0, -, NEW, some, int, Later, (void))\n\
    FN_AS(-, 7.2, NEW, some, int, Later_Valkey, Later, (int other))\n";
const THEIRS: &str = "typedef struct ValkeyModuleCtx ValkeyModuleCtx;\n\
    #define VALKEYMODULE_ONE (3 - 2) /* one */\n\
    typedef struct ValkeyModulePair { int a; long b; } ValkeyModulePairV1;\n\
    VALKEYMODULE_API int (*ValkeyModule_Add)(ValkeyModuleCtx *c, int other_name);\n\
    VALKEYMODULE_API int (*ValkeyModule_Later)(int other);\n";

/// Compares the two above, after a change of theirs, in the eyes of a release.
fn made_up(theirs: &str, release: &str) -> Option<Outcome> {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    std::fs::create_dir(folder.path().join("theirs")).unwrap();
    write("redmod.h", OURS);
    write("redmod_functions.h", FUNCTIONS);
    write("theirs/module.h", theirs);
    let file = folder.path().join("theirs/module.h");
    let outcome = headers(&[
        "--include",
        folder.path().to_str().unwrap(),
        "--against",
        file.to_str().unwrap(),
        "--release",
        release,
    ]);
    if outcome.said.contains("no libclang") {
        not_checked("a made-up header", &outcome.said);
        return None;
    }
    Some(outcome)
}

#[test]
fn headers_that_differ_in_their_words_alone_are_equal() {
    let Some(outcome) = made_up(THEIRS, "valkey 7.2.5") else {
        return;
    };
    assert_eq!(outcome.code, Some(0), "{}", outcome.said);
    assert!(
        outcome
            .said
            .contains("valkey 7.2.5: 2 functions, 1 constants, 2 structs, 0 types: equal"),
        "{}",
        outcome.said
    );
}

#[test]
fn each_difference_of_a_header_is_named() {
    for (from, to, release, named) in [
        (
            "int other_name",
            "long other_name",
            "valkey 7.2.5",
            "Add: ours is `fn(*mut RedisModuleCtx, c_int)",
        ),
        (
            "(3 - 2)",
            "(3 - 1)",
            "valkey 7.2.5",
            "REDISMODULE_ONE: ours is `1`, theirs is `2`",
        ),
        (
            "int a; long b;",
            "long a; int b;",
            "valkey 7.2.5",
            "RedisModulePairV1: field 0: ours is `a: c_int` at 0",
        ),
        (
            "int a; long b;",
            "int a; long b; int c;",
            "valkey 7.2.5",
            "RedisModulePairV1: ours lacks field 2; theirs is `c: c_int` at 16",
        ),
        (
            "#define VALKEYMODULE_ONE",
            "#define VALKEYMODULE_TWO 2\n#define VALKEYMODULE_ONE",
            "valkey 7.2.5",
            "REDISMODULE_TWO: ours lacks the constant",
        ),
        (
            "int (*ValkeyModule_Later)(int other);",
            "int x;",
            "valkey 7.2.5",
            "Later_Valkey: this release does not have it",
        ),
        // The function of that name that Redis has is another one, and came later.
        (
            "int other)",
            "void)",
            "redis 1.0.0",
            "Later: this release has the function, though our list does not say so",
        ),
    ] {
        let theirs = THEIRS.replacen(from, to, 1);
        assert_ne!(theirs, THEIRS);
        let Some(outcome) = made_up(&theirs, release) else {
            return;
        };
        assert_eq!(outcome.code, Some(1), "{}", outcome.said);
        assert!(
            outcome.said.contains(named),
            "`{named}` is not named:\n{}",
            outcome.said
        );
    }
}

#[test]
fn an_older_struct_may_be_shorter() {
    let Some(outcome) = made_up(&THEIRS.replace("int a; long b;", "int a;"), "valkey 7.2.5") else {
        return;
    };
    assert_eq!(outcome.code, Some(0), "{}", outcome.said);
}

#[test]
fn what_a_release_newer_than_ours_adds_is_no_difference() {
    let theirs = THEIRS.to_string() + "VALKEYMODULE_API int (*ValkeyModule_Newest)(void);\n";
    let Some(outcome) = made_up(&theirs, "valkey 99.0.0") else {
        return;
    };
    assert_eq!(outcome.code, Some(0), "{}", outcome.said);
    assert!(
        outcome.said.contains("new there: Newest"),
        "{}",
        outcome.said
    );
}

#[test]
fn a_release_is_written_in_one_way() {
    let outcome = headers(&["--against", "x.h", "--release", "dragonfly 1"]);
    assert_eq!(outcome.code, Some(2));
    assert!(
        outcome.said.contains("write it as `redis 8.0.6`"),
        "{}",
        outcome.said
    );
}

//! The header as C code sees it: it compiles without a warning, and its `RedisModule_Init` finds what there is.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Compiles C source; `None` where there is no C compiler.
fn compile(name: &str, sources: &[(&str, &str)], more: &[&str]) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let output = folder.join("out");
    let mut cc = Command::new("cc");
    cc.args([
        "-std=c11",
        "-Wall",
        "-Wextra",
        "-Wpedantic",
        "-Wconversion",
        "-Werror",
        "-O1",
    ]);
    cc.arg("-I")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("include"))
        .args(more)
        .arg("-o")
        .arg(&output);
    for (file, text) in sources {
        std::fs::write(folder.join(file), text).unwrap();
        cc.arg(folder.join(file));
    }
    match cc.output() {
        Ok(done) => {
            assert!(
                done.status.success(),
                "{}",
                String::from_utf8_lossy(&done.stderr)
            );
            Some(output)
        }
        Err(error) => {
            use std::io::Write as _;
            let _ = writeln!(
                std::io::stderr().lock(),
                "not checked: the C header: cc: {error}"
            );
            None
        }
    }
}

/// A server whose functions are not called, but for the two that `RedisModule_Init` calls.
const SERVER: &str = r#"
#include "redmod.h"
#include <stdio.h>
#include <string.h>

static const char *knows[2];
static const char *lacks = "";
static int busy;

static int is_busy(const char *name) { return busy && !strcmp(name, "taken"); }
static void set_attributes(RedisModuleCtx *ctx, const char *name, int ver, int apiver) {
    REDISMODULE_NOT_USED(ctx); REDISMODULE_NOT_USED(name); REDISMODULE_NOT_USED(ver); REDISMODULE_NOT_USED(apiver);
}
static void any(void) {}

static int get_api(const char *name, void *pointer) {
    for (int i = 0; i < 2; i++) {
        if (!knows[i] || strncmp(name, knows[i], strlen(knows[i]))) continue;
        const char *bare = name + strlen(knows[i]);
        if (!strcmp(bare, lacks) || !strcmp(bare, "GetApi")) return REDISMODULE_ERR;
        void (*found)(void) = any;
        if (!strcmp(bare, "IsModuleNameBusy")) found = (void (*)(void))is_busy;
        if (!strcmp(bare, "SetModuleAttribs")) found = (void (*)(void))set_attributes;
        memcpy(pointer, &found, sizeof(found));
        return REDISMODULE_OK;
    }
    return REDISMODULE_ERR;
}

static int init(const char *one, const char *two, const char *name) {
    static int (*context[2])(const char *, void *) = {get_api, NULL};
    knows[0] = one, knows[1] = two;
    return RedisModule_Init((RedisModuleCtx *)context, name, 1, REDISMODULE_APIVER_1);
}

#define EXPECT(condition) do { if (!(condition)) { printf("line %d: %s\n", __LINE__, #condition); return 1; } } while (0)

int main(void) {
    const char *redis = "RedisModule_", *valkey = "ValkeyModule_";
    EXPECT(init(redis, NULL, "free") == REDISMODULE_OK);
    EXPECT(RedisModule_GetApi == get_api && RedisModule_Alloc && RedisModule_Yield && RedisModule__Assert);
    /* Redis never had the one, and knows the other by another prototype. */
    EXPECT(!RedisModule_ClusterKeySlotC && !RedisModule_ACLCheckKeyPrefixPermissions_Valkey);
    EXPECT(RedisModule_ACLCheckKeyPrefixPermissions);

    EXPECT(init(redis, valkey, "free") == REDISMODULE_OK);
    EXPECT(RedisModule_ClusterKeySlotC && RedisModule_ACLCheckKeyPrefixPermissions_Valkey);
    EXPECT(!RedisModule_ACLCheckKeyPrefixPermissions && !RedisModule_GetInternalSecret);

    EXPECT(init(valkey, NULL, "free") == REDISMODULE_OK);
    EXPECT(RedisModule_Alloc && RedisModule_ClusterKeySlotC);

    lacks = "Yield";
    EXPECT(init(redis, valkey, "free") == REDISMODULE_OK && !RMAPI_FUNC_SUPPORTED(RedisModule_Yield));

    busy = 1;
    EXPECT(init(redis, NULL, "taken") == REDISMODULE_ERR);
    EXPECT(init(redis, NULL, "free") == REDISMODULE_OK);

    RedisModuleClientInfo info = REDISMODULE_CLIENTINFO_INITIALIZER_V1;
    RedisModuleCommandInfo command = {.version = REDISMODULE_COMMAND_INFO_VERSION, .arity = 2};
    EXPECT(info.version == 1 && command.version->sizeof_arg == sizeof(RedisModuleCommandArg));
    EXPECT(RedisModuleEvent_FlushDB.id == REDISMODULE_EVENT_FLUSHDB && RedisModule_IsAOFClient(UINT64_MAX));
    return 0;
}
"#;

#[test]
fn init_finds_what_the_server_has_under_either_prefix() {
    let Some(server) = compile("init", &[("server.c", SERVER)], &[]) else {
        return;
    };
    let done = Command::new(server).output().unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stdout)
    );
}

#[test]
fn a_module_may_have_several_source_files() {
    let one = "#define REDISMODULE_API\n#include \"redmod.h\"\nint other(void);\n\
               int main(void) { return other() && !RedisModule_Alloc ? 0 : 1; }";
    let other = "#define REDISMODULE_API extern\n#define REDMOD_NO_INIT\n#include \"redmod.h\"\n\
                 int other(void);\nint other(void) { return RedisModule_Alloc == NULL; }";
    let Some(module) = compile("files", &[("one.c", one), ("other.c", other)], &[]) else {
        return;
    };
    assert!(Command::new(module).status().unwrap().success());
}

/// What the tests of `LongDouble` assume, asked of a C compiler.
#[test]
fn long_doubles_are_passed_as_c_passes_them() {
    use redmod_sys::{LongDouble, LongDoubleArg};
    use std::ffi::{CString, c_char, c_int, c_void};

    let source = "double as_double(void *x, long double b, int c);\n\
                  double as_double(void *x, long double b, int c) { return (double)b + c + (x ? 0.25 : 0.5); }\n\
                  long double halved(void *of);\n\
                  long double halved(void *of) { return *(long double *)of / 2; }\n";
    let Some(library) = compile(
        "long_double",
        &[("long_double.c", source)],
        &["-shared", "-fPIC"],
    ) else {
        return;
    };

    unsafe extern "C" {
        fn dlopen(path: *const c_char, flags: c_int) -> *mut c_void;
        fn dlsym(library: *mut c_void, name: *const c_char) -> *mut c_void;
    }
    let path = CString::new(library.to_str().unwrap()).unwrap();
    const RTLD_NOW: c_int = 2;
    // SAFETY: the library has no constructors; its name is a C string.
    let library = unsafe { dlopen(path.as_ptr(), RTLD_NOW) };
    assert!(!library.is_null());
    // SAFETY: the library is open; the name is a C string.
    let (as_double, halved) = unsafe {
        (
            dlsym(library, c"as_double".as_ptr()),
            dlsym(library, c"halved".as_ptr()),
        )
    };

    // SAFETY: the C function has this type.
    let as_double = unsafe {
        std::mem::transmute::<*mut c_void, unsafe extern "C" fn(*mut u8, LongDoubleArg, c_int) -> f64>(
            as_double,
        )
    };
    let argument = LongDouble::from_f64(1234.5).arg();
    // SAFETY: the function only looks whether the pointer is null.
    let sum = unsafe { as_double(std::ptr::null_mut(), argument, 7) };
    assert_eq!(sum, 1242.0);

    // SAFETY: `ReturnsLongDouble` is one pointer, to a C function that takes a pointer and returns a long double.
    let halved = unsafe {
        std::mem::transmute::<*mut c_void, redmod_sys::ReturnsLongDouble<*mut LongDouble>>(halved)
    };
    for value in [85.0, -0.5, 1e308, f64::MIN_POSITIVE] {
        let mut of = LongDouble::from_f64(value);
        // SAFETY: the pointer is to a long double.
        let half = unsafe { halved.call(&mut of) };
        assert_eq!(half.to_f64(), value / 2.0);
    }
}

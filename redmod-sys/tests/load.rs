//! The table against made-up servers, each a look-up function that knows some names.

use redmod_sys::*;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::sync::{Mutex, MutexGuard};

thread_local! {
    /// What the server on this thread has: C names and pointers.
    static KNOWN: RefCell<HashMap<String, usize>> = RefCell::default();
}

unsafe extern "C" fn get_api(name: *const c_char, pointer: *mut c_void) -> c_int {
    // SAFETY: `load` passes a NUL-terminated name.
    let name = unsafe { CStr::from_ptr(name) }.to_str().unwrap();
    let Some(found) = KNOWN.with_borrow(|known| known.get(name).copied()) else {
        return REDISMODULE_ERR;
    };
    // SAFETY: `load` passes where to write a pointer.
    unsafe { *pointer.cast::<usize>() = found };
    REDISMODULE_OK
}

/// A server of one family and a pointer for each function: `generation` and its slot, never called.
fn server(prefixes: &[&str], has: impl Fn(&Function) -> bool, generation: usize) {
    let known = |(slot, function): (usize, &Function)| {
        prefixes
            .iter()
            .map(move |prefix| (format!("{prefix}{}", function.name), generation + slot))
            .collect::<Vec<_>>()
    };
    let functions = FUNCTIONS
        .iter()
        .enumerate()
        .filter(|(_, function)| has(function))
        .flat_map(known)
        .collect();
    KNOWN.set(functions);
}

fn forget(name: &str) {
    KNOWN.with_borrow_mut(|known| known.retain(|c_name, _| !c_name.ends_with(&format!("_{name}"))));
}

/// Loads from the made-up server. The table is one for the process: the guard keeps other tests away from it.
fn load_table() -> (Result<(), Missing>, MutexGuard<'static, ()>) {
    static TABLE: Mutex<()> = Mutex::new(());
    let guard = TABLE
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    let mut context = [get_api as *const c_void, std::ptr::null()];
    // SAFETY: the context's first word is a look-up function; the guard keeps other threads away, and no test keeps
    // a reference to the table beyond its guard.
    (unsafe { load(context.as_mut_ptr().cast()) }, guard)
}

const REDIS: [&str; 1] = ["RedisModule_"];
const VALKEY: [&str; 2] = ["RedisModule_", "ValkeyModule_"];
const VALKEY_7_2_4: [&str; 1] = ["ValkeyModule_"];

fn on_redis(function: &Function) -> bool {
    function.redis.is_some()
}

fn on_valkey(function: &Function) -> bool {
    function.valkey.is_some()
}

fn slot(generation: usize, symbol: Symbol) -> Option<usize> {
    Some(generation + symbol as usize)
}

#[test]
fn every_function_is_found_under_either_prefix() {
    for (prefixes, has, family) in [
        (&REDIS[..], on_redis as fn(&Function) -> bool, Server::Redis),
        (&VALKEY[..], on_valkey, Server::Valkey),
        (&VALKEY_7_2_4[..], on_valkey, Server::Valkey),
    ] {
        server(prefixes, has, 0x1000);
        let (loaded, _guard) = load_table();
        loaded.unwrap();
        assert!(is_loaded());
        assert_eq!(redmod_sys::server(), Some(family));
        // SAFETY: loaded, and the guard is held.
        let api = unsafe { api() };
        assert_eq!(api.Alloc as usize, slot(0x1000, Symbol::Alloc).unwrap());
        assert_eq!(
            api.HoldString.map(|f| f as usize),
            slot(0x1000, Symbol::HoldString)
        );
        assert_eq!(api.Yield.map(|f| f as usize), slot(0x1000, Symbol::Yield));
        assert_eq!(api.GetApi as usize, get_api as *const () as usize);
        assert!(has_all(has));
    }
}

fn has_all(has: fn(&Function) -> bool) -> bool {
    symbols().all(|symbol| redmod_sys::has(symbol) == has(symbol.function()))
}

fn symbols() -> impl Iterator<Item = Symbol> {
    (0..FUNCTIONS.len() as u16).map(|slot| {
        // SAFETY: there is a symbol for each slot.
        unsafe { std::mem::transmute::<u16, Symbol>(slot) }
    })
}

#[test]
fn a_function_of_the_other_prefix_alone_is_found_too() {
    server(&VALKEY, on_valkey, 0x1000);
    KNOWN.with_borrow_mut(|known| {
        known.remove("ValkeyModule_OpenKey");
    });
    let (loaded, _guard) = load_table();
    loaded.unwrap();
    assert!(has(Symbol::OpenKey));
}

#[test]
fn a_newer_function_may_be_missing() {
    server(
        &REDIS,
        |function| function.baseline && function.name != "HoldString",
        0x1000,
    );
    let (loaded, _guard) = load_table();
    loaded.unwrap();
    // SAFETY: loaded, and the guard is held.
    let api = unsafe { api() };
    assert!(api.HoldString.is_none() && api.SetCommandInfo.is_none());
    assert!(!has(Symbol::HoldString) && has(Symbol::RetainString));
}

#[test]
fn a_missing_baseline_function_is_named_with_its_first_release() {
    server(&REDIS, on_redis, 0x1000);
    for name in ["Fork", "CreateDict", "FreeDict"] {
        forget(name);
    }
    let (loaded, _guard) = load_table();
    let missing = loaded.unwrap_err();
    let names: Vec<_> = missing.functions().map(|function| function.name).collect();
    assert_eq!(names, ["CreateDict", "FreeDict", "Fork"]);
    assert_eq!(
        missing.to_string(),
        "3 functions are missing: since Redis 5.0.0, Valkey 7.2: CreateDict, FreeDict; since Redis 6.0.0, Valkey 7.2: Fork"
    );
    assert_eq!(
        format!("{missing:.80}"),
        "3 functions are missing: since Redis 5.0.0, Valkey 7.2: CreateDict, and 2 more"
    );
    assert_eq!(
        missing.functions().next().unwrap().to_string(),
        "CreateDict (Redis 5.0.0, Valkey 7.2)"
    );
    assert_eq!(missing.server(), Server::Redis);
    assert_eq!(
        missing.log().map(|log| log as usize),
        slot(0x1000, Symbol::Log)
    );
    assert!(!is_loaded() && redmod_sys::server().is_none() && !has(Symbol::Alloc));
}

#[test]
fn redis_5_is_refused_and_redis_6_is_not() {
    let release = |function: &Function| {
        function
            .redis
            .map(|redis| redis[..1].parse::<u32>().unwrap())
    };
    server(
        &REDIS,
        |function| release(function).is_some_and(|major| major <= 5),
        0x1000,
    );
    let (loaded, guard) = load_table();
    assert_eq!(loaded.unwrap_err().functions().count(), 78);
    drop(guard);
    server(
        &REDIS,
        |function| function.redis.is_some_and(|redis| redis <= "6.0.0"),
        0x1000,
    );
    load_table().0.unwrap();
}

#[test]
fn each_load_sets_every_pointer_anew() {
    server(&REDIS, on_redis, 0x1000);
    load_table().0.unwrap();
    server(&REDIS, |function| function.required, 0x8000);
    let (loaded, _guard) = load_table();
    loaded.unwrap();
    // SAFETY: loaded, and the guard is held.
    let api = unsafe { api() };
    assert_eq!(api.Free as usize, slot(0x8000, Symbol::Free).unwrap());
    assert!(api.Yield.is_none() && api.HoldString.is_none());
}

#[test]
fn a_failed_load_undoes_the_one_before() {
    server(&REDIS, on_redis, 0x1000);
    load_table().0.unwrap();
    forget("Log");
    let (loaded, _guard) = load_table();
    assert!(loaded.unwrap_err().log().is_none());
    assert!(!is_loaded());
}

/// Valkey answers to the Redis name as well, but its function takes other arguments.
#[test]
fn a_name_that_means_another_function_on_each_server_is_one_field_for_each() {
    let everywhere =
        |function: &Function| function.required || function.name == "ACLCheckKeyPrefixPermissions";
    for (prefixes, on_redis, on_valkey) in [
        (&REDIS[..], true, false),
        (&VALKEY[..], false, true),
        (&VALKEY_7_2_4[..], false, true),
    ] {
        server(prefixes, everywhere, 0x1000);
        let (loaded, _guard) = load_table();
        loaded.unwrap();
        // SAFETY: loaded, and the guard is held.
        let api = unsafe { api() };
        assert_eq!(api.ACLCheckKeyPrefixPermissions.is_some(), on_redis);
        assert_eq!(api.ACLCheckKeyPrefixPermissions_Valkey.is_some(), on_valkey);
    }
}

/// Should Redis one day have a function that only Valkey has today, its prototype is not known.
#[test]
fn what_the_server_never_had_is_not_looked_up() {
    server(&REDIS, |_| true, 0x1000);
    let (loaded, _guard) = load_table();
    loaded.unwrap();
    assert!(!has(Symbol::ClusterKeySlotC) && has(Symbol::HashFieldMinExpire));
}

#[test]
fn a_registered_name_without_a_function_counts_as_missing() {
    server(&REDIS, on_redis, 0x1000);
    KNOWN.with_borrow_mut(|known| {
        known.insert("RedisModule_Yield".into(), 0);
        known.insert("RedisModule_Call".into(), 0);
    });
    let (loaded, _guard) = load_table();
    assert_eq!(format!("{:?}", loaded.unwrap_err()), r#"["Call"]"#);
}

#[test]
fn what_is_found_can_be_called() {
    unsafe extern "C" fn milliseconds() -> mstime_t {
        1_234_567_890_123
    }
    server(&REDIS, on_redis, 0x1000);
    KNOWN.with_borrow_mut(|known| {
        known.insert(
            "RedisModule_Milliseconds".into(),
            milliseconds as *const () as usize,
        );
    });
    let (loaded, _guard) = load_table();
    loaded.unwrap();
    // SAFETY: loaded, and the guard is held.
    let api = unsafe { api() };
    // SAFETY: it is the function above.
    assert_eq!(unsafe { (api.Milliseconds)() }, 1_234_567_890_123);
}

#[test]
fn the_data_says_what_the_api_is() {
    assert_eq!(
        FUNCTIONS
            .iter()
            .filter(|function| function.baseline)
            .count(),
        230
    );
    assert_eq!(
        FUNCTIONS
            .iter()
            .filter(|function| function.required)
            .count(),
        229
    );
    // 386 names, one of which is two functions.
    assert_eq!(FUNCTIONS.len(), 387);
    assert_eq!(
        FUNCTIONS
            .iter()
            .map(|function| function.name)
            .collect::<std::collections::HashSet<_>>()
            .len(),
        386
    );
    let hold = Symbol::HoldString.function();
    assert_eq!(
        (hold.redis, hold.valkey, hold.baseline, hold.required),
        (Some("6.0.7"), Some("7.2"), true, false)
    );
    assert_eq!(Symbol::ClusterKeySlotC.function().redis, None);
    for symbol in symbols() {
        let (symbol, name) = (format!("{symbol:?}"), symbol.function().name);
        assert_eq!(symbol.strip_suffix("_Valkey").unwrap_or(&symbol), name);
    }
}

//! Clients that wait: for a thread, and for keys.

#![forbid(unsafe_code)]

use std::cell::RefCell;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use redmod::key::Any;
use redmod::prelude::*;
use redmod::{Blocked, BlockedClient, ServerContext};

redmod::module! { name: "blocked", version: 1 }

type Client = BlockedClient<Result<String>>;

/// Clients that nobody has answered yet, the oldest first.
static HELD: Mutex<Vec<Client>> = Mutex::new(Vec::new());

/// Values that nobody has got.
static RETURNED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// How many clients have gone.
static GONE: AtomicU64 = AtomicU64::new(0);

/// How many values are there that a thread has made.
static ALIVE: AtomicU64 = AtomicU64::new(0);

fn block(cx: &Context, timeout: Duration) -> Result<Blocked<Result<String>>> {
    let (blocked, client) = cx.block_client(timeout)?;
    HELD.lock()?.push(client);
    Ok(blocked.on_timeout("late").on_disconnect(|_| {
        GONE.fetch_add(1, Ordering::Relaxed);
    }))
}

// ANCHOR: sum
/// Adds up the numbers to this one; the client waits for that, and nobody else.
#[command]
fn sum(cx: &Context, n: u64) -> Result<Blocked<u64>> {
    let (blocked, client) = cx.block_client(Duration::from_secs(10))?;
    thread::spawn(move || client.unblock((1..=n).sum()));
    Ok(blocked.on_timeout(Err::<(), _>(TOO_LONG)))
}

const TOO_LONG: Error = Error::fixed(c"ERR that would take too long");
// ANCHOR_END: sum

/// Runs the function with the oldest client on a thread, and waits for that.
fn with_client(f: impl FnOnce(Client) + Send + 'static) -> Result<bool> {
    if HELD.lock()?.is_empty() {
        return Err(Error::new("nobody waits"));
    }
    let client = HELD.lock()?.remove(0);
    Ok(thread::spawn(move || f(client)).join().is_ok())
}

#[command]
fn hold(cx: &Context, timeout: Millis) -> Result<Blocked<Result<String>>> {
    block(cx, *timeout)
}

#[command]
fn plainly(cx: &Context, timeout: Millis) -> Result<Blocked<Result<String>>> {
    let (blocked, client) = cx.block_client(*timeout)?;
    HELD.lock()?.push(client);
    Ok(blocked)
}

#[command]
fn maybe(cx: &Context, wait: bool) -> Result<Option<Blocked<Result<String>>>> {
    wait.then(|| block(cx, Duration::ZERO)).transpose()
}

#[command]
fn answer(value: String) -> Result<bool> {
    with_client(|client| client.unblock(Ok(value)))
}

#[command]
fn answer_here(value: String) -> Result<()> {
    HELD.lock()?.remove(0).unblock(Ok(value));
    Ok(())
}

/// Answers, and keeps the server busy until a client that waits for a second has waited too long.
#[command]
fn answer_and_stay(value: String) -> Result<()> {
    HELD.lock()?.remove(0).unblock(Ok(value));
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_millis(1100) {}
    Ok(())
}

#[command]
fn answer_error() -> Result<bool> {
    with_client(|client| client.unblock(Err(Error::new("as asked"))))
}

#[command]
fn answer_or(value: String) -> Result<bool> {
    with_client(|client| {
        client.unblock_or(Ok(value), |_, value| {
            let value = value.unwrap_or_default();
            RETURNED.lock().unwrap().push(value);
        });
    })
}

#[command]
fn drop_client() -> Result<bool> {
    with_client(drop)
}

#[command]
fn panic_client() -> Result<bool> {
    with_client(|client| {
        let _client = client;
        panic!("as asked");
    })
}

#[command]
fn measured() -> Result<bool> {
    with_client(|mut client| {
        let measured = client.measure_time();
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_millis(20) {}
        drop(measured);
        client.unblock(Ok("measured".into()));
    })
}

#[command]
fn held() -> Result<Vec<bool>> {
    Ok(HELD.lock()?.iter().map(BlockedClient::is_waiting).collect())
}

#[command]
fn returned() -> Result<Vec<String>> {
    Ok(RETURNED.lock()?.clone())
}

#[command]
fn gone() -> u64 {
    GONE.load(Ordering::Relaxed)
}

/// A value that is counted.
struct Counted;

impl Counted {
    fn new() -> Counted {
        ALIVE.fetch_add(1, Ordering::Relaxed);
        Counted
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Reply for Counted {
    fn reply(&self, out: &mut redmod::reply::Writer<'_>) {
        out.bulk(b"counted");
    }
}

#[command]
fn alive() -> u64 {
    ALIVE.load(Ordering::Relaxed)
}

/// Holds clients whose values are counted, as are those of their closures.
static COUNTED: Mutex<Vec<BlockedClient<Counted>>> = Mutex::new(Vec::new());

#[command]
fn hold_counted(cx: &Context, timeout: Millis) -> Result<Blocked<Counted>> {
    let (blocked, client) = cx.block_client(*timeout)?;
    COUNTED.lock()?.push(client);
    let captured = Counted::new();
    let blocked = blocked.on_disconnect(move |_| drop(captured));
    Ok(blocked.on_timeout(Counted::new()))
}

#[command]
fn answer_counted() -> Result<usize> {
    let clients: Vec<_> = COUNTED.lock()?.drain(..).collect();
    let count = clients.len();
    thread::spawn(move || {
        clients
            .into_iter()
            .for_each(|client| client.unblock(Counted::new()));
    });
    Ok(count)
}

#[command(keys = 1..1)]
fn pop_counted(cx: &Context, key: KeyName, timeout: Millis) -> Result<Blocked<Counted>> {
    let captured = Counted::new();
    cx.block_on_key(&key, *timeout, move |cx, key| {
        let _ = &captured;
        Ok(cx.exists(key)?.then(Counted::new))
    })
}

#[command]
fn fail_after(cx: &Context, answer: bool) -> Result<Blocked<Result<String>>> {
    let _blocked = block(cx, Duration::ZERO)?;
    if answer {
        with_client(|client| client.unblock(Ok("too late".into())))?;
    }
    Err(Error::new("after all"))
}

#[command]
fn fail_after_or(cx: &Context) -> Result<Blocked<Result<String>>> {
    let _blocked = block(cx, Duration::ZERO)?;
    answer_or("mine".to_owned())?;
    Err(Error::new("after all"))
}

#[command]
fn panic_after(cx: &Context) -> Result<Blocked<Result<String>>> {
    let _blocked = block(cx, Duration::ZERO)?;
    panic!("as asked");
}

#[command]
fn forget_after(cx: &Context) -> Result<&'static str> {
    std::mem::forget(block(cx, Duration::ZERO)?);
    Ok("forgotten")
}

#[command]
fn beside(cx: &Context) -> Result<(Blocked<Result<String>>, u64)> {
    Ok((block(cx, Duration::ZERO)?, 1))
}

#[command]
fn twice(cx: &Context) -> Result<Blocked<Result<String>>> {
    let blocked = block(cx, Duration::ZERO)?;
    match block(cx, Duration::ZERO) {
        Ok(_) => Err(Error::new("twice")),
        Err(error) => {
            redmod::notice!("the second time: {error}");
            Ok(blocked)
        }
    }
}

thread_local! {
    static STASH: RefCell<Option<Blocked<Result<String>>>> = const { RefCell::new(None) };
}

#[command]
fn stash(cx: &Context, timeout: Millis) -> Result<&'static str> {
    let blocked = block(cx, *timeout)?;
    STASH.set(Some(blocked));
    Ok("stashed")
}

#[command]
fn unstash() -> Option<Blocked<Result<String>>> {
    STASH.take()
}

#[command]
fn call_hold(cx: &mut Context, timeout: u64) -> Result<String> {
    cx.call("BLOCKED.HOLD", timeout)
}

#[command(keys = 1..1)]
fn call_pop(cx: &mut Context, key: KeyName) -> Result<Option<String>> {
    cx.call("BLOCKED.POP", (0, key))
}

/// Unblocks or kills a client, from a thread.
#[command]
fn from_thread(cx: &Context, action: String, id: u64, by: Option<String>) -> Result<()> {
    let mut detached = cx.detached()?;
    thread::spawn(move || {
        let mut cx = detached.lock();
        let done = match by {
            Some(by) => cx.call::<u64>("CLIENT", (&action, &by, id)),
            None => cx.call::<u64>("CLIENT", (&action, id)),
        };
        redmod::notice!("from a thread: {done:?}");
    });
    Ok(())
}

/// Sets a key on a thread, and answers then.
#[command(flags = "write", replicate = explicit)]
fn set_later(cx: &Context, key: String, value: String) -> Result<Blocked<()>> {
    let mut detached = cx.detached()?;
    let (blocked, client) = cx.block_client(Duration::ZERO)?;
    thread::spawn(move || {
        let mut cx = detached.lock();
        let _ = cx.call::<()>("SET", (&key, &value));
        let _ = cx.replicate("SET", (&key, &value));
        client.unblock(());
    });
    Ok(blocked)
}

fn take(cx: &ServerContext, key: &ServerStr) -> Result<Option<(String, String)>> {
    let mut list = cx.key_mut::<List>(key)?;
    let Some(element) = list.pop_front() else {
        return Ok(None);
    };
    let element = element.to_str()?.to_owned();
    Ok(Some((key.to_str()?.to_owned(), element)))
}

#[command(flags = "write", keys = 2..-1)]
fn pop(cx: &Context, timeout: Millis, keys: Rest<KeyName>) -> Result<Blocked<(String, String)>> {
    let keys = keys.collect::<Result<Vec<_>>>()?;
    cx.block_on_keys(&keys, *timeout, take)
}

#[command(flags = "write", keys = 1..1, replicate = explicit)]
fn pop_explicitly(cx: &Context, key: KeyName) -> Result<Blocked<(String, String)>> {
    cx.block_on_key(&key, Duration::ZERO, |cx, key| {
        let taken = take(cx, key)?;
        if taken.is_some() {
            cx.replicate("LPOP", key)?;
        }
        Ok(taken)
    })
}

/// Waits for two elements at once, and counts how often it looks.
#[command(flags = "write", keys = 1..1)]
fn pop_two(cx: &Context, key: KeyName) -> Result<Blocked<(u64, Vec<String>)>> {
    let mut looks = 0;
    cx.block_on_key(&key, Duration::ZERO, move |cx, key| {
        looks += 1;
        if cx.key::<List>(key)?.len() < 2 {
            return Ok(None);
        }
        let mut both = Vec::new();
        while both.len() < 2
            && let Some((_, element)) = take(cx, key)?
        {
            both.push(element);
        }
        Ok(Some((looks, both)))
    })
}

#[command(flags = "write", keys = 1..1)]
fn take_key(cx: &Context, key: KeyName, timeout: Millis) -> Result<Blocked<&'static str>> {
    let blocked = cx.block_on_key(&key, *timeout, |cx, key| {
        let mut key = cx.key_mut::<Any>(key)?;
        if key.is_empty() {
            return Ok(None);
        }
        key.delete();
        Ok(Some("taken"))
    })?;
    Ok(blocked.on_timeout(Status(c"LATE")))
}

#[command(flags = "readonly", keys = 1..1)]
fn peek(cx: &Context, key: KeyName) -> Result<Blocked<String>> {
    cx.block_on_key(&key, Duration::ZERO, |cx, key| {
        let mut value = cx.key::<Str>(key)?;
        let text = value
            .get()
            .map(|it| String::from_utf8_lossy(it).into_owned());
        Ok(text.filter(|it| it != "not this"))
    })
}

#[command(flags = "readonly", keys = 1..1)]
fn write_in_read(cx: &Context, key: KeyName) -> Result<Blocked<()>> {
    cx.block_on_key(&key, Duration::ZERO, |cx, key| {
        let exists = cx.exists(key)?;
        let mut value = if exists {
            cx.key_mut::<Str>(key)?
        } else {
            return Ok(None);
        };
        value.set("written").map(Some)
    })
}

#[command(flags = "readonly", keys = 1..1)]
fn panic_at_key(cx: &Context, key: KeyName) -> Result<Blocked<()>> {
    cx.block_on_key(&key, Duration::ZERO, |cx, key| {
        if cx.exists(key)? {
            panic!("as asked");
        }
        Ok(None)
    })
}

#[command(flags = "readonly", keys = 1..1)]
fn until_deleted(cx: &Context, key: KeyName) -> Result<Blocked<&'static str>> {
    cx.block_on_keys_or_deletion(&[key], Duration::ZERO, |cx, key| {
        Ok((!cx.exists(key)?).then_some("deleted"))
    })
}

#[command(flags = "readonly", keys = 1..1)]
fn fail_at_key(cx: &Context, key: KeyName) -> Result<Blocked<()>> {
    let _blocked = cx.block_on_key(&key, Duration::ZERO, |_, _| Ok(None::<()>))?;
    Err(Error::new("after all"))
}

#[command(flags = "write deny-oom", keys = 1..1)]
fn push(mut list: KeyMut<List>, element: &ServerStr) -> Result<()> {
    list.push_back(element)?;
    list.signal_ready()
}

#[command]
fn signal(cx: &Context, key: &str) {
    cx.signal_ready(key);
}

#[command]
fn signal_from_timer(cx: &Context, key: String) {
    cx.after(Duration::ZERO, move |cx| cx.signal_ready(&key))
        .detach();
}

#[command]
fn signal_from_thread(cx: &Context, key: String) -> Result<()> {
    let mut detached = cx.detached()?;
    thread::spawn(move || detached.lock().signal_ready(&key));
    Ok(())
}

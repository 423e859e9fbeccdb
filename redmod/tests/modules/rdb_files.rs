//! Databases that are saved to a file, and loaded from one.

#![forbid(unsafe_code)]

use std::thread;

use redmod::prelude::*;

redmod::module! { name: "rdb" }

// ANCHOR: files
/// Saves all databases to a file in the server's folder.
#[command(flags = "admin")]
fn save(cx: &mut Context, file: &str) -> Result<()> {
    cx.save_rdb(file)
}

/// Goes back to what a file has.
#[command(flags = "write admin", replicate = none)]
fn load(cx: &mut Context, file: &str) -> Result<()> {
    cx.load_rdb(file)
}
// ANCHOR_END: files

#[command(flags = "readonly")]
fn load_reading(cx: &mut Context, file: &str) -> Result<()> {
    cx.load_rdb(file)
}

#[command(flags = "write")]
fn load_verbatim(cx: &mut Context, file: &str) -> Result<()> {
    cx.load_rdb(file)
}

/// Sets a key, forgets that it is open, and saves or loads.
#[command(flags = "write", replicate = none)]
fn forget(cx: &mut Context, file: &str, load: bool) -> Result<u64> {
    std::mem::forget(cx.key_mut::<Str>("forgotten")?);
    if load {
        cx.load_rdb(file)?;
    } else {
        cx.save_rdb(file)?;
    }
    Ok(cx.database_size())
}

/// What a thread gets for an answer is in the log.
#[command]
fn load_on_thread(cx: &mut Context, file: String) -> Result<()> {
    let mut detached = cx.detached()?;
    thread::spawn(move || {
        let loaded = detached.lock().load_rdb(&file);
        redmod::notice!("on a thread: {loaded:?}");
    });
    Ok(())
}

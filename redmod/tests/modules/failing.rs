//! Commands that write, and then end in an error or a panic.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "failing", version: 1 }

/// Writes one key, ends so, or writes the other one too. It is replicated as it is.
#[command(flags = "write deny-oom", keys = 1..2)]
fn write(cx: &mut Context, first: KeyName, second: KeyName, value: i64, how: &str) -> Result<()> {
    add(cx, &first, value)?;
    end(how)?;
    add(cx, &second, value)
}

/// The same, with words of its own for the replicas.
#[command(flags = "write deny-oom", keys = 1..2, replicate = explicit)]
fn tell(cx: &mut Context, first: KeyName, second: KeyName, value: i64, how: &str) -> Result<()> {
    for key in [first, second] {
        cx.call::<i64>("INCRBY", (key, value))?;
        cx.replicate("INCRBY", (key, value))?;
        end(how)?;
    }
    Ok(())
}

/// Adds a value to what the key holds; its type comes of the value where it holds nothing.
fn add(cx: &mut Context, name: &KeyName, value: i64) -> Result<()> {
    let text = value.to_string();
    match value % 5 {
        0 => cx.key_mut::<Str>(name)?.set(&text),
        1 => cx.key_mut::<List>(name)?.push_back(&text),
        2 => cx.key_mut::<Set>(name)?.add(&text).map(drop),
        3 => cx.key_mut::<ZSet>(name)?.incr(&text, 1.0).map(drop),
        _ => {
            cx.key_mut::<Hash>(name)?.set(&text, &text);
            Ok(())
        }
    }
}

fn end(how: &str) -> Result<()> {
    match how {
        "panic" => panic!("as it was told"),
        "error" => Err(Error::fixed(c"ERR as it was told")),
        _ => Ok(()),
    }
}

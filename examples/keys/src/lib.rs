//! Keys: by position, by count and behind a token.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "keys", version: 1 }

// ANCHOR: fixed
/// Exchanges the values of two keys.
#[command(flags = "write deny-oom", keys = 1..2)]
fn swap(keys: [KeyMut<Str>; 2]) -> Result<()> {
    let [mut a, mut b] = keys;
    let old = [&mut b, &mut a].map(|key| key.get().map(<[u8]>::to_vec));
    for (key, value) in [a, b].iter_mut().zip(old) {
        match value {
            Some(value) => key.set(&value)?,
            None => _ = key.delete(),
        }
    }
    Ok(())
}
// ANCHOR_END: fixed

// ANCHOR: token
/// Where the text goes, and what stands in it.
#[derive(Args)]
struct JoinOptions<'a> {
    /// A key for the text
    #[arg(token)]
    store: Option<KeyMut<'a, Str>>,
    /// What comes between the two
    #[arg(token)]
    separator: Option<&'a [u8]>,
}

/// Replies the values of two keys as one text, and stores it where that is said.
#[command(flags = "write deny-oom", keys = 1..2, key_flags(parts = "RO ACCESS"))]
fn join(parts: [Key<Str>; 2], options: JoinOptions) -> Result<Vec<u8>> {
    let [mut first, mut second] = parts;
    let mut text = first.get().unwrap_or_default().to_vec();
    text.extend(options.separator.unwrap_or_default());
    text.extend(second.get().unwrap_or_default());
    if let Some(mut store) = options.store {
        store.set(&text)?;
    }
    Ok(text)
}
// ANCHOR_END: token

// ANCHOR: step
/// Replies the keys of some pairs.
#[command(flags = "readonly", keys = 1..-1, step = 2)]
fn pairs<'a>(pairs: Rest<'a, (KeyName<'a>, &'a [u8]), 1>) -> Result<Vec<Vec<u8>>> {
    pairs.map(|pair| Ok(pair?.0.as_bytes().to_vec())).collect()
}
// ANCHOR_END: step

// ANCHOR: counted
/// Replies the values of any number of keys.
#[command(flags = "readonly")]
fn values(cx: &Context, keys: Counted<KeyName>) -> Result<Vec<Option<Vec<u8>>>> {
    let mut values = Vec::new();
    for name in keys {
        let mut key = cx.key::<Str>(&name?)?;
        values.push(key.get().map(<[u8]>::to_vec));
    }
    Ok(values)
}
// ANCHOR_END: counted

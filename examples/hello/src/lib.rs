//! The first module: what a plain function needs to become a command.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "hello", version: 1 }

/// Greets somebody, or the world.
#[command(flags = "fast", since = "1.0.0")]
fn world(name: Option<&str>) -> String {
    format!("Hello, {}!", name.unwrap_or("world"))
}

/// Adds two integers.
#[command(flags = "fast", since = "1.0.0")]
fn add(a: i64, b: i64) -> Result<i64> {
    a.checked_add(b).ok_or(TOO_LARGE)
}

const TOO_LARGE: Error = Error::fixed(c"ERR the sum does not fit into 64 bits");

/// Counts how often a name was seen.
#[command(flags = "write deny-oom fast", keys = 1..1, since = "1.0.0")]
fn seen(mut counter: KeyMut<Str>) -> Result<u64> {
    let text = std::str::from_utf8(counter.get().unwrap_or(b"0"))?;
    let seen = text.parse::<u64>()?.saturating_add(1);
    counter.set(seen.to_string().as_bytes())?;
    Ok(seen)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_command_is_still_a_function() {
        assert_eq!(super::add(2, 3), Ok(5));
        assert_eq!(super::add(i64::MAX, 1), Err(super::TOO_LARGE));
        assert_eq!(super::world(None), "Hello, world!");
    }
}

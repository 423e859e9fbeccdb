//! Command lines as `redis-cli` and `redis.conf` write them: words, `"double quoted\n\x00"` and `'single quoted'`.

use crate::{Error, Result};

/// Splits a line into arguments, with the quoting rules of `redis-cli`.
///
/// ```
/// let args = redmod_test::args::split(r#"SET key "a b\x00" 'it is'"#).unwrap();
/// assert_eq!(args, [&b"SET"[..], b"key", b"a b\0", b"it is"]);
/// ```
pub fn split(line: &str) -> Result<Vec<Vec<u8>>> {
    let mut args = Vec::new();
    let mut rest = line.as_bytes();
    loop {
        rest = rest.trim_ascii_start();
        if rest.is_empty() {
            return Ok(args);
        }
        let (arg, after) = word(rest)?;
        args.push(arg);
        rest = after;
    }
}

/// Writes an argument so that [`split`] and the server's configuration file read it back.
///
/// ```
/// assert_eq!(redmod_test::args::quote(b"plain"), "plain");
/// assert_eq!(redmod_test::args::quote(b"a b\0"), r#""a b\x00""#);
/// ```
pub fn quote(arg: &[u8]) -> String {
    let plain = |b: &u8| b.is_ascii_alphanumeric() || b"-_./:@,+=".contains(b);
    if !arg.is_empty() && arg.iter().all(plain) {
        return String::from_utf8_lossy(arg).into_owned();
    }
    let mut quoted = String::from("\"");
    for &byte in arg {
        match byte {
            b'"' | b'\\' => quoted.extend(['\\', byte.into()]),
            b' '..=b'~' => quoted.push(byte.into()),
            _ => quoted += &format!("\\x{byte:02x}"),
        }
    }
    quoted + "\""
}

/// One argument, and what follows it. Quotes may start inside a word, as in the shell.
fn word(mut rest: &[u8]) -> Result<(Vec<u8>, &[u8])> {
    let mut arg = Vec::new();
    loop {
        match rest {
            [] => return Ok((arg, rest)),
            [b, ..] if b.is_ascii_whitespace() => return Ok((arg, rest)),
            [b'"', after @ ..] => rest = closed(double(after, &mut arg)?)?,
            [b'\'', after @ ..] => rest = closed(single(after, &mut arg)?)?,
            [b, after @ ..] => {
                arg.push(*b);
                rest = after;
            }
        }
    }
}

fn double<'a>(mut rest: &'a [u8], arg: &mut Vec<u8>) -> Result<&'a [u8]> {
    loop {
        let (byte, after) = match rest {
            [] => return Err(Error::new("unbalanced quotes: a closing `\"` is missing")),
            [b'"', after @ ..] => return Ok(after),
            [b'\\', b'x', high, low, after @ ..]
                if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() =>
            {
                (hex(*high) << 4 | hex(*low), after)
            }
            [b'\\', escaped, after @ ..] => (unescape(*escaped), after),
            [byte, after @ ..] => (*byte, after),
        };
        arg.push(byte);
        rest = after;
    }
}

fn single<'a>(mut rest: &'a [u8], arg: &mut Vec<u8>) -> Result<&'a [u8]> {
    loop {
        let (byte, after) = match rest {
            [] => return Err(Error::new("unbalanced quotes: a closing `'` is missing")),
            [b'\'', after @ ..] => return Ok(after),
            [b'\\', b'\'', after @ ..] => (b'\'', after),
            [byte, after @ ..] => (*byte, after),
        };
        arg.push(byte);
        rest = after;
    }
}

/// A closing quote ends the argument.
fn closed(rest: &[u8]) -> Result<&[u8]> {
    match rest {
        [b, ..] if !b.is_ascii_whitespace() => {
            Err(Error::new("a closing quote must be followed by a space"))
        }
        _ => Ok(rest),
    }
}

fn hex(digit: u8) -> u8 {
    (digit as char).to_digit(16).unwrap_or_default() as u8
}

fn unescape(escaped: u8) -> u8 {
    match escaped {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 8,
        b'a' => 7,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_survives_quoting() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(split(&quote(&all)).unwrap(), [all]);
        assert_eq!(split(&quote(b"")).unwrap(), [b""]);
    }

    #[test]
    fn unbalanced_quotes_are_errors() {
        for line in ["a \"b", "a 'b", "\"a\"b", "\"a\\"] {
            assert!(split(line).is_err(), "{line}");
        }
        assert!(split("  ").unwrap().is_empty());
    }
}

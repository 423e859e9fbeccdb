//! Replies in the words of `redis-cli`: `(integer) 5`, `"text"`, `1) "first"`.

use crate::style::BAD;
use redmod_test::args::quote;
use std::fmt::{self, Write};

/// A reply, read from the bytes of either protocol.
#[derive(Debug, PartialEq)]
pub(super) enum Reply {
    Simple(String),
    Error(String),
    /// A number or a truth value: the word for its type, and its text.
    Scalar(&'static str, String),
    Bulk(Vec<u8>),
    Verbatim(String),
    Nil,
    List(Kind, Vec<Reply>),
    /// Attributes, and the reply they belong to.
    Attributed(Box<[Reply; 2]>),
}

/// What a list of replies is called, and how its items are numbered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Array,
    Set,
    Push,
    /// Keys and values in turn.
    Map,
}

impl Reply {
    /// Reads one whole reply, as a connection returns it.
    pub(super) fn read(mut bytes: &[u8]) -> Reply {
        read(&mut bytes).unwrap_or_else(|| Reply::Error("a reply that cannot be read".into()))
    }

    pub(super) fn is_error(&self) -> bool {
        match self {
            Reply::Error(_) => true,
            Reply::Attributed(both) => both[1].is_error(),
            _ => false,
        }
    }

    /// Writes it with `indent` columns before each line but the first.
    fn write(&self, out: &mut impl Write, indent: usize) -> fmt::Result {
        match self {
            Reply::Simple(text) => out.write_str(text),
            Reply::Error(text) => write!(out, "{BAD}(error){BAD:#} {text}"),
            Reply::Scalar("", text) => write!(out, "({text})"),
            Reply::Scalar(kind, text) => write!(out, "({kind}) {text}"),
            Reply::Bulk(bytes) => match quote(bytes) {
                quoted if quoted.starts_with('"') => out.write_str(&quoted),
                plain => write!(out, "\"{plain}\""),
            },
            Reply::Verbatim(text) => out.write_str(text),
            Reply::Nil => out.write_str("(nil)"),
            Reply::List(kind, items) => write_list(out, *kind, items, indent),
            Reply::Attributed(both) => {
                out.write_str("(attributes) ")?;
                both[0].write(out, indent + 13)?;
                write!(out, "\n{:indent$}", "")?;
                both[1].write(out, indent)
            }
        }
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

fn write_list(out: &mut impl Write, kind: Kind, items: &[Reply], indent: usize) -> fmt::Result {
    let (name, sign, step) = match kind {
        Kind::Array => ("array", ')', 1),
        Kind::Set => ("set", '~', 1),
        Kind::Push => ("push", ')', 1),
        Kind::Map => ("hash", '#', 2),
    };
    if items.is_empty() {
        return write!(out, "(empty {name})");
    }
    let count = items.len() / step;
    let width = count.to_string().len();
    for (index, item) in items.chunks(step).enumerate() {
        if index > 0 {
            write!(out, "\n{:indent$}", "")?;
        }
        write!(out, "{:>width$}{sign} ", index + 1)?;
        let inner = indent + width + 2;
        item[0].write(out, inner)?;
        if let Some(value) = item.get(1) {
            out.write_str(" => ")?;
            value.write(out, inner + 4)?;
        }
    }
    Ok(())
}

fn read(bytes: &mut &[u8]) -> Option<Reply> {
    let end = bytes.windows(2).position(|pair| pair == b"\r\n")?;
    let (line, rest) = (&bytes[..end], &bytes[end + 2..]);
    *bytes = rest;
    let (&kind, text) = line.split_first()?;
    let text = String::from_utf8_lossy(text).into_owned();
    Some(match kind {
        b'+' => Reply::Simple(text),
        b'-' => Reply::Error(text),
        b':' => Reply::Scalar("integer", text),
        b',' => Reply::Scalar("double", text),
        b'(' => Reply::Scalar("big number", text),
        b'#' => Reply::Scalar(
            "",
            if text == "t" {
                "true".into()
            } else {
                "false".into()
            },
        ),
        b'_' => Reply::Nil,
        b'$' | b'!' | b'=' => match text.parse::<usize>() {
            Ok(length) => blob(kind, take(bytes, length)?),
            Err(_) => Reply::Nil,
        },
        b'*' => list(Kind::Array, &text, 1, bytes)?,
        b'~' => list(Kind::Set, &text, 1, bytes)?,
        b'>' => list(Kind::Push, &text, 1, bytes)?,
        b'%' => list(Kind::Map, &text, 2, bytes)?,
        b'|' => Reply::Attributed(Box::new([list(Kind::Map, &text, 2, bytes)?, read(bytes)?])),
        _ => return None,
    })
}

fn list(kind: Kind, count: &str, step: usize, bytes: &mut &[u8]) -> Option<Reply> {
    match count.parse::<usize>() {
        Ok(count) => (0..count * step)
            .map(|_| read(bytes))
            .collect::<Option<_>>()
            .map(|items| Reply::List(kind, items)),
        Err(_) => Some(Reply::Nil),
    }
}

fn blob(kind: u8, bytes: &[u8]) -> Reply {
    let text = || String::from_utf8_lossy(bytes).into_owned();
    match kind {
        b'!' => Reply::Error(text()),
        // The first four bytes are the format: `txt:`.
        b'=' => Reply::Verbatim(text().get(4..).unwrap_or_default().into()),
        _ => Reply::Bulk(bytes.into()),
    }
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest.strip_prefix(b"\r\n")?;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &str) -> String {
        anstream::adapter::strip_str(&Reply::read(bytes.as_bytes()).to_string()).to_string()
    }

    #[test]
    fn replies_read_as_in_redis_cli() {
        for (bytes, expected) in [
            ("+OK\r\n", "OK"),
            ("-ERR no such thing\r\n", "(error) ERR no such thing"),
            (":5\r\n", "(integer) 5"),
            ("$3\r\na b\r\n", "\"a b\""),
            ("$1\r\na\r\n", "\"a\""),
            ("$2\r\n\"\x01\r\n", "\"\\\"\\x01\""),
            ("$-1\r\n", "(nil)"),
            ("_\r\n", "(nil)"),
            ("*-1\r\n", "(nil)"),
            (",3.10\r\n", "(double) 3.10"),
            ("#t\r\n", "(true)"),
            ("(123\r\n", "(big number) 123"),
            ("=9\r\ntxt:a\r\nb!\r\n", "a\r\nb!"),
            ("!8\r\nERR nope\r\n", "(error) ERR nope"),
            ("*0\r\n", "(empty array)"),
            ("%0\r\n", "(empty hash)"),
            (
                "*2\r\n:1\r\n*2\r\n+a\r\n+b\r\n",
                "1) (integer) 1\n2) 1) a\n   2) b",
            ),
            ("%1\r\n$1\r\nk\r\n:1\r\n", "1# \"k\" => (integer) 1"),
            ("~1\r\n:1\r\n", "1~ (integer) 1"),
            ("?\r\n", "(error) a reply that cannot be read"),
        ] {
            assert_eq!(shown(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn long_lists_are_aligned() {
        let list = format!("*10\r\n{}", ":7\r\n".repeat(10));
        let shown = shown(&list);
        assert!(
            shown.starts_with(" 1) (integer) 7\n") && shown.ends_with("\n10) (integer) 7"),
            "{shown}"
        );
    }

    #[test]
    fn errors_are_told_from_text() {
        assert!(Reply::read(b"-ERR\r\n").is_error());
        assert!(Reply::read(b"|1\r\n+a\r\n+b\r\n-ERR\r\n").is_error());
        assert!(!Reply::read(b"*1\r\n-ERR\r\n").is_error());
    }
}

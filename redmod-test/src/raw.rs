//! A connection that shows the protocol's own bytes: commands out, exactly one reply in.
//!
//! What is decided here is only where a reply ends, in RESP2 and RESP3.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    os::unix::net::UnixStream,
    path::Path,
    time::Duration,
};

/// A raw connection to a server; made by [`Server::raw`](crate::Server::raw).
///
/// Its methods panic when the server closes the connection or does not answer within 30 seconds.
pub struct Raw {
    stream: BufReader<UnixStream>,
}

impl Raw {
    pub(crate) fn connect(socket: &Path) -> io::Result<Raw> {
        let stream = UnixStream::connect(socket)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Raw {
            stream: BufReader::new(stream),
        })
    }

    /// Sends one command and returns the bytes of its reply.
    pub fn call<A: AsRef<[u8]>>(&mut self, args: impl IntoIterator<Item = A>) -> Vec<u8> {
        self.send(args);
        self.reply()
    }

    /// Sends one command as an array of bulk strings; the reply is read with [`reply`](Raw::reply).
    pub fn send<A: AsRef<[u8]>>(&mut self, args: impl IntoIterator<Item = A>) {
        self.send_bytes(&command(args));
    }

    /// Sends these bytes as they are: an inline command, several at once, or broken protocol.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        self.stream
            .get_mut()
            .write_all(bytes)
            .unwrap_or_else(|e| panic!("cannot send to the server: {e}"));
    }

    /// Reads one whole reply (with its attributes, if it has any) and returns its bytes.
    #[track_caller]
    pub fn reply(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        match read_reply(&mut self.stream, &mut bytes) {
            Ok(()) => bytes,
            Err(e) => panic!(
                "no whole reply from the server: {e}; it had sent `{}`",
                bytes.escape_ascii()
            ),
        }
    }

    /// Sends one command and returns the bytes of its reply, or why there is none: the server may have gone.
    pub fn try_call<A: AsRef<[u8]>>(
        &mut self,
        args: impl IntoIterator<Item = A>,
    ) -> io::Result<Vec<u8>> {
        self.stream.get_mut().write_all(&command(args))?;
        let mut bytes = Vec::new();
        read_reply(&mut self.stream, &mut bytes).map(|()| bytes)
    }

    /// How long to wait for a reply: 30 seconds unless said, `None` is for ever.
    ///
    /// # Panics
    /// If the time is zero.
    pub fn set_timeout(&mut self, timeout: Option<Duration>) {
        self.stream
            .get_ref()
            .set_read_timeout(timeout)
            .expect("the time is not zero");
    }

    /// What the server has sent and nobody has read: empty when the protocol is in step.
    ///
    /// Waits for 50 milliseconds, since what is not there cannot be waited for.
    pub fn pending(&mut self) -> Vec<u8> {
        let usual = self.stream.get_ref().read_timeout().unwrap_or_default();
        self.set_timeout(Some(Duration::from_millis(50)));
        let pending = self
            .stream
            .fill_buf()
            .map(<[u8]>::to_vec)
            .unwrap_or_default();
        self.set_timeout(usual);
        self.stream.consume(pending.len());
        pending
    }

    /// Whether the server has closed the connection; waits for it up to 30 seconds.
    pub fn is_closed(&mut self) -> bool {
        matches!(self.stream.fill_buf(), Ok([]))
            || self
                .stream
                .fill_buf()
                .is_err_and(|e| e.kind() == io::ErrorKind::ConnectionReset)
    }
}

/// A command as an array of bulk strings.
fn command<A: AsRef<[u8]>>(args: impl IntoIterator<Item = A>) -> Vec<u8> {
    let args: Vec<A> = args.into_iter().collect();
    let mut bytes = format!("*{}\r\n", args.len()).into_bytes();
    for arg in args.iter().map(AsRef::as_ref) {
        bytes.extend(format!("${}\r\n", arg.len()).into_bytes());
        bytes.extend(arg);
        bytes.extend(b"\r\n");
    }
    bytes
}

/// Copies one reply to `bytes`. Iterative: a reply may be nested deeper than the stack.
fn read_reply(stream: &mut impl BufRead, bytes: &mut Vec<u8>) -> io::Result<()> {
    let mut owed: u64 = 1;
    while owed > 0 {
        owed -= 1;
        let start = bytes.len();
        stream.read_until(b'\n', bytes)?;
        let line = &bytes[start..];
        let (Some(&kind), true) = (line.first(), line.ends_with(b"\r\n")) else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        let rest = &line[1..line.len() - 2];
        match kind {
            b'+' | b'-' | b':' | b'_' | b',' | b'#' | b'(' => {}
            // A length of -1 is the null of RESP2.
            b'$' | b'!' | b'=' => {
                if let Ok(length) = u64::try_from(number(rest)?) {
                    let got = stream.take(length + 2).read_to_end(bytes)?;
                    if got as u64 != length + 2 {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
            }
            b'*' | b'~' | b'>' => owed += u64::try_from(number(rest)?).unwrap_or(0),
            b'%' => owed += 2 * u64::try_from(number(rest)?).unwrap_or(0),
            // Attributes come before the reply that they belong to.
            b'|' => owed += 2 * u64::try_from(number(rest)?).unwrap_or(0) + 1,
            _ => {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "unknown reply type",
                ));
            }
        }
    }
    Ok(())
}

fn number(digits: &[u8]) -> io::Result<i64> {
    let digits = std::str::from_utf8(digits)
        .ok()
        .and_then(|d| d.parse().ok());
    digits.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "a length that is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(mut input: &[u8]) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        read_reply(&mut input, &mut bytes).ok().map(|()| bytes)
    }

    #[test]
    fn a_reply_ends_where_the_protocol_says() {
        for reply in [
            "+OK\r\n",
            "-ERR no\r\n",
            ":-1\r\n",
            "$-1\r\n",
            "*-1\r\n",
            "$0\r\n\r\n",
            "$3\r\na\r\n\r\n",
            "*0\r\n",
            "_\r\n",
            ",3.14\r\n",
            "#t\r\n",
            "(123\r\n",
            "=7\r\ntxt:abc\r\n",
            "!3\r\nERR\r\n",
            "*2\r\n*1\r\n:1\r\n$1\r\nx\r\n",
            "%1\r\n+a\r\n:1\r\n",
            "~1\r\n+a\r\n",
            ">2\r\n+a\r\n+b\r\n",
            "|1\r\n+ttl\r\n:1\r\n*1\r\n:5\r\n",
        ] {
            assert_eq!(
                first(format!("{reply}+NEXT\r\n").as_bytes()).unwrap(),
                reply.as_bytes(),
                "{reply:?}"
            );
            assert!(
                first(&reply.as_bytes()[..reply.len() - 1]).is_none(),
                "{reply:?} cut short"
            );
        }
        assert!(first(b"?\r\n").is_none());
    }
}

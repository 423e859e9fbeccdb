//! Any use of the writer of replies: what the server is told is one value, whatever is announced, left out, written too much or
//! broken off; by an error or a panic as well.
//!
//! The bytes are a program, which the command runs: what to write, one after the other. The first byte says on which server.

#![no_main]

use std::ffi::CString;

use libfuzzer_sys::{Corpus, fuzz_target};
use redmod::prelude::*;
use redmod::reply::{self, Attributed, BigNumber, NullArray, Verbatim, Writer};
use redmod::{LongDouble, prelude::Status};
use redmod_fuzz::{Event, Host, Release};

redmod::module! { name: "fuzz", version: 1 }

/// Runs a program that may end in an error.
#[command]
fn write(program: &[u8]) -> impl Reply {
    reply::stream(move |out| {
        let mut program = Program {
            bytes: program,
            depth: 0,
        };
        program.run(out);
        match program.byte() {
            1 => Err(Error::new(program.text())),
            _ => Ok(()),
        }
    })
}

/// Runs a program that writes the reply itself.
#[command]
fn whole(program: &[u8]) -> Whole<'_> {
    Whole(program)
}

struct Whole<'a>(&'a [u8]);

impl Reply for Whole<'_> {
    fn reply(&self, out: &mut Writer<'_>) {
        Program {
            bytes: self.0,
            depth: 0,
        }
        .run(out);
    }
}

struct Program<'a> {
    bytes: &'a [u8],
    depth: usize,
}

impl<'a> Program<'a> {
    /// The next byte; zero where none is left, which ends everything.
    fn byte(&mut self) -> u8 {
        match self.bytes {
            [byte, rest @ ..] => {
                self.bytes = rest;
                *byte
            }
            [] => 0,
        }
    }

    fn some(&mut self) -> &'a [u8] {
        let len = usize::from(self.byte() % 16).min(self.bytes.len());
        let (some, rest) = self.bytes.split_at(len);
        self.bytes = rest;
        some
    }

    fn text(&mut self) -> String {
        String::from_utf8_lossy(self.some()).into_owned()
    }

    fn line(&mut self) -> CString {
        let bytes = self.some().iter().copied().filter(|byte| *byte != 0);
        CString::new(bytes.collect::<Vec<_>>()).expect("no NUL is left")
    }

    fn len(&mut self) -> usize {
        usize::from(self.byte() % 8)
    }

    fn run(&mut self, out: &mut Writer<'_>) {
        if self.depth == 100 {
            return;
        }
        self.depth += 1;
        while self.step(out) {}
        self.depth -= 1;
    }

    /// Does one thing; false at the end of a collection.
    fn step(&mut self, out: &mut Writer<'_>) -> bool {
        match self.byte() % 32 {
            0 => return false,
            1 => out.integer(self.byte().into()),
            2 => out.double(f64::from(self.byte()) / 7.0),
            3 => out.bulk(self.some()),
            4 => out.status(&self.line()),
            5 => out.null(),
            6 => out.bool(true),
            7 => out.big_number(&self.text()),
            8 => out.verbatim(&[self.byte(), b'x', self.byte()], self.some()),
            9 => out.error(&Error::with_code(&self.text(), self.text())),
            10 => out.array(self.len(), |out| self.run(out)),
            11 => out.set(self.len(), |out| self.run(out)),
            12 => out.map(self.len(), |out| self.run(out)),
            13 => out.open_array(|out| self.run(out)),
            14 => out.open_set(|out| self.run(out)),
            15 => out.open_map(|out| self.run(out)),
            16 => {
                let attributes = self.some();
                let write = |out: &mut Writer<'_>| Whole(attributes).reply(out);
                out.attributed(self.len(), write, |out| self.run(out));
            }
            // A panic without a message, so that it is not taken for one that was not meant.
            17 => std::panic::resume_unwind(Box::new(())),
            18 => out.c_string(&self.line()),
            19 => out.empty_bulk(),
            20 => out.empty_array(),
            21 => out.null_array(),
            22 => out.long_double(LongDouble::from_f64(0.5)),
            23 => out.string(&ServerString::from_bytes(self.some())),
            24 => out.entry(self.text(), Whole(self.some())),
            25 => {
                let inner = self.some();
                out.push(reply::stream(move |out| {
                    Whole(inner).reply(out);
                    Err(Error::SYNTAX)
                }));
            }
            26 => out.push(
                (0..self.len())
                    .map(|n| (n, [Some(n), None]))
                    .collect::<Vec<_>>(),
            ),
            27 => out.push(Attributed {
                attributes: [(self.text(), Whole(self.some()))],
                value: Whole(self.some()),
            }),
            28 => out.push(reply::map([
                (self.text(), Whole(self.some())),
                (self.text(), Whole(self.some())),
            ])),
            29 => out.push((
                BigNumber(self.text()),
                Verbatim(b"txt", self.some()),
                NullArray,
                Status(c"a\r\nb"),
            )),
            30 => out.push(reply::array((0..self.len()).map(|_| Whole(self.some())))),
            _ => out.push(Err::<(), _>(Error::WRONG_ARITY)),
        }
        true
    }
}

fuzz_target!(|data: &[u8]| -> Corpus {
    let [which, program @ ..] = data else {
        return Corpus::Reject;
    };
    let host = Host::get();
    host.become_a(if which & 1 == 0 {
        Release::Newest
    } else {
        Release::Oldest
    });
    let command = if which & 2 == 0 {
        "fuzz.write"
    } else {
        "fuzz.whole"
    };
    // That it is one value, the host has seen.
    let reply = host.call(command, &[program]);
    // Without a program the command says nothing, which is answered with null.
    if program.is_empty() {
        assert_eq!(reply, [Event::Null]);
    }
    // What has ended well or badly leaves nothing to the next call.
    assert_eq!(host.call("fuzz.write", &[&[]]), [Event::Null]);
    Corpus::Keep
});

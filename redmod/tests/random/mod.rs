//! Random calls, and one server's answers held against another's.

// Each test takes what it needs.
#![allow(dead_code)]

use redmod_test::Raw;
use redmod_test::fastrand::Rng;

/// Random calls and what is in them; see [`redmod_test::random`].
pub struct Random(Rng);

impl Random {
    pub fn new() -> Random {
        Random(redmod_test::random())
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.0.u64(..n)
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len() as u64) as usize]
    }

    /// Up to three bytes, NUL and the letters of ranges among them; maybe none.
    pub fn member(&mut self) -> Vec<u8> {
        let len = self.below(4);
        (0..len)
            .map(|_| b"\0ab([+-\xff"[self.below(8) as usize])
            .collect()
    }

    /// A value: a number, or text, long enough at times for another encoding.
    pub fn value(&mut self) -> Vec<u8> {
        match self.below(8) {
            0 => vec![b'x'; self.below(100) as usize],
            1 => self.member(),
            _ => self.number().into_bytes(),
        }
    }

    pub fn number(&mut self) -> String {
        let limit = [10, 1_000, 1 << 40][self.below(3) as usize];
        (self.below(limit) as i64 - limit as i64 / 2).to_string()
    }
}

/// A call.
pub type Words = Vec<Vec<u8>>;

pub fn words(words: &[&[u8]]) -> Words {
    words.iter().map(|word| word.to_vec()).collect()
}

pub fn show(words: &Words) -> String {
    words
        .iter()
        .map(|it| format!("{} ", it.escape_ascii()))
        .collect()
}

/// Both calls have the same reply.
#[track_caller]
pub fn assert_same(raw: &mut Raw, ours: Words, theirs: Words) {
    let line = show(&ours);
    let (seen, expected) = (raw.call(ours), raw.call(theirs));
    let (seen, expected) = (seen.escape_ascii(), expected.escape_ascii());
    assert_eq!(seen.to_string(), expected.to_string(), "{line}");
}

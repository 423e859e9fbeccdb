//! Payloads of `RESTORE` as anybody could make them: changed, and with a checksum that is right.

#![allow(dead_code, reason = "each test uses some of it")]

use redmod_test::{Server, redis};

/// Bytes after the last of the value: its end, a version and the checksum.
const FOOTER: usize = 11;
/// Bytes before the value: the type of the object, and the id of the module's type.
const HEADER: usize = 10;

/// The payload of a key's value.
pub fn dump(server: &Server, key: &str) -> Vec<u8> {
    redis::cmd("DUMP")
        .arg(key)
        .query(&mut server.client())
        .unwrap()
}

/// Puts the value of a payload at a key, in the place of what is there.
pub fn restore(server: &Server, key: &str, payload: &[u8]) -> redis::RedisResult<()> {
    redis::cmd("RESTORE")
        .arg((key, 0, payload, "REPLACE"))
        .query(&mut server.client())
}

/// The payload with another encver: the last ten bits of the id.
pub fn with_encver(payload: &[u8], encver: u16) -> Vec<u8> {
    let mut payload = payload.to_vec();
    payload[HEADER - 2] = payload[HEADER - 2] & !3 | (encver >> 8) as u8;
    payload[HEADER - 1] = encver as u8;
    sign(payload)
}

/// The payload with these bytes as its value.
pub fn with_value(payload: &[u8], value: &[u8]) -> Vec<u8> {
    let len = u32::try_from(value.len()).expect("a value of less than 4 GB");
    with_items(
        payload,
        &[&[5, 0x80], &len.to_be_bytes()[..], value].concat(),
    )
}

/// The payload with these numbers and strings, each after its kind, as its value.
pub fn with_items(payload: &[u8], items: &[u8]) -> Vec<u8> {
    let (header, rest) = payload.split_at(HEADER);
    let footer = &rest[rest.len() - FOOTER..];
    sign([header, items, footer].concat())
}

/// Makes the checksum right.
fn sign(mut payload: Vec<u8>) -> Vec<u8> {
    let end = payload.len() - 8;
    let checksum = crc64(&payload[..end]);
    payload[end..].copy_from_slice(&checksum.to_le_bytes());
    payload
}

/// The server's checksum, bit by bit.
fn crc64(bytes: &[u8]) -> u64 {
    let table: Vec<u64> = (0..256_u64)
        .map(|byte| {
            (0..8).fold(byte, |crc, _| {
                (crc >> 1) ^ ((crc & 1) * 0x95AC_9329_AC4B_C9B5)
            })
        })
        .collect();
    bytes.iter().fold(0, |crc, byte| {
        table[usize::from(crc as u8 ^ byte)] ^ (crc >> 8)
    })
}

/// The same numbers for the same seed (xorshift).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed | 1)
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    /// One of the payloads, with the inside of the value changed; the chunks and what is around them
    /// too, now and then.
    pub fn mutate(&mut self, payloads: &[Vec<u8>]) -> Vec<u8> {
        let payload = &payloads[self.below(payloads.len())];
        let (header, rest) = payload.split_at(HEADER);
        let (value, footer) = rest.split_at(rest.len() - FOOTER);
        let mut value = match self.below(10) {
            0 => value.to_vec(),
            _ => self.inside(value, payloads),
        };
        if self.below(10) == 0 {
            value = self.bytes(value, payloads);
        }
        sign([header, &value, footer].concat())
    }

    /// Changes what the chunks hold, and writes them again as one.
    fn inside(&mut self, value: &[u8], payloads: &[Vec<u8>]) -> Vec<u8> {
        let bytes = chunks(value).concat();
        let bytes = self.bytes(bytes, payloads);
        let mut value = vec![5, 0x80];
        value.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
        value.extend_from_slice(&bytes);
        value
    }

    fn bytes(&mut self, mut bytes: Vec<u8>, payloads: &[Vec<u8>]) -> Vec<u8> {
        for _ in 0..=self.below(4) {
            if bytes.is_empty() {
                break;
            }
            let at = self.below(bytes.len());
            match self.below(9) {
                0 | 1 => bytes[at] ^= 1 << self.below(8),
                2 => bytes[at] = self.below(256) as u8,
                3 => bytes.truncate(at),
                4 => drop(bytes.drain(at..(at + self.below(20)).min(bytes.len()))),
                // A length that lies.
                5 => drop(bytes.splice(at..at, [0xFF; 9].into_iter().chain([1]))),
                6 => drop(bytes.splice(at..at, [0xFF, 0xFF, 0xFF, 0x7F])),
                // Nodes inside of nodes.
                7 => drop(bytes.splice(at..at, [1; 2000])),
                _ => {
                    let other = &payloads[self.below(payloads.len())];
                    let from = self.below(other.len());
                    let to = (from + self.below(200)).min(other.len());
                    drop(bytes.splice(at..at, other[from..to].iter().copied()));
                }
            }
        }
        bytes
    }
}

/// The strings that a value is made of; those that are written plainly.
fn chunks(mut value: &[u8]) -> Vec<&[u8]> {
    let mut chunks = Vec::new();
    while let [5, rest @ ..] = value {
        let (len, rest) = match rest {
            [n @ 0..=0x3F, rest @ ..] => (usize::from(*n), rest),
            [n @ 0x40..=0x7F, low, rest @ ..] => {
                (usize::from(n & 0x3F) << 8 | usize::from(*low), rest)
            }
            [0x80, a, b, c, d, rest @ ..] => (u32::from_be_bytes([*a, *b, *c, *d]) as usize, rest),
            _ => break,
        };
        let (chunk, rest) = rest.split_at(len.min(rest.len()));
        chunks.push(chunk);
        value = rest;
    }
    chunks
}

//! Decides how a value is framed as the payload of a `RESTORE`, which the server does not do where
//! no command can be called: the type, the id of the module's type, the chunks, their end, and a
//! version and a checksum.

use super::Meta;

/// A value of a module's type, in the format that tells its parts.
const TYPE_MODULE: u8 = 7;
const OPCODE_STRING: u8 = 5;
const OPCODE_END: u8 = 0;

/// A version of the format that every server since Redis 5 accepts.
const RDB_VERSION: u16 = 9;

/// The payload of a `RESTORE`, as far as it is written.
pub(super) struct Payload(Vec<u8>);

impl Payload {
    pub(super) fn new(meta: &Meta) -> Payload {
        let mut payload = Payload(vec![TYPE_MODULE]);
        payload.len(id(meta));
        payload
    }

    pub(super) fn string(&mut self, bytes: &[u8]) {
        self.0.push(OPCODE_STRING);
        self.len(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    /// What the server has written itself.
    pub(super) fn written(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// The whole of it.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.0.push(OPCODE_END);
        self.0.extend_from_slice(&RDB_VERSION.to_le_bytes());
        let checksum = crc64(&self.0);
        self.0.extend_from_slice(&checksum.to_le_bytes());
        self.0
    }

    /// A length as the server writes it: the first two bits say in how many bytes.
    fn len(&mut self, len: u64) {
        match len {
            0..=0x3F => self.0.push(len as u8),
            0x40..=0x3FFF => self
                .0
                .extend_from_slice(&(len as u16 | 0x4000).to_be_bytes()),
            0x4000..=0xFFFF_FFFF => {
                self.0.push(0x80);
                self.0.extend_from_slice(&(len as u32).to_be_bytes());
            }
            _ => {
                self.0.push(0x81);
                self.0.extend_from_slice(&len.to_be_bytes());
            }
        }
    }
}

/// A type's name and encver as one number: six bits for each character, ten for the version.
fn id(meta: &Meta) -> u64 {
    const CHARACTERS: &[u8; 64] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let place = |byte| CHARACTERS.iter().position(|it| *it == byte).unwrap_or(0) as u64;
    let name = meta.name.to_bytes().iter();
    let name = name.fold(0, |id, byte| id << 6 | place(*byte));
    name << 10 | u64::from(meta.encver)
}

/// The server's checksum: CRC-64 with Jones' polynomial, bits reflected.
fn crc64(bytes: &[u8]) -> u64 {
    const TABLE: [u64; 256] = {
        let (mut table, mut byte) = ([0; 256], 0);
        while byte < 256 {
            let (mut crc, mut bit) = (byte as u64, 0);
            while bit < 8 {
                crc = crc >> 1
                    ^ if crc & 1 == 1 {
                        0x95AC_9329_AC4B_C9B5
                    } else {
                        0
                    };
                bit += 1;
            }
            table[byte] = crc;
            byte += 1;
        }
        table
    };
    bytes.iter().fold(0, |crc, byte| {
        TABLE[usize::from(crc as u8 ^ byte)] ^ crc >> 8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_servers() {
        assert_eq!(crc64(b"123456789"), 0xE9C6_D914_C4B8_D9CA);
    }

    #[test]
    fn lengths_are_the_servers() {
        for (len, bytes) in [
            (0, &[0][..]),
            (63, &[63]),
            (64, &[0x40, 64]),
            (0x3FFF, &[0x7F, 0xFF]),
            (0x4000, &[0x80, 0, 0, 0x40, 0]),
            (1 << 32, &[0x81, 0, 0, 0, 1, 0, 0, 0, 0]),
        ] {
            let mut payload = Payload(Vec::new());
            payload.len(len);
            assert_eq!(payload.0, bytes, "{len}");
        }
    }
}

//! Golden files: values of a data type as they were saved once, which every later version of the module must load.
//!
//! A file holds a line for each key, with what `DUMP` said of it in hexadecimal digits; it is checked in, and not written again.

use super::Server;
use crate::args;
use crc::{CRC_64_REDIS, Crc};
use std::fmt::Write;
use std::path::Path;

/// The checksum at the end of what is dumped.
const CHECKSUM: Crc<u64> = Crc::<u64>::new(&CRC_64_REDIS);

/// The version of the format that the servers since Redis 5 accept, in the place of the newer one of the server that dumps. The
/// values of modules are in the same format since.
const RDB_VERSION: u16 = 9;

/// What is not in the payload itself: the version and the checksum.
const FOOTER: usize = 10;

impl Server {
    /// Restores the values of a golden file, in the place of those that have their names, and returns their keys.
    ///
    /// The file is written once, while the module has the version that it is of: with `REDMOD_GOLDEN=write` in the environment, if
    /// there is no such file, the function makes the values, and all keys of the server are dumped into it. Any server of those
    /// that redmod is tested on can load it. A file that is there is never written again.
    ///
    /// ```no_run
    /// # use redmod_test::Server;
    /// #[test]
    /// fn values_of_the_first_version_are_loaded() {
    ///     let server = Server::start();
    ///     let keys = server.golden("tests/golden/visits-1.dump", |server| {
    ///         server.run::<()>("VISITS.HIT site /home").unwrap();
    ///     });
    ///     assert_eq!(keys, ["site"]);
    ///     assert_eq!(server.run::<u64>("VISITS.COUNT site").unwrap(), 1);
    /// }
    /// ```
    ///
    /// The path is relative to the package under test.
    ///
    /// # Panics
    /// If there is no such file, and it is not to be written; if a line of it cannot be read or a value not be restored, naming
    /// the file, the line and the key.
    #[track_caller]
    pub fn golden(&self, path: impl AsRef<Path>, fill: impl FnOnce(&Server)) -> Vec<String> {
        let path = path.as_ref();
        let shown = path.display();
        if std::env::var_os("REDMOD_GOLDEN").is_some_and(|word| word == "write") && !path.exists() {
            fill(self);
            let text = self.dump_all();
            std::fs::write(path, text).unwrap_or_else(|e| panic!("cannot write {shown}: {e}"));
        }
        let text = std::fs::read_to_string(path).unwrap_or_else(|e| {
            panic!("cannot read {shown}: {e}\nREDMOD_GOLDEN=write before the test writes it")
        });
        let lines = text.lines().enumerate();
        let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let restored = lines.map(|(at, line)| {
            self.restore_line(line)
                .unwrap_or_else(|why| panic!("{shown}:{}: {why}\n{}", at + 1, self.log()))
        });
        restored.collect()
    }

    /// All keys and their values.
    #[track_caller]
    fn dump_all(&self) -> String {
        let mut keys: Vec<String> = self.run("KEYS *").expect("KEYS");
        assert!(!keys.is_empty(), "there are no values to be kept");
        keys.sort_unstable();
        let mut text = format!("# Saved on {}; not to be written again.\n", self.version());
        for key in keys {
            let key = args::quote(key.as_bytes());
            let payload: Vec<u8> = self.run(&format!("DUMP {key}")).expect("DUMP");
            let digits = sealed(&payload)
                .into_iter()
                .fold(String::new(), |mut all, byte| {
                    let _ = write!(all, "{byte:02x}");
                    all
                });
            let _ = writeln!(text, "{key} {digits}");
        }
        text
    }

    /// Restores the value of one line, and returns its key.
    fn restore_line(&self, line: &str) -> Result<String, String> {
        let (key, digits) = line
            .rsplit_once(' ')
            .ok_or("there is no value in the line")?;
        let payload = bytes(digits).ok_or_else(|| format!("{key}: not hexadecimal digits"))?;
        let words = args::split(key).map_err(|why| format!("{key}: {why}"))?;
        let [name] = &words[..] else {
            return Err(format!("{key}: not one key"));
        };
        let name = String::from_utf8(name.clone()).map_err(|_| format!("{key}: not UTF-8"))?;
        redis::cmd("RESTORE")
            .arg((&name, 0, payload, "REPLACE"))
            .query::<()>(&mut self.client())
            .map_err(|why| format!("{key}: {why}"))?;
        Ok(name)
    }
}

/// The payload for servers of any age: with the version and the checksum of an old one.
fn sealed(payload: &[u8]) -> Vec<u8> {
    let mut sealed = payload[..payload.len().saturating_sub(FOOTER)].to_vec();
    sealed.extend(RDB_VERSION.to_le_bytes());
    let checksum = CHECKSUM.checksum(&sealed);
    sealed.extend(checksum.to_le_bytes());
    sealed
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let digit = |digit: char| Some(digit.to_digit(16)? as u8);
    let digits: Vec<u8> = digits.chars().map(digit).collect::<Option<_>>()?;
    let (pairs, []) = digits.as_chunks() else {
        return None;
    };
    Some(pairs.iter().map(|[high, low]| high << 4 | low).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_old_server_has_saved_stays_as_it_is() {
        // As Redis 6.2 dumps a value.
        let saved = bytes("07817afa25be29e0f801050b036e65770702016101622e000900a937016ee19a31f5");
        let saved = saved.unwrap();
        assert_eq!(sealed(&saved), saved);
        let newer = [&saved[..saved.len() - FOOTER], &[11, 0], &[0; 8]].concat();
        assert_eq!(sealed(&newer), saved);
    }

    #[test]
    fn bytes_are_two_digits_each() {
        assert_eq!(bytes("00fF7a"), Some(vec![0, 255, 0x7a]));
        for digits in ["0g", "0", "000", "+1", "é"] {
            assert_eq!(bytes(digits), None, "{digits}");
        }
    }
}

//! One error for everything that can go wrong around a server: what happened, and the server's log where there is one.

use std::fmt;

/// The result of what starts, finds or builds something.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, with the server's log if a server was part of it.
#[derive(Clone)]
pub struct Error {
    what: String,
    log: String,
}

impl Error {
    /// An error without a log.
    pub fn new(what: impl fmt::Display) -> Error {
        Error {
            what: what.to_string(),
            log: String::new(),
        }
    }

    /// An error with what the server wrote to its log.
    pub fn with_log(what: impl fmt::Display, log: String) -> Error {
        Error {
            what: what.to_string(),
            log,
        }
    }

    /// What the server wrote to its log until then; empty if no server was part of it.
    pub fn log(&self) -> &str {
        &self.log
    }

    /// What went wrong, without the log.
    pub fn what(&self) -> &str {
        &self.what
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if !self.log.is_empty() {
            write!(f, "\n{}", log_tail(&self.log))?;
        }
        Ok(())
    }
}

/// The same as `Display`, so that `unwrap` on it can be read.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

/// The end of a log, framed so that it stands apart from the test's own output. Of a crash report, which is long, the part
/// that tells where the crash was.
pub(crate) fn log_tail(log: &str) -> String {
    const LINES: usize = 100;
    let whole: Vec<&str> = log.lines().collect();
    let report = whole
        .iter()
        .position(|line| line.contains("BUG REPORT START"));
    let is_dump = |line: &&str| line.contains("--- REGISTERS") || line.contains("--- INFO OUTPUT");
    let end = match report {
        Some(start) => whole[start..]
            .iter()
            .position(is_dump)
            .map(|length| start + length),
        None => None,
    };
    let end = end.unwrap_or(whole.len());
    let start = end.saturating_sub(LINES);
    let mut text = String::from("--- the server's log");
    if end - start < whole.len() {
        text += &format!(" ({} of {} lines)", end - start, whole.len());
    }
    for line in &whole[start..end] {
        text += "\n| ";
        text += line;
    }
    text + "\n---"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_log_is_cut_to_its_end() {
        let log: String = (0..250).map(|n| format!("line {n}\n")).collect();
        let shown = log_tail(&log);
        assert!(shown.starts_with("--- the server's log (100 of 250 lines)\n| line 150\n"));
        assert!(shown.ends_with("| line 249\n---"));
    }

    #[test]
    fn a_crash_is_shown_up_to_its_stack_trace() {
        let log = "ready\n=== REDIS BUG REPORT START: Cut\nfoo+0x1\n------ REGISTERS ------\nRAX:0\n------ INFO OUTPUT ------\n";
        let shown = log_tail(log);
        assert!(shown.ends_with("START: Cut\n| foo+0x1\n---"), "{shown}");
    }
}

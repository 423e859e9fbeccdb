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

/// The end of a log, framed so that it stands apart from the test's own output.
pub(crate) fn log_tail(log: &str) -> String {
    const LINES: usize = 100;
    let lines: Vec<&str> = log.lines().collect();
    let skipped = lines.len().saturating_sub(LINES);
    let mut text = String::from("--- the server's log");
    if skipped > 0 {
        text += &format!(" (the last {LINES} of {} lines)", lines.len());
    }
    for line in &lines[skipped..] {
        text += "\n| ";
        text += line;
    }
    text + "\n---"
}

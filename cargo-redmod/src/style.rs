//! How the tool speaks: replies and lists on the standard output, all else on the standard error, colours on terminals only.

use anstyle::{AnsiColor, Style};
use std::{fmt::Display, io::Write};

pub(crate) const STRONG: Style = Style::new().bold();
pub(crate) const FAINT: Style = Style::new().dimmed();
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();

/// Says what is being done.
pub(crate) fn say(what: impl Display) {
    anstream::eprintln!("{STRONG}redmod:{STRONG:#} {what}");
}

/// Says what went wrong.
pub(crate) fn error(what: &dyn Display) {
    anstream::eprintln!("{BAD}error:{BAD:#} {what}");
}

/// Writes a line of what was asked for. A reader that has gone away is no error: there is nobody to tell.
pub(crate) fn print(line: impl Display) {
    _ = writeln!(anstream::stdout(), "{line}");
}

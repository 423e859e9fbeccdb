//! Decides how messages reach the server's log: as an argument, never as a format, without
//! allocating.

use std::ffi::{CStr, c_int, c_void};
use std::fmt::{self, Write};
use std::ptr::NonNull;

use redmod_sys::{RedisModuleCtx, RedisModuleIO, api};

/// How important a message is; the server's `loglevel` says which are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Details for developers.
    Debug,
    /// Rarely useful, but not a mess.
    Verbose,
    /// What one wants to know in production.
    Notice,
    /// What somebody should look at.
    Warning,
}

impl Level {
    fn as_c_str(self) -> &'static CStr {
        match self {
            Level::Debug => c"debug",
            Level::Verbose => c"verbose",
            Level::Notice => c"notice",
            Level::Warning => c"warning",
        }
    }
}

/// Writes to the log; outside a server, as in unit tests, to standard error.
pub(crate) fn log(context: *mut RedisModuleCtx, level: Level, message: fmt::Arguments<'_>) {
    let mut line = Line::new();
    // A message that is too long is cut, as the server itself does.
    let _ = line.write_fmt(message);
    if !redmod_sys::is_loaded() {
        return line.print();
    }
    // SAFETY: the table is loaded, the server takes a null context, and the message is an
    // argument of the constant format.
    unsafe {
        (api().Log)(
            context,
            level.as_c_str().as_ptr(),
            c"%s".as_ptr(),
            line.as_c_str().as_ptr(),
        );
    }
}

/// Writes to the log what is wrong with a value that is saved or loaded (`RM_LogIOError`).
///
/// # Safety
/// The callback that was given the IO runs.
#[doc(alias = "RM_LogIOError")]
pub(crate) unsafe fn log_io(io: NonNull<RedisModuleIO>, level: Level, message: fmt::Arguments<'_>) {
    let mut line = Line::new();
    let _ = line.write_fmt(message);
    let (level, format, line) = (level.as_c_str(), c"%s".as_ptr(), line.as_c_str());
    // SAFETY: the caller's promise; the message is an argument of the constant format.
    unsafe { (api().LogIOError)(io.as_ptr(), level.as_ptr(), format, line.as_ptr()) };
}

/// Writes to the server's log from anywhere, also from a thread (`RM_Log`): the macros
/// [`debug!`](crate::debug), [`verbose!`](crate::verbose), [`notice!`](crate::notice) and
/// [`warning!`](crate::warning) end here.
#[doc(hidden)]
pub fn log_anywhere(level: Level, message: fmt::Arguments<'_>) {
    let name = crate::load::module_name();
    log(
        std::ptr::null_mut(),
        level,
        format_args!("{name}: {message}"),
    );
}

macro_rules! macros {
    ($($(#[$doc:meta])* $name:ident $level:ident;)*) => {
        macros! { ($) $($(#[$doc])* $name $level;)* }
    };
    (($d:tt) $($(#[$doc:meta])* $name:ident $level:ident;)*) => {$(
        $(#[$doc])*
        #[doc = ""]
        #[doc = "Takes what `format!` takes; works in any callback and on any thread (`RM_Log`)."]
        #[macro_export]
        macro_rules! $name {
            ($d($d message:tt)*) => {
                $crate::__private::log_anywhere(
                    $crate::Level::$level,
                    ::std::format_args!($d($d message)*),
                )
            };
        }
    )*};
}

macros! {
    /// Logs at level `debug`.
    debug Debug;
    /// Logs at level `verbose`.
    verbose Verbose;
    /// Logs at level `notice`.
    notice Notice;
    /// Logs at level `warning`.
    warning Warning;
}

/// The server's own limit for one message.
const MAX_LINE: usize = 1024;

// SAFETY: as the C library declares it.
unsafe extern "C" {
    fn write(file: c_int, bytes: *const c_void, len: usize) -> isize;
}

/// A C string on the stack: what does not fit is cut, a NUL becomes a blank.
pub(crate) struct Line {
    bytes: [u8; MAX_LINE],
    len: usize,
}

impl Line {
    pub(crate) fn new() -> Line {
        Line {
            bytes: [0; MAX_LINE],
            len: 0,
        }
    }

    /// How many bytes can be written before it is cut.
    pub(crate) fn room(&self) -> usize {
        MAX_LINE - 1 - self.len
    }

    /// Writes it to standard error, where there is no log.
    #[cold]
    pub(crate) fn print(&mut self) {
        // What a test prints is shown if it fails; but the macro is 7 kB of code, which a module need not hold.
        if cfg!(debug_assertions) {
            return eprintln!("{}", self.as_c_str().to_string_lossy());
        }
        self.bytes[self.len] = b'\n';
        // SAFETY: so many bytes are there. Where they cannot be written, nothing is left to do.
        unsafe { write(2, self.bytes.as_ptr().cast(), self.len + 1) };
    }

    pub(crate) fn as_c_str(&self) -> &CStr {
        // The last byte is never written.
        CStr::from_bytes_until_nul(&self.bytes).unwrap_or_default()
    }
}

impl Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut cut = text.len().min(self.room());
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        for byte in text.as_bytes()[..cut].iter() {
            self.bytes[self.len] = if *byte == 0 { b' ' } else { *byte };
            self.len += 1;
        }
        if cut < text.len() {
            Err(fmt::Error)
        } else {
            Ok(())
        }
    }
}

/// The server's log as the backend of the `log` crate.
#[cfg(feature = "log")]
pub(crate) mod backend {
    use super::{Level, log_anywhere};

    struct ServerLog;

    impl ::log::Log for ServerLog {
        fn enabled(&self, _: &::log::Metadata<'_>) -> bool {
            true
        }

        fn log(&self, record: &::log::Record<'_>) {
            let level = match record.level() {
                ::log::Level::Error | ::log::Level::Warn => Level::Warning,
                ::log::Level::Info => Level::Notice,
                ::log::Level::Debug => Level::Verbose,
                ::log::Level::Trace => Level::Debug,
            };
            log_anywhere(level, *record.args());
        }

        fn flush(&self) {}
    }

    /// Installs the backend, unless the author's init function has installed another.
    pub(crate) fn install() {
        if ::log::set_logger(&ServerLog).is_ok() {
            ::log::set_max_level(::log::LevelFilter::Trace);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::{Line, MAX_LINE};

    #[test]
    fn a_line_has_no_nul_and_is_cut_between_characters() {
        let mut line = Line::new();
        write!(line, "a\0b").unwrap();
        assert_eq!(line.as_c_str(), c"a b");

        let mut line = Line::new();
        assert!(line.write_str(&"é".repeat(MAX_LINE)).is_err());
        assert_eq!(line.as_c_str().to_str().unwrap().len(), MAX_LINE - 2);
    }
}

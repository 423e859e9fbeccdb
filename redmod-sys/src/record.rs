//! Decides how calls are recorded in a build with `--cfg redmod_record`, in which the table holds, instead of the server's
//! pointers, a few instructions for each: they note the call and jump to the server's function.
//!
//! No register is touched and nothing is pushed, so any signature may pass, variadic ones and `long double` too.
//!
//! What is noted is a line of text per function, `+` at its end if it was called. Where `REDMOD_RECORD` names a file, the
//! lines are mapped over it: all processes share them, forked ones too, and what was noted is there however a process ends.

use crate::table::FUNCTIONS;
use core::ffi::{CStr, c_char, c_int, c_long, c_void};
use core::sync::atomic::{AtomicPtr, AtomicU8, Ordering};

#[cfg(not(all(target_arch = "x86_64", target_os = "linux")))]
compile_error!("calls are recorded on x86-64 Linux only; build without `--cfg redmod_record`");

const SLOTS: usize = FUNCTIONS.len();
const PAGE: usize = 4096;
/// A name, blanks, the mark and the end of the line.
const LINE: usize = 64;
const MARK: usize = LINE - 2;
const CALLED: u8 = b'+';
const NOT_CALLED: u8 = b'-';

/// Whole pages, so that they can be mapped over a file.
#[repr(C, align(4096))]
struct Lines([[AtomicU8; LINE]; SLOTS.next_multiple_of(PAGE / LINE)]);

static LINES: Lines =
    Lines([const { [const { AtomicU8::new(0) }; LINE] }; SLOTS.next_multiple_of(PAGE / LINE)]);
const _: () = assert!(size_of::<Lines>().is_multiple_of(PAGE));

/// The server's functions.
static SERVERS: [AtomicPtr<c_void>; SLOTS] =
    [const { AtomicPtr::new(core::ptr::null_mut()) }; SLOTS];

/// How long the instructions for one function are.
const STRIDE: usize = 16;

/// The instructions for each function, one after the other.
///
/// # Safety
/// Not called itself: each entry is called as the server's function that it stands for.
#[unsafe(naked)]
unsafe extern "C" fn entries() {
    core::arch::naked_asm!(
        ".hidden {lines}",
        ".hidden {servers}",
        ".set redmod_slot, 0",
        ".rept {slots}",
        // 7 bytes, 6 bytes, and 3 to fill up.
        "movb ${called}, {lines} + redmod_slot * {line} + {mark}(%rip)",
        "jmpq *{servers} + redmod_slot * 8(%rip)",
        "nop; nop; nop",
        ".set redmod_slot, redmod_slot + 1",
        ".endr",
        lines = sym LINES,
        servers = sym SERVERS,
        slots = const SLOTS,
        line = const LINE,
        mark = const MARK,
        called = const CALLED,
        options(att_syntax),
    )
}

/// The pointer for the table in place of the server's.
pub(crate) fn through(slot: usize, server: *mut c_void) -> *mut c_void {
    SERVERS[slot].store(server, Ordering::Relaxed);
    (entries as *mut c_void).wrapping_byte_add(slot * STRIDE)
}

/// Notes a call that does not go through the table.
pub(crate) fn note(slot: usize) {
    LINES.0[slot][MARK].store(CALLED, Ordering::Relaxed);
}

/// Begins to record: into the file of `REDMOD_RECORD`, if there is one.
///
/// # Panics
/// If the file cannot be mapped, which ends the server: nothing is to be recorded in vain.
pub(crate) fn start() {
    // SAFETY: the name ends with a NUL, and nothing changes the environment while the server loads a module.
    let path = unsafe { getenv(c"REDMOD_RECORD".as_ptr()) };
    if !path.is_null() {
        // SAFETY: a variable's value ends with a NUL.
        map(unsafe { CStr::from_ptr(path) });
    }
    for (line, function) in LINES.0.iter().zip(&FUNCTIONS) {
        write_line(line, function.name);
    }
}

/// Writes what is the same in all processes; the mark only if there is none yet.
fn write_line(line: &[AtomicU8; LINE], name: &str) {
    let name = name.bytes().chain(core::iter::repeat(b' '));
    for (byte, value) in line[..MARK].iter().zip(name) {
        byte.store(value, Ordering::Relaxed);
    }
    let (relaxed, mark) = (Ordering::Relaxed, &line[MARK]);
    // A mark that is there stays.
    let _ = mark.compare_exchange(0, NOT_CALLED, relaxed, relaxed);
    line[LINE - 1].store(b'\n', Ordering::Relaxed);
}

/// Maps the file over the lines.
fn map(path: &CStr) {
    const READ_WRITE_CREATE_CLOEXEC: c_int = 0o2_000_102;
    const READ_WRITE: c_int = 3;
    const SHARED_FIXED: c_int = 0x11;
    let lines = (&raw const LINES).cast_mut().cast::<c_void>();
    let length = size_of::<Lines>();
    // No page is wholly beyond the end.
    let text = (SLOTS * LINE) as c_long;
    // SAFETY: the path is a C string. The pages that are replaced are exactly those of `LINES`, which is all atomic bytes and
    // has no reference into it now; what is mapped instead is as long, and stays until the library goes.
    unsafe {
        let file = open(path.as_ptr(), READ_WRITE_CREATE_CLOEXEC, 0o644_u32);
        assert!(file >= 0, "cannot open {path:?} to record calls");
        let done = ftruncate(file, text) == 0
            && mmap(lines, length, READ_WRITE, SHARED_FIXED, file, 0) == lines;
        close(file);
        assert!(done, "cannot map {path:?} to record calls");
    }
}

unsafe extern "C" {
    fn getenv(name: *const c_char) -> *const c_char;
    fn open(path: *const c_char, flags: c_int, ...) -> c_int;
    fn ftruncate(file: c_int, length: c_long) -> c_int;
    fn close(file: c_int) -> c_int;
    fn mmap(
        at: *mut c_void,
        length: usize,
        protection: c_int,
        flags: c_int,
        file: c_int,
        offset: c_long,
    ) -> *mut c_void;
}

const _: () = {
    let mut slot = 0;
    while slot < SLOTS {
        assert!(FUNCTIONS[slot].name.len() < MARK);
        slot += 1;
    }
};

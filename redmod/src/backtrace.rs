//! Decides how the log tells the way to a panic: by the functions and lines of this library, as far
//! as its file says them, and by what other libraries export.
//!
//! The standard library's own backtraces keep all that they have read for as long as the process
//! lives: some megabytes that each unloaded module would leave behind. This keeps nothing.

use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::fmt;
use std::fs::File;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::FileExt;
use std::path::Path;

use addr2line::gimli::{DwarfSections, EndianSlice, Error, LittleEndian};
use addr2line::{Context, demangle_auto};

unsafe extern "C" {
    fn _Unwind_Backtrace(each: OnFrame, data: *mut c_void) -> c_int;
    fn _Unwind_GetIPInfo(frame: *mut c_void, is_before: *mut c_int) -> usize;
    fn dladdr(address: *const c_void, symbol: *mut Symbol) -> c_int;
}

type OnFrame = unsafe extern "C" fn(*mut c_void, *mut c_void) -> c_int;

/// How many calls are told of an endless recursion.
const MAX_FRAMES: usize = 128;

/// Hands each line of the backtrace to the function, the innermost call first.
pub(crate) fn each_line(mut line: impl FnMut(fmt::Arguments<'_>)) {
    let own = Symbol::of(std::ptr::from_ref(&MAX_FRAMES).addr());
    let library = own.and_then(|own| Library::open(own.file()?));
    let lines = library.as_ref().and_then(Library::lines);
    let mut calls = Vec::new();
    for address in addresses() {
        let symbol = Symbol::of(address);
        let mut is_told = false;
        if let (Some(symbol), Some(own), Some(library)) = (symbol, own, &library)
            && symbol.base == own.base
        {
            library.each_call(&lines, address - own.base.addr(), |name, place| {
                is_told = true;
                calls.push((name.to_owned(), place));
                // What was called until here is how the panic came to be told.
                if name.contains("__rust_end_short_backtrace") {
                    calls.clear();
                }
            });
        }
        if !is_told {
            calls.push((Symbol::tell(symbol, address), None));
        }
    }
    for (nth, (name, place)) in calls.into_iter().enumerate() {
        line(format_args!("{nth:4}: {name}"));
        if let Some(place) = place {
            line(format_args!("        at {place}"));
        }
    }
}

/// Where the calls that are under way go on, the innermost first.
fn addresses() -> Vec<usize> {
    unsafe extern "C" fn each(frame: *mut c_void, addresses: *mut c_void) -> c_int {
        const GO_ON: c_int = 0;
        const STOP: c_int = 4;
        let mut is_before = 0;
        // SAFETY: the unwinder passes its frame, and the vector from below.
        let (addresses, address) = unsafe {
            (
                &mut *addresses.cast::<Vec<usize>>(),
                _Unwind_GetIPInfo(frame, &raw mut is_before),
            )
        };
        if address == 0 || addresses.len() == MAX_FRAMES {
            return STOP;
        }
        // A call goes on after itself, which may be in another line or function.
        addresses.push(address - usize::from(is_before == 0));
        GO_ON
    }
    let mut addresses = Vec::<usize>::new();
    // SAFETY: `each` gets the vector, which nothing else uses meanwhile, and does not unwind.
    unsafe { _Unwind_Backtrace(each, (&raw mut addresses).cast()) };
    addresses
}

/// What the system knows of an address.
#[repr(C)]
#[derive(Clone, Copy)]
pub(crate) struct Symbol {
    file: *const c_char,
    base: *mut c_void,
    name: *const c_char,
    address: *mut c_void,
}

impl Symbol {
    /// The library that holds the address, and the exported symbol before it.
    pub(crate) fn of(address: usize) -> Option<Symbol> {
        let mut symbol = Symbol {
            file: std::ptr::null(),
            base: std::ptr::null_mut(),
            name: std::ptr::null(),
            address: std::ptr::null_mut(),
        };
        // SAFETY: takes any address, and writes the symbol.
        let is_known = unsafe { dladdr(address as *const c_void, &raw mut symbol) } != 0;
        is_known.then_some(symbol)
    }

    /// The library's path.
    pub(crate) fn c_file(&self) -> Option<&CStr> {
        // SAFETY: null, or a string that lives as long as the library is mapped; what is asked for
        // is on the stack, so its library is.
        (!self.file.is_null()).then(|| unsafe { CStr::from_ptr(self.file) })
    }

    fn file(&self) -> Option<&Path> {
        let file = self.c_file()?;
        Some(Path::new(OsStr::from_bytes(file.to_bytes())))
    }

    /// What can be said of a call without its library's file.
    fn tell(symbol: Option<Symbol>, address: usize) -> String {
        let name = symbol.as_ref().and_then(Symbol::name);
        let file = symbol.as_ref().and_then(Symbol::file);
        match (name, file) {
            (Some(name), _) => demangled(name),
            (None, Some(file)) => format!("{address:#x} in {}", file.display()),
            (None, None) => format!("{address:#x}"),
        }
    }

    fn name(&self) -> Option<&str> {
        // SAFETY: as for the file.
        let name = (!self.name.is_null()).then(|| unsafe { CStr::from_ptr(self.name) });
        name?.to_str().ok()
    }
}

/// What the file of a library says of its code.
struct Library {
    debug: Option<DwarfSections<Vec<u8>>>,
    symbols: Vec<u8>,
    names: Vec<u8>,
}

type Lines<'a> = Context<EndianSlice<'a, LittleEndian>>;

impl Library {
    fn open(path: &Path) -> Option<Library> {
        let file = Elf::open(path)?;
        let section = |name: &str| file.section(name.as_bytes()).unwrap_or_default();
        Some(Library {
            debug: DwarfSections::load(|id| Ok::<_, Error>(section(id.name()))).ok(),
            symbols: section(".symtab"),
            names: section(".strtab"),
        })
    }

    fn lines(&self) -> Option<Lines<'_>> {
        let debug = self.debug.as_ref()?;
        Context::from_dwarf(debug.borrow(|bytes| EndianSlice::new(bytes, LittleEndian))).ok()
    }

    /// The function at an address, and before it those that were inlined into it, with their places.
    fn each_call(
        &self,
        lines: &Option<Lines<'_>>,
        address: usize,
        mut call: impl FnMut(&str, Option<String>),
    ) {
        let frames = lines
            .as_ref()
            .and_then(|lines| lines.find_frames(address as u64).skip_all_loads().ok());
        let mut place = None;
        let mut is_told = false;
        if let Some(mut frames) = frames {
            while let Ok(Some(frame)) = frames.next() {
                let found = frame
                    .location
                    .and_then(|place| Some((place.file?, place.line?)));
                let found = found.map(|(file, line)| format!("{file}:{line}"));
                let name = frame.function.as_ref();
                match name.and_then(|name| name.demangle().ok()) {
                    Some(name) => {
                        is_told = true;
                        call(&name, found);
                    }
                    // The line may be known without the name.
                    None => place = found,
                }
            }
        }
        if !is_told && let Some(name) = self.symbol(address) {
            call(&demangled(name), place);
        }
    }

    /// The name of the function that holds an address.
    fn symbol(&self, address: usize) -> Option<&str> {
        let symbol = self.symbols.chunks_exact(24).find(|symbol| {
            let (start, len) = (number(symbol, 8, 8), number(symbol, 16, 8));
            (start..start.saturating_add(len)).contains(&address)
        })?;
        let name = self.names.get(number(symbol, 0, 4)..)?;
        CStr::from_bytes_until_nul(name).ok()?.to_str().ok()
    }
}

fn demangled(name: &str) -> String {
    demangle_auto(name.into(), None).into_owned()
}

/// A file in the format of libraries, of 64 bits and with the low byte first.
struct Elf {
    file: File,
    sections: Vec<u8>,
    names: Vec<u8>,
}

impl Elf {
    fn open(path: &Path) -> Option<Elf> {
        let file = File::open(path).ok()?;
        let header = read(&file, 0, 64)?;
        let is_known = header.starts_with(b"\x7fELF\x02\x01") && number(&header, 58, 2) == 64;
        let sections = read(&file, number(&header, 40, 8), 64 * number(&header, 60, 2))
            .filter(|_| is_known)?;
        let names = sections.chunks_exact(64).nth(number(&header, 62, 2))?;
        let names = read(&file, number(names, 24, 8), number(names, 32, 8))?;
        Some(Elf {
            file,
            sections,
            names,
        })
    }

    /// The content of a section, if it is there and not compressed.
    fn section(&self, name: &[u8]) -> Option<Vec<u8>> {
        const COMPRESSED: usize = 1 << 11;
        let section = self.sections.chunks_exact(64).find(|section| {
            let found = self.names.get(number(section, 0, 4)..);
            let found = found.and_then(|name| CStr::from_bytes_until_nul(name).ok());
            found.is_some_and(|found| found.to_bytes() == name)
        })?;
        if number(section, 8, 8) & COMPRESSED != 0 {
            return None;
        }
        read(&self.file, number(section, 24, 8), number(section, 32, 8))
    }
}

/// Part of a file, if the file has it.
fn read(file: &File, offset: usize, len: usize) -> Option<Vec<u8>> {
    let end = offset.checked_add(len)?;
    if end as u64 > file.metadata().ok()?.len() {
        return None;
    }
    let mut bytes = vec![0; len];
    file.read_exact_at(&mut bytes, offset as u64).ok()?;
    Some(bytes)
}

/// A number of up to eight bytes, the low byte first.
fn number(bytes: &[u8], offset: usize, len: usize) -> usize {
    let bytes = &bytes[offset..offset + len];
    bytes
        .iter()
        .rev()
        .fold(0, |number, byte| number << 8 | usize::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::each_line;

    #[test]
    fn a_backtrace_names_this_function_and_its_line() {
        let mut text = String::new();
        let line = line!() + 1;
        each_line(|line| text += &format!("{line}\n"));
        assert!(
            text.contains("a_backtrace_names_this_function_and_its_line"),
            "{text}"
        );
        assert!(text.contains(&format!("backtrace.rs:{line}\n")), "{text}");
    }
}

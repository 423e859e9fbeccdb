//! Memory of every kind that Rust asks an allocator for.

#![forbid(unsafe_code)]

use std::sync::Mutex;

use redmod::prelude::*;

redmod::module! { name: "memory", version: 1 }

static HELD: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());

/// Holds so many bytes more.
#[command]
fn hold(bytes: usize) {
    HELD.lock().unwrap().push(vec![1; bytes]);
}

/// Lets go of all of them.
#[command]
fn release() {
    HELD.lock().unwrap().clear();
}

/// Loses a block.
#[command]
fn leak() {
    std::mem::forget(std::hint::black_box(vec![1u8; 1000]));
}

macro_rules! aligned {
    ($($name:ident $align:literal;)*) => {
        $(
            #[repr(align($align))]
            struct $name([u8; 24]);
        )*

        /// Values of every alignment are where they may be, and keep what is in them.
        #[command]
        fn align() -> Result<usize> {
            let mut seen = 0;
            $({
                let values: Vec<Box<$name>> = (0..100).map(|i| Box::new($name([i; 24]))).collect();
                for (i, value) in values.iter().enumerate() {
                    let address = std::ptr::from_ref(&**value).addr();
                    if address % $align != 0 || value.0 != [i as u8; 24] {
                        return Err(Error::new(format_args!("alignment of {}", $align)));
                    }
                    seen += 1;
                }
                // A vector grows through `realloc`.
                let mut grown = Vec::new();
                for i in 0..1000 {
                    grown.push($name([i as u8; 24]));
                }
                if grown.iter().enumerate().any(|(i, value)| value.0 != [i as u8; 24]) {
                    return Err(Error::new(format_args!("growth with alignment {}", $align)));
                }
            })*
            Ok(seen)
        }
    };
}

aligned! { A2 2; A8 8; A16 16; A32 32; A64 64; A4096 4096; }

/// Memory that was used before comes back zeroed where zeros are asked for.
#[command]
fn zeroed() -> Result<()> {
    for size in [1, 7, 64, 1000, 100_000] {
        for _ in 0..100 {
            drop(std::hint::black_box(vec![0xffu8; size]));
            if vec![0u8; size].iter().any(|byte| *byte != 0) {
                return Err(Error::new(format_args!("{size} bytes are not zero")));
            }
        }
    }
    Ok(())
}

/// What one thread allocates another may free.
#[command]
fn threads() -> Result<usize> {
    let made = std::thread::spawn(|| (0..1000).map(|i| i.to_string()).collect::<Vec<_>>());
    let made = made
        .join()
        .map_err(|_| Error::fixed(c"ERR the thread panicked"))?;
    let freed = std::thread::spawn(move || made.len());
    freed
        .join()
        .map_err(|_| Error::fixed(c"ERR the thread panicked"))
}

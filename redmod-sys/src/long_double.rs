//! C's `long double`, which Rust does not have, for the five functions that take or return one.
//!
//! Its format and the way it is passed differ by platform: 80 bits on the x87 stack on x86-64 (arguments in memory),
//! IEEE quadruple precision in a vector register on 64-bit ARM, a plain `f64` on Apple's ARM.

/// A `long double` in memory. Made from and read as `f64`.
#[derive(Clone, Copy)]
#[cfg_attr(
    not(all(target_arch = "aarch64", target_vendor = "apple")),
    repr(C, align(16))
)]
#[cfg_attr(
    all(target_arch = "aarch64", target_vendor = "apple"),
    repr(transparent)
)]
pub struct LongDouble(imp::Memory);

pub use imp::LongDoubleArg;

impl LongDouble {
    /// The same number as a `long double`: every `f64` is one.
    #[must_use]
    pub fn from_f64(value: f64) -> Self {
        Self(imp::from_f64(value))
    }

    /// The nearest `f64`, ties to even.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        imp::to_f64(self.0)
    }

    /// The same number in the form in which it is passed as an argument.
    #[must_use]
    pub fn arg(self) -> LongDoubleArg {
        imp::arg(self.0)
    }
}

impl Default for LongDouble {
    fn default() -> Self {
        Self::from_f64(0.0)
    }
}

impl core::fmt::Debug for LongDouble {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.to_f64().fmt(f)
    }
}

/// A C function of one argument that returns a `long double`.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct ReturnsLongDouble<A>(unsafe extern "C" fn(A));

impl<T> ReturnsLongDouble<*mut T> {
    /// Calls the function.
    ///
    /// # Safety
    ///
    /// What the function itself asks for.
    pub unsafe fn call(self, argument: *mut T) -> LongDouble {
        // SAFETY: the only such values are in a table that `load` has filled, so this is a C function that takes one
        // pointer and returns a `long double`; the rest is the caller's to guarantee.
        LongDouble(unsafe { imp::call(self.0 as *const (), argument.cast()) })
    }
}

#[cfg(target_arch = "x86_64")]
mod imp {
    use core::arch::asm;

    pub type Memory = [u8; 16];

    /// A `long double` as an argument: 16 bytes on the stack.
    ///
    /// The System V ABI passes a struct in memory if a field of it is unaligned, and that is the only way to have
    /// 16 bytes passed so.
    #[derive(Clone, Copy, Debug)]
    #[repr(C, packed)]
    pub struct LongDoubleArg {
        _aligned: u8,
        _unaligned: u64,
        _rest: [u8; 7],
    }

    pub fn from_f64(value: f64) -> Memory {
        let mut memory = [0; 16];
        // SAFETY: reads the 8 bytes of `value` and writes 10 of the 16 of `memory`; the x87 stack is as before.
        unsafe {
            asm!("fld qword ptr [{from}]", "fstp tbyte ptr [{to}]",
                from = in(reg) &value, to = in(reg) &mut memory,
                out("st(0)") _, out("st(1)") _, out("st(2)") _, out("st(3)") _,
                out("st(4)") _, out("st(5)") _, out("st(6)") _, out("st(7)") _,
                options(nostack));
        }
        memory
    }

    pub fn to_f64(memory: Memory) -> f64 {
        let mut value = 0.0_f64;
        // SAFETY: reads 10 of the 16 bytes of `memory` and writes the 8 of `value`; the x87 stack is as before.
        unsafe {
            asm!("fld tbyte ptr [{from}]", "fstp qword ptr [{to}]",
                from = in(reg) &memory, to = in(reg) &mut value,
                out("st(0)") _, out("st(1)") _, out("st(2)") _, out("st(3)") _,
                out("st(4)") _, out("st(5)") _, out("st(6)") _, out("st(7)") _,
                options(nostack));
        }
        value
    }

    pub fn arg(memory: Memory) -> LongDoubleArg {
        // SAFETY: both are 16 bytes, any of which may have any value.
        unsafe { core::mem::transmute::<Memory, LongDoubleArg>(memory) }
    }

    /// Calls a C function whose result is on the x87 stack, where Rust cannot take it from.
    ///
    /// # Safety
    ///
    /// `function` takes one pointer and returns a `long double`, and may be called with `argument`.
    pub unsafe fn call(function: *const (), argument: *mut u8) -> Memory {
        let mut memory = [0; 16];
        // SAFETY: the caller vouches for the call. All that a C function may change is declared as changed, the stack
        // is aligned since `nostack` is not given, and r12 outlives the call; the one x87 value is popped.
        unsafe {
            asm!("call rax", "fstp tbyte ptr [r12]",
                inout("rax") function => _, inout("rdi") argument => _, in("r12") &mut memory,
                clobber_abi("C"));
        }
        memory
    }
}

#[cfg(all(target_arch = "aarch64", not(target_vendor = "apple")))]
mod imp {
    use super::quad;
    use core::arch::aarch64::uint8x16_t;

    pub type Memory = u128;

    /// A `long double` as an argument: in a vector register.
    pub type LongDoubleArg = uint8x16_t;

    pub fn from_f64(value: f64) -> Memory {
        quad::from_f64(value)
    }

    pub fn to_f64(memory: Memory) -> f64 {
        quad::to_f64(memory)
    }

    pub fn arg(memory: Memory) -> LongDoubleArg {
        // SAFETY: both are 16 bytes, any of which may have any value.
        unsafe { core::mem::transmute::<Memory, LongDoubleArg>(memory) }
    }

    /// Calls a C function that returns a `long double`, which the ABI returns as it does a vector of 16 bytes.
    ///
    /// # Safety
    ///
    /// `function` takes one pointer and returns a `long double`, and may be called with `argument`.
    pub unsafe fn call(function: *const (), argument: *mut u8) -> Memory {
        // SAFETY: the caller vouches for the function's type, but for the result, which is in the same register.
        let function = unsafe {
            core::mem::transmute::<*const (), unsafe extern "C" fn(*mut u8) -> uint8x16_t>(function)
        };
        // SAFETY: the caller vouches for the call; both types are 16 bytes, any of which may have any value.
        unsafe { core::mem::transmute::<uint8x16_t, Memory>(function(argument)) }
    }
}

#[cfg(all(target_arch = "aarch64", target_vendor = "apple"))]
mod imp {
    pub type Memory = f64;

    /// A `long double` as an argument.
    pub type LongDoubleArg = f64;

    pub fn from_f64(value: f64) -> Memory {
        value
    }

    pub fn to_f64(memory: Memory) -> f64 {
        memory
    }

    pub fn arg(memory: Memory) -> LongDoubleArg {
        memory
    }

    /// Calls a C function that returns a `long double`.
    ///
    /// # Safety
    ///
    /// `function` takes one pointer and returns a `long double`, and may be called with `argument`.
    pub unsafe fn call(function: *const (), argument: *mut u8) -> Memory {
        // SAFETY: the caller vouches for the function's type.
        let function = unsafe {
            core::mem::transmute::<*const (), unsafe extern "C" fn(*mut u8) -> f64>(function)
        };
        // SAFETY: the caller vouches for the call.
        unsafe { function(argument) }
    }
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
compile_error!("redmod knows how a `long double` is passed on x86_64 and aarch64 only");

/// IEEE quadruple precision by its bits: a sign, 15 bits of exponent, 112 of fraction.
#[cfg(any(test, all(target_arch = "aarch64", not(target_vendor = "apple"))))]
mod quad {
    /// The difference of the two formats' exponents of one number.
    const BIAS: i32 = 16383 - 1023;
    const FRACTION: u128 = (1 << 112) - 1;

    pub fn from_f64(value: f64) -> u128 {
        let bits = value.to_bits();
        let sign = u128::from(bits >> 63) << 127;
        let fraction = bits & ((1 << 52) - 1);
        let (exponent, fraction) = match (bits >> 52 & 0x7ff) as i32 {
            0 if fraction == 0 => (0, 0),
            0 => {
                // Below the smallest normal f64, but a normal number here.
                let shift = fraction.leading_zeros() - 11;
                (1 + BIAS - shift as i32, fraction << shift & ((1 << 52) - 1))
            }
            0x7ff => (0x7fff, fraction),
            exponent => (exponent + BIAS, fraction),
        };
        sign | (exponent as u128) << 112 | u128::from(fraction) << 60
    }

    pub fn to_f64(bits: u128) -> f64 {
        let sign = ((bits >> 127) as u64) << 63;
        let fraction = bits & FRACTION;
        let magnitude = match (bits >> 112 & 0x7fff) as i32 {
            0x7fff if fraction == 0 => f64::INFINITY.to_bits(),
            0x7fff => f64::NAN.to_bits() | (fraction >> 60) as u64,
            exponent => round(exponent - BIAS, fraction | 1 << 112),
        };
        f64::from_bits(sign | magnitude)
    }

    /// The f64 nearest to a number with the exponent `exponent` of an f64 and 113 significant bits.
    fn round(exponent: i32, significant: u128) -> u64 {
        if exponent >= 0x7ff {
            return f64::INFINITY.to_bits();
        }
        // Numbers below the smallest normal one lose a bit for each step of the exponent.
        let drop = if exponent > 0 { 60 } else { 61 - exponent };
        if drop > 113 {
            return 0;
        }
        let (kept, lost) = (
            (significant >> drop) as u64,
            significant & ((1 << drop) - 1),
        );
        let half = 1 << (drop - 1);
        let up = lost > half || lost == half && kept & 1 == 1;
        // A carry goes on into the exponent, as it should. `kept` has the implicit bit if normal.
        (kept + u64::from(up)) + ((exponent.max(1) as u64 - 1) << 52)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: [f64; 14] = [
        0.0,
        -0.0,
        1.0,
        -1.5,
        0.1,
        core::f64::consts::PI,
        f64::MAX,
        f64::MIN,
        f64::MIN_POSITIVE,
        f64::MIN_POSITIVE / 2.0,
        5e-324,
        f64::INFINITY,
        f64::NEG_INFINITY,
        1e308,
    ];

    #[test]
    fn every_f64_survives() {
        for value in VALUES {
            assert_eq!(
                LongDouble::from_f64(value).to_f64().to_bits(),
                value.to_bits(),
                "{value}"
            );
            assert_eq!(
                quad::to_f64(quad::from_f64(value)).to_bits(),
                value.to_bits(),
                "{value}"
            );
        }
        assert!(LongDouble::from_f64(f64::NAN).to_f64().is_nan());
        assert!(quad::to_f64(quad::from_f64(f64::NAN)).is_nan());
    }

    #[test]
    fn quads_have_the_bits_of_the_standard() {
        assert_eq!(quad::from_f64(1.0), 0x3fff << 112);
        assert_eq!(quad::from_f64(-2.0), 0xc000 << 112);
        assert_eq!(quad::from_f64(5e-324), (16383 - 1074) << 112);
    }

    #[test]
    fn quads_round_to_the_nearest_even() {
        let one = 0x3fff_u128 << 112;
        let (half, ulp) = (1_u128 << 59, 1_u128 << 60);
        for (bits, nearest) in [
            (one + half, 1.0),
            (one + half + 1, 1.0 + f64::EPSILON),
            (one + ulp + half, 1.0 + 2.0 * f64::EPSILON),
            (one - 1, 1.0),
            ((0x7ffe << 112) | quad_ones(), f64::INFINITY),
            (((16383 + 1023) << 112) | quad_ones(), f64::INFINITY),
            ((16383 - 1075) << 112, 0.0),
            (((16383 - 1075) << 112) + 1, 5e-324),
            ((16383 - 1076) << 112, 0.0),
            (1, 0.0),
        ] {
            assert_eq!(quad::to_f64(bits), nearest, "{bits:#x}");
        }
    }

    fn quad_ones() -> u128 {
        (1 << 112) - 1
    }

    /// What the x87 stack holds after a call is the callee's doing, so the callee is C's own way of returning one.
    #[test]
    #[cfg(target_arch = "x86_64")]
    fn a_returned_one_is_taken_from_where_c_leaves_it() {
        /// # Safety
        /// The pointer is to an f64.
        #[unsafe(naked)]
        unsafe extern "C" fn twice(_of: *mut f64) {
            core::arch::naked_asm!("fld qword ptr [rdi]", "fadd st(0), st(0)", "ret")
        }
        let mut of = 21.25;
        let twice = ReturnsLongDouble(twice as unsafe extern "C" fn(*mut f64));
        // SAFETY: `twice` takes a pointer to an f64 and returns a long double.
        assert_eq!(unsafe { twice.call(&mut of) }.to_f64(), 42.5);
    }

    /// A C function finds a `long double` argument right above its return address, and the others in registers.
    #[test]
    #[cfg(target_arch = "x86_64")]
    fn an_argument_lies_where_c_looks_for_it() {
        /// # Safety
        /// Called as C passes these arguments.
        #[unsafe(naked)]
        unsafe extern "C" fn sum(_a: i64, _b: LongDoubleArg, _c: i64) -> i64 {
            core::arch::naked_asm!(
                "fld tbyte ptr [rsp + 8]",
                "fistp qword ptr [rsp - 8]",
                "mov rax, [rsp - 8]",
                "add rax, rdi",
                "add rax, rsi",
                "ret"
            )
        }
        let b = LongDouble::from_f64(100.0).arg();
        // SAFETY: `sum` takes these arguments and reads nothing else.
        let result = unsafe { sum(1, b, 10) };
        assert_eq!(result, 111);
    }
}

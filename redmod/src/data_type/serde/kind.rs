//! The byte that every value of serde's begins with, and the only place that knows it. Below 0x80 it is a number itself.

pub(super) const END: u8 = 0x80;
pub(super) const UNIT: u8 = 0x81;
pub(super) const FALSE: u8 = 0x82;
pub(super) const TRUE: u8 = 0x83;
pub(super) const NONE: u8 = 0x84;
/// The value follows.
pub(super) const SOME: u8 = 0x85;
/// A number follows.
pub(super) const UNSIGNED: u8 = 0x86;
/// A number below zero: its bits, turned over, follow as a number.
pub(super) const NEGATIVE: u8 = 0x87;
/// Sixteen bytes follow.
pub(super) const WIDE_UNSIGNED: u8 = 0x88;
/// Sixteen bytes follow.
pub(super) const WIDE_NEGATIVE: u8 = 0x89;
pub(super) const F32: u8 = 0x8A;
pub(super) const F64: u8 = 0x8B;
/// Its code point follows as a number.
pub(super) const CHAR: u8 = 0x8C;
/// The length and the bytes follow.
pub(super) const TEXT: u8 = 0x8D;
/// The length and the bytes follow.
pub(super) const BYTES: u8 = 0x8E;
/// Values follow, up to an end.
pub(super) const LIST: u8 = 0x8F;
/// Keys and values follow by turns, up to an end.
pub(super) const MAP: u8 = 0x90;

//! Decides what makes a section of `INFO`: a function, and what it may return.

pub(crate) mod fields;
pub(crate) mod section;

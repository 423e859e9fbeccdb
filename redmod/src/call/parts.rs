//! Decides how the parts of a reply are gone through: in order, from both ends, or by place.

use std::fmt;

use redmod_sys::{REDISMODULE_OK, api};

use super::reply::{Node, resp3};

/// How many nodes or entries a node has (`RM_CallReplyLength`).
fn len(node: &Node) -> usize {
    // SAFETY: the reply is alive as long as `node`.
    unsafe { (api().CallReplyLength)(node.as_ptr()) }
}

/// `RM_CallReplyArrayElement`
pub(super) fn array_element(node: &Node, index: usize) -> Option<&Node> {
    // SAFETY: the reply is alive as long as `node`, and so are its parts; the server returns null
    // for what is not there.
    unsafe { Node::from_raw((api().CallReplyArrayElement)(node.as_ptr(), index)) }
}

/// `RM_CallReplySetElement`
pub(super) fn set_element(node: &Node, index: usize) -> Option<&Node> {
    // SAFETY: as for `array_element`.
    unsafe { Node::from_raw(resp3!(CallReplySetElement(node.as_ptr(), index))?) }
}

macro_rules! entry {
    ($($(#[$doc:meta])* $name:ident $function:ident;)*) => {$(
        $(#[$doc])*
        pub(super) fn $name(node: &Node, index: usize) -> Option<(&Node, &Node)> {
            let (mut key, mut value) = (std::ptr::null_mut(), std::ptr::null_mut());
            // SAFETY: as for `array_element`; what is not there is no success.
            unsafe {
                let status =
                    resp3!($function(node.as_ptr(), index, &raw mut key, &raw mut value))?;
                if status != REDISMODULE_OK {
                    return None;
                }
                Some((Node::from_raw(key)?, Node::from_raw(value)?))
            }
        }
    )*};
}

entry! {
    /// `RM_CallReplyMapElement`
    map_element CallReplyMapElement;
    /// `RM_CallReplyAttributeElement`
    attribute_element CallReplyAttributeElement;
}

/// The parts of a node, in order: as many as the server says (`RM_CallReplyLength`), from both ends
/// or by place.
#[doc(alias = "RM_CallReplyLength")]
#[derive(Clone, Copy)]
pub struct Parts<'r, T> {
    node: &'r Node,
    part: fn(&'r Node, usize) -> Option<T>,
    start: usize,
    end: usize,
}

/// The nodes of an array or a set (`RM_CallReplyArrayElement`, `RM_CallReplySetElement`).
#[doc(alias = "RM_CallReplyArrayElement")]
#[doc(alias = "RM_CallReplySetElement")]
pub type Nodes<'r> = Parts<'r, &'r Node>;

/// The keys and values of a map or of attributes (`RM_CallReplyMapElement`,
/// `RM_CallReplyAttributeElement`).
#[doc(alias = "RM_CallReplyMapElement")]
#[doc(alias = "RM_CallReplyAttributeElement")]
pub type Entries<'r> = Parts<'r, (&'r Node, &'r Node)>;

impl<'r, T> Parts<'r, T> {
    pub(super) fn new(node: &'r Node, part: fn(&'r Node, usize) -> Option<T>) -> Parts<'r, T> {
        Parts {
            node,
            part,
            start: 0,
            end: len(node),
        }
    }

    /// The same, or none where the server does not tell of the first.
    pub(super) fn readable(node: &'r Node, part: fn(&'r Node, usize) -> Option<T>) -> Parts<'r, T> {
        let parts = Parts::new(node, part);
        let end = parts.end * usize::from(parts.get(0).is_some());
        Parts { end, ..parts }
    }

    /// How many are left.
    #[must_use]
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether none is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The one at a place, from 0.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<T> {
        let index = self.start.checked_add(index)?;
        (index < self.end).then(|| (self.part)(self.node, index))?
    }
}

impl<T> Iterator for Parts<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let part = self.get(0)?;
        self.start += 1;
        Some(part)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len(), Some(self.len()))
    }
}

impl<T> DoubleEndedIterator for Parts<'_, T> {
    fn next_back(&mut self) -> Option<T> {
        let part = self.get(self.len().checked_sub(1)?)?;
        self.end -= 1;
        Some(part)
    }
}

impl<T> ExactSizeIterator for Parts<'_, T> {}

impl<T> fmt::Debug for Parts<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the parts themselves: a tree may be deeper than a stack.
        write!(f, "{} parts", self.len())
    }
}

//! Decides how the reply of a called command is seen: a tree of nodes, each of which is looked at
//! as a [`Value`] or read as a type of Rust's.

use std::ffi::{c_char, c_int, c_void};
use std::fmt;
use std::marker::{PhantomData, PhantomPinned};
use std::ops::Deref;
use std::ptr::NonNull;

use redmod_sys::{
    REDISMODULE_REPLY_ARRAY, REDISMODULE_REPLY_ARRAY_NULL, REDISMODULE_REPLY_ATTRIBUTE,
    REDISMODULE_REPLY_BIG_NUMBER, REDISMODULE_REPLY_BOOL, REDISMODULE_REPLY_DOUBLE,
    REDISMODULE_REPLY_ERROR, REDISMODULE_REPLY_INTEGER, REDISMODULE_REPLY_MAP,
    REDISMODULE_REPLY_NULL, REDISMODULE_REPLY_SET, REDISMODULE_REPLY_SIMPLE_STRING,
    REDISMODULE_REPLY_STRING, REDISMODULE_REPLY_VERBATIM_STRING, RedisModuleCallReply, api,
};

use super::FromReply;
use super::parts::{Entries, Nodes, array_element, attribute_element, map_element, set_element};
use crate::context::ServerContext;
use crate::reply::{Reply, Writer};
use crate::{Error, Result, ServerString};

/// The whole reply of a called command, which is no error.
///
/// It is a [`Node`], through which it is read. Returned from a command, it is passed on as it is.
pub struct CallReply<'a> {
    root: NonNull<Node>,
    _context: PhantomData<&'a mut ServerContext>,
}

impl CallReply<'_> {
    /// # Safety
    /// The reply is alive, ours to free, and of a call with a context that is borrowed exclusively.
    pub(crate) unsafe fn from_raw<'a>(reply: NonNull<RedisModuleCallReply>) -> CallReply<'a> {
        CallReply {
            root: reply.cast(),
            _context: PhantomData,
        }
    }

    /// The reply itself, which is the caller's to free.
    pub(super) fn into_raw(self) -> NonNull<RedisModuleCallReply> {
        std::mem::ManuallyDrop::new(self).root.cast()
    }

    /// The protocol's bytes (`RM_CallReplyProto`).
    #[must_use]
    pub fn proto(&self) -> &[u8] {
        // SAFETY: it is a whole reply.
        unsafe { self.proto_bytes() }
    }
}

impl Deref for CallReply<'_> {
    type Target = Node;

    fn deref(&self) -> &Node {
        // SAFETY: the reply lives as long as `self`.
        unsafe { self.root.as_ref() }
    }
}

impl Drop for CallReply<'_> {
    #[doc(alias = "RM_FreeCallReply")]
    fn drop(&mut self) {
        // SAFETY: it is freed once, here; what was borrowed of it borrows `self`.
        unsafe { (api().FreeCallReply)(self.as_ptr()) }
    }
}

impl Reply for CallReply<'_> {
    fn reply(&self, out: &mut Writer<'_>) {
        out.node(self);
    }
}

impl fmt::Debug for CallReply<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// A reply or a part of one, borrowed (`RedisModuleCallReply`).
#[repr(C)]
pub struct Node {
    _opaque: [u8; 0],
    _not_send: PhantomData<(*mut c_void, PhantomPinned)>,
}

/// What a node is: the types of RESP3. Without [`resp3`](super::CallOptions::resp3) a reply has
/// those of RESP2: strings, errors, integers, arrays and null.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Value<'r> {
    /// Null.
    Null,
    /// The null array of RESP2, with [`exact`](super::CallOptions::exact) only; else [`Null`](Value::Null).
    NullArray,
    /// An integer.
    Integer(i64),
    /// A bulk string; without [`exact`](super::CallOptions::exact) a status as well.
    String(&'r [u8]),
    /// A status such as `OK`, with [`exact`](super::CallOptions::exact) only.
    Status(&'r [u8]),
    /// An error inside of a collection, as `EXEC` replies it.
    Error(&'r [u8]),
    /// An array.
    Array(Nodes<'r>),
    /// A set.
    Set(Nodes<'r>),
    /// A map.
    Map(Entries<'r>),
    /// A boolean.
    Bool(bool),
    /// A double.
    Double(f64),
    /// The digits of a big number.
    BigNumber(&'r [u8]),
    /// A text with its format, such as `txt` or `mkd`.
    Verbatim {
        /// Three letters.
        format: [u8; 3],
        /// The text.
        text: &'r [u8],
    },
    /// The attributes of a reply. No server up to Redis 8.2 and Valkey 9.1 tells what is in them,
    /// so that they seem to be empty; [`Node::proto`] has them.
    Attribute(Entries<'r>),
    /// What this release of redmod does not know.
    Unknown,
}

impl Value<'_> {
    /// What it is, with its article.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Value::Null | Value::NullArray => "null",
            Value::Integer(_) => "an integer",
            Value::String(_) | Value::Status(_) => "a string",
            Value::Error(_) => "an error",
            Value::Array(_) => "an array",
            Value::Set(_) => "a set",
            Value::Map(_) => "a map",
            Value::Bool(_) => "a boolean",
            Value::Double(_) => "a double",
            Value::BigNumber(_) => "a big number",
            Value::Verbatim { .. } => "a verbatim string",
            Value::Attribute(_) => "an attribute",
            Value::Unknown => "something unknown",
        }
    }
}

/// A function of Redis 7.0, of which the server has all if it replies with a type of RESP3.
macro_rules! resp3 {
    ($function:ident($($argument:expr),*)) => {
        api().$function.map(|function| function($($argument),*))
    };
}

pub(super) use resp3;

impl Node {
    /// # Safety
    /// The reply is alive during `'r`.
    pub(super) unsafe fn from_raw<'r>(reply: *mut RedisModuleCallReply) -> Option<&'r Node> {
        // SAFETY: a `Node` has no bytes of its own, so any live pointer will do; the caller
        // vouches for the lifetime.
        NonNull::new(reply).map(|reply| unsafe { reply.cast::<Node>().as_ref() })
    }

    pub(crate) fn as_ptr(&self) -> *mut RedisModuleCallReply {
        std::ptr::from_ref(self).cast_mut().cast()
    }

    /// The number that the server has for the type (`RM_CallReplyType`). Asking for it makes the
    /// server parse the reply.
    #[inline]
    pub(super) fn type_number(&self) -> i32 {
        // SAFETY: the reply is alive as long as `self`.
        unsafe { (api().CallReplyType)(self.as_ptr()) }
    }

    /// What it is (`RM_CallReplyType`, `RM_CallReplyInteger`, `RM_CallReplyStringPtr`,
    /// `RM_CallReplyBool`, `RM_CallReplyDouble`, `RM_CallReplyBigNumber`, `RM_CallReplyVerbatim`).
    #[doc(alias = "RM_CallReplyType")]
    #[doc(alias = "RM_CallReplyInteger")]
    #[doc(alias = "RM_CallReplyStringPtr")]
    #[doc(alias = "RM_CallReplyBool")]
    #[doc(alias = "RM_CallReplyDouble")]
    #[doc(alias = "RM_CallReplyBigNumber")]
    #[doc(alias = "RM_CallReplyVerbatim")]
    #[must_use]
    pub fn value(&self) -> Value<'_> {
        let reply = self.as_ptr();
        let mut len = 0;
        // SAFETY: the reply is alive as long as `self`, each function is called on the type that it
        // is for, and bytes live as long as the reply.
        unsafe {
            let value = match self.type_number() {
                REDISMODULE_REPLY_NULL => Some(Value::Null),
                REDISMODULE_REPLY_ARRAY_NULL => Some(Value::NullArray),
                REDISMODULE_REPLY_INTEGER => Some(Value::Integer((api().CallReplyInteger)(reply))),
                REDISMODULE_REPLY_STRING => Some(Value::String(self.text())),
                REDISMODULE_REPLY_SIMPLE_STRING => Some(Value::Status(self.text())),
                REDISMODULE_REPLY_ERROR => Some(Value::Error(self.text())),
                REDISMODULE_REPLY_ARRAY => Some(Value::Array(Nodes::new(self, array_element))),
                REDISMODULE_REPLY_SET => Some(Value::Set(Nodes::new(self, set_element))),
                REDISMODULE_REPLY_MAP => Some(Value::Map(Entries::new(self, map_element))),
                REDISMODULE_REPLY_ATTRIBUTE => {
                    Some(Value::Attribute(Entries::readable(self, attribute_element)))
                }
                REDISMODULE_REPLY_BOOL => {
                    resp3!(CallReplyBool(reply)).map(|bool| Value::Bool(bool != 0))
                }
                REDISMODULE_REPLY_DOUBLE => resp3!(CallReplyDouble(reply)).map(Value::Double),
                REDISMODULE_REPLY_BIG_NUMBER => resp3!(CallReplyBigNumber(reply, &raw mut len))
                    .map(|digits| Value::BigNumber(bytes(digits, len))),
                REDISMODULE_REPLY_VERBATIM_STRING => {
                    let mut format = std::ptr::null();
                    resp3!(CallReplyVerbatim(reply, &raw mut len, &raw mut format)).map(|text| {
                        Value::Verbatim {
                            // The server's parser takes the three letters before the colon.
                            format: format.cast::<[u8; 3]>().read(),
                            text: bytes(text, len),
                        }
                    })
                }
                _ => None,
            };
            value.unwrap_or(Value::Unknown)
        }
    }

    /// The bytes of a string, a status or an error.
    ///
    /// # Safety
    /// It is one of these.
    unsafe fn text(&self) -> &[u8] {
        let mut len = 0;
        // SAFETY: the reply is alive as long as `self`, and has bytes, says the caller.
        unsafe {
            let text = (api().CallReplyStringPtr)(self.as_ptr(), &raw mut len);
            bytes(text, len)
        }
    }

    /// Reads it as a type of Rust's.
    ///
    /// # Errors
    /// Where it is of another type; with the code of the error that it is.
    pub fn to<T: FromReply>(&self) -> Result<T> {
        T::from_reply(self)
    }

    /// The bytes of whatever text it is: a string, a status, an error, a verbatim string or a
    /// big number.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self.value() {
            Value::String(text)
            | Value::Status(text)
            | Value::Error(text)
            | Value::Verbatim { text, .. }
            | Value::BigNumber(text) => Some(text),
            _ => None,
        }
    }

    /// The integer, if it is one.
    #[must_use]
    pub fn as_integer(&self) -> Option<i64> {
        self.integer_of(self.type_number())
    }

    /// The same, of a reply of this type.
    #[inline(always)]
    pub(super) fn integer_of(&self, kind: c_int) -> Option<i64> {
        // SAFETY: the reply is alive as long as `self`; of another type the server replies the least integer.
        (kind == REDISMODULE_REPLY_INTEGER)
            .then(|| unsafe { (api().CallReplyInteger)(self.as_ptr()) })
    }

    /// Whether it is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.value(), Value::Null | Value::NullArray)
    }

    /// The nodes of an array or a set.
    #[must_use]
    pub fn nodes(&self) -> Option<Nodes<'_>> {
        match self.value() {
            Value::Array(nodes) | Value::Set(nodes) => Some(nodes),
            _ => None,
        }
    }

    /// The entries of a map or of attributes.
    #[must_use]
    pub fn entries(&self) -> Option<Entries<'_>> {
        match self.value() {
            Value::Map(entries) | Value::Attribute(entries) => Some(entries),
            _ => None,
        }
    }

    /// The attributes that came with it (`RM_CallReplyAttribute`): a node that is a
    /// [`Value::Attribute`].
    #[doc(alias = "RM_CallReplyAttribute")]
    #[must_use]
    pub fn attribute(&self) -> Option<&Node> {
        // The server knows of attributes once it has parsed the reply.
        self.type_number();
        // SAFETY: the reply is alive as long as `self`, and so are its attributes.
        unsafe { Node::from_raw(resp3!(CallReplyAttribute(self.as_ptr()))?) }
    }

    /// The protocol's bytes (`RM_CallReplyProto`); `None` before Redis 7.0, which knows those of
    /// whole replies only ([`CallReply::proto`]).
    #[doc(alias = "RM_CallReplyProto")]
    #[must_use]
    pub fn proto(&self) -> Option<&[u8]> {
        // SAFETY: the server knows the length of parts, as it has a function of Redis 7.0.
        has_parts().then(|| unsafe { self.proto_bytes() })
    }

    /// # Safety
    /// It is a whole reply, or the server knows the length of parts.
    unsafe fn proto_bytes(&self) -> &[u8] {
        // The server knows where parts end once it has parsed the reply.
        self.type_number();
        let mut len = 0;
        // SAFETY: the reply is alive as long as `self`, and so are its bytes.
        unsafe {
            let proto = (api().CallReplyProto)(self.as_ptr(), &raw mut len);
            bytes(proto, len)
        }
    }

    /// A string or an integer as a string of the server's (`RM_CreateStringFromCallReply`).
    #[doc(alias = "RM_CreateStringFromCallReply")]
    #[must_use]
    pub fn to_server_string(&self) -> Option<ServerString> {
        // SAFETY: the reply is alive as long as `self`; without automatic memory, which no context
        // of ours has, what is made is referred to by nothing but us.
        unsafe {
            let string = (api().CreateStringFromCallReply)(self.as_ptr());
            NonNull::new(string).map(|string| ServerString::from_raw(string))
        }
    }
}

/// Passed on as it is, from Redis 7.0 on; before, the server can pass on whole replies only.
impl Reply for Node {
    fn reply(&self, out: &mut Writer<'_>) {
        if has_parts() {
            out.node(self);
        } else {
            out.error(&NO_PARTS);
        }
    }
}

const NO_PARTS: Error =
    Error::fixed(c"ERR this server cannot pass on a part of a reply, which Redis can since 7.0");

/// Whether the server knows the protocol's bytes of parts of replies. Before Redis 7.0 it takes
/// those of a part for a string of its own, which they are not.
fn has_parts() -> bool {
    // SAFETY: a reply is at hand, hence the table is loaded.
    unsafe { api().CallReplyMapElement.is_some() }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value().fmt(f)
    }
}

/// # Safety
/// Where the pointer is not null, there are `len` bytes that live during `'r`.
unsafe fn bytes<'r>(pointer: *const c_char, len: usize) -> &'r [u8] {
    if pointer.is_null() {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(pointer.cast(), len) }
}

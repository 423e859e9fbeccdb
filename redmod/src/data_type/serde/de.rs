//! Decides how what was saved is handed to serde: by the kind of each value, whatever the type asks for.

use std::borrow::Cow;
use std::str;

use serde_core::de::value::{MapAccessDeserializer, StringDeserializer};
use serde_core::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_core::forward_to_deserialize_any;

use super::{Failure, kind};
use crate::Error;
use crate::data_type::text::NOT_UTF8;
use crate::data_type::{Loader, Persist};

const KIND: Error = Error::fixed(c"ERR there is no value where one should be");
const VARIANT: Error = Error::fixed(c"ERR there is no variant where one should be");
const MORE: Error = Error::fixed(c"ERR it has more parts than its type");

/// A value whose kind is read.
pub(super) struct Deserializer<'l, 'a> {
    input: &'l mut Loader<'a>,
    kind: u8,
}

impl<'l, 'a> Deserializer<'l, 'a> {
    pub(super) fn new(input: &'l mut Loader<'a>) -> Result<Deserializer<'l, 'a>, Failure> {
        let kind = input.byte()?;
        Ok(Deserializer { input, kind })
    }

    /// What is inside of something else.
    fn inside<T>(
        self,
        load: impl FnOnce(&mut Loader<'a>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let value = self.input.nested(|input| load(input).map_err(|it| it.0));
        value.map_err(Failure)
    }

    /// What a list or a map has, to its end.
    fn parts<T>(
        self,
        load: impl FnOnce(&mut Parts<'_, 'a>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.inside(|input| {
            let is_done = false;
            let mut parts = Parts { input, is_done };
            let value = load(&mut parts)?;
            match parts.next()? {
                None => Ok(value),
                Some(_) => Err(MORE.into()),
            }
        })
    }

    fn text(self) -> Result<String, Failure> {
        let len = self.input.number_as()?;
        let text = String::from_utf8(self.input.bytes(len)?);
        Ok(text.map_err(|_| NOT_UTF8)?)
    }
}

impl<'de> de::Deserializer<'de> for Deserializer<'_, '_> {
    type Error = Failure;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let input = &mut *self.input;
        match self.kind {
            small @ ..=0x7F => visitor.visit_u64(small.into()),
            kind::UNIT => visitor.visit_unit(),
            kind::FALSE => visitor.visit_bool(false),
            kind::TRUE => visitor.visit_bool(true),
            kind::NONE => visitor.visit_none(),
            kind::SOME => self.inside(|input| visitor.visit_some(Deserializer::new(input)?)),
            kind::UNSIGNED => visitor.visit_u64(input.number()?),
            kind::NEGATIVE => match !(input.number()? as i64) {
                negative @ ..0 => visitor.visit_i64(negative),
                _ => Err(KIND.into()),
            },
            kind::WIDE_UNSIGNED => visitor.visit_u128(u128::load(input)?),
            kind::WIDE_NEGATIVE => visitor.visit_i128(i128::load(input)?),
            kind::F32 => visitor.visit_f32(f32::load(input)?),
            kind::F64 => visitor.visit_f64(f64::load(input)?),
            kind::CHAR => visitor.visit_char(char::load(input)?),
            kind::TEXT => {
                let len = input.number_as()?;
                input.lend(len, |bytes| match bytes {
                    Cow::Borrowed(bytes) => {
                        visitor.visit_str(str::from_utf8(bytes).map_err(|_| NOT_UTF8)?)
                    }
                    Cow::Owned(bytes) => {
                        visitor.visit_string(String::from_utf8(bytes).map_err(|_| NOT_UTF8)?)
                    }
                })?
            }
            kind::BYTES => {
                let len = input.number_as()?;
                input.lend(len, |bytes| match bytes {
                    Cow::Borrowed(bytes) => visitor.visit_bytes(bytes),
                    Cow::Owned(bytes) => visitor.visit_byte_buf(bytes),
                })?
            }
            kind::LIST => self.parts(|parts| visitor.visit_seq(parts)),
            kind::MAP => self.parts(|parts| visitor.visit_map(parts)),
            _ => Err(KIND.into()),
        }
    }

    /// What was no option when it was saved may be one now.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.kind {
            kind::NONE | kind::SOME => self.deserialize_any(visitor),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let kind = self.kind;
        self.inside(|input| visitor.visit_newtype_struct(Deserializer { input, kind }))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match self.kind {
            kind::TEXT => visitor.visit_enum(StringDeserializer::new(self.text()?)),
            kind::MAP => self.parts(|parts| visitor.visit_enum(MapAccessDeserializer::new(parts))),
            _ => Err(VARIANT.into()),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The parts of a list or of a map, of which no number is known before they are there.
struct Parts<'l, 'a> {
    input: &'l mut Loader<'a>,
    is_done: bool,
}

impl<'a> Parts<'_, 'a> {
    fn next(&mut self) -> Result<Option<Deserializer<'_, 'a>>, Failure> {
        if self.is_done {
            return Ok(None);
        }
        let part = Deserializer::new(self.input)?;
        self.is_done = part.kind == kind::END;
        Ok((!self.is_done).then_some(part))
    }
}

impl<'de> SeqAccess<'de> for Parts<'_, '_> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Failure> {
        let part = self.next()?;
        part.map(|part| seed.deserialize(part)).transpose()
    }
}

impl<'de> MapAccess<'de> for Parts<'_, '_> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Failure> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Failure> {
        self.next_element_seed(seed)?.ok_or(KIND.into())
    }
}

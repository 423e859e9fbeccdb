//! Decides how what serde asks for is read.

use serde_core::de::value::U32Deserializer;
use serde_core::de::{
    self, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use super::Failure;
use crate::Error;
use crate::data_type::{Loader, Persist};

const NO_KINDS: Error =
    Error::fixed(c"ERR its type asks which kind of value comes, which is not saved");
const NO_BYTES: Error = Error::fixed(c"ERR an element in it has no bytes");
const NOT_EMPTY: Error = Error::fixed(c"ERR there is something where nothing should be");

pub(super) struct Deserializer<'l, 'a> {
    input: &'l mut Loader<'a>,
}

impl<'l, 'a> Deserializer<'l, 'a> {
    pub(super) fn new(input: &'l mut Loader<'a>) -> Deserializer<'l, 'a> {
        Deserializer { input }
    }

    /// What is inside of something else.
    fn inside<T>(
        self,
        load: impl FnOnce(&mut Loader<'a>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let value = self.input.nested(|input| load(input).map_err(|it| it.0));
        value.map_err(Failure)
    }

    /// Parts that are known by the type.
    fn parts<'de, V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Failure> {
        self.inside(|input| parts(input, len, visitor))
    }
}

fn parts<'de, V: Visitor<'de>>(
    input: &mut Loader<'_>,
    len: usize,
    visitor: V,
) -> Result<V::Value, Failure> {
    if len == 0 {
        nothing(input)?;
    }
    visitor.visit_seq(Parts {
        input,
        left: len,
        needs_bytes: false,
    })
}

/// Reads what says that there is nothing.
fn nothing(input: &mut Loader<'_>) -> Result<(), Failure> {
    match input.byte()? {
        0 => Ok(()),
        _ => Err(NOT_EMPTY.into()),
    }
}

macro_rules! scalars {
    ($($function:ident $visit:ident $type:ty,)*) => {$(
        fn $function<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
            visitor.$visit(<$type>::load(self.input)?)
        }
    )*};
}

impl<'de> de::Deserializer<'de> for Deserializer<'_, '_> {
    type Error = Failure;

    scalars! {
        deserialize_bool visit_bool bool,
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_i128 visit_i128 i128,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
        deserialize_u128 visit_u128 u128,
        deserialize_f32 visit_f32 f32,
        deserialize_f64 visit_f64 f64,
        deserialize_char visit_char char,
        deserialize_str visit_string String,
        deserialize_string visit_string String,
        deserialize_bytes visit_byte_buf Vec<u8>,
        deserialize_byte_buf visit_byte_buf Vec<u8>,
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Failure> {
        Err(NO_KINDS.into())
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Failure> {
        Err(NO_KINDS.into())
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Failure> {
        Err(NO_KINDS.into())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        if !bool::load(self.input)? {
            return visitor.visit_none();
        }
        self.inside(|input| visitor.visit_some(Deserializer::new(input)))
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        nothing(self.input)?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.inside(|input| visitor.visit_newtype_struct(Deserializer::new(input)))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.inside(|input| {
            let left = input.number_as()?;
            visitor.visit_seq(Parts {
                input,
                left,
                needs_bytes: true,
            })
        })
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.parts(len, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.parts(len, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.inside(|input| {
            let left = input.number_as()?;
            visitor.visit_map(Parts {
                input,
                left,
                needs_bytes: true,
            })
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.parts(fields.len(), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.inside(|input| visitor.visit_enum(Deserializer::new(input)))
    }
}

/// So many parts, or entries, of which no number is believed before they are there.
struct Parts<'l, 'a> {
    input: &'l mut Loader<'a>,
    left: usize,
    /// Whether each has a byte at least.
    needs_bytes: bool,
}

impl Parts<'_, '_> {
    fn next<'de, T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Failure> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let before = self.input.place();
        let value = seed.deserialize(Deserializer::new(self.input))?;
        if self.needs_bytes && self.input.place() == before {
            return Err(NO_BYTES.into());
        }
        Ok(Some(value))
    }
}

impl<'de> SeqAccess<'de> for Parts<'_, '_> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Failure> {
        self.next(seed)
    }
}

impl<'de> MapAccess<'de> for Parts<'_, '_> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Failure> {
        self.next(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Failure> {
        seed.deserialize(Deserializer::new(self.input))
    }
}

impl<'de, 'l, 'a> EnumAccess<'de> for Deserializer<'l, 'a> {
    type Error = Failure;
    type Variant = Deserializer<'l, 'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), Failure> {
        let variant: U32Deserializer<Failure> = self.input.number_as::<u32>()?.into_deserializer();
        Ok((seed.deserialize(variant)?, self))
    }
}

/// The variant is inside of its enum already.
impl<'de> VariantAccess<'de> for Deserializer<'_, '_> {
    type Error = Failure;

    fn unit_variant(self) -> Result<(), Failure> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Failure> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Failure> {
        parts(self.input, len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        parts(self.input, fields.len(), visitor)
    }
}

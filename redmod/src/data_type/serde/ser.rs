//! Decides how serde's model is written: each value with its kind, the fields of structs with their names, and a variant
//! as its name, which is the only key of a map where it has something in it.

use serde_core::ser::{
    self, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant,
};

use super::{Failure, kind};
use crate::data_type::{Persist, Saver};

type Done = Result<(), Failure>;

pub(super) struct Serializer<'s, 'a> {
    out: &'s mut Saver<'a>,
}

impl<'s, 'a> Serializer<'s, 'a> {
    pub(super) fn new(out: &'s mut Saver<'a>) -> Serializer<'s, 'a> {
        Serializer { out }
    }

    fn kind(self, kind: u8) -> Done {
        self.out.byte(kind);
        Ok(())
    }

    fn sized(self, kind: u8, bytes: &[u8]) -> Done {
        self.out.byte(kind);
        self.out.len(bytes.len());
        self.out.bytes(bytes);
        Ok(())
    }

    /// What is inside of something else.
    fn inside<T: Serialize + ?Sized>(self, value: &T) -> Done {
        self.out.enter();
        value.serialize(Serializer::new(self.out))?;
        self.out.leave();
        Ok(())
    }

    /// A list or a map, whose parts come one after the other.
    fn parts(self, kind: u8) -> Parts<'s, 'a> {
        self.out.enter();
        self.out.byte(kind);
        let (out, levels) = (self.out, 1);
        Parts { out, levels }
    }

    /// The same inside of a variant.
    fn variant(self, name: &str, kind: u8) -> Result<Parts<'s, 'a>, Failure> {
        let mut variant = self.parts(kind::MAP);
        variant.part(name)?;
        let parts = Serializer::new(variant.out).parts(kind);
        Ok(Parts { levels: 2, ..parts })
    }
}

/// Small types are saved as the largest of their kind.
macro_rules! as_the_largest {
    ($($function:ident $type:ty => $largest:ident,)*) => {$(
        fn $function(self, value: $type) -> Done {
            self.$largest(value.into())
        }
    )*};
}

impl<'s, 'a> ser::Serializer for Serializer<'s, 'a> {
    type Ok = ();
    type Error = Failure;
    type SerializeSeq = Parts<'s, 'a>;
    type SerializeTuple = Parts<'s, 'a>;
    type SerializeTupleStruct = Parts<'s, 'a>;
    type SerializeTupleVariant = Parts<'s, 'a>;
    type SerializeMap = Entries<'s, 'a>;
    type SerializeStruct = Parts<'s, 'a>;
    type SerializeStructVariant = Parts<'s, 'a>;

    as_the_largest! {
        serialize_i8 i8 => serialize_i64,
        serialize_i16 i16 => serialize_i64,
        serialize_i32 i32 => serialize_i64,
        serialize_u8 u8 => serialize_u64,
        serialize_u16 u16 => serialize_u64,
        serialize_u32 u32 => serialize_u64,
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(self, value: bool) -> Done {
        self.kind(if value { kind::TRUE } else { kind::FALSE })
    }

    fn serialize_u64(self, value: u64) -> Done {
        if value >= 0x80 {
            self.out.byte(kind::UNSIGNED);
        }
        self.out.number(value);
        Ok(())
    }

    fn serialize_i64(self, value: i64) -> Done {
        if let Ok(value) = u64::try_from(value) {
            return self.serialize_u64(value);
        }
        self.out.byte(kind::NEGATIVE);
        self.out.number(!value as u64);
        Ok(())
    }

    fn serialize_u128(self, value: u128) -> Done {
        if let Ok(value) = u64::try_from(value) {
            return self.serialize_u64(value);
        }
        self.out.byte(kind::WIDE_UNSIGNED);
        value.save(self.out);
        Ok(())
    }

    fn serialize_i128(self, value: i128) -> Done {
        if let Ok(value) = u128::try_from(value) {
            return self.serialize_u128(value);
        }
        if let Ok(value) = i64::try_from(value) {
            return self.serialize_i64(value);
        }
        self.out.byte(kind::WIDE_NEGATIVE);
        value.save(self.out);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Done {
        self.out.byte(kind::F32);
        value.save(self.out);
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Done {
        self.out.byte(kind::F64);
        value.save(self.out);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Done {
        self.out.byte(kind::CHAR);
        value.save(self.out);
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Done {
        self.sized(kind::TEXT, value.as_bytes())
    }

    fn serialize_bytes(self, value: &[u8]) -> Done {
        self.sized(kind::BYTES, value)
    }

    fn serialize_none(self) -> Done {
        self.kind(kind::NONE)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        self.out.byte(kind::SOME);
        self.inside(value)
    }

    fn serialize_unit(self) -> Done {
        self.kind(kind::UNIT)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Done {
        self.serialize_str(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        self.inside(value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Done {
        let mut variant = self.parts(kind::MAP);
        variant.part(name)?;
        variant.part(value)?;
        variant.done()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'s, 'a>, Failure> {
        Ok(self.parts(kind::LIST))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'s, 'a>, Failure> {
        Ok(self.parts(kind::LIST))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts<'s, 'a>, Failure> {
        Ok(self.parts(kind::LIST))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Parts<'s, 'a>, Failure> {
        self.variant(name, kind::LIST)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'s, 'a>, Failure> {
        let sorted = Vec::new();
        let parts = self.parts(kind::MAP);
        Ok(Entries { parts, sorted })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'s, 'a>, Failure> {
        Ok(self.parts(kind::MAP))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Parts<'s, 'a>, Failure> {
        self.variant(name, kind::MAP)
    }
}

/// One part after the other, and the end.
pub(super) struct Parts<'s, 'a> {
    out: &'s mut Saver<'a>,
    /// How many ends there are; a variant's parts are inside of two.
    levels: u8,
}

impl Parts<'_, '_> {
    fn part<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(Serializer::new(self.out))
    }

    fn done(self) -> Done {
        for _ in 0..self.levels {
            self.out.leave();
            self.out.byte(kind::END);
        }
        Ok(())
    }
}

macro_rules! without_names {
    ($($of:ident $part:ident,)*) => {$(
        impl $of for Parts<'_, '_> {
            type Ok = ();
            type Error = Failure;

            fn $part<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
                self.part(value)
            }

            fn end(self) -> Done {
                self.done()
            }
        }
    )*};
}

without_names! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}

macro_rules! with_names {
    ($($of:ident)*) => {$(
        impl $of for Parts<'_, '_> {
            type Ok = ();
            type Error = Failure;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
                self.part(name)?;
                self.part(value)
            }

            fn end(self) -> Done {
                self.done()
            }
        }
    )*};
}

with_names! { SerializeStruct SerializeStructVariant }

/// The entries of a map: in the order of their bytes where two that are equal must look alike.
pub(super) struct Entries<'s, 'a> {
    parts: Parts<'s, 'a>,
    sorted: Vec<Vec<u8>>,
}

impl SerializeMap for Entries<'_, '_> {
    type Ok = ();
    type Error = Failure;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        if self.parts.out.is_sorted() {
            self.sorted.push(Vec::new());
        }
        self.serialize_value(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        let Some(entry) = self.sorted.last_mut() else {
            return self.parts.part(value);
        };
        let mut inner = self.parts.out.aside();
        value.serialize(Serializer::new(&mut inner))?;
        entry.extend(inner.into_bytes());
        Ok(())
    }

    fn end(mut self) -> Done {
        self.sorted.sort_unstable();
        for entry in &self.sorted {
            self.parts.out.bytes(entry);
        }
        self.parts.done()
    }
}

//! Decides what of serde's model is written, and what cannot be.

use serde_core::ser::{
    self, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant,
};

use super::Failure;
use crate::Error;
use crate::data_type::{Persist, Saver};

const NO_LENGTH: Error = Error::fixed(c"ERR it has a sequence whose length is not known before");
const NO_BYTES: Error = Error::fixed(c"ERR an element in it has no bytes");
const SKIPPED: Error = Error::fixed(c"ERR a field in it is skipped for its value");

type Done = Result<(), Failure>;

pub(super) struct Serializer<'s, 'a> {
    out: &'s mut Saver<'a>,
}

impl<'s, 'a> Serializer<'s, 'a> {
    pub(super) fn new(out: &'s mut Saver<'a>) -> Serializer<'s, 'a> {
        Serializer { out }
    }

    /// What is inside of something else.
    fn inside<T: Serialize + ?Sized>(self, value: &T) -> Done {
        self.out.enter();
        value.serialize(Serializer::new(self.out))?;
        self.out.leave();
        Ok(())
    }

    /// Parts that are known by the type, of which there may be none.
    fn parts(self, len: usize) -> Parts<'s, 'a> {
        self.out.enter();
        if len == 0 {
            self.out.byte(0);
        }
        Parts { out: self.out }
    }
}

macro_rules! scalars {
    ($($function:ident $type:ty,)*) => {$(
        fn $function(self, value: $type) -> Done {
            value.save(self.out);
            Ok(())
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

    scalars! {
        serialize_bool bool,
        serialize_i8 i8,
        serialize_i16 i16,
        serialize_i32 i32,
        serialize_i64 i64,
        serialize_i128 i128,
        serialize_u8 u8,
        serialize_u16 u16,
        serialize_u32 u32,
        serialize_u64 u64,
        serialize_u128 u128,
        serialize_f32 f32,
        serialize_f64 f64,
        serialize_char char,
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_str(self, value: &str) -> Done {
        self.serialize_bytes(value.as_bytes())
    }

    fn serialize_bytes(self, value: &[u8]) -> Done {
        self.out.len(value.len());
        self.out.bytes(value);
        Ok(())
    }

    fn serialize_none(self) -> Done {
        self.serialize_bool(false)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        self.out.byte(1);
        self.inside(value)
    }

    fn serialize_unit(self) -> Done {
        self.serialize_u8(0)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, variant: u32, _: &'static str) -> Done {
        self.out.nested(0, |out| out.variant(variant));
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        self.inside(value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        variant: u32,
        _: &'static str,
        value: &T,
    ) -> Done {
        self.out.variant(variant);
        self.inside(value)
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Parts<'s, 'a>, Failure> {
        self.out.enter();
        self.out.len(len.ok_or(NO_LENGTH)?);
        Ok(Parts { out: self.out })
    }

    fn serialize_tuple(self, len: usize) -> Result<Parts<'s, 'a>, Failure> {
        Ok(self.parts(len))
    }

    fn serialize_tuple_struct(self, _: &'static str, len: usize) -> Result<Parts<'s, 'a>, Failure> {
        Ok(self.parts(len))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        variant: u32,
        _: &'static str,
        len: usize,
    ) -> Result<Parts<'s, 'a>, Failure> {
        self.out.variant(variant);
        Ok(self.parts(len))
    }

    fn serialize_map(self, len: Option<usize>) -> Result<Entries<'s, 'a>, Failure> {
        self.out.enter();
        self.out.len(len.ok_or(NO_LENGTH)?);
        Ok(Entries {
            out: self.out,
            sorted: Vec::new(),
        })
    }

    fn serialize_struct(self, _: &'static str, len: usize) -> Result<Parts<'s, 'a>, Failure> {
        Ok(self.parts(len))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        variant: u32,
        _: &'static str,
        len: usize,
    ) -> Result<Parts<'s, 'a>, Failure> {
        self.out.variant(variant);
        Ok(self.parts(len))
    }
}

/// One part after the other.
pub(super) struct Parts<'s, 'a> {
    out: &'s mut Saver<'a>,
}

impl Parts<'_, '_> {
    fn part<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(Serializer::new(self.out))
    }

    fn done(self) -> Done {
        self.out.leave();
        Ok(())
    }
}

impl SerializeSeq for Parts<'_, '_> {
    type Ok = ();
    type Error = Failure;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        let before = self.out.place();
        self.part(value)?;
        if self.out.place() == before {
            return Err(NO_BYTES.into());
        }
        Ok(())
    }

    fn end(self) -> Done {
        self.done()
    }
}

impl SerializeTuple for Parts<'_, '_> {
    type Ok = ();
    type Error = Failure;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.part(value)
    }

    fn end(self) -> Done {
        self.done()
    }
}

macro_rules! fields_without_names {
    ($($of:ident)*) => {$(
        impl $of for Parts<'_, '_> {
            type Ok = ();
            type Error = Failure;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
                self.part(value)
            }

            fn end(self) -> Done {
                self.done()
            }
        }
    )*};
}

fields_without_names! { SerializeTupleStruct SerializeTupleVariant }

macro_rules! fields {
    ($($of:ident)*) => {$(
        impl $of for Parts<'_, '_> {
            type Ok = ();
            type Error = Failure;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Done {
                self.part(value)
            }

            /// Without names it could not be told from the next one.
            fn skip_field(&mut self, _: &'static str) -> Done {
                Err(SKIPPED.into())
            }

            fn end(self) -> Done {
                self.done()
            }
        }
    )*};
}

fields! { SerializeStruct SerializeStructVariant }

/// The entries of a map: in the order of their bytes where two that are equal must look alike.
pub(super) struct Entries<'s, 'a> {
    out: &'s mut Saver<'a>,
    sorted: Vec<Vec<u8>>,
}

impl SerializeMap for Entries<'_, '_> {
    type Ok = ();
    type Error = Failure;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        if !self.out.is_sorted() {
            let before = self.out.place();
            key.serialize(Serializer::new(self.out))?;
            if self.out.place() == before {
                return Err(NO_BYTES.into());
            }
            return Ok(());
        }
        self.sorted.push(Vec::new());
        self.serialize_value(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        let Some(entry) = self.sorted.last_mut() else {
            return value.serialize(Serializer::new(self.out));
        };
        let mut inner = self.out.aside();
        value.serialize(Serializer::new(&mut inner))?;
        entry.extend(inner.into_bytes());
        Ok(())
    }

    fn end(mut self) -> Done {
        self.sorted.sort_unstable();
        self.sorted.iter().for_each(|entry| self.out.bytes(entry));
        self.out.leave();
        Ok(())
    }
}

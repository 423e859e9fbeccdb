//! Decides how optional values, tuples and arrays are made of simpler ones.

use super::{Args, Input, Shape};
use crate::Result;

/// `None` where nothing is left, or where the next argument is not one of the type's tokens.
impl<'a, T: Args<'a>> Args<'a> for Option<T> {
    const SHAPE: Shape = Shape::optional(&T::SHAPE);
    const AFTER_TOKEN: Shape = Shape::optional(&T::AFTER_TOKEN);

    #[inline]
    fn parse(input: &mut Input<'a>) -> Result<Self> {
        if T::accepts(input) {
            T::parse(input).map(Some)
        } else {
            Ok(None)
        }
    }

    #[inline(always)]
    fn parse_after_token(input: &mut Input<'a>) -> Result<Self> {
        T::parse_after_token(input).map(Some)
    }

    #[inline]
    fn accepts(input: &Input<'a>) -> bool {
        T::accepts(input)
    }

    #[inline]
    fn absent() -> Result<Self> {
        Ok(None)
    }
}

macro_rules! tuples {
    ($($($T:ident)+;)*) => {$(
        impl<'a, $($T: Args<'a>),+> Args<'a> for ($($T,)+) {
            const SHAPE: Shape = Shape::tuple(&[$($T::SHAPE),+]);

            #[inline]
            fn parse(input: &mut Input<'a>) -> Result<Self> {
                Ok(($($T::parse(input)?,)+))
            }
        }
    )*};
}

tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
}

impl<'a, T: Args<'a>, const N: usize> Args<'a> for [T; N] {
    const SHAPE: Shape = Shape::array(&T::SHAPE, N);

    #[inline]
    fn parse(input: &mut Input<'a>) -> Result<Self> {
        let mut items = [const { None }; N];
        for item in &mut items {
            *item = Some(T::parse(input)?);
        }
        Ok(items.map(|item| item.expect("every item was parsed")))
    }
}

//! Whole numbers in JSON.
//!
//! For JSON Schema `1.0` and `1e3` are whole numbers, and some servers write them so; serde's own
//! reader of integers takes neither. [`Whole`] wraps the whole type of a member (an integer, or
//! options, lists and maps of integers to any depth): `map.next_value::<Whole<Option<i64>>>()?.0`
//! reads it.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

/// Integers that are read from any whole JSON number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole<T>(pub T);

/// A type whose integers can be read.
pub trait ReadWhole: Sized {
    /// Reads it.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl<'de, T: ReadWhole> Deserialize<'de> for Whole<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

impl<T: ReadWhole> ReadWhole for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Option::<Whole<T>>::deserialize(deserializer)?;
        Ok(value.map(|Whole(value)| value))
    }
}

impl<T: ReadWhole> ReadWhole for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Vec::<Whole<T>>::deserialize(deserializer)?;
        Ok(items.into_iter().map(|Whole(item)| item).collect())
    }
}

impl<T: ReadWhole> ReadWhole for BTreeMap<String, T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = BTreeMap::<String, Whole<T>>::deserialize(deserializer)?;
        Ok(items.into_iter().map(|(key, Whole(item))| (key, item)).collect())
    }
}

macro_rules! integers {
    ($($integer:ty, $read:ident;)*) => {$(
        impl ReadWhole for $integer {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.$read(WholeVisitor(stringify!($integer), PhantomData))
            }
        }
    )*};
}

integers! {
    i8, deserialize_i8;
    i16, deserialize_i16;
    i32, deserialize_i32;
    i64, deserialize_i64;
    i128, deserialize_i128;
    u8, deserialize_u8;
    u16, deserialize_u16;
    u32, deserialize_u32;
    u64, deserialize_u64;
}

struct WholeVisitor<T>(&'static str, PhantomData<T>);

impl<T: TryFrom<i128>> WholeVisitor<T> {
    fn take<E: Error>(&self, number: i128) -> Result<T, E> {
        T::try_from(number).map_err(|_| E::invalid_value(Unexpected::Other("a number"), self))
    }
}

impl<T: TryFrom<i128>> Visitor<'_> for WholeVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number ({})", self.0)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        self.take(number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        self.take(number.into())
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<T, E> {
        self.take(number)
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<T, E> {
        match i128::try_from(number) {
            Ok(number) => self.take(number),
            Err(_) => Err(E::invalid_value(Unexpected::Other("a number"), &self)),
        }
    }

    /// Beyond 2^53 the digits that were written are lost, so such a number is refused.
    #[allow(clippy::cast_possible_truncation)]
    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if number.fract() == 0.0 && number.abs() < EXACT {
            self.take(number as i128)
        } else {
            Err(E::invalid_value(Unexpected::Other("a number"), &self))
        }
    }
}

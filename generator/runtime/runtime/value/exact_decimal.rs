//! Exact decimals in JSON, to any depth of options, lists and maps.
//!
//! [`Decimal`] itself would pass through a binary floating-point number. `DecimalNumber` and
//! `DecimalText` wrap the whole type of a member instead, and read and write its decimals digit by
//! digit: `map.next_value::<DecimalNumber<Option<Decimal>>>()?.0` reads, and
//! `serialize_entry(name, &DecimalNumber(&self.amount))` writes.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, Unexpected};
use serde_core::ser::{Serialize, Serializer};

use crate::runtime::value::decimal::Decimal;

/// How one decimal stands in JSON.
pub trait Form {
    /// Reads one.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error>;
    /// Writes one.
    fn write<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A type whose decimals can be read.
pub trait ReadDecimals: Sized {
    /// Reads it with its decimals in that form.
    fn read<'de, F: Form, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// A type whose decimals can be written.
pub trait WriteDecimals {
    /// Writes it with its decimals in that form.
    fn write<F: Form, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// What stands inside an option, a list or a map.
struct Item<F, T>(T, PhantomData<F>);

impl<'de, F: Form, T: ReadDecimals> Deserialize<'de> for Item<F, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read::<F, D>(deserializer).map(|value| Self(value, PhantomData))
    }
}

impl<F: Form, T: WriteDecimals> Serialize for Item<F, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write::<F, S>(serializer)
    }
}

impl ReadDecimals for Decimal {
    fn read<'de, F: Form, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        F::read(deserializer)
    }
}

impl WriteDecimals for Decimal {
    fn write<F: Form, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        F::write(self, serializer)
    }
}

impl<T: WriteDecimals + ?Sized> WriteDecimals for &T {
    fn write<F: Form, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write::<F, S>(serializer)
    }
}

impl<T: ReadDecimals> ReadDecimals for Option<T> {
    fn read<'de, F: Form, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let item = Option::<Item<F, T>>::deserialize(deserializer)?;
        Ok(item.map(|Item(value, _)| value))
    }
}

impl<T: WriteDecimals> WriteDecimals for Option<T> {
    fn write<F: Form, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&Item::<F, _>(value, PhantomData)),
            None => serializer.serialize_none(),
        }
    }
}

impl<T: ReadDecimals> ReadDecimals for Vec<T> {
    fn read<'de, F: Form, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Vec::<Item<F, T>>::deserialize(deserializer)?;
        Ok(items.into_iter().map(|Item(value, _)| value).collect())
    }
}

impl<T: WriteDecimals> WriteDecimals for Vec<T> {
    fn write<F: Form, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_slice().write::<F, S>(serializer)
    }
}

impl<T: WriteDecimals> WriteDecimals for [T] {
    fn write<F: Form, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|value| Item::<F, _>(value, PhantomData)))
    }
}

impl<T: ReadDecimals> ReadDecimals for BTreeMap<String, T> {
    fn read<'de, F: Form, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = BTreeMap::<String, Item<F, T>>::deserialize(deserializer)?;
        Ok(items.into_iter().map(|(key, Item(value, _))| (key, value)).collect())
    }
}

impl<T: WriteDecimals> WriteDecimals for BTreeMap<String, T> {
    fn write<F: Form, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, Item::<F, _>(value, PhantomData))))
    }
}

/// Why a text is not a decimal.
pub enum Problem {
    /// It is not a number.
    NotANumber,
    /// It has more digits than a decimal holds.
    NotExact,
}

impl Problem {
    /// As serde words it; the text itself stays out of the message.
    pub fn of<E: Error>(self, found: &str) -> E {
        let expected = match self {
            Self::NotANumber => "a decimal number",
            Self::NotExact => "a decimal number of no more than 28 digits",
        };
        E::invalid_value(Unexpected::Other(found), &expected)
    }
}

/// Reads a decimal exactly, with the scale it is written in, or not at all.
pub fn parse(text: &str) -> Result<Decimal, Problem> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (number, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i32>().map_err(|_| Problem::NotANumber)?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((_, "")) => return Err(Problem::NotANumber),
        Some(parts) => parts,
        None => (number, ""),
    };
    let digits = || whole.bytes().chain(fraction.bytes());
    if whole.is_empty() || !digits().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::NotANumber);
    }
    let length = i32::try_from(fraction.len()).map_err(|_| Problem::NotExact)?;
    let mut scale = length.checked_sub(exponent).ok_or(Problem::NotExact)?;
    let mut digits: Vec<u8> = digits().skip_while(|byte| *byte == b'0').collect();
    if digits.is_empty() {
        scale = scale.clamp(0, MAX_SCALE);
    }
    // Zeros at the end are kept as far as there is room for them.
    while digits.last() == Some(&b'0') && (digits.len() > MAX_DIGITS || scale > MAX_SCALE) {
        digits.pop();
        scale -= 1;
    }
    if digits.len() > MAX_DIGITS || scale > MAX_SCALE || -scale > MAX_SCALE {
        return Err(Problem::NotExact);
    }
    let mut mantissa = digits.iter().fold(0_i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
    for _ in scale..0 {
        mantissa = mantissa.checked_mul(10).ok_or(Problem::NotExact)?;
    }
    let scale = u32::try_from(scale).unwrap_or(0);
    let mut value = Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|_| Problem::NotExact)?;
    value.set_sign_negative(negative);
    Ok(value)
}

const MAX_SCALE: i32 = 28;
/// The digits of 2^96 - 1, the largest mantissa.
const MAX_DIGITS: usize = 29;

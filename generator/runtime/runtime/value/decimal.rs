//! Exact decimals in JSON.
//!
//! [`Decimal`] itself would pass through a binary floating-point number. [`DecimalNumber`] and [`DecimalText`] wrap the
//! whole type of a member instead (a decimal, or options, lists and maps of decimals to any depth), and read and write
//! its decimals digit by digit: `map.next_value::<DecimalNumber<Option<Decimal>>>()?.0` reads, and
//! `serialize_entry(name, &DecimalNumber(&self.amount))` writes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::marker::PhantomData;

use rust_decimal::Decimal;
use serde_core::de::{Deserialize, Deserializer, Error, Unexpected};
use serde_core::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::runtime::value::argument::{Argument, Refusal};

/// Decimals as JSON numbers, exact both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecimalNumber<T = Decimal>(pub T);

/// Decimals as JSON strings, exact both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecimalText<T = Decimal>(pub T);

/// How one decimal stands in JSON.
pub trait Form {
    /// Reads one.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error>;
    /// Writes one.
    fn write<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error>;
}

/// As JSON numbers.
#[derive(Debug)]
pub enum Number {}

/// As JSON strings.
#[derive(Debug)]
pub enum Text {}

impl Form for Number {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        parse(raw.get()).map_err(|problem| problem.of::<D::Error>("a number"))
    }

    fn write<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(value.to_string()).map_err(S::Error::custom)?.serialize(serializer)
    }
}

impl Form for Text {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        parse(&text).map_err(|problem| problem.of::<D::Error>("a text"))
    }

    fn write<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }
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

impl<'de, T: ReadDecimals> Deserialize<'de> for DecimalNumber<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read::<Number, D>(deserializer).map(Self)
    }
}

impl<T: WriteDecimals> Serialize for DecimalNumber<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write::<Number, S>(serializer)
    }
}

impl<'de, T: ReadDecimals> Deserialize<'de> for DecimalText<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read::<Text, D>(deserializer).map(Self)
    }
}

impl<T: WriteDecimals> Serialize for DecimalText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write::<Text, S>(serializer)
    }
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

impl Argument for Decimal {
    fn encode(&self) -> Result<Cow<'_, str>, Refusal> {
        Ok(Cow::Owned(self.to_string()))
    }
}

/// Why a text is no decimal.
enum Problem {
    NotANumber,
    NotExact,
}

impl Problem {
    /// As serde words it; the text itself stays out of the message.
    fn of<E: Error>(self, found: &str) -> E {
        let expected = match self {
            Self::NotANumber => "a decimal number",
            Self::NotExact => "a decimal number of no more than 28 digits",
        };
        E::invalid_value(Unexpected::Other(found), &expected)
    }
}

/// Reads a decimal exactly, with the scale it is written in, or not at all.
fn parse(text: &str) -> Result<Decimal, Problem> {
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

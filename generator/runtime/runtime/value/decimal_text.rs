//! Decimals that are JSON strings.

use std::borrow::Cow;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use crate::runtime::value::decimal::Decimal;
use crate::runtime::value::exact_decimal::{Form, ReadDecimals, WriteDecimals, parse};

/// Decimals as JSON strings, exact both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecimalText<T = Decimal>(pub T);

/// As JSON strings.
#[derive(Debug)]
pub enum Text {}

impl Form for Text {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        parse(&text).map_err(|problem| problem.of::<D::Error>("a text"))
    }

    fn write<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
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

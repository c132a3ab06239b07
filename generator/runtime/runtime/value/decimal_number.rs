//! Decimals that are JSON numbers.

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::runtime::value::decimal::Decimal;
use crate::runtime::value::exact_decimal::{Form, ReadDecimals, WriteDecimals, parse};

/// Decimals as JSON numbers, exact both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecimalNumber<T = Decimal>(pub T);

/// As JSON numbers.
#[derive(Debug)]
pub enum Number {}

impl Form for Number {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        parse(raw.get()).map_err(|problem| problem.of::<D::Error>("a number"))
    }

    fn write<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(value.to_string()).map_err(S::Error::custom)?.serialize(serializer)
    }
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

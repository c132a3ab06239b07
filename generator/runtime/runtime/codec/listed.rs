//! Values of enumerations that are not all texts, and not all whole numbers.

use serde_json::Value;

/// One value that a document lists.
pub trait Listed {
    /// Whether `value` is this one. Numbers are equal whichever way they are written.
    fn is(&self, value: &Value) -> bool;

    /// The value as it stands on the wire.
    fn to_value(&self) -> Value;
}

/// The place of `value` in a list.
pub fn position(list: &[&dyn Listed], value: &Value) -> Option<usize> {
    list.iter().position(|listed| listed.is(value))
}

impl Listed for &str {
    fn is(&self, value: &Value) -> bool {
        value.as_str() == Some(self)
    }

    fn to_value(&self) -> Value {
        Value::from(*self)
    }
}

impl Listed for i64 {
    #[allow(clippy::cast_precision_loss, clippy::float_cmp)]
    fn is(&self, value: &Value) -> bool {
        const EXACT: i64 = 1 << 53;
        let Value::Number(number) = value else { return false };
        let exact = -EXACT < *self && *self < EXACT;
        number.as_i64() == Some(*self) || (exact && number.as_f64() == Some(*self as f64))
    }

    fn to_value(&self) -> Value {
        Value::from(*self)
    }
}

/// A whole number beyond what an `i64` holds.
impl Listed for u64 {
    fn is(&self, value: &Value) -> bool {
        value.as_u64() == Some(*self)
    }

    fn to_value(&self) -> Value {
        Value::from(*self)
    }
}

impl Listed for f64 {
    #[allow(clippy::float_cmp)]
    fn is(&self, value: &Value) -> bool {
        value.as_f64() == Some(*self)
    }

    fn to_value(&self) -> Value {
        Value::from(*self)
    }
}

impl Listed for bool {
    fn is(&self, value: &Value) -> bool {
        value.as_bool() == Some(*self)
    }

    fn to_value(&self) -> Value {
        Value::from(*self)
    }
}

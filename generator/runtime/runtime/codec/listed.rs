//! Values of enumerations that are not all texts, and not all whole numbers.

use serde_json::Value;

/// One value that a document lists.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Listed {
    /// A string.
    Text(&'static str),
    /// A whole number.
    Integer(i64),
    /// A whole number, beyond what an `i64` holds.
    Unsigned(u64),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
}

impl Listed {
    /// The place of `value` in a list. Numbers are equal whichever way they are written.
    pub fn position(list: &[Self], value: &Value) -> Option<usize> {
        list.iter().position(|listed| listed.is(value))
    }

    /// Whether a list has values of the kind that `value` is.
    pub fn has_kind(list: &[Self], value: &Value) -> bool {
        list.iter().any(|listed| match listed {
            Self::Text(_) => value.is_string(),
            Self::Integer(_) | Self::Unsigned(_) | Self::Number(_) => value.is_number(),
            Self::Boolean(_) => value.is_boolean(),
        })
    }

    /// The value as it stands on the wire.
    pub fn to_value(self) -> Value {
        match self {
            Self::Text(text) => text.into(),
            Self::Integer(number) => number.into(),
            Self::Unsigned(number) => number.into(),
            Self::Number(number) => number.into(),
            Self::Boolean(value) => value.into(),
        }
    }

    #[allow(clippy::cast_precision_loss, clippy::float_cmp)]
    fn is(&self, value: &Value) -> bool {
        const EXACT: i64 = 1 << 53;
        match (self, value) {
            (Self::Text(listed), Value::String(text)) => listed == text,
            (Self::Integer(listed), Value::Number(number)) => {
                let exact = -EXACT < *listed && *listed < EXACT;
                number.as_i64() == Some(*listed) || (exact && number.as_f64() == Some(*listed as f64))
            }
            (Self::Unsigned(listed), Value::Number(number)) => number.as_u64() == Some(*listed),
            (Self::Number(listed), Value::Number(number)) => number.as_f64() == Some(*listed),
            (Self::Boolean(listed), Value::Bool(value)) => listed == value,
            _ => false,
        }
    }
}

//! What can be an argument in a path, a query, a header or a cookie.

use std::borrow::Cow;

/// Why a value cannot be an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal(pub &'static str);

/// A value that can stand in a path, a query, a header or a cookie.
pub trait Argument {
    /// Its text, before any escaping.
    fn encode(&self) -> Result<Cow<'_, str>, Refusal>;
}

impl<T: Argument + ?Sized> Argument for &T {
    fn encode(&self) -> Result<Cow<'_, str>, Refusal> {
        (**self).encode()
    }
}

impl Argument for str {
    fn encode(&self) -> Result<Cow<'_, str>, Refusal> {
        Ok(Cow::Borrowed(self))
    }
}

impl Argument for String {
    fn encode(&self) -> Result<Cow<'_, str>, Refusal> {
        Ok(Cow::Borrowed(self))
    }
}

impl Argument for bool {
    fn encode(&self) -> Result<Cow<'_, str>, Refusal> {
        Ok(Cow::Borrowed(if *self { "true" } else { "false" }))
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Argument for $integer {
            fn encode(&self) -> Result<Cow<'_, str>, Refusal> {
                Ok(Cow::Owned(self.to_string()))
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

/// Spelt as JSON spells it; what JSON cannot spell is refused.
impl Argument for f64 {
    fn encode(&self) -> Result<Cow<'_, str>, Refusal> {
        if !self.is_finite() {
            return Err(Refusal("the number is not finite"));
        }
        let text = serde_json::to_string(self).map_err(|_| Refusal("the number has no JSON form"))?;
        Ok(Cow::Owned(text))
    }
}

/// For parameters of no declared type: a text as it is, anything else as its JSON.
impl Argument for serde_json::Value {
    fn encode(&self) -> Result<Cow<'_, str>, Refusal> {
        match self {
            Self::String(text) => Ok(Cow::Borrowed(text)),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Array(_) | Self::Object(_) => {
                Ok(Cow::Owned(self.to_string()))
            }
        }
    }
}

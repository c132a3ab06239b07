//! Decimals.

use std::borrow::Cow;

#[doc(no_inline)]
pub use rust_decimal::Decimal;

use crate::runtime::value::argument::{Argument, Refusal};

impl Argument for Decimal {
    fn encode(&self) -> Result<Cow<'_, str>, Refusal> {
        Ok(Cow::Owned(self.to_string()))
    }
}

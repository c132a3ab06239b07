//! Wrappers of the runtime for values that serde alone would not read or write as the document
//! allows.

use crate::api::{Api, Number, SchemaId, Shape, Text};

/// A wrapper of the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrapper {
    /// Decimals as JSON numbers.
    DecimalNumber,
    /// Decimals as JSON strings.
    DecimalText,
    /// Integers, which may have a fraction of zero.
    Whole,
}

/// Returns the wrapper that reads a value, if serde alone would reject some that the document
/// allows.
pub(crate) fn read_form(api: &Api, id: SchemaId) -> Option<Wrapper> {
    let is_whole = matches!(api.schema(api.innermost(id)).shape, Shape::Integer(_));
    decimal_form(api, id).or(is_whole.then_some(Wrapper::Whole))
}

/// Returns the wrapper that keeps the decimals of a value exact, if it holds any. Serde alone would
/// not.
///
/// Records, enumerations and unions take care of their own decimals.
pub(crate) fn decimal_form(api: &Api, id: SchemaId) -> Option<Wrapper> {
    match &api.schema(api.innermost(id)).shape {
        Shape::Number(Number::Decimal) => Some(Wrapper::DecimalNumber),
        Shape::Text(Text::Decimal) => Some(Wrapper::DecimalText),
        _ => None,
    }
}

//! The wrappers of the runtime, where serde alone would not read or write all that the document
//! allows.

use crate::api::{Api, Number, SchemaId, Shape, Text};

/// A wrapper of the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrapper {
    /// Decimals that are numbers.
    DecimalNumber,
    /// Decimals that are texts.
    DecimalText,
    /// Whole numbers, which may be written with a fraction of zero.
    Whole,
}

/// The wrapper of the runtime by which a value is read, where serde alone would not take all that
/// the document allows.
pub(crate) fn read_form(api: &Api, id: SchemaId) -> Option<Wrapper> {
    let is_whole = matches!(api.schema(api.innermost(id)).shape, Shape::Integer(_));
    decimal_form(api, id).or(is_whole.then_some(Wrapper::Whole))
}

/// The wrapper of the runtime that carries the decimals of a value exactly, where it holds any:
/// serde alone would not.
///
/// A record, an enumeration or a union sees to its own.
pub(crate) fn decimal_form(api: &Api, id: SchemaId) -> Option<Wrapper> {
    match &api.schema(api.innermost(id)).shape {
        Shape::Number(Number::Decimal) => Some(Wrapper::DecimalNumber),
        Shape::Text(Text::Decimal) => Some(Wrapper::DecimalText),
        _ => None,
    }
}

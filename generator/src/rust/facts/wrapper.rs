//! The wrappers of the runtime, where serde alone would not read or write all that the document allows.

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

/// The wrapper of the runtime by which a value is read, where serde alone would not take all that the document allows.
pub(crate) fn read_form(api: &Api, id: SchemaId) -> Option<Wrapper> {
    decimal_form(api, id).or_else(|| {
        let (mut id, _) = api.resolve(id);
        loop {
            match &api.schema(id).shape {
                Shape::List(part) | Shape::Map(part) => (id, _) = api.resolve(*part),
                Shape::Integer(_) => return Some(Wrapper::Whole),
                _ => return None,
            }
        }
    })
}

/// The wrapper of the runtime that carries the decimals of a value exactly, where it holds any: serde alone would not.
///
/// A record, an enumeration or a union sees to its own.
pub(crate) fn decimal_form(api: &Api, id: SchemaId) -> Option<Wrapper> {
    let (mut id, _) = api.resolve(id);
    // A list of lists is as deep as its document.
    loop {
        match &api.schema(id).shape {
            Shape::List(part) | Shape::Map(part) => (id, _) = api.resolve(*part),
            Shape::Number(Number::Decimal) => return Some(Wrapper::DecimalNumber),
            Shape::Text(Text::Decimal) => return Some(Wrapper::DecimalText),
            Shape::Any
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::Text(_)
            | Shape::Enumeration(_)
            | Shape::Record(_)
            | Shape::Union(_)
            | Shape::Alias(_) => return None,
        }
    }
}

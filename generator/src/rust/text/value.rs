//! Types of single values, as another crate names them.

use super::emission::Emission;
use crate::api::{SchemaId, Shape, Text};
use crate::rust::facts::decimal_form;

/// Returns the type that reads and writes a value of the schema as JSON. It assumes that `model`
/// and `BTreeMap` are in scope, and that `crate` is the emitted crate.
///
/// `None` if no type does so by itself: bytes are not JSON, and decimals depend on the type that
/// holds them.
pub(crate) fn of(emission: &Emission<'_>, id: SchemaId) -> Option<String> {
    let mut part = emission.api.resolve(id).0;
    loop {
        match &emission.api.schema(part).shape {
            Shape::List(inner) | Shape::Map(inner) => part = emission.api.resolve(*inner).0,
            Shape::Text(Text::Binary) => return None,
            _ => break,
        }
    }
    if decimal_form(emission.api, id).is_some() {
        return None;
    }
    Some(emission.types().value(id).to_string().replace(' ', ""))
}

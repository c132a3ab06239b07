//! The types of values by themselves, as a crate that uses the emitted one names them.

use super::emission::Emission;
use crate::api::{SchemaId, Shape, Text};
use crate::rust::facts::decimal_form;

/// The type that reads a value of the schema from JSON and writes it, where `model` and `BTreeMap`
/// are in scope and `crate` stands for the emitted crate.
///
/// `None` where no type does so by itself: octets are no JSON, and decimals are carried by what
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

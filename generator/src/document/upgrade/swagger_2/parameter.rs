//! Parameters and headers, whose types were keywords of their own.

use serde_json::{Map, Value, json};

use super::super::Upgrade;
use super::super::place::Place;
use crate::diagnostic::{Problem, Unsupported};

/// The keywords of a plain type.
const TYPE: [&str; 19] = [
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "x-nullable",
    "example",
    "properties",
];

/// A parameter's type becomes its `schema`, and its `collectionFormat` a `style`.
pub(super) fn parameter(upgrade: &mut Upgrade<'_, '_, '_>, parameter: &mut Map<String, Value>, place: &Place) {
    let location = parameter.get("in").and_then(Value::as_str).unwrap_or_default().to_owned();
    let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    style(upgrade, parameter, &location, &name, place);
    plain_type(upgrade, parameter, place);
}

/// A header's type becomes its `schema`.
pub(super) fn header(upgrade: &mut Upgrade<'_, '_, '_>, header: &mut Map<String, Value>, place: &Place) {
    let name = place.here.keys().last().unwrap_or_default();
    style(upgrade, header, "header", &name, place);
    plain_type(upgrade, header, place);
}

/// Moves the keywords of a type into `schema`.
fn plain_type(upgrade: &mut Upgrade<'_, '_, '_>, holder: &mut Map<String, Value>, place: &Place) {
    if holder.contains_key("schema") || !holder.contains_key("type") {
        return;
    }
    let schema = schema_of(holder);
    holder.retain(|key, _| !TYPE.contains(&key.as_str()));
    upgrade.moves.record(place.here.child("schema"), place.from.clone());
    holder.insert("schema".to_owned(), Value::Object(schema));
}

/// What a parameter says of its type.
pub(super) fn schema_of(parameter: &Map<String, Value>) -> Map<String, Value> {
    let keywords = parameter.iter().filter(|(key, _)| TYPE.contains(&key.as_str()));
    let mut schema: Map<String, Value> = keywords.map(|(key, value)| (key.clone(), value.clone())).collect();
    if let Some(Value::Object(items)) = schema.get_mut("items") {
        // It speaks of lists in the list, which become a text.
        items.shift_remove("collectionFormat");
    }
    schema
}

/// Why a list of lists cannot be a parameter.
/// Whether the items of a list are lists.
pub(super) fn has_lists(holder: &Map<String, Value>) -> bool {
    holder.get("items").and_then(|items| items.get("type")).and_then(Value::as_str) == Some("array")
}

/// `collectionFormat` becomes `style` and `explode`; a separator that 3.0 does not know leaves a
/// plain text.
fn style(
    upgrade: &mut Upgrade<'_, '_, '_>,
    holder: &mut Map<String, Value>,
    location: &str,
    name: &str,
    place: &Place,
) {
    let format = holder.shift_remove("collectionFormat");
    if holder.get("type").and_then(Value::as_str) != Some("array") {
        return;
    }
    let format = format.as_ref().and_then(Value::as_str).unwrap_or("csv");
    let (key, because) = match style_of(format, location) {
        _ if has_lists(holder) => ("items", Unsupported::ListsInList),
        Some((style, explode)) => {
            upgrade.moved(place, "style", "collectionFormat");
            holder.insert("style".to_owned(), json!(style));
            holder.insert("explode".to_owned(), json!(explode));
            return;
        }
        None => {
            let because = Unsupported::Separator { location: location.to_owned(), format: format.to_owned() };
            ("collectionFormat", because)
        }
    };
    upgrade.say_in(place, key, Problem::UnsupportedParameter { name: name.to_owned(), because });
    holder.retain(|key, _| !TYPE.contains(&key.as_str()));
    holder.insert("type".to_owned(), json!("string"));
}

/// How a list is written, in the words of OpenAPI 3.0.
pub(super) fn style_of(format: &str, location: &str) -> Option<(&'static str, bool)> {
    match (format, location) {
        ("multi", "query" | "formData") => Some(("form", true)),
        ("csv", "query" | "formData") => Some(("form", false)),
        ("ssv", "query" | "formData") => Some(("spaceDelimited", false)),
        ("pipes", "query" | "formData") => Some(("pipeDelimited", false)),
        ("csv", "path" | "header") => Some(("simple", false)),
        _ => None,
    }
}

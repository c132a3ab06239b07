//! Parameters and headers, whose types are keywords of their own in Swagger 2.0.

use serde_json::{Map, Value, json};

use super::super::Upgrade;
use super::super::place::Place;
use crate::diagnostic::{Problem, Unsupported};

/// The keywords of a type.
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

/// Moves a parameter's type into `schema`, and turns its `collectionFormat` into a `style`.
pub(super) fn parameter(upgrade: &mut Upgrade<'_, '_, '_>, parameter: &mut Map<String, Value>, place: &Place) {
    let location = parameter.get("in").and_then(Value::as_str).unwrap_or_default().to_owned();
    let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    style(upgrade, parameter, &location, &name, place);
    plain_type(upgrade, parameter, place);
}

/// Moves a header's type into `schema`.
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

/// Returns the schema that a parameter's keywords describe.
pub(super) fn schema_of(parameter: &Map<String, Value>) -> Map<String, Value> {
    let keywords = parameter.iter().filter(|(key, _)| TYPE.contains(&key.as_str()));
    let mut schema: Map<String, Value> = keywords.map(|(key, value)| (key.clone(), value.clone())).collect();
    if let Some(Value::Object(items)) = schema.get_mut("items") {
        // An inner list becomes a text, so its separator has no meaning.
        items.shift_remove("collectionFormat");
    }
    schema
}

/// Whether the items of a list are lists.
pub(super) fn has_lists(holder: &Map<String, Value>) -> bool {
    holder.get("items").and_then(|items| items.get("type")).and_then(Value::as_str) == Some("array")
}

/// Turns `collectionFormat` into `style` and `explode`. A separator that 3.0 does not have makes
/// the parameter a plain string.
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

/// Returns the style and explosion that write a list in this format.
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

//! Keywords beside a reference.

use serde_json::{Map, Value};

use super::super::place::Place;
use super::super::{Upgrade, reference};

/// Keywords that only describe a schema: they do not restrict values.
const WORDS: [&str; 12] = [
    "title",
    "summary",
    "description",
    "example",
    "examples",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
    "discriminator",
];

/// Moves `$ref` into `allOf` if keywords beside it matter, because they apply in OpenAPI 3.1, but
/// not in 3.0. Keywords that restrict values matter; those that only describe matter if the schema
/// is a property, because then they describe the field.
pub(in super::super) fn reference_siblings(
    upgrade: &mut Upgrade<'_, '_, '_>,
    schema: &mut Map<String, Value>,
    place: &Place,
) {
    if !schema.get("$ref").is_some_and(Value::is_string) || schema.len() == 1 {
        return;
    }
    let nullable = schema.get("nullable").filter(|nullable| nullable.is_boolean()).cloned();
    let is_word = |key: &str| key == "$ref" || key == "nullable" || key.starts_with("x-") || WORDS.contains(&key);
    let mut assertions: Map<String, Value> =
        schema.iter().filter(|(key, _)| !is_word(key)).map(|(key, value)| (key.clone(), value.clone())).collect();
    // The referenced schema already has a type; one beside the reference can only repeat it.
    if assertions.keys().all(|key| key == "type") {
        assertions.clear();
    }
    let outer = schema.clone();
    let mut words = reference::words(&Value::Object(outer.clone()));
    if let Some(Value::Array(examples)) = outer.get("examples") {
        words.entry("example").or_insert_with(|| examples.first().cloned().unwrap_or_default());
    }
    let matters = nullable == Some(Value::Bool(true)) || !assertions.is_empty();
    if !matters && (!place.is_property() || words.is_empty()) {
        schema.retain(|key, _| key == "$ref");
        return;
    }
    let mut parts = match assertions.shift_remove("allOf") {
        Some(Value::Array(parts)) => parts,
        Some(_) | None => Vec::new(),
    };
    let all_of = place.here.child("allOf");
    for index in 0..parts.len() {
        upgrade.moves.record(all_of.index(index + 1), place.from.child("allOf").index(index));
    }
    upgrade.moves.record(all_of.clone(), place.from.clone());
    upgrade.moves.record(all_of.index(0), place.from.clone());
    if !assertions.is_empty() {
        upgrade.moves.record(all_of.index(parts.len() + 1), place.from.clone());
        parts.push(Value::Object(assertions));
    }
    let mut only = Map::new();
    only.extend(outer.get_key_value("$ref").map(|(key, value)| (key.clone(), value.clone())));
    parts.insert(0, Value::Object(only));
    *schema = words;
    schema.extend(nullable.map(|nullable| ("nullable".to_owned(), nullable)));
    schema.insert("allOf".to_owned(), Value::Array(parts));
}

//! Lists of types, and the type `null`.

use serde_json::{Map, Value, json};

use super::super::Upgrade;
use super::super::place::Place;

const TEXT: [&str; 7] =
    ["minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType", "contentSchema"];
const NUMBER: [&str; 6] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format"];
const LIST: [&str; 9] = [
    "items",
    "prefixItems",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "minContains",
    "maxContains",
    "unevaluatedItems",
];
const OBJECT: [&str; 10] = [
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "minProperties",
    "maxProperties",
    "propertyNames",
    "unevaluatedProperties",
    "dependentRequired",
    "dependentSchemas",
];
/// Formats of numbers; all others are formats of strings.
const NUMERIC: [&str; 12] =
    ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "uint", "float", "double", "decimal"];

/// Returns the keywords that apply only to values of one type.
fn keywords(kind: &str) -> &'static [&'static str] {
    match kind {
        "string" => &TEXT,
        "integer" | "number" => &NUMBER,
        "array" => &LIST,
        "object" => &OBJECT,
        _ => &[],
    }
}

/// Turns `type: [T, null]` into `type: T, nullable: true`. Several types become one alternative
/// each, with the keywords that apply to this type.
pub(in super::super) fn type_list(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    let Some(Value::Array(list)) = schema.get("type") else { return };
    let Some(mut kinds) = list.iter().map(|kind| kind.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>() else {
        return;
    };
    let written = kinds.clone();
    kinds.retain(|kind| kind != "null");
    if kinds.len() < written.len() && !kinds.is_empty() {
        schema.insert("nullable".to_owned(), Value::Bool(true));
    }
    // Every integer is a number.
    if kinds.iter().any(|kind| kind == "number") {
        kinds.retain(|kind| kind != "integer");
    }
    let composed = ["allOf", "anyOf", "oneOf", "enum", "const"].iter().any(|key| schema.contains_key(*key));
    let all = ["string", "number", "boolean", "array", "object"];
    match kinds.as_slice() {
        [] if written.is_empty() => {
            schema.shift_remove("type");
        }
        [] => {
            schema.insert("type".to_owned(), Value::String("null".to_owned()));
        }
        [only] => {
            schema.insert("type".to_owned(), Value::String(only.clone()));
        }
        // The values or the parts tell which types are possible.
        _ if composed => {
            schema.shift_remove("type");
        }
        several if all.iter().all(|kind| several.iter().any(|one| one == kind)) => {
            schema.shift_remove("type");
        }
        several => split(upgrade, schema, several, &written, place),
    }
}

fn split(
    upgrade: &mut Upgrade<'_, '_, '_>,
    schema: &mut Map<String, Value>,
    kinds: &[String],
    written: &[String],
    place: &Place,
) {
    let mut variants = Vec::new();
    let any_of = place.here.child("anyOf");
    let types_at = upgrade.inside(place, "type");
    upgrade.moves.record(any_of.clone(), types_at.from.clone());
    for (index, kind) in kinds.iter().enumerate() {
        let here = any_of.index(index);
        let position = written.iter().position(|one| one == kind).unwrap_or_default();
        upgrade.moves.record(here.clone(), types_at.from.index(position));
        let mut variant = Map::new();
        variant.insert("type".to_owned(), json!(kind));
        for keyword in keywords(kind) {
            let Some(value) = schema.get(*keyword) else { continue };
            let numeric = value.as_str().is_some_and(|format| NUMERIC.contains(&format));
            if *keyword == "format" && numeric == (kind == "string") {
                continue;
            }
            variant.insert((*keyword).to_owned(), value.clone());
            let from = upgrade.inside(place, keyword).from;
            upgrade.moves.record(here.child(keyword), from);
        }
        variants.push(Value::Object(variant));
    }
    schema.shift_remove("type");
    for keyword in kinds.iter().flat_map(|kind| keywords(kind)) {
        schema.shift_remove(*keyword);
    }
    schema.insert("anyOf".to_owned(), Value::Array(variants));
}

/// Turns `type: null` into an enumeration of only `null`.
pub(super) fn null_type(schema: &mut Map<String, Value>) {
    if schema.get("type").and_then(Value::as_str) == Some("null") {
        schema.shift_remove("type");
        schema.insert("nullable".to_owned(), Value::Bool(true));
        schema.insert("enum".to_owned(), json!([null]));
    }
}

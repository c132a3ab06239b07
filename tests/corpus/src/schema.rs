//! OpenAPI's schemas as JSON Schema, for a validator that is not ours.
//!
//! What OpenAPI 3.0 says otherwise than JSON Schema is put as JSON Schema has it; formats and discriminators are no part of the judgement.

use std::collections::BTreeMap;

use jsonschema::{Draft, Registry, Validator};
use openapi_crate::source::Pointer;
use serde_json::{Map, Value, json};

/// The documents whose schemas values are held against.
pub(crate) struct Schemas {
    registry: Registry<'static>,
    draft: Draft,
    validators: BTreeMap<String, Option<Validator>>,
}

/// A document's place among the documents.
pub(crate) fn address(file: usize) -> String {
    format!("corpus:///{file}.json")
}

impl Schemas {
    /// Those of the documents, each with its address. `None` where a document is none at all.
    pub(crate) fn new(documents: Vec<(String, Value)>) -> Option<Self> {
        let is_3_1 = |value: &Value| value["openapi"].as_str().is_some_and(|version| version.starts_with("3.1"));
        let draft = if documents.iter().any(|(_, value)| is_3_1(value)) { Draft::Draft202012 } else { Draft::Draft7 };
        let mut registry = Registry::new().draft(draft);
        for (address, mut value) in documents {
            bring(&mut value);
            registry = registry.add(address, value).ok()?;
        }
        Some(Self { registry: registry.prepare().ok()?, draft, validators: BTreeMap::new() })
    }

    /// The validator of the schema at that place; `None` where the schema is no JSON Schema, or refers to what is not there.
    pub(crate) fn at(&mut self, address: &str, pointer: &str) -> Option<&Validator> {
        let Self { registry, draft, validators } = self;
        let fragment = pointer.bytes().map(|byte| match byte {
            b'/' | b'~' | b'-' | b'_' | b'.' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        });
        let reference = format!("{address}#{}", fragment.collect::<String>());
        let build = || {
            let options =
                jsonschema::options().with_draft(*draft).with_registry(registry).should_validate_formats(false);
            options.offline().build(&json!({ "$ref": reference })).ok()
        };
        validators.entry(reference.clone()).or_insert_with(build).as_ref()
    }
}

/// Whether a schema names the member of an object in a value that fits it.
pub(crate) fn names(validator: &Validator, value: &Value, object: &Pointer, key: &str) -> bool {
    validator.evaluate(value).iter_annotations().any(|entry| {
        entry.schema_location.ends_with("/properties")
            && entry.instance_location.as_str() == object.as_str()
            && entry.annotations.value().as_array().is_some_and(|names| names.iter().any(|name| name == key))
    })
}

/// Puts every schema in a document as JSON Schema has it. What stands elsewhere may suffer: nobody looks at it.
fn bring(value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(bring),
        Value::Object(map) => {
            bring_schema(map);
            map.values_mut().for_each(bring);
            if map.get("nullable") == Some(&Value::Bool(true)) && !make_nullable(map) {
                map.shift_remove("nullable");
                *value = json!({ "anyOf": [std::mem::take(value), { "type": "null" }] });
            }
        }
        _ => {}
    }
}

/// The keywords of one schema.
fn bring_schema(map: &mut Map<String, Value>) {
    for (exclusive, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if let Some(Value::Bool(is_exclusive)) = map.get(exclusive) {
            let is_exclusive = *is_exclusive;
            map.shift_remove(exclusive);
            if let (true, Some(bound)) = (is_exclusive, map.shift_remove(bound)) {
                map.insert(exclusive.to_owned(), bound);
            }
        }
    }
    // What a keyword cannot hold says nothing, as to the generator.
    let mut only = |key: &str, holds: fn(&Value) -> bool| {
        if map.get(key).is_some_and(|found| !found.is_object() && !holds(found)) {
            map.shift_remove(key);
        }
    };
    only("type", |value| value.is_array() || value.as_str().is_some_and(|kind| KINDS.contains(&kind)));
    only("required", Value::is_array);
    only("enum", Value::is_array);
    only("$id", |_| false);
    only("$schema", |_| false);
}

const KINDS: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];

/// Adds `null` to the types; `false` where there are none.
fn make_nullable(map: &mut Map<String, Value>) -> bool {
    match map.get_mut("type") {
        Some(Value::Array(kinds)) => kinds.push(json!("null")),
        Some(kind @ Value::String(_)) => *kind = json!([kind.take(), "null"]),
        _ => return false,
    }
    if let Some(Value::Array(values)) = map.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    true
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn fits(schema: Value, value: Value) -> bool {
        let document =
            json!({ "openapi": "3.0.0", "components": { "schemas": { "a/b": schema, "C": { "type": "string" } } } });
        let mut schemas = Schemas::new(vec![(address(0), document)]).unwrap();
        schemas.at(&address(0), "/components/schemas/a~1b").unwrap().is_valid(&value)
    }

    #[test]
    fn openapi_is_put_as_json_schema_has_it() {
        assert!(fits(json!({ "type": "string", "nullable": true }), json!(null)));
        assert!(fits(json!({ "type": "string", "nullable": true, "enum": ["a"] }), json!(null)));
        assert!(fits(json!({ "allOf": [{ "$ref": "#/components/schemas/C" }], "nullable": true }), json!(null)));
        assert!(!fits(json!({ "type": "string" }), json!(null)));
        assert!(!fits(json!({ "type": "number", "minimum": 1, "exclusiveMinimum": true }), json!(1)));
        assert!(fits(json!({ "type": "number", "minimum": 1, "exclusiveMinimum": false }), json!(1)));
        assert!(fits(json!({ "type": "string", "format": "date" }), json!("no date")));
        assert!(fits(json!({ "type": "file" }), json!("a")));
        assert!(fits(json!({ "properties": { "type": { "type": "string" } } }), json!({ "type": "a" })));
        assert!(!fits(json!({ "properties": { "type": { "type": "string" } } }), json!({ "type": 1 })));
    }

    #[test]
    fn what_leads_nowhere_is_not_judged() {
        let document = json!({ "openapi": "3.0.0", "x": { "$ref": "#/y" } });
        let mut schemas = Schemas::new(vec![(address(0), document)]).unwrap();
        assert!(schemas.at(&address(0), "/x").is_none());
    }

    #[test]
    fn members_are_named_or_not() {
        let branch = json!({ "type": "object", "properties": { "a": { "type": "integer" } } });
        let document = json!({ "openapi": "3.0.0", "x": { "allOf": [branch, { "properties": { "b": {} } }] } });
        let mut schemas = Schemas::new(vec![(address(0), document)]).unwrap();
        let validator = schemas.at(&address(0), "/x").unwrap();
        let value = json!({ "a": 1, "b": 2, "c": 3 });
        let is_named = |key| names(validator, &value, &Pointer::root(), key);
        assert!(is_named("a") && is_named("b") && !is_named("c"));
    }
}

//! OpenAPI schemas as JSON Schema, for an independent validator.
//!
//! Where OpenAPI 3.0 differs from JSON Schema, the schema is rewritten. Formats and discriminators
//! are not judged.

use std::collections::BTreeMap;
use std::rc::Rc;

use jsonschema::{Draft, Registry, Validator};
use openapi_crate::Pointer;
use serde_json::{Map, Value, json};

/// The documents that hold the schemas.
pub(crate) struct Schemas {
    registry: Registry<'static>,
    draft: Draft,
    validators: BTreeMap<String, Option<Rc<Validator>>>,
    documents: BTreeMap<String, Value>,
}

/// Returns the address of the document with this index.
pub(crate) fn address(file: usize) -> String {
    format!("corpus:///{file}.json")
}

impl Schemas {
    /// Registers the documents, each under its address; `None` if a document cannot be used.
    pub(crate) fn new(documents: Vec<(String, Value)>) -> Option<Self> {
        let is_3_1 = |value: &Value| value["openapi"].as_str().is_some_and(|version| version.starts_with("3.1"));
        let draft = if documents.iter().any(|(_, value)| is_3_1(value)) { Draft::Draft202012 } else { Draft::Draft7 };
        let mut registry = Registry::new().draft(draft);
        let mut kept = BTreeMap::new();
        for (address, mut value) in documents {
            bring(&mut value);
            kept.insert(address.clone(), value.clone());
            registry = registry.add(address, value).ok()?;
        }
        Some(Self { registry: registry.prepare().ok()?, draft, validators: BTreeMap::new(), documents: kept })
    }

    /// Returns the validator of the schema at a place; `None` if it is not a JSON Schema, or a
    /// reference is dangling.
    pub(crate) fn at(&mut self, address: &str, pointer: &str) -> Option<Rc<Validator>> {
        let Self { registry, draft, validators, .. } = self;
        let fragment = pointer.bytes().map(|byte| match byte {
            b'/' | b'~' | b'-' | b'_' | b'.' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        });
        let reference = format!("{address}#{}", fragment.collect::<String>());
        let build = || {
            let options =
                jsonschema::options().with_draft(*draft).with_registry(registry).should_validate_formats(false);
            options.offline().build(&json!({ "$ref": reference })).ok().map(Rc::new)
        };
        validators.entry(reference.clone()).or_insert_with(build).clone()
    }

    /// Returns what the schema that matches a value states about a property of an object in that
    /// value.
    pub(crate) fn member(&self, validator: &Validator, value: &Value, object: &Pointer, key: &str) -> Member {
        let evaluation = validator.evaluate(value);
        let mut found = Member::Unnamed;
        for entry in evaluation.iter_annotations() {
            let names = || entry.annotations.value().as_array().into_iter().flatten();
            if !entry.schema_location.ends_with("/properties")
                || entry.instance_location.as_str() != object.as_str()
                || !names().any(|name| name == key)
            {
                continue;
            }
            let place = entry.absolute_keyword_location.map(ToString::to_string).unwrap_or_default();
            let property = self.look_up(&place).and_then(|properties| properties.get(key));
            let is = |keyword| property.and_then(|property| property.get(keyword)) == Some(&Value::Bool(true));
            if !is("readOnly") && !is("writeOnly") {
                return Member::Named;
            }
            found = Member::OneDirection;
        }
        found
    }

    /// Returns the node at an absolute address.
    fn look_up(&self, place: &str) -> Option<&Value> {
        let (address, fragment) = place.split_once('#')?;
        self.documents.get(address)?.pointer(&percent_decode(fragment))
    }
}

/// What a schema states about a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Member {
    /// It names the property.
    Named,
    /// It names the property, which exists only in requests or only in responses.
    OneDirection,
    /// It does not name the property.
    Unnamed,
}

/// Decodes a fragment; one that is not UTF-8 becomes empty.
fn percent_decode(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = after.get(..2).filter(|_| first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Rewrites every schema of a document as JSON Schema. Other parts may be damaged: they are not
/// used.
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

/// Rewrites the keywords of one schema.
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
    // A keyword with a value of the wrong kind has no effect, as in the generator.
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

/// Adds `null` to the types; returns `false` if there are none.
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
        let branch =
            json!({ "type": "object", "properties": { "a": { "type": "integer" }, "d": { "readOnly": true } } });
        let document = json!({ "openapi": "3.0.0", "x{}": { "allOf": [branch, { "properties": { "b": {} } }] } });
        let mut schemas = Schemas::new(vec![(address(0), document)]).unwrap();
        let validator = schemas.at(&address(0), "/x{}").unwrap();
        let value = json!({ "a": 1, "b": 2, "c": 3, "d": 4 });
        let member = |key| schemas.member(&validator, &value, &Pointer::root(), key);
        assert_eq!(member("a"), Member::Named);
        assert_eq!(member("b"), Member::Named);
        assert_eq!(member("c"), Member::Unnamed);
        assert_eq!(member("d"), Member::OneDirection);
    }
}

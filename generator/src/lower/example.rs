//! Examples and defaults (OpenAPI 3.0, "Example Object", and the keywords `example`, `examples` and
//! `default`).
//!
//! Two things are lost here. openapiv3 reads `example: null` and `default: null` as if they were
//! absent. The example of an inline part of an `allOf` shows only that part, which has no type.

use indexmap::IndexMap;
use openapiv3::{Example as ExampleObject, ReferenceOr, SchemaData};
use serde_json::Value;

use super::Reader;
use super::schema::node_of;
use crate::api::{Example, SchemaId};
use crate::place::At;

/// The examples that an object declares beside its schema.
pub(super) struct Beside<'d> {
    pub(super) example: Option<&'d Value>,
    pub(super) examples: &'d IndexMap<String, ReferenceOr<ExampleObject>>,
}

impl<'d> Reader<'d, '_> {
    /// Adds the examples that a schema itself declares.
    pub(super) fn schema_examples(&mut self, id: SchemaId, at: &At, data: &SchemaData) {
        for (key, value) in [("example", &data.example), ("default", &data.default)] {
            if let Some(value) = value {
                self.example(id, at, at.child(key), value);
            }
        }
    }

    /// Adds the examples of the object at `at`, whose values have the schema `id`.
    pub(super) fn examples_beside(&mut self, id: SchemaId, at: &At, beside: &Beside<'d>) {
        let Beside { example, examples } = beside;
        if example.is_none() && examples.is_empty() || !self.with_examples.insert(at.clone()) {
            return;
        }
        let schema_at = at.child("schema");
        if let Some(value) = example {
            self.example(id, &schema_at, at.child("example"), value);
        }
        for (name, node) in *examples {
            let place = at.child("examples").child(name);
            let Some(found) = self.follow_quietly(&place, node_of(node)) else { continue };
            if let Some(value) = &found.item.value {
                self.example(id, &schema_at, found.at.child("value"), value);
            }
        }
    }

    fn example(&mut self, schema: SchemaId, schema_at: &At, at: At, value: &Value) {
        self.api.examples.push(Example { at, schema, schema_at: schema_at.clone(), value: value.clone() });
    }
}

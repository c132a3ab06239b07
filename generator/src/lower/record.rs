//! Objects: their properties and additional properties.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema as SchemaObject, SchemaData};

use super::Reader;
use super::docs::schema_docs;
use super::keywords::Keywords;
use super::schema::{Node, node_of};
use crate::api::{Docs, EnumValue, Field, Origin, Record, Rest, Role, SchemaId, Shape, SpecName, Usage};
use crate::diagnostic::{Problem, Untyped};
use crate::place::At;

/// The properties of an object, gathered from all parts of its schema.
#[derive(Debug, Default, Clone)]
pub(super) struct Properties<'d> {
    /// Place, key and schema of each declared property.
    pub(super) declared: Vec<(At, &'d str, Node<'d>)>,
    /// Place and key of each entry of `required`.
    pub(super) required: Vec<(At, &'d str)>,
    /// `additionalProperties` of each part.
    pub(super) additional: Vec<(At, &'d AdditionalProperties)>,
}

impl<'d> Properties<'d> {
    /// Returns the properties of the schema at `at`.
    pub(super) fn of(at: &At, keywords: &Keywords<'d>) -> Self {
        let mut properties = Self::default();
        properties.add(at, keywords);
        properties
    }

    /// Adds the properties of the schema at `at`.
    pub(super) fn add(&mut self, at: &At, keywords: &Keywords<'d>) {
        let place = at.child("properties");
        self.declared.extend(keywords.properties.iter().map(|(name, node)| (place.child(name), *name, node.clone())));
        let place = at.child("required");
        let required = keywords.required.iter().enumerate();
        self.required.extend(required.map(|(index, name)| (place.index(index), name.as_str())));
        self.additional.extend(keywords.additional.map(|additional| (at.child("additionalProperties"), additional)));
    }

    /// Whether no part describes properties.
    pub(super) fn is_empty(&self) -> bool {
        self.declared.is_empty() && self.required.is_empty() && self.additional.is_empty()
    }
}

impl<'d> Reader<'d, '_> {
    /// Returns the shape of an object: a record if it declares properties, or else a map.
    pub(super) fn record(&mut self, id: SchemaId, properties: Properties<'d>) -> Shape {
        let mut named: Vec<(&'d str, Vec<(At, Node<'d>)>)> = Vec::with_capacity(properties.declared.len());
        for (place, name, node) in properties.declared {
            match named.iter_mut().find(|(known, _)| *known == name) {
                Some((_, parts)) => parts.push((place, node)),
                None => named.push((name, vec![(place, node)])),
            }
        }
        let mut fields: Vec<Field> = Vec::with_capacity(named.len());
        for (name, parts) in named {
            let required = properties.required.iter().any(|(_, key)| *key == name);
            fields.push(self.field(id, name, parts, required));
        }
        for (place, name) in properties.required {
            if !fields.iter().any(|field| field.name.as_str() == name) {
                self.say(&place, Problem::RequiredWithoutProperty { name: name.to_owned() });
            }
        }
        let rest = self.rest(id, &properties.additional);
        match (fields.is_empty(), rest) {
            (true, Some(value)) => Shape::Map(value),
            (true, None) => {
                let at = self.api.schemas[id.0].at.child("additionalProperties");
                Shape::Map(self.reserve(&at, Origin::Part(id, Role::Value)))
            }
            (false, rest) => Shape::Record(Record { fields, rest: rest.map_or(Rest::Ignored, Rest::Kept) }),
        }
    }

    /// Returns the schema of the additional properties; `None` if no part allows any.
    /// `additionalProperties: false` applies to its own part only, because that is what authors of
    /// an `allOf` mostly mean: another part may still allow some.
    fn rest(&mut self, id: SchemaId, parts: &[(At, &'d AdditionalProperties)]) -> Option<SchemaId> {
        let origin = || Origin::Part(id, Role::Value);
        let schemas: Vec<(At, Node<'d>)> = parts
            .iter()
            .filter_map(|(place, additional)| match additional {
                AdditionalProperties::Schema(schema) => Some((place.clone(), node_of(schema))),
                AdditionalProperties::Any(_) => None,
            })
            .collect();
        if schemas.is_empty() {
            let any = parts.iter().rfind(|(_, additional)| matches!(additional, AdditionalProperties::Any(true)));
            return any.map(|(place, _)| self.reserve(place, origin()));
        }
        let at = self.api.schemas[id.0].at.clone();
        let known = self.of_all(&at, schemas, &origin);
        Some(known.unwrap_or_else(|(place, _)| {
            if self.conflicts.insert(place.clone()) {
                let because = Untyped::NoValue;
                self.say(&place, Problem::UnsupportedSchema { keyword: "additionalProperties".to_owned(), because });
            }
            self.fresh(&place, origin())
        }))
    }

    /// Reads a property that each of `parts` describes.
    fn field(&mut self, of: SchemaId, name: &str, parts: Vec<(At, Node<'d>)>, required: bool) -> Field {
        let mut docs = Docs::default();
        let (mut read_only, mut write_only) = (false, false);
        let mut default = None;
        let mut constant = None;
        for (place, node) in &parts {
            let data = match node {
                ReferenceOr::Item(schema) => {
                    constant = only_value(&Keywords::of(schema));
                    let own = schema_docs(&schema.schema_data);
                    if own != Docs::default() {
                        let before = std::mem::replace(&mut docs, own);
                        docs.description = docs.description.or(before.description);
                        docs.deprecated |= before.deprecated;
                    }
                    Some(&schema.schema_data)
                }
                ReferenceOr::Reference { .. } => self.item(place, node).map(|(_, schema)| &schema.schema_data),
            };
            let flag = |of: fn(&SchemaData) -> bool| data.is_some_and(of);
            read_only |= flag(|data| data.read_only);
            write_only |= flag(|data| data.write_only);
            if let (Some(data), ReferenceOr::Item(_)) = (data, node) {
                default = data.default.clone().or(default);
            }
        }
        let usage = match (read_only, write_only) {
            (true, false) => Usage::ReadOnly,
            (false, true) => Usage::WriteOnly,
            _ => Usage::Both,
        };
        let schema = self.property(of, name, parts);
        let mut facts = self.field_facts(schema, docs.facts);
        match usage {
            Usage::Both => {}
            Usage::ReadOnly => facts.push("Read-only: only responses contain it.".to_owned()),
            Usage::WriteOnly => facts.push("Write-only: only requests contain it.".to_owned()),
        }
        let docs = Docs { facts, ..docs };
        Field { name: SpecName(name.to_owned()), docs, schema, required, usage, default, constant }
    }

    /// Returns the schema of a property; it combines all `parts`.
    fn property(&mut self, of: SchemaId, name: &str, parts: Vec<(At, Node<'d>)>) -> SchemaId {
        let origin = || Origin::Part(of, Role::Property(name.into()));
        let at = self.api.schemas[of.0].at.clone();
        self.of_all(&at, parts, &origin).unwrap_or_else(|(place, node)| {
            if self.conflicts.insert(place.clone()) {
                self.say(&place, Problem::ConflictingProperty { name: name.to_owned() });
            }
            self.schema(&place, node, origin())
        })
    }

    /// Returns a schema that combines all `parts` of the schema at `at`.
    ///
    /// # Errors
    ///
    /// If the parts contradict each other; the error is the last part.
    pub(super) fn of_all(
        &mut self,
        at: &At,
        parts: Vec<(At, Node<'d>)>,
        origin: &dyn Fn() -> Origin,
    ) -> Result<SchemaId, (At, Node<'d>)> {
        let mut left: Vec<(At, Node<'d>)> = Vec::with_capacity(parts.len());
        for (place, node) in parts {
            if left.iter().any(|(_, known)| *known == node) {
                continue;
            }
            let (Some(own), Some(last)) = (self.item(&place, &node), left.last().cloned()) else {
                left.push((place, node));
                continue;
            };
            let adds_nothing = |one: &SchemaObject, other: &SchemaObject| {
                let null = !one.schema_data.nullable || other.schema_data.nullable;
                null && Keywords::of(one).adds_nothing_to(&Keywords::of(other))
            };
            match self.item(&last.0, &last.1) {
                Some((_, before)) if adds_nothing(own.1, before) => {}
                Some((_, before)) if adds_nothing(before, own.1) => {
                    left.pop();
                    left.push((place, node));
                }
                Some(_) | None => left.push((place, node)),
            }
        }
        let Some(last) = left.last().cloned() else { return Ok(self.fresh(at, origin())) };
        if left.len() == 1 {
            return Ok(self.schema(&last.0, last.1, origin()));
        }
        self.all_of_these(&left, origin()).ok_or(last)
    }

    /// Returns the facts of a field. Those of an inline schema belong to them, because the field's
    /// type would not show them.
    fn field_facts(&self, schema: SchemaId, own: Vec<String>) -> Vec<String> {
        let schema = &self.api.schemas[schema.0];
        match schema.origin {
            Origin::Part(..) if schema.docs.facts.len() > own.len() => schema.docs.facts.clone(),
            _ => own,
        }
    }

    /// Returns the schema of a node behind all references, with its place. Does not report
    /// references that lead nowhere.
    pub(super) fn item(&self, at: &At, node: &Node<'d>) -> Option<(At, &'d SchemaObject)> {
        let found = self.follow_quietly(at, node.clone())?;
        Some((found.at, found.item))
    }
}

/// Returns the value, if the document allows only one.
fn only_value(keywords: &Keywords<'_>) -> Option<EnumValue> {
    match keywords.values.as_slice() {
        [serde_json::Value::Bool(value)] => Some(EnumValue::Boolean(*value)),
        _ => None,
    }
}

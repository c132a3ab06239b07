//! Schemas made of schemas: `allOf`, `oneOf`, `anyOf`, and keywords in unusual company.

use std::collections::BTreeSet;

use openapiv3::{AnySchema, ReferenceOr, Schema as SchemaObject, SchemaKind, Type};
use serde_json::Value;

use super::Lowering;
use super::schema::{Draft, Members, Node, node_of, plain, unboxed};
use crate::api::{Discriminator, EnumValue, Origin, Role, SchemaId, Shape, SpecName, Union, UnionKind, Variant};
use crate::diagnostic::{At, Problem};
use crate::document::Document;

impl<'d> Lowering<'d, '_> {
    pub(super) fn one_of(
        &mut self,
        document: &'d Document,
        id: SchemaId,
        at: &At,
        variants: &'d [ReferenceOr<SchemaObject>],
        schema: &'d SchemaObject,
        draft: &mut Draft,
    ) -> Shape {
        self.union(document, id, &at.child("oneOf"), variants, UnionKind::OneOf, schema, draft)
    }

    pub(super) fn any_of(
        &mut self,
        document: &'d Document,
        id: SchemaId,
        at: &At,
        variants: &'d [ReferenceOr<SchemaObject>],
        schema: &'d SchemaObject,
        draft: &mut Draft,
    ) -> Shape {
        self.union(document, id, &at.child("anyOf"), variants, UnionKind::AnyOf, schema, draft)
    }

    #[expect(clippy::too_many_arguments, reason = "the schema and its parts, once")]
    fn union(
        &mut self,
        document: &'d Document,
        id: SchemaId,
        at: &At,
        nodes: &'d [ReferenceOr<SchemaObject>],
        kind: UnionKind,
        schema: &'d SchemaObject,
        draft: &mut Draft,
    ) -> Shape {
        let discriminator = schema.schema_data.discriminator.as_ref();
        let mut variants: Vec<Variant> = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.iter().enumerate() {
            if let ReferenceOr::Item(item) = node
                && is_null(item)
            {
                draft.nullable = true;
                continue;
            }
            let mut tags = Vec::new();
            if let (Some(discriminator), ReferenceOr::Reference { reference }) = (discriminator, node) {
                let name = reference.rsplit('/').next().unwrap_or_default();
                tags.extend(
                    discriminator
                        .mapping
                        .iter()
                        .filter(|(_, target)| *target == reference || *target == name)
                        .map(|(tag, _)| tag.clone()),
                );
                if tags.is_empty() {
                    tags.push(name.to_owned());
                }
            }
            let schema = self.schema(document, &at.index(index), node_of(node), Origin::Part(id, Role::Variant(index)));
            if !variants.iter().any(|known| known.schema == schema) {
                variants.push(Variant { schema, tags });
            }
        }
        match variants.as_slice() {
            [] => Shape::Any,
            [only] if discriminator.is_none() => Shape::Alias(only.schema),
            _ => Shape::Union(Union {
                kind,
                variants,
                discriminator: discriminator
                    .map(|found| Discriminator { property: SpecName(found.property_name.clone()) }),
            }),
        }
    }

    /// `allOf`: one object with the members of every part.
    pub(super) fn all_of(
        &mut self,
        document: &'d Document,
        id: SchemaId,
        at: &At,
        schema: &'d SchemaObject,
        draft: &mut Draft,
    ) -> Shape {
        let mut gathered = Gathered::default();
        self.gather(document, at, ReferenceOr::Item(schema), &mut gathered, true);
        let Gathered { members, others, nullable, .. } = gathered;
        draft.nullable |= nullable;
        let empty = members.properties.is_empty() && members.additional.is_none();
        match (empty, others.as_slice()) {
            (true, [(place, only)]) if members.required.is_empty() => {
                // One part says it all; the rest is words.
                Shape::Alias(self.schema(document, &place.clone(), only.clone(), Origin::Part(id, Role::Variant(0))))
            }
            (_, []) => match self.only_reference(document, schema) {
                Some(target) => Shape::Alias(target),
                None => self.record(document, id, members),
            },
            (_, [(place, _), ..]) => {
                self.say(
                    place,
                    Problem::UnsupportedSchema {
                        keyword: "allOf".to_owned(),
                        because: "its parts are not all objects".to_owned(),
                    },
                );
                Shape::Any
            }
        }
    }

    /// The one schema that an `allOf` refers to, when nothing else in it says anything about values.
    fn only_reference(&mut self, document: &'d Document, schema: &'d SchemaObject) -> Option<SchemaId> {
        let SchemaKind::AllOf { all_of } = &schema.schema_kind else { return None };
        let mut target = None;
        for part in all_of {
            match part {
                ReferenceOr::Reference { reference } if target.is_none() => target = Some(reference),
                ReferenceOr::Reference { .. } => return None,
                ReferenceOr::Item(part) if says_nothing(part) => {}
                ReferenceOr::Item(_) => return None,
            }
        }
        let name = target?.strip_prefix("#/components/schemas/")?.replace("~1", "/").replace("~0", "~");
        let known =
            document.openapi.components.as_ref().is_some_and(|components| components.schemas.contains_key(&name));
        known.then(|| self.component_schema(document, &name))
    }

    /// Adds what `node` says of an object's members; what is no object is set aside.
    fn gather(&mut self, document: &'d Document, at: &At, node: Node<'d>, into: &mut Gathered<'d>, top: bool) {
        let schema = match &node {
            ReferenceOr::Item(schema) => *schema,
            ReferenceOr::Reference { reference } => {
                let Some((name, target)) = self.target::<SchemaObject>(document, at, reference) else { return };
                let place = super::place(document, &["components", "schemas", &name]);
                if !into.visited.insert(place.clone()) {
                    return;
                }
                let before = into.others.len();
                self.gather(document, &place, node_of(target), into, false);
                if into.others.len() > before {
                    // The reference itself, so that the type it names is used.
                    into.others.truncate(before);
                    into.others.push((at.clone(), node));
                }
                return;
            }
        };
        if !top {
            into.nullable |= schema.schema_data.nullable;
        }
        match &schema.schema_kind {
            SchemaKind::Type(Type::Object(object)) => {
                into.members.properties.extend(
                    object
                        .properties
                        .iter()
                        .map(|(name, node)| (at.child("properties").child(name), name.as_str(), unboxed(node))),
                );
                into.require(at, &object.required);
                if let Some(additional) = &object.additional_properties {
                    into.members.additional = Some((at.child("additionalProperties"), additional));
                }
            }
            SchemaKind::AllOf { all_of } => {
                for (index, part) in all_of.iter().enumerate() {
                    self.gather(document, &at.child("allOf").index(index), node_of(part), into, false);
                }
            }
            SchemaKind::Any(any) if is_objectlike(any) => {
                for (index, part) in any.all_of.iter().enumerate() {
                    self.gather(document, &at.child("allOf").index(index), node_of(part), into, false);
                }
                into.members.properties.extend(
                    any.properties
                        .iter()
                        .map(|(name, node)| (at.child("properties").child(name), name.as_str(), unboxed(node))),
                );
                into.require(at, &any.required);
                if let Some(additional) = &any.additional_properties {
                    into.members.additional = Some((at.child("additionalProperties"), additional));
                }
            }
            SchemaKind::Type(_)
            | SchemaKind::OneOf { .. }
            | SchemaKind::AnyOf { .. }
            | SchemaKind::Not { .. }
            | SchemaKind::Any(_) => {
                into.others.push((at.clone(), node));
            }
        }
    }

    /// Keywords of several kinds in one schema, or no `type` at all.
    pub(super) fn mixed(
        &mut self,
        document: &'d Document,
        id: SchemaId,
        at: &At,
        any: &'d AnySchema,
        schema: &'d SchemaObject,
        draft: &mut Draft,
    ) -> Shape {
        let objectlike =
            !any.properties.is_empty() || any.additional_properties.is_some() || any.typ.as_deref() == Some("object");
        if !any.all_of.is_empty() && any.one_of.is_empty() && any.any_of.is_empty() {
            return self.all_of(document, id, at, schema, draft);
        }
        if !any.one_of.is_empty() || !any.any_of.is_empty() {
            if !any.all_of.is_empty()
                || !any.properties.is_empty()
                || (!any.one_of.is_empty() && !any.any_of.is_empty())
            {
                let keyword = if any.one_of.is_empty() { "anyOf" } else { "oneOf" };
                self.say(
                    &at.child(keyword),
                    Problem::UnsupportedSchema {
                        keyword: keyword.to_owned(),
                        because: "it stands beside properties of its own".to_owned(),
                    },
                );
                return Shape::Any;
            }
            return if any.one_of.is_empty() {
                self.any_of(document, id, at, &any.any_of, schema, draft)
            } else {
                self.one_of(document, id, at, &any.one_of, schema, draft)
            };
        }
        if !any.enumeration.is_empty() {
            return self.mixed_enumeration(at, any, draft);
        }
        if objectlike {
            let members = Members {
                properties: any
                    .properties
                    .iter()
                    .map(|(name, node)| (at.child("properties").child(name), name.as_str(), unboxed(node)))
                    .collect(),
                required: any
                    .required
                    .iter()
                    .enumerate()
                    .map(|(index, name)| (at.child("required").index(index), name.as_str()))
                    .collect(),
                additional: any
                    .additional_properties
                    .as_ref()
                    .map(|additional| (at.child("additionalProperties"), additional)),
            };
            return self.record(document, id, members);
        }
        if let Some(items) = &any.items {
            return Shape::List(self.schema(
                document,
                &at.child("items"),
                unboxed(items),
                Origin::Part(id, Role::Item),
            ));
        }
        if let Some(kind) = &any.typ {
            if let Some(shape) = plain(any, kind) {
                return shape;
            }
            self.say(
                &at.child("type"),
                Problem::UnsupportedSchema {
                    keyword: "type".to_owned(),
                    because: format!("`{kind}` is not a type of OpenAPI 3.0"),
                },
            );
        }
        Shape::Any
    }

    fn mixed_enumeration(&mut self, at: &At, any: &AnySchema, draft: &mut Draft) -> Shape {
        draft.nullable |= any.enumeration.contains(&Value::Null);
        let values: Vec<_> = any.enumeration.iter().filter(|value| !value.is_null()).collect();
        let texts: Option<Vec<_>> =
            values.iter().map(|value| value.as_str().map(|text| EnumValue::Text(text.to_owned()))).collect();
        let integers: Option<Vec<_>> = values.iter().map(|value| value.as_i64().map(EnumValue::Integer)).collect();
        match texts.or(integers) {
            Some(values) => self.enumeration(at, values),
            None => {
                self.say(
                    &at.child("enum"),
                    Problem::UnsupportedSchema {
                        keyword: "enum".to_owned(),
                        because: "its values are of several kinds".to_owned(),
                    },
                );
                Shape::Any
            }
        }
    }
}

#[derive(Default)]
struct Gathered<'d> {
    members: Members<'d>,
    /// Parts that are no objects.
    others: Vec<(At, Node<'d>)>,
    nullable: bool,
    visited: BTreeSet<At>,
}

impl<'d> Gathered<'d> {
    fn require(&mut self, at: &At, names: &'d [String]) {
        let at = at.child("required");
        self.members.required.extend(names.iter().enumerate().map(|(index, name)| (at.index(index), name.as_str())));
    }
}

/// Whether a schema's keywords are all about objects (or there are none).
fn is_objectlike(any: &AnySchema) -> bool {
    any.typ.as_deref().is_none_or(|kind| kind == "object")
        && any.one_of.is_empty()
        && any.any_of.is_empty()
        && any.not.is_none()
        && any.items.is_none()
        && any.enumeration.is_empty()
}

/// Whether a schema says nothing about values: only words.
fn says_nothing(schema: &SchemaObject) -> bool {
    match &schema.schema_kind {
        SchemaKind::Any(any) => *any == AnySchema::default(),
        SchemaKind::Type(Type::Object(object)) => {
            object.properties.is_empty() && object.required.is_empty() && object.additional_properties.is_none()
        }
        _ => false,
    }
}

/// Whether `null` is the only value: an `enum` of nothing else.
fn is_null(schema: &SchemaObject) -> bool {
    match &schema.schema_kind {
        SchemaKind::Any(any) => {
            any.typ.as_deref() == Some("null")
                || (!any.enumeration.is_empty() && any.enumeration.iter().all(Value::is_null))
        }
        SchemaKind::Type(Type::String(string)) => {
            !string.enumeration.is_empty() && string.enumeration.iter().all(Option::is_none)
        }
        _ => false,
    }
}

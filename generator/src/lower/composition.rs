//! Schemas made of schemas: `allOf`, `oneOf`, `anyOf`, and keywords in unusual company.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, Discriminator as DiscriminatorObject, ReferenceOr, Schema as SchemaObject,
    SchemaKind, Type,
};
use serde_json::Value;

use super::Lowering;
use super::schema::{Draft, Members, Node, node_of, plain, unboxed};
use crate::api::{Discriminator, EnumValue, Origin, Role, SchemaId, Shape, SpecName, Union, UnionKind, Variant};
use crate::diagnostic::{At, Problem};
use crate::document::Document;

/// The alternatives of a union, as they stand.
#[derive(Clone)]
pub(super) struct Alternatives<'d> {
    at: At,
    nodes: &'d [ReferenceOr<SchemaObject>],
    kind: UnionKind,
    discriminator: Option<&'d DiscriminatorObject>,
}

impl<'d> Alternatives<'d> {
    /// Those of the schema at `at`.
    pub(super) fn of(
        at: &At,
        nodes: &'d [ReferenceOr<SchemaObject>],
        kind: UnionKind,
        schema: &'d SchemaObject,
    ) -> Self {
        let key = match kind {
            UnionKind::OneOf => "oneOf",
            UnionKind::AnyOf => "anyOf",
        };
        Self { at: at.child(key), nodes, kind, discriminator: schema.schema_data.discriminator.as_ref() }
    }
}

impl<'d> Lowering<'d, '_> {
    /// `oneOf` and `anyOf` without company.
    pub(super) fn alternatives(
        &mut self,
        document: &'d Document,
        id: SchemaId,
        alternatives: &Alternatives<'d>,
        draft: &mut Draft,
    ) -> Shape {
        self.union(document, id, alternatives, &Members::default(), draft)
    }

    /// A union, each alternative with the members of `base` besides its own.
    fn union(
        &mut self,
        document: &'d Document,
        id: SchemaId,
        alternatives: &Alternatives<'d>,
        base: &Members<'d>,
        draft: &mut Draft,
    ) -> Shape {
        let mut variants: Vec<Variant> = Vec::with_capacity(alternatives.nodes.len());
        for (index, node) in alternatives.nodes.iter().enumerate() {
            if let ReferenceOr::Item(item) = node
                && is_null(item)
            {
                draft.nullable = true;
                continue;
            }
            let at = alternatives.at.index(index);
            let origin = Origin::Part(id, Role::Variant(index));
            let schema = if base.is_empty() {
                self.schema(document, &at, node_of(node), origin)
            } else {
                self.variant_with_base(document, &at, node_of(node), origin, base)
            };
            if !variants.iter().any(|known| known.schema == schema) {
                variants.push(Variant { schema, tags: tags(alternatives.discriminator, node) });
            }
        }
        match variants.as_slice() {
            [] => Shape::Any,
            [only] if alternatives.discriminator.is_none() => Shape::Alias(only.schema),
            _ => Shape::Union(Union {
                kind: alternatives.kind,
                variants,
                discriminator: alternatives
                    .discriminator
                    .map(|found| Discriminator { property: SpecName(found.property_name.clone()) }),
            }),
        }
    }

    /// An alternative of a union that has members of its own: a record of both.
    fn variant_with_base(
        &mut self,
        document: &'d Document,
        at: &At,
        node: Node<'d>,
        origin: Origin,
        base: &Members<'d>,
    ) -> SchemaId {
        let origin = match (&node, &origin) {
            (ReferenceOr::Reference { reference }, Origin::Part(of, _)) => {
                let name = reference.rsplit('/').next().unwrap_or_default();
                Origin::Part(*of, Role::Property(name.into()))
            }
            (ReferenceOr::Item(_), _) | (ReferenceOr::Reference { .. }, _) => origin,
        };
        let id = self.fresh(at, origin);
        let mut gathered = Gathered { members: base.clone(), ..Gathered::default() };
        self.gather(document, at, node, &mut gathered, false);
        if let Some((place, _)) = gathered.others.first() {
            self.say(place, mixed_parts());
            return id;
        }
        if let Some(nested) = gathered.unions.first() {
            self.say(&nested.at, nested_alternatives());
            return id;
        }
        self.schemas[id.0].nullable = gathered.nullable;
        self.schemas[id.0].shape = self.record(document, id, gathered.members);
        id
    }

    /// `allOf`, and keywords of objects in company: one object with the members of every part.
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
        let Gathered { members, others, unions, nullable, .. } = gathered;
        draft.nullable |= nullable;
        match (others.as_slice(), unions.as_slice()) {
            ([], []) => match self.only_reference(document, schema) {
                Some(target) => Shape::Alias(target),
                None => self.record(document, id, members),
            },
            ([], [only]) if only.nodes.iter().all(says_only_required) => {
                let groups = only.nodes.iter().filter_map(|node| match node {
                    ReferenceOr::Item(item) => Some(required_names(item)),
                    ReferenceOr::Reference { .. } => None,
                });
                let groups: Vec<_> = groups.filter(|names| !names.is_empty()).collect();
                if !groups.is_empty() {
                    draft.fact(format!("Of these, some must be there together: {}.", groups.join("; ")));
                }
                self.record(document, id, members)
            }
            ([], [only]) => {
                let only = only.clone();
                self.union(document, id, &only, &members, draft)
            }
            ([(place, only)], []) if members.is_empty() => {
                // One part says it all; the rest is words.
                let (place, only) = (place.clone(), only.clone());
                Shape::Alias(self.schema(document, &place, only, Origin::Part(id, Role::Variant(0))))
            }
            ([], [_, second, ..]) => {
                self.say(&second.at, nested_alternatives());
                Shape::Any
            }
            ([(place, _), ..], _) => {
                self.say(place, mixed_parts());
                Shape::Any
            }
        }
    }

    /// The one schema that an `allOf` refers to, when nothing else in it says anything about values.
    fn only_reference(&mut self, document: &'d Document, schema: &'d SchemaObject) -> Option<SchemaId> {
        let all_of = match &schema.schema_kind {
            SchemaKind::AllOf { all_of } => all_of,
            SchemaKind::Any(any)
                if any.properties.is_empty() && any.required.is_empty() && any.additional_properties.is_none() =>
            {
                &any.all_of
            }
            SchemaKind::Any(_)
            | SchemaKind::Type(_)
            | SchemaKind::OneOf { .. }
            | SchemaKind::AnyOf { .. }
            | SchemaKind::Not { .. } => {
                return None;
            }
        };
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
        let discriminator = schema.schema_data.discriminator.as_ref();
        match &schema.schema_kind {
            SchemaKind::Type(Type::Object(object)) => {
                into.add(at, &object.properties, &object.required, object.additional_properties.as_ref());
            }
            SchemaKind::AllOf { all_of } => {
                for (index, part) in all_of.iter().enumerate() {
                    self.gather(document, &at.child("allOf").index(index), node_of(part), into, false);
                }
            }
            SchemaKind::OneOf { one_of } => {
                into.unions.push(Alternatives {
                    at: at.child("oneOf"),
                    nodes: one_of,
                    kind: UnionKind::OneOf,
                    discriminator,
                });
            }
            SchemaKind::AnyOf { any_of } => {
                into.unions.push(Alternatives {
                    at: at.child("anyOf"),
                    nodes: any_of,
                    kind: UnionKind::AnyOf,
                    discriminator,
                });
            }
            SchemaKind::Any(any) if is_objectlike(any) => {
                for (index, part) in any.all_of.iter().enumerate() {
                    self.gather(document, &at.child("allOf").index(index), node_of(part), into, false);
                }
                into.add(at, &any.properties, &any.required, any.additional_properties.as_ref());
                for (key, nodes, kind) in
                    [("oneOf", &any.one_of, UnionKind::OneOf), ("anyOf", &any.any_of, UnionKind::AnyOf)]
                {
                    if !nodes.is_empty() {
                        into.unions.push(Alternatives { at: at.child(key), nodes, kind, discriminator });
                    }
                }
            }
            SchemaKind::Type(_) | SchemaKind::Not { .. } | SchemaKind::Any(_) => into.others.push((at.clone(), node)),
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
        let alone = any.all_of.is_empty() && any.properties.is_empty() && any.additional_properties.is_none();
        match (any.one_of.as_slice(), any.any_of.as_slice()) {
            ([], []) => {}
            (one_of @ [_, ..], []) if alone => {
                return self.alternatives(document, id, &Alternatives::of(at, one_of, UnionKind::OneOf, schema), draft);
            }
            ([], any_of @ [_, ..]) if alone => {
                return self.alternatives(document, id, &Alternatives::of(at, any_of, UnionKind::AnyOf, schema), draft);
            }
            _ => return self.all_of(document, id, at, schema, draft),
        }
        if !any.all_of.is_empty() {
            return self.all_of(document, id, at, schema, draft);
        }
        if !any.enumeration.is_empty() {
            return self.mixed_enumeration(at, any, draft);
        }
        if !any.properties.is_empty() || any.additional_properties.is_some() || any.typ.as_deref() == Some("object") {
            let mut gathered = Gathered::default();
            gathered.add(at, &any.properties, &any.required, any.additional_properties.as_ref());
            return self.record(document, id, gathered.members);
        }
        if let Some(items) = &any.items {
            return Shape::List(self.schema(
                document,
                &at.child("items"),
                unboxed(items),
                Origin::Part(id, Role::Item),
            ));
        }
        match any.typ.as_deref() {
            Some(kind) => plain(any, kind).unwrap_or_else(|| {
                self.say(
                    &at.child("type"),
                    Problem::UnsupportedSchema {
                        keyword: "type".to_owned(),
                        because: format!("`{kind}` is not a type of OpenAPI 3.0"),
                    },
                );
                Shape::Any
            }),
            None => Shape::Any,
        }
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
    /// Parts that are one of several.
    unions: Vec<Alternatives<'d>>,
    nullable: bool,
    visited: BTreeSet<At>,
}

impl<'d> Gathered<'d> {
    fn add(
        &mut self,
        at: &At,
        properties: &'d IndexMap<String, ReferenceOr<Box<SchemaObject>>>,
        required: &'d [String],
        additional: Option<&'d AdditionalProperties>,
    ) {
        let place = at.child("properties");
        let members = &mut self.members;
        members
            .properties
            .extend(properties.iter().map(|(name, node)| (place.child(name), name.as_str(), unboxed(node))));
        let place = at.child("required");
        members.required.extend(required.iter().enumerate().map(|(index, name)| (place.index(index), name.as_str())));
        if let Some(additional) = additional {
            members.additional = Some((at.child("additionalProperties"), additional));
        }
    }
}

fn mixed_parts() -> Problem {
    Problem::UnsupportedSchema { keyword: "allOf".to_owned(), because: "its parts are not all objects".to_owned() }
}

fn nested_alternatives() -> Problem {
    Problem::UnsupportedSchema {
        keyword: "allOf".to_owned(),
        because: "more than one of its parts is a choice".to_owned(),
    }
}

/// The discriminator's values that choose the alternative.
fn tags(discriminator: Option<&DiscriminatorObject>, node: &ReferenceOr<SchemaObject>) -> Vec<String> {
    let (Some(discriminator), ReferenceOr::Reference { reference }) = (discriminator, node) else { return Vec::new() };
    let name = reference.rsplit('/').next().unwrap_or_default();
    let mapped = discriminator.mapping.iter().filter(|(_, target)| *target == reference || *target == name);
    let mut tags: Vec<_> = mapped.map(|(tag, _)| tag.clone()).collect();
    if tags.is_empty() {
        tags.push(name.to_owned());
    }
    tags
}

/// Whether an alternative says nothing but which members must be there.
fn says_only_required(node: &ReferenceOr<SchemaObject>) -> bool {
    match node {
        ReferenceOr::Item(item) => match &item.schema_kind {
            SchemaKind::Any(any) => {
                let typ = any.typ.clone().filter(|kind| kind == "object");
                AnySchema { required: Vec::new(), typ: None, ..any.clone() } == AnySchema::default()
                    && (any.typ.is_none() || typ.is_some())
            }
            SchemaKind::Type(Type::Object(object)) => {
                object.properties.is_empty() && object.additional_properties.is_none()
            }
            SchemaKind::Type(_) | SchemaKind::OneOf { .. } | SchemaKind::AllOf { .. } | SchemaKind::AnyOf { .. } => {
                false
            }
            // "Not with these" is a condition on what is there as well.
            SchemaKind::Not { .. } => true,
        },
        ReferenceOr::Reference { .. } => false,
    }
}

fn required_names(schema: &SchemaObject) -> String {
    let names = match &schema.schema_kind {
        SchemaKind::Any(any) => any.required.as_slice(),
        SchemaKind::Type(Type::Object(object)) => object.required.as_slice(),
        SchemaKind::Type(_)
        | SchemaKind::OneOf { .. }
        | SchemaKind::AllOf { .. }
        | SchemaKind::AnyOf { .. }
        | SchemaKind::Not { .. } => &[],
    };
    names.iter().map(|name| format!("`{}`", name.replace('`', "'"))).collect::<Vec<_>>().join(" and ")
}

/// Whether a schema's keywords are all about objects (or there are none).
fn is_objectlike(any: &AnySchema) -> bool {
    any.typ.as_deref().is_none_or(|kind| kind == "object")
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

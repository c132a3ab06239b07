//! Schemas of which one holds, or several may: `oneOf`, `anyOf`, and what tells the alternatives apart.

use openapiv3::{Discriminator as DiscriminatorObject, ReferenceOr, Schema as SchemaObject};
use serde_json::Value;

use super::Lowering;
use super::composition::Gathered;
use super::docs::schema_docs;
use super::keywords::Keywords;
use super::schema::{Draft, Node, node_of};
use crate::api::{Discriminator, Docs, Origin, Role, SchemaId, Shape, SpecName, Union, UnionKind, Variant};
use crate::diagnostic::At;
use crate::document::Document;

/// The alternatives of a union, as they stand.
#[derive(Debug, Clone)]
pub(super) struct Alternatives<'d> {
    pub(super) at: At,
    pub(super) nodes: &'d [ReferenceOr<SchemaObject>],
    pub(super) kind: UnionKind,
    pub(super) discriminator: Option<&'d DiscriminatorObject>,
}

impl Alternatives<'_> {
    /// Where the alternatives only say which members must be there together: that as a fact.
    pub(super) fn required_groups(&self) -> Option<String> {
        let groups = self.nodes.iter().filter_map(|node| match node {
            ReferenceOr::Item(item) => Some(required_names(item)),
            ReferenceOr::Reference { .. } => None,
        });
        let groups: Vec<_> = groups.filter(|names| !names.is_empty()).collect();
        (!groups.is_empty()).then(|| format!("Of these, some must be there together: {}.", groups.join("; ")))
    }
}

impl<'d> Lowering<'d, '_> {
    /// A union, each alternative with what `base` says besides.
    pub(super) fn union(
        &mut self,
        document: &'d Document,
        id: SchemaId,
        alternatives: &Alternatives<'d>,
        base: &Gathered<'d>,
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
            let node_keywords =
                self.item(document, &at, &node_of(node)).map(|(_, schema)| Keywords::of(schema)).unwrap_or_default();
            let is_reference = matches!(node, ReferenceOr::Reference { .. });
            let schema = if base.is_empty() || (is_reference && base.adds_nothing_to(&node_keywords)) {
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

    /// An alternative of a union that says something itself: a schema of which both hold.
    fn variant_with_base(
        &mut self,
        document: &'d Document,
        at: &At,
        node: Node<'d>,
        origin: Origin,
        base: &Gathered<'d>,
    ) -> SchemaId {
        let origin = match (&node, &origin) {
            (ReferenceOr::Reference { reference }, Origin::Part(of, _)) => {
                let name = reference.rsplit('/').next().unwrap_or_default();
                Origin::Part(*of, Role::Property(name.into()))
            }
            (ReferenceOr::Item(_), _) | (ReferenceOr::Reference { .. }, _) => origin,
        };
        let id = self.fresh(at, origin);
        let mut draft = Draft { docs: Docs::default(), nullable: false };
        if let ReferenceOr::Item(schema) = &node {
            draft.docs = schema_docs(&schema.schema_data);
        }
        let mut gathered = base.clone();
        gathered.nullable = false;
        self.gather(document, at, node, &mut gathered, false);
        let shape = self.composed(document, id, gathered, &mut draft);
        let shape = shape.unwrap_or_else(|clash| {
            self.say(&clash.at, clash.problem());
            Shape::Any
        });
        let filled = &mut self.schemas[id.0];
        filled.docs = draft.docs;
        filled.nullable = draft.nullable;
        filled.shape = shape;
        id
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

/// Whether an alternative says nothing but which members must be there, or must not.
pub(super) fn says_only_required(node: &ReferenceOr<SchemaObject>) -> bool {
    let ReferenceOr::Item(item) = node else { return false };
    let keywords = Keywords::of(item);
    let only = keywords.properties.is_empty() && keywords.additional.is_none() && !keywords.is_composed();
    only && !keywords.is_scalar() && (keywords.not || !keywords.required.is_empty())
}

fn required_names(schema: &SchemaObject) -> String {
    let names = Keywords::of(schema).required.iter().map(|name| format!("`{}`", name.replace('`', "'")));
    names.collect::<Vec<_>>().join(" and ")
}

/// Whether `null` is the only value: an `enum` of nothing else, or such a `type`.
fn is_null(schema: &SchemaObject) -> bool {
    let keywords = Keywords::of(schema);
    keywords.kind == Some("null") || (!keywords.values.is_empty() && keywords.values.iter().all(Value::is_null))
}

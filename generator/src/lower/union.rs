//! Unions: schemas with `oneOf` or `anyOf`, and the discriminator that tells the alternatives
//! apart.

use openapiv3::{Discriminator as DiscriminatorObject, ReferenceOr, Schema as SchemaObject};
use serde_json::Value;

use super::Reader;
use super::composition::Gathered;
use super::docs::schema_docs;
use super::keywords::Keywords;
use super::reference::{component, reference_to};
use super::schema::{Draft, Node, node_of};
use crate::api::{Discriminator, Docs, Origin, Role, SchemaId, Shape, SpecName, Union, UnionKind, Variant};
use crate::diagnostic::Problem;
use crate::place::{At, Reference};

/// The alternatives of a union as the document has them.
#[derive(Debug, Clone)]
pub(super) struct Alternatives<'d> {
    pub(super) at: At,
    /// Place of the schema that lists them.
    pub(super) owner: At,
    pub(super) nodes: &'d [ReferenceOr<SchemaObject>],
    pub(super) kind: UnionKind,
    pub(super) discriminator: Option<&'d DiscriminatorObject>,
}

impl Alternatives<'_> {
    /// If the alternatives only require properties, returns this as a fact for the documentation.
    pub(super) fn required_groups(&self) -> Option<String> {
        let groups = self.nodes.iter().filter_map(|node| match node {
            ReferenceOr::Item(item) => Some(required_names(item)),
            ReferenceOr::Reference { .. } => None,
        });
        let groups: Vec<_> = groups.filter(|names| !names.is_empty()).collect();
        (!groups.is_empty()).then(|| format!("Properties are required in these combinations: {}.", groups.join("; ")))
    }
}

impl<'d> Reader<'d, '_> {
    /// Returns the shape of a union; `base` also holds for each alternative.
    pub(super) fn union(
        &mut self,
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
                self.item(&at, &node_of(node)).map(|(_, schema)| Keywords::of(schema)).unwrap_or_default();
            let is_reference = matches!(node, ReferenceOr::Reference { .. });
            let schema = if base.is_empty() || (is_reference && base.adds_nothing_to(&node_keywords)) {
                self.schema(&at, node_of(node), origin)
            } else {
                self.variant_with_base(&at, node_of(node), origin, base)
            };
            if !variants.iter().any(|known| known.schema == schema) {
                variants.push(Variant { schema, tags: self.tags(alternatives.discriminator, node) });
            }
        }
        self.mapped_variants(id, alternatives, base, &mut variants);
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

    /// Adds schemas that are in the mapping but not listed as alternatives: a server may still send
    /// their tags.
    fn mapped_variants(
        &mut self,
        id: SchemaId,
        alternatives: &Alternatives<'d>,
        base: &Gathered<'d>,
        variants: &mut Vec<Variant>,
    ) {
        let Some(discriminator) = alternatives.discriminator else { return };
        let listed: Vec<String> = alternatives
            .nodes
            .iter()
            .filter_map(|node| match node {
                ReferenceOr::Reference { reference } => self.named(reference),
                ReferenceOr::Item(_) => None,
            })
            .collect();
        let mapping = alternatives.owner.child("discriminator").child("mapping");
        for (tag, target) in &discriminator.mapping {
            // `check_mapping` reports targets that do not exist.
            let Some(name) = self.named(target).filter(|name| !listed.contains(name)) else { continue };
            let at = mapping.child(tag);
            if self.mapped.insert(at.clone()) {
                self.say(&at, Problem::UnlistedMapping { tag: tag.clone(), target: name.clone() });
            }
            let schema = if base.is_empty() {
                self.component_schema(&name)
            } else {
                let node = ReferenceOr::Reference { reference: reference_to(&name) };
                self.variant_with_base(&at, node, Origin::Part(id, Role::Property(name.as_str().into())), base)
            };
            match variants.iter_mut().find(|known| known.schema == schema) {
                Some(known) => known.tags.push(tag.clone()),
                None => variants.push(Variant { schema, tags: vec![tag.clone()] }),
            }
        }
    }

    /// Returns the discriminator's values that select an alternative.
    fn tags(&self, discriminator: Option<&DiscriminatorObject>, node: &ReferenceOr<SchemaObject>) -> Vec<String> {
        let (Some(discriminator), ReferenceOr::Reference { reference }) = (discriminator, node) else {
            return Vec::new();
        };
        let Ok((name, _)) = component::<SchemaObject>(self.document, reference) else { return Vec::new() };
        let own = self.named(reference);
        let mapped = discriminator.mapping.iter().filter(|(_, target)| self.named(target) == own);
        let mut tags: Vec<_> = mapped.map(|(tag, _)| tag.clone()).collect();
        if tags.is_empty() {
            tags.push(name);
        }
        tags
    }

    /// Returns a schema that combines an alternative with the union's own keywords.
    fn variant_with_base(&mut self, at: &At, node: Node<'d>, origin: Origin, base: &Gathered<'d>) -> SchemaId {
        let origin = match (&node, &origin) {
            (ReferenceOr::Reference { reference }, Origin::Part(of, _)) => {
                Origin::Part(*of, Role::Property(Reference::new(reference).tail().into()))
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
        self.gather(at, node, &mut gathered, false);
        let shape = self.composed(id, gathered, &mut draft);
        let shape = shape.unwrap_or_else(|clash| {
            self.say(&clash.at, clash.problem());
            Shape::Any
        });
        let filled = &mut self.api.schemas[id.0];
        filled.docs = draft.docs;
        filled.nullable = draft.nullable;
        filled.shape = shape;
        id
    }
}

/// Whether an alternative does nothing but require or exclude properties.
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

/// Whether the schema allows only `null`: by its `enum` or its `type`.
fn is_null(schema: &SchemaObject) -> bool {
    let keywords = Keywords::of(schema);
    keywords.kind == Some("null") || (!keywords.values.is_empty() && keywords.values.iter().all(Value::is_null))
}

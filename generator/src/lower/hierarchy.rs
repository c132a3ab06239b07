//! Base schemas: a discriminator without listed alternatives. The alternatives are the schemas that
//! refer to the base in `allOf` (OpenAPI 3.0, "Discriminator Object").

use std::collections::BTreeMap;

use openapiv3::{ReferenceOr, Schema as SchemaObject};

use super::Reader;
use super::keywords::Keywords;
use super::reference::component;
use crate::api::{Discriminator, Docs, Origin, Rest, Role, SchemaId, Shape, SpecName, Union, UnionKind, Variant};
use crate::diagnostic::Problem;
use crate::document::Document;

/// Returns, for each component schema, the component schemas that extend it, in document order.
pub(super) fn children(document: &Document) -> BTreeMap<String, Vec<String>> {
    let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let schemas = document.openapi.components.iter().flat_map(|components| &components.schemas);
    for (name, node) in schemas {
        let ReferenceOr::Item(schema) = node else { continue };
        for part in Keywords::of(schema).all_of {
            let ReferenceOr::Reference { reference } = part else { continue };
            if let Ok((parent, _)) = component::<SchemaObject>(document, reference)
                && parent != *name
            {
                children.entry(parent).or_default().push(name.clone());
            }
        }
    }
    children
}

impl<'d> Reader<'d, '_> {
    /// Returns the shape of a record that has a discriminator but lists no alternatives: a union of
    /// the schemas that extend it and of the record itself. If no schema extends it, it stays a
    /// record that keeps additional properties.
    pub(super) fn hierarchy(&mut self, id: SchemaId, keywords: &Keywords<'d>, shape: Shape) -> Shape {
        let (Some(discriminator), Shape::Record(mut record)) = (keywords.discriminator, shape.clone()) else {
            return shape;
        };
        let at = self.api.schemas[id.0].at.child("discriminator");
        if record.rest == Rest::Ignored {
            record.rest = Rest::Kept(self.reserve(&at, Origin::Part(id, Role::Value)));
        }
        let named = match self.api.schemas[id.0].origin.clone() {
            Origin::Component(name) => self.alternatives_of(name.as_str(), discriminator),
            _ => Vec::new(),
        };
        let property = discriminator.property_name.clone();
        if named.is_empty() {
            self.say(&at, Problem::BareDiscriminator { property });
            return Shape::Record(record);
        }
        let mut variants: Vec<Variant> =
            named.into_iter().map(|(name, tags)| Variant { schema: self.component_schema(&name), tags }).collect();
        let other = self.fresh(&at, Origin::Part(id, Role::Property("other".into())));
        let words = format!("A value whose `{}` is not one that the document lists.", property.replace('`', "'"));
        self.api.schemas[other.0].docs = Docs { description: Some(words), ..Docs::default() };
        self.api.schemas[other.0].shape = Shape::Record(record);
        variants.push(Variant { schema: other, tags: Vec::new() });
        Shape::Union(Union {
            kind: UnionKind::OneOf,
            variants,
            discriminator: Some(Discriminator { property: SpecName(property) }),
        })
    }

    /// Returns the schemas that extend `base`, directly or not, and those in the mapping, each with
    /// its tags.
    fn alternatives_of(&mut self, base: &str, discriminator: &openapiv3::Discriminator) -> Vec<(String, Vec<String>)> {
        let mut found: Vec<(String, Vec<String>)> = Vec::new();
        let mut waiting: Vec<String> = self.children.get(base).cloned().unwrap_or_default();
        waiting.reverse();
        while let Some(name) = waiting.pop() {
            if name == base || found.iter().any(|(known, _)| *known == name) {
                continue;
            }
            let further = self.children.get(&name).cloned().unwrap_or_default();
            waiting.extend(further.into_iter().rev());
            found.push((name, Vec::new()));
        }
        for (tag, target) in &discriminator.mapping {
            // `check_mapping` reports targets that do not exist.
            let Some(name) = self.named(target) else { continue };
            match found.iter_mut().find(|(known, _)| *known == name) {
                Some((_, tags)) => tags.push(tag.clone()),
                None if name != base => found.push((name, vec![tag.clone()])),
                None => {}
            }
        }
        for (name, tags) in &mut found {
            if tags.is_empty() {
                tags.push(name.clone());
            }
        }
        found
    }

    /// Whether a component has a discriminator and other components extend it.
    pub(super) fn is_base(&self, name: &str, keywords: &Keywords<'_>) -> bool {
        keywords.discriminator.is_some()
            && keywords.one_of.is_empty()
            && keywords.any_of.is_empty()
            && self.children.contains_key(name)
    }

    /// Reports tags of a schema's mapping whose schema does not exist.
    pub(super) fn check_mapping(&mut self, id: SchemaId, keywords: &Keywords<'d>) {
        let Some(discriminator) = keywords.discriminator else { return };
        let at = self.api.schemas[id.0].at.child("discriminator").child("mapping");
        for (tag, target) in &discriminator.mapping {
            if self.named(target).is_none() {
                self.say(&at.child(tag), Problem::UnknownMapping { tag: tag.clone(), target: target.clone() });
            }
        }
    }
}

//! Schemas with the same name: equal ones become one type, others are renamed.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Field, Origin, Rest, SchemaId, Shape, SpecName};
use crate::diagnostic::{Diagnostics, Problem, Related};
use crate::source::Sources;

/// Merges equal schemas with the same name, across all documents, and renames those that differ.
///
/// Two schemas are equal if they have the same values on the wire. Documentation does not count;
/// that of the first schema stays.
pub(super) fn merge(api: &mut Api, sources: &Sources, diagnostics: &mut Diagnostics) {
    let mut known: BTreeMap<String, Vec<SchemaId>> = BTreeMap::new();
    let mut same_as: Vec<SchemaId> = (0..api.schemas.len()).map(SchemaId).collect();
    // Components first: if a titled schema equals a component, the component's documentation stays.
    let components = (0..api.schemas.len()).filter(|&id| matches!(api.schemas[id].origin, Origin::Component(_)));
    let titled = (0..api.schemas.len()).filter(|&id| matches!(api.schemas[id].origin, Origin::Title(_)));
    let order: Vec<_> = components.chain(titled).map(SchemaId).collect();
    for id in order {
        let (Origin::Component(name) | Origin::Title(name)) = &api.schema(id).origin else { continue };
        let name = name.clone();
        let ones = known.entry(name.0.clone()).or_default();
        if let Some(one) = ones.iter().copied().find(|&one| equal(api, one, id)) {
            same_as[id.0] = one;
            continue;
        }
        if let Some(&first) = ones.first()
            && matches!(api.schema(id).origin, Origin::Component(_))
            && is_named(api, id)
        {
            let at = api.schema(id).at.clone();
            let told_apart = format!("{} {name}", sources.stem(at.source));
            let first = api.schema(first).at.clone();
            diagnostics.push_related(
                at,
                Problem::SchemaConflict { name: name.0.clone(), renamed: told_apart.clone() },
                first,
                Related::Described,
            );
            api.schemas[id.0].origin = Origin::Component(SpecName(told_apart));
        }
        ones.push(id);
    }
    compact(api, &same_as);
}

/// Whether a schema gets a named Rust type.
fn is_named(api: &Api, id: SchemaId) -> bool {
    matches!(api.schema(id).shape, Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_))
}

/// Whether two schemas have the same values. A pair that is already being compared is assumed to be
/// equal, so that recursive schemas terminate.
fn equal(api: &Api, one: SchemaId, other: SchemaId) -> bool {
    let mut assumed = BTreeSet::new();
    let mut waiting = vec![(one, other)];
    while let Some((one, other)) = waiting.pop() {
        let (one, one_null) = api.resolve(one);
        let (other, other_null) = api.resolve(other);
        if one_null != other_null {
            return false;
        }
        if one == other || !assumed.insert((one, other)) {
            continue;
        }
        let (one, other) = (&api.schema(one).shape, &api.schema(other).shape);
        if !alike(one, other) {
            return false;
        }
        waiting.extend(one.children().zip(other.children()));
    }
    true
}

/// Whether two shapes are equal except for the ids of their children, and have equally many.
fn alike(one: &Shape, other: &Shape) -> bool {
    match (one, other) {
        (Shape::List(_), Shape::List(_)) | (Shape::Map(_), Shape::Map(_)) => true,
        (Shape::Record(one), Shape::Record(other)) => {
            let is_same = |(one, other): (&Field, &Field)| {
                one.name == other.name && one.required == other.required && one.usage == other.usage
            };
            (one.rest == Rest::Ignored) == (other.rest == Rest::Ignored)
                && one.fields.len() == other.fields.len()
                && one.fields.iter().zip(&other.fields).all(is_same)
        }
        (Shape::Union(one), Shape::Union(other)) => {
            one.kind == other.kind
                && one.discriminator == other.discriminator
                && one.variants.len() == other.variants.len()
                && one.variants.iter().zip(&other.variants).all(|(one, other)| one.tags == other.tags)
        }
        (one, other) => one == other,
    }
}

/// Removes schemas that were merged into another one or are no longer reachable, and renumbers the
/// rest.
fn compact(api: &mut Api, same_as: &[SchemaId]) {
    let components =
        api.schemas.iter().zip(same_as).filter(|(schema, _)| matches!(schema.origin, Origin::Component(_)));
    let components: Vec<SchemaId> = components.map(|(_, id)| *id).collect();
    // The target of an entry is never merged into another schema, so one step is enough.
    api.mentions_mut().for_each(|id| *id = same_as[id.0]);
    let operations = api.operations.iter();
    let used = operations.flat_map(|operation| operation.request_schemas().chain(operation.response_schemas()));
    let wanted = api.reachable(components.into_iter().chain(used));
    let mut moved = vec![SchemaId(0); api.schemas.len()];
    let mut kept = Vec::with_capacity(api.schemas.len());
    for (index, schema) in std::mem::take(&mut api.schemas).into_iter().enumerate() {
        if wanted[index] {
            moved[index] = SchemaId(kept.len());
            kept.push(schema);
        }
    }
    api.schemas = kept;
    api.examples.retain(|example| wanted[example.schema.0]);
    api.mentions_mut().for_each(|id| *id = moved[id.0]);
}

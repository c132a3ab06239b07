//! Schemas of one name become one type where they are equal, and are told apart where they are not.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Operation, Origin, Rest, SchemaId, Shape, SpecName};
use crate::diagnostic::{Diagnostics, Problem};
use crate::place::SourceId;
use crate::source::Sources;

/// Merges equal schemas of one name, over all documents, and renames those that differ.
///
/// "Equal" means: the same values on the wire. Words do not count; those of the first stay.
pub(super) fn merge_schemas(api: &mut Api, sources: &Sources, diagnostics: &mut Diagnostics) {
    let mut known: BTreeMap<String, Vec<SchemaId>> = BTreeMap::new();
    let mut same_as: Vec<usize> = (0..api.schemas.len()).collect();
    // Components first: where a titled schema equals a component, the component's words stay.
    let components = (0..api.schemas.len()).filter(|&id| matches!(api.schemas[id].origin, Origin::Component(_)));
    let titled = (0..api.schemas.len()).filter(|&id| matches!(api.schemas[id].origin, Origin::Title(_)));
    let order: Vec<_> = components.chain(titled).map(SchemaId).collect();
    for id in order {
        let (Origin::Component(name) | Origin::Title(name)) = &api.schema(id).origin else { continue };
        let name = name.clone();
        let ones = known.entry(name.0.clone()).or_default();
        if let Some(one) = ones.iter().copied().find(|&one| equal(api, one, id, &mut BTreeSet::new())) {
            same_as[id.0] = one.0;
            continue;
        }
        if let Some(&first) = ones.first()
            && matches!(api.schema(id).origin, Origin::Component(_))
            && is_named(api, id)
        {
            let at = api.schema(id).at.clone();
            let told_apart = format!("{} {name}", stem(sources, at.source));
            let first = api.schema(first).at.clone();
            diagnostics.push_related(
                at,
                Problem::SchemaConflict { name: name.0.clone(), renamed: told_apart.clone() },
                first,
                "first described here".to_owned(),
            );
            api.schemas[id.0].origin = Origin::Component(SpecName(told_apart));
        }
        ones.push(id);
    }
    compact(api, &same_as);
}

/// A short name for a source: its file's name up to the first dot.
pub(super) fn stem(sources: &Sources, source: SourceId) -> String {
    let name = sources.name(source);
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.split('.').find(|part| !part.is_empty()).unwrap_or("other").to_owned()
}

/// Whether a schema gets a type of its own.
fn is_named(api: &Api, id: SchemaId) -> bool {
    matches!(api.schema(id).shape, Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_))
}

/// Whether two schemas have the same values. A pair that is already under question is taken as equal: so recursion ends.
fn equal(api: &Api, one: SchemaId, other: SchemaId, assumed: &mut BTreeSet<(SchemaId, SchemaId)>) -> bool {
    let (one, one_null) = api.resolve(one);
    let (other, other_null) = api.resolve(other);
    if one == other {
        return one_null == other_null;
    }
    if one_null != other_null {
        return false;
    }
    if !assumed.insert((one, other)) {
        return true;
    }
    match (&api.schema(one).shape, &api.schema(other).shape) {
        (Shape::List(one), Shape::List(other)) | (Shape::Map(one), Shape::Map(other)) => {
            equal(api, *one, *other, assumed)
        }
        (Shape::Record(one), Shape::Record(other)) => {
            let rest = match (one.rest, other.rest) {
                (Rest::Ignored, Rest::Ignored) => true,
                (Rest::Kept(one), Rest::Kept(other)) => equal(api, one, other, assumed),
                (Rest::Ignored, Rest::Kept(_)) | (Rest::Kept(_), Rest::Ignored) => false,
            };
            rest && one.fields.len() == other.fields.len()
                && one.fields.iter().zip(&other.fields).all(|(one, other)| {
                    one.name == other.name
                        && one.required == other.required
                        && one.usage == other.usage
                        && equal(api, one.schema, other.schema, assumed)
                })
        }
        (Shape::Union(one), Shape::Union(other)) => {
            one.kind == other.kind
                && one.discriminator == other.discriminator
                && one.variants.len() == other.variants.len()
                && one
                    .variants
                    .iter()
                    .zip(&other.variants)
                    .all(|(one, other)| one.tags == other.tags && equal(api, one.schema, other.schema, assumed))
        }
        (one, other) => one == other,
    }
}

/// Drops the schemas that another one stands for and those that nothing leads to any more, and closes the ranks.
fn compact(api: &mut Api, same_as: &[usize]) {
    let mut wanted = vec![false; api.schemas.len()];
    let mut waiting: Vec<usize> =
        (0..api.schemas.len()).filter(|&id| matches!(api.schemas[id].origin, Origin::Component(_))).collect();
    for operation in &mut api.operations {
        operation_schemas(operation, |id| waiting.push(id.0));
    }
    while let Some(index) = waiting.pop() {
        let index = same_as[index];
        if !std::mem::replace(&mut wanted[index], true) {
            children(&mut api.schemas[index].shape, |id| waiting.push(id.0));
        }
    }
    let mut moved = vec![SchemaId(0); api.schemas.len()];
    let mut kept = Vec::with_capacity(api.schemas.len());
    for (index, schema) in std::mem::take(&mut api.schemas).into_iter().enumerate() {
        if wanted[index] {
            moved[index] = SchemaId(kept.len());
            kept.push(schema);
        }
    }
    api.examples.retain(|example| wanted[same_as[example.schema.0]]);
    // `same_as` points at a schema that stands for itself: one step is enough.
    let moved: Vec<SchemaId> = same_as.iter().map(|&target| moved[target]).collect();
    api.schemas = kept;
    let mut renumber = |id: &mut SchemaId| *id = moved[id.0];
    for schema in &mut api.schemas {
        if let Origin::Part(of, _) | Origin::Input(of) = &mut schema.origin {
            renumber(of);
        }
        children(&mut schema.shape, &mut renumber);
    }
    for operation in &mut api.operations {
        operation_schemas(operation, &mut renumber);
    }
    api.examples.iter_mut().for_each(|example| renumber(&mut example.schema));
}

/// The schemas that a shape is made of.
pub(super) fn children(shape: &mut Shape, mut visit: impl FnMut(&mut SchemaId)) {
    match shape {
        Shape::List(id) | Shape::Map(id) | Shape::Alias(id) => visit(id),
        Shape::Record(record) => {
            record.fields.iter_mut().for_each(|field| visit(&mut field.schema));
            if let Rest::Kept(id) = &mut record.rest {
                visit(id);
            }
        }
        Shape::Union(union) => union.variants.iter_mut().for_each(|variant| visit(&mut variant.schema)),
        Shape::Any | Shape::Boolean | Shape::Integer(_) | Shape::Number(_) | Shape::Text(_) | Shape::Enumeration(_) => {
        }
    }
}

fn operation_schemas(operation: &mut Operation, mut visit: impl FnMut(&mut SchemaId)) {
    request_schemas(operation, &mut visit);
    response_schemas(operation, &mut visit);
}

/// The schemas of an operation's arguments and body.
pub(super) fn request_schemas(operation: &mut Operation, mut visit: impl FnMut(&mut SchemaId)) {
    operation.parameters.iter_mut().for_each(|parameter| visit(&mut parameter.schema));
    let content = operation.body.iter_mut().flat_map(|body| &mut body.content);
    content.filter_map(|media| media.schema.as_mut()).for_each(&mut visit);
}

/// The schemas of an operation's responses.
pub(super) fn response_schemas(operation: &mut Operation, mut visit: impl FnMut(&mut SchemaId)) {
    for response in &mut operation.responses {
        response.headers.iter_mut().for_each(|header| visit(&mut header.schema));
        response.content.iter_mut().filter_map(|media| media.schema.as_mut()).for_each(&mut visit);
    }
}

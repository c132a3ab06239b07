//! What holds of the whole crate: what its types can do, where recursion needs a box, which types are sent.

mod needs;
mod package;
mod wrapper;

use std::collections::{BTreeMap, BTreeSet};

use self::needs::Needs;
pub use self::package::Package;
pub(crate) use self::wrapper::{Wrapper, decimal_form, read_form};
use crate::api::{
    Api, EnumValue, Enumeration, Media, MediaKind, MemberEncoding, Number, Operation, Rest, Schema, SchemaId, Shape,
    Text,
};

/// The compiler's own limit of types in each other.
const LIMIT: usize = 128;

/// What was found out about the schemas.
#[derive(Debug)]
pub(crate) struct Facts {
    inexact: Vec<bool>,
    boxed: BTreeSet<(SchemaId, usize)>,
    sent: Vec<bool>,
    tags: BTreeMap<SchemaId, BTreeSet<String>>,
    multipart: BTreeMap<SchemaId, Vec<MemberEncoding>>,
    deepest: usize,
    deprecated: bool,
    pub(crate) needs: Needs,
}

impl Facts {
    /// Whether equality of the type is total, so that it is `Eq` and `Hash`: it holds no floating-point number.
    pub(crate) fn is_eq(&self, id: SchemaId) -> bool {
        !self.inexact[id.0]
    }

    /// Whether the field or variant closes a cycle of types that hold each other by value.
    pub(crate) fn is_boxed(&self, id: SchemaId, part: usize) -> bool {
        self.boxed.contains(&(id, part))
    }

    /// Whether a union that the record is an alternative of writes this member itself: its tag.
    pub(crate) fn is_tag(&self, id: SchemaId, member: &str) -> bool {
        self.tags.get(&id).is_some_and(|tags| tags.contains(member))
    }

    /// Where a record is a body of several parts: how the document wants some of them.
    pub(crate) fn multipart(&self, id: SchemaId) -> Option<&[MemberEncoding]> {
        self.multipart.get(&id).map(Vec::as_slice)
    }

    /// How many types the compiler may meet in each other, where that is beyond what it follows by itself.
    pub(crate) fn recursion_limit(&self) -> Option<usize> {
        // It counts the `Option` or `Vec` around a type too.
        (self.deepest > LIMIT / 2).then(|| (self.deepest * 2 + LIMIT).next_multiple_of(LIMIT))
    }

    /// Whether the document calls anything deprecated.
    pub(crate) fn has_deprecated(&self) -> bool {
        self.deprecated
    }

    /// Whether the type is part of a request's body.
    pub(crate) fn is_sent(&self, id: SchemaId) -> bool {
        self.sent[id.0]
    }
}

/// Looks at every schema.
pub(crate) fn find(api: &Api) -> Facts {
    let count = api.schemas.len();
    let inexact = spread(
        api,
        |shape| match shape {
            Shape::Number(Number::F64) | Shape::Any | Shape::Union(_) => true,
            Shape::Enumeration(list) => is_mixed(list),
            _ => false,
        },
        |shape, visit| {
            parts(shape, visit);
        },
    );
    let mut sent = vec![false; count];
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let bodies = bodies.flat_map(|body| &body.content).filter_map(|media: &Media| media.schema);
    let parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
    let mut waiting: Vec<SchemaId> = bodies.chain(parameters.map(|parameter| parameter.schema)).collect();
    while let Some(id) = waiting.pop() {
        if !std::mem::replace(&mut sent[id.0], true) {
            parts(&api.schema(id).shape, &mut |part| waiting.push(part));
        }
    }
    Facts {
        inexact,
        boxed: boxes(api),
        sent,
        tags: tags(api),
        multipart: multipart(api),
        deepest: deepest(api),
        deprecated: has_deprecated(api),
        needs: Needs::of(api),
    }
}

/// Whether the document calls anything deprecated.
fn has_deprecated(api: &Api) -> bool {
    let of_schema = |schema: &Schema| {
        let of_field = match &schema.shape {
            Shape::Record(record) => record.fields.iter().any(|field| field.docs.deprecated),
            _ => false,
        };
        schema.docs.deprecated || of_field
    };
    let of_operation = |operation: &Operation| {
        operation.docs.deprecated || operation.parameters.iter().any(|parameter| parameter.docs.deprecated)
    };
    api.schemas.iter().any(of_schema) || api.operations.iter().any(of_operation)
}

/// The records that are bodies of several parts.
fn multipart(api: &Api) -> BTreeMap<SchemaId, Vec<MemberEncoding>> {
    let mut records = BTreeMap::new();
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    for media in bodies.flat_map(|body| &body.content).filter(|media| media.kind == MediaKind::Multipart) {
        if let Some(schema) = media.schema {
            records.entry(api.resolve(schema).0).or_insert_with(|| media.encoding.clone());
        }
    }
    records
}

/// The tags of the unions that each schema is an alternative of.
fn tags(api: &Api) -> BTreeMap<SchemaId, BTreeSet<String>> {
    let mut tags: BTreeMap<SchemaId, BTreeSet<String>> = BTreeMap::new();
    for schema in &api.schemas {
        if let Shape::Union(union) = &schema.shape
            && let Some(discriminator) = &union.discriminator
        {
            for variant in &union.variants {
                tags.entry(api.resolve(variant.schema).0).or_default().insert(discriminator.property.0.clone());
            }
        }
    }
    tags
}

/// The schemas for which `start` holds, and all that lead to one through `step`.
fn spread(api: &Api, start: impl Fn(&Shape) -> bool, step: impl Fn(&Shape, &mut dyn FnMut(SchemaId))) -> Vec<bool> {
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); api.schemas.len()];
    let mut found = vec![false; api.schemas.len()];
    let mut waiting = Vec::new();
    for (index, schema) in api.schemas.iter().enumerate() {
        step(&schema.shape, &mut |part| users[part.0].push(index));
        if start(&schema.shape) {
            waiting.push(index);
        }
    }
    while let Some(index) = waiting.pop() {
        if !std::mem::replace(&mut found[index], true) {
            waiting.extend(&users[index]);
        }
    }
    found
}

/// Whether the values are neither all texts nor all whole numbers.
fn is_mixed(enumeration: &Enumeration) -> bool {
    let all = |is: fn(&EnumValue) -> bool| enumeration.values.iter().all(is);
    !all(|value| matches!(value, EnumValue::Text(_))) && !all(|value| matches!(value, EnumValue::Integer(_)))
}

/// Whether a body is octets although its media type alone would not say so.
pub(crate) fn is_octets(api: &Api, media: &Media) -> bool {
    media.schema.is_some_and(|schema| matches!(api.shape(schema), Shape::Text(Text::Binary)))
}

/// Every schema that one shape names.
fn parts(shape: &Shape, visit: &mut dyn FnMut(SchemaId)) {
    match shape {
        Shape::List(id) | Shape::Map(id) | Shape::Alias(id) => visit(*id),
        Shape::Record(record) => {
            record.fields.iter().for_each(|field| visit(field.schema));
            if let Rest::Kept(id) = record.rest {
                visit(id);
            }
        }
        Shape::Union(union) => union.variants.iter().for_each(|variant| visit(variant.schema)),
        Shape::Any | Shape::Boolean | Shape::Integer(_) | Shape::Number(_) | Shape::Text(_) | Shape::Enumeration(_) => {
        }
    }
}

/// The fields and variants that close a cycle of containment by value: the back edges of one walk, depth first.
fn boxes(api: &Api) -> BTreeSet<(SchemaId, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = vec![Mark::New; api.schemas.len()];
    let mut boxed = BTreeSet::new();
    for start in 0..api.schemas.len() {
        // Depth first without recursion: each entry is a schema and the part to look at next.
        let mut path = vec![(SchemaId(start), 0)];
        while let Some((id, next)) = path.pop() {
            if next == 0 {
                if marks[id.0] != Mark::New {
                    continue;
                }
                marks[id.0] = Mark::Open;
            }
            let Some(part) = by_value(&api.schema(id).shape, next) else {
                marks[id.0] = Mark::Done;
                continue;
            };
            path.push((id, next + 1));
            let (part, _) = api.resolve(part);
            match marks[part.0] {
                Mark::New => path.push((part, 0)),
                Mark::Open => {
                    boxed.insert((id, next));
                }
                Mark::Done => {}
            }
        }
    }
    boxed
}

/// How many types hold each other at most, as the compiler goes when it asks what is true of all they hold; a type that holds
/// itself is not asked twice.
fn deepest(api: &Api) -> usize {
    let mut depths: Vec<Option<usize>> = vec![None; api.schemas.len()];
    for start in 0..api.schemas.len() {
        // Depth first without recursion: each entry is a schema, and what it holds that is still to be looked at.
        let mut path = vec![(SchemaId(start), None)];
        while let Some((id, held)) = path.pop() {
            match held {
                None if depths[id.0].is_some() => {}
                None => {
                    depths[id.0] = Some(1);
                    let mut held = Vec::new();
                    parts(&api.schema(id).shape, &mut |part| held.push(part));
                    path.push((id, Some(held.clone())));
                    path.extend(held.into_iter().map(|part| (part, None)));
                }
                Some(held) => {
                    let below = held.iter().filter_map(|part| depths[part.0]).max();
                    depths[id.0] = Some(below.unwrap_or_default() + 1);
                }
            }
        }
    }
    depths.into_iter().flatten().max().unwrap_or_default()
}

/// The schema that a shape's part holds by value. Lists and maps keep theirs elsewhere.
fn by_value(shape: &Shape, part: usize) -> Option<SchemaId> {
    match shape {
        Shape::Record(record) => record.fields.get(part).map(|field| field.schema),
        Shape::Union(union) => union.variants.get(part).map(|variant| variant.schema),
        _ => None,
    }
}

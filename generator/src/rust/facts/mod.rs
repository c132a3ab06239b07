//! Facts about the whole crate: what its types can do, which recursive types need a box, which
//! types are sent.

mod needs;
mod wrapper;

use std::collections::{BTreeMap, BTreeSet};

use self::needs::Needs;
pub(crate) use self::wrapper::{Wrapper, decimal_form, read_form};
use crate::api::{
    Api, EnumValue, Enumeration, Media, MediaKind, Number, Operation, PropertyEncoding, Schema, SchemaId, Shape, Text,
};

/// The compiler's default limit for nested types.
const LIMIT: usize = 128;

/// Facts about the schemas.
#[derive(Debug)]
pub(crate) struct Facts {
    inexact: Vec<bool>,
    boxed: BTreeSet<(SchemaId, usize)>,
    sent: Vec<bool>,
    tags: BTreeMap<SchemaId, BTreeSet<String>>,
    multipart: BTreeMap<SchemaId, Vec<PropertyEncoding>>,
    deepest: usize,
    deprecated: bool,
    pub(crate) needs: Needs,
}

impl Facts {
    /// Whether equality of the type is total because it holds no floating-point number. Then it is
    /// `Eq` and `Hash`.
    pub(crate) fn is_eq(&self, id: SchemaId) -> bool {
        !self.inexact[id.0]
    }

    /// Whether the field or variant closes a cycle of types that hold each other inline.
    pub(crate) fn is_boxed(&self, id: SchemaId, part: usize) -> bool {
        self.boxed.contains(&(id, part))
    }

    /// Whether a union with this record as an alternative writes the property itself, as its tag.
    pub(crate) fn is_tag(&self, id: SchemaId, property: &str) -> bool {
        self.tags.get(&id).is_some_and(|tags| tags.contains(property))
    }

    /// Returns how the document encodes properties of the record, if it is a multipart body.
    pub(crate) fn multipart(&self, id: SchemaId) -> Option<&[PropertyEncoding]> {
        self.multipart.get(&id).map(Vec::as_slice)
    }

    /// Returns the recursion limit that the crate needs, if it is above the compiler's default.
    pub(crate) fn recursion_limit(&self) -> Option<usize> {
        // The compiler also counts the `Option` or `Vec` around a type.
        (self.deepest > LIMIT / 2).then(|| (self.deepest * 2 + LIMIT).next_multiple_of(LIMIT))
    }

    /// Whether the document deprecates anything.
    pub(crate) fn has_deprecated(&self) -> bool {
        self.deprecated
    }

    /// Whether the type is part of a request body.
    pub(crate) fn is_sent(&self, id: SchemaId) -> bool {
        self.sent[id.0]
    }
}

/// Finds the facts about every schema.
pub(crate) fn find(api: &Api) -> Facts {
    let inexact = api.holding(|shape| match shape {
        Shape::Number(Number::F64) | Shape::Any | Shape::Union(_) => true,
        Shape::Enumeration(list) => is_mixed(list),
        _ => false,
    });
    Facts {
        inexact,
        boxed: api.closing_parts(Shape::part).into_iter().collect(),
        sent: api.reachable(api.operations.iter().flat_map(Operation::request_schemas)),
        tags: tags(api),
        multipart: multipart(api),
        deepest: api.depth(),
        deprecated: has_deprecated(api),
        needs: Needs::of(api),
    }
}

/// Whether the document deprecates anything.
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

/// Returns the records that are multipart bodies.
fn multipart(api: &Api) -> BTreeMap<SchemaId, Vec<PropertyEncoding>> {
    let mut records = BTreeMap::new();
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    for media in bodies.flat_map(|body| &body.content).filter(|media| media.kind == MediaKind::Multipart) {
        if let Some(schema) = media.schema {
            records.entry(api.resolve(schema).0).or_insert_with(|| media.encoding.clone());
        }
    }
    records
}

/// Returns, for each schema, the tags of the unions that have it as an alternative.
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

/// Whether the values are neither all strings nor all integers.
fn is_mixed(enumeration: &Enumeration) -> bool {
    let all = |is: fn(&EnumValue) -> bool| enumeration.values.iter().all(is);
    !all(|value| matches!(value, EnumValue::Text(_))) && !all(|value| matches!(value, EnumValue::Integer(_)))
}

/// Whether a body is bytes although its media type alone does not show it.
pub(crate) fn is_octets(api: &Api, media: &Media) -> bool {
    media.schema.is_some_and(|schema| matches!(api.shape(schema), Shape::Text(Text::Binary)))
}

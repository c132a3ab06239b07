//! Unions with alternatives that look alike: a value may match both, and nothing in it tells which
//! is meant.

use std::collections::BTreeSet;

use crate::api::{Api, EnumValue, Field, Origin, Record, Rest, Role, SchemaId, Shape, Union, UnionKind};
use crate::diagnostic::{Diagnostics, Problem};

/// Nested properties are compared down to this depth.
const DEEPEST: usize = 4;

/// Reports the first two alternatives of each union that cannot be told apart.
pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    let mut said = BTreeSet::new();
    for index in 0..api.schemas.len() {
        let Shape::Union(union) = &api.schemas[index].shape else { continue };
        let (found, several) = match overlap(api, union) {
            None => (several(api, union), true),
            found => (found, false),
        };
        let Some((one, other)) = found else { continue };
        let keyword = match union.kind {
            UnionKind::OneOf => "oneOf",
            UnionKind::AnyOf => "anyOf",
        };
        let [one, other] = [one, other].map(|part| alternative(api, union, part));
        let at = api.schemas[index].at.child(keyword);
        if said.insert(at.clone()) {
            diagnostics.push(
                at,
                match several {
                    true => Problem::SeveralAlternatives { one, other },
                    false => Problem::OverlappingAlternatives { one, other },
                },
            );
        }
    }
}

/// Returns the name of an alternative for a message: its own, or its number, counted from 1.
fn alternative(api: &Api, union: &Union, part: usize) -> String {
    match &api.schemas[union.variants[part].schema.0].origin {
        Origin::Component(name) | Origin::Title(name) | Origin::Part(_, Role::Property(name)) => name.to_string(),
        _ => (part + 1).to_string(),
    }
}

/// Returns the first two alternatives of an `anyOf` that an object can match at once although each
/// has properties that the other loses.
fn several(api: &Api, union: &Union) -> Option<(usize, usize)> {
    if union.kind == UnionKind::OneOf || union.discriminator.is_some() {
        return None;
    }
    let record = |part: usize| match api.shape(union.variants[part].schema) {
        Shape::Record(record) => Some(record),
        _ => None,
    };
    let (mut pairs, parts) = (Vec::new(), 0..union.variants.len());
    for other in parts {
        pairs.extend((0..other).map(|one| (one, other)));
    }
    pairs.into_iter().find(|&(one, other)| {
        let (Some(one), Some(other)) = (record(one), record(other)) else { return false };
        let lacks = |record: &Record, of: &Record| {
            let named = |field: &Field| of.fields.iter().any(|same| same.name == field.name);
            of.rest == Rest::Ignored && record.fields.iter().any(|field| !named(field))
        };
        let clash = one.fields.iter().any(|field| {
            let same = other.fields.iter().find(|same| same.name == field.name);
            same.is_some_and(|same| (field.required || same.required) && differ(api, field, same, 0))
        });
        !clash && lacks(one, other) && lacks(other, one)
    })
}

/// Returns the first two alternatives that only their shape tells apart, and whose shapes look
/// alike.
fn overlap(api: &Api, union: &Union) -> Option<(usize, usize)> {
    let shaped = |part: &usize| union.discriminator.is_none() || union.variants[*part].tags.is_empty();
    let shaped: Vec<usize> = (0..union.variants.len()).filter(shaped).collect();
    shaped.iter().enumerate().find_map(|(index, &other)| {
        let schema = |part: usize| union.variants[part].schema;
        let one = shaped[..index].iter().copied().find(|&one| alike(api, schema(one), schema(other), 0))?;
        Some((one, other))
    })
}

/// Whether a value can match both schemas and would be read differently by them.
fn alike(api: &Api, one: SchemaId, other: SchemaId, depth: usize) -> bool {
    let [one, other] = [one, other].map(|id| api.resolve(id).0);
    match (&api.schema(one).shape, &api.schema(other).shape) {
        (Shape::Record(one), Shape::Record(other)) => alike_records(api, one, other, depth),
        (Shape::List(one), Shape::List(other)) | (Shape::Map(one), Shape::Map(other)) => {
            depth < DEEPEST && alike(api, *one, *other, depth + 1)
        }
        (Shape::Union(union), _) => {
            depth < DEEPEST
                && union.discriminator.is_none()
                && union.variants.iter().any(|one| alike(api, one.schema, other, depth + 1))
        }
        (_, Shape::Union(union)) => {
            depth < DEEPEST
                && union.discriminator.is_none()
                && union.variants.iter().any(|other| alike(api, one, other.schema, depth + 1))
        }
        // Plain values have the same text whichever type reads them.
        _ => false,
    }
}

fn alike_records(api: &Api, one: &Record, other: &Record, depth: usize) -> bool {
    let find = |record: &'_ Record, name: &str| record.fields.iter().position(|field| field.name.as_str() == name);
    let mut shared = false;
    for field in &one.fields {
        let Some(same) = find(other, field.name.as_str()).map(|place| &other.fields[place]) else {
            if field.required {
                return false;
            }
            continue;
        };
        let differ = differ(api, field, same, depth);
        // A property with different listed values serves as a tag whenever it is present.
        let is_tag = differ && (is_listed(api, field) && is_listed(api, same));
        if field.required != same.required || is_tag || (field.required && differ) {
            return false;
        }
        shared |= !differ;
    }
    let missing = other.fields.iter().any(|field| field.required && find(one, field.name.as_str()).is_none());
    shared && !missing
}

/// Whether the document lists the values of the property.
fn is_listed(api: &Api, field: &Field) -> bool {
    let shape = api.shape(field.schema);
    field.constant.is_some() || matches!(shape, Shape::Enumeration(_))
}

/// Whether no value is valid for both properties.
fn differ(api: &Api, one: &Field, other: &Field, depth: usize) -> bool {
    if let (Some(one), Some(other)) = (&one.constant, &other.constant) {
        return one != other;
    }
    disjoint(api, one.schema, other.schema, depth)
}

/// Whether no value is valid for both schemas.
fn disjoint(api: &Api, one: SchemaId, other: SchemaId, depth: usize) -> bool {
    let [one, other] = [one, other].map(|id| api.resolve(id).0);
    let (one, other) = (&api.schema(one).shape, &api.schema(other).shape);
    if let (Shape::Enumeration(one), Shape::Enumeration(other)) = (one, other) {
        return !one.values.iter().any(|value| other.values.contains(value));
    }
    match (one, other) {
        (Shape::List(one), Shape::List(other)) | (Shape::Map(one), Shape::Map(other)) => {
            depth < DEEPEST && disjoint(api, *one, *other, depth + 1)
        }
        (Shape::Record(one), Shape::Record(other)) => depth < DEEPEST && one_lacks(api, one, other, depth),
        _ => !kinds(one).iter().any(|kind| kinds(other).contains(kind)),
    }
}

/// Whether no value of the second record can be read as the first, which is tried first and ignores
/// properties that it does not declare.
fn one_lacks(api: &Api, one: &Record, other: &Record, depth: usize) -> bool {
    one.fields.iter().filter(|field| field.required).any(|field| {
        match other.fields.iter().find(|same| same.name == field.name) {
            Some(same) => same.required && differ(api, field, same, depth + 1),
            None => true,
        }
    })
}

/// Returns the kinds of JSON values that a shape accepts.
fn kinds(shape: &Shape) -> &'static [&'static str] {
    match shape {
        Shape::Any | Shape::Union(_) | Shape::Alias(_) => &["text", "number", "boolean", "list", "object"],
        Shape::Boolean => &["boolean"],
        Shape::Integer(_) | Shape::Number(_) => &["number"],
        Shape::Text(_) => &["text"],
        Shape::Enumeration(list) => match list.values.first() {
            Some(EnumValue::Text(_)) if list.values.iter().all(|value| matches!(value, EnumValue::Text(_))) => {
                &["text"]
            }
            Some(EnumValue::Integer(_)) if list.values.iter().all(|value| matches!(value, EnumValue::Integer(_))) => {
                &["number"]
            }
            _ => &["text", "number", "boolean", "list", "object"],
        },
        Shape::List(_) => &["list"],
        Shape::Map(_) | Shape::Record(_) => &["object"],
    }
}

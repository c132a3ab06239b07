//! Unions of which two alternatives look alike: a value may be either, and nothing in it tells
//! which.

use std::collections::BTreeSet;

use crate::api::{Api, EnumValue, Field, Origin, Record, Rest, Role, SchemaId, Shape, Union, UnionKind};
use crate::diagnostic::{Diagnostics, Problem};

/// Members of members are looked at so deep.
const DEEPEST: usize = 4;

/// Says of each union which alternatives nothing tells apart: the first two of them.
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

/// What an alternative is called in a message: its own name, or its place, counted from 1.
fn alternative(api: &Api, union: &Union, part: usize) -> String {
    match &api.schemas[union.variants[part].schema.0].origin {
        Origin::Component(name) | Origin::Title(name) | Origin::Part(_, Role::Property(name)) => name.to_string(),
        _ => (part + 1).to_string(),
    }
}

/// The first two alternatives of an `anyOf` that an object may be at once, of which each has
/// members that the other loses.
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

/// The first two alternatives that are chosen by their shape and that nothing tells apart.
fn overlap(api: &Api, union: &Union) -> Option<(usize, usize)> {
    let shaped = |part: &usize| union.discriminator.is_none() || union.variants[*part].tags.is_empty();
    let shaped: Vec<usize> = (0..union.variants.len()).filter(shaped).collect();
    shaped.iter().enumerate().find_map(|(index, &other)| {
        let schema = |part: usize| union.variants[part].schema;
        let one = shaped[..index].iter().copied().find(|&one| alike(api, schema(one), schema(other), 0))?;
        Some((one, other))
    })
}

/// Whether a value that says something may be of both schemas, and is not the same in both.
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
        // Of plain values the text is the same, whichever type reads it.
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
        // What is meant to tell them apart does, wherever it is there.
        let is_tag = differ && (is_listed(api, field) && is_listed(api, same));
        if field.required != same.required || is_tag || (field.required && differ) {
            return false;
        }
        shared |= !differ;
    }
    let missing = other.fields.iter().any(|field| field.required && find(one, field.name.as_str()).is_none());
    shared && !missing
}

/// Whether a member's values are listed.
fn is_listed(api: &Api, field: &Field) -> bool {
    let shape = api.shape(field.schema);
    field.constant.is_some() || matches!(shape, Shape::Enumeration(_))
}

/// Whether no value is of both members.
fn differ(api: &Api, one: &Field, other: &Field, depth: usize) -> bool {
    if let (Some(one), Some(other)) = (&one.constant, &other.constant) {
        return one != other;
    }
    disjoint(api, one.schema, other.schema, depth)
}

/// Whether no value is of both schemas.
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

/// Whether a value of the second record can be none of the first: it is read first, whatever it
/// does not name being passed over.
fn one_lacks(api: &Api, one: &Record, other: &Record, depth: usize) -> bool {
    one.fields.iter().filter(|field| field.required).any(|field| {
        match other.fields.iter().find(|same| same.name == field.name) {
            Some(same) => same.required && differ(api, field, same, depth + 1),
            None => true,
        }
    })
}

/// The kinds of JSON values that a shape takes.
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

//! Requests and responses: properties that travel in one direction only leave the types of the other (OpenAPI 3.0, `readOnly` and
//! `writeOnly`).
//!
//! A schema of one direction loses the other's properties. One of both directions becomes two types where that makes a difference, and so does
//! whatever holds it: the response's keeps the name.

use super::merge::{children, request_schemas, response_schemas};
use crate::api::{Api, Example, Origin, Schema, SchemaId, Shape, Usage};

/// Gives each schema the properties of the direction in which it travels, and makes two of those that differ.
pub(super) fn split_directions(api: &mut Api) {
    let sent = reached(api, |api, visit| api.operations.iter_mut().for_each(|one| request_schemas(one, &mut *visit)));
    let received =
        reached(api, |api, visit| api.operations.iter_mut().for_each(|one| response_schemas(one, &mut *visit)));
    let differs = differing(api);
    let mut inputs: Vec<SchemaId> = (0..api.schemas.len()).map(SchemaId).collect();
    let mut copies = Vec::new();
    for (index, input) in inputs.iter_mut().enumerate() {
        if sent[index] && received[index] && differs[index] {
            *input = SchemaId(api.schemas.len() + copies.len());
            copies.push(index);
        }
    }
    let made: Vec<Schema> = copies.iter().map(|&index| copy(api, SchemaId(index), &inputs)).collect();
    for (index, schema) in api.schemas.iter_mut().enumerate() {
        match (sent[index], received[index]) {
            (true, false) => {
                children(&mut schema.shape, |id| *id = inputs[id.0]);
                leave_out(&mut schema.shape, Usage::ReadOnly);
            }
            (false, true) | (true, true) if differs[index] => leave_out(&mut schema.shape, Usage::WriteOnly),
            _ => {}
        }
    }
    api.schemas.extend(made);
    // A value that the document shows is one of both types.
    let of_inputs = api.examples.iter().filter(|example| inputs[example.schema.0] != example.schema);
    let of_inputs: Vec<_> = of_inputs.map(|one| Example { schema: inputs[one.schema.0], ..one.clone() }).collect();
    api.examples.extend(of_inputs);
    for operation in &mut api.operations {
        request_schemas(operation, |id| *id = inputs[id.0]);
    }
}

/// The request's half of a schema that differs.
fn copy(api: &Api, id: SchemaId, inputs: &[SchemaId]) -> Schema {
    let mut schema = api.schema(id).clone();
    schema.origin = match schema.origin {
        Origin::Part(of, role) if inputs[of.0] != of => Origin::Part(inputs[of.0], role),
        _ => Origin::Input(id),
    };
    children(&mut schema.shape, |part| *part = inputs[part.0]);
    leave_out(&mut schema.shape, Usage::ReadOnly);
    schema
}

fn leave_out(shape: &mut Shape, usage: Usage) {
    if let Shape::Record(record) = shape {
        record.fields.retain(|field| field.usage != usage);
    }
}

/// The schemas that `start` visits, and all that they are made of.
fn reached(api: &mut Api, start: impl Fn(&mut Api, &mut dyn FnMut(&mut SchemaId))) -> Vec<bool> {
    let mut found = vec![false; api.schemas.len()];
    let mut waiting = Vec::new();
    start(api, &mut |id| waiting.push(id.0));
    while let Some(index) = waiting.pop() {
        if !std::mem::replace(&mut found[index], true) {
            children(&mut api.schemas[index].shape, |id| waiting.push(id.0));
        }
    }
    found
}

/// The schemas that have a property of one direction, and all that hold one of them.
fn differing(api: &mut Api) -> Vec<bool> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); api.schemas.len()];
    let mut waiting = Vec::new();
    for (index, schema) in api.schemas.iter_mut().enumerate() {
        children(&mut schema.shape, |id| holders[id.0].push(index));
        if let Shape::Record(record) = &schema.shape
            && record.fields.iter().any(|field| field.usage != Usage::Both)
        {
            waiting.push(index);
        }
    }
    let mut found = vec![false; api.schemas.len()];
    while let Some(index) = waiting.pop() {
        if !std::mem::replace(&mut found[index], true) {
            waiting.extend(&holders[index]);
        }
    }
    found
}

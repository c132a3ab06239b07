//! Separates the types of requests and responses (OpenAPI 3.0, `readOnly` and `writeOnly`).
//!
//! A schema that only requests use loses its `readOnly` properties, and one that only responses use
//! its `writeOnly` properties. A schema that both use becomes two if they differ, and so does every
//! schema that refers to it; the one for responses keeps the name.

use crate::api::{Api, Example, Operation, Origin, Schema, SchemaId, Shape, Usage};

/// Gives each schema the properties of the direction that uses it, and splits those that differ
/// between the two.
pub(super) fn split(api: &mut Api) {
    let sent = api.reachable(api.operations.iter().flat_map(Operation::request_schemas));
    let received = api.reachable(api.operations.iter().flat_map(Operation::response_schemas));
    let differs = api.holding(
        |shape| matches!(shape, Shape::Record(record) if record.fields.iter().any(|field| field.usage != Usage::Both)),
    );
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
                schema.shape.children_mut().for_each(|id| *id = inputs[id.0]);
                leave_out(&mut schema.shape, Usage::ReadOnly);
            }
            (false, true) | (true, true) if differs[index] => leave_out(&mut schema.shape, Usage::WriteOnly),
            _ => {}
        }
    }
    api.schemas.extend(made);
    // A value that the document shows is a value of both types.
    let of_inputs = api.examples.iter().filter(|example| inputs[example.schema.0] != example.schema);
    let of_inputs: Vec<_> = of_inputs.map(|one| Example { schema: inputs[one.schema.0], ..one.clone() }).collect();
    api.examples.extend(of_inputs);
    for operation in &mut api.operations {
        operation.request_schemas_mut().for_each(|id| *id = inputs[id.0]);
    }
}

/// Returns a copy of a schema with the properties of requests.
fn copy(api: &Api, id: SchemaId, inputs: &[SchemaId]) -> Schema {
    let mut schema = api.schema(id).clone();
    schema.origin = match schema.origin {
        Origin::Part(of, role) if inputs[of.0] != of => Origin::Part(inputs[of.0], role),
        _ => Origin::Input(id),
    };
    schema.shape.children_mut().for_each(|part| *part = inputs[part.0]);
    leave_out(&mut schema.shape, Usage::ReadOnly);
    schema
}

fn leave_out(shape: &mut Shape, usage: Usage) {
    if let Shape::Record(record) = shape {
        record.fields.retain(|field| field.usage != usage);
    }
}

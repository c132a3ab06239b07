//! A union that is an alternative of itself, at once or through others, could be read for ever.

use std::collections::BTreeSet;

use crate::api::{Api, Shape, UnionKind};
use crate::diagnostic::{Diagnostics, Problem};

/// Leaves out the alternatives that close a cycle of unions.
pub(super) fn break_cycles(api: &mut Api, diagnostics: &mut Diagnostics) {
    let closing = api.closing_parts(|shape, part| match shape {
        Shape::Union(_) => shape.part(part),
        _ => None,
    });
    for (id, _) in &closing {
        let Shape::Union(union) = &api.schema(*id).shape else { continue };
        let keyword = match union.kind {
            UnionKind::OneOf => "oneOf",
            UnionKind::AnyOf => "anyOf",
        };
        let because = "an alternative is the schema itself".to_owned();
        let problem = Problem::UnsupportedSchema { keyword: keyword.to_owned(), because };
        diagnostics.push(api.schema(*id).at.child(keyword), problem);
    }
    // The last alternatives first, so that those before them stay where they are.
    for (id, part) in BTreeSet::from_iter(closing).into_iter().rev() {
        let shape = &mut api.schemas[id.0].shape;
        if let Shape::Union(union) = shape {
            union.variants.remove(part);
            if union.variants.is_empty() {
                *shape = Shape::Any;
            }
        }
    }
}

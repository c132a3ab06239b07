//! A union must not be an alternative of itself, directly or through others: reading it would not
//! end.

use std::collections::BTreeSet;

use crate::api::{Api, Shape, UnionKind};
use crate::diagnostic::{Diagnostics, Problem, Untyped};

/// Removes the alternatives that close a cycle of unions.
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
        let because = Untyped::OwnAlternative;
        let problem = Problem::UnsupportedSchema { keyword: keyword.to_owned(), because };
        diagnostics.push(api.schema(*id).at.child(keyword), problem);
    }
    // From the back, so that the remaining indices stay valid.
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

#[cfg(test)]
mod tests {
    use super::break_cycles;
    use crate::api::{Api, Docs, Origin, Schema, SchemaId, Shape, Union, UnionKind, Variant};
    use crate::diagnostic::Diagnostics;
    use crate::place::{At, SourceId};

    fn union(key: &str, parts: &[usize]) -> Schema {
        let variants = parts.iter().map(|&part| Variant { schema: SchemaId(part), tags: Vec::new() }).collect();
        Schema {
            at: At::root(SourceId(0)).child(key),
            origin: Origin::Component(key.into()),
            docs: Docs::default(),
            nullable: false,
            shape: Shape::Union(Union { kind: UnionKind::OneOf, variants, discriminator: None }),
        }
    }

    #[test]
    fn only_what_closes_a_cycle_is_left_out() {
        let schemas = vec![union("a", &[0, 1, 0]), union("b", &[0]), union("c", &[1, 0])];
        let mut api = Api { schemas, ..Api::default() };
        let mut diagnostics = Diagnostics::new();
        break_cycles(&mut api, &mut diagnostics);
        let children = |index: usize| api.schemas[index].shape.children().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!(children(0), [1]);
        assert_eq!(api.schemas[1].shape, Shape::Any);
        // `b` is left without alternatives, so it does not count as a cycle of `c`.
        assert_eq!(children(2), [1, 0]);
        let said: Vec<_> = diagnostics.iter().map(|one| one.at.pointer.as_str()).collect();
        assert_eq!(said, ["/a/oneOf", "/b/oneOf", "/a/oneOf"]);
    }
}

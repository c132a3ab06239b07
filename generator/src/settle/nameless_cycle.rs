//! Lists, maps and bare references have no names in Rust, so they must not contain themselves.

use crate::api::{Api, Docs, Origin, Role, Schema, SchemaId, Shape};
use crate::diagnostic::{Diagnostics, Problem, Untyped};

/// Makes the schemas of a chain of bare references that returns to itself untyped, because such a
/// chain has no values.
///
/// A cycle of nothing but references, lists and maps has no name in Rust either: `Vec<Vec<Vec<…`
/// never ends. Its last list or map then holds untyped values.
pub(super) fn break_cycles(api: &mut Api, diagnostics: &mut Diagnostics) {
    for start in (0..api.schemas.len()).map(SchemaId) {
        let mut seen = vec![start];
        let mut at = start;
        while let Some(next) = api.schema(at).shape.nameless() {
            if let Some(from) = seen.iter().position(|&link| link == next) {
                break_cycle(api, &seen[from..], diagnostics);
                break;
            }
            seen.push(next);
            at = next;
        }
    }
}

fn break_cycle(api: &mut Api, links: &[SchemaId], diagnostics: &mut Diagnostics) {
    let is_alias = |link: &&SchemaId| matches!(api.schema(**link).shape, Shape::Alias(_));
    let Some(&last) = links.iter().rfind(|link| !is_alias(link)) else {
        let names = links.iter().map(|&link| api.schema(link).at.pointer.to_string()).collect();
        let place = api.schema(links[0]).at.clone();
        for &link in links {
            api.schemas[link.0].shape = Shape::Any;
        }
        diagnostics.push(place, Problem::ReferenceCycle { names });
        return;
    };
    hold_untyped(api, last, Untyped::OnlyItself, diagnostics);
}

/// Makes the values of a list or map untyped.
pub(super) fn hold_untyped(api: &mut Api, holder: SchemaId, because: Untyped, diagnostics: &mut Diagnostics) {
    let (keyword, role, shape): (_, _, fn(SchemaId) -> Shape) = match api.schema(holder).shape {
        Shape::Map(_) => ("additionalProperties", Role::Value, Shape::Map),
        _ => ("items", Role::Item, Shape::List),
    };
    let at = api.schema(holder).at.child(keyword);
    let untyped = SchemaId(api.schemas.len());
    let origin = Origin::Part(holder, role);
    api.schemas.push(Schema { at: at.clone(), origin, docs: Docs::default(), nullable: false, shape: Shape::Any });
    api.schemas[holder.0].shape = shape(untyped);
    diagnostics.push(at, Problem::UnsupportedSchema { keyword: keyword.to_owned(), because });
}

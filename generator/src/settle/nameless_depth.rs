//! Lists and maps have no names in Rust, so they must not nest too deeply.

use super::nameless_cycle::hold_untyped;
use crate::api::{Api, SchemaId, Shape};
use crate::diagnostic::{Diagnostics, Untyped};

/// The most levels of nested lists and maps that a type has. The compiler's limit is 128, but it
/// counts several for each level.
const DEEPEST: usize = 24;

/// Limits the depth of nested lists and maps, because the compiler rejects a type that nests too
/// deeply. The innermost levels are kept; a list or map above them holds untyped values.
pub(super) fn cut(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut depths: Vec<Option<usize>> = vec![None; api.schemas.len()];
    for start in 0..depths.len() {
        let mut path = Vec::new();
        let mut at = SchemaId(start);
        let mut depth = loop {
            if let Some(known) = depths[at.0] {
                break known;
            }
            let Some(next) = api.schema(at).shape.nameless() else { break 0 };
            path.push(at);
            at = next;
        };
        for holder in path.into_iter().rev() {
            if !matches!(api.schema(holder).shape, Shape::Alias(_)) {
                depth += 1;
            }
            if depth > DEEPEST {
                hold_untyped(api, holder, Untyped::TooDeep, diagnostics);
                depth = 1;
            }
            depths[holder.0] = Some(depth);
        }
    }
}

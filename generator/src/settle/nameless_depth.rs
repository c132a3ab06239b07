//! Lists and maps have no names in Rust, so they must not nest too deep.

use super::nameless_cycle::hold_untyped;
use crate::api::{Api, SchemaId, Shape};
use crate::diagnostic::{Diagnostics, Untyped};

/// The levels of lists and maps in each other that a type has at most: the compiler's own limit,
/// which counts several for each of them, is 128.
const DEEPEST: usize = 24;

/// Lists and maps in each other have no names in Rust, and its compiler gives up on a type that is
/// too deep: so many levels are kept, counted from the innermost, and what holds more of them holds
/// untyped values.
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

//! Lists, maps and bare references, which have no names of their own in Rust: they neither come back to themselves nor go too deep.

use super::Lowering;
use crate::api::{Origin, Role, SchemaId, Shape};
use crate::diagnostic::Problem;

/// The levels of lists and maps in each other that a type has at most: the compiler's own limit, which counts several for each
/// of them, is 128.
const DEEPEST: usize = 24;

impl Lowering<'_, '_> {
    /// A chain of bare references that comes back to itself says nothing: each link becomes untyped.
    ///
    /// So does one that passes through lists and maps alone, which have no names in Rust: `Vec<Vec<Vec<…` never ends. Its last list or map
    /// holds untyped values.
    pub(super) fn break_nameless_cycles(&mut self) {
        for start in 0..self.schemas.len() {
            let mut seen = vec![start];
            let mut at = start;
            while let Shape::Alias(next) | Shape::List(next) | Shape::Map(next) = self.schemas[at].shape {
                if let Some(from) = seen.iter().position(|&link| link == next.0) {
                    self.break_cycle(&seen[from..]);
                    break;
                }
                seen.push(next.0);
                at = next.0;
            }
        }
    }

    fn break_cycle(&mut self, links: &[usize]) {
        let is_alias = |link: &&usize| matches!(self.schemas[**link].shape, Shape::Alias(_));
        let Some(&last) = links.iter().rfind(|link| !is_alias(link)) else {
            let names = links.iter().map(|&link| self.schemas[link].at.pointer.to_string()).collect();
            let place = self.schemas[links[0]].at.clone();
            for &link in links {
                self.schemas[link].shape = Shape::Any;
            }
            self.say(&place, Problem::ReferenceCycle { names });
            return;
        };
        self.hold_untyped(last, "its values hold nothing but more of themselves");
    }

    /// Lists and maps in each other have no names in Rust, and its compiler gives up on a type that is too deep: so many levels are
    /// kept, counted from the innermost, and what holds more of them holds untyped values.
    pub(super) fn cut_nameless_depth(&mut self) {
        let mut depths: Vec<Option<usize>> = vec![None; self.schemas.len()];
        for start in 0..depths.len() {
            let mut path = Vec::new();
            let mut at = start;
            let mut depth = loop {
                if let Some(known) = depths[at] {
                    break known;
                }
                let (Shape::Alias(next) | Shape::List(next) | Shape::Map(next)) = self.schemas[at].shape else {
                    break 0;
                };
                path.push(at);
                at = next.0;
            };
            for holder in path.into_iter().rev() {
                if !matches!(self.schemas[holder].shape, Shape::Alias(_)) {
                    depth += 1;
                }
                if depth > DEEPEST {
                    self.hold_untyped(
                        holder,
                        "it holds lists and maps in each other that are too deep for a type of Rust",
                    );
                    depth = 1;
                }
                depths[holder] = Some(depth);
            }
        }
    }

    /// Lets a list or map hold untyped values.
    fn hold_untyped(&mut self, holder: usize, because: &str) {
        let (keyword, role, shape): (_, _, fn(SchemaId) -> Shape) = match self.schemas[holder].shape {
            Shape::Map(_) => ("additionalProperties", Role::Value, Shape::Map),
            _ => ("items", Role::Item, Shape::List),
        };
        let place = self.schemas[holder].at.child(keyword);
        let untyped = self.fresh(&place, Origin::Part(SchemaId(holder), role));
        self.schemas[holder].shape = shape(untyped);
        self.say(&place, Problem::UnsupportedSchema { keyword: keyword.to_owned(), because: because.to_owned() });
    }
}

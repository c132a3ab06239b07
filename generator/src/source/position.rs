//! A place in a text, and the collection of the places that were asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::Pointer;

/// A place in a text, counted from 1, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// How many characters it spans.
    pub length: usize,
}

impl Position {
    /// The beginning of a text.
    pub(super) fn start(text: &str) -> Self {
        let line = text.lines().next().unwrap_or_default();
        let length = line.chars().take_while(|character| !character.is_whitespace()).count();
        Self { line: 1, column: 1, length: length.max(1) }
    }

    /// The place of the character that begins at or before byte `offset`.
    pub(super) fn of_offset(text: &str, offset: usize) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column, length: 1 }
    }
}

/// The places of the nodes that were asked for, filled while a text is walked from its beginning to its end.
pub(super) struct Places<'a> {
    wanted: &'a BTreeSet<Pointer>,
    found: BTreeMap<Pointer, Vec<Position>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(wanted: &'a BTreeSet<Pointer>) -> Self {
        Self { wanted, found: BTreeMap::new() }
    }

    /// The member or element `pointer` begins here. Whether anything in it can be of interest.
    pub(super) fn reached(&mut self, pointer: &Pointer, position: Position) -> bool {
        let wanted = self.wanted.contains(pointer);
        if wanted {
            self.found.entry(pointer.clone()).or_default().push(position);
        }
        wanted
    }

    pub(super) fn found(self) -> BTreeMap<Pointer, Vec<Position>> {
        self.found
    }
}

//! Collects the positions of wanted nodes.

use std::collections::{BTreeMap, BTreeSet};

use crate::place::{Pointer, Position};

/// The positions of the wanted nodes, collected while the text is walked from beginning to end.
pub(super) struct Places<'a> {
    wanted: &'a BTreeSet<Pointer>,
    found: BTreeMap<Pointer, Vec<Position>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(wanted: &'a BTreeSet<Pointer>) -> Self {
        Self { wanted, found: BTreeMap::new() }
    }

    /// Records that the member or element `pointer` begins here. Returns whether it is wanted or
    /// contains a wanted node.
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

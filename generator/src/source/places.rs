//! The collection of the places that were asked for.

use std::collections::{BTreeMap, BTreeSet};

use crate::place::{Pointer, Position};

/// The places of the nodes that were asked for, filled while a text is walked from its beginning to
/// its end.
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

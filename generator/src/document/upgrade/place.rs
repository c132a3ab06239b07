//! Where a node stands now, and where its text has it.

use super::Upgrade;
use crate::place::{At, Pointer};

/// The place of a node during the upgrade.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Where it stands in the upgraded document.
    pub(super) here: Pointer,
    /// Where a text has it.
    pub(super) from: At,
}

impl Upgrade<'_, '_, '_> {
    /// The place of a member or element.
    pub(super) fn inside(&self, holder: &Place, key: &str) -> Place {
        let here = holder.here.child(key);
        let from = self.moves.get(&here).cloned().unwrap_or_else(|| holder.from.child(key));
        Place { here, from }
    }

    /// What now is the member `to` of a node was its member `from`.
    pub(super) fn moved(&mut self, holder: &Place, to: &str, from: &str) {
        let from = self.inside(holder, from).from;
        self.moves.record(holder.here.child(to), from);
    }
}

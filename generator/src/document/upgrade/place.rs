//! The place of a node in the upgraded document, and in the original text.

use super::Upgrade;
use crate::place::{At, Pointer};

/// The place of a node during the upgrade.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The place in the upgraded document.
    pub(super) here: Pointer,
    /// The place in the text.
    pub(super) from: At,
}

impl Upgrade<'_, '_, '_> {
    /// Returns the place of a member or element.
    pub(super) fn inside(&self, holder: &Place, key: &str) -> Place {
        let here = holder.here.child(key);
        let from = self.moves.get(&here).cloned().unwrap_or_else(|| holder.from.child(key));
        Place { here, from }
    }

    /// Records that the member `to` of a node was its member `from`.
    pub(super) fn moved(&mut self, holder: &Place, to: &str, from: &str) {
        let from = self.inside(holder, from).from;
        self.moves.record(holder.here.child(to), from);
    }
}

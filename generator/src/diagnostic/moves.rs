//! The original places of an upgraded document's nodes.

use std::collections::BTreeMap;

use crate::place::{At, Pointer};

/// The original places of nodes that the upgrade of one document moved.
#[derive(Debug, Clone, Default)]
pub(crate) struct Moves(BTreeMap<Pointer, At>);

impl Moves {
    /// Records that the node at `here`, with everything in it, was at `from`.
    pub(crate) fn record(&mut self, here: Pointer, from: At) {
        self.0.insert(here, from);
    }

    /// Returns the place that was recorded for this very node.
    #[must_use]
    pub(crate) fn get(&self, here: &Pointer) -> Option<&At> {
        self.0.get(here)
    }

    /// Returns the original place of a node: it moved with the nearest recorded node around it.
    #[must_use]
    pub(crate) fn origin(&self, here: &Pointer) -> Option<At> {
        let mut holder = Some(here.clone());
        while let Some(pointer) = holder {
            if let Some(from) = self.0.get(&pointer) {
                let rest = here.as_str().get(pointer.as_str().len()..).unwrap_or_default();
                let pointer = Pointer::from_text(format!("{}{rest}", from.pointer));
                return Some(At { source: from.source, pointer });
            }
            holder = pointer.parent();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Moves;
    use crate::place::{At, Pointer, SourceId};

    #[test]
    fn the_nearest_move_counts() {
        let at = |source, text: &str| At { source: SourceId(source), pointer: Pointer::from_text(text) };
        let mut moves = Moves::default();
        moves.record(Pointer::from_text("/components/schemas"), at(0, "/definitions"));
        moves.record(Pointer::from_text("/components/schemas/A/enum"), at(0, "/definitions/A/const"));
        moves.record(Pointer::from_text("/components/schemas/B"), at(1, ""));
        let origin = |text: &str| moves.origin(&Pointer::from_text(text));
        assert_eq!(origin("/components/schemas/A/type"), Some(at(0, "/definitions/A/type")));
        assert_eq!(origin("/components/schemas/A/enum/0"), Some(at(0, "/definitions/A/const/0")));
        assert_eq!(origin("/components/schemas/B/type"), Some(at(1, "/type")));
        assert_eq!(origin("/components/schemasX"), None);
    }
}

//! Places: a source, a node in it, and the line and column of its text.
//!
//! The ground floor: every other room uses places, and this one uses no other room.

mod pointer;
mod position;
mod reference;

pub use self::pointer::Pointer;
pub(crate) use self::position::Position;
pub(crate) use self::reference::{CHAIN, Lead, Policy, Reference, Refusal};

/// A source of this run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub usize);

/// A place in a source: the node that a message is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The source that contains the node.
    pub source: SourceId,
    /// The path to the node in that source.
    pub pointer: Pointer,
}

impl At {
    /// Returns the place of the whole of `source`.
    #[must_use]
    pub fn root(source: SourceId) -> Self {
        Self { source, pointer: Pointer::root() }
    }

    /// Returns the place of the member `key` of this node.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        Self { source: self.source, pointer: self.pointer.child(key) }
    }

    /// Returns the place of the element `index` of this node.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self { source: self.source, pointer: self.pointer.index(index) }
    }
}

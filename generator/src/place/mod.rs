//! Where things stand: the source, the node in it, and the line and column of its text.
//!
//! The ground floor. Every other room speaks of places, and this one knows no room at all.

mod pointer;
mod position;
mod reference;

pub use self::pointer::Pointer;
pub(crate) use self::position::Position;
pub(crate) use self::reference::{CHAIN, Lead, Policy, Reference, Refusal};

/// A source of this run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub usize);

/// A place in a source: the node that a message speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The source that holds the node.
    pub source: SourceId,
    /// The node.
    pub pointer: Pointer,
}

impl At {
    /// The whole of `source`.
    #[must_use]
    pub fn root(source: SourceId) -> Self {
        Self { source, pointer: Pointer::root() }
    }

    /// The member `key` of this node.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        Self { source: self.source, pointer: self.pointer.child(key) }
    }

    /// The element `index` of this node.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self { source: self.source, pointer: self.pointer.index(index) }
    }
}

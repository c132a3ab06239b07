//! A run in figures.

/// A run in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents that were read.
    pub documents: usize,
    /// Operations that they have.
    pub operations_total: usize,
    /// Operations that the crate holds.
    pub operations_emitted: usize,
    /// Schemas that they have, each once.
    pub schemas_total: usize,
    /// Schemas whose values are untyped.
    pub schemas_untyped: usize,
}

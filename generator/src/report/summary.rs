//! The figures of a run.

/// The figures of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Number of documents that were read.
    pub documents: usize,
    /// Number of operations in the documents.
    pub operations_total: usize,
    /// Number of operations in the crate.
    pub operations_emitted: usize,
    /// Number of schemas in the documents, each counted once.
    pub schemas_total: usize,
    /// Number of schemas that accept any JSON value.
    pub schemas_untyped: usize,
}

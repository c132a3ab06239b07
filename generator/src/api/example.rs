//! Examples: values that documents show for their own schemas.

use serde_json::Value;

use super::SchemaId;
use crate::place::At;

/// A value of a schema that a document shows: an example, or a default.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Example {
    /// Place of the value.
    pub at: At,
    /// The schema that the value belongs to.
    pub schema: SchemaId,
    /// Place of that schema, or of the reference to it.
    pub schema_at: At,
    pub value: Value,
}

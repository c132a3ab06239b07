//! Examples: values that the documents themselves show.

use serde_json::Value;

use super::SchemaId;
use crate::place::At;

/// A value of a schema, as a document shows it: an example, or what the server takes an absent
/// value for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Example {
    /// Where the value stands.
    pub at: At,
    /// The schema that it is a value of.
    pub schema: SchemaId,
    /// Where that schema stands, or the reference to it.
    pub schema_at: At,
    /// The value.
    pub value: Value,
}

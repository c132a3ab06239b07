//! The header fields of responses, read as the API's description says (OpenAPI 3.0, "Header
//! Object": the style is always `simple`).

use crate::runtime::codec::decode_error::DecodeError;

/// The error for a field whose value does not match the API's description.
pub(crate) fn unexpected(name: &str) -> DecodeError {
    DecodeError::new(&format!("the header `{name}` is not what the API's description says"))
}

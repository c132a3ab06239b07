//! Header fields with one value.

use crate::runtime::codec::decode_error::DecodeError;
use crate::runtime::response::header::unexpected;
use crate::runtime::response::raw::RawResponse;

/// Responses with header fields that have one value.
pub trait TypedHeader {
    /// A field with one value.
    fn typed_header<T>(&self, name: &str, read: fn(&str) -> Option<T>) -> Option<Result<T, DecodeError>>;
}

impl TypedHeader for RawResponse {
    fn typed_header<T>(&self, name: &str, read: fn(&str) -> Option<T>) -> Option<Result<T, DecodeError>> {
        self.headers
            .contains_key(name)
            .then(|| self.header(name).and_then(|text| read(text.trim())).ok_or_else(|| unexpected(name)))
    }
}

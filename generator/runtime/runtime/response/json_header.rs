//! Header fields whose value is JSON.

use serde_core::de::DeserializeOwned;

use crate::runtime::codec::decode_error::DecodeError;
use crate::runtime::response::raw::RawResponse;

/// Responses with header fields that are JSON.
pub trait JsonHeader {
    /// A field whose value is JSON.
    fn json_header<T: DeserializeOwned>(&self, name: &str) -> Option<Result<T, DecodeError>>;
}

impl JsonHeader for RawResponse {
    fn json_header<T: DeserializeOwned>(&self, name: &str) -> Option<Result<T, DecodeError>> {
        let value = self.headers.get(name)?;
        Some(serde_json::from_slice(value.as_bytes()).map_err(|error| DecodeError::json(&error, value.as_bytes())))
    }
}

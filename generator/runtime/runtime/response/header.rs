//! The header fields of responses, read as the API's description says (OpenAPI 3.0, "Header Object": the style is always `simple`).

use serde_core::de::DeserializeOwned;

use crate::runtime::codec::decode_error::DecodeError;
use crate::runtime::response::raw::RawResponse;

impl RawResponse {
    /// A field with one value.
    pub fn typed_header<T>(&self, name: &str, read: fn(&str) -> Option<T>) -> Option<Result<T, DecodeError>> {
        self.headers
            .contains_key(name)
            .then(|| self.header(name).and_then(|text| read(text.trim())).ok_or_else(|| unexpected(name)))
    }

    /// A field with a list of values, on one line or on several (RFC 9110, section 5.3). An empty one is an empty list.
    pub fn list_header<T>(&self, name: &str, read: fn(&str) -> Option<T>) -> Option<Result<Vec<T>, DecodeError>> {
        let mut values = Vec::new();
        let lines = self.headers.contains_key(name).then(|| self.headers.get_all(name))?;
        for line in lines {
            let Ok(text) = line.to_str() else { return Some(Err(unexpected(name))) };
            for item in text.split(',').map(str::trim).filter(|item| !item.is_empty()) {
                match read(item) {
                    Some(value) => values.push(value),
                    None => return Some(Err(unexpected(name))),
                }
            }
        }
        Some(Ok(values))
    }

    /// A field whose value is JSON.
    pub fn json_header<T: DeserializeOwned>(&self, name: &str) -> Option<Result<T, DecodeError>> {
        let value = self.headers.get(name)?;
        Some(serde_json::from_slice(value.as_bytes()).map_err(|error| DecodeError::json(&error, value.as_bytes())))
    }
}

fn unexpected(name: &str) -> DecodeError {
    DecodeError::new(&format!("the header `{name}` is not what the API's description says"))
}

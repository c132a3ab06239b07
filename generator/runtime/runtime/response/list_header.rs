//! Header fields with a list of values.

use crate::runtime::codec::decode_error::DecodeError;
use crate::runtime::response::header::unexpected;
use crate::runtime::response::raw::RawResponse;

/// Responses with header fields that are lists.
pub trait ListHeader {
    /// A field with a list of values, on one line or on several (RFC 9110, section 5.3). An empty
    /// one is an empty list.
    fn list_header<T>(&self, name: &str, read: fn(&str) -> Option<T>) -> Option<Result<Vec<T>, DecodeError>>;
}

impl ListHeader for RawResponse {
    fn list_header<T>(&self, name: &str, read: fn(&str) -> Option<T>) -> Option<Result<Vec<T>, DecodeError>> {
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
}

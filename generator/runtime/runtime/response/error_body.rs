//! The body of an error response.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;

use crate::runtime::codec::decode_error::DecodeError;
use crate::runtime::response::raw::RawResponse;

/// The body of an error response: the parsed value if it matches the API's description, and always
/// the bytes.
#[derive(Clone)]
pub struct ErrorBody<T> {
    parsed: Result<T, DecodeError>,
    bytes: Bytes,
    truncated: bool,
    message: Option<String>,
}

impl<T> ErrorBody<T> {
    pub(crate) fn new(response: &RawResponse, parsed: Result<T, DecodeError>) -> Self {
        Self { parsed, bytes: response.body.clone(), truncated: response.truncated, message: response.message.clone() }
    }

    /// The body, if it matches the API's description.
    pub fn parsed(&self) -> Option<&T> {
        self.parsed.as_ref().ok()
    }

    /// The body.
    ///
    /// # Errors
    ///
    /// If it does not match the API's description.
    pub fn into_parsed(self) -> Result<T, DecodeError> {
        self.parsed
    }

    /// Why the body does not match the API's description.
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.parsed.as_ref().err()
    }

    /// The bytes as they came.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The bytes as text; invalid UTF-8 is replaced by U+FFFD.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// Whether the body was longer than the 64 KiB that are kept.
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// The server's message about the error: a text that is common in JSON bodies of errors, such
    /// as `message` or `detail`, with credentials masked.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

impl<T> fmt::Debug for ErrorBody<T> {
    /// Shows the server's message; the body itself may hold personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorBody")
            .field("message", &self.message)
            .field("parsed", &self.parsed.is_ok())
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// The server's message in an error body: the first of the usual fields that is a text.
pub(crate) fn message(body: &[u8]) -> Option<String> {
    let value: serde_json::Value = serde_json::from_slice(body).ok()?;
    let fields = ["error_description", "message", "detail", "title", "error"];
    let text = fields.iter().find_map(|field| match value.get(field)? {
        serde_json::Value::String(text) => Some(text),
        nested => match nested.get("message")? {
            serde_json::Value::String(text) => Some(text),
            _ => None,
        },
    })?;
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

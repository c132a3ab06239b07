//! The response of the API as it came.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap};
use serde_core::de::DeserializeOwned;

use crate::runtime::codec::decode_error::DecodeError;
use crate::runtime::response::error_body::ErrorBody;
use crate::runtime::response::location::Location;

/// The response of the API as it came: status, headers and the bytes of the body.
#[derive(Clone)]
pub struct RawResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Whether the body goes on after the bytes that were kept.
    pub(crate) truncated: bool,
    /// Whether the call would have been sent again, if its body could be.
    pub(crate) unrepeated: bool,
    /// The URL of the request, without credentials.
    pub(crate) url: String,
    /// The server's message about its error, with credentials masked.
    pub(crate) message: Option<String>,
}

impl RawResponse {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Whether the body was longer than the 64 KiB that are kept of errors.
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// The URL of the request, without credentials.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The server's message about its error, with credentials masked.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The first value of a header, if it is visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// A header that refers to a resource, such as `Location`.
    pub fn location_header(&self, name: &str) -> Option<Location> {
        let text = std::str::from_utf8(self.headers.get(name)?.as_bytes()).ok()?;
        Some(Location::new(text, &self.url))
    }

    /// Reads the body as JSON, regardless of its content type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let body = self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body);
        if body.is_empty() {
            return Err(self.declared(DecodeError::new("expected JSON, and there is no body")));
        }
        serde_json::from_slice(body).map_err(|error| self.declared(DecodeError::json(&error, body)))
    }

    /// Reads the body as text.
    pub fn text(&self) -> Result<String, DecodeError> {
        let text = String::from_utf8(self.body.to_vec());
        text.map_err(|_| self.declared(DecodeError::new("expected text in UTF-8")))
    }

    /// The body as bytes.
    pub fn bytes(&self) -> Result<Bytes, DecodeError> {
        Ok(self.body.clone())
    }

    /// Expects no body, and ignores one. A web page is an error: otherwise the sign-in page of a
    /// network would pass for a success.
    pub fn nothing(&self) -> Result<(), DecodeError> {
        let is_page = self.header(CONTENT_TYPE.as_str()).is_some_and(|text| {
            let essence = text.split(';').next().unwrap_or_default().trim();
            essence.eq_ignore_ascii_case("text/html") || essence.eq_ignore_ascii_case("application/xhtml+xml")
        });
        if is_page && !self.body.is_empty() {
            return Err(self.declared(DecodeError::new("expected no body")));
        }
        Ok(())
    }

    /// Reads the body of an error as JSON; a body that does not match is kept too.
    pub fn error_body<T: DeserializeOwned>(&self) -> ErrorBody<T> {
        ErrorBody::new(self, self.json())
    }

    /// Reads the body of an error by `read`; a body that does not match is kept too.
    pub fn error_body_by<T>(&self, read: fn(&Self) -> Result<T, DecodeError>) -> ErrorBody<T> {
        ErrorBody::new(self, read(self))
    }

    fn declared(&self, error: DecodeError) -> DecodeError {
        error.with_content_type(self.header(CONTENT_TYPE.as_str()))
    }
}

impl fmt::Debug for RawResponse {
    /// Shows no content: neither of the body nor of headers that may hold credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("headers", &ShownHeaders(&self.headers))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("truncated", &self.truncated)
            .field("message", &self.message)
            .finish_non_exhaustive()
    }
}

/// Headers for `Debug`: their names alone, since a server may repeat a credential in any value.
pub(crate) struct ShownHeaders<'a>(pub(crate) &'a HeaderMap);

impl fmt::Debug for ShownHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys()).finish()
    }
}

//! A success answer, read.

use std::fmt;

use http::StatusCode;
use http::header::HeaderMap;

use super::answer::{Answer, ShownHeaders};
use super::location::Location;
use super::operation::Operation;

/// A success answer: status, headers and the body that was read.
pub struct Response<O: Operation> {
    answer: Answer,
    body: O::Body,
}

impl<O: Operation> Response<O> {
    pub(super) fn new(answer: Answer, body: O::Body) -> Self {
        Self { answer, body }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The URL of the request, without credentials.
    pub fn url(&self) -> &str {
        &self.answer.url
    }

    /// The body.
    pub fn body(&self) -> &O::Body {
        &self.body
    }

    /// The body alone.
    pub fn into_body(self) -> O::Body {
        self.body
    }

    /// The bytes of the body as they came.
    pub fn bytes(&self) -> &bytes::Bytes {
        &self.answer.body
    }

    /// A text header: its first value, when that is visible ASCII.
    #[doc(hidden)]
    pub fn text_header(&self, name: &str) -> Option<&str> {
        self.answer.header(name)
    }

    /// A header that refers to a resource.
    #[doc(hidden)]
    pub fn location_header(&self, name: &str) -> Option<Location> {
        self.answer.location_header(name)
    }
}

impl<O: Operation> Clone for Response<O>
where
    O::Body: Clone,
{
    fn clone(&self) -> Self {
        Self { answer: self.answer.clone(), body: self.body.clone() }
    }
}

impl<O: Operation> fmt::Debug for Response<O>
where
    O::Body: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.answer.status)
            .field("url", &super::redact::url(&self.answer.url))
            .field("headers", &ShownHeaders(&self.answer.headers))
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

//! A success response whose body has been read.

use std::fmt;
use std::marker::PhantomData;

use http::StatusCode;
use http::header::HeaderMap;

use crate::runtime::response::operation::Operation;
use crate::runtime::response::raw::{RawResponse, ShownHeaders};

/// A success response: status, headers, and the body as a value or as a stream.
pub struct Response<O: Operation, B = <O as Operation>::Body> {
    raw: RawResponse,
    body: B,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Response<O> {
    /// The bytes of the body as they came.
    pub fn bytes(&self) -> &bytes::Bytes {
        &self.raw.body
    }
}

impl<O: Operation, B> Response<O, B> {
    pub(crate) fn new(raw: RawResponse, body: B) -> Self {
        Self { raw, body, operation: PhantomData }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.raw.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.raw.headers
    }

    /// The URL of the request, without credentials.
    pub fn url(&self) -> &str {
        &self.raw.url
    }

    /// The body.
    pub fn body(&self) -> &B {
        &self.body
    }

    /// The body, to read on if it is a stream.
    pub fn body_mut(&mut self) -> &mut B {
        &mut self.body
    }

    /// Returns the body alone.
    pub fn into_body(self) -> B {
        self.body
    }

    /// The response as it came.
    #[doc(hidden)]
    pub fn raw(&self) -> &RawResponse {
        &self.raw
    }
}

impl<O: Operation, B: Clone> Clone for Response<O, B> {
    fn clone(&self) -> Self {
        Self::new(self.raw.clone(), self.body.clone())
    }
}

impl<O: Operation, B: fmt::Debug> fmt::Debug for Response<O, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.raw.status)
            .field("url", &crate::runtime::codec::redact::url(&self.raw.url))
            .field("headers", &ShownHeaders(&self.raw.headers))
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

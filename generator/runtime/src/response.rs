//! A success answer, read.

use std::fmt;
use std::marker::PhantomData;

use http::StatusCode;
use http::header::HeaderMap;

use super::answer::{Answer, ShownHeaders};
use super::operation::Operation;

/// A success answer: status, headers and the body that was read, or is still to be read where it is a stream.
pub struct Response<O: Operation, B = <O as Operation>::Body> {
    answer: Answer,
    body: B,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Response<O> {
    /// The bytes of the body as they came.
    pub fn bytes(&self) -> &bytes::Bytes {
        &self.answer.body
    }
}

impl<O: Operation, B> Response<O, B> {
    pub(super) fn new(answer: Answer, body: B) -> Self {
        Self { answer, body, operation: PhantomData }
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
    pub fn body(&self) -> &B {
        &self.body
    }

    /// The body, to be read further where it is a stream.
    pub fn body_mut(&mut self) -> &mut B {
        &mut self.body
    }

    /// The body alone.
    pub fn into_body(self) -> B {
        self.body
    }

    /// The answer as it came.
    #[doc(hidden)]
    pub fn answer(&self) -> &Answer {
        &self.answer
    }
}

impl<O: Operation, B: Clone> Clone for Response<O, B> {
    fn clone(&self) -> Self {
        Self::new(self.answer.clone(), self.body.clone())
    }
}

impl<O: Operation, B: fmt::Debug> fmt::Debug for Response<O, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.answer.status)
            .field("url", &super::redact::url(&self.answer.url))
            .field("headers", &ShownHeaders(&self.answer.headers))
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

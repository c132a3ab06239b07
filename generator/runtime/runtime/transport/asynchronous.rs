//! How requests of the asynchronous client get to the server.
#![cfg(feature = "async")]

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

use crate::runtime::transport::body::Body;

pub use crate::runtime::error::transport_error::TransportError;

/// A boxed future that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// How requests get to the server: the place for tests and middleware.
///
/// A transport sends one request once. It follows no redirects and does not retry: the client
/// decides about that. The request carries the credentials, in its headers and perhaps in its URL:
/// do not log them.
pub trait Transport: Send + Sync {
    /// Sends a request and returns the response as soon as its head has arrived. The client
    /// enforces `timeout` itself, so a transport need not.
    ///
    /// # Errors
    ///
    /// If no response arrived. The constructor of the error tells whether the request may have
    /// reached the server, and so whether the client may retry.
    fn send(
        &self,
        request: http::Request<Body>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

/// A body that comes in chunks.
pub trait Chunks: Send {
    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the body breaks off before its end.
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;
}

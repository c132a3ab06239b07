//! How requests of the blocking client get to the server.
#![cfg(feature = "blocking")]

use std::time::Duration;

use crate::runtime::error::transport_error::TransportError;
use crate::runtime::transport::body::Body;

/// How requests get to the server: the place for tests and middleware.
///
/// A transport sends one request once. It follows no redirects and does not retry: the client
/// decides about that. The request carries the credentials, in its headers and perhaps in its URL:
/// do not log them.
pub trait Transport: Send + Sync {
    /// Sends a request and returns the response as soon as its head has arrived. The attempt, with
    /// the body, may take no longer than `timeout`. If the request's extensions hold a
    /// [`StreamedResponse`](crate::runtime::transport::body::StreamedResponse), that is without the
    /// body, whose pauses are bounded instead.
    ///
    /// # Errors
    ///
    /// If no response arrived. The constructor of the error tells whether the request may have
    /// reached the server, and so whether the client may retry.
    fn send(&self, request: http::Request<Body>, timeout: Duration) -> Result<http::Response<Body>, TransportError>;
}

//! What a call reports by `tracing`: never a URL, a header or a body.

use std::time::Duration;

use http::StatusCode;

use crate::runtime::api::operation_info::OperationInfo;
use crate::runtime::error::failure::Failure;
use crate::runtime::error::transport_error::TransportError;

/// The record of one call: one span, and an event for each attempt. Without the feature `tracing`
/// it is empty.
#[derive(Debug)]
pub struct Trace {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Trace {
    pub(crate) fn new(info: &'static OperationInfo) -> Self {
        let span = tracing::info_span!("call", operation = info.id, method = info.method.as_str(), path = info.path);
        Self { span }
    }

    /// The span of the call.
    pub fn span(&self) -> &tracing::Span {
        &self.span
    }

    pub(crate) fn answered(&self, attempt: u32, status: StatusCode) {
        tracing::debug!(parent: &self.span, attempt, status = status.as_u16(), "answered");
    }

    pub(crate) fn failed(&self, attempt: u32, error: &TransportError) {
        tracing::debug!(parent: &self.span, attempt, %error, "failed");
    }

    pub(crate) fn waiting(&self, wait: Duration) {
        tracing::debug!(parent: &self.span, ?wait, "waiting for another attempt");
    }

    pub(crate) fn renewing(&self) {
        tracing::debug!(parent: &self.span, "waiting for a new access token");
    }

    pub(crate) fn gave_up(&self, failure: &Failure) {
        tracing::debug!(parent: &self.span, kind = ?failure.kind(), "gave up");
    }
}

#[cfg(not(feature = "tracing"))]
impl Trace {
    pub(crate) fn new(_: &'static OperationInfo) -> Self {
        Self {}
    }

    pub(crate) fn answered(&self, _: u32, _: StatusCode) {}

    pub(crate) fn failed(&self, _: u32, _: &TransportError) {}

    pub(crate) fn waiting(&self, _: Duration) {}

    pub(crate) fn renewing(&self) {}

    pub(crate) fn gave_up(&self, _: &Failure) {}
}

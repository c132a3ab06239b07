//! The body of a response of the asynchronous client, read as it comes.
#![cfg(feature = "async")]

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;

use crate::runtime::api::operation_info::OperationInfo;
use crate::runtime::error::call_error::Error;
use crate::runtime::error::failure::Failure;
use crate::runtime::error::transport_error::TransportError;
use crate::runtime::transport::asynchronous::BoxFuture;
use crate::runtime::transport::body::Body;

/// The body of a response, read as it comes: chunk by chunk, or as a `Stream` of the futures
/// crates.
///
/// Its size has no limit. It fails if the connection breaks off before its end, or if nothing
/// arrives for longer than the call's idle timeout. Dropping it ends the transfer.
pub struct ByteStream {
    state: State,
    idle: Duration,
    info: &'static OperationInfo,
}

enum State {
    Open(Body),
    Reading(BoxFuture<'static, (Body, Result<Option<Bytes>, TransportError>)>),
    Ended,
    Failed,
}

impl ByteStream {
    pub(crate) fn new(body: Body, idle: Duration, info: &'static OperationInfo) -> Self {
        Self { state: State::Open(body), idle, info }
    }

    /// The next chunk; `None` at the end. Dropping the future loses nothing: the next call
    /// continues.
    ///
    /// # Errors
    ///
    /// If the body breaks off or pauses too long. After an error there is no further chunk.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        std::future::poll_fn(|context| self.poll_chunk(context)).await.transpose()
    }

    /// Whether it has failed.
    pub(crate) fn has_failed(&self) -> bool {
        matches!(self.state, State::Failed)
    }

    pub(crate) fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            match &mut self.state {
                State::Open(_) => {
                    let State::Open(mut body) = std::mem::replace(&mut self.state, State::Failed) else { continue };
                    let idle = self.idle;
                    self.state = State::Reading(Box::pin(async move {
                        let chunk = tokio::time::timeout(idle, body.chunk()).await;
                        let chunk = chunk.unwrap_or_else(|elapsed| Err(TransportError::timeout(elapsed)));
                        (body, chunk)
                    }));
                }
                State::Reading(future) => {
                    let (body, chunk) = ready!(future.as_mut().poll(context));
                    match chunk {
                        Ok(Some(chunk)) => {
                            self.state = State::Open(body);
                            return Poll::Ready(Some(Ok(chunk)));
                        }
                        Ok(None) => self.state = State::Ended,
                        Err(error) => {
                            self.state = State::Failed;
                            return Poll::Ready(Some(Err(Failure::transport(self.info, error).into())));
                        }
                    }
                }
                State::Ended => return Poll::Ready(None),
                State::Failed => {
                    let again = TransportError::other("the stream has failed before");
                    return Poll::Ready(Some(Err(Failure::transport(self.info, again).into())));
                }
            }
        }
    }
}

/// It ends after an error.
impl futures_core::Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let stream = self.get_mut();
        if stream.has_failed() { Poll::Ready(None) } else { stream.poll_chunk(context) }
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").field("operation", &self.info.id).finish_non_exhaustive()
    }
}

//! The body of a response of the blocking client, read as it comes.
#![cfg(feature = "blocking")]

use std::fmt;
use std::io;

use bytes::{Buf, Bytes};

use crate::runtime::api::operation_info::OperationInfo;
use crate::runtime::error::call_error::Error;
use crate::runtime::error::failure::{ErrorKind, Failure};
use crate::runtime::error::transport_error::TransportError;
use crate::runtime::transport::body::Body;

/// The body of a response, read as it comes: chunk by chunk, or as a [`Read`](io::Read).
///
/// Its size has no limit. It fails if the connection breaks off before its end, or if nothing
/// arrives for longer than the call's idle timeout. Dropping it ends the transfer.
pub struct ByteStream {
    pub(crate) state: State,
    /// What `read` has left of a chunk.
    rest: Bytes,
    info: &'static OperationInfo,
}

/// How far a stream has come.
pub(crate) enum State {
    Open(Body),
    Ended,
    Failed,
}

impl ByteStream {
    pub(crate) fn new(body: Body, info: &'static OperationInfo) -> Self {
        Self { state: State::Open(body), rest: Bytes::new(), info }
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the body breaks off or pauses too long. After an error there is no further chunk.
    pub fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        if !self.rest.is_empty() {
            return Ok(Some(std::mem::take(&mut self.rest)));
        }
        let failed = match &mut self.state {
            State::Open(body) => match body.blocking_chunk() {
                Ok(Some(chunk)) => return Ok(Some(chunk)),
                Ok(None) => {
                    self.state = State::Ended;
                    return Ok(None);
                }
                Err(error) => error,
            },
            State::Ended => return Ok(None),
            State::Failed => TransportError::other("the stream has failed before"),
        };
        self.state = State::Failed;
        Err(Failure::transport(self.info, failed).into())
    }
}

/// The errors are those of [`ByteStream::chunk`], inside I/O errors.
impl io::Read for ByteStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() && !buffer.is_empty() {
            match self.chunk() {
                Ok(Some(chunk)) => self.rest = chunk,
                Ok(None) => return Ok(0),
                Err(error) => {
                    let kind = match error.kind() {
                        ErrorKind::Timeout => io::ErrorKind::TimedOut,
                        _ => io::ErrorKind::Other,
                    };
                    return Err(io::Error::new(kind, error));
                }
            }
        }
        let length = self.rest.len().min(buffer.len());
        if let Some(buffer) = buffer.get_mut(..length) {
            self.rest.copy_to_slice(buffer);
        }
        Ok(length)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").field("operation", &self.info.id).finish_non_exhaustive()
    }
}

//! The body of a request or a response, on its way.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
#[cfg(any(feature = "async", feature = "blocking"))]
use bytes::BytesMut;

#[cfg(any(feature = "async", feature = "blocking"))]
use crate::runtime::error::transport_error::TransportError;
use crate::runtime::transport::outgoing::Outgoing;
use crate::runtime::transport::upload::Upload;

/// The body of a request or a response, on its way.
pub struct Body {
    source: Source,
}

enum Source {
    Bytes(Bytes),
    Outgoing(Outgoing),
    #[cfg(feature = "async")]
    Chunks(Box<dyn crate::runtime::transport::asynchronous::Chunks>),
    #[cfg(feature = "blocking")]
    Reader(Box<dyn std::io::Read + Send>),
}

impl Body {
    /// No body.
    pub fn empty() -> Self {
        Self::from(Bytes::new())
    }

    /// The whole body, if it is in memory. The body of a request is, unless it is an upload from a
    /// file or a reader.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.source {
            Source::Bytes(bytes) => Some(bytes),
            Source::Outgoing(_) => None,
            #[cfg(feature = "async")]
            Source::Chunks(_) => None,
            #[cfg(feature = "blocking")]
            Source::Reader(_) => None,
        }
    }

    /// The length of a request's body in bytes, if it is known and nothing has been read yet.
    pub fn length(&self) -> Option<u64> {
        match &self.source {
            Source::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Source::Outgoing(outgoing) => outgoing.length(),
            #[cfg(feature = "async")]
            Source::Chunks(_) => None,
            #[cfg(feature = "blocking")]
            Source::Reader(_) => None,
        }
    }

    /// Uploads, one after another.
    pub(crate) fn from_uploads(uploads: &[Upload]) -> Self {
        match uploads {
            [] => Self::empty(),
            [Upload { source: crate::runtime::transport::upload::Source::Bytes(bytes), .. }] => {
                Self::from(bytes.clone())
            }
            uploads => Self { source: Source::Outgoing(Outgoing::new(uploads.to_vec())) },
        }
    }

    /// A body that comes in chunks.
    #[cfg(feature = "async")]
    pub fn from_chunks(chunks: impl crate::runtime::transport::asynchronous::Chunks + 'static) -> Self {
        Self { source: Source::Chunks(Box::new(chunks)) }
    }

    /// A body that is read from a reader.
    #[cfg(feature = "blocking")]
    pub fn from_reader(reader: impl std::io::Read + Send + 'static) -> Self {
        Self { source: Source::Reader(Box::new(reader)) }
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the connection fails, or a file or reader cannot be read.
    #[cfg(feature = "async")]
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        match &mut self.source {
            Source::Bytes(bytes) => Ok(Self::take(bytes)),
            Source::Outgoing(outgoing) => outgoing.chunk().await,
            Source::Chunks(chunks) => chunks.next().await,
            #[cfg(feature = "blocking")]
            Source::Reader(reader) => Self::read(&mut **reader),
        }
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the connection fails, a file or reader cannot be read, or the body is one of the
    /// asynchronous client.
    #[cfg(feature = "blocking")]
    pub fn blocking_chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        match &mut self.source {
            Source::Bytes(bytes) => Ok(Self::take(bytes)),
            Source::Outgoing(outgoing) => outgoing.blocking_chunk(),
            Source::Reader(reader) => Self::read(&mut **reader),
            #[cfg(feature = "async")]
            Source::Chunks(_) => {
                Err(TransportError::other("a body of the async client cannot be read by the blocking one"))
            }
        }
    }

    /// Reads the rest of the body into memory: for transports that record what they send.
    ///
    /// # Errors
    ///
    /// If a chunk cannot be read, as for [`chunk`](Self::chunk).
    #[cfg(feature = "async")]
    pub async fn bytes(&mut self) -> Result<Bytes, TransportError> {
        let mut whole = BytesMut::new();
        while let Some(chunk) = self.chunk().await? {
            whole.extend_from_slice(&chunk);
        }
        Ok(whole.freeze())
    }

    /// Reads the rest of the body into memory: for transports that record what they send.
    ///
    /// # Errors
    ///
    /// If a chunk cannot be read, as for [`blocking_chunk`](Self::blocking_chunk).
    #[cfg(feature = "blocking")]
    pub fn blocking_bytes(&mut self) -> Result<Bytes, TransportError> {
        let mut whole = BytesMut::new();
        while let Some(chunk) = self.blocking_chunk()? {
            whole.extend_from_slice(&chunk);
        }
        Ok(whole.freeze())
    }

    fn take(bytes: &mut Bytes) -> Option<Bytes> {
        let bytes = std::mem::take(bytes);
        (!bytes.is_empty()).then_some(bytes)
    }

    #[cfg(feature = "blocking")]
    fn read(reader: &mut dyn std::io::Read) -> Result<Option<Bytes>, TransportError> {
        let mut chunk = vec![0; 16 * 1024];
        loop {
            match reader.read(&mut chunk) {
                Ok(0) => return Ok(None),
                Ok(length) => {
                    chunk.truncate(length);
                    return Ok(Some(chunk.into()));
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(TransportError::from_io(error)),
            }
        }
    }
}

/// An extension of requests: the body of a success response is read as a stream.
///
/// Then the `timeout` of a transport ends when the head of the response has arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct StreamedResponse {
    /// The longest pause between two chunks. The asynchronous client enforces it itself.
    pub idle: Duration,
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self { source: Source::Bytes(bytes) }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(Bytes::from(bytes))
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self::from(Bytes::from(text))
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Self::from(Bytes::from_static(text.as_bytes()))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_bytes() {
            Some(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            None => f.write_str("Body(…)"),
        }
    }
}

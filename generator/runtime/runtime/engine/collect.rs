//! A response's body while it comes in, within bounds.

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_LENGTH, HeaderMap};

use crate::runtime::error::transport_error::TransportError;

/// How much of a body is read.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The largest body of a success response.
    pub success: usize,
    /// How much of an error's body is kept.
    pub error: usize,
    /// Whether the response has no body although it declares a length, as those to `HEAD`.
    pub no_body: bool,
    /// Whether the body of a success response is not read, but left as a stream.
    pub streamed: bool,
}

/// A response whose body has come in.
#[derive(Debug)]
pub struct Received {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, or what was kept of it.
    pub body: Bytes,
    /// Where the body ends.
    pub extent: Extent,
}

impl Received {
    /// The head of a response whose body is left as a stream.
    pub fn head(parts: http::response::Parts) -> Self {
        Self { status: parts.status, headers: parts.headers, body: Bytes::new(), extent: Extent::Whole }
    }
}

/// Whether the bytes that were kept are all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// They are.
    Whole,
    /// An error's body goes on after them.
    Truncated,
    /// A success body is larger than allowed; nothing was kept.
    TooLarge,
}

/// Gathers a body chunk by chunk.
#[derive(Debug)]
pub struct Collector {
    status: StatusCode,
    headers: HeaderMap,
    limit: usize,
    chunks: Vec<Bytes>,
    length: usize,
    extent: Extent,
}

impl Collector {
    /// Begins with the status and the headers.
    pub fn new(parts: http::response::Parts, limits: Limits) -> Self {
        let success = parts.status.is_success();
        let limit = if success { limits.success } else { limits.error };
        let declared = parts.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
        let over = declared.is_some_and(|length| u64::try_from(limit).is_ok_and(|limit| length > limit));
        let extent = if over && success && !limits.no_body { Extent::TooLarge } else { Extent::Whole };
        Self { status: parts.status, headers: parts.headers, limit, chunks: Vec::new(), length: 0, extent }
    }

    /// Whether the next chunk is wanted.
    pub fn wants_more(&self) -> bool {
        self.extent == Extent::Whole
    }

    /// Takes the next chunk.
    pub fn push(&mut self, mut chunk: Bytes) {
        if chunk.len() > self.limit - self.length {
            if self.status.is_success() {
                self.extent = Extent::TooLarge;
                self.chunks.clear();
                return;
            }
            self.extent = Extent::Truncated;
            chunk.truncate(self.limit - self.length);
        }
        self.length += chunk.len();
        self.chunks.push(chunk);
    }

    /// The body has ended.
    pub fn finish(mut self) -> Received {
        let body = match self.chunks.len() {
            0 => Bytes::new(),
            1 => std::mem::take(&mut self.chunks[0]),
            _ => Bytes::from(self.chunks.concat()),
        };
        Received { status: self.status, headers: self.headers, body, extent: self.extent }
    }

    /// The body broke off. An error's status outweighs that: what was read of it is kept.
    pub fn broken(mut self, error: TransportError) -> Result<Received, TransportError> {
        if self.status.is_success() {
            return Err(error);
        }
        self.extent = Extent::Truncated;
        Ok(self.finish())
    }
}

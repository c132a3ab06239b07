//! JSON values one after another: one a line (NDJSON, JSON Lines), or as a text sequence (RFC
//! 7464).

use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::DeserializeOwned;

use crate::runtime::api::operation_info::OperationInfo;
use crate::runtime::client::call::Call;
use crate::runtime::codec::decode_error::DecodeError;
use crate::runtime::response::operation::Operation;
use crate::runtime::response::raw::RawResponse;
use crate::runtime::stream::item_stream::{Defect, ItemStream, Items};
use crate::runtime::stream::stream_call::{Reading, StreamCall};

/// An operation whose success response can be JSON values one after another.
pub trait SendsValues: Operation {
    /// One value.
    type Value: 'static;
    /// How the values are separated.
    #[doc(hidden)]
    type Framing: Framing;
    /// The media type that is asked for.
    #[doc(hidden)]
    const ACCEPT: &'static str;
}

impl<'c, C, O: SendsValues> Call<'c, C, O> {
    /// The same call, returning the values of the response as they come.
    ///
    /// [`timeout`](Self::timeout) and [`deadline`](Self::deadline) end when the head of the
    /// response has arrived; then no pause may be longer than
    /// [`idle_timeout`](StreamCall::idle_timeout). [`max_body`](Self::max_body) limits the bytes of
    /// one value. If the stream ends or breaks off, it is not resumed.
    pub fn values(self) -> StreamCall<'c, C, O, Values<O::Value, O::Framing>> {
        StreamCall::new(self, Some(O::ACCEPT))
    }
}

/// How values are separated.
pub trait Framing: 'static {
    /// The byte between two values.
    #[doc(hidden)]
    const SEPARATOR: u8;
    /// Whether a number or a word may be incomplete if no white space follows it.
    #[doc(hidden)]
    const ENDS_IN_SPACE: bool;
}

/// One value a line.
#[derive(Debug, Clone, Copy)]
pub enum Lines {}

impl Framing for Lines {
    const SEPARATOR: u8 = b'\n';
    const ENDS_IN_SPACE: bool = false;
}

/// A record separator before each value, and a line feed behind it (RFC 7464).
#[derive(Debug, Clone, Copy)]
pub enum Sequence {}

impl Framing for Sequence {
    const SEPARATOR: u8 = 0x1e;
    const ENDS_IN_SPACE: bool = true;
}

/// The values of a response of the asynchronous client.
#[cfg(feature = "async")]
pub type ValueStream<T, F = Lines> = ItemStream<crate::runtime::stream::byte_stream::ByteStream, Values<T, F>>;

/// The values of a response of the blocking client.
#[cfg(feature = "blocking")]
pub type BlockingValueStream<T, F = Lines> =
    ItemStream<crate::runtime::stream::blocking_byte_stream::ByteStream, Values<T, F>>;

/// Makes values of bytes that arrive in pieces of any size.
pub struct Values<T, F> {
    /// The largest value, in bytes.
    limit: usize,
    is_first: bool,
    coming: Vec<u8>,
    ready: VecDeque<Vec<u8>>,
    is_too_large: bool,
    of: PhantomData<fn() -> (T, F)>,
}

impl<T, F: Framing> Values<T, F> {
    /// No input yet. `limit` is the largest value, in bytes.
    pub fn new(limit: usize) -> Self {
        Self { limit, is_first: true, coming: Vec::new(), ready: VecDeque::new(), is_too_large: false, of: PhantomData }
    }

    fn extend(&mut self, octets: &[u8]) {
        if octets.len() > self.limit.saturating_sub(self.coming.len()) {
            self.is_too_large = true;
        } else {
            self.coming.extend_from_slice(octets);
        }
    }

    fn end_value(&mut self) {
        let mut value = std::mem::take(&mut self.coming);
        if std::mem::take(&mut self.is_first) && value.starts_with(b"\xef\xbb\xbf") {
            value.drain(..3);
        }
        // Empty lines, and the empty text before the first separator, are not values.
        if !value.trim_ascii().is_empty() {
            self.ready.push_back(value);
        }
    }
}

impl<T: DeserializeOwned, F: Framing> Items for Values<T, F> {
    type Item = T;

    fn push(&mut self, octets: &[u8]) {
        let mut rest = octets;
        while !self.is_too_large {
            let end = rest.iter().position(|octet| *octet == F::SEPARATOR);
            let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
            self.extend(part);
            match after.split_first() {
                Some((_, after)) if !self.is_too_large => {
                    self.end_value();
                    rest = after;
                }
                _ => return,
            }
        }
    }

    fn finish(&mut self) {
        self.end_value();
    }

    fn next(&mut self) -> Option<Result<T, Defect>> {
        let Some(value) = self.ready.pop_front() else {
            return self.is_too_large.then_some(Err(Defect::TooLarge));
        };
        let starts_with_word = value.trim_ascii_start().first().is_some_and(|octet| !b"{[\"".contains(octet));
        let cut = F::ENDS_IN_SPACE && starts_with_word && !value.last().is_some_and(u8::is_ascii_whitespace);
        if cut {
            return Some(Err(Defect::Decode(DecodeError::new(
                "expected white space behind the value, which may be cut",
            ))));
        }
        let read = serde_json::from_slice(&value);
        Some(read.map_err(|error| Defect::Decode(DecodeError::json(&error, &value))))
    }
}

impl<S, T: DeserializeOwned + 'static, F: Framing> Reading<S> for Values<T, F> {
    type Stream = ItemStream<S, Self>;

    fn open(
        _: &RawResponse,
        octets: S,
        info: &'static OperationInfo,
        limit: usize,
    ) -> Result<Self::Stream, DecodeError> {
        Ok(ItemStream::new(octets, Self::new(limit), info))
    }
}

impl<T, F> fmt::Debug for Values<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Values").field("ready", &self.ready.len()).finish_non_exhaustive()
    }
}

//! The items of a response, read as they come.

#[cfg(feature = "async")]
use std::pin::Pin;
#[cfg(feature = "async")]
use std::task::{Context, Poll, ready};

use crate::runtime::api::operation_info::OperationInfo;
use crate::runtime::codec::decode_error::DecodeError;
#[cfg(any(feature = "async", feature = "blocking"))]
use crate::runtime::error::call_error::Error;
#[cfg(any(feature = "async", feature = "blocking"))]
use crate::runtime::error::failure::{ErrorKind, Failure};
#[cfg(feature = "blocking")]
use crate::runtime::stream::blocking_byte_stream;
#[cfg(feature = "async")]
use crate::runtime::stream::byte_stream::ByteStream;

/// Makes items of bytes that arrive in pieces of any size.
pub trait Items {
    /// One item.
    type Item;

    /// Takes the next bytes.
    fn push(&mut self, octets: &[u8]);
    /// Ends the input.
    fn finish(&mut self);
    /// The next item that is complete.
    fn next(&mut self) -> Option<Result<Self::Item, Defect>>;
}

/// What is wrong with an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Defect {
    /// It is larger than allowed: the stream cannot go on.
    TooLarge,
    /// It does not match the API's description; the next one may.
    Decode(DecodeError),
}

/// The items of a response, read as they come; `S` is a client's stream of bytes.
///
/// It fails if the connection breaks off before its end, if nothing arrives for longer than the
/// call's idle timeout, or if one item is larger than the call's `max_body` (10 MiB unless set).
/// Dropping it ends the transfer. It never sends the request again.
#[derive(Debug)]
pub struct ItemStream<S, D> {
    octets: S,
    pub(crate) items: D,
    info: &'static OperationInfo,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Ended,
    TooLarge,
}

impl<S, D: Items> ItemStream<S, D> {
    pub(crate) fn new(octets: S, items: D, info: &'static OperationInfo) -> Self {
        Self { octets, items, info, state: State::Open }
    }

    /// The next item whose bytes have arrived.
    #[cfg(any(feature = "async", feature = "blocking"))]
    fn ready(&mut self) -> Option<Result<D::Item, Error>> {
        let defect = match self.state {
            State::TooLarge => Defect::TooLarge,
            State::Open | State::Ended => match self.items.next()? {
                Ok(item) => return Some(Ok(item)),
                Err(defect) => defect,
            },
        };
        let failure = match defect {
            Defect::TooLarge => {
                self.state = State::TooLarge;
                Failure::of(self.info, ErrorKind::TooLarge)
            }
            Defect::Decode(error) => {
                Failure { source: Some(error.into()), ..Failure::of(self.info, ErrorKind::Decode) }
            }
        };
        Some(Err(Box::new(failure).into()))
    }

    #[cfg(any(feature = "async", feature = "blocking"))]
    fn end(&mut self) {
        self.state = State::Ended;
        self.items.finish();
    }
}

#[cfg(feature = "async")]
impl<D: Items + Unpin> ItemStream<ByteStream, D> {
    /// The next item; `None` at the end. Dropping the future loses nothing: the next call
    /// continues.
    ///
    /// # Errors
    ///
    /// If the response breaks off or pauses too long, or an item is too large: then there is no
    /// further item. If an item does not match the API's description: then the next call returns
    /// the item after it.
    pub async fn next(&mut self) -> Result<Option<D::Item>, Error> {
        std::future::poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<D::Item, Error>>> {
        loop {
            if let Some(item) = self.ready() {
                return Poll::Ready(Some(item));
            }
            if self.state == State::Ended {
                return Poll::Ready(None);
            }
            match ready!(self.octets.poll_chunk(context)) {
                Some(Ok(chunk)) => self.items.push(&chunk),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => self.end(),
            }
        }
    }
}

/// It ends after an error that leaves no further item.
#[cfg(feature = "async")]
impl<D: Items + Unpin> futures_core::Stream for ItemStream<ByteStream, D> {
    type Item = Result<D::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let stream = self.get_mut();
        if stream.state == State::TooLarge || stream.octets.has_failed() {
            return Poll::Ready(None);
        }
        stream.poll_item(context)
    }
}

/// It ends after an error that leaves no further item.
#[cfg(feature = "blocking")]
impl<D: Items> Iterator for ItemStream<blocking_byte_stream::ByteStream, D> {
    type Item = Result<D::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let has_failed = matches!(self.octets.state, blocking_byte_stream::State::Failed);
        if self.state == State::TooLarge || has_failed {
            return None;
        }
        loop {
            if let Some(item) = self.ready() {
                return Some(item);
            }
            if self.state == State::Ended {
                return None;
            }
            match self.octets.chunk() {
                Ok(Some(chunk)) => self.items.push(&chunk),
                Ok(None) => self.end(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

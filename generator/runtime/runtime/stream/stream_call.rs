//! A call whose success response is read as a stream.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use http::header::{ACCEPT, HeaderValue};

use crate::runtime::api::operation_info::OperationInfo;
use crate::runtime::client::call::Call;
use crate::runtime::codec::decode_error::DecodeError;
use crate::runtime::response::operation::Operation;
use crate::runtime::response::raw::RawResponse;

/// An operation whose success response is bytes or text, which can be read as they come.
pub trait Streamed: Operation {}

/// How the bytes of a response are read as they come; `S` is a client's stream of bytes.
pub trait Reading<S>: Sized + 'static {
    /// The body of the response.
    type Stream;

    /// Begins to read. `limit` is the largest item.
    #[doc(hidden)]
    fn open(
        response: &RawResponse,
        octets: S,
        info: &'static OperationInfo,
        limit: usize,
    ) -> Result<Self::Stream, DecodeError>;
}

/// Bytes as they come.
#[derive(Debug, Clone, Copy)]
pub enum Octets {}

impl<S> Reading<S> for Octets {
    type Stream = S;

    fn open(_: &RawResponse, octets: S, _: &'static OperationInfo, _: usize) -> Result<S, DecodeError> {
        Ok(octets)
    }
}

impl<'c, C, O: Streamed> Call<'c, C, O> {
    /// The same call, returning the body of a success as a stream: it may have any size.
    ///
    /// Error responses are read as usual. [`timeout`](Self::timeout) and
    /// [`deadline`](Self::deadline) end when the head of the response has arrived; then no pause
    /// may be longer than [`idle_timeout`](StreamCall::idle_timeout). There are no retries after
    /// the head.
    pub fn stream(self) -> StreamCall<'c, C, O, Octets> {
        StreamCall::new(self, None)
    }
}

/// A call whose success response is read as a stream: it returns as soon as the head has arrived,
/// with a body that is still to come.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct StreamCall<'c, C, O, K> {
    pub(crate) call: Call<'c, C, O>,
    kind: PhantomData<fn() -> K>,
}

impl<'c, C, O: Operation, K> StreamCall<'c, C, O, K> {
    /// The call, asking for that media type instead of the usual ones.
    pub(crate) fn new(mut call: Call<'c, C, O>, accept: Option<&'static str>) -> Self {
        if let Some(accept) = accept {
            call.request.headers.insert(ACCEPT, HeaderValue::from_static(accept));
        }
        call.request.options.streamed = true;
        Self { call, kind: PhantomData }
    }

    /// Sets how long the response may pause after its head; 60 seconds unless set, here or on the
    /// builder. The blocking client waits no longer for the head either.
    pub fn idle_timeout(mut self, time: Duration) -> Self {
        self.call.request.options.idle = Some(time);
        self
    }
}

impl<C, O: Operation, K> fmt::Debug for StreamCall<'_, C, O, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StreamCall").field(&self.call).finish()
    }
}

#[cfg(feature = "async")]
mod asynchronous {
    use super::{Operation, Reading, StreamCall};
    use crate::runtime::client::async_client::{Client, open};
    use crate::runtime::error::call_error::{CallError, success};
    use crate::runtime::error::failure::Failure;
    use crate::runtime::response::typed::Response;
    use crate::runtime::stream::byte_stream::ByteStream;
    use crate::runtime::transport::asynchronous::BoxFuture;

    /// A call that is on its way.
    type Sending<O, S> = BoxFuture<'static, Result<Response<O, S>, CallError<<O as Operation>::Error>>>;

    impl<O: Operation, K: Reading<ByteStream>> StreamCall<'_, Client, O, K> {
        /// Sends the call, as `.await` does, and returns the response as soon as its head has
        /// arrived. The future borrows nothing, so it can be spawned.
        ///
        /// # Errors
        ///
        /// If there is no response, its status is an error, or its media type is not the one that
        /// is read as a stream.
        #[must_use = "a future does nothing until it is awaited"]
        pub fn send(self) -> Sending<O, K::Stream> {
            let engine = self.call.client.engine(self.call.request);
            let (limit, idle) = (engine.limits().success, engine.idle());
            let opened = open(self.call.client.transport.clone(), engine);
            Box::pin(async move {
                let (response, body) = opened.await?;
                let response = success::<O>(response)?;
                let octets = ByteStream::new(body.unwrap_or_default(), idle, O::INFO);
                match K::open(&response, octets, O::INFO, limit) {
                    Ok(stream) => Ok(Response::new(response, stream)),
                    Err(error) => Err(Failure::decode(O::INFO, response, error).into()),
                }
            })
        }
    }

    impl<O: Operation, K: Reading<ByteStream>> IntoFuture for StreamCall<'_, Client, O, K> {
        type Output = Result<Response<O, K::Stream>, CallError<O::Error>>;
        type IntoFuture = Sending<O, K::Stream>;

        fn into_future(self) -> Self::IntoFuture {
            self.send()
        }
    }
}

#[cfg(feature = "blocking")]
mod blocking {
    use super::{Operation, Reading, StreamCall};
    use crate::runtime::client::blocking::{Client, open};
    use crate::runtime::error::call_error::{CallError, success};
    use crate::runtime::error::failure::Failure;
    use crate::runtime::response::typed::Response;
    use crate::runtime::stream::blocking_byte_stream::ByteStream;

    impl<O: Operation, K: Reading<ByteStream>> StreamCall<'_, Client, O, K> {
        /// Sends the call and waits for the head of its response.
        ///
        /// # Errors
        ///
        /// If there is no response, its status is an error, or its media type is not the one that
        /// is read as a stream.
        pub fn send(self) -> Result<Response<O, K::Stream>, CallError<O::Error>> {
            let engine = self.call.client.engine(self.call.request);
            let limit = engine.limits().success;
            let (response, body) = open(&*self.call.client.transport, engine)?;
            let response = success::<O>(response)?;
            let octets = ByteStream::new(body.unwrap_or_default(), O::INFO);
            match K::open(&response, octets, O::INFO, limit) {
                Ok(stream) => Ok(Response::new(response, stream)),
                Err(error) => Err(Failure::decode(O::INFO, response, error).into()),
            }
        }
    }
}

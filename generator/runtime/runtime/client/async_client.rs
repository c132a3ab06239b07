//! The asynchronous client.
#![cfg(feature = "async")]

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::runtime::client::builder::ClientBuilder;
use crate::runtime::client::call::{Call, WithResponse};
use crate::runtime::client::connection::{Connection, sealed::Sealed};
use crate::runtime::credential::token_source::Renewal;
use crate::runtime::engine::collect::{Collector, Limits, Received};
use crate::runtime::engine::config::Config;
use crate::runtime::engine::machine::{Action, Engine, Event, Now};
use crate::runtime::error::build_error::BuildError;
use crate::runtime::error::call_error::{self, CallError};
use crate::runtime::error::failure::Failure;
use crate::runtime::error::transport_error::TransportError;
use crate::runtime::request::draft::Request;
use crate::runtime::response::operation::Operation;
use crate::runtime::response::raw::RawResponse;
use crate::runtime::response::typed::Response;
use crate::runtime::transport::asynchronous::{BoxFuture, Transport};
use crate::runtime::transport::body::Body;
use crate::runtime::transport::reqwest_transport::ReqwestTransport;

/// A client of the API. It is cheap to clone, and its clones share their connections.
///
/// Its calls need a tokio runtime whose time driver is enabled.
#[derive(Clone)]
pub struct Client {
    pub(crate) config: Arc<Config>,
    pub(crate) transport: Arc<dyn Transport>,
}

impl ClientBuilder<Client> {
    /// Sets the transport that sends the requests.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// If the base URL, a header or the boundary is not valid, or TLS cannot be set up.
    pub fn build(self) -> Result<Client, BuildError> {
        let config = Arc::new(self.config()?);
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(ReqwestTransport::new(config.base_url.is_encrypted())?),
        };
        Ok(Client { config, transport })
    }
}

impl Sealed for Client {}

impl Connection for Client {
    fn config(&self) -> &Config {
        &self.config
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.config.base_url.as_str()).finish_non_exhaustive()
    }
}

impl<O: Operation> Call<'_, Client, O> {
    /// Sends the call, as `.await` does. The future borrows nothing, so it can be spawned.
    ///
    /// # Errors
    ///
    /// If the request cannot be made, no complete response arrives, its status is an error, or its
    /// body does not match the API's description.
    /// [`ErrorKind`](crate::runtime::error::failure::ErrorKind) lists all reasons.
    #[must_use = "a future does nothing until it is awaited"]
    pub fn send(self) -> BoxFuture<'static, Result<O::Output, CallError<O::Error>>> {
        let result = self.client.run(self.request);
        Box::pin(async move { call_error::read::<O>(result.await).map(O::output) })
    }
}

impl<O: Operation> WithResponse<'_, Client, O> {
    /// Sends the call, as `.await` does. The future borrows nothing, so it can be spawned.
    ///
    /// # Errors
    ///
    /// If the call fails, for the same reasons as without the response.
    #[must_use = "a future does nothing until it is awaited"]
    pub fn send(self) -> BoxFuture<'static, Result<Response<O>, CallError<O::Error>>> {
        let result = self.0.client.run(self.0.request);
        Box::pin(async move { call_error::read::<O>(result.await) })
    }
}

impl<O: Operation> IntoFuture for Call<'_, Client, O> {
    type Output = Result<O::Output, CallError<O::Error>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

impl<O: Operation> IntoFuture for WithResponse<'_, Client, O> {
    type Output = Result<Response<O>, CallError<O::Error>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

impl Client {
    fn run(&self, request: Request) -> BoxFuture<'static, Result<RawResponse, Box<Failure>>> {
        drive(self.transport.clone(), self.engine(request))
    }

    pub(crate) fn engine(&self, request: Request) -> Engine {
        Engine::new(self.config.clone(), request)
    }
}

/// Drives the engine, and returns the whole response.
pub(crate) fn drive(
    transport: Arc<dyn Transport>,
    engine: Engine,
) -> BoxFuture<'static, Result<RawResponse, Box<Failure>>> {
    let opened = open(transport, engine);
    Box::pin(async move { opened.await.map(|(response, _)| response) })
}

/// A response, and its body where that is left as a stream.
pub(crate) type Opened = Result<(RawResponse, Option<Body>), Box<Failure>>;

/// Drives the engine: all asynchronous calls are carried out here.
pub(crate) fn open(transport: Arc<dyn Transport>, mut engine: Engine) -> BoxFuture<'static, Opened> {
    #[cfg(feature = "tracing")]
    let span = engine.trace().span().clone();
    let run = async move {
        let limits = engine.limits();
        let mut event = Event::Start;
        let mut stream = None;
        loop {
            event = match engine.step(event, Now::read()) {
                Action::Send(request, timeout) => match attempt(&*transport, request, timeout, limits).await {
                    Ok((received, left)) => {
                        stream = left;
                        Event::Answered(received)
                    }
                    Err(error) => Event::Failed(error),
                },
                Action::Wait(time) => {
                    tokio::time::sleep(time).await;
                    Event::Waited
                }
                Action::Renew(Renewal { source, generation }, time) => {
                    Event::Renewed(source.renew(generation, time).await)
                }
                // A success ends the call, so what is left belongs to it.
                Action::Finish(result) => return result.map(|response| (response, stream)),
            };
        }
    };
    #[cfg(feature = "tracing")]
    let run = tracing::Instrument::instrument(run, span);
    Box::pin(run)
}

async fn attempt(
    transport: &dyn Transport,
    request: http::Request<Body>,
    timeout: Duration,
    limits: Limits,
) -> Result<(Received, Option<Body>), TransportError> {
    let end = tokio::time::Instant::now() + timeout;
    let response = tokio::time::timeout_at(end, transport.send(request, timeout)).await;
    let (parts, mut body) = response.map_err(TransportError::timeout)??.into_parts();
    if limits.streamed && parts.status.is_success() {
        return Ok((Received::head(parts), Some(body)));
    }
    let mut collector = Collector::new(parts, limits);
    while collector.wants_more() {
        match tokio::time::timeout_at(end, body.chunk()).await {
            Ok(Ok(Some(chunk))) => collector.push(chunk),
            Ok(Ok(None)) => break,
            Ok(Err(error)) => return collector.broken(error).map(|received| (received, None)),
            Err(elapsed) => {
                return collector.broken(TransportError::timeout(elapsed)).map(|received| (received, None));
            }
        }
    }
    Ok((collector.finish(), None))
}

//! The blocking client: the same calls, without an asynchronous runtime.
#![cfg(feature = "blocking")]

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

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
use crate::runtime::transport::blocking::Transport;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::ureq_transport::UreqTransport;

/// A client of the API whose calls block the thread. It is cheap to clone, and its clones share
/// their connections.
#[derive(Clone)]
pub struct Client {
    pub(crate) config: Arc<Config>,
    pub(crate) transport: Arc<dyn Transport>,
}

impl ClientBuilder<Client> {
    /// Sets the transport that sends the requests.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.blocking_transport = Some(Arc::new(transport));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// If the base URL, a header or the boundary is not valid.
    pub fn build(self) -> Result<Client, BuildError> {
        let config = Arc::new(self.config()?);
        let transport = match self.blocking_transport {
            Some(transport) => transport,
            None => Arc::new(UreqTransport::new(config.base_url.is_encrypted())),
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
    /// Sends the call and waits for its result.
    ///
    /// # Errors
    ///
    /// If the request cannot be made, no complete response arrives, its status is an error, or its
    /// body does not match the API's description.
    /// [`ErrorKind`](crate::runtime::error::failure::ErrorKind) lists all reasons.
    pub fn send(self) -> Result<O::Output, CallError<O::Error>> {
        call_error::read::<O>(self.client.run(self.request)).map(O::output)
    }
}

impl<O: Operation> WithResponse<'_, Client, O> {
    /// Sends the call and waits for its result.
    ///
    /// # Errors
    ///
    /// If the call fails, for the same reasons as without the response.
    pub fn send(self) -> Result<Response<O>, CallError<O::Error>> {
        call_error::read::<O>(self.0.client.run(self.0.request))
    }
}

impl Client {
    fn run(&self, request: Request) -> Result<RawResponse, Box<Failure>> {
        drive(&*self.transport, self.engine(request))
    }

    pub(crate) fn engine(&self, request: Request) -> Engine {
        Engine::new(self.config.clone(), request)
    }
}

/// Drives the engine, and returns the whole response.
pub(crate) fn drive(transport: &dyn Transport, engine: Engine) -> Result<RawResponse, Box<Failure>> {
    open(transport, engine).map(|(response, _)| response)
}

/// A response, and its body where that is left as a stream.
pub(crate) type Opened = Result<(RawResponse, Option<Body>), Box<Failure>>;

/// Drives the engine: all blocking calls are carried out here.
pub(crate) fn open(transport: &dyn Transport, mut engine: Engine) -> Opened {
    #[cfg(feature = "tracing")]
    let span = engine.trace().span().clone();
    #[cfg(feature = "tracing")]
    let _entered = span.enter();
    let limits = engine.limits();
    let mut event = Event::Start;
    let mut stream = None;
    loop {
        event = match engine.step(event, Now::read()) {
            Action::Send(request, timeout) => match attempt(transport, request, timeout, limits) {
                Ok((received, left)) => {
                    stream = left;
                    Event::Answered(received)
                }
                Err(error) => Event::Failed(error),
            },
            Action::Wait(time) => {
                std::thread::sleep(time);
                Event::Waited
            }
            Action::Renew(Renewal { source, generation }, time) => {
                Event::Renewed(source.renew_blocking(generation, time))
            }
            // A success ends the call, so what is left belongs to it.
            Action::Finish(result) => return result.map(|response| (response, stream)),
        };
    }
}

fn attempt(
    transport: &dyn Transport,
    request: http::Request<Body>,
    timeout: Duration,
    limits: Limits,
) -> Result<(Received, Option<Body>), TransportError> {
    let end = Instant::now() + timeout;
    let (parts, mut body) = transport.send(request, timeout)?.into_parts();
    if limits.streamed && parts.status.is_success() {
        return Ok((Received::head(parts), Some(body)));
    }
    let mut collector = Collector::new(parts, limits);
    while collector.wants_more() {
        if Instant::now() >= end {
            let slow = TransportError::timeout("the body took too long");
            return collector.broken(slow).map(|received| (received, None));
        }
        match body.blocking_chunk() {
            Ok(Some(chunk)) => collector.push(chunk),
            Ok(None) => break,
            Err(error) => return collector.broken(error).map(|received| (received, None)),
        }
    }
    Ok((collector.finish(), None))
}

//! The transport of the asynchronous client.
#![cfg(feature = "async")]

use std::error::Error as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use rustls_platform_verifier::BuilderVerifierExt;

use crate::runtime::error::build_error::BuildError;
use crate::runtime::error::transport_error::TransportError;
use crate::runtime::transport::asynchronous::{BoxFuture, Chunks, Transport};
use crate::runtime::transport::body::Body;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);

/// Sends requests by reqwest: over HTTP/1.1, without redirects, cookies, `Referer` or retries of
/// its own.
pub(crate) struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// A transport over TLS, or one to loopback without encryption and without proxies.
    pub(crate) fn new(encrypted: bool) -> Result<Self, BuildError> {
        let failed = |error: reqwest::Error| BuildError::Transport(error.into());
        let tls = tls(encrypted).map_err(|error| BuildError::Transport(error.into()))?;
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .https_only(encrypted)
            .connect_timeout(CONNECT);
        if !encrypted {
            builder = builder.no_proxy();
        }
        Ok(Self(builder.build().map_err(failed)?))
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
        _: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let url = reqwest::Url::parse(&parts.uri.to_string()).map_err(TransportError::unsent)?;
            let mut request = reqwest::Request::new(parts.method, url);
            *request.headers_mut() = parts.headers;
            match body.as_bytes() {
                Some(bytes) if bytes.is_empty() => {}
                Some(bytes) => *request.body_mut() = Some(bytes.clone().into()),
                None => *request.body_mut() = Some(reqwest::Body::wrap(Sent::new(body))),
            }
            let mut response = self.0.execute(request).await.map_err(failed)?;
            let mut head = http::Response::new(());
            *head.status_mut() = response.status();
            *head.headers_mut() = std::mem::take(response.headers_mut());
            Ok(head.map(|()| Body::from_chunks(Incoming(response))))
        })
    }
}

/// A body that is read while it is sent. The lock is never taken: it makes the body `Sync`.
struct Sent {
    state: Mutex<Sending>,
    length: Option<u64>,
}

enum Sending {
    Ready(Body),
    Reading(BoxFuture<'static, (Body, Result<Option<Bytes>, TransportError>)>),
    Ended,
}

impl Sent {
    fn new(body: Body) -> Self {
        Self { length: body.length(), state: Mutex::new(Sending::Ready(body)) }
    }
}

impl http_body::Body for Sent {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, TransportError>>> {
        let state = self.get_mut().state.get_mut().unwrap_or_else(PoisonError::into_inner);
        loop {
            match std::mem::replace(state, Sending::Ended) {
                Sending::Ready(mut body) => {
                    *state = Sending::Reading(Box::pin(async move {
                        let chunk = body.chunk().await;
                        (body, chunk)
                    }));
                }
                Sending::Reading(mut future) => match future.as_mut().poll(context) {
                    Poll::Pending => {
                        *state = Sending::Reading(future);
                        return Poll::Pending;
                    }
                    Poll::Ready((body, Ok(Some(chunk)))) => {
                        *state = Sending::Ready(body);
                        return Poll::Ready(Some(Ok(http_body::Frame::data(chunk))));
                    }
                    Poll::Ready((_, Ok(None))) => {}
                    Poll::Ready((_, Err(error))) => return Poll::Ready(Some(Err(error))),
                },
                Sending::Ended => return Poll::Ready(None),
            }
        }
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.length.map_or_else(http_body::SizeHint::default, http_body::SizeHint::with_exact)
    }
}

struct Incoming(reqwest::Response);

impl Chunks for Incoming {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async { self.0.chunk().await.map_err(failed) })
    }
}

/// Reqwest's errors name the URL; it is taken out, as its query may hold a credential.
fn failed(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let mut source = error.source();
    while let Some(inner) = source {
        if inner.downcast_ref::<TransportError>().is_some_and(TransportError::is_upload) {
            return TransportError::upload(error);
        }
        source = inner.source();
    }
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => TransportError::connect_timeout(error),
        (true, false) => TransportError::connect(error),
        (false, true) => TransportError::timeout(error),
        (false, false) if error.is_builder() => TransportError::unsent(error),
        (false, false) => TransportError::other(error),
    }
}

/// TLS with a crypto provider of its own, so that nothing is installed for the whole process. The
/// certificates that the system trusts are trusted; without encryption none is, and none is looked
/// for.
fn tls(encrypted: bool) -> Result<rustls::ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let builder = if encrypted {
        builder.with_platform_verifier()?
    } else {
        builder.with_root_certificates(rustls::RootCertStore::empty())
    };
    Ok(builder.with_no_client_auth())
}

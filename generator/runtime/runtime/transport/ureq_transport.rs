//! The transport of the blocking client.
#![cfg(feature = "blocking")]

use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Buf, Bytes};
use http::header::CONTENT_LENGTH;
use ureq::SendBody;
use ureq::tls::{RootCerts, TlsConfig};

use crate::runtime::error::transport_error::TransportError;
use crate::runtime::transport::blocking::Transport;
use crate::runtime::transport::body::{Body, StreamedResponse};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);

/// Sends requests by ureq: without redirects or cookies.
pub(crate) struct UreqTransport(ureq::Agent);

impl UreqTransport {
    /// A transport over TLS that trusts what the system trusts, or one to loopback without
    /// encryption and without proxies.
    pub(crate) fn new(encrypted: bool) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(provider)
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let mut builder = ureq::Agent::config_builder()
            .tls_config(tls)
            .https_only(encrypted)
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(ureq::config::AutoHeaderValue::None)
            .timeout_connect(Some(CONNECT));
        if !encrypted {
            builder = builder.proxy(None);
        }
        Self(builder.build().new_agent())
    }
}

impl Transport for UreqTransport {
    fn send(&self, request: http::Request<Body>, timeout: Duration) -> Result<http::Response<Body>, TransportError> {
        let (mut parts, body) = request.into_parts();
        let response = match body.as_bytes() {
            Some(bytes) if bytes.is_empty() => self.run(http::Request::from_parts(parts, ()), timeout),
            Some(bytes) => self.run(http::Request::from_parts(parts, &bytes[..]), timeout),
            None => {
                if let Some(length) = body.length() {
                    parts.headers.insert(CONTENT_LENGTH, length.into());
                }
                let body = SendBody::from_owned_reader(Sent { body, rest: Bytes::new() });
                self.run(http::Request::from_parts(parts, body), timeout)
            }
        };
        let response = response.map_err(failed)?;
        Ok(response.map(|body| Body::from_reader(Incoming(body.into_reader()))))
    }
}

impl UreqTransport {
    fn run(
        &self,
        request: http::Request<impl ureq::AsSendBody>,
        timeout: Duration,
    ) -> Result<http::Response<ureq::Body>, ureq::Error> {
        let streamed = request.extensions().get::<StreamedResponse>().copied();
        let configured = self.0.configure_request(request);
        let request = match streamed {
            None => configured.timeout_global(Some(timeout)),
            // ureq has no bound for everything before the body, so each step is bounded.
            Some(StreamedResponse { idle }) => configured
                .timeout_connect(Some(timeout.min(CONNECT)))
                .timeout_send_request(Some(timeout))
                .timeout_send_body(Some(timeout))
                .timeout_recv_response(Some(timeout))
                .timeout_per_read(Some(idle)),
        };
        self.0.run(request.build())
    }
}

/// A body that is read while it is sent.
struct Sent {
    body: Body,
    rest: Bytes,
}

impl io::Read for Sent {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() && !buffer.is_empty() {
            match self.body.blocking_chunk().map_err(io::Error::other)? {
                Some(chunk) => self.rest = chunk,
                None => return Ok(0),
            }
        }
        let length = self.rest.len().min(buffer.len());
        if let Some(buffer) = buffer.get_mut(..length) {
            self.rest.copy_to_slice(buffer);
        }
        Ok(length)
    }
}

struct Incoming(ureq::BodyReader<'static>);

impl io::Read for Incoming {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| io::Error::other(failed(error.into())))
    }
}

/// Sorts an error by whether the request may have been sent; when in doubt it may.
fn failed(error: ureq::Error) -> TransportError {
    use ureq::{Error, Timeout};
    match error {
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => TransportError::connect_timeout(error),
        Error::Timeout(_) => TransportError::timeout(error),
        Error::HostNotFound | Error::ConnectionFailed | Error::Tls(_) | Error::TlsRequired | Error::Rustls(_) => {
            TransportError::connect(error)
        }
        // These quote a URL or a proxy's response.
        Error::ConnectProxyFailed(_) => TransportError::connect("the proxy refused the connection"),
        Error::BadUri(_) | Error::RequireHttpsOnly(_) => TransportError::unsent("the URL is refused"),
        Error::InvalidProxyUrl | Error::Http(_) => TransportError::unsent(error),
        Error::Io(error) if is_upload(&error) => TransportError::from_io(error),
        Error::Io(error) if before_connection(&error) => TransportError::connect(error),
        Error::Io(error) => TransportError::other(error),
        error => TransportError::other(error),
    }
}

/// Whether an I/O error comes from the body of the request.
fn is_upload(error: &io::Error) -> bool {
    error.get_ref().and_then(|inner| inner.downcast_ref()).is_some_and(TransportError::is_upload)
}

/// Whether an I/O error can only come from setting up the connection.
fn before_connection(error: &io::Error) -> bool {
    let tls = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    matches!(error.kind(), io::ErrorKind::ConnectionRefused | io::ErrorKind::AddrNotAvailable)
        || matches!(tls, Some(rustls::Error::InvalidCertificate(_)))
}

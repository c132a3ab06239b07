//! The transport of the asynchronous client.
#![cfg(feature = "async")]

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use rustls_platform_verifier::BuilderVerifierExt;

use super::body::Body;
use super::mistake::BuildError;
use super::transport::{BoxFuture, Chunks, Transport};
use super::transport_error::TransportError;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);

/// Sends requests by reqwest: over HTTP/1.1, without redirects, cookies, `Referer` or retries of its own.
pub(super) struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// A transport over TLS, or one for this machine alone that is not encrypted and passes by all proxies.
    pub(super) fn new(encrypted: bool) -> Result<Self, BuildError> {
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
            if let Some(bytes) = body.as_bytes().filter(|bytes| !bytes.is_empty()) {
                *request.body_mut() = Some(bytes.clone().into());
            }
            let mut response = self.0.execute(request).await.map_err(failed)?;
            let mut head = http::Response::new(());
            *head.status_mut() = response.status();
            *head.headers_mut() = std::mem::take(response.headers_mut());
            Ok(head.map(|()| Body::from_chunks(Incoming(response))))
        })
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
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => TransportError::connect_timeout(error),
        (true, false) => TransportError::connect(error),
        (false, true) => TransportError::timeout(error),
        (false, false) if error.is_builder() => TransportError::unsent(error),
        (false, false) => TransportError::other(error),
    }
}

/// TLS with a crypto provider of its own, so that nothing is installed for the whole process. The certificates that
/// the system trusts are trusted; without encryption none is, and none is looked for.
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
